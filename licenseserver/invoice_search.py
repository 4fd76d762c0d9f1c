"""What somebody types to find an invoice, as a condition on its row: a number, an amount, a plan's name."""

import re
import unicodedata

from sqlalchemy import ColumnElement, false, func, or_
from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.invoice_tables import InvoiceRow

# 1,190.00 and 1 190,00 and 1.190,00 and 1'190.00, with any of the blanks that formats use.
_BLANKS = re.compile(r"[\s'’\u00a0\u202f]+")
_CURRENCY = re.compile(r"[a-z]{0,3}\s*[$€£¥]\s*[a-z]{0,2}|\b[a-z]{3}\b")
_SIGNS = re.compile(r"^[-−‒–+]")
_AMOUNT = re.compile(r"\d+(?:[.,]\d*)*|[.,]\d+")
_CAN_BE_THERE = re.compile(r"[0-9 .-]+")
_GROUP = 3
_MOST_DECIMALS = 3


def found_by(session: Session, catalogue: Catalogue, search: str) -> ColumnElement[bool]:
    """Return the condition for a row to be found by what was typed; nothing typed finds everything."""
    typed = unicodedata.normalize("NFKC", search).casefold().strip()
    # Quicker than LIKE by half, and nothing that was typed has a meaning of its own in it.
    position_in = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    parts = {part for part in (typed, *amounts_meant(typed)) if _CAN_BE_THERE.fullmatch(part)}
    either = [position_in(InvoiceRow.searched, part) > 0 for part in sorted(parts)]
    if digits := within_thousands(typed):
        either.append(InvoiceRow.searched.like(f"%{digits}.%"))
    if plans := _plans_meant(catalogue, typed):
        either.append(InvoiceRow.plan_id.in_(plans))
    return or_(false(), *either)


def amounts_meant(typed: str) -> list[str]:
    """Return what an amount that was typed can mean as a part of "5487.30"; nothing where it is none.

    A separator before one or two digits at the end is the decimal one, whichever it is; before three it may also
    part thousands ("5,487"); before that it parts thousands.
    """
    plain = _plain(typed)
    if plain is None:
        return []
    *before, last = re.split("[.,]", plain)
    if not before:
        return [last]
    whole = "".join(before)
    meant = []
    if len(last) <= _MOST_DECIMALS:
        meant.append(f"{whole}.{last}")
    if len(last) == _GROUP and before[0]:
        meant.append(whole + last)
    return meant


def within_thousands(typed: str) -> str:
    """Return the digits before the point, as LIKE has them, of an amount that ends in its thousands ("5,48").

    Somebody who types "5,487.30" comes by there, and what was found should not be lost meanwhile. Only a comma: who
    types a point at that place means the decimals.
    """
    plain = _plain(typed)
    if plain is None or "." in plain or not re.search(r"\d,\d{0,2}$", plain):
        return ""
    *before, last = plain.split(",")
    return "".join(before) + last + "_" * (_GROUP - len(last))


def _plain(typed: str) -> str | None:
    """Return what was typed without blanks, sign and currency, where it is an amount at all."""
    plain = _SIGNS.sub("", _BLANKS.sub("", _CURRENCY.sub("", typed)))
    return plain if _AMOUNT.fullmatch(plain) else None


def _plans_meant(catalogue: Catalogue, typed: str) -> list[str]:
    wanted = _without_accents(typed)
    return [
        plan.id
        for plan in catalogue.plans
        if any(wanted in _without_accents(name.casefold()) for name in plan.name.values())
    ]


def _without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
