"""The renewal as a calendar file: read back as a calendar reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from licenseserver.calendar_file import renewal_calendar
from licenseserver.catalogue import load_catalogue
from licenseserver.changing_details import set_billing_details
from licenseserver.problems import ProblemError
from licenseserver.tables import AccountRow
from licensewire import problem
from licensewire.billing import CANCELLED, ENDED, TRIALING
from tests.licenseserver.papers import DETAILS, NOW, licence, owner

ENDS = datetime(2027, 11, 23, 2, 30, tzinfo=UTC)  # still the 22nd in New York
UNTIL = ENDS - timedelta(days=1)


@pytest.fixture
def ready(database):
    with database.transaction() as session:
        owner(session, time_zone="America/New_York")
        licence(session, period_ends_at=ENDS, renews_at=ENDS, cancel_until=UNTIL)
    return database


def written(database, language="en", now=NOW):
    with database.transaction(reading=True) as session:
        return renewal_calendar(session, load_catalogue(), "Meridian", "acc_1", language, now)


def events(database, **asked):
    calendar = Calendar.from_ical(written(database, **asked))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    return calendar.walk("VEVENT")


def test_the_renewal_is_a_whole_day_and_the_deadline_a_moment_of_the_accounts_zone(ready):
    renewal, deadline = events(ready)
    assert (renewal.decoded("dtstart"), renewal.decoded("dtend")) == (date(2027, 11, 22), date(2027, 11, 23))
    ends = deadline.decoded("dtend")
    assert ends == UNTIL
    assert (ends.hour, ends.minute, ends.utcoffset()) == (21, 30, timedelta(hours=-5))
    assert ends - deadline.decoded("dtstart") == timedelta(minutes=30)
    assert [alarm.decoded("trigger") for alarm in deadline.walk("VALARM")] == [
        -timedelta(days=7),
        -timedelta(days=1),
    ]
    assert all(
        event["transp"] == "TRANSPARENT" and event.decoded("dtstamp") == NOW for event in (renewal, deadline)
    )


@pytest.mark.parametrize(
    ("language", "summary", "parts", "deadline"),
    [
        ("en", "Meridian: Strategic Research renews, US$5,997.60",
         ("November 22, 2027, 21:30 (UTC-05:00)", "is charged US$5,997.60",
          "until November 21, 2027, 21:30 (UTC-05:00)"),
         "Meridian: last chance to cancel the renewal of Strategic Research"),
        ("fr", "Meridian : renouvellement de Recherche stratégique, 5\u202f997,60\xa0$US",
         ("22 novembre 2027", "débitée de 5\u202f997,60", "annulé jusqu’au 21 novembre 2027"),
         "Meridian : dernier moment pour annuler le renouvellement de Recherche stratégique"),
    ],
)  # fmt: skip
def test_it_speaks_the_language_asked_for(ready, language, summary, parts, deadline):
    first, second = events(ready, language=language)
    assert (str(first["summary"]), str(second["summary"])) == (summary, deadline)
    for part in parts:
        assert part in str(first["description"])


def test_a_later_file_takes_the_place_of_an_earlier_one(ready):
    before, later = events(ready), events(ready, now=NOW + timedelta(days=40))
    assert [event["uid"] for event in before] == [event["uid"] for event in later]
    assert len({event["uid"] for event in before}) == 2
    assert [event["sequence"] for event in before] == [0, 0]
    assert [event["sequence"] for event in later] == [40, 40]
    with ready.transaction() as session:
        set_billing_details(session, "acc_1", DETAILS, NOW)
    changed = events(ready, now=NOW + timedelta(days=41))
    assert "US$5,040.00" in changed[0]["summary"]  # reverse charge: no tax
    assert changed[0]["sequence"] > later[0]["sequence"]


def test_the_form_is_that_of_rfc_5545(ready):
    content = written(ready, language="fr")
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:America/New_York" in content


def test_after_the_deadline_only_the_renewal_is_left(ready):
    assert len(events(ready, now=UNTIL)) == 1


def test_in_utc_no_zone_needs_to_be_explained(ready):
    with ready.transaction() as session:
        session.get_one(AccountRow, "acc_1").time_zone = "UTC"
    assert b"VTIMEZONE" not in written(ready)


def test_without_a_coming_renewal_there_is_no_file(ready):
    with ready.transaction() as session:
        owner(session, "acc_2")
        licence(session, "acc_2", status=CANCELLED, renews_at=None)
        owner(session, "acc_3")
        licence(session, "acc_3", status=TRIALING, renews_at=None)
        owner(session, "acc_4")
        licence(session, "acc_4", status=ENDED, ended_at=NOW, renews_at=None)
        owner(session, "acc_5")
    for account in ("acc_2", "acc_3", "acc_4", "acc_5"):
        with pytest.raises(ProblemError) as caught, ready.transaction(reading=True) as session:
            renewal_calendar(session, load_catalogue(), "Meridian", account, "en", NOW)
        assert caught.value.code == problem.NOT_FOUND
    with pytest.raises(ProblemError):
        written(ready, now=ENDS)
