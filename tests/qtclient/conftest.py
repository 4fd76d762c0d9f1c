"""What tests of the client share: a real backend, a real keyring, and the client's own parts."""

from collections.abc import Iterator

import pytest

from qtclient.background import Background
from tests.keyring_session import keyring  # noqa: F401 - fixture
from tests.live_server import LiveServer


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A backend for all tests of this process that do not kill it."""
    with LiveServer(tmp_path_factory.mktemp("backend")) as server:
        yield server


@pytest.fixture
def background(qapp) -> Iterator[Background]:
    background = Background()
    yield background
    assert background.close()
