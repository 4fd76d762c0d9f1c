"""What every screen says of purchases: one that is under way, and how one ended while nobody looked (A8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from licensewire.purchases import SUCCEEDED
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import purchase_state as stages
from qtclient.sentences import journal_damaged
from qtclient.views.banner_bar import Notice

if TYPE_CHECKING:
    from qtclient.presenters.open_purchases import OpenPurchasesPresenter
    from qtclient.presenters.purchase import PurchasePresenter
    from qtclient.views.shell import Shell


class PurchaseBanner(QObject):
    """Hands purchases that are found again at the start to their screen, and tells of those that have ended."""

    def __init__(self, shell: Shell, earlier: OpenPurchasesPresenter, purchase: PurchasePresenter) -> None:
        super().__init__(shell)
        self._shell = shell
        self._earlier = earlier
        self._purchase = purchase
        self._stage = purchase.state.stage
        self._ended = False
        earlier.changed.connect(self._on_earlier)
        purchase.changed.connect(self._on_purchase)
        self._on_earlier()

    def render(self) -> None:
        """Say it anew: in another language, or because something has changed."""
        self._shell.show_purchase_under_way(self._stage in stages.UNDER_WAY)
        self._shell.show_purchase_found(self._notice())

    def _on_earlier(self) -> None:
        for found in self._earlier.state.found:
            # A visitor has seen nothing of a purchase that succeeded before the account's own screens are open.
            paid = found.purchase is not None and found.purchase.status == SUCCEEDED and self._purchase.visiting
            if found.purchase is not None and (not found.ended or paid):
                self._purchase.resume(found.purchase)
                self._earlier.seen(found.key)
                return  # `seen` has brought us here again
        self.render()

    def _on_purchase(self) -> None:
        before, self._stage = self._stage, self._purchase.state.stage
        if (before in stages.UNDER_WAY) == (self._stage in stages.UNDER_WAY):
            return
        # It ended while the person looked at something else, or a new one began.
        self._ended = before in stages.UNDER_WAY and self._shell.place.name != links.PURCHASE
        self.render()

    def _notice(self) -> Notice | None:
        state = self._earlier.state
        if state.damaged:
            told = journal_damaged()
            text = f"{told.title}. {told.advice}"
            if self._purchase.visiting:
                return Notice("attention", text, "purchase", self.tr("See details"), self._see_damage)
            return Notice("attention", text, "purchase", self.tr("See billing"), self._see_damage)
        if self._ended:
            return self._outcome(
                succeeded=self._stage == stages.CONFIRMED,
                seen=self._see_end,
                otherwise=Place(links.PURCHASE, self._purchase.state.plan_id),
            )
        for found in state.found:
            if found.ended:
                return self._outcome(
                    succeeded=found.purchase is not None and found.purchase.status == SUCCEEDED,
                    seen=partial(self._earlier.seen, found.key),
                    otherwise=Place(links.BUY if self._purchase.visiting else links.PLANS),
                )
        return None

    def _outcome(self, *, succeeded: bool, seen: Callable[[], None], otherwise: Place) -> Notice:
        def see(place: Place) -> None:
            seen()
            self._shell.go(place)

        if succeeded:
            text = self.tr("Your purchase went through. The license can be used.")
            return Notice("good", text, "purchase", self.tr("See billing"), partial(see, Place(links.BILLING)))
        text = self.tr("Your last purchase was not completed. Nothing was charged.")
        return Notice("neutral", text, "purchase", self.tr("See details"), partial(see, otherwise))

    def _see_end(self) -> None:
        self._ended = False
        self.render()

    def _see_damage(self) -> None:
        self._earlier.seen_damage()
        self._shell.go(Place(links.BUY if self._purchase.visiting else links.BILLING))
