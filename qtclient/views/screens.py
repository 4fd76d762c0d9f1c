"""Which view shows which place: the one table, and the one place where a view's module is loaded.

A view is a `QWidget` made with its presenter. It has a signal ``go`` with the `Place` to go to, and may have
``arrive(argument)``, which is called each time the place is gone to (with `Place.argument`): the moment to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qtclient import links

if TYPE_CHECKING:
    from qtclient.session import Session
    from qtclient.views.billing_banner import BillingBanner
    from qtclient.views.dialogs.settings import SettingsSheet
    from qtclient.views.practice_bar import PracticeBar
    from qtclient.views.purchase_banner import PurchaseBanner
    from qtclient.views.shell import Shell
    from qtclient.views.silhouette_menu import SilhouetteMenu

PresenterFor = Callable[[str], QObject]
"""Gives the presenter of a place, by the place's name; always the same one."""

VIEWS: Final = {
    links.SIGN_IN: "qtclient.views.sign_in:SignInView",
    links.BUY: "qtclient.views.buy:BuyView",
    links.VERIFY: "qtclient.views.verify:VerifyView",
    links.OVERVIEW: "qtclient.views.overview:OverviewView",
    links.PLANS: "qtclient.views.plans:PlansView",
    links.PURCHASE: "qtclient.views.purchase:PurchaseView",
    links.BILLING: "qtclient.views.billing.page:BillingView",
    links.SECURITY: "qtclient.views.security:SecurityView",
    links.CANCEL: "qtclient.views.declaring.cancelling:CancelView",
    links.WITHDRAW: "qtclient.views.declaring.withdrawing:WithdrawView",
}
# What takes longest to load of the screens that most people come to. The first visit then only has to build.
_AHEAD: Final = (
    "qtclient.views.silhouette_menu",
    "qtclient.views.dialogs.settings",
    "qtclient.views.comparison.table",
    "qtclient.views.plans",
    "qtclient.views.billing.page",
    "qtclient.views.buying.card_fields",
    "qtclient.views.buying.purchase_form",
    "qtclient.views.purchase",
    "qtclient.views.security",
)
SETTINGS: Final = (links.PLANS, links.BILLING, links.SECURITY)
"""Places that are tabs of Account settings."""


def build(name: str, presenter_for: PresenterFor) -> QWidget:
    """Make the view of the place `name`, loading its module if this is the first time."""
    module, _, view = VIEWS[name].partition(":")
    # Any: what the table names is known by its text only.
    make: Any = getattr(import_module(module), view)
    made = make(presenter_for(name))
    if not isinstance(made, QWidget):
        raise TypeError(f"{VIEWS[name]} is not a widget")
    return made


def load_ahead() -> Iterator[str]:
    """Load the screens' modules before anybody goes there: one at each step, so that events come in between."""
    for module in _AHEAD:
        import_module(module)
        yield module


def arrive(view: QWidget, argument: str) -> None:
    """Tell `view` that its place was gone to, where it wants to know."""
    if (method := getattr(view, "arrive", None)) is not None:
        method(argument)


def silhouette_menu(
    person: tuple[str, str, str], language: str, appearance: str, window: QWidget
) -> SilhouetteMenu:
    """Make the menu under the silhouette for `person`: name, e-mail, and the plan's name or ""."""
    # Any: what the table names is known by its text only.
    module: Any = import_module("qtclient.views.silhouette_menu")
    menu: SilhouetteMenu = module.SilhouetteMenu(module.Person(*person), language, appearance, window)
    return menu


def settings(server: str, language: str, appearance: str, window: QWidget) -> SettingsSheet:
    """Make the sheet of what can be set before signing in, over `window`."""
    # Any: what the table names is known by its text only.
    make: Any = import_module("qtclient.views.dialogs.settings").SettingsSheet
    sheet: SettingsSheet = make(server, language, appearance, window)
    return sheet


def outbox(presenter: QObject, window: QWidget) -> QWidget:
    """Make the sheet of practice mode's outbox over `window`."""
    # Any: what the table names is known by its text only.
    make: Any = import_module("qtclient.views.dialogs.outbox").OutboxSheet
    sheet: QWidget = make(presenter, window)
    return sheet


def practice_bar(presenter: QObject) -> PracticeBar:
    """Make the bar of practice mode with the control of its clock."""
    # Any: what the table names is known by its text only.
    make: Any = import_module("qtclient.views.practice_bar").PracticeBar
    bar: PracticeBar = make(presenter)
    return bar


def purchase_banner(shell: Shell, earlier: QObject, purchase: QObject) -> PurchaseBanner:
    """Make what tells of purchases on every screen; it needs the contract's decoders, as a screen does."""
    # Any: what the table names is known by its text only.
    make: Any = import_module("qtclient.views.purchase_banner").PurchaseBanner
    banner: PurchaseBanner = make(shell, earlier, purchase)
    return banner


def billing_banner(shell: Shell, session: Session, billing: QObject, overview: QObject) -> BillingBanner:
    """Make what tells of subscription and card on every screen; it needs the contract's decoders too."""
    # Any: what the table names is known by its text only.
    make: Any = import_module("qtclient.views.billing_banner").BillingBanner
    banner: BillingBanner = make(shell, session, billing, overview)
    return banner
