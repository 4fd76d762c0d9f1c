"""Charging renewals: one is taken a step on, whoever asks for it and however often (A8, B7).

The rules are those of `charging`, docs/decisions/0020 says why they hold: an intent's id is kept before it is
confirmed, it is confirmed only after that was committed, what is not known is asked, and an attempt is given up for
a new one only when its intent is surely cancelled or was never kept. Nobody waits for a renewal at a screen: where
the gateway gives no answer, the subscription is looked at again later, by whichever process is there then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from licenseserver.clock import Clock
from licenseserver.database import Database
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
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_outcomes import FIRST_POLL, at_the_bank, given_up, owner_wanted, paid, refused
from licenseserver.renewal_tables import IN_FLIGHT, NEEDS_CONFIRMATION, RenewalRow
from licenseserver.tables import AccountRow, SubscriptionRow
from licensewire import purchases

RENEWAL_ID = "renewal_id"

KEYS_ARE_KEPT = timedelta(hours=23)
"""The gateway may forget an idempotency key after 24 hours; what is older is asked for and never sent again."""

RESTS = "rests"
AGAIN = "again"

_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(hours=1)
_LONGEST_WAIT_AT_THE_BANK = timedelta(days=1)
"""The gateway's event and the owner's "I have finished" are quicker; this is for the day when both got lost."""

_log = structlog.get_logger()


class RenewalCharging:
    """Takes renewals on; knows nothing of threads."""

    def __init__(
        self, database: Database, gateway: PaymentGateway, terms: Terms, clock: Clock, return_address: str
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._terms = terms
        self._clock = clock
        self._return_address = return_address

    def take_on(self, renewal_id: str) -> None:
        """Take a renewal on until it rests: decided, at the bank, or without an answer of the gateway."""
        try:
            while self._step(renewal_id) == AGAIN:
                pass
        except GatewayError as error:
            _log.warning("the gateway gave no answer", renewal=renewal_id, problem=repr(error))
            self._wait(renewal_id)

    def _step(self, renewal_id: str) -> str:
        with self._database.transaction(reading=True) as session:
            row = session.get_one(RenewalRow, renewal_id)
        if row.status not in IN_FLIGHT:
            return RESTS
        if self._shall_be_given_up(row):
            return self._give_up(row)
        if row.intent_id is None:
            return self._create(row)
        intent = self._gateway.retrieve_intent(row.intent_id)
        if intent.status == protocol.OPEN:
            return self._confirm(row, row.intent_id)
        return self._settle(row, intent)

    def _create(self, row: RenewalRow) -> str:
        metadata = {RENEWAL_ID: row.id, "attempt": str(row.attempt), "account_id": row.account_id}
        try:
            order = Order(
                row.total_minor,
                row.currency,
                self._customer(row),
                row.payment_method or "",
                row.id,
                metadata,
                keeps_card=not row.off_session,
            )
            intent = created_intent(self._gateway, order, self._key(row, "create"))
        except KeySpentError:
            return self._nothing_charged(row)
        except RequestRefusedError as refusal:
            return self._refused_as_such(row, refusal)
        with self._locked(row) as (_, _subscription, kept):
            if kept is None:
                return AGAIN
            kept.intent_id = intent.id
            kept.confirm_sent_at = self._clock.now()
        return self._confirm(row, intent.id)

    def _confirm(self, row: RenewalRow, intent_id: str) -> str:
        intent = confirmed_intent(
            self._gateway,
            intent_id,
            self._return_address,
            self._key(row, "confirm"),
            off_session=row.off_session,
        )
        return self._settle(row, intent)

    def _give_up(self, row: RenewalRow) -> str:
        if row.intent_id is None:
            # It may have been created, but without an id that was kept nobody can ever confirm it.
            return self._nothing_charged(row)
        return self._settle(row, self._gateway.cancel_intent(row.intent_id))

    def _nothing_charged(self, row: RenewalRow) -> str:
        with self._locked(row) as (session, subscription, kept):
            if kept is not None and kept.intent_id is None:
                given_up(session, self._terms, subscription, kept, self._clock.now())
        return AGAIN

    def _settle(self, row: RenewalRow, intent: Intent) -> str:
        """Write down what the gateway says of the running attempt."""
        now = self._clock.now()
        with self._locked(row) as (session, subscription, kept):
            if kept is None or kept.intent_id != intent.id:
                return AGAIN
            match intent.status:
                case protocol.SUCCEEDED if (intent.amount, intent.currency) != (kept.total_minor, kept.currency):
                    _log.error("the gateway charged something else", renewal=row.id, intent=intent.id)
                    return self._put_off(subscription, kept, now)
                case protocol.SUCCEEDED:
                    paid(session, self._terms, subscription, kept, intent, now)
                case protocol.REFUSED if intent.owner_needed and kept.off_session:
                    owner_wanted(session, self._terms, subscription, kept, intent.gateway_code, now)
                case protocol.REFUSED:
                    refused(
                        session,
                        self._terms,
                        subscription,
                        kept,
                        intent.refusal or purchases.DECLINED,
                        intent.gateway_code,
                        now,
                        hard=intent.hard_decline,
                    )
                case protocol.CANCELED:
                    given_up(session, self._terms, subscription, kept, now)
                case protocol.NEEDS_BANK if kept.status == NEEDS_CONFIRMATION:
                    return self._put_off(subscription, kept, now)
                case protocol.NEEDS_BANK:
                    at_the_bank(session, self._terms, subscription, kept, intent.confirmation_page, now)
                case _:
                    return self._put_off(subscription, kept, now)
            return AGAIN if kept.status in IN_FLIGHT and kept.attempt != row.attempt else RESTS

    def _refused_as_such(self, row: RenewalRow, refusal: RequestRefusedError) -> str:
        """The gateway will never do anything with this request: mostly a card that it does not have any more."""
        _log.error("the gateway refused a request", renewal=row.id, code=refusal.code, param=refusal.param)
        about_card = refusal.param == "payment_method"
        with self._locked(row) as (session, subscription, kept):
            if kept is None:
                return AGAIN
            refused(
                session,
                self._terms,
                subscription,
                kept,
                purchases.DECLINED if about_card else purchases.TRY_AGAIN_LATER,
                refusal.code,
                self._clock.now(),
                hard=about_card,
            )
        return AGAIN

    def _wait(self, renewal_id: str) -> None:
        with self._database.transaction(reading=True) as session:
            seen = session.get_one(RenewalRow, renewal_id)
        with self._locked(seen) as (_, subscription, kept):
            if kept is not None:
                self._put_off(subscription, kept, self._clock.now())

    def _put_off(self, subscription: SubscriptionRow, kept: RenewalRow, now: datetime) -> str:
        """Ask again later, after an ever longer pause."""
        first, longest = _FIRST_WAIT, _LONGEST_WAIT
        if kept.status == NEEDS_CONFIRMATION:
            first, longest = FIRST_POLL, _LONGEST_WAIT_AT_THE_BANK
        subscription.look_at = now + min(first * 2.0 ** min(kept.waits, 16), longest)
        kept.waits += 1
        if kept.confirmation_expires_at is not None and kept.confirmation_expires_at > now:
            subscription.look_at = min(subscription.look_at, kept.confirmation_expires_at)
        return RESTS

    def _shall_be_given_up(self, row: RenewalRow) -> bool:
        now = self._clock.now()
        if row.give_up_reason is not None:
            return True
        if row.status == NEEDS_CONFIRMATION:
            return row.confirmation_expires_at is not None and row.confirmation_expires_at <= now
        return row.attempt_started_at is not None and row.attempt_started_at + KEYS_ARE_KEPT <= now

    def _customer(self, row: RenewalRow) -> str:
        with self._database.transaction(reading=True) as session:
            account = session.get_one(AccountRow, row.account_id)
        key = self._key(row, "customer")
        return customer_of(self._database, self._gateway, account.id, account.name, account.email, key)

    def _key(self, row: RenewalRow, request: str) -> str:
        return f"renewal:{row.id}:{row.attempt}:{request}"

    @contextmanager
    def _locked(self, seen: RenewalRow) -> Iterator[tuple[Session, SubscriptionRow, RenewalRow | None]]:
        """Give the renewal under the subscription's lock; None when it is decided or another attempt runs."""
        with self._database.transaction() as session:
            subscription = session.get_one(SubscriptionRow, seen.subscription_id, with_for_update=True)
            kept = session.get_one(RenewalRow, seen.id, with_for_update=True)
            current = kept.status in IN_FLIGHT and kept.attempt == seen.attempt
            yield session, subscription, kept if current else None
