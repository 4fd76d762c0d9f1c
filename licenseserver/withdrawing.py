"""Withdrawing while signed in: the same declaration, made out of what the account knows."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import withdrawals
from licenseserver.buyers import alone_with
from licenseserver.declaration_tables import WITHDRAWN, DeclarationRow
from licenseserver.declaration_text import Declared
from licenseserver.declarations import keep_declaration, receipt_of
from licenseserver.problems import ProblemError
from licenseserver.references import WITHDRAWAL, new_reference
from licenseserver.renewal_facts import Terms
from licenseserver.tables import AccountRow
from licenseserver.wording import known_language
from licensewire import declarations, problem
from licensewire.declarations import DeclarationReceipt

_SAME_WISH = timedelta(minutes=10)
"""A second request so soon is the first one again, whose answer got lost: never another contract's withdrawal."""


def withdraw_from_contract(session: Session, terms: Terms, account_id: str, now: datetime) -> DeclarationReceipt:
    """Withdraw from the account's contract; asked again, the same receipt is returned.

    Raises:
        ProblemError: `problem.NO_RIGHT_TO_WITHDRAW` or `problem.PURCHASE_UNDER_WAY`.
    """
    alone_with(session, account_id)
    before = _withdrawn_before(session, account_id)
    if before is not None and now - before.received_at < _SAME_WISH:
        return receipt_of(before)
    account = session.get_one(AccountRow, account_id)
    right = withdrawals.right_of(session, account, now)
    if right is None:
        if before is not None:
            return receipt_of(before)
        raise ProblemError(problem.NO_RIGHT_TO_WITHDRAW)
    declared = Declared(
        kind=declarations.WITHDRAWAL,
        reference=new_reference(WITHDRAWAL, now),
        received_at=now,
        name=account.name,
        contract=right.subscription.contract or right.invoice.number,
        email=account.email,
        language=known_language(account.language),
        time_zone=account.time_zone,
    )
    key = f"signed-in:{right.subscription.id}"
    row = keep_declaration(session, terms, declared, key, hashlib.sha256(key.encode()).hexdigest(), account.email)
    if row is None:
        raise ProblemError(problem.IDEMPOTENCY_KEY_BUSY)
    withdrawals.withdraw(session, terms, row, account, now)
    row.outcome = WITHDRAWN
    return receipt_of(row)


def _withdrawn_before(session: Session, account_id: str) -> DeclarationRow | None:
    return session.scalar(
        select(DeclarationRow)
        .where(
            DeclarationRow.account_id == account_id,
            DeclarationRow.kind == declarations.WITHDRAWAL,
            DeclarationRow.outcome == WITHDRAWN,
        )
        .order_by(DeclarationRow.received_at.desc())
        .limit(1)
    )
