"""An invoice in words: what stands in its row, what is read aloud, and what its file is called."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from licensewire.invoices import CREDIT_NOTE
from licensewire.shape import in_language
from qtclient import formats
from qtclient.resources import translated_to

if TYPE_CHECKING:
    from licensewire.invoices import InvoiceEntry
    from licensewire.plans import PlanComparison

# A number that is a good file name as it is, on every system.
_SAFE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,59}")
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")

_INVOICE_FILE = str(QT_TRANSLATE_NOOP("Invoice", "Invoice {number}.pdf"))
_CREDIT_NOTE_FILE = str(QT_TRANSLATE_NOOP("Invoice", "Credit note {number}.pdf"))


@dataclass(frozen=True)
class RowWords:
    """One row, ready to be painted.

    Attributes:
        issued_short: the same in figures, for a narrow window.
        about: the plan, or what a credit note takes back.
        chip: "Credit note"; "" for an invoice.
        spoken: the whole row, for a screen reader.
    """

    number: str
    issued: str
    issued_short: str
    about: str
    total: str
    chip: str
    spoken: str


def row_words(entry: InvoiceEntry, comparison: PlanComparison | None) -> RowWords:
    """Return the words for `entry`, in the language in force; `comparison` gives the plans their names."""
    translate = QCoreApplication.translate
    plan = plan_name(entry.plan_id, comparison)
    issued, total = formats.day(entry.issued_at), formats.money(entry.total)
    if entry.kind == CREDIT_NOTE:
        chip = translate("Invoice", "Credit note")
        about = translate("Invoice", "for {number}").format(number=entry.credits) if entry.credits else plan
        kind = translate("Invoice", "Credit note {number}").format(number=entry.number)
    else:
        chip, about = "", plan
        kind = translate("Invoice", "Invoice {number}").format(number=entry.number)
    short = formats.day_in_figures(entry.issued_at.astimezone().date())
    return RowWords(entry.number, issued, short, about, total, chip, ", ".join((kind, issued, about, total)))


def plan_name(plan_id: str, comparison: PlanComparison | None) -> str:
    """Return what a plan is called; its id where nobody knows it any more."""
    plans = comparison.plans if comparison is not None else ()
    plan = next((plan for plan in plans if plan.id == plan_id), None)
    return in_language(plan.name, QLocale().name()) if plan is not None else plan_id


class FileNames:
    """What files of papers in one language are called: the same at each run, so that a copy is known again."""

    def __init__(self, language: str) -> None:
        # The language of the papers, which need not be the one that the window speaks.
        self._invoice = translated_to(language, "Invoice", _INVOICE_FILE)
        self._credit_note = translated_to(language, "Invoice", _CREDIT_NOTE_FILE)

    def of(self, entry: InvoiceEntry) -> str:
        """Return a name that is good on every system, and no other invoice's."""
        pattern = self._credit_note if entry.kind == CREDIT_NOTE else self._invoice
        return pattern.format(number=_safe(entry.number))

    def leftover(self) -> re.Pattern[str]:
        """Return what a file of ours looks like that was being written when the computer went off."""
        names = "|".join(
            re.escape(name.format(number="\0")).replace("\0", "[A-Za-z0-9-]+")
            for name in (self._invoice, self._credit_note)
        )
        return re.compile(f"({names})\\.[A-Za-z]{{6}}")


def _safe(number: str) -> str:
    if _SAFE.fullmatch(number):
        return number
    # Two numbers must not become one name, whatever is taken out of them and however a disk folds capitals.
    mark = hashlib.sha256(number.encode()).hexdigest()[:8]
    return f"{_UNSAFE.sub('-', number).strip('-')[:40]}-{mark}".strip("-")
