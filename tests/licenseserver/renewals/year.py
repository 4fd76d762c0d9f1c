"""A year of subscriptions, lived through in a moment: a real gateway, a real database, the engine, and a clock."""

import contextlib
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from licenseserver.buyers import Buyer
from licenseserver.cards_on_file import put_on_file, take_off_file
from licenseserver.catalogue import Catalogue, load_catalogue
from licenseserver.charging import FINISHED, Charging
from licenseserver.clock import MovableClock
from licenseserver.database import Database
from licenseserver.gateway.protocol import Card, PaymentGateway
from licenseserver.gateway.stripe_dialect import StripeGateway
from licenseserver.gateway_customers import customer_of
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.moving_time import MovingTime
from licenseserver.practice.gateway.faults import Fault
from licenseserver.practice.gateway.server import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET, PracticeGateway
from licenseserver.purchase_tables import CardOnFileRow, MailRow
from licenseserver.purchases import record_purchase
from licenseserver.quotes import make_quote
from licenseserver.renewal_tables import RenewalAttemptRow, RenewalRow
from licenseserver.renewal_view import renewal_on_wire
from licenseserver.renewals import look_again, pay_with_new_card
from licenseserver.renewing import Renewing
from licenseserver.security import new_id
from licenseserver.settings import Settings
from licenseserver.subscriptions import last_subscription, subscription_on_wire
from licenseserver.tables import AccountRow, BuyerRow, OrganizationRow, SubscriptionRow
from licensewire import billing
from licensewire.billing import Address, BillingDetails
from licensewire.practice import MovePracticeClock
from licensewire.purchases import ConsentGiven, PurchaseRequest, QuoteRequest
from licensewire.renewals import Renewal

VISA = "4242424242424242"
MASTERCARD = "5555555555554444"
NO_FUNDS_LATER = "4000000000000341"
BANK_ONCE = "4000002500003155"
BANK_ALWAYS = "4000002760003184"
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
DETAILS = BillingDetails(
    name="Maya Collins",
    address=Address(country="US", lines=("1 Main Street",), city="New York", region="NY", postal_code="10001"),
)


class StillClock(MovableClock):
    """A clock that stands still until it is moved, and the gateway's with it."""

    def __init__(self, gateway: PracticeGateway, moment: datetime) -> None:
        super().__init__()
        self.moment = moment
        self._gateway = gateway

    def now(self) -> datetime:
        return self.moment

    def move_to(self, moment: datetime) -> None:
        forward = max(moment - self.moment, timedelta(0))
        self.moved += forward
        self.moment += forward
        self._gateway.move_forward(forward.total_seconds())


class Year:
    """Everything that renews, in one process and without threads of its own."""

    def __init__(self, folder: Path, database: Database, start: datetime = START) -> None:
        self.database = database
        self.catalogue = load_catalogue()
        self.simulator = PracticeGateway(folder)
        self.simulator.start()
        self.clock = StillClock(self.simulator, start)
        self.settings = Settings(database="unused", public_address="https://desk.example")
        self.wait_for_the_gateway(seconds=20.0)

    def wait_for_the_gateway(self, seconds: float) -> None:
        """Give up a call to the gateway after so long: soon where it hangs, late where the machine may be busy."""
        self.gateway: PaymentGateway = StripeGateway(
            SECRET_KEY, WEBHOOK_SECRET, self.simulator.address, timeout_seconds=(20.0, seconds)
        )
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.engine = self.new_engine()
        self.time = MovingTime(self.database, self.clock, self.engine)

    def new_engine(self) -> Renewing:
        """One more engine, as another process would have."""
        return Renewing(
            self.settings, self.database, self.catalogue, self.clock, self.gateway, "https://desk.example/back"
        )

    def sell(self, catalogue: Catalogue) -> None:
        """Sell by another catalogue from now on."""
        self.catalogue = catalogue
        self.engine.stop()
        self._begin_anew()

    def close(self) -> None:
        self.engine.stop()
        self.simulator.stop()

    # Time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def pass_days(self, days: float) -> None:
        """Let days pass, everything due on the way happening in order."""
        self.time.move_to(self.now + timedelta(days=days))

    def pass_until(self, moment: datetime) -> None:
        self.time.move_to(moment)

    def sleep_until(self, moment: datetime) -> None:
        """Let time pass while no server runs; nothing happens."""
        self.clock.move_to(moment)

    # People

    def account(
        self, *, time_zone: str = "UTC", language: str = "en", country: str = "US", name: str = "Maya Collins"
    ) -> str:
        account_id, organization_id, username = new_id("acc"), new_id("org"), uuid.uuid4().hex
        with self.database.transaction() as session:
            session.add_all([OrganizationRow(id=organization_id, name="Test"), BuyerRow(id=account_id)])
            session.flush()
            session.add(
                AccountRow(
                    id=account_id,
                    organization_id=organization_id,
                    username=username,
                    username_folded=username,
                    password_hash="",
                    name=name,
                    email=f"{username}@example.org",
                    email_folded=f"{username}@example.org",
                    role="owner",
                    time_zone=time_zone,
                    country=country,
                    language=language,
                    created_at=self.now,
                )
            )
        return account_id

    def trial(self, days: int) -> str:
        account_id = self.account()
        with self.database.transaction() as session:
            session.add(
                SubscriptionRow(
                    id=new_id("sub"),
                    account_id=account_id,
                    plan_id="trial",
                    status=billing.TRIALING,
                    started_at=self.now,
                    period_started_at=self.now,
                    period_ends_at=self.now + timedelta(days=days),
                )
            )
        return account_id

    def owner(self, card: str = VISA, *, expires: tuple[int, int] = (12, 2040), **facts: str) -> str:
        """Somebody who has bought just now with a good card, and has this one on file since."""
        account_id = self.account(**facts)
        self.buy(account_id, "strategic-research")
        if (card, expires) != (VISA, (12, 2040)):
            self.change_card(account_id, card, expires)
        return account_id

    def buy(self, account_id: str, plan_id: str, card: str = VISA) -> str:
        with self.database.transaction() as session:
            purchase_id = self.order(session, account_id, plan_id, card)
        charging = Charging(self.database, self.gateway, self.catalogue, self.clock, "Test")
        while charging.advance(purchase_id) != FINISHED:
            pass
        return purchase_id

    def order(self, session, account_id: str, plan_id: str, card: str = VISA) -> str:
        asked = QuoteRequest(plan_id=plan_id, country="US", region="NY")
        quote = make_quote(session, self.catalogue, Buyer(account_id), asked, self.now)
        session.flush()
        request = PurchaseRequest(
            quote_id=quote.id,
            payment_method=self.token(card),
            billing_details=DETAILS,
            consents=tuple(ConsentGiven(id=one.id, version=one.version, language="en") for one in quote.consents),
        )
        key = uuid.uuid4().hex
        return record_purchase(
            session, self.catalogue, Buyer(account_id), request, key, "https://desk.example/back", self.now
        ).id

    # Cards

    def token(self, number: str, expires: tuple[int, int] = (12, 2040)) -> str:
        form = {"type": "card", "card[number]": number, "card[cvc]": "123"}
        form |= {"card[exp_month]": str(expires[0]), "card[exp_year]": str(expires[1])}
        request = urllib.request.Request(
            f"{self.simulator.address}/v1/payment_methods",
            data=urllib.parse.urlencode(form).encode(),
            headers={"Authorization": f"Bearer {PUBLISHABLE_KEY}"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return str(json.load(answer)["id"])

    def change_card(self, account_id: str, number: str, expires: tuple[int, int] = (12, 2040)) -> bool:
        """Put another card on file, as a card update that has succeeded does; tells whether a renewal is paid."""
        card = self.gateway.card_behind(self.token(number, expires))
        assert card is not None
        customer = customer_of(self.database, self.gateway, account_id, "", "", uuid.uuid4().hex)
        self._attach(card, customer)
        with self.database.transaction() as session:
            put_on_file(session, account_id, card, self.now)
            return pay_with_new_card(session, account_id, self.now)

    def declines_later(self, account_id: str, card_name: str) -> None:
        """Let the card on file be declined from now on, as one that was stolen since it was put there."""
        with self.database.transaction(reading=True) as session:
            payment_method = session.get_one(CardOnFileRow, account_id).payment_method
        with self.simulator.ledger.transaction("practice", self.simulator.now()) as tx:
            method = tx.get("payment_method", payment_method)
            tx.save(method | {"practice": {**method["practice"], "card": card_name}})

    def remove_card(self, account_id: str) -> None:
        with self.database.transaction() as session:
            take_off_file(session, account_id, self.now)
            look_again(session, account_id, self.now)

    def detach_card(self, account_id: str) -> None:
        """Let the gateway forget the card on file, without a word to the backend."""
        with self.database.transaction(reading=True) as session:
            payment_method = session.get_one(CardOnFileRow, account_id).payment_method
        self.gateway.detach(payment_method)

    def _attach(self, card: Card, customer: str) -> None:
        with self.simulator.ledger.transaction("practice", self.simulator.now()) as tx:
            method = tx.get("payment_method", card.payment_method)
            tx.save(method | {"customer": customer})

    def answer_bank(self, page: str, answer: str = "confirm") -> None:
        request = urllib.request.Request(page, data=urllib.parse.urlencode({"answer": answer}).encode())
        with contextlib.suppress(urllib.error.HTTPError):  # it leads back to the shop, where nobody is
            urllib.request.build_opener(_NoRedirect).open(request, timeout=10).close()

    # Faults

    def fault(self, kind: str, path: str, method: str = "POST", **more: float) -> None:
        self.simulator.faults.add(Fault(kind, path, method, **more))  # type: ignore[arg-type]

    # What is true

    def subscription(self, account_id: str) -> billing.Subscription:
        with self.database.transaction(reading=True) as session:
            row = last_subscription(session, account_id)
            assert row is not None
            return subscription_on_wire(row, self.now)

    def renewal(self, account_id: str) -> Renewal | None:
        with self.database.transaction(reading=True) as session:
            row = last_subscription(session, account_id)
            assert row is not None
            return renewal_on_wire(session, self.catalogue, row, self.now)

    def renewals(self, account_id: str) -> list[RenewalRow]:
        with self.database.transaction(reading=True) as session:
            found = select(RenewalRow).where(RenewalRow.account_id == account_id).order_by(RenewalRow.due_at)
            return list(session.scalars(found))

    def attempts(self, account_id: str) -> list[RenewalAttemptRow]:
        with self.database.transaction(reading=True) as session:
            found = select(RenewalAttemptRow).where(RenewalAttemptRow.account_id == account_id)
            return list(session.scalars(found.order_by(RenewalAttemptRow.started_at, RenewalAttemptRow.number)))

    def charges(self, account_id: str, *, status: str = "succeeded") -> list[dict]:
        """The gateway's own word on what renewals have charged to an account's cards."""
        with self.simulator.ledger.transaction("practice", self.simulator.now()) as tx:
            rows = tx.run("SELECT amount, status, metadata FROM charges ORDER BY charged_at, rowid").fetchall()
        found = [{"amount": amount, "status": state, **json.loads(metadata)} for amount, state, metadata in rows]
        return [
            charge
            for charge in found
            if charge["account_id"] == account_id and "renewal_id" in charge and charge["status"] == status
        ]

    def invoices(self, account_id: str) -> list[InvoiceRow]:
        with self.database.transaction(reading=True) as session:
            found = select(InvoiceRow).where(
                InvoiceRow.account_id == account_id, InvoiceRow.renewal_id.is_not(None)
            )
            return list(session.scalars(found.order_by(InvoiceRow.issued_at)))

    def letters(self, account_id: str) -> list[tuple[str, datetime]]:
        """The kinds of the letters to an account about its subscription, with their moments, oldest first."""
        with self.database.transaction(reading=True) as session:
            rows = session.scalars(select(MailRow).where(MailRow.account_id == account_id)).all()
        found = [(row.occasion.split(":")[0], row.created_at) for row in rows]
        return sorted((one for one in found if one[0] not in {"purchase", "invoice"}), key=lambda one: one[1])

    def kinds(self, account_id: str) -> list[str]:
        return [kind for kind, _ in self.letters(account_id)]

    def ask(self, account_id: str, to: str, days: int = 0) -> None:
        self.time.move(account_id, MovePracticeClock(to=to, days=days))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None
