"""The list of an account's invoices and credit notes: in pages, filtered, quick with a hundred thousand (B8)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, load_only

from licenseserver.catalogue import Catalogue
from licenseserver.invoice_search import found_by
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.problems import ProblemError
from licenseserver.tables import AccountRow
from licensewire import problem
from licensewire.invoices import CREDIT_NOTE, INVOICE, PAGE_LIMIT, InvoiceEntry, InvoiceFilter, InvoicePage
from licensewire.money import Money
from licensewire.problem import FieldProblem

_LONGEST_SEARCH = 100
_LAST_OFFSET = 2**31 - 1
_FEW = 1000
_NEWEST_FIRST = (InvoiceRow.issued_at.desc(), InvoiceRow.number.desc(), InvoiceRow.id.desc())


def invoice_page(
    session: Session, catalogue: Catalogue, account_id: str, wanted: InvoiceFilter, offset: int, limit: int
) -> InvoicePage:
    """Return a page of the account's list, newest first.

    Args:
        session: the caller's transaction.
        catalogue: knows the plans' names, which can be searched for.
        account_id: whose list it is.
        wanted: what of it is wanted.
        offset: position of the first entry; behind the last one there is nothing.
        limit: the most entries, 1 to `PAGE_LIMIT`.

    Raises:
        ProblemError: `problem.INVALID_REQUEST` with each field that is wrong.
    """
    _refuse_nonsense(wanted, offset, limit)
    zone = ZoneInfo(session.get_one(AccountRow, account_id).time_zone)
    own = InvoiceRow.account_id == account_id
    shown = [own, *_conditions(session, catalogue, wanted, zone)]
    ids, total = _positions(session, shown, offset, limit)
    rows = session.scalars(
        select(InvoiceRow)
        .where(InvoiceRow.id.in_(ids))
        .order_by(*_NEWEST_FIRST)
        .options(load_only(*_LISTED, raiseload=True))
    )
    first, last = _end(session, own, newest=False), _end(session, own, newest=True)
    return InvoicePage(
        entries=tuple(_entry(row) for row in rows),
        total=total,
        offset=offset,
        first_issued_on=first.astimezone(zone).date() if first else None,
        last_issued_on=last.astimezone(zone).date() if last else None,
    )


_LISTED = (
    InvoiceRow.id,
    InvoiceRow.number,
    InvoiceRow.kind,
    InvoiceRow.issued_at,
    InvoiceRow.plan_id,
    InvoiceRow.total_minor,
    InvoiceRow.currency,
    InvoiceRow.purchase_id,
    InvoiceRow.credits,
)


def _refuse_nonsense(wanted: InvoiceFilter, offset: int, limit: int) -> None:
    found = []
    if not 0 <= offset <= _LAST_OFFSET:
        found.append(FieldProblem(field="offset", code="invalid"))
    if not 1 <= limit <= PAGE_LIMIT:
        found.append(FieldProblem(field="limit", code="invalid"))
    if len(wanted.search) > _LONGEST_SEARCH:
        found.append(FieldProblem(field="search", code="too_long"))
    if wanted.kind not in {"", INVOICE, CREDIT_NOTE}:
        found.append(FieldProblem(field="kind", code="invalid"))
    if wanted.issued_from and wanted.issued_until and wanted.issued_until < wanted.issued_from:
        found.append(FieldProblem(field="issued_until", code="invalid"))
    if found:
        raise ProblemError(problem.INVALID_REQUEST, fields=found)


def _positions(
    session: Session, shown: Sequence[ColumnElement[bool]], offset: int, limit: int
) -> tuple[Sequence[str], int]:
    """Return the ids of a page and how many there are in all; the index has both, no row is opened for it.

    What few rows fit is found by looking at all of them: then that is done once, and the total is known from it.
    """
    found = select(InvoiceRow.id).where(*shown).order_by(*_NEWEST_FIRST)
    if offset + limit <= _FEW:
        ids = session.scalars(found.limit(_FEW)).all()
        if len(ids) < _FEW:
            return ids[offset : offset + limit], len(ids)
        page: Sequence[str] = ids[offset : offset + limit]
    else:
        page = session.scalars(found.offset(offset).limit(limit)).all()
    return page, session.scalar(select(func.count()).select_from(InvoiceRow).where(*shown)) or 0


def _conditions(
    session: Session, catalogue: Catalogue, wanted: InvoiceFilter, zone: ZoneInfo
) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.kind:
        conditions.append(InvoiceRow.kind == wanted.kind)
    if wanted.issued_from:
        conditions.append(InvoiceRow.issued_at >= _start_of(wanted.issued_from, zone))
    if wanted.issued_until and wanted.issued_until < date.max:
        conditions.append(InvoiceRow.issued_at < _start_of(wanted.issued_until + timedelta(days=1), zone))
    if wanted.search.strip():
        conditions.append(found_by(session, catalogue, wanted.search))
    return conditions


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day; at the calendar's very ends a zone has no say."""
    moment = datetime.combine(day, time())
    if day.year in {date.min.year, date.max.year}:
        return moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=zone)


def _end(session: Session, own: ColumnElement[bool], *, newest: bool) -> datetime | None:
    order = InvoiceRow.issued_at.desc() if newest else InvoiceRow.issued_at
    return session.scalar(select(InvoiceRow.issued_at).where(own).order_by(order).limit(1))


def _entry(row: InvoiceRow) -> InvoiceEntry:
    return InvoiceEntry(
        id=row.id,
        number=row.number,
        kind=row.kind,
        issued_at=row.issued_at,
        plan_id=row.plan_id,
        total=Money(minor=row.total_minor, currency=row.currency),
        purchase_id=row.purchase_id,
        credits=row.credits,
    )
