"""When what happens to a renewal: properties that hold for all days, hours and zones."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from licenseserver.catalogue import load_catalogue
from licenseserver.renewal_calendar import (
    card_expires_at,
    card_expiry_notices,
    next_of,
    renewal_notices,
    retry_moments,
    trial_notices,
)
from licenseserver.subscriptions import anniversary
from tests.licenseserver.test_periods import MOMENTS, ZONES

DAY = timedelta(days=1)
RULE = load_catalogue().renewal


@given(MOMENTS, ZONES)
def test_tries_are_on_the_same_hour_of_their_days(due, zone):
    moments = retry_moments(due, RULE.retry_days, zone)
    local = due.astimezone(ZoneInfo(zone))
    for days, moment in zip(RULE.retry_days, moments, strict=True):
        there = moment.astimezone(ZoneInfo(zone))
        skipped = timedelta(hours=there.hour - local.hour, minutes=there.minute - local.minute) % DAY
        assert (there.date() - local.date()).days == days or skipped  # an hour skipped before midnight
        assert timedelta(0) <= skipped <= timedelta(hours=1)
    assert moments == sorted(moments)


@given(MOMENTS, ZONES, st.integers(0, 60))
def test_what_comes_next_is_always_ahead_and_nothing_is_left_out(due, zone, hours):
    moments = retry_moments(due, RULE.retry_days, zone)
    now, visited = due, []
    while (following := next_of(moments, now)) is not None:
        assert following > now
        visited.append(following)
        now = following + timedelta(minutes=hours)
    assert visited == moments


@given(MOMENTS, st.integers(2, 40))
def test_notices_come_in_order_and_before_it_is_due(due, number):
    notices = renewal_notices(number, due, RULE.notice_days_before)
    assert [one.at for one in notices] == sorted(one.at for one in notices)
    assert all(one.at < one.closes_at == due for one in notices)
    assert len({one.name for one in [*notices, *trial_notices(due)]}) == len(notices) + 2


@given(st.integers(1, 12), st.integers(2024, 2099))
def test_a_card_is_good_to_the_end_of_its_month(month, year):
    over = card_expires_at(month, year)
    last = over - timedelta(seconds=1)
    assert (last.month, last.year, over.day) == (month, year, 1)


@given(MOMENTS, st.integers(1, 12), st.integers(2024, 2099))
def test_only_a_card_that_expires_before_is_told_of(due, month, year):
    expires_at = card_expires_at(month, year)
    notices = card_expiry_notices(2, due, "visa 4242", expires_at)
    assert bool(notices) == (expires_at <= due)


@given(MOMENTS, ZONES, st.integers(1, 12))
def test_periods_follow_each_other_without_a_gap(start, zone, years):
    ends = [anniversary(start, number, zone) for number in range(years + 1)]
    assert all(earlier < later for earlier, later in pairwise(ends))


def test_the_clocks_change_between_the_tries():
    due = datetime(2027, 3, 10, 17, tzinfo=UTC)  # noon in New York; there summer begins on 14 March
    hours = {
        moment.astimezone(ZoneInfo("America/New_York")).hour
        for moment in retry_moments(due, (2, 7), "America/New_York")
    }
    assert hours == {12}
