"""The client's methods to cancel, resume and withdraw at a live server, as `test_every_method` has the others.

They share a server in the order in which they stand here: "licensed" cancels and resumes, "new" buys and withdraws.
"""

import pytest

from licensewire import problem, purchases
from licensewire.billing import ENDED
from licensewire.declarations import CANCELLATION, WITHDRAWAL, CancellationDeclaration, WithdrawalDeclaration
from licensewire.renewals import UPCOMING, CancelRenewal
from qtclient.api.client import Api
from qtclient.api.transport import Transport
from tests.contract.conftest import new_key
from tests.contract.test_every_method import refused

WRITER = "writer@elsewhere.example"


@pytest.fixture
def signed_out(shared_server):
    return Api(Transport(shared_server.address))


def mail_to(api, address, reference):
    return next(
        mail for mail in api.practice_mails().mails if mail.recipient == address and reference in mail.subject
    )


def test_cancellation_preview(person):
    licensed = person("licensed")
    found = licensed.api.cancellation_preview()
    assert found.access_ends_at == licensed.api.billing().subscription.period_ends_at
    assert {loss.limit_id: loss.over for loss in found.losses}["active_surveys"] == 3
    assert found.not_charged == licensed.api.billing().renewal.total
    assert refused(person("free").api.cancellation_preview) == problem.NOTHING_TO_CANCEL


def test_cancel_renewal(person):
    licensed = person("licensed")
    done = licensed.api.cancel_renewal(CancelRenewal(reason="not_needed", comment="The study is over."))
    assert licensed.api.cancel_renewal(CancelRenewal()) == done
    assert licensed.api.billing().cancellation == done
    assert licensed.api.billing().renewal is None
    assert mail_to(licensed.api, done.mailed_to, done.reference)
    assert refused(lambda: person("free").api.cancel_renewal(CancelRenewal())) == problem.NOTHING_TO_CANCEL
    assert refused(lambda: licensed.api.cancel_renewal(CancelRenewal(reason="boredom"))) == problem.INVALID_REQUEST


def test_cancellation_confirmation(person):
    licensed = person("licensed")
    assert licensed.api.cancellation_confirmation("fr").startswith(b"%PDF-")
    assert person("cancelled").api.cancellation_confirmation("en").startswith(b"%PDF-")
    assert refused(lambda: person("free").api.cancellation_confirmation("en")) == problem.NOT_FOUND


def test_resume_renewal(person):
    licensed = person("licensed")
    resumed = licensed.api.resume_renewal()
    assert (resumed.cancellation, resumed.renewal.status) == (None, UPCOMING)
    assert licensed.api.resume_renewal() == resumed
    assert refused(person("free").api.resume_renewal) == problem.NOTHING_TO_RESUME


def test_declare_cancellation(person, signed_out):
    licensed = person("licensed")
    contract = licensed.api.billing().subscription.contract
    request = CancellationDeclaration(name="Claire FONTAINE", contract=contract, email=WRITER, language="fr")
    key = new_key()
    receipt = signed_out.declare_cancellation(request, key)
    assert (receipt.kind, receipt.mailed_to, receipt.language) == (CANCELLATION, WRITER, "fr")
    assert contract in receipt.text
    assert signed_out.declare_cancellation(request, key) == receipt
    assert licensed.api.billing().cancellation.reference == receipt.reference
    assert mail_to(signed_out, WRITER, receipt.reference)
    assert licensed.api.resume_renewal().cancellation is None
    unknown = CancellationDeclaration(name="Nobody", email=WRITER)
    assert signed_out.declare_cancellation(unknown, new_key()).kind == CANCELLATION
    other = refused(lambda: signed_out.declare_cancellation(unknown, key))
    assert other == problem.IDEMPOTENCY_KEY_REUSED
    assert refused(lambda: signed_out.declare_cancellation(unknown, "")) == problem.IDEMPOTENCY_KEY_MISSING


def test_declare_withdrawal(person, signed_out):
    request = WithdrawalDeclaration(name="Claire Fontaine", contract="claire", email=WRITER)
    receipt = signed_out.declare_withdrawal(request, new_key())
    assert (receipt.kind, receipt.mailed_to) == (WITHDRAWAL, WRITER)
    assert mail_to(signed_out, WRITER, receipt.reference)
    assert person("licensed").api.billing().withdrawal is None


def test_withdraw(person):
    new = person("new")
    assert refused(new.api.withdraw) == problem.NO_RIGHT_TO_WITHDRAW
    assert new.api.purchase(new.request(), new_key()).status == purchases.SUCCEEDED
    right = new.api.billing().withdrawal
    receipt = new.api.withdraw()
    assert right.contract in receipt.text
    assert new.api.withdraw() == receipt
    assert new.api.billing().subscription.status == ENDED
    assert new.api.account().entitlements.plan_id == "free"
