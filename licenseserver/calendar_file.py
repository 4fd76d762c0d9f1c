"""The coming renewal as a calendar file (RFC 5545): the day of the charge, and the deadline to cancel it (B9)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event
from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.problems import ProblemError
from licenseserver.renewal_view import renewal_on_wire
from licenseserver.subscriptions import last_subscription
from licenseserver.tables import AccountRow, SubscriptionRow
from licenseserver.wording import known_language, moment_text, money_text
from licensewire import problem, renewals
from licensewire.shape import in_language

_DEADLINE_LENGTH = timedelta(minutes=30)
_WARN_BEFORE = (timedelta(days=7), timedelta(days=1))
_WORDS = {
    "en": {
        "renewal": "{platform}: {plan} renews, {total}",
        "renewal_text": "On {due} the card on file is charged {total}, tax included, for another year of {plan}.\n",
        "deadline": "{platform}: last chance to cancel the renewal of {plan}",
        "cancel_text": "The renewal can be cancelled until {until}, in License Desk: Account settings > Billing.",
    },
    "fr": {
        "renewal": "{platform} : renouvellement de {plan}, {total}",
        "renewal_text": "Le {due}, la carte enregistrée sera débitée de {total}, taxes comprises, pour une nouvelle"
        " année de {plan}.\n",
        "deadline": "{platform} : dernier moment pour annuler le renouvellement de {plan}",
        "cancel_text": "Le renouvellement peut être annulé jusqu’au {until}, dans License Desk : Paramètres du"
        " compte > Facturation.",
    },
}


def renewal_calendar(
    session: Session, catalogue: Catalogue, platform_name: str, account_id: str, language: str, now: datetime
) -> bytes:
    """Return the calendar file of the coming renewal.

    A file that is saved later takes the place of an earlier one in the same calendar: its events have the same
    names, a later stamp, and a sequence number that only grows.

    Args:
        session: the caller's transaction.
        catalogue: knows the plan's name and price.
        platform_name: what the events are told apart by in a full calendar.
        account_id: whose renewal it is; its time zone decides the days.
        language: "en" or "fr"; another one is read as English.
        now: the moment of asking.

    Raises:
        ProblemError: `problem.NOT_FOUND`: no renewal is coming.
    """
    language = known_language(language)
    subscription = last_subscription(session, account_id)
    renewal = renewal_on_wire(session, catalogue, subscription, now) if subscription else None
    if subscription is None or renewal is None or renewal.status != renewals.UPCOMING or renewal.due_at <= now:
        raise ProblemError(problem.NOT_FOUND)
    zone = session.get_one(AccountRow, account_id).time_zone
    plan = catalogue.plan(subscription.plan_id)
    until = subscription.cancel_until
    facts = {
        "platform": platform_name,
        "plan": in_language(plan.name, language) if plan else subscription.plan_id,
        "total": money_text(renewal.total, language),
        "due": moment_text(renewal.due_at, language, zone),
        "until": moment_text(until, language, zone) if until else "",
    }
    words = {name: text.format(**facts) for name, text in _WORDS[language].items()}
    calendar = Calendar()
    calendar.add("prodid", "-//License Desk//Renewal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    day = renewal.due_at.astimezone(ZoneInfo(zone)).date()
    event = _event(subscription, "renewal", words["renewal"], now)
    event.add("description", words["renewal_text"] + (words["cancel_text"] if until else ""))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    calendar.add_component(event)
    if until is not None and until > now:
        calendar.add_component(_deadline(subscription, until, zone, words, now))
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(subscription: SubscriptionRow, name: str, summary: str, now: datetime) -> Event:
    event = Event()
    # Of this period: next year's renewal is another event and leaves this one where it was.
    period = f"{subscription.period_ends_at:%Y%m%d}"
    event.add("uid", f"{name}-{subscription.id}-{period}@license-desk")
    event.add("dtstamp", now)
    event.add("sequence", max((now - subscription.period_started_at).days, 0))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _deadline(
    subscription: SubscriptionRow, until: datetime, zone: str, words: dict[str, str], now: datetime
) -> Event:
    """The last half hour before the deadline, which ends with it."""
    local = until.astimezone(ZoneInfo(zone))
    event = _event(subscription, "cancel", words["deadline"], now)
    event.add("description", words["cancel_text"])
    event.add("dtstart", (until - _DEADLINE_LENGTH).astimezone(ZoneInfo(zone)))
    event.add("dtend", local)
    for before in _WARN_BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words["deadline"])
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
