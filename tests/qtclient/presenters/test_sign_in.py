"""Signing in, as the screen shows it."""

import pytest

from qtclient.presenters.sign_in import SignInPresenter
from qtclient.session import SIGNED_IN, Session
from tests.qtclient.test_session import connect_to


@pytest.fixture
def session(background):
    return Session(background)


def started(qtbot, session, backend):
    session.start(connect_to(lambda: backend.address))
    qtbot.waitUntil(lambda: not session.state.busy, timeout=60_000)


def test_it_waits_for_the_server_then_offers_the_sample_accounts(session, backend, qtbot):
    presenter = SignInPresenter(session)
    assert (presenter.state.ready, presenter.state.starting) == (False, True)
    started(qtbot, session, backend)
    state = presenter.state
    assert (state.ready, state.starting, state.busy, state.practice) == (True, False, False, True)
    assert state.platform_name
    assert {"free", "trial", "new"} <= {sample.username for sample in state.samples}


def test_a_sample_account_signs_in(session, backend, qtbot):
    presenter = SignInPresenter(session)
    started(qtbot, session, backend)
    sample, busy = presenter.state.samples[0], []
    presenter.changed.connect(lambda state: busy.append(state.busy))
    presenter.sign_in_as(sample)
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_IN, timeout=60_000)
    assert busy[0]
    assert session.state.account.username == sample.username


def test_blanks_around_a_pasted_name_do_not_matter_but_in_a_password_they_do(session, backend, qtbot):
    presenter = SignInPresenter(session)
    started(qtbot, session, backend)
    sample = presenter.state.samples[0]
    presenter.sign_in(sample.username, f" {sample.password}")
    qtbot.waitUntil(lambda: presenter.state.problem is not None, timeout=60_000)
    presenter.sign_in(f"  {sample.username}\n", sample.password)
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_IN, timeout=60_000)


def test_a_double_click_signs_in_once(session, backend, qtbot):
    presenter = SignInPresenter(session)
    started(qtbot, session, backend)
    sample = presenter.state.samples[0]
    for _ in range(3):
        presenter.sign_in_as(sample)
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_IN, timeout=60_000)
    found = []
    session.ask(lambda api: api.sessions(), owner=presenter, done=found.append, failed=found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    mine = [entry for entry in found[0].sessions if entry.current]
    assert len(mine) == 1


def test_a_server_that_is_away_can_be_tried_again(session, backend, qtbot):
    address = "http://127.0.0.1:9"
    presenter = SignInPresenter(session)
    session.start(connect_to(lambda: address))
    qtbot.waitUntil(lambda: presenter.state.problem is not None, timeout=60_000)
    assert presenter.state.starting
    address = backend.address
    presenter.retry()
    assert presenter.state.problem is None
    qtbot.waitUntil(lambda: presenter.state.ready, timeout=60_000)
