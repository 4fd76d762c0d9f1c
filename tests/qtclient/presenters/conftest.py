"""What tests of the invoices' presenters share: a real session at a backend whose papers can be held back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QLocale

from qtclient.background import Background
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from tests.live_server import LiveServer
from tests.qtclient.presenters.paper_server import PaperServer
from tests.qtclient.test_session import connect_to

SignedIn = Callable[[int], tuple[Session, PaperServer]]


@pytest.fixture
def papers(background: Background, backend: LiveServer, qtbot) -> Iterator[SignedIn]:
    """Sign in at a backend that has so many invoices."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    with ExitStack() as stack:

        def sign_in(count: int) -> tuple[Session, PaperServer]:
            server = stack.enter_context(PaperServer(backend.address, count))
            session = Session(background)
            session.start(connect_to(lambda: server.address, name=f"{id(session)}"))
            qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=60_000)
            session.sign_in("free", "practice")
            qtbot.waitUntil(lambda: session.state.phase == SIGNED_IN, timeout=60_000)
            return session, server

        yield sign_in
    QLocale.setDefault(before)
