"""How a subscription stands, from everything that the wire says of it."""

from datetime import timedelta

import pytest

from licensewire.billing import ACTIVE, CANCELLED, TRIALING
from licensewire.renewals import NEEDS_CONFIRMATION, PAST_DUE, PROCESSING
from qtclient.presenters import matters as kinds
from qtclient.presenters import standing as ways
from qtclient.presenters.matters import billing_matters
from qtclient.presenters.standing import access_ends_at, expires_before, renews_at, standing
from tests.gallery import billings, samples
from tests.gallery.samples import NOW


@pytest.mark.parametrize(
    ("billing", "how"),
    [
        (None, ways.FREE),
        (samples.billing(), ways.FREE),
        (samples.billing(samples.subscription(TRIALING, 4, "trial")), ways.TRIAL),
        (samples.billing(samples.subscription(TRIALING, 0, "trial")), ways.ENDED),
        (billings.renewing(), ways.RENEWING),
        (
            samples.billing(samples.subscription(ACTIVE, 100)),
            ways.RENEWING,
        ),  # before anything is known of the renewal
        (billings.cancelled(), ways.ENDING),
        (billings.cancelled(-1), ways.ENDED),
        (billings.past_due(), ways.PAST_DUE),
        (billings.at_the_bank(), ways.AT_THE_BANK),
        (billings.paying(), ways.PAYING),
        (billings.with_billing(billings.past_due(), renewal=None), ways.PAST_DUE),
        (billings.ended(), ways.ENDED),
    ],
)
def test_every_standing(billing, how):
    assert standing(billing, NOW) == how


@pytest.mark.parametrize(
    ("status", "how"),
    [(PROCESSING, ways.PAYING), (NEEDS_CONFIRMATION, ways.AT_THE_BANK), (PAST_DUE, ways.PAST_DUE)],
)
def test_a_renewal_under_way_counts_before_the_subscription_says_so(status, how):
    billing = billings.renewing(0)
    assert standing(billings.with_billing(billing, renewal=billings.renewal(status, NOW)), NOW) == how


def test_a_status_of_tomorrow_gives_nothing_away():
    assert standing(samples.billing(samples.subscription("paused", 12)), NOW) == ways.ENDED


def test_when_access_ends():
    assert access_ends_at(samples.billing()) is None
    assert access_ends_at(billings.past_due()) == NOW + timedelta(days=12)
    assert access_ends_at(billings.cancelled(41)) == NOW + timedelta(days=41)
    assert access_ends_at(billings.renewing(100)) == NOW + timedelta(days=100)


def test_when_the_card_is_charged():
    assert renews_at(billings.renewing(100)) == NOW + timedelta(days=100)
    assert renews_at(samples.billing(samples.subscription(ACTIVE, 7))) == NOW + timedelta(days=7)
    assert renews_at(billings.cancelled()) is None
    assert renews_at(samples.billing()) is None


def test_a_card_is_good_until_its_month_is_over():
    card = samples.card(2026)  # August
    assert not expires_before(card, NOW.replace(month=8, day=31))
    assert expires_before(card, NOW.replace(month=9, day=1))


@pytest.mark.parametrize(
    ("billing", "kind", "meaning", "days"),
    [
        (billings.past_due(), kinds.PAST_DUE, "danger", 12),
        (billings.at_the_bank(), kinds.NEEDS_CONFIRMATION, "danger", 12),
        (billings.cancelled(41), kinds.ACCESS_ENDS, "attention", 41),
        (billings.cancelled(6), kinds.ACCESS_ENDS, "danger", 6),
        (billings.renewing(20, with_card=False), kinds.CARD_MISSING, "attention", 20),
        (billings.renewing(5, with_card=False), kinds.CARD_MISSING, "danger", 5),
        (billings.renewing(30, card_year=2026), kinds.CARD_EXPIRES, "attention", 30),
    ],
)
def test_what_needs_the_owner(billing, kind, meaning, days):
    (matter,) = billing_matters(billing, NOW)
    assert (matter.kind, matter.meaning, matter.days) == (kind, meaning, days)


def test_what_needs_nobody():
    for billing in (samples.billing(), billings.renewing(), billings.paying(), billings.ended()):
        assert billing_matters(billing, NOW) == ()


def test_a_card_that_will_not_do_is_told_apart():
    assert not billing_matters(billings.past_due(), NOW)[0].needs_new_card
    assert billing_matters(billings.new_card_needed(), NOW)[0].needs_new_card
    assert billing_matters(billings.no_card_left(), NOW)[0].needs_new_card
    assert billing_matters(billings.cancelled(), NOW)[0].kind == kinds.ACCESS_ENDS
    assert standing(samples.billing(samples.subscription(CANCELLED, 1)), NOW) == ways.ENDING
