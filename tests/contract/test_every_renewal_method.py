"""The client's methods for the renewal's payment and the practice clock at a live server, in a year's order."""

from datetime import timedelta

import requests

from licensewire import billing, problem, renewals
from licensewire.practice import BY_DAYS, TO_EXPIRY, TO_RENEWAL, MovePracticeClock
from licensewire.renewals import CancelRenewal
from qtclient.api.client import Api
from qtclient.api.transport import Transport
from tests.contract.conftest import GOOD_CARD
from tests.contract.test_every_card_method import card_update, settled
from tests.contract.test_every_method import refused

NEEDS_THE_OWNER = "4000002760003184"
REFUSED_LATER = "4000000000000341"


def answer_bank(page):
    requests.post(page, data={"answer": "confirm"}, allow_redirects=False, timeout=60)


def put_on_file(someone, number):
    """Replace the card; where the bank asks for its owner, the owner confirms."""
    update = card_update(someone, number)
    if update.confirmation:
        answer_bank(update.confirmation.page)
        update = settled(someone, someone.api.check_card_update(update.id))
    assert update.status == "succeeded"


def test_practice_clock(person, shared_server):
    licensed = person("licensed")
    clock = licensed.api.practice_clock()
    assert clock.renewal_at == licensed.api.billing().subscription.renews_at
    assert (clock.moved_seconds, clock.expiry_at) == (0, None)
    assert Api(Transport(shared_server.address)).practice_clock().renewal_at is None


def test_move_practice_clock(person):
    licensed = person("licensed")
    backwards = MovePracticeClock(to=BY_DAYS, days=-1)
    assert refused(lambda: licensed.api.move_practice_clock(backwards)) == problem.NOT_BACKWARDS
    before = licensed.api.practice_clock()
    after = licensed.api.move_practice_clock(MovePracticeClock(to=BY_DAYS, days=2))
    assert after.now - before.now >= timedelta(days=2)


def test_pay_renewal(person):
    licensed = person("licensed")
    assert refused(licensed.api.pay_renewal) == problem.NOTHING_TO_PAY
    put_on_file(licensed, REFUSED_LATER)
    licensed.api.move_practice_clock(MovePracticeClock(to=TO_RENEWAL))
    seen = licensed.api.billing()
    assert (seen.subscription.status, seen.renewal.status) == (billing.PAST_DUE, renewals.PAST_DUE)
    assert seen.renewal.tries == 1
    assert seen.renewal.access_ends_at == seen.subscription.access_ends_at
    again = licensed.api.pay_renewal()
    assert (again.renewal.tries, again.renewal.next_try_at) == (2, seen.renewal.next_try_at)
    assert licensed.api.practice_clock().expiry_at == seen.renewal.access_ends_at


def test_check_renewal(person):
    licensed = person("licensed")
    assert licensed.api.check_renewal().renewal.status == renewals.PAST_DUE
    put_on_file(licensed, NEEDS_THE_OWNER)
    waiting = licensed.api.check_renewal().renewal
    assert waiting.status == renewals.NEEDS_CONFIRMATION
    assert waiting.confirmation.page.startswith("http")
    answer_bank(waiting.confirmation.page)
    paid = licensed.api.check_renewal()
    assert (paid.subscription.status, paid.renewal.status) == (billing.ACTIVE, renewals.UPCOMING)
    assert licensed.api.check_renewal() == paid
    put_on_file(licensed, GOOD_CARD)


def test_the_clock_leads_to_the_end_of_access(person):
    licensed = person("licensed")
    ends_at = licensed.api.cancel_renewal(CancelRenewal()).access_ends_at
    clock = licensed.api.move_practice_clock(MovePracticeClock(to=TO_EXPIRY))
    assert clock.now > ends_at
    assert licensed.api.billing().subscription.status == billing.ENDED
