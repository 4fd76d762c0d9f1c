"""Subscriptions to cancel and to withdraw from, with the engine, the gateway and a clock of a year."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from licenseserver import cancellations, declarations
from licenseserver.billing import describe_billing
from licenseserver.cancelling import Cancelling
from licenseserver.database import Database
from licenseserver.declarations import Arrived
from licenseserver.declaring import Declaring
from licenseserver.letters.facts import House
from licenseserver.purchase_tables import MailRow
from licenseserver.renewal_facts import Terms
from licenseserver.tables import AccountRow, UsageRow
from licenseserver.withdrawing import withdraw_from_contract
from licensewire.billing import Billing
from licensewire.declarations import CancellationDeclaration, DeclarationReceipt, WithdrawalDeclaration
from licensewire.renewals import Cancellation, CancellationPreview, CancelRenewal
from tests.licenseserver.renewals.year import Year

DAY = timedelta(days=1)


@dataclass
class Desk:
    """What can be asked of the backend about a contract, signed in and signed out."""

    year: Year
    keys: int = 0
    address: str = ""
    declaring: Declaring = field(init=False)

    def __post_init__(self) -> None:
        self.terms = Terms(self.year.catalogue, House("Meridian Surveys", "https://desk.example"))
        self.declaring = Declaring(
            self.year.settings, self.year.database, self.year.catalogue, self.year.clock, self.year.gateway
        )

    # Signed in

    def preview(self, account_id: str) -> CancellationPreview:
        with self.year.database.transaction(reading=True) as session:
            return cancellations.preview(session, self.year.catalogue, account_id, self.year.now)

    def cancel(self, account_id: str, reason: str = "", comment: str = "") -> Cancellation:
        asked = CancelRenewal(reason=reason, comment=comment)
        cancelling = Cancelling(self.year.database, self.terms, self.year.clock, self.year.engine)
        return cancelling.cancel(account_id, asked) or cancelling.cancel_at_the_bank(account_id, asked)

    def resume(self, account_id: str) -> None:
        with self.year.database.transaction() as session:
            cancellations.resume(session, self.terms, account_id, self.year.now)

    def confirmation(self, account_id: str, language: str) -> bytes:
        with self.year.database.transaction(reading=True) as session:
            return cancellations.confirmation(session, self.terms, account_id, language).content

    def withdraw(self, account_id: str) -> DeclarationReceipt:
        with self.year.database.transaction() as session:
            return withdraw_from_contract(session, self.terms, account_id, self.year.now)

    def billing(self, account_id: str) -> Billing:
        with self.year.database.transaction(reading=True) as session:
            return describe_billing(session, account_id, self.year.now)

    # Signed out

    def declare(self, request: CancellationDeclaration, key: str = "") -> DeclarationReceipt:
        with self.year.database.transaction() as session:
            return declarations.declare_cancellation(session, self.terms, request, self._arrived(key))

    def declare_withdrawal(self, request: WithdrawalDeclaration, key: str = "") -> DeclarationReceipt:
        with self.year.database.transaction() as session:
            return declarations.declare_withdrawal(session, self.terms, request, self._arrived(key))

    def _arrived(self, key: str) -> Arrived:
        self.keys += 1
        # From somewhere else each time: the limits are not what most tests are about.
        address = self.address or f"198.51.{self.keys // 250}.{self.keys % 250}"
        return Arrived(key or f"key-{self.keys}", address, self.year.now)

    # What is true

    def account(self, account_id: str) -> AccountRow:
        with self.year.database.transaction(reading=True) as session:
            return session.get_one(AccountRow, account_id)

    def contract(self, account_id: str) -> str:
        return self.year.subscription(account_id).contract

    def uses(self, account_id: str, **used: int) -> None:
        with self.year.database.transaction() as session:
            for limit, count in used.items():
                session.merge(UsageRow(account_id=account_id, limit_id=limit, used=count))

    def confirmation_of_purchase(self, account_id: str) -> MailRow:
        with self.year.database.transaction(reading=True) as session:
            found = select(MailRow).where(
                MailRow.account_id == account_id, MailRow.occasion.startswith("purchase:")
            )
            return session.scalars(found).one()

    def mails_to(self, address: str) -> dict[str, MailRow]:
        """The mails about contracts to an address, by their kind."""
        with self.year.database.transaction(reading=True) as session:
            rows = session.scalars(select(MailRow).where(MailRow.recipient == address)).all()
        return {row.occasion.split(":")[0]: row for row in rows if not row.occasion.startswith("purchase:")}


@pytest.fixture
def desk(year: Year) -> Desk:
    return Desk(year)


@pytest.fixture
def owner(desk: Desk) -> str:
    return desk.year.owner()


@pytest.fixture(scope="module")
def open_desk(empty_database: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk for all tests of a file that do not move time: each has owners and addresses of its own."""
    folder = tmp_path_factory.mktemp("desk")
    file = folder / "license-desk.db"
    file.write_bytes(empty_database)
    database = Database(f"sqlite:///{file}")
    shared = Year(folder / "gateway", database)
    yield Desk(shared)
    shared.close()
    database.close()
