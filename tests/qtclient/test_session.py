"""Signing in, staying signed in and signing out, against a real backend and a real keyring."""

import threading

import pytest
from PySide6.QtCore import QObject

from licensewire import problem
from licensewire.session import SessionList
from qtclient import session as sessions
from qtclient.api.client import Api
from qtclient.api.errors import AddressNotSafe, Refused, SessionEnded, Unreachable
from qtclient.api.transport import Limits, Transport
from qtclient.sentences import session_ended, unreachable
from qtclient.session import KEPT_IN_KEYRING, KEPT_IN_MEMORY, SIGNED_IN, SIGNED_OUT, STARTING, Session
from qtclient.tokens import TokenKeeper
from qtclient.vault import Vault
from tests.live_server import LiveServer
from tests.qtclient.api.hostile_server import HostileServer, hang_before_answering

USERNAME = "free"


@pytest.fixture
def password(backend):
    samples = Api(Transport(backend.address)).service().sample_accounts
    return next(sample.password for sample in samples if sample.username == USERNAME)


def connect_to(address, name="test", limits=None):
    def connect():
        transport = Transport(address(), limits=limits)
        return TokenKeeper(Api(transport), Vault(), server=name, device_name="Test")

    return connect


@pytest.fixture
def start(background, qtbot):
    """Start a session; returns when it stands."""

    def begin(address, *, name="test"):
        session = Session(background)
        session.start(connect_to(lambda: address, name))
        settled(qtbot, session)
        return session

    return begin


def settled(qtbot, session):
    qtbot.waitUntil(lambda: not session.state.busy, timeout=60_000)
    return session.state


def signed_in(qtbot, session, password):
    session.sign_in(USERNAME, password)
    state = settled(qtbot, session)
    assert state.phase == SIGNED_IN, state
    return state


class Asker(QObject):
    def __init__(self, session):
        super().__init__()
        self.session, self.answers, self.errors = session, [], []

    def ask(self, call=lambda api: api.sessions()):
        return self.session.ask(call, owner=self, done=self.answers.append, failed=self.errors.append)

    def answered(self, qtbot, count=1):
        qtbot.waitUntil(lambda: len(self.answers) + len(self.errors) >= count, timeout=60_000)
        return self


def test_nobody_is_signed_in_at_first(start, backend):
    state = start(backend.address).state
    assert state.phase == SIGNED_OUT
    assert state.service.practice
    assert (state.account, state.problem, state.kept) == (None, None, "")


def test_signing_in_is_remembered_by_the_keyring_only(start, backend, password, keyring, qtbot):
    state = signed_in(qtbot, start(backend.address), password)
    assert (state.account.username, state.kept, state.keyring_trouble) == (USERNAME, KEPT_IN_KEYRING, "")
    again = start(backend.address).state
    assert (again.phase, again.account, again.kept) == (SIGNED_IN, state.account, KEPT_IN_KEYRING)
    assert start(backend.address, name="elsewhere").state.phase == SIGNED_OUT


def test_without_a_keyring_it_lasts_until_the_client_closes(start, backend, password, qtbot):
    state = signed_in(qtbot, start(backend.address), password)
    assert (state.kept, state.keyring_trouble) == (KEPT_IN_MEMORY, "none")
    assert start(backend.address).state.phase == SIGNED_OUT


def test_a_locked_keyring_is_told(start, backend, password, keyring, qtbot):
    session = start(backend.address)
    signed_in(qtbot, session, password)
    session.sign_out()
    settled(qtbot, session)
    keyring.lock()
    state = signed_in(qtbot, session, password)
    assert (state.kept, state.keyring_trouble) == (KEPT_IN_MEMORY, "locked")


def test_a_wrong_password(start, backend, qtbot):
    session = start(backend.address)
    session.sign_in("new", "wrong")
    state = settled(qtbot, session)
    assert state.phase == SIGNED_OUT
    assert state.problem.title == "The username and password do not match"
    session.dismiss_problem()
    assert session.state.problem is None


def test_signing_out_forgets_but_knows_the_device(start, backend, password, keyring, qtbot):
    session = start(backend.address)
    signed_in(qtbot, session, password)
    session.sign_out()
    state = settled(qtbot, session)
    assert (state.phase, state.account, state.problem, state.kept) == (SIGNED_OUT, None, None, "")
    kept = Vault().read("test")
    assert not kept.refresh_token
    assert kept.device_token
    assert start(backend.address).state.phase == SIGNED_OUT


def test_signing_out_everywhere(start, backend, password, keyring, qtbot):
    here, there = start(backend.address, name="here"), start(backend.address, name="there")
    signed_in(qtbot, here, password)
    signed_in(qtbot, there, password)
    here.sign_out_everywhere()
    assert settled(qtbot, here).phase == SIGNED_OUT
    asker = Asker(there)
    asker.ask()
    asker.answered(qtbot)
    assert isinstance(asker.errors[0], SessionEnded)
    qtbot.waitUntil(lambda: there.state.phase == SIGNED_OUT, timeout=60_000)
    assert there.state.problem == session_ended()


def test_a_session_that_was_ended_meanwhile_is_told_at_the_start(start, backend, password, keyring, qtbot):
    session = start(backend.address)
    signed_in(qtbot, session, password)
    other = start(backend.address, name="other")
    signed_in(qtbot, other, password)
    other.sign_out_everywhere()
    settled(qtbot, other)
    state = start(backend.address).state
    assert (state.phase, state.problem) == (SIGNED_OUT, session_ended())
    assert start(backend.address).state.problem is None  # told once


def test_questions_wait_for_the_start(background, backend, qtbot):
    go = threading.Event()

    def connect():
        go.wait()
        return connect_to(lambda: backend.address)()

    session = Session(background)
    asker = Asker(session)
    asker.ask(lambda api: api.plans())
    session.start(connect)
    cancelled = asker.ask(lambda api: api.service())
    cancelled.cancel()
    assert not asker.answers
    go.set()
    asker.answered(qtbot)
    assert len(asker.answers) == 1


def test_an_access_token_that_has_run_out_is_renewed_once_for_all(start, backend, password, keyring, qtbot):
    session = start(backend.address)
    signed_in(qtbot, session, password)
    asker = Asker(session)
    before = Vault().read("test").refresh_token
    session._keeper._api.transport.access_token = "run-out"
    for _ in range(8):
        asker.ask()
    asker.answered(qtbot, 8)
    assert not asker.errors
    assert all(isinstance(answer, SessionList) for answer in asker.answers)
    after = Vault().read("test").refresh_token
    assert after != before
    assert session._keeper._secrets.refresh_token == after


def test_a_client_killed_before_it_could_save_the_new_token_is_still_signed_in(
    start, backend, password, keyring, qtbot
):
    signed_in(qtbot, start(backend.address), password)
    kept = Vault().read("test")
    assert start(backend.address).state.phase == SIGNED_IN  # renews, and takes the next token
    Vault().write("test", kept)  # as if it had died with the answer in its hands
    assert start(backend.address).state.phase == SIGNED_IN


def test_a_token_is_saved_before_it_is_used(backend, password, keyring, monkeypatch):
    keeper = connect_to(lambda: backend.address)()
    keeper.open()
    keeper.sign_in(USERNAME, password)
    used_while_saving = []
    write = Vault.write

    def watched(vault, server, secrets):
        used_while_saving.append(keeper._api.transport.access_token)
        write(vault, server, secrets)

    old = keeper._api.transport.access_token
    monkeypatch.setattr(Vault, "write", watched)
    keeper.renew()
    assert used_while_saving == [old]
    assert keeper._api.transport.access_token != old


def test_entitlements_are_renewed_without_typing(start, backend, password, keyring, qtbot):
    session = start(backend.address)
    before = signed_in(qtbot, session, password)
    asker = Asker(session)
    session.refresh_entitlements(owner=asker, done=asker.answers.append, failed=asker.errors.append)
    asker.answered(qtbot)
    assert asker.answers == [session.state.account] == [before.account]


def test_a_refusal_reaches_who_asked(start, backend, qtbot):
    asker = Asker(start(backend.address))
    asker.ask(lambda api: api.account())
    asker.answered(qtbot)
    assert isinstance(asker.errors[0], Refused)
    assert asker.errors[0].problem.code == problem.NOT_SIGNED_IN


def test_an_answer_for_the_person_before_is_not_handed_out(start, backend, password, qtbot):
    session = start(backend.address)
    signed_in(qtbot, session, password)
    asker = Asker(session)
    begun, go = threading.Event(), threading.Event()

    def slow(api):
        begun.set()
        go.wait()
        return "of the person before"

    asker.ask(slow)
    assert begun.wait(60)
    session.sign_out()
    settled(qtbot, session)
    go.set()
    asker.answered(qtbot)
    assert not asker.answers
    assert isinstance(asker.errors[0], SessionEnded)


def test_nothing_is_asked_again_as_the_next_person(start, backend, password, qtbot):
    """Somebody's "Cancel renewal" that comes late must not cancel that of whoever has signed in since."""
    session = start(backend.address)
    signed_in(qtbot, session, password)
    asker = Asker(session)
    begun, go, asked_with = threading.Event(), threading.Event(), []

    def slow(api):
        asked_with.append(api.transport.access_token)
        on_its_way = Transport(backend.address)
        on_its_way.access_token = api.transport.access_token
        begun.set()
        go.wait()
        return Api(on_its_way).sessions()

    asker.ask(slow)
    assert begun.wait(60)
    session.sign_out()
    settled(qtbot, session)
    signed_in(qtbot, session, password)
    go.set()
    asker.answered(qtbot)
    assert len(asked_with) == 1
    assert (asker.answers, [type(error) for error in asker.errors]) == ([], [SessionEnded])


def test_an_unsafe_address_is_told(background, qtbot):
    session = Session(background)
    session.start(connect_to(lambda: "http://license.example"))
    state = settled(qtbot, session)
    assert state.phase == STARTING
    assert state.problem.title == "The server's address is not safe to use"
    with pytest.raises(AddressNotSafe):
        connect_to(lambda: "http://license.example")()


def test_a_server_that_hangs_at_the_start_signs_nobody_out(background, backend, password, keyring, qtbot, start):
    signed_in(qtbot, start(backend.address), password)
    with HostileServer(hang_before_answering) as hanging:
        address = hanging.address
        session = Session(background)
        session.start(connect_to(lambda: address, limits=Limits(connect=1, read=1, whole=2)))
        state = settled(qtbot, session)
        assert (state.phase, state.problem.title) == (STARTING, unreachable("interrupted").title)
    session.start(connect_to(lambda: backend.address))
    assert settled(qtbot, session).phase == SIGNED_IN  # nobody was signed out by it


def test_a_server_that_comes_up_later_is_found_without_being_asked_for(background, backend, qtbot, monkeypatch):
    monkeypatch.setattr(sessions, "_TRY_AGAIN_SECONDS", (0, 0.05))
    address = "http://127.0.0.1:9"
    session = Session(background)
    told = []
    session.changed.connect(lambda state: told.append(state.problem is not None))
    session.start(connect_to(lambda: address))
    qtbot.waitUntil(lambda: told.count(True) > 3, timeout=60_000)
    assert False not in told[told.index(True) :]  # nothing flickers while it tries
    address = backend.address
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=60_000)
    assert session.state.problem is None


@pytest.mark.slow
def test_a_backend_that_is_away_is_noticed_and_comes_back(tmp_path, background, keyring, qtbot):
    server = LiveServer(tmp_path / "backend")
    server.start()
    session = Session(background)
    session.start(connect_to(lambda: server.address))
    password = settled(qtbot, session).service.sample_accounts[0].password
    signed_in(qtbot, session, password)
    told = []
    session.offline.connect(told.append)
    asker = Asker(session)
    server.kill()
    asker.ask()
    asker.answered(qtbot)
    assert isinstance(asker.errors[0], Unreachable)
    assert told == [True]
    assert session.state.phase == SIGNED_IN
    session.sign_out_everywhere()
    assert settled(qtbot, session).phase == SIGNED_IN  # not without the server's word
    assert session.state.problem is not None
    session.sign_out()
    assert settled(qtbot, session).phase == SIGNED_OUT  # but here, at once


def test_practice_mode_that_did_not_come_up_can_be_tried_again(background, backend, qtbot):
    session = Session(background)
    again = []
    session.cannot_start(session_ended(), lambda: again.append(1))
    assert (session.state.phase, session.state.problem) == (STARTING, session_ended())
    session.retry()
    session.retry()
    assert again == [1]
    session.start(connect_to(lambda: backend.address))
    assert settled(qtbot, session).phase == SIGNED_OUT
