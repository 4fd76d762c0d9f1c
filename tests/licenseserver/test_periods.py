"""The yearly calendar, what is left of a period, and tax: properties that hold for all dates and amounts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licenseserver.problems import ProblemError
from licenseserver.subscriptions import anniversary, credit_for_rest
from licenseserver.taxes import Tax, checked_tax_id, tax_due

ZONES = st.sampled_from(
    [
        "UTC",
        "America/New_York",
        "Europe/Paris",
        "Asia/Tokyo",
        "Pacific/Auckland",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
    ]
)
MOMENTS = st.integers(946_684_800, 3_786_912_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PRICES = st.integers(1, 10**9)


@given(MOMENTS, st.integers(0, 40), ZONES)
def test_an_anniversary_is_the_same_day_in_the_accounts_own_zone(anchor, years, zone):
    start = anchor.astimezone(ZoneInfo(zone))
    there = anniversary(anchor, years, zone).astimezone(ZoneInfo(zone))
    leap_day = (start.month, start.day) == (2, 29)
    assert there.year == start.year + years
    assert (there.month, there.day) == (start.month, start.day) or (
        leap_day and (there.month, there.day) == (2, 28)
    )
    skipped = timedelta(hours=there.hour - start.hour, minutes=there.minute - start.minute)
    assert timedelta(0) <= skipped % timedelta(days=1) <= timedelta(hours=1)


@given(MOMENTS, st.integers(0, 40), ZONES)
def test_anniversaries_follow_each_other(anchor, years, zone):
    this, following = anniversary(anchor, years, zone), anniversary(anchor, years + 1, zone)
    assert timedelta(days=364, hours=22) <= following - this <= timedelta(days=366, hours=2)


def test_a_start_on_29_february_comes_back_to_it():
    anchor = datetime(2028, 2, 29, 12, tzinfo=UTC)
    days = [anniversary(anchor, years, "UTC").strftime("%m-%d") for years in range(5)]
    assert days == ["02-29", "02-28", "02-28", "02-28", "02-29"]


def test_the_accounts_zone_decides_the_day():
    late_in_new_york = datetime(2028, 3, 1, 3, tzinfo=UTC)  # there it is still 29 February
    there = anniversary(late_in_new_york, 1, "America/New_York").astimezone(ZoneInfo("America/New_York"))
    assert (there.month, there.day, there.hour) == (2, 28, 22)


@given(PRICES, MOMENTS, ZONES, st.floats(-2, 3))
def test_the_credit_is_never_more_than_was_paid_nor_less_than_nothing(price, start, zone, share):
    end = anniversary(start, 1, zone)
    credit = credit_for_rest(price, start, end, start + (end - start) * share, zone)
    assert 0 <= credit <= price


@given(PRICES, MOMENTS, ZONES)
def test_the_first_day_gives_everything_back_and_the_end_nothing(price, start, zone):
    end = anniversary(start, 1, zone)
    assert credit_for_rest(price, start, end, start, zone) == price
    assert credit_for_rest(price, start, end, end, zone) == 0


@given(PRICES, MOMENTS, ZONES, st.integers(0, 366), st.integers(0, 366))
def test_waiting_never_makes_the_credit_bigger(price, start, zone, one, other):
    end = anniversary(start, 1, zone)
    earlier, later = sorted((one, other))
    found = [credit_for_rest(price, start, end, start + timedelta(days=day), zone) for day in (earlier, later)]
    assert found[0] >= found[1]


@given(st.integers(0, 10**12), st.sampled_from(["0", "5", "8.875", "14.975", "19", "20", "25.5"]))
def test_tax_is_exact_to_half_a_unit(amount, percent):
    tax = Tax(percent, {"en": "VAT"}).on(amount)
    thousandths = int(percent.replace(".", "").ljust(len(percent.split(".", maxsplit=1)[0]) + 3, "0"))
    assert abs(tax * 100_000 - amount * thousandths) <= 50_000


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_money_is_never_less_tax(one, other):
    less, more = sorted((one, other))
    tax = Tax("8.875", {"en": "Sales tax"})
    assert tax.on(less) <= tax.on(more)


@pytest.mark.parametrize(
    ("country", "region", "tax_id", "percent", "note"),
    [
        ("US", "NY", "", "8.875", ""),
        ("US", "New York", "", "8.875", ""),  # a right address too: no way around the tax
        ("US", " ny", "", "8.875", ""),
        ("US", "OR", "", "0", "not_registered"),
        ("US", "", "", "0", "not_registered"),
        ("CA", "QC", "", "14.975", ""),
        ("CA", "québec", "", "14.975", ""),
        ("CA", "AB", "", "5", ""),
        ("FR", "", "", "20", ""),
        ("FR", "", "FR40303265045", "0", "reverse_charge"),
        ("GB", "", "GB980780684", "20", ""),
        ("BR", "SP", "", "0", "not_registered"),
    ],
)
def test_the_table_of_taxes(country, region, tax_id, percent, note):
    tax = tax_due(country, region, tax_id)
    assert (tax.percent, tax.note) == (percent, note)


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("DE", "136695976", "DE136695976"),
        ("DE", "DE 136.695.976", "DE136695976"),
        ("GR", "094259216", "EL094259216"),
        ("US", "04-2103594", "042103594"),
        ("AE", "1234 5678", "12345678"),
        ("FR", "", ""),
    ],
)
def test_tax_ids_are_kept_in_one_form(country, typed, kept):
    assert checked_tax_id(country, typed, "tax_id") == kept


@pytest.mark.parametrize(("country", "typed"), [("DE", "136695977"), ("FR", "DE136695976"), ("AE", "!")])
def test_wrong_tax_ids_are_refused(country, typed):
    with pytest.raises(ProblemError):
        checked_tax_id(country, typed, "tax_id")
