"""Where the account is signed in, and ending it there."""

import pytest

from qtclient.api.client import Api
from qtclient.api.transport import Transport
from qtclient.presenters.security import SecurityPresenter, SecurityState
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from tests.qtclient.test_session import connect_to


@pytest.fixture
def sign_in(background, backend, qtbot):
    sample = Api(Transport(backend.address)).service().sample_accounts[0]

    def call():
        session = Session(background)
        presenter = SecurityPresenter(session)
        session.start(connect_to(lambda: backend.address, name=f"{id(session)}"))
        qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=60_000)
        session.sign_in(sample.username, sample.password)
        qtbot.waitUntil(lambda: session.state.phase == SIGNED_IN, timeout=60_000)
        return session, presenter

    return call


def loaded(presenter, qtbot):
    presenter.load()
    assert presenter.state.loading
    qtbot.waitUntil(lambda: not presenter.state.loading, timeout=60_000)
    return presenter.state.sessions


def current(sessions):
    return next(entry for entry in sessions if entry.current)


def test_sessions_are_listed_and_one_is_ended(sign_in, qtbot):
    (_, here), (there_session, there) = sign_in(), sign_in()
    other = current(loaded(there, qtbot))
    mine = next(entry for entry in loaded(here, qtbot) if entry.id == other.id)
    assert not mine.current
    here.end(mine)
    here.end(mine)  # a double click
    assert here.state.ending == {mine.id}
    qtbot.waitUntil(lambda: not here.state.ending, timeout=60_000)
    assert mine.id not in [entry.id for entry in here.state.sessions]
    assert here.state.problem is None
    there.load()
    qtbot.waitUntil(lambda: there_session.state.phase == SIGNED_OUT, timeout=60_000)
    qtbot.waitUntil(lambda: not there.state.loading, timeout=60_000)


def test_ending_ones_own_session_signs_out(sign_in, qtbot):
    session, presenter = sign_in()
    presenter.end(current(loaded(presenter, qtbot)))
    assert presenter.state.signing_out
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=60_000)
    assert presenter.state == SecurityState()  # nothing of one person stays for the next


def test_a_session_that_is_gone_already_is_told(sign_in, qtbot):
    (_, here), (there_session, there) = sign_in(), sign_in()
    other = current(loaded(there, qtbot))
    mine = next(entry for entry in loaded(here, qtbot) if entry.id == other.id)
    there.sign_out()
    qtbot.waitUntil(lambda: there_session.state.phase == SIGNED_OUT, timeout=60_000)
    here.end(mine)
    qtbot.waitUntil(lambda: not here.state.ending, timeout=60_000)
    assert here.state.problem is not None


def test_everywhere(sign_in, qtbot):
    session, presenter = sign_in()
    presenter.sign_out_everywhere()
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=60_000)


def test_it_says_when_the_session_ends_with_the_client(sign_in):
    _, presenter = sign_in()
    assert presenter.state.keyring_note.title == "This computer has no keyring that License Desk can use"


def test_it_says_nothing_when_the_keyring_holds_it(keyring, sign_in):
    _, presenter = sign_in()
    assert presenter.state.keyring_note is None
