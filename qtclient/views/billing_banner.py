"""What every screen says of subscription and card while something needs the owner (B3, B6, B7, B9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qtclient import formats, links
from qtclient.links import Place
from qtclient.presenters import matters as kinds
from qtclient.presenters.matters import billing_matters
from qtclient.session import SIGNED_IN
from qtclient.views.banner_bar import Notice

if TYPE_CHECKING:
    from datetime import datetime

    from licensewire.billing import Billing
    from qtclient.presenters.billing import BillingPresenter
    from qtclient.presenters.billing_state import State
    from qtclient.presenters.matters import Matter
    from qtclient.presenters.overview import OverviewPresenter
    from qtclient.presenters.overview import State as Overview
    from qtclient.session import Session, SessionState
    from qtclient.views.shell import Shell

# The overview is most people's first screen and knows how things stand; only where it is not, it is asked.
_PATIENCE_MS = 1500
# A licence that ends in a year is no news.
_ENDS_SOON_DAYS = 30


class BillingBanner(QObject):
    """Follows Billing and the overview, whichever has heard from the server last."""

    def __init__(
        self, shell: Shell, session: Session, billing: BillingPresenter, overview: OverviewPresenter
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = session
        self._presenter = billing
        self._person = ""
        self._billing: Billing | None = None
        self._now: datetime | None = None
        self._shown_by_overview: Billing | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._look)
        billing.changed.connect(self._on_billing)
        overview.changed.connect(self._on_overview)
        session.changed.connect(self._on_session)
        shell.moved.connect(self.render)
        self._on_session(session.state)
        self._on_overview(overview.state)
        self._on_billing(billing.state)

    def render(self) -> None:
        """Say it anew: in another language, at another place, or because something has changed."""
        here = self._shell.place.name
        matter = self._matter()
        # Billing itself says it with all that belongs to it.
        self._shell.show_billing(self._notice(matter) if matter is not None and here != links.BILLING else None)

    def _look(self) -> None:
        if self._billing is None and self._session.state.phase == SIGNED_IN:
            self._presenter.load()

    def _on_session(self, session: SessionState) -> None:
        person = session.account.id if session.phase == SIGNED_IN and session.account is not None else ""
        if person == self._person:
            return
        self._person = person
        self._billing = self._now = self._shown_by_overview = None
        self._patience.stop()
        if person:
            self._patience.start()
        self.render()

    def _on_billing(self, state: State) -> None:
        if state.billing is not None:
            self._take(state.billing, state.now)

    def _on_overview(self, state: Overview) -> None:
        if state.billing is None or state.usage is None or state.billing is self._shown_by_overview:
            return
        self._shown_by_overview = state.billing
        self._take(state.billing, state.usage.measured_at)

    def _take(self, billing: Billing, now: datetime) -> None:
        self._billing, self._now = billing, now
        self.render()

    def _matter(self) -> Matter | None:
        if self._billing is None or self._now is None or not self._person:
            return None
        matter = next(iter(billing_matters(self._billing, self._now)), None)
        if matter is None or matter.kind == kinds.TRIAL_ENDS:
            return None
        far = matter.kind == kinds.ACCESS_ENDS and matter.days > _ENDS_SOON_DAYS
        return None if far else matter

    def _notice(self, matter: Matter) -> Notice:
        day = formats.day(matter.at) if matter.at is not None else ""
        days = matter.days
        to_billing, to_card = Place(links.BILLING), Place(links.BILLING, links.CARD_FIELDS)
        text, action, place = {
            kinds.PAST_DUE: (
                self.tr("The renewal is not paid. Access ends in %n day(s), on {day}.", "", days),
                self.tr("Enter another card") if matter.needs_new_card else self.tr("See what to do"),
                to_card if matter.needs_new_card else to_billing,
            ),
            kinds.NEEDS_CONFIRMATION: (
                self.tr(
                    "Your bank wants you to confirm the renewal. Access ends in %n day(s), on {day}.", "", days
                ),
                self.tr("See what to do"),
                to_billing,
            ),
            kinds.ACCESS_ENDS: (
                self.tr("Your license ends in %n day(s), on {day}. It does not renew.", "", days),
                self.tr("Open Billing"),
                to_billing,
            ),
            kinds.CARD_MISSING: (
                self.tr("There is no card for the renewal. The license ends in %n day(s), on {day}.", "", days),
                self.tr("Add a card"),
                to_card,
            ),
            kinds.CARD_EXPIRES: (
                self.tr("The card on file expires before the renewal in %n day(s), on {day}.", "", days),
                self.tr("Change the card"),
                to_card,
            ),
        }[matter.kind]
        icon = "card" if matter.kind in {kinds.CARD_MISSING, kinds.CARD_EXPIRES} else matter.meaning
        return Notice(matter.meaning, text.format(day=day), icon, action, lambda: self._shell.go(place))
