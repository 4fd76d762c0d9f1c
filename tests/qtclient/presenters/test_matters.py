"""What needs the owner, and in which order."""

from datetime import timedelta

from licensewire.billing import ACTIVE, CANCELLED, ENDED, PAST_DUE, TRIALING
from qtclient.presenters import matters as every
from qtclient.presenters.matters import Matter, matters
from qtclient.presenters.standing import days_between
from tests.gallery import samples
from tests.gallery.samples import NOW

NOTHING = {"responses": 0}


def kinds(*found: Matter) -> list[tuple[str, str]]:
    return [(matter.kind, matter.meaning) for matter in found]


def test_an_account_in_good_order_needs_nothing() -> None:
    billing = samples.billing(samples.subscription(ACTIVE, 100))
    assert matters(billing, samples.usage({"responses": 799}, "strategic-research"), NOW) == ()


def test_a_trial_presses_more_when_it_is_near_its_end() -> None:
    for days, meaning in ((8, "attention"), (7, "danger"), (1, "danger")):
        billing = samples.billing(samples.subscription(TRIALING, days, "trial"))
        (matter,) = matters(billing, samples.usage(NOTHING, "trial"), NOW)
        assert (matter.kind, matter.meaning, matter.days) == (every.TRIAL_ENDS, meaning, days)


def test_what_has_ended_is_no_matter() -> None:
    for status, days in ((ENDED, -1), (TRIALING, 0), (CANCELLED, -3)):
        billing = samples.billing(samples.subscription(status, days))
        assert matters(billing, samples.usage(NOTHING, "free"), NOW) == ()


def test_limits_near_and_reached() -> None:
    usage = samples.usage({"responses": 1000, "user_seats": 4}, "strategic-research")
    found = matters(samples.billing(samples.subscription(ACTIVE, 100)), usage, NOW)
    assert kinds(*found) == [(every.AT_LIMIT, "danger"), (every.NEAR_LIMIT, "attention")]


def test_the_owner_s_own_seat_is_no_matter() -> None:
    assert matters(samples.billing(), samples.usage({"user_seats": 1}, "free"), NOW) == ()


def test_the_most_urgent_comes_first() -> None:
    usage = samples.usage({"responses": 900}, "strategic-research")
    past_due = samples.billing(samples.subscription(PAST_DUE, 12))
    assert kinds(*matters(past_due, usage, NOW)) == [
        (every.PAST_DUE, "danger"),
        (every.NEAR_LIMIT, "attention"),
    ]
    cancelled = samples.billing(samples.subscription(CANCELLED, 41))
    assert [matter.kind for matter in matters(cancelled, usage, NOW)] == [
        every.NEAR_LIMIT,
        every.ACCESS_ENDS,
    ]


def test_a_renewal_without_a_card_or_with_one_that_expires_before_it() -> None:
    without = samples.billing(samples.subscription(ACTIVE, 20), with_card=False)
    assert kinds(*matters(without, samples.usage(NOTHING, "free"), NOW)) == [(every.CARD_MISSING, "attention")]
    far = samples.billing(samples.subscription(ACTIVE, 90), with_card=False)
    assert matters(far, samples.usage(NOTHING, "free"), NOW) == ()
    expiring = samples.billing(samples.subscription(ACTIVE, 20), card_year=2025)
    assert kinds(*matters(expiring, samples.usage(NOTHING, "free"), NOW)) == [(every.CARD_EXPIRES, "attention")]


def test_a_begun_day_counts_as_whole() -> None:
    assert days_between(NOW, NOW) == 0
    assert days_between(NOW, NOW + timedelta(minutes=1)) == 1
    assert days_between(NOW, NOW + timedelta(days=4)) == 4
    assert days_between(NOW, NOW - timedelta(days=1)) == 0
