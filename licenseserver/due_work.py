"""Due work: what happens to subscriptions by themselves, because its time has come (B1, B6, B7, B9).

Every subscription says when it is looked at next. A process takes one that is due under its lock, does in one
transaction all that is due by now, and says when it is looked at again. A charge that begins is taken on after that
transaction; until it is decided the moment stands a little ahead, so that another process goes on should this one
die. What nobody has locked and is due goes first, so that any number of processes share the work.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from licenseserver import audit, renewal_letters
from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewal_calendar import (
    CARD_EXPIRES,
    CARD_MISSING,
    RENEWAL,
    TRIAL,
    Moment,
    card_expires_at,
    card_expiry_notices,
    card_missing_notices,
    renewal_notices,
    trial_notices,
)
from licenseserver.renewal_facts import Terms, write_letter
from licenseserver.renewal_limits import earliest_try, name_of_card
from licenseserver.renewal_outcomes import ended_unpaid, wait_for_next_try
from licenseserver.renewal_tables import IN_FLIGHT, RenewalRow, SubscriptionNoticeRow
from licenseserver.renewals import DUE, RETRY, begin_attempt, coming_renewal, is_buying, renewal_of
from licenseserver.subscriptions import end_subscription
from licenseserver.tables import SubscriptionRow
from licensewire import billing

LEASE = timedelta(seconds=30)
"""How long a charge may take before another process goes on with it; two that do at once make one charge."""

_BUYING_PAUSE = timedelta(seconds=15)
_LETTERS = {
    RENEWAL: renewal_letters.ANNOUNCED,
    CARD_MISSING: renewal_letters.CARD_MISSING,
    CARD_EXPIRES: renewal_letters.CARD_EXPIRES,
    TRIAL: renewal_letters.TRIAL_ENDING,
}


def next_look(session: Session) -> datetime | None:
    """Return when something is due next, anywhere; None when nothing ever is."""
    return session.scalar(select(func.min(SubscriptionRow.look_at)))


def due_subscription(session: Session, now: datetime) -> SubscriptionRow | None:
    """Return a subscription whose time has come and at which nobody else works; locked until the commit."""
    return session.scalar(
        select(SubscriptionRow)
        .where(SubscriptionRow.look_at <= now)
        .order_by(SubscriptionRow.look_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def do_due(session: Session, terms: Terms, subscription: SubscriptionRow, now: datetime) -> str | None:
    """Do all that is due for a subscription; return the id of a renewal whose charge is to be taken on then."""
    over = subscription.period_ends_at <= now
    match subscription.status:
        case billing.TRIALING | billing.CANCELLED if over:
            _end(session, terms, subscription, now)
        case billing.CANCELLED:
            subscription.look_at = subscription.period_ends_at
        case billing.TRIALING:
            _give_notices(session, terms, subscription, trial_notices(subscription.period_ends_at), now)
        case billing.ACTIVE | billing.PAST_DUE:
            return _renew(session, terms, subscription, now)
        case _:
            subscription.look_at = None
    return None


def _end(session: Session, terms: Terms, subscription: SubscriptionRow, now: datetime) -> None:
    was_trial = subscription.status == billing.TRIALING
    subscription.access_ends_at = subscription.period_ends_at
    end_subscription(session, subscription, now, reason="trial_over" if was_trial else "cancelled")
    kind = renewal_letters.TRIAL_ENDED if was_trial else renewal_letters.ENDED_CANCELLED
    write_letter(session, terms, kind, subscription, None, subscription.id, now)


def _renew(session: Session, terms: Terms, subscription: SubscriptionRow, now: datetime) -> str | None:
    row = renewal_of(session, subscription)
    if row is not None and row.status in IN_FLIGHT:
        subscription.look_at = now + LEASE
        return row.id
    if subscription.status == billing.PAST_DUE and row is not None:
        return _try_again(session, terms, subscription, row, now)
    if subscription.period_ends_at <= now:
        return _charge_first(session, terms, subscription, now)
    card = session.get(CardOnFileRow, subscription.account_id)
    _give_notices(session, terms, subscription, _coming_notices(terms, subscription, card), now)
    return None


def _charge_first(session: Session, terms: Terms, subscription: SubscriptionRow, now: datetime) -> str | None:
    if is_buying(session, subscription.account_id):
        subscription.look_at = now + _BUYING_PAUSE
        return None
    row = coming_renewal(session, terms.catalogue, subscription, now)
    card = session.get(CardOnFileRow, subscription.account_id)
    if card is None:
        ended_unpaid(session, terms, subscription, row, now, renewal_letters.ENDED_NO_CARD)
        return None
    if row.period_ends_at <= now:
        # We were away for a whole year: nobody is charged for a period that is over already.
        ended_unpaid(session, terms, subscription, row, now)
        return None
    return _charge(session, terms, subscription, row, card, DUE, now)


def _try_again(
    session: Session, terms: Terms, subscription: SubscriptionRow, row: RenewalRow, now: datetime
) -> str | None:
    last = subscription.access_ends_at or now
    next_at = row.next_attempt_at or last
    if next_at > now:
        subscription.look_at = next_at
        return None
    if is_buying(session, subscription.account_id):
        subscription.look_at = now + _BUYING_PAUSE
        return None
    card = session.get(CardOnFileRow, subscription.account_id)
    if card is None or row.needs_new_card:
        wait_for_next_try(session, terms, subscription, row, now)
        return None
    return _charge(session, terms, subscription, row, card, RETRY, now)


def _charge(
    session: Session,
    terms: Terms,
    subscription: SubscriptionRow,
    row: RenewalRow,
    card: CardOnFileRow,
    reason: str,
    now: datetime,
) -> str | None:
    possible_at = earliest_try(session, row, card, now)
    if possible_at != now:
        row.needs_new_card = possible_at is None
        wait_for_next_try(session, terms, subscription, row, now)
        return None
    begin_attempt(session, subscription, row, card, reason, now)
    subscription.look_at = now + LEASE
    return row.id


def _coming_notices(terms: Terms, subscription: SubscriptionRow, card: CardOnFileRow | None) -> list[Moment]:
    number, due_at = subscription.period_number + 1, subscription.period_ends_at
    if card is None:
        return card_missing_notices(number, due_at)
    expires_at = card_expires_at(card.expiry_month, card.expiry_year)
    return [
        *renewal_notices(number, due_at, terms.catalogue.renewal.notice_days_before),
        *card_expiry_notices(number, due_at, name_of_card(card), expires_at),
    ]


def _give_notices(
    session: Session,
    terms: Terms,
    subscription: SubscriptionRow,
    planned: list[Moment],
    now: datetime,
) -> None:
    """Give the notices that are due and say when the next one is; of one kind only the latest is written."""
    given = set(
        session.scalars(
            select(SubscriptionNoticeRow.name).where(SubscriptionNoticeRow.subscription_id == subscription.id)
        )
    )
    waiting = sorted((moment for moment in planned if moment.name not in given), key=lambda moment: moment.at)
    due = [moment for moment in waiting if moment.at <= now < moment.closes_at]
    for moment in due:
        session.add(SubscriptionNoticeRow(subscription_id=subscription.id, name=moment.name, given_at=now))
    session.flush()
    for moment in {moment.kind: moment for moment in due}.values():
        _write_notice(session, terms, subscription, moment, now)
    later = [moment.at for moment in waiting if moment.at > now]
    subscription.look_at = min([*later, subscription.period_ends_at])


def _write_notice(
    session: Session, terms: Terms, subscription: SubscriptionRow, moment: Moment, now: datetime
) -> None:
    row = None
    if moment.kind in {RENEWAL, CARD_MISSING}:
        row = coming_renewal(session, terms.catalogue, subscription, now)
        # The owner is told what it will cost: from now on it does not rise.
        row.announced_at = row.announced_at or now
    elif moment.kind == CARD_EXPIRES:
        row = renewal_of(session, subscription)
    occasion = f"{subscription.id}:{moment.name}"
    write_letter(session, terms, _LETTERS[moment.kind], subscription, row, occasion, now)
    audit.record(
        session,
        now,
        "notice.given",
        subject=subscription.id,
        account_id=subscription.account_id,
        details={"notice": moment.name},
    )
