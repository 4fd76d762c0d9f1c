"""A client process in which somebody signs in and buys; what is typed comes by standard input as one line of JSON.

It says ``bought`` when the licence is there, and closes when its input ends.
"""

import json
import sys
import threading

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication

from qtclient import config, log
from qtclient.app import Client
from qtclient.views.parts.theme import STYLE
from tests.person import Person

PLAN = "strategic-research"


def main() -> int:
    """Buy, and stay until told to go."""
    typed = json.loads(sys.stdin.readline())
    settings = config.read(sys.argv[1:])
    app = QApplication([*sys.argv[:1], *STYLE])
    log.start(settings.log_dir)
    client = Client(app, settings)
    client.show()
    person = Person(client)
    person.sign_in(typed["username"], typed["password"])
    person.go("plans")
    person.click(f"buy-{PLAN}")
    person.fill_in_purchase(typed["card"], typed["expiry"], typed["cvc"])
    person.click("complete-purchase")
    person.wait(lambda: person.plan == PLAN, "not bought")
    print("bought", flush=True)

    def stay() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    waiting = threading.Thread(target=stay, name="until told to go")
    waiting.start()
    app.exec()
    waiting.join()
    client.close()
    log.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
