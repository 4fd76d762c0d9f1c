"""Buying, as the endpoints see it: each verb takes its own short transactions and asks the gateway between them."""

from licenseserver import attempts
from licenseserver.buyers import Buyer, facts_of
from licenseserver.catalogue import Catalogue
from licenseserver.charging import Charging
from licenseserver.clock import Clock
from licenseserver.data_centers import DataCenters
from licenseserver.database import Database
from licenseserver.gateway.protocol import Event, PaymentGateway
from licenseserver.gateway.stripe_dialect import PURCHASE_ID
from licenseserver.new_accounts import AccountChecks, AccountToHold, check_new_account
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.purchase_workflow import PurchaseWorkflows
from licenseserver.purchases import (
    key_is_taken,
    owned_purchase,
    purchase_on_wire,
    purchases_of,
    record_purchase,
    request_cancel,
    settle_key,
)
from licenseserver.security import hash_password
from licenseserver.settings import Settings
from licensewire import problem, purchases
from licensewire.purchases import Purchase, PurchaseList, PurchaseRequest, Settlement

RETURN_PATH = "/v1/purchase-return"
_PATIENCE_SECONDS = 8.0


class Buying:
    """The verbs of ``/v1/purchases``.

    Without a gateway nothing can be bought, and all else works.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        gateway: PaymentGateway | None,
        checks: AccountChecks,
    ) -> None:
        self._checks = checks
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._gateway = gateway
        self._return_address = settings.address + RETURN_PATH
        self._workflows: PurchaseWorkflows | None = None
        if gateway is not None:
            charging = Charging(database, gateway, catalogue, clock, settings.platform_name)
            self._workflows = PurchaseWorkflows(database, charging, clock, settings)

    def start(self) -> None:
        """Continue the purchases that are under way, and take new ones."""
        if self._workflows is not None:
            self._workflows.start()

    def stop(self) -> None:
        """Stop; the next process continues what is under way."""
        if self._workflows is not None:
            self._workflows.stop()

    def buy(self, buyer: Buyer, request: PurchaseRequest, key: str, held: AccountToHold | None = None) -> Purchase:
        """Record a purchase, follow it, and return it as it stands when its outcome is known or patience ends.

        `held` is what `account_to_hold` returned for a visitor.
        """
        workflows = self._running()
        buyer_id = buyer.id
        with self._database.transaction() as session:
            now = self._clock.now()
            row = record_purchase(session, self._catalogue, buyer, request, key, self._return_address, now, held)
        if row.status == purchases.PROCESSING:
            workflows.follow(row.id)
            workflows.wait_while_processing(
                lambda: self._read(buyer_id, row.id).status == purchases.PROCESSING, _PATIENCE_SECONDS
            )
        return self._read(buyer_id, row.id)

    def read(self, buyer_id: str, purchase_id: str) -> Purchase:
        """Return a purchase as it stands."""
        return self._read(buyer_id, purchase_id)

    def listed(self, buyer_id: str) -> PurchaseList:
        """Return the buyer's purchases, newest first."""
        with self._database.transaction(reading=True) as session:
            now = self._clock.now()
            rows = purchases_of(session, buyer_id)
            return PurchaseList(purchases=tuple(purchase_on_wire(session, row, now) for row in rows))

    def check(self, buyer_id: str, purchase_id: str) -> Purchase:
        """Ask the gateway now ("I have finished")."""
        if self._read(buyer_id, purchase_id).status not in purchases.FINAL_STATUSES:
            self._take_on(purchase_id)
        return self._read(buyer_id, purchase_id)

    def cancel(self, buyer_id: str, purchase_id: str) -> Purchase:
        """Cancel, unless it was paid already: then the purchase has succeeded, and is returned as that."""
        with self._database.transaction() as session:
            row = owned_purchase(session, buyer_id, purchase_id)
            session.refresh(row, with_for_update=True)
            is_final = row.status in purchases.FINAL_STATUSES
            if not is_final:
                request_cancel(session, row, self._clock.now())
        if not is_final:
            self._take_on(purchase_id)
        return self._read(buyer_id, purchase_id)

    def settle(self, buyer_id: str, key: str) -> Settlement:
        """Say what became of the purchase with this key; an unknown key is closed for ever."""
        with self._database.transaction() as session:
            row = settle_key(session, buyer_id, key, self._clock.now())
        return Settlement(purchase=self._read(buyer_id, row.id) if row else None)

    def read_event(self, payload: bytes, signature: str) -> Event:
        """Return what the gateway tells by itself.

        Raises:
            ProblemError: `problem.FORBIDDEN`: it is not signed by the gateway, or has not its form.
        """
        event = self._gateway.read_event(payload, signature) if self._gateway else None
        if event is None:
            raise ProblemError(problem.FORBIDDEN)
        return event

    def take_event(self, event: Event) -> None:
        """Take an event of the gateway as a hint: the purchase's workflow asks what is true."""
        purchase_id = event.metadata.get(PURCHASE_ID, "")
        with self._database.transaction(reading=True) as session:
            row = session.get(PurchaseRow, purchase_id)
        if row and row.status not in purchases.FINAL_STATUSES and self._workflows is not None:
            self._workflows.wake(purchase_id)

    def account_to_hold(self, buyer: Buyer, request: PurchaseRequest, key: str) -> AccountToHold | None:
        """Check a visitor's new account and hash its password, which is slow: no transaction is held meanwhile.

        Raises:
            ProblemError: no such account can be made; nothing is recorded.
        """
        self._running()
        asked = request.new_account
        if not buyer.is_visitor or asked is None:
            return None
        with self._database.transaction() as session:
            if key_is_taken(session, buyer.id, key):
                return None
            facts_of(session, buyer)
            attempts.take(session, attempts.of_purchases(buyer.id), self._clock.now())
            check_new_account(session, self._checks, asked, buyer.id)
        return AccountToHold(asked, hash_password(asked.password))

    def _take_on(self, purchase_id: str) -> None:
        workflows = self._running()
        workflows.advance_now(purchase_id)
        workflows.wake(purchase_id)

    def _running(self) -> PurchaseWorkflows:
        if self._workflows is None:
            raise ProblemError(problem.GATEWAY_UNAVAILABLE)
        return self._workflows

    def _read(self, buyer_id: str, purchase_id: str) -> Purchase:
        with self._database.transaction(reading=True) as session:
            row = owned_purchase(session, buyer_id, purchase_id)
            return purchase_on_wire(session, row, self._clock.now())


def build_buying(
    settings: Settings,
    database: Database,
    catalogue: Catalogue,
    clock: Clock,
    data_centers: DataCenters,
    gateway: PaymentGateway | None,
) -> Buying:
    """Build what sells."""
    checks = AccountChecks(settings.platform_name, data_centers.can_be_chosen)
    return Buying(settings, database, catalogue, clock, gateway, checks)
