"""The session's secrets in a real Secret Service (gnome-keyring), and what happens where it is of no use."""

import sys
import threading
import time

import keyring.backend
import msgspec
import pytest

from qtclient import vault as vaults
from qtclient.vault import KeyringUnusableError, Secrets, Vault
from tests.keyring_session import KeyringSession

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="gnome-keyring is the keyring of Linux")

SERVER = "https://license.example"
SECRETS = Secrets(refresh_token="refresh-canary", device_token="device-canary", session_id="s-1")


@pytest.fixture
def session(tmp_path, monkeypatch):
    with KeyringSession(tmp_path / "session") as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield session


def trouble(call):
    with pytest.raises(KeyringUnusableError) as caught:
        call()
    return caught.value.trouble


def test_secrets_outlive_the_client(session):
    session.start_keyring()
    Vault().write(SERVER, SECRETS)
    assert Vault().read(SERVER) == SECRETS
    assert Vault().read("https://elsewhere.example") is None


def test_a_new_value_replaces_the_old(session):
    session.start_keyring()
    vault = Vault()
    vault.write(SERVER, SECRETS)
    vault.write(SERVER, Secrets(refresh_token="next"))
    assert vault.read(SERVER) == Secrets(refresh_token="next")


def test_erased_is_gone_and_may_be_erased_again(session):
    session.start_keyring()
    vault = Vault()
    vault.write(SERVER, SECRETS)
    vault.erase(SERVER)
    assert vault.read(SERVER) is None
    vault.erase(SERVER)


def test_nothing_lies_on_the_disk_in_plain_text(session):
    session.start_keyring()
    Vault().write(SERVER, SECRETS)
    files = session.files()
    assert [path for path in files if path.suffix == ".keyring"]
    assert not [path for path in files if b"canary" in path.read_bytes()]


def test_a_locked_keyring(session):
    session.start_keyring()
    vault = Vault()
    vault.write(SERVER, SECRETS)
    session.lock()
    assert trouble(lambda: vault.read(SERVER)) == vaults.LOCKED
    assert trouble(lambda: vault.write(SERVER, SECRETS)) == vaults.LOCKED


def test_no_keyring_on_the_bus(session):
    vault = Vault()
    assert trouble(lambda: vault.read(SERVER)) == vaults.NONE
    session.start_keyring()
    vault.write(SERVER, SECRETS)  # it came up later
    assert vault.read(SERVER) == SECRETS


def test_no_bus(session):
    session.stop_bus()
    assert trouble(lambda: Vault().read(SERVER)) == vaults.NONE


def test_a_bus_that_goes_away(session):
    session.start_keyring()
    vault = Vault()
    vault.write(SERVER, SECRETS)
    session.stop_keyring()
    session.stop_bus()
    assert trouble(lambda: vault.write(SERVER, SECRETS)) == vaults.NONE


def test_a_keyring_that_does_not_answer_is_waited_for_once(session):
    session.start_keyring()
    vault = Vault(patience=2.0)
    vault.write(SERVER, SECRETS)
    session.freeze()
    assert trouble(lambda: vault.read(SERVER)) == vaults.NO_ANSWER
    began = time.monotonic()
    assert trouble(lambda: vault.read(SERVER)) == vaults.NO_ANSWER
    assert time.monotonic() - began < 1.0
    session.thaw()
    assert vault_recovers(vault)


def vault_recovers(vault):
    tick = threading.Event()
    for _ in range(3000):
        try:
            return vault.read(SERVER) == SECRETS
        except KeyringUnusableError:
            tick.wait(0.02)
    return False


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_the_environment_cannot_choose_a_keyring(session, monkeypatch, backend):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    session.start_keyring()
    Vault().write(SERVER, SECRETS)
    assert Vault().read(SERVER) == SECRETS


class Forgetful(keyring.backend.KeyringBackend):
    """A keyring that says yes to everything."""

    priority = 1

    def get_password(self, service, username):
        return None

    def set_password(self, service, username, password):
        pass

    def delete_password(self, service, username):
        pass


def test_a_keyring_that_only_pretends_counts_as_none(monkeypatch):
    monkeypatch.setitem(vaults._BACKENDS, sys.platform, ((__name__, "Forgetful"),))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[Forgetful.__module__])
    assert trouble(lambda: Vault().write(SERVER, SECRETS)) == vaults.NONE


def test_an_unknown_system_has_none(monkeypatch):
    monkeypatch.setattr(vaults.sys, "platform", "plan9")
    assert trouble(lambda: Vault().read(SERVER)) == vaults.NONE


def test_a_damaged_entry_is_ignored(session):
    session.start_keyring()
    vault = Vault()
    vault._on_thread(lambda: vault._keyring().set_password(vaults.SERVICE_NAME, SERVER, '{"x":1'))
    assert vault.read(SERVER) is None


def test_what_is_written_is_small_enough_for_windows():
    largest = Secrets(refresh_token="r" * 100, device_token="d" * 100, session_id="s" * 40)
    assert len(msgspec.json.encode(largest)) < 1280 / 2
    assert "rrr" not in repr(largest)
