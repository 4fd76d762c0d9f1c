"""Cancelling a renewal and taking it up again, as the owner sees it: measured, confirmed, undone (B5, B6).

What a cancellation does to the subscription is a rule of `renewals`; here it gets its reference, its record and its
letter.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import renewals
from licenseserver.catalogue import Catalogue
from licenseserver.declaration_tables import CancellationRow, DeclarationRow
from licenseserver.free_account import STAYS, features_lost, losses
from licenseserver.invoices import Document
from licenseserver.letters.facts import LetterFacts
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.references import CANCELLATION, new_reference
from licenseserver.renewal_facts import Terms, still_to_come
from licenseserver.renewal_letters import CANCELLED, RESUMED, owner_as_reader, pdf_of, queue_letter
from licenseserver.renewal_prices import due_now
from licenseserver.security import new_id
from licenseserver.subscriptions import last_subscription
from licenseserver.tables import AccountRow, SubscriptionRow
from licenseserver.wording import known_language
from licensewire import billing, problem
from licensewire.money import Money
from licensewire.renewals import REASONS, Cancellation, CancellationPreview, CancelRenewal

_RENEWING = frozenset({billing.ACTIVE, billing.PAST_DUE})
_LONGEST_COMMENT = 1000
_FILE_NAMES = {"en": "cancellation", "fr": "annulation"}


def preview(session: Session, catalogue: Catalogue, account_id: str, now: datetime) -> CancellationPreview:
    """Return what cancelling would mean, measured on the account's own data.

    Raises:
        ProblemError: `problem.NOTHING_TO_CANCEL`.
    """
    subscription = last_subscription(session, account_id)
    if subscription is None or subscription.ended_at or subscription.status not in _RENEWING:
        raise ProblemError(problem.NOTHING_TO_CANCEL)
    ends_at = max(subscription.period_ends_at, now)
    return CancellationPreview(
        subscription_id=subscription.id,
        plan_id=subscription.plan_id,
        access_ends_at=ends_at,
        # Past due, it can be cancelled as long as it is tried.
        cancel_until=subscription.cancel_until or subscription.access_ends_at or ends_at,
        not_charged=_not_charged(session, catalogue, subscription, now),
        stays=STAYS,
        losses=losses(session, catalogue, account_id),
        features_lost=features_lost(catalogue, subscription.plan_id),
    )


def cancel(session: Session, terms: Terms, account_id: str, asked: CancelRenewal, now: datetime) -> Cancellation:
    """Cancel the renewal and confirm it by mail; asked a second time, the same cancellation is returned.

    Raises:
        ProblemError: `problem.NOTHING_TO_CANCEL`, `problem.TOO_LATE`, `problem.RENEWAL_UNDER_WAY`, or a field is
            wrong.
    """
    if asked.reason and asked.reason not in REASONS:
        raise invalid_field("reason")
    if len(asked.comment) > _LONGEST_COMMENT:
        raise invalid_field("comment", "too_long")
    renewals.locked_subscription(session, account_id)
    standing = standing_cancellation(session, account_id)
    if standing is not None:
        return cancellation_on_wire(standing)
    subscription = renewals.cancel_renewal(session, account_id, account_id, now)
    account = session.get_one(AccountRow, account_id)
    row = keep_cancellation(session, subscription, now, mailed_to=account.email, asked=asked)
    queue_letter(session, CANCELLED, account, _facts(terms, subscription, row), now)
    return cancellation_on_wire(row)


def keep_cancellation(
    session: Session,
    subscription: SubscriptionRow,
    now: datetime,
    *,
    mailed_to: str,
    asked: CancelRenewal | None = None,
    declaration: DeclarationRow | None = None,
) -> CancellationRow:
    """Write down that a subscription was cancelled, by its owner who `asked` for it or by a `declaration`."""
    row = CancellationRow(
        id=new_id("can"),
        reference=declaration.reference if declaration else new_reference(CANCELLATION, now),
        subscription_id=subscription.id,
        account_id=subscription.account_id,
        received_at=declaration.received_at if declaration else now,
        access_ends_at=subscription.access_ends_at or subscription.period_ends_at,
        mailed_to=mailed_to,
        reason=asked.reason if asked else "",
        comment=asked.comment.strip() if asked else "",
        declaration_id=declaration.id if declaration else None,
    )
    session.add(row)
    session.flush()
    return row


def resume(session: Session, terms: Terms, account_id: str, now: datetime) -> None:
    """Undo the cancellation and confirm that by mail; where nothing is cancelled, nothing changes.

    Raises:
        ProblemError: `problem.NOTHING_TO_RESUME`: the licence has ended.
    """
    subscription = renewals.resume_renewal(session, terms.catalogue, account_id, account_id, now)
    row = standing_cancellation(session, account_id)
    if row is None:
        return
    row.undone_at = now
    account = session.get_one(AccountRow, account_id)
    facts = LetterFacts(
        house=terms.house,
        occasion=row.id,
        plan=plan_name(terms.catalogue, subscription.plan_id),
        contract=subscription.contract or "",
        due_at=subscription.renews_at,
        cancel_until=still_to_come(subscription.cancel_until, now),
        total=_not_charged(session, terms.catalogue, subscription, now),
    )
    queue_letter(session, RESUMED, account, facts, now)


def standing_cancellation(session: Session, account_id: str) -> CancellationRow | None:
    """Return the cancellation of the account's running or last subscription; None where it was undone."""
    subscription = last_subscription(session, account_id)
    if subscription is None:
        return None
    return session.scalar(
        select(CancellationRow).where(
            CancellationRow.subscription_id == subscription.id, CancellationRow.undone_at.is_(None)
        )
    )


def cancellation_that_can_be_undone(session: Session, account_id: str, now: datetime) -> Cancellation | None:
    """Return the cancellation of the running subscription (`Billing.cancellation`)."""
    row = standing_cancellation(session, account_id)
    return cancellation_on_wire(row) if row is not None and row.access_ends_at > now else None


def confirmation(session: Session, terms: Terms, account_id: str, language: str) -> Document:
    """Return the confirmation of the cancellation as a PDF: the words of the mail.

    Raises:
        ProblemError: `problem.NOT_FOUND`: nothing is cancelled.
    """
    row = standing_cancellation(session, account_id)
    if row is None:
        raise ProblemError(problem.NOT_FOUND)
    language = known_language(language)
    subscription = session.get_one(SubscriptionRow, row.subscription_id)
    reader = owner_as_reader(session.get_one(AccountRow, account_id), language)
    content = pdf_of(CANCELLED, reader, _facts(terms, subscription, row), row.received_at)
    return Document(f"{_FILE_NAMES[language]}-{row.reference}.pdf", content)


def cancellation_on_wire(row: CancellationRow) -> Cancellation:
    """Return the contract's form of a cancellation."""
    return Cancellation(
        reference=row.reference,
        subscription_id=row.subscription_id,
        received_at=row.received_at,
        access_ends_at=row.access_ends_at,
        mailed_to=row.mailed_to,
    )


def plan_name(catalogue: Catalogue, plan_id: str) -> dict[str, str]:
    """Return a plan's name; its id where it is not sold any more."""
    plan = catalogue.plan(plan_id)
    return plan.name if plan else {"en": plan_id}


def _facts(terms: Terms, subscription: SubscriptionRow, row: CancellationRow) -> LetterFacts:
    return LetterFacts(
        house=terms.house,
        occasion=row.id,
        plan=plan_name(terms.catalogue, subscription.plan_id),
        contract=subscription.contract or "",
        reference=row.reference,
        received_at=row.received_at,
        access_ends_at=row.access_ends_at,
        features_lost=features_lost(terms.catalogue, subscription.plan_id),
    )


def _not_charged(session: Session, catalogue: Catalogue, subscription: SubscriptionRow, now: datetime) -> Money:
    row = renewals.renewal_of(session, subscription)
    if row is None:
        return due_now(session, catalogue, subscription, now).total
    return Money(minor=row.total_minor, currency=row.currency)
