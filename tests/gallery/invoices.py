"""Invoices for the gallery and for tests of their views: a list of any length, in every state."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from licensewire.invoices import CREDIT_NOTE, INVOICE, InvoiceEntry
from licensewire.money import Money
from qtclient import links
from qtclient.presenters.invoices import READY, InvoicesPresenter, State
from tests.gallery import samples

if TYPE_CHECKING:
    from qtclient.views.shell import Shell


def entry(position: int, *, kind: str = INVOICE, total: int = 0) -> InvoiceEntry:
    """The invoice at `position` of a list of `total`, newest first."""
    year, number = 2026 - position // 100, total - position
    sign = -1 if kind == CREDIT_NOTE else 1
    return InvoiceEntry(
        id=f"inv_{number}",
        number=f"{year}-{number:06}",
        kind=kind,
        issued_at=samples.NOW - timedelta(days=3 * position),
        plan_id="strategic-research-plus" if position % 5 == 3 else "strategic-research",
        total=Money(minor=sign * (548_730 if position % 5 != 3 else 1_371_825), currency="USD"),
        purchase_id=f"pur_{number}" if kind == INVOICE else None,
        credits=f"{year}-{number - 1:06}" if kind == CREDIT_NOTE else "",
    )


def entries(count: int, *, total: int = 0, first: int = 0) -> tuple[InvoiceEntry, ...]:
    """`count` invoices from the position `first` on; every eighth is a credit note."""
    return tuple(
        entry(position, kind=CREDIT_NOTE if position % 8 == 1 else INVOICE, total=total or first + count)
        for position in range(first, first + count)
    )


def ready(total: int, **more: object) -> State:
    """How the list is doing that has `total` rows."""
    today = samples.NOW.date()
    first = today - timedelta(days=3 * total)
    return State(phase=READY, total=total, first_issued_on=first, last_issued_on=today, **more)  # type: ignore[arg-type]


def presenter_of(shell: Shell) -> InvoicesPresenter:
    """The presenter of the list in this window."""
    billing = shell._presenter_for(links.BILLING)
    presenter = billing.invoices  # type: ignore[attr-defined]
    assert isinstance(presenter, InvoicesPresenter)
    return presenter


def fill(presenter: InvoicesPresenter, state: State, *, held: int = 50) -> None:
    """Show a list in this state, of which the first `held` rows have arrived."""
    presenter.model.begin(state.total, entries(min(held, state.total), total=state.total))
    presenter.become(state)
