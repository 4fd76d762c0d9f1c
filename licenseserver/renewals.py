"""Renewals: the coming one with its price, trying again at once, cancelling, resuming, giving way to a purchase.

Every verb takes the subscription's row first: a cancellation, a new card and the engine exclude each other there.
A purchase and a charge exclude each other at the buyer's row. That is taken before the subscription's or not waited
for, so that no two transactions wait for each other in a ring. What a charge came to is `renewal_outcomes`'; when
what is done is `due_work`'s.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.buyers import alone_with
from licenseserver.catalogue import Catalogue
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import CardOnFileRow, PurchaseRow
from licenseserver.purchases import OPEN_STATUSES
from licenseserver.renewal_limits import earliest_try, name_of_card
from licenseserver.renewal_prices import fix_price, refresh_tax
from licenseserver.renewal_tables import (
    CANCELLED,
    IN_FLIGHT,
    NEEDS_CONFIRMATION,
    PAST_DUE,
    PROCESSING,
    SCHEDULED,
    SUPERSEDED,
    RenewalAttemptRow,
    RenewalRow,
)
from licenseserver.security import new_id
from licenseserver.subscriptions import anniversary, cancel_deadline, end_subscription
from licenseserver.tables import AccountRow, BuyerRow, SubscriptionRow
from licensewire import billing, problem

# Why a card is charged, in the attempts and in the audit log.
DUE = "due"
RETRY = "retry"
ASKED = "asked"
NEW_CARD = "new_card"
OWNER = "owner"
AGAIN = "again"

UNWANTED = "unwanted"
"""Why a charge that waits for the bank is given up: the renewal is being cancelled."""

_LATE = timedelta(days=1)


def locked_subscription(session: Session, account_id: str) -> SubscriptionRow | None:
    """Return the account's subscription or trial that has not ended, locked until the transaction ends."""
    return session.scalar(
        select(SubscriptionRow)
        .where(SubscriptionRow.account_id == account_id, SubscriptionRow.ended_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def renewal_of(session: Session, subscription: SubscriptionRow) -> RenewalRow | None:
    """Return the renewal into the next period, whatever became of it; None before anything was decided."""
    return session.scalar(
        select(RenewalRow)
        .where(RenewalRow.subscription_id == subscription.id, RenewalRow.number == subscription.period_number + 1)
        .execution_options(populate_existing=True)
    )


def is_buying(session: Session, account_id: str) -> bool:
    """Tell whether the account is buying, or may begin to just now: then no charge is begun.

    The buyer's row is taken without waiting; whoever holds it is asked again later.
    """
    alone = session.scalar(
        select(BuyerRow).where(BuyerRow.id == account_id).with_for_update(key_share=True, skip_locked=True)
    )
    found = select(PurchaseRow.id).where(PurchaseRow.buyer_id == account_id, PurchaseRow.status.in_(OPEN_STATUSES))
    return alone is None or session.scalar(found) is not None


def coming_renewal(
    session: Session, catalogue: Catalogue, subscription: SubscriptionRow, now: datetime
) -> RenewalRow:
    """Return the renewal into the next period, made now where there is none, with its price."""
    row = renewal_of(session, subscription)
    if row is None:
        zone = session.get_one(AccountRow, subscription.account_id).time_zone
        number = subscription.period_number + 1
        row = RenewalRow(
            id=new_id("ren"),
            subscription_id=subscription.id,
            account_id=subscription.account_id,
            number=number,
            status=SCHEDULED,
            due_at=subscription.period_ends_at,
            period_starts_at=subscription.period_ends_at,
            period_ends_at=anniversary(subscription.started_at, number, zone),
            created_at=now,
            attempt=0,
            tries=0,
            waits=0,
            needs_new_card=False,
            off_session=True,
        )
        fix_price(session, catalogue, subscription, row, now)
        session.add(row)
        session.flush()
    elif row.attempt == 0:
        if row.announced_at is None:
            fix_price(session, catalogue, subscription, row, now)
        refresh_tax(session, row)
    subscription.renewal_price_minor, subscription.renewal_currency = row.price_minor, row.currency
    return row


def begin_attempt(
    session: Session,
    subscription: SubscriptionRow,
    row: RenewalRow,
    card: CardOnFileRow,
    reason: str,
    now: datetime,
) -> None:
    """Begin to charge a card; from now on nothing else is decided until the outcome is known.

    The caller holds the subscription's lock. With the reason `OWNER` the bank may ask the card's owner; otherwise
    nobody is there whom it could ask.
    """
    row.attempt += 1
    row.status = PROCESSING
    row.payment_method = card.payment_method
    row.off_session = reason != OWNER
    row.attempt_started_at = now
    row.retries_from = row.retries_from or (row.due_at if now - row.due_at < _LATE else now)
    row.intent_id = None
    row.confirm_sent_at = None
    row.give_up_reason = None
    row.waits = 0
    row.confirmation_page = None
    row.confirmation_expires_at = None
    row.next_attempt_at = None
    row.needs_new_card = False
    session.add(
        RenewalAttemptRow(
            renewal_id=row.id,
            number=row.attempt,
            account_id=row.account_id,
            card=name_of_card(card),
            network=card.brand,
            amount_minor=row.total_minor,
            currency=row.currency,
            off_session=row.off_session,
            reason=reason,
            started_at=now,
        )
    )
    subscription.look_at = now
    audit.record(
        session,
        now,
        "renewal.charge_begun",
        subject=row.id,
        account_id=row.account_id,
        details={
            "attempt": row.attempt,
            "reason": reason,
            "total": row.total_minor,
            "currency": row.currency,
            "period": row.number,
        },
    )


def retry_now(session: Session, account_id: str, reason: str, now: datetime) -> bool:
    """Charge the card on file at once for a renewal that is past due (B7); return whether that is being done.

    Called in the transaction that puts a new card on file, with `NEW_CARD`: a renewal that waits for the bank with
    the old card is given up for it, and one whose charge is under way is tried with the new one should it fail.
    Called with `ASKED` because the owner wants it: then whatever is in the way is told. The charge itself is made
    by the engine, after the caller's commit.

    Raises:
        ProblemError: only with `ASKED`: `problem.NOTHING_TO_PAY`, `problem.RENEWAL_UNDER_WAY`, `problem.NO_CARD`,
            `problem.NEW_CARD_NEEDED` or `problem.TOO_MANY_ATTEMPTS` (the networks' limits).
    """
    alone_with(session, account_id)
    subscription = locked_subscription(session, account_id)
    row = renewal_of(session, subscription) if subscription else None
    if subscription is not None:
        subscription.look_at = now
    asked = reason == ASKED
    if subscription is None or row is None or row.status not in {PAST_DUE, *IN_FLIGHT}:
        return _not(problem.NOTHING_TO_PAY, asked=asked)
    if row.status == NEEDS_CONFIRMATION and not asked:
        if row.give_up_reason == UNWANTED:
            # It is being cancelled: a new card is no wish to pay after all.
            return False
        row.give_up_reason = NEW_CARD
        return True
    if row.status in IN_FLIGHT or is_buying(session, account_id):
        return _not(problem.RENEWAL_UNDER_WAY, asked=asked)
    card = session.get(CardOnFileRow, account_id, populate_existing=True)
    if card is None:
        return _not(problem.NO_CARD, asked=asked)
    if asked and row.needs_new_card:
        return _not(problem.NEW_CARD_NEEDED, asked=asked)
    possible_at = earliest_try(session, row, card, now)
    if possible_at is None:
        row.needs_new_card = True
        return _not(problem.NEW_CARD_NEEDED, asked=asked)
    if possible_at > now:
        seconds = int((possible_at - now).total_seconds()) + 1
        return _not(problem.TOO_MANY_ATTEMPTS, asked=asked, seconds=seconds)
    begin_attempt(session, subscription, row, card, reason, now)
    return True


def pay_with_new_card(session: Session, account_id: str, now: datetime) -> bool:
    """Take note of a new card on file; return whether a renewal that was past due is being paid with it."""
    return retry_now(session, account_id, NEW_CARD, now)


def look_again(session: Session, account_id: str, now: datetime) -> None:
    """Let the engine look at the account's subscription now, because something it depends on has changed.

    For a card that was removed, billing details, a time zone; not needed after any other verb of this module.
    """
    subscription = locked_subscription(session, account_id)
    if subscription is not None:
        subscription.look_at = now


def give_up_at_the_bank(session: Session, account_id: str, now: datetime) -> bool:
    """Let the engine give up a charge that only waits for the owner at the bank, because it is not wanted any more.

    Returns:
        Whether there is one: when that is done, the renewal is past due and can be cancelled.
    """
    subscription = locked_subscription(session, account_id)
    row = renewal_of(session, subscription) if subscription else None
    if subscription is None or row is None or row.status != NEEDS_CONFIRMATION:
        return False
    row.give_up_reason = UNWANTED
    subscription.look_at = now
    return True


def cancel_renewal(
    session: Session, account_id: str, actor: str, now: datetime, *, even_late: bool = False
) -> SubscriptionRow:
    """Cancel the renewal and return the subscription; it is never charged again unless it is resumed (B5).

    The running period is untouched. One that is past due ends at once: the period that was paid is over.
    Cancelled already, nothing changes. With `even_late` the deadline does not count, unless a charge has begun.

    Raises:
        ProblemError: `problem.NOTHING_TO_CANCEL`, `problem.TOO_LATE` after the deadline, or
            `problem.RENEWAL_UNDER_WAY` while the card is being charged.
    """
    subscription = locked_subscription(session, account_id)
    if subscription is None or subscription.status == billing.TRIALING:
        raise ProblemError(problem.NOTHING_TO_CANCEL)
    if subscription.status == billing.CANCELLED:
        return subscription
    row = renewal_of(session, subscription)
    if row is not None and row.status in IN_FLIGHT:
        raise ProblemError(problem.RENEWAL_UNDER_WAY)
    is_past_due = subscription.status == billing.PAST_DUE
    is_late = subscription.cancel_until is not None and subscription.cancel_until < now
    if is_late and not is_past_due and not even_late:
        raise ProblemError(problem.TOO_LATE)
    if row is not None:
        row.status = CANCELLED
        row.next_attempt_at = None
        row.finished_at = now if is_past_due else None
    subscription.cancelled_at = now
    audit.record(
        session, now, "subscription.cancelled", subject=subscription.id, account_id=account_id, actor=actor
    )
    if is_past_due:
        subscription.access_ends_at = now
        end_subscription(session, subscription, now, reason="cancelled")
        return subscription
    subscription.status = billing.CANCELLED
    subscription.access_ends_at = subscription.period_ends_at
    subscription.renews_at = None
    subscription.cancel_until = None
    subscription.look_at = now
    return subscription


def resume_renewal(
    session: Session, catalogue: Catalogue, account_id: str, actor: str, now: datetime
) -> SubscriptionRow:
    """Undo a cancellation, as long as the period runs; what is not cancelled stays as it is.

    Raises:
        ProblemError: `problem.NOTHING_TO_RESUME`: there is no licence any more.
    """
    subscription = locked_subscription(session, account_id)
    if subscription is None or subscription.status == billing.TRIALING:
        raise ProblemError(problem.NOTHING_TO_RESUME)
    if subscription.status != billing.CANCELLED:
        return subscription
    if subscription.period_ends_at <= now:
        raise ProblemError(problem.NOTHING_TO_RESUME)
    row = renewal_of(session, subscription)
    if row is not None and row.status == CANCELLED:
        row.status = SCHEDULED
        row.finished_at = None
    subscription.status = billing.ACTIVE
    subscription.cancelled_at = None
    subscription.access_ends_at = None
    subscription.renews_at = subscription.period_ends_at
    subscription.cancel_until = cancel_deadline(
        subscription.period_ends_at, catalogue.renewal.cancel_hours_before_end
    )
    subscription.look_at = now
    audit.record(session, now, "subscription.resumed", subject=subscription.id, account_id=account_id, actor=actor)
    return subscription


def supersede(session: Session, account_id: str, now: datetime) -> None:
    """Put away the renewal of a licence that another one replaces: it is never charged (the rest is credited).

    Recording a purchase has refused one that is in flight, and none begins while somebody buys.
    """
    subscription = locked_subscription(session, account_id)
    row = renewal_of(session, subscription) if subscription else None
    if row is not None and row.status in {SCHEDULED, PAST_DUE, CANCELLED}:
        row.status = SUPERSEDED
        row.next_attempt_at = None
        row.finished_at = now
        audit.record(session, now, "renewal.superseded", subject=row.id, account_id=account_id)


def _not(code: str, *, asked: bool, seconds: int | None = None) -> bool:
    if asked:
        raise ProblemError(code, retry_after_seconds=seconds)
    return False
