"""Buying without an account: proving an address, the visitor's state, and signing in at the end."""

from typing import Annotated

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from sqlalchemy.orm import Session

from licenseserver import verifications, visitors
from licenseserver.callers import VisitorCaller
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.practice_mails import practice_mails
from licenseserver.settings import Settings
from licenseserver.verification_mail import MailFacts
from licenseserver.verification_page import (
    BILLING_PATH,
    CONTENT_POLICY,
    PLANS_PATH,
    VERIFY_PATH,
    billing_page,
    plans_page,
    verification_page,
)
from licensewire.practice import PracticeMails
from licensewire.session import SignedIn
from licensewire.visitors import (
    AccountWanted,
    CodeEntered,
    Verification,
    VerificationMail,
    VerificationRequest,
    Visitor,
    VisitorSignIn,
    VisitorState,
)

_AcceptLanguage = Annotated[str | None, HeaderParameter(name="Accept-Language", required=False)]


@post("/v1/verifications", sync_to_thread=True)
def request_verification(
    data: JSONBody[VerificationRequest],
    address: NamedDependency[str],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> Verification:
    """Send a code to an e-mail address."""
    return verifications.request_verification(
        transaction, catalogue, _mail_facts(settings), data, address, clock.now()
    )


@post("/v1/verifications/{verification_id:str}/resend", sync_to_thread=True, status_code=200)
def resend_verification(
    verification_id: FromPath[str],
    address: NamedDependency[str],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> Verification:
    """Send another code; the one before it ends."""
    return verifications.resend(
        transaction, catalogue, _mail_facts(settings), verification_id, address, clock.now()
    )


@get("/v1/verifications/{verification_id:str}/mail", sync_to_thread=True)
def read_verification_mail(
    verification_id: FromPath[str], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> VerificationMail:
    """Say whether the mail with the code could be sent."""
    return verifications.mail_of(transaction, verification_id, clock.now())


@post("/v1/verifications/{verification_id:str}/confirm", sync_to_thread=True, status_code=200)
def confirm_verification(
    verification_id: FromPath[str],
    data: JSONBody[CodeEntered],
    address: NamedDependency[str],
    transaction: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Visitor:
    """Exchange the code for a visitor's token."""
    return verifications.confirm(transaction, verification_id, data.code, address, clock.now())


@get(
    VERIFY_PATH + "/{verification_id:str}", sync_to_thread=False, media_type=MediaType.HTML, include_in_schema=False
)
def open_verification(
    verification_id: FromPath[str], code: FromQuery[str] = "", accept_language: _AcceptLanguage = None
) -> Response[str]:
    """Hand the code of a mail's link over to License Desk; it uses nothing up."""
    return _page(verification_page(verification_id, code, accept_language or ""))


@get(PLANS_PATH, sync_to_thread=False, media_type=MediaType.HTML, include_in_schema=False)
def open_plans(accept_language: _AcceptLanguage = None) -> Response[str]:
    """Lead somebody who has an account to the plans."""
    return _page(plans_page(accept_language or ""))


@get(BILLING_PATH, sync_to_thread=False, media_type=MediaType.HTML, include_in_schema=False)
def open_billing(accept_language: _AcceptLanguage = None) -> Response[str]:
    """Lead somebody who reads a mail about a licence to Billing."""
    return _page(billing_page(accept_language or ""))


@get("/v1/visitor", sync_to_thread=True)
def read_visitor(
    visitor: NamedDependency[VisitorCaller], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> VisitorState:
    """Say where the visitor left off."""
    return visitors.describe(transaction, visitor, clock.now())


@post("/v1/visitor/account-check", sync_to_thread=True, status_code=204)
def check_account(
    data: JSONBody[AccountWanted],
    visitor: NamedDependency[VisitorCaller],
    transaction: NamedDependency[Session],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> None:
    """Say whether this would make an account."""
    visitors.check_account(transaction, visitor, data, settings.platform_name, clock.now())


@post("/v1/visitor/session", sync_to_thread=True, status_code=200)
def sign_visitor_in(
    data: JSONBody[VisitorSignIn],
    leaving_visitor: NamedDependency[VisitorCaller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> SignedIn:
    """Sign in to the account that the purchase has made."""
    return visitors.sign_in(transaction, catalogue, leaving_visitor, data, clock.now())


@get("/v1/practice/mails", sync_to_thread=True)
def list_practice_mails(
    transaction: NamedDependency[Session], settings: NamedDependency[Settings]
) -> PracticeMails:
    """Show the newest mails of practice mode."""
    return practice_mails(transaction, practice=settings.practice)


def _mail_facts(settings: Settings) -> MailFacts:
    return MailFacts(settings.platform_name, settings.address)


def _page(content: str) -> Response[str]:
    return Response(content, media_type=MediaType.HTML, headers={"Content-Security-Policy": CONTENT_POLICY})
