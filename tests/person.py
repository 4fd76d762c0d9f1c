"""A person at the real window: finds controls by name, types and clicks, and waits for what is seen."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from qtclient.app import Client
from qtclient.presenters.purchase_draft import wish_of
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.purchase import PurchaseView

PATIENCE_MS = 120_000
LOOK_MS = 15
# Longer than any motion of the window.
STILL_MS = 300

T = TypeVar("T", bound=QWidget)


class Person:
    """Uses one running client.

    Attributes:
        client: the client, whose window is shown.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @property
    def window(self) -> QWidget:
        """The window as it is now."""
        return self.client.window

    def see(self, name: str, kind: type[T]) -> T:
        """Wait until the control with this name can be seen, and return it."""
        self.wait(lambda: self.find(name, kind) is not None, f"{name} is not there")
        found = self.find(name, kind)
        assert found is not None
        return found

    def find(self, name: str, kind: type[T]) -> T | None:
        """Return the visible control with this name, if there is one now."""
        return next((one for one in self.window.findChildren(kind, name) if one.isVisible()), None)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window live until `condition` holds."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while not condition():
            if patience.hasExpired():
                raise AssertionError(f"{what}; on the screen: {self.texts()}")
            QTest.qWait(LOOK_MS)

    def texts(self) -> list[str]:
        """Return what can be read in the window now, to tell what stood there instead of what was waited for."""
        labels = [(one, one.text()) for one in self.window.findChildren(QLabel)]
        buttons = [(one, f"[{one.text()}]") for one in self.window.findChildren(QAbstractButton)]
        return [text for one, text in labels + buttons if one.isVisible() and text.strip("[]")]

    def click(self, name: str) -> None:
        """Click the button with this name, once it can be clicked."""
        button = self.see(name, QAbstractButton)
        self.wait(button.isEnabled, f"{name} cannot be clicked")
        self.bring_into_sight(button)
        at = QPoint(14, button.height() // 2) if isinstance(button, QCheckBox) else button.rect().center()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)

    def type(self, name: str, text: str) -> None:
        """Type `text` over whatever stands in the field."""
        field = self.see(name, QLineEdit)
        self.bring_into_sight(field)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def choose(self, name: str, data: object) -> None:
        """Choose the entry with this value in a list."""
        box = self.see(name, QComboBox)
        index = box.findData(data)
        assert index >= 0, f"{name} has no {data}"
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to `widget`, as somebody who looks for it does."""
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 40, 80)
            above = above.parentWidget()
        QApplication.sendPostedEvents()

    def sign_in(self, username: str, password: str) -> None:
        """Sign in, and wait until the window shows who it is."""
        self.type("username", username)
        self.type("password", password)
        self.click("sign-in")
        self.wait(lambda: self.client.session.state.account is not None, "not signed in")

    @property
    def plan(self) -> str:
        """The plan that the signed-in account has, as this client knows it; "" signed out."""
        account = self.client.session.state.account
        return account.entitlements.plan_id if account else ""

    def go(self, place: str) -> None:
        """Go to one of the places at the window's side."""
        self.click(f"go-{place}")

    def fill_in_purchase(self, card: str, expiry: str, cvc: str) -> None:
        """Fill in the whole form for a buyer in the United States."""
        self.type("card-number", card)
        self.type("card-expiry", expiry)
        self.type("card-cvc", cvc)
        self.type("billing-name", "Maya Collins")
        self.choose("billing-country", "US")
        self.type("billing-line-1", "500 Howard Street")
        self.type("billing-city", "San Francisco")
        self.choose("billing-region", "CA")
        self.type("billing-postal-code", "94105")
        for consent in ("terms-of-service", "automatic-renewal"):
            box = self.see(f"consent-{consent}", QCheckBox)
            if not box.isChecked():
                self.click(f"consent-{consent}")
        self.wait(self.is_priced, "the price of what was filled in does not come")

    def is_priced(self) -> bool:
        """Whether the price of what is filled in is shown: a buyer who agrees sooner is asked again."""
        view = self.window.findChild(PurchaseView)
        assert view is not None
        state = view._presenter.state
        return state.quote is not None and state.quoted_for == wish_of(state.draft)

    def rest(self) -> None:
        """Wait until no skeleton stands in for something that is still being loaded, and nothing fades."""
        self.wait(lambda: not any(one.isVisible() for one in self.window.findChildren(Skeleton)), "still loading")
        QTest.qWait(STILL_MS)
