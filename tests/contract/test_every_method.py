"""Every method of the client at a live server: what is sent is understood, and what is answered is typed.

One test a method, named after it; `test_endpoints` sees to it that none is missing. They share a server in the
order in which they stand here: "trial" buys, "new" is refused and confirms at the bank, "free" only looks.
"""

import re
from datetime import timedelta

import msgspec
import pytest
from icalendar import Calendar

from licensewire import problem, purchases
from licensewire.billing import TRIALING, Address
from licensewire.data_centers import BY_DEFAULT, GOVERNMENT
from licensewire.invoices import CREDIT_NOTE, INVOICE, InvoiceFilter, InvoiceRecipients
from licensewire.purchases import ConsentGiven, NewAccount, PurchaseRequest, QuoteRequest
from licensewire.session import Refresh, SignIn
from licensewire.visitors import MAIL_WAITING, AccountWanted, CodeEntered, VerificationRequest, VisitorSignIn
from qtclient.api.cards import CardDetails
from qtclient.api.client import Api
from qtclient.api.errors import CardRefused, Refused
from qtclient.api.transport import Transport
from tests.contract.conftest import BANK_CARD, DETAILS, GOOD_CARD, PLAN, POOR_CARD, new_key

UNKNOWN = "no-such-id"


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.problem.request_id
    return caught.value.problem.code


def test_service(shared_server):
    service = Api(Transport(shared_server.address)).service()
    assert service.practice
    assert service.card_entry.gateway_address == shared_server.gateway
    assert {"en", "fr"} <= set(service.languages)


def test_data_centers(shared_server):
    choice = Api(Transport(shared_server.address)).data_centers()
    # A server on this computer's own network: nobody can say where that is.
    assert (choice.reason, choice.country) == (BY_DEFAULT, "")
    taken = next(each for each in choice.data_centers if each.id == choice.default_id)
    assert taken.obstacle == ""
    assert GOVERNMENT in {each.obstacle for each in choice.data_centers}


def test_plans(shared_server):
    comparison = Api(Transport(shared_server.address)).plans()
    ids = {feature.id for group in comparison.groups for feature in group.features}
    assert PLAN in [plan.id for plan in comparison.plans]
    assert all(set(plan.cells) == ids for plan in comparison.plans)
    assert comparison.notices


def test_sign_in(person, shared_server):
    assert person("free").signed_in.account.username == "free"
    api = Api(Transport(shared_server.address))
    wrong = SignIn(username="free", password="wrong", device_name="x")
    assert refused(lambda: api.sign_in(wrong)) == problem.WRONG_CREDENTIALS


def test_refresh(person):
    free = person("free")
    token = free.signed_in.tokens.refresh_token
    renewed = free.api.refresh(Refresh(refresh_token=token))
    assert renewed.tokens.refresh_token != token
    assert renewed.account == free.signed_in.account
    assert refused(lambda: free.api.refresh(Refresh(refresh_token="nonsense"))) == problem.SESSION_ENDED


def proved(shared_server):
    """Somebody without an account who has proved an address: the API as they use it, and the address."""
    api = Api(Transport(shared_server.address))
    email = f"{new_key()[:8]}@visitors.example"
    asked = api.verification(VerificationRequest(email=email, language="en", plan_id=PLAN))
    mail = next(mail for mail in api.practice_mails().mails if mail.recipient == email)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.text)[0]
    visitor = api.confirm_code(asked.id, CodeEntered(code=code.lower()))
    api.transport.access_token = visitor.token
    return api, email


def test_practice_mails(shared_server):
    assert Api(Transport(shared_server.address)).practice_mails().mails


def test_verification(shared_server):
    api = Api(Transport(shared_server.address))
    asked = api.verification(VerificationRequest(email="Kate@Example.org", language="fr", plan_id=PLAN))
    assert asked.email == "Kate@example.org"
    assert asked.resend_at < asked.expires_at
    wrong = VerificationRequest(email="kate", language="fr", plan_id=PLAN)
    assert refused(lambda: api.verification(wrong)) == problem.INVALID_REQUEST


def test_resend(shared_server):
    api = Api(Transport(shared_server.address))
    asked = api.verification(VerificationRequest(email="resend@example.org", language="en", plan_id=PLAN))
    assert refused(lambda: api.resend(asked.id)) == problem.TOO_MANY_ATTEMPTS
    assert refused(lambda: api.resend(UNKNOWN)) == problem.NOT_FOUND


def test_verification_mail(shared_server):
    api = Api(Transport(shared_server.address))
    asked = api.verification(VerificationRequest(email="mail@example.org", language="en", plan_id=PLAN))
    assert api.verification_mail(asked.id).status == MAIL_WAITING  # this backend has no mail server
    assert refused(lambda: api.verification_mail(UNKNOWN)) == problem.NOT_FOUND


def test_confirm_code(shared_server):
    api, _ = proved(shared_server)
    assert api.visitor().purchase is None
    asked = api.verification(VerificationRequest(email="confirm@example.org", language="en", plan_id=PLAN))
    assert refused(lambda: api.confirm_code(asked.id, CodeEntered(code="wrong"))) == problem.CODE_WRONG


def test_visitor(shared_server):
    api, email = proved(shared_server)
    assert (api.visitor().email, api.visitor().plan_id) == (email, PLAN)
    assert refused(Api(Transport(shared_server.address)).visitor) == problem.NOT_SIGNED_IN


def test_account_check(shared_server):
    api, email = proved(shared_server)
    assert api.account_check(AccountWanted(name="Kate", username=email, password="tall green umbrella")) is None
    poor = AccountWanted(name="Kate", username="free", password="password")
    assert refused(lambda: api.account_check(poor)) == problem.INVALID_REQUEST


def test_visitor_session(shared_server):
    api, email = proved(shared_server)
    request = VisitorSignIn(device_name="Contract")
    assert refused(lambda: api.visitor_session(request)) == problem.NOT_BOUGHT
    quote = api.quote(QuoteRequest(plan_id=PLAN, country="US", region="CA", time_zone="Europe/Paris"))
    card = CardDetails(GOOD_CARD, 12, 2034, "737", name="Kate", postal_code="94203", country="US")
    bought = api.purchase(
        PurchaseRequest(
            quote_id=quote.id,
            payment_method=api.tokenise(api.service().card_entry, card),
            billing_details=DETAILS,
            consents=tuple(
                ConsentGiven(id=text.id, version=text.version, language="en") for text in quote.consents
            ),
            new_account=NewAccount(
                name="Kate",
                username=email,
                password="tall green umbrella",
                data_center_id="fra1",
                language="en",
                time_zone="Europe/Paris",
            ),
        ),
        new_key(),
    )
    assert bought.status == purchases.SUCCEEDED
    assert api.visitor().purchase == bought
    signed_in = api.visitor_session(request)
    assert signed_in.account.organization.brand_id == bought.brand_id
    api.transport.access_token = signed_in.tokens.access_token
    assert api.account() == signed_in.account
    assert api.purchases().purchases == (bought,)


def test_account(person, shared_server):
    free = person("free")
    assert free.api.account() == free.signed_in.account
    assert refused(Api(Transport(shared_server.address)).account) == problem.NOT_SIGNED_IN


def test_sessions(person):
    free = person("free")
    found = free.api.sessions().sessions
    assert [entry.id for entry in found if entry.current] == [free.signed_in.tokens.session_id]


def test_sign_out(person):
    free = person("free")
    free.api.sign_out()
    assert refused(free.api.account) in {problem.NOT_SIGNED_IN, problem.SESSION_ENDED}


def test_end_session(person):
    here, there = person("free"), person("free")
    here.api.end_session(there.signed_in.tokens.session_id)
    assert refused(there.api.account) in {problem.NOT_SIGNED_IN, problem.SESSION_ENDED}
    assert here.api.account()
    assert refused(lambda: here.api.end_session(UNKNOWN)) == problem.NOT_FOUND


def test_end_all_sessions(person):
    here, there = person("free"), person("free")
    here.api.end_all_sessions()
    for one in (here, there):
        assert refused(one.api.account) in {problem.NOT_SIGNED_IN, problem.SESSION_ENDED}


def test_usage(person):
    usage = person("free").api.usage()
    assert usage.lines
    assert usage.measured_at.tzinfo is not None


def test_billing(person):
    assert person("free").api.billing().subscription is None
    assert person("trial").api.billing().subscription.status in {TRIALING, "active"}


def test_quote(person):
    quote = person("free").quote()
    assert quote.subtotal.minor + quote.tax.minor == quote.total.minor
    assert {text.id for text in quote.consents} == {purchases.TERMS_OF_SERVICE, purchases.AUTOMATIC_RENEWAL}
    unknown = QuoteRequest(plan_id=UNKNOWN)
    assert refused(lambda: person("free").api.quote(unknown)) in {problem.NOT_FOUND, problem.PLAN_NOT_BUYABLE}


def test_tokenise(person):
    free = person("free")
    assert free.token().startswith("pm_")
    with pytest.raises(CardRefused) as caught:
        free.token("4242424242424241")
    assert (caught.value.reason, caught.value.field) == (purchases.INCORRECT_NUMBER, "number")


def test_purchase(person):
    new = person("new")
    refusal = new.api.purchase(new.request(POOR_CARD), new_key())
    assert (refusal.status, refusal.refusal) == (purchases.REFUSED, purchases.INSUFFICIENT_FUNDS)
    trial, key = person("trial"), new_key()
    request = trial.request()
    bought = trial.api.purchase(request, key)
    assert bought.status == purchases.SUCCEEDED
    assert bought.idempotency_key == key
    assert bought.receipt.total == bought.quote.total
    assert bought.brand_id
    assert trial.api.purchase(request, key) == bought  # sent twice, bought once
    assert trial.api.account().entitlements.plan_id == PLAN
    assert refused(lambda: trial.api.purchase(request, new_key())) in {
        problem.ALREADY_LICENSED,
        problem.QUOTE_CHANGED,
        problem.QUOTE_EXPIRED,
    }


def test_purchases(person):
    found = person("trial").api.purchases().purchases
    assert [purchase.status for purchase in found] == [purchases.SUCCEEDED]


def test_purchase_state(person):
    trial = person("trial")
    bought = trial.api.purchases().purchases[0]
    assert trial.api.purchase_state(bought.id) == bought
    assert refused(lambda: trial.api.purchase_state(UNKNOWN)) == problem.NOT_FOUND
    assert refused(lambda: person("new").api.purchase_state(bought.id)) == problem.NOT_FOUND


def test_receipt(person):
    trial = person("trial")
    bought = trial.api.purchases().purchases[0]
    english, french = (trial.api.receipt(bought.id, language) for language in ("en", "fr"))
    assert english.startswith(b"%PDF-")
    assert french.startswith(b"%PDF-")
    assert english != french
    assert refused(lambda: trial.api.receipt(UNKNOWN, "en")) == problem.NOT_FOUND


def test_invoices(person):
    trial = person("trial")
    bought = trial.api.purchases().purchases[0]
    page = trial.api.invoices(InvoiceFilter(), 0, 50)
    (entry,) = page.entries
    assert (page.total, page.first_issued_on) == (1, page.last_issued_on)
    assert (entry.number, entry.kind, entry.purchase_id) == (bought.receipt.number, INVOICE, bought.id)
    assert (entry.total, entry.issued_at) == (bought.receipt.total, bought.receipt.issued_at)
    day = page.last_issued_on
    wanted = InvoiceFilter(search=entry.number[-4:], kind=INVOICE, issued_from=day, issued_until=day)
    assert trial.api.invoices(wanted, 0, 1) == page
    assert trial.api.invoices(InvoiceFilter(kind=CREDIT_NOTE), 0, 50).total == 0
    assert person("free").api.invoices(InvoiceFilter(search="é, 5 487,30 & co."), 0, 200).entries == ()
    assert refused(lambda: trial.api.invoices(InvoiceFilter(), 0, 201)) == problem.INVALID_REQUEST
    assert refused(lambda: trial.api.invoices(InvoiceFilter(), -1, 50)) == problem.INVALID_REQUEST


def test_invoice(person):
    trial = person("trial")
    bought = trial.api.purchases().purchases[0]
    (entry,) = trial.api.invoices(InvoiceFilter(), 0, 50).entries
    english, french = (trial.api.invoice(entry.id, language) for language in ("en", "fr"))
    assert english.startswith(b"%PDF-")
    assert english == trial.api.receipt(bought.id, "en") != french
    free = person("free")
    assert refused(lambda: free.api.invoice(entry.id, "en")) == problem.NOT_FOUND
    assert refused(lambda: trial.api.invoice(UNKNOWN, "en")) == problem.NOT_FOUND


def test_set_billing_details(person):
    trial = person("trial")
    before = trial.api.invoice(trial.api.invoices(InvoiceFilter(), 0, 1).entries[0].id, "en")
    details = msgspec.structs.replace(DETAILS, name=" Grace  Hopper ", company="Compilers")
    kept = trial.api.set_billing_details(details).billing_details
    assert (kept.name, kept.company, kept.address) == ("Grace Hopper", "Compilers", DETAILS.address)
    assert trial.api.billing().billing_details == kept
    assert trial.api.invoice(trial.api.invoices(InvoiceFilter(), 0, 1).entries[0].id, "en") == before
    wrong = msgspec.structs.replace(DETAILS, name="", address=Address(country="US", lines=()))
    with pytest.raises(Refused) as caught:
        trial.api.set_billing_details(wrong)
    assert {"name", "address.lines", "address.city"} <= {each.field for each in caught.value.problem.fields}


def test_set_recipients(person):
    trial = person("trial")
    billing = trial.api.set_recipients(InvoiceRecipients(emails=("books@example.org", "Books@example.org")))
    assert billing.recipients == ("books@example.org",)
    assert person("trial").api.billing().recipients == billing.recipients
    with pytest.raises(Refused) as caught:
        trial.api.set_recipients(InvoiceRecipients(emails=("nobody",)))
    assert [(each.field, each.code) for each in caught.value.problem.fields] == [("emails.0", "invalid")]
    assert trial.api.set_recipients(InvoiceRecipients()).recipients == ()


def test_renewal_calendar(person):
    trial = person("trial")
    english, french = (trial.api.renewal_calendar(language) for language in ("en", "fr"))
    renewal, deadline = Calendar.from_ical(english).walk("VEVENT")
    assert renewal.decoded("dtstart") > deadline.decoded("dtend").date() - timedelta(days=1)
    assert "renouvellement" in french.decode()
    assert refused(lambda: person("free").api.renewal_calendar("en")) == problem.NOT_FOUND


def test_check_purchase(person):
    new = person("new")
    waiting = new.api.purchase(new.request(BANK_CARD), new_key())
    assert waiting.status == purchases.NEEDS_CONFIRMATION
    assert waiting.confirmation.page.startswith("http")
    assert new.api.check_purchase(waiting.id).status == purchases.NEEDS_CONFIRMATION
    assert refused(lambda: new.api.purchase(new.request(), new_key())) == problem.PURCHASE_UNDER_WAY


def test_cancel_purchase(person):
    new = person("new")
    waiting = next(
        purchase for purchase in new.api.purchases().purchases if purchase.status == purchases.NEEDS_CONFIRMATION
    )
    assert new.api.cancel_purchase(waiting.id).status == purchases.CANCELLED
    assert new.api.cancel_purchase(waiting.id).status == purchases.CANCELLED
    assert refused(lambda: new.api.cancel_purchase(UNKNOWN)) == problem.NOT_FOUND


def test_settle(person):
    trial, new = person("trial"), person("new")
    bought = trial.api.purchases().purchases[0]
    assert trial.api.settle(bought.idempotency_key).purchase == bought
    key = new_key()
    assert new.api.settle(key).purchase is None
    late = new.request()
    assert refused(lambda: new.api.purchase(late, key)) == problem.IDEMPOTENCY_KEY_CLOSED
    assert new.api.settle(key).purchase is None
