"""From what was typed to what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from licensewire.billing import Address, BillingDetails
from licensewire.purchases import ConsentGiven, NewAccount, PurchaseRequest
from qtclient.api.cards import CardDetails
from qtclient.forms import address, card_number, expiry
from qtclient.presenters.purchase_draft import (
    ACCOUNT_NAME,
    COMPANY,
    COUNTRY,
    CVC,
    DATA_CENTER,
    EXPIRY,
    NAME,
    NUMBER,
    PASSWORD,
    TAX_ID,
    USERNAME,
)

if TYPE_CHECKING:
    from licensewire.purchases import Quote
    from qtclient.forms.address import AddressRules
    from qtclient.presenters.purchase_draft import Draft, SecretsTyped

_FIELDS_OF_THE_WIRE = {
    "billing_details.name": NAME,
    "billing_details.company": COMPANY,
    "billing_details.tax_id": TAX_ID,
    "billing_details.address.country": COUNTRY,
    "billing_details.address.lines": address.LINE_1,
    "billing_details.address.city": address.CITY,
    "billing_details.address.region": address.REGION,
    "billing_details.address.postal_code": address.POSTAL_CODE,
    "billing_details.address.dependent_locality": address.DEPENDENT_LOCALITY,
    "billing_details.address.sorting_code": address.SORTING_CODE,
    "new_account.name": ACCOUNT_NAME,
    "new_account.username": USERNAME,
    "new_account.password": PASSWORD,
    "new_account.data_center_id": DATA_CENTER,
    # The gateway's words for the card's own fields.
    "number": NUMBER,
    "expiry": EXPIRY,
    "cvc": CVC,
    "postal_code": address.POSTAL_CODE,
}


def form_field(wire_field: str) -> str:
    """Return the form's field that the backend or the gateway means by `wire_field`; "" for none of them."""
    return _FIELDS_OF_THE_WIRE.get(wire_field, "")


def card_details(card: SecretsTyped, draft: Draft) -> CardDetails:
    """Return the card as the gateway takes it; only for a card in which nothing is wrong."""
    until = expiry.parsed(card.expiry)
    if until is None:
        raise ValueError("the expiry was not checked")
    return CardDetails(
        number=card_number.number_in(card.number),
        expiry_month=until.month,
        expiry_year=until.year,
        cvc=card.cvc,
        name=draft.name.strip(),
        postal_code=draft.address.get(address.POSTAL_CODE, "").strip(),
        country=draft.country,
    )


def billing_details(draft: Draft, rules: AddressRules, tax_number: str) -> BillingDetails:
    """Return to whom the receipt is made out, with the fields that the country has and no others."""
    tidy = address.tidied(draft.address, rules)
    lines = tuple(line for line in (tidy.get(address.LINE_1, ""), tidy.get(address.LINE_2, "")) if line)
    return BillingDetails(
        name=" ".join(draft.name.split()),
        company=" ".join(draft.company.split()),
        tax_id=tax_number,
        address=Address(
            country=draft.country,
            lines=lines,
            city=tidy.get(address.CITY, ""),
            region=tidy.get(address.REGION, ""),
            postal_code=tidy.get(address.POSTAL_CODE, ""),
            dependent_locality=tidy.get(address.DEPENDENT_LOCALITY, ""),
            sorting_code=tidy.get(address.SORTING_CODE, ""),
        ),
    )


def new_account(draft: Draft, password: str, data_center_id: str, *, language: str, time_zone: str) -> NewAccount:
    """Return the account that a visitor's purchase makes; the password is taken as it was typed."""
    return NewAccount(
        name=" ".join(draft.account_name.split()),
        username=draft.username.strip(),
        password=password,
        data_center_id=data_center_id,
        language=language,
        time_zone=time_zone,
    )


def purchase_request(
    quote: Quote, token: str, details: BillingDetails, language: str, account: NewAccount | None
) -> PurchaseRequest:
    """Return the purchase of exactly `quote`, every one of its consents given as it was read in `language`."""
    return PurchaseRequest(
        quote_id=quote.id,
        payment_method=token,
        billing_details=details,
        consents=tuple(
            ConsentGiven(id=consent.id, version=consent.version, language=language) for consent in quote.consents
        ),
        new_account=account,
    )


def typed_before(details: BillingDetails) -> dict[str, str]:
    """Return the address of `details` as fields of the form."""
    kept = details.address
    lines = (*kept.lines, "", "")
    return {
        address.LINE_1: lines[0],
        address.LINE_2: ", ".join(line for line in lines[1:] if line),
        address.CITY: kept.city,
        address.REGION: kept.region,
        address.POSTAL_CODE: kept.postal_code,
        address.DEPENDENT_LOCALITY: kept.dependent_locality,
        address.SORTING_CODE: kept.sorting_code,
    }
