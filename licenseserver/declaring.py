"""What declarations leave to be done: refunds at the gateway, and cancellations that waited for a charge's outcome.

The truth is in the rows, so that any number of processes share the work and go on where one was killed.
"""

import threading
from collections.abc import Callable

import structlog
from sqlalchemy import select

from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.declaration_effects import carry_out
from licenseserver.declaration_tables import WAITING, DeclarationRow
from licenseserver.gateway.protocol import PaymentGateway
from licenseserver.refunds import due_refunds, pay_back, put_off
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import house_of
from licenseserver.settings import Settings

_SWEEP_SECONDS = 1.0

_log = structlog.get_logger()


class Declaring:
    """The thread that finishes what was declared; one in a process. Without a gateway refunds wait."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        gateway: PaymentGateway | None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._gateway = gateway
        self._terms = Terms(catalogue, house_of(settings))
        self._stopping = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep_until_stopped, name="declaration-sweeper", daemon=True)

    def start(self) -> None:
        """Continue what a process before this one left, and begin to sweep."""
        self._sweeper.start()

    def stop(self) -> None:
        """Stop after the step that is being taken; the next process continues."""
        self._stopping.set()
        self._sweeper.join()

    def sweep(self) -> None:
        """Do all that is due."""
        with self._database.transaction(reading=True) as session:
            waiting = session.scalars(
                select(DeclarationRow.id)
                .where(DeclarationRow.outcome == WAITING)
                .order_by(DeclarationRow.received_at)
            ).all()
            refunds = due_refunds(session, self._clock.now())
        for declaration_id in waiting:
            self._try(self._carry_out, declaration_id)
        for refund_id in refunds if self._gateway else ():
            self._try(self._pay_back, refund_id)

    def _carry_out(self, declaration_id: str) -> None:
        with self._database.transaction() as session:
            row = session.get(DeclarationRow, declaration_id, with_for_update={"skip_locked": True})
            if row is not None and row.outcome == WAITING:
                carry_out(session, self._terms, row, self._clock.now())

    def _pay_back(self, refund_id: str) -> None:
        now = self._clock.now()
        with self._database.transaction() as session:
            is_ours = put_off(session, refund_id, now)
        if is_ours and self._gateway is not None:
            pay_back(self._database, self._gateway, self._terms, refund_id, now)

    def _sweep_until_stopped(self) -> None:
        while not self._stopping.is_set():
            self._try(lambda _: self.sweep(), "")
            self._stopping.wait(_SWEEP_SECONDS)

    def _try(self, work: Callable[[str], None], subject: str) -> None:
        """Let one that fails not hold the others up."""
        try:
            if not self._stopping.is_set():
                work(subject)
        except Exception:
            _log.exception("what was declared could not be finished yet", subject=subject)
