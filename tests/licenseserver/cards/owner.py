"""An owner who changes cards: the rules on a database, the real dialect, the practice gateway in a thread."""

from datetime import timedelta

import requests
from sqlalchemy import select

from licenseserver.card_update_tables import CardToLetGoRow, CardUpdateRow
from licenseserver.card_updates import card_update_on_wire, open_card_update, record_card_update
from licenseserver.card_verifying import CardVerifying
from licenseserver.charging import AGAIN
from licenseserver.database import Database
from licenseserver.gateway.stripe_dialect import StripeGateway
from licenseserver.gateway_customers import known_customer
from licenseserver.letters.facts import House
from licenseserver.letting_go import let_go_at_gateway
from licenseserver.practice.gateway.server import PracticeGateway
from licenseserver.purchase_tables import CardOnFileRow, MailRow
from licenseserver.renewal_tables import RenewalRow
from licenseserver.security import new_id
from licenseserver.tables import AccountRow, AuditRow, BuyerRow, OrganizationRow, SubscriptionRow
from licensewire.card_updates import CardUpdate, CardUpdateRequest

RETURN = "http://127.0.0.1:9/v1/purchase-return"
GOOD, OTHER, ASKS = "4242424242424242", "5555555555554444", "4000000000003220"
SAYS_NO = "4000000000000002"


class Gateway:
    """The practice gateway as tests see it from outside."""

    def __init__(self, running: PracticeGateway) -> None:
        self.running = running
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.headers["Authorization"] = "Bearer sk_test_practice"

    def dialect(self) -> StripeGateway:
        return StripeGateway("sk_test_practice", "whsec_practice", self.running.address, (2.0, 2.0))

    def token(self, number: str = GOOD) -> str:
        card = {"card[number]": number, "card[exp_month]": 12, "card[exp_year]": 2040, "card[cvc]": "123"}
        answer = self.http.post(
            f"{self.running.address}/v1/payment_methods", data={"type": "card", **card}, timeout=9
        )
        answer.raise_for_status()
        return answer.json()["id"]

    def kept(self, customer: str) -> set[str]:
        """The cards that the gateway keeps for a customer."""
        query = {"customer": customer, "limit": 100}
        found = self.http.get(f"{self.running.address}/v1/payment_methods", params=query, timeout=9).json()["data"]
        return {method["id"] for method in found}

    def fault(self, fault: str, path: str, **details: object) -> None:
        data = {"fault": fault, "path": path, **details}
        self.http.post(f"{self.running.address}/control/faults", data=data, timeout=9).raise_for_status()

    def answer_bank(self, page: str, answer: str = "confirm") -> None:
        self.http.post(page, data={"answer": answer}, allow_redirects=False, timeout=9)


class Owner:
    """An account and its card, changed by the rules themselves."""

    def __init__(self, database: Database, gateway: Gateway, clock: object) -> None:
        self.database, self.gateway, self.clock = database, gateway, clock
        self.dialect = gateway.dialect()
        self.account_id = new_id("acc")
        self.told: list[str] = []
        with database.transaction() as session:
            organization = OrganizationRow(id=new_id("org"), name="Test")
            session.add_all([BuyerRow(id=self.account_id), organization])
            session.flush()
            names = dict.fromkeys(("username", "username_folded", "name"), self.account_id)
            mails = dict.fromkeys(("email", "email_folded"), "maya@example.org")
            session.add(
                AccountRow(
                    id=self.account_id,
                    organization_id=organization.id,
                    password_hash="",
                    role="owner",
                    time_zone="UTC",
                    country="US",
                    language="en",
                    created_at=clock.now(),
                    **names,
                    **mails,
                )
            )

    def verifying(self, database: Database | None = None, pay_with_new_card: object = None) -> CardVerifying:
        """What takes the owner's updates on; another one is another process."""
        house = House("Test", "http://127.0.0.1:9")

        def pay(_session: object, account_id: str, _now: object) -> bool:
            self.told.append(account_id)
            return False

        paying = pay_with_new_card or pay
        return CardVerifying(database or self.database, self.dialect, self.clock, house, paying)

    def begin(self, number: str = GOOD, key: str = "", token: str = "") -> str:
        """Record an update and return its id."""
        request = CardUpdateRequest(payment_method=token or self.gateway.token(number))
        now = self.clock.now()
        with self.database.transaction() as session:
            return record_card_update(session, self.account_id, request, key or new_id("k"), RETURN, now, now).id

    def advance(self, update_id: str, verifying: CardVerifying | None = None) -> CardUpdate:
        """Take it on as far as it goes now."""
        verifying = verifying or self.verifying()
        while verifying.advance(update_id) == AGAIN:
            pass
        return self.update(update_id)

    def update(self, update_id: str) -> CardUpdate:
        with self.database.transaction(reading=True) as session:
            return card_update_on_wire(session.get_one(CardUpdateRow, update_id))

    def open(self) -> CardUpdate | None:
        with self.database.transaction(reading=True) as session:
            return open_card_update(session, self.account_id)

    def token_of(self, update_id: str) -> str:
        with self.database.transaction(reading=True) as session:
            return session.get_one(CardUpdateRow, update_id).payment_method

    def replace(self, number: str = GOOD) -> CardUpdate:
        return self.advance(self.begin(number))

    def card(self) -> CardOnFileRow | None:
        with self.database.transaction(reading=True) as session:
            return session.get(CardOnFileRow, self.account_id)

    def kept(self) -> set[str]:
        """The cards that the gateway keeps for this owner."""
        customer = self.customer()
        return self.gateway.kept(customer) if customer else set()

    def let_go(self) -> None:
        """Have the gateway let go of everything that waits for it."""
        for payment_method in self.waiting_to_go():
            let_go_at_gateway(self.database, self.dialect, payment_method, self.clock.now())

    def waiting_to_go(self) -> list[str]:
        with self.database.transaction(reading=True) as session:
            rows = select(CardToLetGoRow.payment_method).where(CardToLetGoRow.account_id == self.account_id)
            return list(session.scalars(rows))

    def letters(self) -> list[str]:
        """The subjects of the letters to this owner."""
        with self.database.transaction(reading=True) as session:
            return list(session.scalars(select(MailRow.subject).where(MailRow.account_id == self.account_id)))

    def actions(self) -> list[str]:
        """What the audit log tells of this account."""
        with self.database.transaction(reading=True) as session:
            told = select(AuditRow.action).where(AuditRow.account_id == self.account_id).order_by(AuditRow.number)
            return list(session.scalars(told))

    def customer(self) -> str:
        with self.database.transaction(reading=True) as session:
            return known_customer(session, self.account_id) or ""

    def begin_renewal(self, payment_method: str) -> None:
        """A renewal that is being charged just now."""
        now = self.clock.now()
        year = timedelta(days=365)
        with self.database.transaction() as session:
            subscription = SubscriptionRow(
                id=new_id("sub"),
                account_id=self.account_id,
                plan_id="strategic-research",
                status="active",
                started_at=now - year,
                period_started_at=now - year,
                period_ends_at=now,
            )
            session.add(subscription)
            session.flush()
            amounts = {"price_minor": 100, "tax_minor": 0, "total_minor": 100, "previous_price_minor": 100}
            words = dict.fromkeys(("tax_percent", "tax_name", "tax_note", "billing_details"), "")
            session.add(
                RenewalRow(
                    id=new_id("ren"),
                    subscription_id=subscription.id,
                    account_id=self.account_id,
                    number=2,
                    status="processing",
                    due_at=now,
                    period_starts_at=now,
                    period_ends_at=now + year,
                    currency="USD",
                    created_at=now,
                    waits=0,
                    payment_method=payment_method,
                    **amounts,
                    **words,
                )
            )
