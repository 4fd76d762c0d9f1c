"""The API, one method per endpoint of ``/v1``.

Every method blocks, belongs on a worker thread, returns a struct of `licensewire` or raises `ApiError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote as quoted
from urllib.parse import urlencode

from licensewire.billing import Billing, BillingDetails
from licensewire.card_updates import CardUpdate, CardUpdateRequest
from licensewire.data_centers import DataCenterChoice
from licensewire.declarations import CancellationDeclaration, DeclarationReceipt, WithdrawalDeclaration
from licensewire.invoices import InvoiceFilter, InvoicePage, InvoiceRecipients
from licensewire.plans import PlanComparison, Usage
from licensewire.practice import MovePracticeClock, PracticeClock, PracticeMails
from licensewire.purchases import (
    Purchase,
    PurchaseList,
    PurchaseRequest,
    Quote,
    QuoteRequest,
    Settlement,
    SettleRequest,
)
from licensewire.renewals import Cancellation, CancellationPreview, CancelRenewal
from licensewire.service import CardEntry, Service
from licensewire.session import Account, Refresh, SessionList, SignedIn, SignIn
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
from qtclient.api import cards

if TYPE_CHECKING:
    from qtclient.api.transport import Transport


class Api:
    """The backend as Python calls; `transport` decides where it is and as whom it is asked."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    # Service

    def service(self) -> Service:
        """Who answers here."""
        return self.transport.read("/v1/service", Service)

    # Session

    def sign_in(self, request: SignIn) -> SignedIn:
        """Begin a session; the caller keeps the tokens."""
        return self.transport.write("POST", "/v1/session", SignedIn, body=request, bearer=False, harmless=True)

    def refresh(self, request: Refresh) -> SignedIn:
        """Exchange a refresh token for a new pair; each is good for one exchange."""
        return self.transport.write("POST", "/v1/session/refresh", SignedIn, body=request, bearer=False)

    def sign_out(self) -> None:
        """End this session."""
        self.transport.command("DELETE", "/v1/session")

    def sessions(self) -> SessionList:
        """Where the account is signed in."""
        return self.transport.read("/v1/sessions", SessionList)

    def end_session(self, session_id: str) -> None:
        """End one session of the account."""
        self.transport.command("DELETE", f"/v1/sessions/{_segment(session_id)}")

    def end_all_sessions(self) -> None:
        """End every session of the account, this one too."""
        self.transport.command("DELETE", "/v1/sessions")

    def account(self) -> Account:
        """Who is signed in."""
        return self.transport.read("/v1/account", Account)

    # Practice mode

    def practice_mails(self) -> PracticeMails:
        """The newest mails of a practice backend; `problem.NOT_FOUND` at any other."""
        return self.transport.read("/v1/practice/mails", PracticeMails)

    def practice_clock(self) -> PracticeClock:
        """What time it is at a practice backend; `problem.NOT_FOUND` at any other."""
        return self.transport.read("/v1/practice/clock", PracticeClock)

    def move_practice_clock(self, request: MovePracticeClock) -> PracticeClock:
        """Move the clock forward; everything due on the way has happened when this returns."""
        return self.transport.write("POST", "/v1/practice/clock", PracticeClock, body=request)

    # Visitors

    def verification(self, request: VerificationRequest) -> Verification:
        """Have a code sent to an e-mail address."""
        return self.transport.write(
            "POST", "/v1/verifications", Verification, body=request, bearer=False, harmless=True
        )

    def resend(self, verification_id: str) -> Verification:
        """Have another code sent to the same address; the one before is good no more."""
        path = f"/v1/verifications/{_segment(verification_id)}/resend"
        return self.transport.write("POST", path, Verification, bearer=False, harmless=True)

    def verification_mail(self, verification_id: str) -> VerificationMail:
        """Whether the mail with the code could be sent."""
        return self.transport.read(f"/v1/verifications/{_segment(verification_id)}/mail", VerificationMail)

    def confirm_code(self, verification_id: str, request: CodeEntered) -> Visitor:
        """Prove the address; the code is good once, and the caller keeps the token."""
        path = f"/v1/verifications/{_segment(verification_id)}/confirm"
        return self.transport.write("POST", path, Visitor, body=request, bearer=False)

    def visitor(self) -> VisitorState:
        """Where a visitor left off."""
        return self.transport.read("/v1/visitor", VisitorState)

    def account_check(self, request: AccountWanted) -> None:
        """Ask whether this would make an account; refused with the fields that would not."""
        self.transport.command("POST", "/v1/visitor/account-check", body=request)

    def visitor_session(self, request: VisitorSignIn) -> SignedIn:
        """Sign a visitor in to the account that was bought; the caller keeps the tokens."""
        return self.transport.write("POST", "/v1/visitor/session", SignedIn, body=request)

    # Plans and billing

    def plans(self) -> PlanComparison:
        """Compare plans; can be read without a session."""
        return self.transport.read("/v1/plans", PlanComparison)

    def data_centers(self) -> DataCenterChoice:
        """Where data can live, and which place suits the buyer; can be read without a session."""
        return self.transport.read("/v1/data-centers", DataCenterChoice)

    def usage(self) -> Usage:
        """What the account has used of its limits."""
        return self.transport.read("/v1/usage", Usage)

    def billing(self) -> Billing:
        """Subscription, renewal, card on file and billing details."""
        return self.transport.read("/v1/billing", Billing)

    def set_billing_details(self, details: BillingDetails) -> Billing:
        """Change to whom the future invoices are made out."""
        return self.transport.write("PUT", "/v1/billing/details", Billing, body=details, harmless=True)

    def set_recipients(self, recipients: InvoiceRecipients) -> Billing:
        """Change who else gets the future invoices by mail."""
        return self.transport.write("PUT", "/v1/billing/recipients", Billing, body=recipients, harmless=True)

    # Card on file

    def update_card(self, request: CardUpdateRequest, idempotency_key: str) -> CardUpdate:
        """Replace the card on file, once the gateway has verified the new one; the same key is the same update."""
        headers = {"Idempotency-Key": idempotency_key}
        return self.transport.write("POST", "/v1/billing/card-updates", CardUpdate, body=request, headers=headers)

    def check_card_update(self, update_id: str) -> CardUpdate:
        """Have the backend ask the gateway now ("I have finished" at the bank)."""
        path = f"/v1/billing/card-updates/{_segment(update_id)}/check"
        return self.transport.write("POST", path, CardUpdate, harmless=True)

    def cancel_card_update(self, update_id: str) -> CardUpdate:
        """Keep the old card; answers it as succeeded where the new one was verified already."""
        path = f"/v1/billing/card-updates/{_segment(update_id)}/cancel"
        return self.transport.write("POST", path, CardUpdate, harmless=True)

    def remove_card(self) -> Billing:
        """Take the card off the file; removing none changes nothing."""
        return self.transport.write("DELETE", "/v1/billing/card", Billing, harmless=True)

    # Renewal

    def cancellation_preview(self) -> CancellationPreview:
        """What cancelling the renewal would mean for this account."""
        return self.transport.read("/v1/billing/cancellation", CancellationPreview)

    def cancel_renewal(self, request: CancelRenewal) -> Cancellation:
        """Cancel the renewal; a second time answers the same cancellation."""
        return self.transport.write("POST", "/v1/billing/cancellation", Cancellation, body=request, harmless=True)

    def resume_renewal(self) -> Billing:
        """Undo the cancellation; where nothing is cancelled nothing changes."""
        return self.transport.write("DELETE", "/v1/billing/cancellation", Billing, harmless=True)

    def cancellation_confirmation(self, language: str) -> bytes:
        """The confirmation of the cancellation as a PDF."""
        path = f"/v1/billing/cancellation/confirmation?language={quoted(language, safe='')}"
        return self.transport.document(path, "application/pdf")

    def pay_renewal(self) -> Billing:
        """Charge the card on file now for the renewal that is past due; while one try runs, no other begins."""
        return self.transport.write("POST", "/v1/billing/renewal/pay", Billing)

    def check_renewal(self) -> Billing:
        """Have the backend ask the gateway now what became of the renewal's payment."""
        return self.transport.write("POST", "/v1/billing/renewal/check", Billing, harmless=True)

    def renewal_calendar(self, language: str) -> bytes:
        """The renewal and the last day to cancel it as a calendar file (RFC 5545)."""
        path = f"/v1/billing/renewal.ics?language={quoted(language, safe='')}"
        return self.transport.document(path, "text/calendar")

    def withdraw(self) -> DeclarationReceipt:
        """Withdraw from the contract of the first 14 days: its price is paid back, the account becomes Free."""
        return self.transport.write("POST", "/v1/billing/withdrawal", DeclarationReceipt, harmless=True)

    # Invoices

    def invoices(self, wanted: InvoiceFilter, offset: int, limit: int) -> InvoicePage:
        """A page of the invoices, newest first."""
        query = {
            "offset": str(offset),
            "limit": str(limit),
            "search": wanted.search,
            "kind": wanted.kind,
            "issued_from": wanted.issued_from.isoformat() if wanted.issued_from else "",
            "issued_until": wanted.issued_until.isoformat() if wanted.issued_until else "",
        }
        asked = urlencode({name: value for name, value in query.items() if value})
        return self.transport.read(f"/v1/invoices?{asked}", InvoicePage)

    def invoice(self, invoice_id: str, language: str) -> bytes:
        """An invoice or a credit note as a PDF."""
        path = f"/v1/invoices/{_segment(invoice_id)}/document?language={quoted(language, safe='')}"
        return self.transport.document(path, "application/pdf")

    # Cancelling and withdrawing without signing in

    def declare_cancellation(self, request: CancellationDeclaration, idempotency_key: str) -> DeclarationReceipt:
        """Cancel a contract by name and contract or e-mail; the same key is the same declaration."""
        return self._declare("cancellation", request, idempotency_key)

    def declare_withdrawal(self, request: WithdrawalDeclaration, idempotency_key: str) -> DeclarationReceipt:
        """Withdraw from a contract by name and contract; the same key is the same declaration."""
        return self._declare("withdrawal", request, idempotency_key)

    def _declare(
        self, kind: str, request: CancellationDeclaration | WithdrawalDeclaration, idempotency_key: str
    ) -> DeclarationReceipt:
        headers = {"Idempotency-Key": idempotency_key}
        path = f"/v1/declarations/{kind}"
        return self.transport.write(
            "POST", path, DeclarationReceipt, body=request, bearer=False, headers=headers, harmless=True
        )

    # Purchases

    def quote(self, request: QuoteRequest) -> Quote:
        """What a purchase would cost, exactly and for a limited time."""
        return self.transport.write("POST", "/v1/quotes", Quote, body=request, harmless=True)

    def purchase(self, request: PurchaseRequest, idempotency_key: str) -> Purchase:
        """Buy. On `OutcomeUnknown` ask `settle` with the same key; never send it with another one."""
        headers = {"Idempotency-Key": idempotency_key}
        return self.transport.write("POST", "/v1/purchases", Purchase, body=request, headers=headers)

    def purchases(self) -> PurchaseList:
        """The account's purchases, newest first."""
        return self.transport.read("/v1/purchases", PurchaseList)

    def purchase_state(self, purchase_id: str) -> Purchase:
        """How a purchase stands."""
        return self.transport.read(f"/v1/purchases/{_segment(purchase_id)}", Purchase)

    def check_purchase(self, purchase_id: str) -> Purchase:
        """Have the backend ask the gateway now ("I have finished" at the bank)."""
        return self.transport.write("POST", f"/v1/purchases/{_segment(purchase_id)}/check", Purchase, harmless=True)

    def cancel_purchase(self, purchase_id: str) -> Purchase:
        """Give a purchase up; answers it as succeeded where it was paid already."""
        return self.transport.write("POST", f"/v1/purchases/{_segment(purchase_id)}/cancel", Purchase)

    def settle(self, idempotency_key: str) -> Settlement:
        """What became of the purchase with this key; closes the key where none arrived."""
        request = SettleRequest(idempotency_key=idempotency_key)
        return self.transport.write("POST", "/v1/purchases/settle", Settlement, body=request, harmless=True)

    def receipt(self, purchase_id: str, language: str) -> bytes:
        """The receipt as a PDF."""
        path = f"/v1/purchases/{_segment(purchase_id)}/receipt?language={quoted(language, safe='')}"
        return self.transport.document(path, "application/pdf")

    # Payment gateway

    def tokenise(self, entry: CardEntry, card: cards.CardDetails) -> str:
        """Exchange a card for a token at the payment gateway itself; the backend never sees the card.

        Raises:
            CardRefused: the gateway did not take it.
            Unreachable: no answer; nothing was charged either way.
        """
        return cards.tokenise(self.transport.beside(entry.gateway_address), entry.publishable_key, card)


def _segment(text: str) -> str:
    """`text` as exactly one segment of a path."""
    return quoted(text, safe="")
