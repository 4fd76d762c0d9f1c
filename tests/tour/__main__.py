"""``make run`` without a display: the main journey in practice mode, offscreen, as pictures in build/tour/.

The real window against the real practice backend, with data of its own that is thrown away: signs in as the Free
sample account, compares the plans, buys Strategic Research by card, and looks at what it has then.

``--for-readme`` also renews the pictures in docs/pictures/, with a keyring, as a person at a desktop has one.
"""

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

# Before Qt is imported: xcb without a display aborts the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The offscreen platform says at every window that it does not size it.
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtWidgets import QApplication, QWidget

from qtclient import config, links, log
from qtclient.app import Client
from qtclient.views.parts.theme import STYLE
from tests.keyring_session import KeyringSession
from tests.person import Person

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "tour"
PLAN = "strategic-research"
README_FOLDER = ROOT / "docs" / "pictures"
FOR_README = ("plans", "purchase", "overview-licensed")


class Tour:
    """Walks through the product, and takes a picture of every station."""

    def __init__(self, client: Client, *, for_readme: bool) -> None:
        self._person = Person(client)
        self._for_readme = for_readme
        self._number = 0

    def walk(self) -> None:
        """The whole journey."""
        person = self._person
        person.see("sample-free", QWidget)
        self._picture("sign-in", "signed out, with the sample accounts of practice mode")
        person.sign_in("free", "practice")
        self._settle()
        self._picture("overview", "the Free sample account, almost at its limits")
        person.go(links.PLANS)
        person.see(f"buy-{PLAN}", QWidget)
        self._settle()
        self._picture("plans", "the plans side by side")
        person.click(f"buy-{PLAN}")
        person.see("complete-purchase", QWidget)
        self._settle()
        self._picture("purchase", "the limits before the card, and the exact amounts")
        person.fill_in_purchase("4242424242424242", "1230", "123")
        person.bring_into_sight(person.see("complete-purchase", QWidget))
        self._settle()
        self._picture("purchase-filled-in", "card, billing details and both consents")
        person.click("complete-purchase")
        person.see("save-receipt", QWidget)
        person.wait(lambda: person.plan == PLAN, "the licence is not in force in this window")
        self._settle()
        self._picture("confirmation", "the licence is there, and usable at once")
        person.click("purchase-done")
        person.go(links.BILLING)
        self._settle()
        self._picture("billing", "the subscription, the card on file, the receipt")
        person.go(links.OVERVIEW)
        self._settle()
        self._picture("overview-licensed", "what the account has now")

    def _settle(self) -> None:
        """Wait until nothing is being loaded and nothing moves."""
        self._person.rest()

    def _picture(self, name: str, what: str) -> None:
        self._number += 1
        path = FOLDER / f"{self._number}-{name}.png"
        picture = self._person.window.grab().toImage()
        picture.save(str(path))
        if self._for_readme and name in FOR_README:
            picture.save(str(README_FOLDER / f"{name}.png"), quality=0)  # 0 is packed best
        print(f"{path.relative_to(ROOT)}: {what}", flush=True)


def main() -> int:
    """Walk, and say where the pictures are."""
    for_readme = "--for-readme" in sys.argv[1:]
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    if not for_readme:
        print("There is no display here. This is the journey in practice mode, as pictures:", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="license-desk-tour-")))
        if for_readme:
            keyring = stack.enter_context(KeyringSession(folder / "keyring"))
            os.environ.update(keyring.environment)
            keyring.start_keyring()
        arguments = ["--practice", "--data-dir", str(folder / "data"), "--language", "en", "--theme", "light"]
        settings = config.read(arguments)
        app = QApplication([*sys.argv[:1], *STYLE])
        log.start(settings.log_dir)
        client = Client(app, settings)
        client.show()
        try:
            Tour(client, for_readme=for_readme).walk()
        finally:
            client.close()
            log.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
