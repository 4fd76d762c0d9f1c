"""Mails: written into the outbox in the transaction that they tell of; `mail_post` sends them."""

from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.purchase_tables import MailRow, PurchaseRow, ReceiptRow
from licenseserver.purchases import quote_of
from licenseserver.security import new_id
from licenseserver.seller import load_seller
from licenseserver.tables import AccountRow
from licenseserver.wording import day_text, known_language, moment_text, money_text
from licensewire.money import Money
from licensewire.shape import in_language

_TEMPLATES = Path(__file__).parent / "templates"
_TERM = {"en": "Self-service license", "fr": "Licence en libre-service"}
_SUBJECT = {"en": "Your {plan} license is active", "fr": "Votre licence {plan} est active"}


def queue_confirmation(
    session: Session,
    catalogue: Catalogue,
    platform_name: str,
    account: AccountRow,
    row: PurchaseRow,
    receipt: ReceiptRow,
    brand_id: str,
    now: datetime,
) -> None:
    """Write the mail that confirms a purchase, in the account's language (A4)."""
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
        "receipt": receipt.number,
        "brand_id": brand_id,
        "renews": day_text(quote.first_renewal_at, language, account.time_zone),
        "renewal_total": money_text(quote.first_renewal_total, language),
        "cancel_until": moment_text(quote.cancel_until, language, account.time_zone),
        "seller": seller.name,
        "seller_email": seller.email,
    }
    session.add(
        MailRow(
            id=new_id("mail"),
            occasion=f"purchase:{row.id}",
            account_id=account.id,
            recipient=account.email,
            subject=_SUBJECT[language].format(plan=plan_name),
            text=_templates().get_template("confirmation.txt.j2").render(words),
            html=_templates().get_template("confirmation.html.j2").render(words),
            created_at=now,
            next_attempt_at=now,
            attempts=0,
        )
    )


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=jinja2.select_autoescape(["html.j2"]),
        undefined=jinja2.StrictUndefined,
    )
