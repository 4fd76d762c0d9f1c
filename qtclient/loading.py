"""The one place where the heavy half of the client is imported late: on a worker thread, after the first paint.

Requests, the keyring, the decoders of the contract and the country rules of the purchase form take longer to import
than Qt itself. Nobody should look at an empty screen for them (docs/decisions).
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSysInfo

if TYPE_CHECKING:
    from qtclient.config import Config
    from qtclient.declared_drafts import DeclarationDrafts
    from qtclient.journal import PurchaseJournal
    from qtclient.tokens import TokenKeeper
    from qtclient.visit_drafts import VisitDrafts

_log = logging.getLogger(__name__)

# What a screen will want soon; imported ahead so that opening it does not wait. Each is fine without.
_SOON = (
    "qtclient.presenters.visit",
    "qtclient.presenters.plans",
    "qtclient.presenters.purchase",
    "qtclient.presenters.billing",
    "qtclient.presenters.overview",
    "qtclient.forms.address",
    "qtclient.forms.tax_id",
)


def connect(config: Config, address: str) -> TokenKeeper:
    """Build what exchanges with the backend at `address`; on a worker thread.

    Raises:
        AddressNotSafe: the address must not be used.
    """
    from licensewire.shape import learn_structs  # noqa: PLC0415 - this file is here for it
    from qtclient.api.client import Api  # noqa: PLC0415 - this file is here for it
    from qtclient.api.transport import Transport  # noqa: PLC0415 - this file is here for it
    from qtclient.tokens import TokenKeeper  # noqa: PLC0415 - this file is here for it
    from qtclient.vault import Vault  # noqa: PLC0415 - this file is here for it

    learn_structs("licensewire", "qtclient")
    transport = Transport(address, language=language, proxy=config.proxy)
    return TokenKeeper(Api(transport), Vault(), server=config.server_name, device_name=device_name())


def journal(config: Config) -> PurchaseJournal:
    """Build the journal of purchases under way."""
    from qtclient.journal import PurchaseJournal  # noqa: PLC0415 - this file is here for it

    return PurchaseJournal(config.journal_dir)


def visit_drafts(config: Config) -> VisitDrafts:
    """Build what keeps a visitor's typing."""
    from qtclient.visit_drafts import VisitDrafts  # noqa: PLC0415 - this file is here for it

    return VisitDrafts(config.drafts_dir)


def declaration_drafts(config: Config) -> DeclarationDrafts:
    """Build what keeps a declaration that is being written."""
    from qtclient.declared_drafts import DeclarationDrafts  # noqa: PLC0415 - this file is here for it

    return DeclarationDrafts(config.declarations_dir)


def warm_up() -> None:
    """Import what the next screens need; on a worker thread."""
    importlib.import_module("qtclient.tokens")
    for name in _SOON:
        importlib.import_module(name)


def language() -> str:
    """The language in which the person reads, as HTTP writes it ("en-US", "fr-FR")."""
    return QLocale().bcp47Name()


def device_name() -> str:
    """How this session is called in the account's list of sessions."""
    return f"License Desk on {QSysInfo.prettyProductName()}"


def doorbell(name: str, rung: Callable[[str], None], parent: QObject) -> QObject:
    """Listen for a second start of the client, and hand its link to `rung`."""
    from qtclient.doorbell import Doorbell  # noqa: PLC0415 - this file is here for it

    bell = Doorbell(name, parent)
    bell.rung.connect(rung)
    return bell


def termination(ended: Callable[[], None], parent: QObject) -> QObject:
    """Call `ended` when the system asks the client to end."""
    from qtclient.termination import Termination  # noqa: PLC0415 - this file is here for it

    return Termination(ended, parent)


def ring(name: str, link: str) -> bool:
    """Call the client that runs already; return whether it is coming."""
    from qtclient import doorbell as bell  # noqa: PLC0415 - this file is here for it

    return bell.ring(name, link)
