"""Verifying a new card: a card update is taken one step on, whoever asks for it and however often (B4).

A step reads what is known, asks the gateway at most once for something new, and writes what it learned, as
`charging` does. Between any two of its lines the process may die, or another one may be taking the same step. The
old card stays until the gateway says that the new one is good; then the new one takes its place in one transaction.
So there is always the one or the other, and what the gateway is told to forget is forgotten only after that.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.buyers import alone_with
from licenseserver.card_update_tables import CardUpdateRow
from licenseserver.cards_on_file import put_on_file
from licenseserver.charging import AGAIN, AT_THE_BANK, BANK_PATIENCE, FINISHED, KEYS_ARE_KEPT, LATER
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import (
    Card,
    GatewayError,
    KeySpentError,
    PaymentGateway,
    RequestRefusedError,
    Setup,
)
from licenseserver.gateway_customers import customer_of
from licenseserver.letters.facts import House, LetterFacts
from licenseserver.renewal_letters import NEW_CARD_KEPT, queue_letter
from licenseserver.tables import AccountRow
from licensewire import card_updates, purchases

CARD_UPDATE_ID = "card_update_id"
_MOST_ATTEMPTS = 5

PayWithNewCard = Callable[[Session, str, datetime], bool]

_log = structlog.get_logger()


class CardVerifying:
    """Takes card updates on; knows nothing of threads or of durability.

    Args:
        database: where they are kept.
        gateway: asked outside of transactions.
        clock: the only source of time.
        house: what letters say of the installation.
        pay_with_new_card: called in the transaction that puts the new card on file, with the account's id and the
            moment: begins to pay a renewal that is past due and tells whether there is one (B7).
    """

    def __init__(
        self,
        database: Database,
        gateway: PaymentGateway,
        clock: Clock,
        house: House,
        pay_with_new_card: PayWithNewCard,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._house = house
        self._pay_with_new_card = pay_with_new_card

    def advance(self, update_id: str) -> str:
        """Take a card update one step on.

        Returns:
            As `Charging.advance`: `FINISHED`, `AGAIN`, `LATER` or `AT_THE_BANK`.
        """
        try:
            return self._step(update_id)
        except GatewayError as error:
            _log.warning("the gateway gave no answer", card_update=update_id, problem=repr(error))
            return LATER

    def _step(self, update_id: str) -> str:
        with self._database.transaction(reading=True) as session:
            row = session.get_one(CardUpdateRow, update_id)
        if row.status in card_updates.FINAL_STATUSES:
            return FINISHED
        if self._outcome_if_not_verified(row):
            return self._withdraw(row)
        if row.setup_id is None:
            return self._create(row)
        if row.confirm_sent_at is None:
            return self._confirm(row, row.setup_id)
        setup = self._gateway.retrieve_setup(row.setup_id)
        if setup.status == protocol.OPEN:
            return self._confirm(row, row.setup_id)
        return self._settle(row, setup)

    def _create(self, row: CardUpdateRow) -> str:
        try:
            setup = self._new_setup(row, self._customer(row))
        except KeySpentError:
            with self._locked(row) as (session, kept):
                return AGAIN if kept is None else self._start_next_attempt(session, kept)
        except RequestRefusedError as refusal:
            return self._refused_as_such(row, refusal)
        with self._locked(row) as (_, kept):
            if kept is None:
                return AGAIN
            kept.setup_id = setup.id
        return self._confirm(row, setup.id)

    def _new_setup(self, row: CardUpdateRow, customer: str) -> Setup:
        metadata = {CARD_UPDATE_ID: row.id, "attempt": str(row.attempt), "account_id": row.account_id}
        try:
            key = f"card_update:{row.id}:{row.attempt}:create"
            return self._gateway.create_setup(customer, row.payment_method, metadata, key)
        except KeySpentError:
            made = self._gateway.setups_of(customer, metadata)
            if not made:
                raise
            return made[0]

    def _confirm(self, row: CardUpdateRow, setup_id: str) -> str:
        with self._locked(row) as (_, kept):
            if kept is None or kept.cancel_requested_at is not None:
                return AGAIN
            kept.confirm_sent_at = kept.confirm_sent_at or self._clock.now()
        try:
            key = f"card_update:{row.id}:{row.attempt}:confirm"
            setup = self._gateway.confirm_setup(setup_id, row.return_address, key)
        except (KeySpentError, RequestRefusedError):
            setup = self._gateway.retrieve_setup(setup_id)
            if setup.status == protocol.OPEN:
                # Nothing more will come of it: it is put out of the world, and a new one made.
                setup = self._gateway.cancel_setup(setup_id)
        return self._settle(row, setup)

    def _withdraw(self, row: CardUpdateRow) -> str:
        """End an update whose card shall not be kept any more, unless it was verified already."""
        with self._locked(row) as (session, kept):
            if kept is None:
                return AGAIN
            if kept.confirm_sent_at is None:
                outcome = self._outcome_if_not_verified(kept)
                if outcome is None:
                    return AGAIN
                self._finish(session, kept, *outcome)
                return FINISHED
            setup_id = kept.setup_id
        if setup_id is None:
            return AGAIN
        return self._settle(row, self._gateway.cancel_setup(setup_id))

    def _settle(self, row: CardUpdateRow, setup: Setup) -> str:
        """Write down what the gateway says of the running attempt."""
        with self._locked(row) as (session, kept):
            if kept is None or kept.setup_id != setup.id:
                return AGAIN
            match setup.status:
                case protocol.SUCCEEDED:
                    if setup.card is None or setup.card.payment_method != kept.payment_method:
                        _log.error("the gateway verified another card", card_update=row.id, setup=setup.id)
                        return LATER
                    self._keep(session, kept, setup.card)
                case protocol.REFUSED:
                    kept.gateway_code = setup.gateway_code
                    self._finish(session, kept, card_updates.REFUSED, setup.refusal)
                case protocol.CANCELED:
                    outcome = self._outcome_if_not_verified(kept)
                    if outcome is None:
                        return self._start_next_attempt(session, kept)
                    self._finish(session, kept, *outcome)
                case protocol.NEEDS_BANK:
                    kept.status = card_updates.NEEDS_CONFIRMATION
                    kept.confirmation_page = setup.confirmation_page
                    expires_at = self._clock.now() + BANK_PATIENCE
                    kept.confirmation_expires_at = kept.confirmation_expires_at or expires_at
                    return AT_THE_BANK
                case _:
                    return LATER
        return FINISHED

    def _keep(self, session: Session, kept: CardUpdateRow, card: Card) -> None:
        """Put the new card in the old one's place, and have it pay what is past due."""
        now = self._clock.now()
        replaced = put_on_file(session, kept.account_id, card, now)
        session.flush()
        kept.renewal_retried = self._pay_with_new_card(session, kept.account_id, now)
        account = session.get_one(AccountRow, kept.account_id)
        facts = LetterFacts(
            house=self._house,
            occasion=kept.id,
            card_brand=card.brand,
            card_last_four=card.last_four,
            card_expires=f"{card.expiry_month:02}/{card.expiry_year}",
        )
        queue_letter(session, NEW_CARD_KEPT, account, facts, now)
        self._finish(session, kept, card_updates.SUCCEEDED, None, replaced=replaced)

    def _outcome_if_not_verified(self, row: CardUpdateRow) -> tuple[str, str | None] | None:
        """Return the status and refusal that the update ends with unless its card is good; None: it goes on."""
        now = self._clock.now()
        if row.cancel_requested_at is not None:
            return card_updates.CANCELLED, None
        if row.confirmation_expires_at is not None and row.confirmation_expires_at <= now:
            return card_updates.REFUSED, purchases.CONFIRMATION_EXPIRED
        if row.attempt_started_at + KEYS_ARE_KEPT <= now or row.attempt > _MOST_ATTEMPTS:
            return card_updates.REFUSED, purchases.TRY_AGAIN_LATER
        return None

    def _finish(
        self,
        session: Session,
        kept: CardUpdateRow,
        status: str,
        refusal: str | None,
        *,
        replaced: bool = False,
    ) -> None:
        kept.status = status
        kept.refusal = refusal
        kept.finished_at = self._clock.now()
        kept.confirmation_page = None
        details = {"refusal": refusal, "gateway": kept.gateway_code, "replaced": replaced, "setup": kept.setup_id}
        audit.record(
            session,
            kept.finished_at,
            f"card_update.{status}",
            subject=kept.id,
            account_id=kept.account_id,
            details=details,
        )

    def _refused_as_such(self, row: CardUpdateRow, refusal: RequestRefusedError) -> str:
        """The gateway will never do anything with this request: mostly a token that is unknown or spent."""
        _log.error("the gateway refused a request", card_update=row.id, code=refusal.code, param=refusal.param)
        with self._locked(row) as (session, kept):
            if kept is None:
                return AGAIN
            kept.gateway_code = refusal.code
            about_card = refusal.param == "payment_method"
            reason = purchases.DECLINED if about_card else purchases.TRY_AGAIN_LATER
            self._finish(session, kept, card_updates.REFUSED, reason)
        return FINISHED

    def _start_next_attempt(self, session: Session, kept: CardUpdateRow) -> str:
        """Begin anew with new keys; the attempt before surely verified nothing and never will."""
        now = self._clock.now()
        audit.record(
            session,
            now,
            "card_update.attempt_given_up",
            subject=kept.id,
            account_id=kept.account_id,
            details={"attempt": kept.attempt, "setup": kept.setup_id},
        )
        kept.attempt += 1
        kept.attempt_started_at = now
        kept.status = card_updates.PROCESSING
        kept.setup_id = None
        kept.confirm_sent_at = None
        kept.confirmation_page = None
        kept.confirmation_expires_at = None
        return AGAIN

    def _customer(self, row: CardUpdateRow) -> str:
        with self._database.transaction(reading=True) as session:
            account = session.get_one(AccountRow, row.account_id)
        key = f"card_update:{row.id}:{row.attempt}:customer"
        return customer_of(self._database, self._gateway, account.id, account.name, account.email, key)

    @contextmanager
    def _locked(self, seen: CardUpdateRow) -> Iterator[tuple[Session, CardUpdateRow | None]]:
        """Give the update's row, alone with its account; None when it is final or another attempt runs by now."""
        with self._database.transaction() as session:
            alone_with(session, seen.account_id)
            kept = session.get_one(CardUpdateRow, seen.id, with_for_update=True)
            current = kept.status not in card_updates.FINAL_STATUSES and kept.attempt == seen.attempt
            yield session, kept if current else None
