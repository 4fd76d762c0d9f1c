"""Cancelling and withdrawing, signed out or (withdrawing) signed in."""

from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, JSONBody
from sqlalchemy.orm import Session

from licenseserver import declarations
from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.declarations import Arrived
from licenseserver.purchases import checked_key
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import house_of
from licenseserver.settings import Settings
from licenseserver.withdrawing import withdraw_from_contract
from licensewire.declarations import CancellationDeclaration, DeclarationReceipt, WithdrawalDeclaration

_Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key", required=False)]


@post("/v1/declarations/cancellation", sync_to_thread=True)
def declare_cancellation(
    data: JSONBody[CancellationDeclaration],
    idempotency_key: _Key,
    address: NamedDependency[str],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> DeclarationReceipt:
    """Cancel a contract without signing in. The same key again answers the same receipt."""
    terms = Terms(catalogue, house_of(settings))
    return declarations.declare_cancellation(
        transaction, terms, data, Arrived(checked_key(idempotency_key), address, clock.now())
    )


@post("/v1/declarations/withdrawal", sync_to_thread=True)
def declare_withdrawal(
    data: JSONBody[WithdrawalDeclaration],
    idempotency_key: _Key,
    address: NamedDependency[str],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> DeclarationReceipt:
    """Withdraw from a contract without signing in. The same key again answers the same receipt."""
    terms = Terms(catalogue, house_of(settings))
    return declarations.declare_withdrawal(
        transaction, terms, data, Arrived(checked_key(idempotency_key), address, clock.now())
    )


@post("/v1/billing/withdrawal", sync_to_thread=True, status_code=200)
def withdraw(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> DeclarationReceipt:
    """Withdraw from the contract of the first 14 days."""
    terms = Terms(catalogue, house_of(settings))
    return withdraw_from_contract(transaction, terms, caller.account_id, clock.now())
