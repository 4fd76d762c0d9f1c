"""What a try to charge a renewal came to, each outcome in one transaction under the subscription's lock (B7).

Paid: the period moves on. Refused: tried again by the calendar, until the last try has failed. The bank wants its
owner: asked, until the next try. Surely not charged: begun anew.
"""

import json
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from licenseserver import audit, renewal_letters
from licenseserver.gateway.protocol import Card, Intent
from licenseserver.invoicing import Sold, issue_invoice
from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewal_calendar import next_of, retry_moments
from licenseserver.renewal_facts import Terms, write_letter
from licenseserver.renewal_limits import GIVEN_UP, earliest_try
from licenseserver.renewal_tables import (
    NEEDS_CONFIRMATION,
    PAST_DUE,
    SUCCEEDED,
    UNPAID,
    RenewalAttemptRow,
    RenewalRow,
)
from licenseserver.renewals import AGAIN, NEW_CARD, OWNER, RETRY, UNWANTED, begin_attempt
from licenseserver.subscriptions import cancel_deadline, end_subscription
from licenseserver.tables import AccountRow, SubscriptionRow
from licensewire import billing, purchases

FIRST_POLL = timedelta(minutes=10)
"""How long after the bank was asked the gateway is, should its event not arrive."""

_MOST_BEGINNINGS = 5


def tries_of(session: Session, terms: Terms, row: RenewalRow) -> list[datetime]:
    """Return when a renewal that failed is tried again; access ends with the last of them."""
    zone = session.get_one(AccountRow, row.account_id).time_zone
    return retry_moments(row.retries_from or row.due_at, terms.catalogue.renewal.retry_days, zone)


def paid(
    session: Session, terms: Terms, subscription: SubscriptionRow, row: RenewalRow, intent: Intent, now: datetime
) -> None:
    """Move the subscription into the period that was paid: with invoice and letter, or not at all."""
    _close_attempt(session, row, SUCCEEDED, now)
    row.status = SUCCEEDED
    row.finished_at = now
    row.confirmation_page = None
    row.refusal = row.gateway_code = None
    subscription.status = billing.ACTIVE
    subscription.period_number = row.number
    subscription.period_started_at = row.period_starts_at
    subscription.period_ends_at = row.period_ends_at
    subscription.price_minor = subscription.renewal_price_minor = row.price_minor
    subscription.renewal_currency = row.currency
    subscription.renews_at = row.period_ends_at
    subscription.cancel_until = cancel_deadline(row.period_ends_at, terms.catalogue.renewal.cancel_hours_before_end)
    subscription.access_ends_at = None
    subscription.look_at = now
    session.flush()
    _keep_what_is_new_of(session, row.account_id, intent.card)
    # All invoices wait for one counter: it is locked after everything of the account's own.
    account = session.get_one(AccountRow, row.account_id)
    invoice = issue_invoice(session, _sold(row, subscription.plan_id, account.language), intent.card, now)
    more = {"card_brand": intent.card.brand, "card_last_four": intent.card.last_four} if intent.card else {}
    write_letter(
        session,
        terms,
        renewal_letters.RENEWED,
        subscription,
        row,
        row.id,
        now,
        invoice=invoice.number,
        cancel_until=subscription.cancel_until,
        **more,
    )
    audit.record(
        session,
        now,
        "renewal.paid",
        subject=row.id,
        account_id=row.account_id,
        details={
            "intent": intent.id,
            "attempt": row.attempt,
            "total": row.total_minor,
            "currency": row.currency,
            "invoice": invoice.number,
            "until": row.period_ends_at.isoformat(),
        },
    )


def refused(
    session: Session,
    terms: Terms,
    subscription: SubscriptionRow,
    row: RenewalRow,
    refusal: str,
    gateway_code: str,
    now: datetime,
    *,
    hard: bool = False,
) -> None:
    """Note a refusal; a card that was put on file meanwhile is tried at once, else the calendar goes on or ends."""
    _close_attempt(session, row, "refused", now, refusal, gateway_code, hard=hard)
    row.tries += 1
    row.refusal, row.gateway_code, row.refused_at = refusal, gateway_code, now
    row.confirmation_page = row.confirmation_expires_at = None
    audit.record(
        session,
        now,
        "renewal.refused",
        subject=row.id,
        account_id=row.account_id,
        details={"attempt": row.attempt, "refusal": refusal, "gateway": gateway_code, "hard": hard},
    )
    if _begin_with_another_card(session, subscription, row, now):
        return
    row.needs_new_card = hard
    wait_for_next_try(session, terms, subscription, row, now)
    if row.status == PAST_DUE:
        occasion = f"{row.id}:{row.attempt}"
        write_letter(session, terms, renewal_letters.PAYMENT_FAILED, subscription, row, occasion, now)


def wait_for_next_try(
    session: Session, terms: Terms, subscription: SubscriptionRow, row: RenewalRow, now: datetime
) -> None:
    """Let the renewal be past due until the next try of the calendar; after the last one the licence ends."""
    moments = tries_of(session, terms, row)
    following = next_of(moments, now)
    if following is None:
        ended_unpaid(session, terms, subscription, row, now)
        return
    row.status = PAST_DUE
    row.next_attempt_at = None if row.needs_new_card else following
    subscription.status = billing.PAST_DUE
    subscription.renews_at = row.next_attempt_at
    subscription.cancel_until = None
    subscription.access_ends_at = moments[-1]
    subscription.look_at = row.next_attempt_at or moments[-1]


def owner_wanted(
    session: Session,
    terms: Terms,
    subscription: SubscriptionRow,
    row: RenewalRow,
    gateway_code: str,
    now: datetime,
) -> None:
    """The bank would ask the owner, who was not there: begin once more, so that it can; not after the last try."""
    card = session.get(CardOnFileRow, row.account_id, populate_existing=True)
    too_late = next_of(tries_of(session, terms, row), now) is None
    if card is None or too_late or earliest_try(session, row, card, now) != now:
        refused(session, terms, subscription, row, purchases.CONFIRMATION_FAILED, gateway_code, now)
        return
    _close_attempt(session, row, "refused", now, purchases.CONFIRMATION_FAILED, gateway_code)
    begin_attempt(session, subscription, row, card, OWNER, now)


def at_the_bank(
    session: Session, terms: Terms, subscription: SubscriptionRow, row: RenewalRow, page: str, now: datetime
) -> None:
    """The bank waits for the owner: it may, until the next try."""
    moments = tries_of(session, terms, row)
    row.confirmation_page = page
    if row.status == NEEDS_CONFIRMATION:
        return
    row.status = NEEDS_CONFIRMATION
    row.confirmation_expires_at = next_of(moments, now) or moments[-1]
    subscription.status = billing.PAST_DUE
    subscription.renews_at = None
    subscription.cancel_until = None
    subscription.access_ends_at = moments[-1]
    subscription.look_at = min(now + FIRST_POLL, row.confirmation_expires_at)
    occasion = f"{row.id}:{row.attempt}"
    write_letter(session, terms, renewal_letters.BANK_WANTS_CONFIRMATION, subscription, row, occasion, now)
    audit.record(session, now, "renewal.at_the_bank", subject=row.id, account_id=row.account_id)


def given_up(session: Session, terms: Terms, subscription: SubscriptionRow, row: RenewalRow, now: datetime) -> None:
    """The running attempt has charged nothing and never will: go on with the next."""
    waited_in_vain = row.status == NEEDS_CONFIRMATION and row.give_up_reason is None
    _close_attempt(session, row, GIVEN_UP, now)
    audit.record(
        session,
        now,
        "renewal.charge_given_up",
        subject=row.id,
        account_id=row.account_id,
        details={"attempt": row.attempt, "intent": row.intent_id, "reason": row.give_up_reason},
    )
    if row.give_up_reason == UNWANTED:
        row.confirmation_page = row.confirmation_expires_at = None
        wait_for_next_try(session, terms, subscription, row, now)
        return
    if waited_in_vain:
        row.tries += 1
        row.refusal, row.gateway_code, row.refused_at = purchases.CONFIRMATION_EXPIRED, None, now
    # Where the owner was asked, the owner is asked again: without the owner the bank has just said no.
    again = AGAIN if row.off_session else OWNER
    reason = NEW_CARD if row.give_up_reason == NEW_CARD else RETRY if waited_in_vain else again
    card = session.get(CardOnFileRow, row.account_id, populate_existing=True)
    possible_at = earliest_try(session, row, card, now) if card else None
    if card and possible_at == now and (reason != again or _beginnings(session, row) < _MOST_BEGINNINGS):
        begin_attempt(session, subscription, row, card, reason, now)
        return
    row.confirmation_page = row.confirmation_expires_at = None
    if reason == again:
        row.refusal, row.refused_at = purchases.TRY_AGAIN_LATER, now
    row.needs_new_card = card is not None and possible_at is None
    wait_for_next_try(session, terms, subscription, row, now)


def ended_unpaid(
    session: Session,
    terms: Terms,
    subscription: SubscriptionRow,
    row: RenewalRow,
    now: datetime,
    kind: str = renewal_letters.ENDED_UNPAID,
) -> None:
    """End a licence that was not paid: the account becomes Free, and is told (B6)."""
    row.status = UNPAID
    row.finished_at = now
    row.next_attempt_at = None
    subscription.access_ends_at = now
    end_subscription(session, subscription, now, reason="unpaid")
    write_letter(session, terms, kind, subscription, row, subscription.id, now)
    audit.record(
        session,
        now,
        "renewal.unpaid",
        subject=row.id,
        account_id=row.account_id,
        details={"tries": row.tries, "refusal": row.refusal},
    )


def _begin_with_another_card(
    session: Session, subscription: SubscriptionRow, row: RenewalRow, now: datetime
) -> bool:
    card = session.get(CardOnFileRow, row.account_id, populate_existing=True)
    if card is None or card.payment_method == row.payment_method:
        return False
    if earliest_try(session, row, card, now) != now:
        return False
    begin_attempt(session, subscription, row, card, NEW_CARD, now)
    return True


def _beginnings(session: Session, row: RenewalRow) -> int:
    """Count the attempts in a row, up to the latest, that were given up."""
    found = 0
    for number in range(row.attempt, 0, -1):
        if session.get_one(RenewalAttemptRow, (row.id, number)).outcome != GIVEN_UP:
            break
        found += 1
    return found


def _close_attempt(
    session: Session,
    row: RenewalRow,
    outcome: str,
    now: datetime,
    refusal: str | None = None,
    gateway_code: str | None = None,
    *,
    hard: bool = False,
) -> None:
    attempt = session.get_one(RenewalAttemptRow, (row.id, row.attempt))
    attempt.outcome = outcome
    attempt.finished_at = now
    attempt.intent_id = row.intent_id
    attempt.refusal, attempt.gateway_code, attempt.is_hard = refusal, gateway_code, hard


def _keep_what_is_new_of(session: Session, account_id: str, card: Card | None) -> None:
    """A bank may have given the same card a new date; a card that is not on file any more stays off it."""
    kept = session.get(CardOnFileRow, account_id)
    if card is not None and kept is not None and kept.payment_method == card.payment_method:
        kept.expiry_month, kept.expiry_year = card.expiry_month, card.expiry_year


def _sold(row: RenewalRow, plan_id: str, language: str) -> Sold:
    return Sold(
        account_id=row.account_id,
        plan_id=plan_id,
        period_starts_at=row.period_starts_at,
        period_ends_at=row.period_ends_at,
        price_minor=row.price_minor,
        credit_minor=0,
        subtotal_minor=row.price_minor,
        tax_minor=row.tax_minor,
        total_minor=row.total_minor,
        currency=row.currency,
        tax_percent=row.tax_percent,
        tax_name=json.loads(row.tax_name),
        tax_note=row.tax_note,
        billing_details=row.billing_details,
        language=language,
        renewal_id=row.id,
    )
