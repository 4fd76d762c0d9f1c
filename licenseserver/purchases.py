"""Purchases: recording the intent of a person once, and telling what became of it (A8).

What happens between the two is `charging`'s.
"""

import hashlib
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.billing_details import checked_billing_details
from licenseserver.buyers import Buyer, alone_with, email_of, facts_of
from licenseserver.cards_on_file import is_being_charged
from licenseserver.catalogue import Catalogue
from licenseserver.invoices import invoice_of_purchase
from licenseserver.new_accounts import AccountToHold, hold_account
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.purchase_tables import ConsentRow, PurchaseKeyRow, PurchaseRow
from licenseserver.quotes import quote_that_holds
from licenseserver.security import new_id
from licenseserver.subscriptions import subscription_on_wire
from licenseserver.tables import AccountRow, OrganizationRow, SubscriptionRow
from licenseserver.visitor_tables import HeldAccountRow
from licensewire import problem, purchases
from licensewire.bank import BankConfirmation
from licensewire.money import Money
from licensewire.purchases import (
    ConsentGiven,
    ConsentText,
    Purchase,
    PurchaseRequest,
    Quote,
    Receipt,
)
from licensewire.shape import in_language

OPEN_STATUSES = (purchases.PROCESSING, purchases.NEEDS_CONFIRMATION)
_LONGEST_KEY = 255
_LONGEST_TOKEN = 255


def checked_key(key: str | None) -> str:
    """Return the idempotency key of a request.

    Raises:
        ProblemError: there is none, or it cannot be one.
    """
    if not key or not key.isascii() or not key.isprintable() or len(key) > _LONGEST_KEY:
        raise ProblemError(problem.IDEMPOTENCY_KEY_MISSING)
    return key


def record_purchase(
    session: Session,
    catalogue: Catalogue,
    buyer: Buyer,
    request: PurchaseRequest,
    key: str,
    return_address: str,
    now: datetime,
    held: AccountToHold | None = None,
) -> PurchaseRow:
    """Record a purchase, or return the one that this key has made already.

    The buyer's browser is sent to `return_address` by the bank; `held` is the account that a visitor's purchase
    makes.

    Raises:
        ProblemError: it is refused and nothing is recorded; the key is still free.
    """
    fingerprint = _fingerprint(request)
    alone_with(session, buyer.id)
    taken = session.get(PurchaseKeyRow, (buyer.id, key))
    if taken is not None:
        return _made_before(session, taken, fingerprint)
    facts = facts_of(session, buyer)
    if session.scalar(
        select(PurchaseRow.id).where(PurchaseRow.buyer_id == buyer.id, PurchaseRow.status.in_(OPEN_STATUSES))
    ):
        raise ProblemError(problem.PURCHASE_UNDER_WAY)
    if is_being_charged(session, buyer.id):
        # What is bought would replace the licence that is just being paid for another year.
        raise ProblemError(problem.RENEWAL_UNDER_WAY)
    if buyer.is_visitor != (request.new_account is not None):
        raise invalid_field("new_account", "required" if buyer.is_visitor else "unknown")
    if not 0 < len(request.payment_method) <= _LONGEST_TOKEN:
        raise invalid_field("payment_method", "invalid" if request.payment_method else "required")
    details = checked_billing_details(request.billing_details)
    quote = quote_that_holds(session, catalogue, buyer, request.quote_id, details, now)
    consents = _checked_consents(catalogue.consents_of(visitor=buyer.is_visitor), request.consents)
    row = PurchaseRow(
        id=new_id("pur"),
        buyer_id=buyer.id,
        idempotency_key=key,
        fingerprint=fingerprint,
        status=purchases.PROCESSING,
        attempt=1,
        quote=msgspec.json.encode(quote).decode(),
        billing_details=msgspec.json.encode(details).decode(),
        language=request.new_account.language if request.new_account else facts.language,
        payment_method=request.payment_method,
        return_address=return_address,
        total_minor=quote.total.minor,
        currency=quote.total.currency,
        created_at=now,
        attempt_started_at=now,
    )
    session.add(row)
    session.flush()
    session.add(PurchaseKeyRow(buyer_id=buyer.id, key=key, purchase_id=row.id, taken_at=now))
    if held is not None:
        hold_account(session, row.id, held)
    for text, given in consents:
        session.add(_consent_row(row.id, text, given, now))
    session.flush()
    audit.record(
        session,
        now,
        "purchase.recorded",
        subject=row.id,
        account_id=buyer.id,
        actor=buyer.id,
        details={"plan": quote.plan_id, "total": row.total_minor, "currency": row.currency},
    )
    return row


def request_cancel(session: Session, row: PurchaseRow, now: datetime) -> None:
    """Note that the buyer wants out; from now on the gateway is not asked for the money any more."""
    if row.cancel_requested_at is None:
        row.cancel_requested_at = now
        audit.record(
            session,
            now,
            "purchase.cancel_requested",
            subject=row.id,
            account_id=row.buyer_id,
            actor=row.buyer_id,
        )


def settle_key(session: Session, buyer_id: str, key: str, now: datetime) -> PurchaseRow | None:
    """Return the purchase with this key, or close the key for ever and return None."""
    alone_with(session, buyer_id)
    taken = session.get(PurchaseKeyRow, (buyer_id, key))
    if taken is None:
        session.add(PurchaseKeyRow(buyer_id=buyer_id, key=key, taken_at=now))
        session.flush()
        return None
    return session.get_one(PurchaseRow, taken.purchase_id) if taken.purchase_id else None


def key_is_taken(session: Session, buyer_id: str, key: str) -> bool:
    """Tell whether a purchase was made with this key, or it was closed."""
    return session.get(PurchaseKeyRow, (buyer_id, key)) is not None


def owned_purchase(session: Session, buyer_id: str, purchase_id: str) -> PurchaseRow:
    """Return a purchase of this buyer.

    Raises:
        ProblemError: `problem.NOT_FOUND`.
    """
    row = session.get(PurchaseRow, purchase_id)
    if row is None or row.buyer_id != buyer_id:
        raise ProblemError(problem.NOT_FOUND)
    return row


def purchases_of(session: Session, buyer_id: str) -> list[PurchaseRow]:
    """Return the buyer's purchases, newest first."""
    found = select(PurchaseRow).where(PurchaseRow.buyer_id == buyer_id)
    return list(session.scalars(found.order_by(PurchaseRow.created_at.desc(), PurchaseRow.id)))


def quote_of(row: PurchaseRow) -> Quote:
    """Return what was agreed to pay."""
    return msgspec.json.decode(row.quote, type=Quote)


def purchase_on_wire(session: Session, row: PurchaseRow, now: datetime) -> Purchase:
    """Return the contract's form of a purchase."""
    confirmation, subscription, receipt = None, None, None
    if row.status == purchases.NEEDS_CONFIRMATION and row.confirmation_page and row.confirmation_expires_at:
        confirmation = BankConfirmation(page=row.confirmation_page, expires_at=row.confirmation_expires_at)
    if row.status == purchases.SUCCEEDED:
        subscription = subscription_on_wire(session.get_one(SubscriptionRow, row.subscription_id), now)
        invoice = invoice_of_purchase(session, row.id)
        total = Money(minor=row.total_minor, currency=row.currency)
        receipt = Receipt(number=invoice.number, issued_at=invoice.issued_at, total=total) if invoice else None
    account = session.get(AccountRow, row.buyer_id)
    # An account that is still to be made is told by the purchase that holds it.
    held = session.get(HeldAccountRow, row.id) if account is None else None
    organization = session.get_one(OrganizationRow, account.organization_id) if account else None
    return Purchase(
        id=row.id,
        idempotency_key=row.idempotency_key,
        status=row.status,
        attempt=row.attempt,
        created_at=row.created_at,
        quote=quote_of(row),
        confirmation=confirmation,
        refusal=row.refusal,
        subscription=subscription,
        receipt=receipt,
        brand_id=organization.brand_id if organization and row.status == purchases.SUCCEEDED else None,
        email=email_of(session, row.buyer_id),
        username=account.username if account else held.username if held else "",
        data_center_id=organization.data_center_id if organization else held.data_center_id if held else None,
    )


def _fingerprint(request: PurchaseRequest) -> str:
    """Digest a request; without the password, which a fast digest would not protect."""
    if request.new_account is not None:
        without = msgspec.structs.replace(request.new_account, password="")
        request = msgspec.structs.replace(request, new_account=without)
    return hashlib.sha256(msgspec.json.encode(request, order="deterministic")).hexdigest()


def _made_before(session: Session, taken: PurchaseKeyRow, fingerprint: str) -> PurchaseRow:
    if taken.purchase_id is None:
        raise ProblemError(problem.IDEMPOTENCY_KEY_CLOSED)
    row = session.get_one(PurchaseRow, taken.purchase_id)
    if row.fingerprint != fingerprint:
        raise ProblemError(problem.IDEMPOTENCY_KEY_REUSED)
    return row


def _checked_consents(
    asked: tuple[ConsentText, ...], given: tuple[ConsentGiven, ...]
) -> list[tuple[ConsentText, ConsentGiven]]:
    by_id = {consent.id: consent for consent in given}
    if any(text.id not in by_id for text in asked):
        raise ProblemError(problem.CONSENT_MISSING)
    if any(text.version != by_id[text.id].version for text in asked):
        raise ProblemError(problem.CONSENT_OUTDATED)
    return [(text, by_id[text.id]) for text in asked]


def _consent_row(purchase_id: str, text: ConsentText, given: ConsentGiven, now: datetime) -> ConsentRow:
    shown = in_language(text.label, given.language) + "\n" + in_language(text.text, given.language)
    return ConsentRow(
        purchase_id=purchase_id,
        consent_id=text.id,
        version=text.version,
        language=given.language[:35],
        text_hash=hashlib.sha256(shown.encode()).hexdigest(),
        given_at=now,
    )
