"""The two declarations: cancelling a contract, and withdrawing from one of the last 14 days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QLocale

from licensewire.declarations import EXTRAORDINARY, CancellationDeclaration, WithdrawalDeclaration
from qtclient import formats
from qtclient.forms.day_text import day_order, read_day
from qtclient.forms.email_address import email_problem
from qtclient.presenters.declaration import DeclarationPresenter
from qtclient.presenters.declaration_state import (
    CONTRACT,
    EMAIL,
    ENDS_ON,
    INVALID,
    NAME,
    PAST,
    REASON,
    REQUIRED,
    SUMMARY,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from licensewire.billing import Billing
    from licensewire.declarations import DeclarationReceipt
    from qtclient.api.client import Api
    from qtclient.declared_drafts import Attempt, Declared


class CancellationPresenter(DeclarationPresenter):
    """Cancelling: a form, a summary to check and change, the button that declares it (DE-2, DE-3, FR-2, FR-3)."""

    last_step = SUMMARY

    def example_day(self) -> date:
        """Return a day to come that shows how one is written: its figures cannot be taken for each other."""
        return date(self._session.now().year + 1, 12, 31)

    def problems(self) -> dict[str, str]:
        """Return field -> what is wrong with it; contract and day may be empty (DE-2)."""
        declared = self.state.declared
        found = _who(declared)
        if declared.kind == EXTRAORDINARY and not declared.reason.strip():
            found[REASON] = REQUIRED
        if declared.ends_on.strip():
            wished = wished_day(declared)
            if wished is None:
                found[ENDS_ON] = INVALID
            elif wished < self._session.now().astimezone().date():
                found[ENDS_ON] = PAST
        return found

    def tidy(self, declared: Declared) -> Declared:
        """Write the day so that it means the same in every language."""
        wished = wished_day(declared)
        return msgspec.structs.replace(declared, ends_on=wished.isoformat()) if wished is not None else declared

    def exchange(self, attempt: Attempt) -> Callable[[Api], DeclarationReceipt]:
        """Return the call that sends `attempt`."""
        declared = attempt.declared
        extraordinary = declared.kind == EXTRAORDINARY
        request = CancellationDeclaration(
            name=declared.name.strip(),
            email=declared.email.strip(),
            contract=declared.contract.strip(),
            kind=declared.kind,
            reason=declared.reason.strip() if extraordinary else "",
            ends_on=wished_day(declared),
            language=attempt.language,
        )
        return lambda api: api.declare_cancellation(request, attempt.key)

    def contract_of(self, billing: Billing) -> str:
        """Return the number of the subscription."""
        return billing.subscription.contract if billing.subscription is not None else ""


class WithdrawalPresenter(DeclarationPresenter):
    """Withdrawing: a form without a reason, and the button that confirms it (EU-2)."""

    def problems(self) -> dict[str, str]:
        """Return field -> what is wrong with it."""
        found = _who(self.state.declared)
        if not self.state.declared.contract.strip():
            found[CONTRACT] = REQUIRED
        return found

    def exchange(self, attempt: Attempt) -> Callable[[Api], DeclarationReceipt]:
        """Return the call that sends `attempt`."""
        declared = attempt.declared
        request = WithdrawalDeclaration(
            name=declared.name.strip(),
            contract=declared.contract.strip(),
            email=declared.email.strip(),
            language=attempt.language,
        )
        return lambda api: api.declare_withdrawal(request, attempt.key)

    def contract_of(self, billing: Billing) -> str:
        """Return the number of the contract that can still be withdrawn from, else of the subscription."""
        if billing.withdrawal is not None:
            return billing.withdrawal.contract
        return billing.subscription.contract if billing.subscription is not None else ""


def wished_day(declared: Declared) -> date | None:
    """Return the day that was typed, in figures or in words; None for none and for what cannot be read."""
    text = declared.ends_on.strip()
    order = day_order(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
    return read_day(text, order) or formats.read_day(text)


def _who(declared: Declared) -> dict[str, str]:
    found = {EMAIL: wrong} if (wrong := email_problem(declared.email)) else {}
    return found if declared.name.strip() else {NAME: REQUIRED, **found}
