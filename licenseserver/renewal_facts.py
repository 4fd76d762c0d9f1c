"""What the letters about a renewal are told, and on which terms renewals run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.free_account import features_lost
from licenseserver.letters.facts import House, LetterFacts
from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewal_letters import queue_letter
from licenseserver.renewal_prices import due_now
from licenseserver.renewal_tables import RenewalRow
from licenseserver.subscriptions import cancel_deadline, is_paid
from licenseserver.tables import AccountRow, SubscriptionRow
from licensewire.money import Money


@dataclass(frozen=True)
class Terms:
    """What is sold, and by whom."""

    catalogue: Catalogue
    house: House


def write_letter(
    session: Session,
    terms: Terms,
    kind: str,
    subscription: SubscriptionRow,
    row: RenewalRow | None,
    occasion: str,
    now: datetime,
    **more: Any,  # noqa: ANN401  # facts of several types, checked by LetterFacts itself
) -> None:
    """Write a letter about a subscription to its owner; `occasion` and `more` as in `LetterFacts`."""
    account = session.get_one(AccountRow, subscription.account_id)
    card = session.get(CardOnFileRow, account.id)
    plan = terms.catalogue.plan(subscription.plan_id)
    facts: dict[str, Any] = {
        "plan": plan.name if plan else {"en": subscription.plan_id},
        "contract": subscription.contract or "",
        "period_starts_at": subscription.period_started_at,
        "period_ends_at": subscription.period_ends_at,
        "access_ends_at": subscription.access_ends_at or subscription.period_ends_at,
        "features_lost": features_lost(terms.catalogue, subscription.plan_id),
    }
    facts["days_left"] = days_between(now, facts["access_ends_at"], account.time_zone)
    if is_paid(subscription):
        facts |= _of_the_renewal(session, terms.catalogue, subscription, row, now)
    if card is not None:
        facts |= {
            "card_brand": card.brand,
            "card_last_four": card.last_four,
            "card_expires": f"{card.expiry_month:02d}/{card.expiry_year}",
        }
    queue_letter(session, kind, account, LetterFacts(house=terms.house, occasion=occasion, **(facts | more)), now)


def still_to_come(moment: datetime | None, now: datetime) -> datetime | None:
    """Return a deadline that has not passed; a letter must not name one that has."""
    return moment if moment is not None and moment > now else None


def days_between(now: datetime, end: datetime, time_zone: str) -> int:
    """Return how many days somebody counts from today to the day of `end`, in a time zone (IANA name)."""
    zone = ZoneInfo(time_zone)
    return max((end.astimezone(zone).date() - now.astimezone(zone).date()).days, 0)


def _of_the_renewal(
    session: Session, catalogue: Catalogue, subscription: SubscriptionRow, row: RenewalRow | None, now: datetime
) -> dict[str, Any]:
    if row is None:
        due = due_now(session, catalogue, subscription, now)
        price, tax, total, previous = due.price, due.tax_money, due.total, due.previous
        due_at = subscription.period_ends_at
    else:

        def money(minor: int) -> Money:
            return Money(minor=minor, currency=row.currency)

        price, tax, total = money(row.price_minor), money(row.tax_minor), money(row.total_minor)
        previous, due_at = money(row.previous_price_minor), row.due_at
    return {
        "price": price,
        "tax": tax,
        "total": total,
        "previous_price": previous if previous != price else None,
        "due_at": due_at,
        "cancel_until": still_to_come(cancel_deadline(due_at, catalogue.renewal.cancel_hours_before_end), now),
        "next_try_at": row.next_attempt_at if row else None,
        "confirm_until": row.confirmation_expires_at if row else None,
        "tries": row.tries if row else 0,
        "refusal": (row.refusal or "") if row else "",
        "needs_new_card": row.needs_new_card if row else False,
    }
