"""Mails: written into the outbox in the transaction that they tell of; `mail_post` sends them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.mail_attachments import attached_invoice
from licenseserver.purchase_tables import MailRow, PurchaseRow
from licenseserver.purchases import quote_of
from licenseserver.security import new_id
from licenseserver.seller import load_seller
from licenseserver.tables import AccountRow, OrganizationRow
from licenseserver.wording import day_text, known_language, moment_text, money_text
from licensewire.money import Money
from licensewire.shape import in_language

_TEMPLATES = Path(__file__).parent / "templates"
_TERM = {"en": "Self-service license", "fr": "Licence en libre-service"}
_SUBJECT = {"en": "Your {plan} license is active", "fr": "Votre licence {plan} est active"}


@dataclass(frozen=True)
class Letter:
    """What a mail says: its templates' name and the words that stand in them; `repr` tells the subject only."""

    subject: str
    template: str
    words: Mapping[str, object] = field(repr=False)


def queue_confirmation(
    session: Session,
    catalogue: Catalogue,
    platform_name: str,
    account: AccountRow,
    row: PurchaseRow,
    invoice: InvoiceRow,
    brand_id: str,
    now: datetime,
    *,
    first: bool,
    contract: str,
    withdraw_until: datetime | None,
) -> None:
    """Write the mail that confirms a purchase, in the account's language (A4).

    The `first` one, which made the account, says too how to sign in and where the data are (A5, C1). A consumer is
    told until when the contract can be withdrawn from (CRD 6 (1) (h)).
    """
    language = known_language(row.language)
    quote = quote_of(row)
    plan = catalogue.plan(quote.plan_id)
    plan_name = in_language(plan.name, language) if plan else quote.plan_id
    seller = load_seller()
    words = {
        "language": language,
        "platform": platform_name,
        "name": account.name,
        "term": _TERM[language],
        "plan": plan_name,
        "starts": day_text(quote.period_starts_at, language, account.time_zone),
        "ends": day_text(quote.period_ends_at, language, account.time_zone),
        "total": money_text(Money(minor=row.total_minor, currency=row.currency), language),
        "invoice": invoice.number,
        "brand_id": brand_id,
        "username": account.username if first else "",
        "data_center": _data_center(session, catalogue, account, language) if first else "",
        "renews": day_text(quote.first_renewal_at, language, account.time_zone),
        "renewal_total": money_text(quote.first_renewal_total, language),
        "contract": contract,
        "withdraw_until": moment_text(withdraw_until, language, account.time_zone) if withdraw_until else "",
        "cancel_until": moment_text(quote.cancel_until, language, account.time_zone),
        "seller": seller.name,
        "seller_email": seller.email,
    }
    queue(
        session,
        f"purchase:{row.id}",
        account.id,
        account.email,
        Letter(_SUBJECT[language].format(plan=plan_name), "confirmation", words),
        now,
        attachment=attached_invoice(invoice.id, language),
    )


def queue(
    session: Session,
    occasion: str,
    account_id: str | None,
    recipient: str,
    letter: Letter,
    now: datetime,
    *,
    attachment: str | None = None,
) -> None:
    """Write a mail into the outbox; the same `occasion` is written once.

    The `attachment` is a reference from `mail_attachments`; what it refers to is made when the mail is sent.
    """
    text, html = written(letter)
    session.add(
        MailRow(
            id=new_id("mail"),
            occasion=occasion,
            account_id=account_id,
            recipient=recipient,
            subject=letter.subject,
            text=text,
            html=html,
            created_at=now,
            next_attempt_at=now,
            attempts=0,
            attachment=attachment,
        )
    )


def written(letter: Letter) -> tuple[str, str]:
    """Return what a mail says, as plain text and as HTML."""
    text, html = (_templates().get_template(f"{letter.template}.{form}.j2") for form in ("txt", "html"))
    return text.render(letter.words), html.render(letter.words)


def _data_center(session: Session, catalogue: Catalogue, account: AccountRow, language: str) -> str:
    known = session.get_one(OrganizationRow, account.organization_id).data_center_id
    place = next((each for each in catalogue.data_centers if each.id == known), None)
    return in_language(place.city, language) if place else known or ""


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=jinja2.select_autoescape(["html.j2"]),
        undefined=jinja2.StrictUndefined,
    )
