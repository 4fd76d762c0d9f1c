"""Charging: a purchase is taken one step on, whoever asks for it and however often (A8).

A step reads what is known, asks the gateway at most once for something new, and writes what it learned. Between
any two of its lines the process may die, or another one may be taking the same step. That is safe because

- a payment (intent) is created first, which charges nothing, and its id is kept before it is confirmed;
- it is confirmed only after `confirm_sent_at` was committed, and never after a cancellation was;
- the gateway charges one intent at most once, and an attempt is given up for a new one only when its intent is
  surely cancelled or was never kept;
- the licence is made in the same transaction as the status "succeeded", under the purchase's lock.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.buyers import email_of
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.fulfilment import fulfil
from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import (
    GatewayError,
    Intent,
    KeySpentError,
    Order,
    PaymentGateway,
    RequestRefusedError,
)
from licenseserver.gateway_customers import customer_of
from licenseserver.intents import confirmed_intent, created_intent
from licenseserver.new_accounts import release_account
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.tables import AccountRow
from licenseserver.visitor_tables import HeldAccountRow
from licensewire import purchases

FINISHED = "finished"
AGAIN = "again"
LATER = "later"
AT_THE_BANK = "at_the_bank"

KEYS_ARE_KEPT = timedelta(hours=23)
"""The gateway may forget an idempotency key after 24 hours; what is older is asked for and never sent again."""

BANK_PATIENCE = timedelta(hours=1)
_MOST_ATTEMPTS = 5

_log = structlog.get_logger()


class Charging:
    """Takes purchases on; knows nothing of threads or of durability.

    Attributes:
        changed: called with a purchase's id after its row was written.
    """

    def __init__(
        self,
        database: Database,
        gateway: PaymentGateway,
        catalogue: Catalogue,
        clock: Clock,
        platform_name: str,
        changed: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.changed = changed
        self._database = database
        self._gateway = gateway
        self._catalogue = catalogue
        self._clock = clock
        self._platform_name = platform_name

    def advance(self, purchase_id: str) -> str:
        """Take a purchase one step on.

        Returns:
            `FINISHED`, `AGAIN` (at once), `LATER` (the gateway gave no answer), or `AT_THE_BANK` (it waits for
            the card's owner).
        """
        try:
            return self._step(purchase_id)
        except GatewayError as error:
            _log.warning("the gateway gave no answer", purchase=purchase_id, problem=repr(error))
            return LATER

    def _step(self, purchase_id: str) -> str:
        with self._database.transaction(reading=True) as session:
            row = session.get_one(PurchaseRow, purchase_id)
        if row.status in purchases.FINAL_STATUSES:
            return FINISHED
        if self._outcome_if_not_paid(row):
            return self._withdraw(row)
        if row.intent_id is None:
            return self._create(row)
        if row.confirm_sent_at is None:
            return self._confirm(row, row.intent_id)
        intent = self._gateway.retrieve_intent(row.intent_id)
        if intent.status == protocol.OPEN:
            return self._confirm(row, row.intent_id)
        return self._settle(row, intent)

    def _create(self, row: PurchaseRow) -> str:
        metadata = {"purchase_id": row.id, "attempt": str(row.attempt), "account_id": row.buyer_id}
        try:
            customer = self._customer(row)
            order = Order(row.total_minor, row.currency, customer, row.payment_method, row.id, metadata)
            intent = created_intent(self._gateway, order, f"purchase:{row.id}:{row.attempt}:create")
        except KeySpentError:
            return self._next_attempt(row)
        except RequestRefusedError as refusal:
            return self._refused_as_such(row, refusal)
        with self._locked(row) as (_, kept):
            if kept is None:
                return AGAIN
            kept.intent_id = intent.id
        return self._confirm(row, intent.id)

    def _confirm(self, row: PurchaseRow, intent_id: str) -> str:
        with self._locked(row) as (_, kept):
            if kept is None or kept.cancel_requested_at is not None:
                return AGAIN
            kept.confirm_sent_at = kept.confirm_sent_at or self._clock.now()
        key = f"purchase:{row.id}:{row.attempt}:confirm"
        return self._settle(row, confirmed_intent(self._gateway, intent_id, row.return_address, key))

    def _withdraw(self, row: PurchaseRow) -> str:
        """End a purchase that shall not be paid any more, unless it was paid already."""
        with self._locked(row) as (session, kept):
            if kept is None:
                return AGAIN
            if kept.confirm_sent_at is None:
                outcome = self._outcome_if_not_paid(kept)
                if outcome is None:
                    return AGAIN
                self._finish(session, kept, *outcome)
                return FINISHED
            intent_id = kept.intent_id
        if intent_id is None:
            return AGAIN
        return self._settle(row, self._gateway.cancel_intent(intent_id))

    def _settle(self, row: PurchaseRow, intent: Intent) -> str:
        """Write down what the gateway says of the running attempt."""
        with self._locked(row) as (session, kept):
            if kept is None or kept.intent_id != intent.id:
                return AGAIN
            match intent.status:
                case protocol.SUCCEEDED:
                    if (intent.amount, intent.currency) != (kept.total_minor, kept.currency):
                        _log.error("the gateway charged something else", purchase=row.id, intent=intent.id)
                        return LATER
                    fulfil(session, self._catalogue, self._platform_name, kept, intent, self._clock.now())
                case protocol.REFUSED:
                    kept.gateway_code = intent.gateway_code
                    self._finish(session, kept, purchases.REFUSED, intent.refusal)
                case protocol.CANCELED:
                    outcome = self._outcome_if_not_paid(kept)
                    if outcome is None:
                        return self._start_next_attempt(session, kept)
                    self._finish(session, kept, *outcome)
                case protocol.NEEDS_BANK:
                    self._send_to_bank(kept, intent)
                    return AT_THE_BANK
                case _:
                    return LATER
        return FINISHED

    def _send_to_bank(self, kept: PurchaseRow, intent: Intent) -> None:
        kept.status = purchases.NEEDS_CONFIRMATION
        kept.confirmation_page = intent.confirmation_page
        kept.confirmation_expires_at = kept.confirmation_expires_at or self._clock.now() + BANK_PATIENCE

    def _outcome_if_not_paid(self, row: PurchaseRow) -> tuple[str, str | None] | None:
        """Return the status and refusal that the purchase ends with unless it was paid; None while it goes on."""
        now = self._clock.now()
        if row.cancel_requested_at is not None:
            return purchases.CANCELLED, None
        if row.confirmation_expires_at is not None and row.confirmation_expires_at <= now:
            return purchases.REFUSED, purchases.CONFIRMATION_EXPIRED
        if row.attempt_started_at + KEYS_ARE_KEPT <= now or row.attempt > _MOST_ATTEMPTS:
            return purchases.REFUSED, purchases.TRY_AGAIN_LATER
        return None

    def _finish(self, session: Session, kept: PurchaseRow, status: str, refusal: str | None) -> None:
        kept.status = status
        kept.refusal = refusal
        kept.finished_at = self._clock.now()
        kept.confirmation_page = None
        release_account(session, kept.id)
        audit.record(
            session,
            kept.finished_at,
            f"purchase.{status}",
            subject=kept.id,
            account_id=kept.buyer_id,
            details={"refusal": refusal, "gateway": kept.gateway_code},
        )

    def _refused_as_such(self, row: PurchaseRow, refusal: RequestRefusedError) -> str:
        """The gateway will never do anything with this request: mostly a token that is unknown or spent."""
        _log.error("the gateway refused a request", purchase=row.id, code=refusal.code, param=refusal.param)
        with self._locked(row) as (session, kept):
            if kept is None:
                return AGAIN
            kept.gateway_code = refusal.code
            about_card = refusal.param == "payment_method"
            reason = purchases.DECLINED if about_card else purchases.TRY_AGAIN_LATER
            self._finish(session, kept, purchases.REFUSED, reason)
        return FINISHED

    def _next_attempt(self, row: PurchaseRow) -> str:
        with self._locked(row) as (session, kept):
            return AGAIN if kept is None else self._start_next_attempt(session, kept)

    def _start_next_attempt(self, session: Session, kept: PurchaseRow) -> str:
        """Begin anew with new keys; the attempt before surely charged nothing and never will."""
        now = self._clock.now()
        audit.record(
            session,
            now,
            "purchase.attempt_given_up",
            subject=kept.id,
            account_id=kept.buyer_id,
            details={"attempt": kept.attempt, "intent": kept.intent_id},
        )
        kept.attempt += 1
        kept.attempt_started_at = now
        kept.status = purchases.PROCESSING
        kept.intent_id = None
        kept.confirm_sent_at = None
        kept.confirmation_page = None
        kept.confirmation_expires_at = None
        return AGAIN

    def _customer(self, row: PurchaseRow) -> str:
        with self._database.transaction(reading=True) as session:
            email = email_of(session, row.buyer_id)
            account = session.get(AccountRow, row.buyer_id)
            named = account or session.get(HeldAccountRow, row.id)
        name = named.name if named else email
        key = f"purchase:{row.id}:{row.attempt}:customer"
        return customer_of(self._database, self._gateway, row.buyer_id, name, email, key)

    @contextmanager
    def _locked(self, seen: PurchaseRow) -> Iterator[tuple[Session, PurchaseRow | None]]:
        """Give the purchase's row under its lock; None when it is final or another attempt runs by now."""
        with self._database.transaction() as session:
            kept = session.get_one(PurchaseRow, seen.id, with_for_update=True)
            current = kept.status not in purchases.FINAL_STATUSES and kept.attempt == seen.attempt
            yield session, kept if current else None
        self.changed(seen.id)
