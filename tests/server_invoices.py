"""Puts invoices into a live backend's database from outside, where nobody can buy a hundred thousand times."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import msgspec
from sqlalchemy import insert, select

from licenseserver.database import Database
from licenseserver.invoice_paper import Paper
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.seller import load_seller
from licenseserver.tables import AccountRow
from licensewire.billing import Address, BillingDetails
from licensewire.invoices import INVOICE
from licensewire.money import Money
from tests.live_server import LiveServer

_BATCH = 5000
_STEP = timedelta(hours=2)
_CUSTOMER = BillingDetails(
    name="Ada Buyer",
    address=Address(country="US", region="IL", lines=("1 Main Street",), city="Springfield", postal_code="62701"),
)


def add_invoices(server: LiveServer, username: str, count: int) -> None:
    """Give the account `count` invoices, the newest one two hours old; only where the database is SQLite."""
    database = Database(server.database)
    try:
        with database.transaction(reading=True) as session:
            account_id = session.scalars(select(AccountRow.id).where(AccountRow.username == username)).one()
        with database.engine.connect() as connection:
            # They are of renewals that never were.
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                rows = _rows(account_id, count)
                while some := list(islice(rows, _BATCH)):
                    connection.execute(insert(InvoiceRow), some)
            driver.execute("PRAGMA foreign_keys = ON")
    finally:
        database.close()


def _rows(account_id: str, count: int) -> Iterator[dict[str, object]]:
    seller = load_seller()
    now = datetime.now(UTC).replace(microsecond=0)
    for position in range(1, count + 1):
        issued = now - (count - position + 1) * _STEP
        total = Money(minor=119_000 + position * 7, currency="USD")
        # The years before a person's own: numbers that the backend gives meanwhile are never these.
        number = f"{issued.year - 100}-{position:06}"
        nothing = Money(minor=0, currency="USD")
        paper = Paper(
            kind=INVOICE,
            number=number,
            issued_at=issued,
            time_zone="UTC",
            reference=f"ren_{position}",
            seller=seller,
            customer=_CUSTOMER,
            plan_name={"en": "Strategic Research", "fr": "Recherche stratégique"},
            period_starts_at=issued,
            period_ends_at=issued + timedelta(days=365),
            price=total,
            credit=nothing,
            subtotal=total,
            tax=nothing,
            total=total,
            tax_percent="0",
            tax_name={"en": "Tax", "fr": "Taxe"},
        )
        yield {
            "id": f"inv_from_outside_{account_id}_{position:06}",
            "account_id": account_id,
            "seller": f"{seller.id}-{account_id}",
            "year": issued.year - 100,
            "position": position,
            "number": number,
            "kind": INVOICE,
            "issued_at": issued,
            "plan_id": "strategic-research",
            "searched": f"{number} {total.minor / 100:.2f}",
            "subtotal_minor": total.minor,
            "tax_minor": 0,
            "total_minor": total.minor,
            "currency": "USD",
            "renewal_id": f"ren_from_outside_{account_id}_{position}",
            "credits": "",
            "content": msgspec.json.encode(paper).decode(),
        }
