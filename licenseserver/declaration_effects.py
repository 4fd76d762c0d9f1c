"""What a declaration does: its contract is cancelled or withdrawn from, and everybody concerned is told by mail.

A cancellation counts from its receipt: no deadline, as long as the card is not being charged for the next year.
While it is, the declaration waits for the outcome and is carried out then (`declaring`); its writer is told so.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from licenseserver import audit, renewal_letters, renewals
from licenseserver.cancellations import keep_cancellation, plan_name
from licenseserver.contract_search import find_contract
from licenseserver.declaration_tables import (
    CANCELLED,
    FOR_A_PERSON,
    NO_RIGHT,
    NOT_FOUND,
    NOTHING_TO_CANCEL,
    WITHDRAWN,
    DeclarationRow,
)
from licenseserver.free_account import features_lost
from licenseserver.letters.content import Reader
from licenseserver.letters.facts import LetterFacts
from licenseserver.problems import ProblemError
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import queue_letter, queue_letter_to
from licenseserver.seller import load_seller
from licenseserver.subscriptions import last_subscription
from licenseserver.tables import AccountRow, SubscriptionRow
from licenseserver.withdrawals import withdraw
from licensewire import problem
from licensewire.declarations import WITHDRAWAL

_UTC = "UTC"


def carry_out(session: Session, terms: Terms, row: DeclarationRow, now: datetime) -> None:
    """Carry a declaration out, or let it wait for a charge that is under way."""
    account = find_contract(session, row.name, row.contract, row.email)
    if account is None:
        row.outcome = NOT_FOUND
        _answer(session, terms, renewal_letters.NOT_FOUND, row, None, None, now)
        if row.cause is not None:
            _hand_over(session, terms, row, None, now)
        _note(session, row, now)
        return
    row.account_id = account.id
    if row.kind == WITHDRAWAL:
        _withdraw(session, terms, row, account, now)
    else:
        _cancel(session, terms, row, account, now)


def _cancel(session: Session, terms: Terms, row: DeclarationRow, account: AccountRow, now: datetime) -> None:
    before = renewals.locked_subscription(session, account.id)
    was_cancelled = before is not None and before.cancelled_at is not None
    subscription: SubscriptionRow | None
    try:
        subscription = renewals.cancel_renewal(session, account.id, row.id, now, even_late=True)
    except ProblemError as refusal:
        if refusal.code == problem.RENEWAL_UNDER_WAY:
            renewals.give_up_at_the_bank(session, account.id, now)
            _answer(session, terms, renewal_letters.DECLARED_WAITING, row, account, None, now)
            return
        subscription, was_cancelled = last_subscription(session, account.id), True
    row.subscription_id = subscription.id if subscription else None
    if subscription is None or was_cancelled:
        row.outcome = NOTHING_TO_CANCEL
        kind = renewal_letters.NOTHING_TO_CANCEL
    else:
        row.outcome = CANCELLED
        kind = renewal_letters.DECLARED
        keep_cancellation(session, subscription, now, mailed_to=row.email, declaration=row)
        if row.deliverable.casefold() != account.email.casefold():
            _tell_owner(session, terms, row, account, subscription, now)
    if row.cause is not None:
        row.outcome, kind = FOR_A_PERSON, renewal_letters.DECLARED_TO_PERSON
        _hand_over(session, terms, row, subscription, now)
    _answer(session, terms, kind, row, account, subscription, now)
    _note(session, row, now)


def _withdraw(session: Session, terms: Terms, row: DeclarationRow, account: AccountRow, now: datetime) -> None:
    try:
        withdraw(session, terms, row, account, now)
    except ProblemError as refusal:
        if refusal.code != problem.NO_RIGHT_TO_WITHDRAW:
            _answer(session, terms, renewal_letters.DECLARED_WAITING, row, account, None, now)
            return
        row.outcome = NO_RIGHT
        _answer(session, terms, renewal_letters.WITHDRAWAL_REFUSED, row, account, None, now)
    else:
        row.outcome = WITHDRAWN
    _note(session, row, now)


def _tell_owner(
    session: Session,
    terms: Terms,
    row: DeclarationRow,
    account: AccountRow,
    subscription: SubscriptionRow,
    now: datetime,
) -> None:
    facts = _facts(terms, row, subscription)
    queue_letter(session, renewal_letters.OWNER_TOLD, account, facts, now)


def _hand_over(
    session: Session, terms: Terms, row: DeclarationRow, subscription: SubscriptionRow | None, now: datetime
) -> None:
    """Write to the operator, in the operator's language."""
    facts = _facts(terms, row, subscription)
    reader = Reader("", "en", _UTC)
    queue_letter_to(session, renewal_letters.OPERATOR_TOLD, load_seller().email, reader, facts, now)


def _answer(
    session: Session,
    terms: Terms,
    kind: str,
    row: DeclarationRow,
    account: AccountRow | None,
    subscription: SubscriptionRow | None,
    now: datetime,
) -> None:
    """Write to the stated address, in the language of the declaration."""
    reader = Reader(row.name, row.language, account.time_zone if account else _UTC)
    queue_letter_to(session, kind, row.deliverable, reader, _facts(terms, row, subscription), now)


def _facts(terms: Terms, row: DeclarationRow, subscription: SubscriptionRow | None) -> LetterFacts:
    of_contract: dict[str, Any] = {}
    if subscription is not None:
        of_contract = {
            "plan": plan_name(terms.catalogue, subscription.plan_id),
            "access_ends_at": subscription.access_ends_at or subscription.period_ends_at,
            "has_ended": subscription.ended_at is not None,
            "features_lost": features_lost(terms.catalogue, subscription.plan_id),
        }
    return LetterFacts(
        house=terms.house,
        occasion=row.id,
        reference=row.reference,
        received_at=row.received_at,
        declaration=row.text,
        stated_email=row.email,
        contract=(subscription.contract if subscription else "") or row.contract or "?",
        **of_contract,
    )


def _note(session: Session, row: DeclarationRow, now: datetime) -> None:
    audit.record(
        session,
        now,
        "declaration.carried_out",
        subject=row.id,
        account_id=row.account_id,
        details={"kind": row.kind, "outcome": row.outcome},
    )
