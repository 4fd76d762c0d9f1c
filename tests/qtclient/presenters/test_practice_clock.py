"""Moving practice mode's clock below the window, against a practice backend of its own (G7)."""

from datetime import UTC, datetime, timedelta

import pytest

from licensewire.practice import TO_EXPIRY, TO_RENEWAL
from qtclient.presenters.practice_clock import PracticeClockPresenter
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from tests.faults.link import Armed, Link
from tests.faults.plan import AFTER, CLIENT_TO_SERVER, RESET, Fault
from tests.live_server import LiveServer
from tests.qtclient.test_session import connect_to

pytestmark = pytest.mark.slow

PATIENCE = 60_000
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """A backend whose clock may be moved: the shared one's must stand still for the others."""
    with LiveServer(tmp_path_factory.mktemp("practice")) as server:
        yield server


class Mover:
    def __init__(self, background, server, qtbot):
        self.qtbot = qtbot
        self.link = Link(CLIENT_TO_SERVER, server.address)
        self.session = Session(background)
        self.clock = PracticeClockPresenter(self.session, self.session)
        self.moves = []
        self.clock.moved.connect(lambda: self.moves.append(self.session.now()))
        self.session.start(connect_to(lambda: self.link.address, name=f"mover {id(self)}"))
        self.until(lambda: self.session.state.phase == SIGNED_OUT)
        self.until(lambda: self.clock.state.shown)
        told = self.asked(lambda api: api.practice_clock()).now
        self.until(lambda: abs(self.session.now() - told) < timedelta(minutes=1))

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def sign_in(self, username):
        self.session.sign_in(username, "practice")
        self.until(lambda: self.session.state.phase == SIGNED_IN)
        assert self.clock.state.signed_in

    def stand(self):
        self.until(lambda: not self.clock.state.moving)

    def asked(self, call):
        found = []
        self.session.ask(call, owner=self.clock, done=found.append, failed=found.append)
        self.until(lambda: bool(found))
        return found[0]

    def billing(self):
        return self.asked(lambda api: api.billing())


@pytest.fixture
def mover(background, practice, qtbot):
    made = Mover(background, practice, qtbot)
    yield made
    made.session.deleteLater()
    background.close()
    made.link.close()


def test_to_the_end_of_access_the_session_learns_that_it_is_free(mover):
    # First of all: its end comes before the year is over that the others move by.
    mover.sign_in("cancelled")
    assert mover.session.state.account.entitlements.plan_id != "free"
    mover.clock.to_expiry()
    mover.stand()
    assert mover.session.state.account.entitlements.plan_id == "free"
    assert len(mover.moves) == 1


def test_the_client_s_time_is_the_backend_s(mover):
    before = mover.session.now()
    mover.clock.by_days(1)
    assert mover.clock.state.moving
    mover.stand()
    assert mover.session.state.phase == SIGNED_OUT
    gone = mover.session.now() - before
    assert timedelta(days=1) <= gone < timedelta(days=1) + HOUR
    assert len(mover.moves) == 1
    told = mover.asked(lambda api: api.practice_clock())
    assert abs(told.now - mover.session.now()) < timedelta(minutes=1)


def test_another_start_follows_the_clock_that_was_moved(mover, background, practice, qtbot):
    mover.clock.by_days(30)
    mover.stand()
    other = Mover(background, practice, qtbot)
    other.until(lambda: abs(other.session.now() - mover.session.now()) < HOUR)
    assert other.session.now() - datetime.now(UTC) > timedelta(days=29)
    other.session.deleteLater()
    other.link.close()


def test_to_the_renewal_nobody_is_signed_out_and_the_mails_are_counted(mover):
    mover.sign_in("licensed")
    before = mover.billing()
    mover.clock.to_renewal()
    assert mover.clock.state.moving == TO_RENEWAL
    mover.clock.by_days(1)  # one at a time
    mover.stand()
    assert mover.session.state.phase == SIGNED_IN
    after = mover.billing()
    assert after.subscription.period_started_at == before.subscription.period_ends_at
    assert after.subscription.renews_at > before.subscription.renews_at
    mover.until(lambda: mover.clock.state.new_mails > 0)
    assert mover.clock.state.problem is None


@pytest.mark.parametrize(("verb", "where"), [("to_renewal", TO_RENEWAL), ("to_expiry", TO_EXPIRY)])
def test_where_nothing_is_coming_nothing_is_moved(mover, verb, where):
    mover.sign_in("free")
    before = mover.asked(lambda api: api.practice_clock()).moved_seconds
    getattr(mover.clock, verb)()
    mover.stand()
    assert mover.clock.state.nothing == where
    assert mover.moves == []
    assert mover.asked(lambda api: api.practice_clock()).moved_seconds == before
    mover.session.sign_out()
    mover.until(lambda: mover.session.state.phase == SIGNED_OUT)
    assert mover.clock.state.nothing == ""


def test_an_answer_that_gets_lost_is_waited_for(mover):
    mover.sign_in("new")
    before = mover.session.now()
    happened = []
    fault = Fault(CLIENT_TO_SERVER, "POST /v1/practice/clock", RESET, AFTER)
    mover.link.arm(Armed(fault, lambda _who: None, happened.append))
    mover.clock.by_days(7)
    mover.stand()
    assert happened
    assert mover.clock.state.problem is None
    assert len(mover.moves) == 1
    assert timedelta(days=7) <= mover.session.now() - before < timedelta(days=7) + HOUR


def test_without_an_answer_at_all_it_is_told(mover):
    mover.sign_in("new")
    mover.link.close()
    mover.clock.by_days(1)
    mover.stand()
    assert mover.clock.state.problem is not None
    assert mover.moves == []
