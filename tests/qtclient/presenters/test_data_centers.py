"""Choosing a data center against a real backend, by somebody who is not signed in."""

import pytest

from licensewire.data_centers import BY_COUNTRY, BY_DEFAULT, UNAVAILABLE
from qtclient.api.client import Api
from qtclient.api.transport import Limits, Transport
from qtclient.presenters.data_centers import FAILED, LOADING, READY, PickerPresenter, State
from qtclient.session import Session
from qtclient.tokens import TokenKeeper
from qtclient.vault import Vault
from tests.gallery.data_centers import listed
from tests.live_server import LiveServer


@pytest.fixture
def begin(background, qtbot):
    """Start a session with a server; returns the presenter."""

    def made(address):
        session = Session(background)

        def connect():
            transport = Transport(address, limits=Limits(connect=20, read=30, whole=60))
            return TokenKeeper(Api(transport), Vault(), server="test", device_name="Test")

        session.start(connect)
        return PickerPresenter(session, session)

    return made


def settled(qtbot, presenter):
    qtbot.waitUntil(lambda: presenter.state.phase != LOADING, timeout=60_000)
    return presenter.state


def test_the_default_is_marked_and_not_recommended(begin, backend, qtbot):
    presenter = begin(backend.address)
    presenter.begin()
    assert presenter.state == State()
    state = settled(qtbot, presenter)
    assert (state.phase, state.chosen, state.choice.reason) == (READY, "iad1", BY_DEFAULT)
    assert state.listed[0].id == "iad1"
    assert state.listed[-1].id == "gov1"


def test_what_was_chosen_before_stays_marked(begin, backend, qtbot):
    presenter = begin(backend.address)
    presenter.begin("syd1")
    assert settled(qtbot, presenter).chosen == "syd1"
    presenter.begin("gov1")
    assert settled(qtbot, presenter).chosen == "iad1"


@pytest.mark.slow
def test_recommended_by_country(begin, tmp_path, qtbot):
    environment = {"LICENSE_DESK_PRACTICE_ADDRESS": "2001:8003::1"}
    with LiveServer(tmp_path / "backend", environment=environment) as server:
        presenter = begin(server.address)
        presenter.begin()
        state = settled(qtbot, presenter)
    assert (state.chosen, state.choice.reason, state.choice.country) == ("syd1", BY_COUNTRY, "AU")


@pytest.mark.slow
def test_a_server_that_is_away_can_be_asked_again(begin, tmp_path, qtbot):
    server = LiveServer(tmp_path / "backend", arguments=("--port", "0"))
    server.start()
    presenter = begin(server.address)
    presenter.begin()
    settled(qtbot, presenter)
    server.kill()
    presenter.load()
    state = settled(qtbot, presenter)
    assert state.phase == FAILED
    assert state.problem.title == "The server cannot be reached"
    presenter.load()
    assert presenter.state.phase == LOADING
    settled(qtbot, presenter)


def test_only_what_can_be_chosen_is_marked(begin, backend, qtbot):
    presenter = begin(backend.address)
    presenter.mark("fra1")
    assert presenter.state.chosen == ""  # there is no list yet
    presenter.begin()
    settled(qtbot, presenter)
    presenter.mark("fra1")
    presenter.mark("gov1")
    presenter.mark("nowhere")
    assert presenter.state.chosen == "fra1"


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        ("", {"iad1", "pdx1", "sjc1", "yul1", "fra1", "syd1", "gov1"}),
        ("  ", {"iad1", "pdx1", "sjc1", "yul1", "fra1", "syd1", "gov1"}),
        ("montreal", {"yul1"}),
        ("MONTRÉAL", {"yul1"}),
        ("francfort", {"fra1"}),
        ("Allemagne", {"fra1"}),
        ("germany", {"fra1"}),
        ("états-unis wash", {"iad1"}),
        ("north america", {"iad1", "pdx1", "sjc1", "yul1"}),
        ("gov", {"gov1"}),
        ("syd1", {"syd1"}),
        ("atlantis", set()),
    ],
)
def test_searching(search, ids):
    state = listed("90.0.0.1")
    assert State(phase=READY, choice=state.choice, search=search).found == ids


def test_those_that_cannot_be_chosen_come_last():
    state = listed("90.0.0.1")
    assert state.listed[0].id == "fra1"
    assert [bool(each.obstacle) for each in state.listed] == sorted(bool(each.obstacle) for each in state.listed)
    assert UNAVAILABLE not in {each.obstacle for each in state.listed}
