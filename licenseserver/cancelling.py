"""Cancelling as the endpoint sees it: a charge that only waits for the owner at the bank is no obstacle (B5)."""

from licenseserver import cancellations, renewals
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.problems import ProblemError
from licenseserver.renewal_facts import Terms
from licenseserver.renewing import Renewing
from licensewire import problem
from licensewire.renewals import Cancellation, CancelRenewal


class Cancelling:
    """The verb of ``POST /v1/billing/cancellation``; the gateway is asked between its transactions."""

    def __init__(self, database: Database, terms: Terms, clock: Clock, renewing: Renewing) -> None:
        self._database = database
        self._terms = terms
        self._clock = clock
        self._renewing = renewing

    def cancel(self, account_id: str, asked: CancelRenewal) -> Cancellation | None:
        """Cancel the renewal; None where a payment must be given up at the bank first (`cancel_at_the_bank`).

        Raises:
            ProblemError: as `cancellations.cancel`.
        """
        try:
            return self._cancel(account_id, asked)
        except ProblemError as refusal:
            if refusal.code != problem.RENEWAL_UNDER_WAY or not self._give_up(account_id):
                raise
        return None

    def cancel_at_the_bank(self, account_id: str, asked: CancelRenewal) -> Cancellation:
        """Have the gateway give the payment up, and cancel then.

        Raises:
            ProblemError: as `cancellations.cancel`; `problem.RENEWAL_UNDER_WAY` also while the gateway is silent.
        """
        self._renewing.check(account_id)
        return self._cancel(account_id, asked)

    def _cancel(self, account_id: str, asked: CancelRenewal) -> Cancellation:
        with self._database.transaction() as session:
            return cancellations.cancel(session, self._terms, account_id, asked, self._clock.now())

    def _give_up(self, account_id: str) -> bool:
        with self._database.transaction() as session:
            return renewals.give_up_at_the_bank(session, account_id, self._clock.now())
