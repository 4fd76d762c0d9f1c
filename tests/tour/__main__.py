"""``make run`` without a display: the main journey in practice mode, offscreen, as pictures in build/tour/.

The real window against the real practice backend, with data of its own that is thrown away: signs in as the Free
sample account, compares the plans, buys Strategic Research by card, and looks at what it has then.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

# Before Qt is imported: xcb without a display aborts the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The offscreen platform says at every window that it does not size it.
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtWidgets import QApplication, QWidget

from qtclient import config, links, log
from qtclient.app import Client
from tests.person import Person

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "tour"
PLAN = "strategic-research"


class Tour:
    """Walks through the product, and takes a picture of every station."""

    def __init__(self, client: Client) -> None:
        self._person = Person(client)
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
        self._person.window.grab().save(str(path))
        print(f"{path.relative_to(ROOT)}: {what}", flush=True)


def main() -> int:
    """Walk, and say where the pictures are."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    print("There is no display here. This is the journey in practice mode, as pictures:", flush=True)
    with tempfile.TemporaryDirectory(prefix="license-desk-tour-") as folder:
        settings = config.read(["--practice", "--data-dir", folder, "--language", "en", "--theme", "light"])
        app = QApplication(sys.argv[:1])
        log.start(settings.log_dir)
        client = Client(app, settings)
        client.show()
        try:
            Tour(client).walk()
        finally:
            client.close()
            log.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
