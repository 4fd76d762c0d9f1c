"""Changing the card, as the endpoints see it: short transactions, and the gateway is asked between them."""

from licenseserver.card_following import FIRST_LOOK, CardFollowing
from licenseserver.card_update_tables import CardUpdateRow
from licenseserver.card_updates import (
    card_update_on_wire,
    owned_card_update,
    record_card_update,
    request_cancel,
)
from licenseserver.card_verifying import CARD_UPDATE_ID, CardVerifying, PayWithNewCard
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.gateway.protocol import Event, PaymentGateway
from licenseserver.problems import ProblemError
from licenseserver.renewal_letters import house_of
from licenseserver.settings import Settings
from licensewire import card_updates, problem
from licensewire.card_updates import CardUpdate, CardUpdateRequest

_PATIENCE_SECONDS = 8.0


class ChangingCards:
    """The verbs of ``/v1/billing/card-updates``; without a gateway no card can be changed, and all else works."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Clock,
        gateway: PaymentGateway | None,
        return_address: str,
        pay_with_new_card: PayWithNewCard,
    ) -> None:
        self._database = database
        self._clock = clock
        self._return_address = return_address
        self._following: CardFollowing | None = None
        if gateway is not None:
            verifying = CardVerifying(database, gateway, clock, house_of(settings), pay_with_new_card)
            self._following = CardFollowing(database, gateway, verifying, clock)

    def start(self) -> None:
        """Continue the card updates that are under way, and take new ones."""
        if self._following is not None:
            self._following.start()

    def stop(self) -> None:
        """Stop; the next process continues what is under way."""
        if self._following is not None:
            self._following.stop()

    def update(self, account_id: str, request: CardUpdateRequest, key: str) -> CardUpdate:
        """Record a card update and have the card verified; return it when that is decided or patience ends.

        Raises:
            ProblemError: it is refused and nothing is recorded.
        """
        following = self._running()
        with self._database.transaction() as session:
            now = self._clock.now()
            row = record_card_update(session, account_id, request, key, self._return_address, now, now + FIRST_LOOK)
        if row.status == card_updates.PROCESSING:
            following.take_on(row.id, _PATIENCE_SECONDS)
        return self._read(account_id, row.id)

    def check(self, account_id: str, update_id: str) -> CardUpdate:
        """Ask the gateway now ("I have finished")."""
        if self._read(account_id, update_id).status not in card_updates.FINAL_STATUSES:
            self._running().take_on(update_id, _PATIENCE_SECONDS)
        return self._read(account_id, update_id)

    def cancel(self, account_id: str, update_id: str) -> CardUpdate:
        """Keep the old card, unless the new one was verified already: then the update has succeeded."""
        with self._database.transaction() as session:
            row = owned_card_update(session, account_id, update_id)
            session.refresh(row, with_for_update=True)
            is_final = row.status in card_updates.FINAL_STATUSES
            if not is_final:
                request_cancel(session, row, self._clock.now())
        if not is_final:
            self._running().take_on(update_id, _PATIENCE_SECONDS)
        return self._read(account_id, update_id)

    def take_event(self, event: Event) -> None:
        """Take an event of the gateway as a hint: whoever follows the update asks what is true."""
        update_id = event.metadata.get(CARD_UPDATE_ID, "")
        with self._database.transaction(reading=True) as session:
            row = session.get(CardUpdateRow, update_id)
        if row and row.status not in card_updates.FINAL_STATUSES and self._following is not None:
            self._following.wake(update_id)

    def _running(self) -> CardFollowing:
        if self._following is None:
            raise ProblemError(problem.GATEWAY_UNAVAILABLE)
        return self._following

    def _read(self, account_id: str, update_id: str) -> CardUpdate:
        with self._database.transaction(reading=True) as session:
            return card_update_on_wire(owned_card_update(session, account_id, update_id))
