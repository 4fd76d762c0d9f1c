"""What the fields of the purchase form are called, and what is said when something is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from licensewire.purchases import EXPIRED_CARD, INCORRECT_CVC, INCORRECT_NUMBER
from qtclient.forms import address, card_number, expiry, tax_id
from qtclient.presenters.purchase_draft import (
    ACCOUNT_NAME,
    CONSENT_MISSING,
    CVC,
    DATA_CENTER,
    EXPIRY,
    NUMBER,
    PASSWORD,
    TAX_ID,
    UNAVAILABLE,
    USERNAME,
)

if TYPE_CHECKING:
    from qtclient.forms.address import AddressField


def address_label(field: AddressField) -> str:
    """Return what the field's country calls it, and whether it may stay empty."""
    translate = QCoreApplication.translate
    kinds = {
        "area": translate("AddressFields", "Area"),
        "county": translate("AddressFields", "County"),
        "department": translate("AddressFields", "Department"),
        "district": translate("AddressFields", "District"),
        "do_si": translate("AddressFields", "Province or city"),
        "eircode": translate("AddressFields", "Eircode"),
        "emirate": translate("AddressFields", "Emirate"),
        "island": translate("AddressFields", "Island"),
        "neighborhood": translate("AddressFields", "Neighborhood"),
        "oblast": translate("AddressFields", "Oblast"),
        "parish": translate("AddressFields", "Parish"),
        "pin": translate("AddressFields", "PIN code"),
        "post_town": translate("AddressFields", "Post town"),
        "prefecture": translate("AddressFields", "Prefecture"),
        "province": translate("AddressFields", "Province"),
        "state": translate("AddressFields", "State"),
        "suburb": translate("AddressFields", "Suburb"),
        "townland": translate("AddressFields", "Townland"),
        "village_township": translate("AddressFields", "Village or township"),
        "zip": translate("AddressFields", "ZIP code"),
    }
    names = {
        address.LINE_1: translate("AddressFields", "Street address"),
        address.LINE_2: translate("AddressFields", "Apartment, suite, floor"),
        address.CITY: translate("AddressFields", "City"),
        address.REGION: translate("AddressFields", "Region"),
        address.POSTAL_CODE: translate("AddressFields", "Postal code"),
        address.DEPENDENT_LOCALITY: translate("AddressFields", "District"),
        address.SORTING_CODE: translate("AddressFields", "Sorting code (CEDEX)"),
    }
    label = kinds.get(field.kind, names[field.name])
    if field.required:
        return label
    return translate("AddressFields", "{field} (optional)").format(field=label)


def problem_text(name: str, code: str, example: str = "") -> str:
    """Return the sentence for the problem `code` of the field `name`; "" for no problem.

    Args:
        name: the field's name in the draft or in the address.
        code: a constant of `qtclient.forms`, or the backend's or the gateway's word.
        example: how a good value looks; "" when unknown.
    """
    if not code:
        return ""
    translate = QCoreApplication.translate
    special = {
        (ACCOUNT_NAME, address.REQUIRED): translate("FieldProblem", "Enter your name."),
        (USERNAME, address.REQUIRED): translate(
            "FieldProblem", "Enter a username; your e-mail address is a good one."
        ),
        (USERNAME, "taken"): translate("FieldProblem", "Somebody else has this username. Choose another one."),
        (USERNAME, "foreign"): translate(
            "FieldProblem", "This is another e-mail address than the confirmed one. Use that one, or a name."
        ),
        (PASSWORD, address.REQUIRED): translate("FieldProblem", "Choose a password."),
        (PASSWORD, "too_short"): translate("FieldProblem", "Use at least 8 characters."),
        (PASSWORD, "too_long"): translate("FieldProblem", "This password is too long."),
        (PASSWORD, "common"): translate(
            "FieldProblem", "Many people use this password, so it is easily guessed. Choose another one."
        ),
        (PASSWORD, "like_account"): translate(
            "FieldProblem", "This password is too much like your name or address. Choose another one."
        ),
        (DATA_CENTER, UNAVAILABLE): translate(
            "FieldProblem", "This data center takes in nobody new at the moment. Choose another one."
        ),
        (NUMBER, address.REQUIRED): translate("FieldProblem", "Enter the card number."),
        (NUMBER, card_number.INCOMPLETE): translate("FieldProblem", "The card number is not complete."),
        (NUMBER, card_number.TOO_LONG): translate("FieldProblem", "The card number has too many digits."),
        (NUMBER, card_number.WRONG_DIGIT): translate(
            "FieldProblem", "A digit of the card number is not right. Check it against the card."
        ),
        (NUMBER, INCORRECT_NUMBER): translate(
            "FieldProblem", "The bank does not know this number. Check it against the card."
        ),
        (EXPIRY, address.REQUIRED): translate("FieldProblem", "Enter the month and year on the card."),
        (EXPIRY, expiry.INCOMPLETE): translate("FieldProblem", "Enter month and year, such as 04 / 29."),
        (EXPIRY, expiry.NO_SUCH_MONTH): translate("FieldProblem", "The month is a number from 01 to 12."),
        (EXPIRY, expiry.EXPIRED): translate("FieldProblem", "This card has expired."),
        (EXPIRY, EXPIRED_CARD): translate("FieldProblem", "The bank says that this card has expired."),
        (EXPIRY, expiry.TOO_FAR): translate("FieldProblem", "Check the year on the card."),
        (CVC, address.REQUIRED): translate("FieldProblem", "Enter the security code."),
        (CVC, card_number.INCOMPLETE): translate("FieldProblem", "The security code is not complete."),
        (CVC, card_number.TOO_LONG): translate("FieldProblem", "The security code has too many digits."),
        (CVC, INCORRECT_CVC): translate("FieldProblem", "The security code is not right. Enter it again."),
        (TAX_ID, tax_id.WRONG_LENGTH): translate(
            "FieldProblem", "This tax ID does not have the length that this country's have."
        ),
        (TAX_ID, tax_id.WRONG_DIGIT): translate(
            "FieldProblem", "A digit of this tax ID is not right. Leave it empty if you have none."
        ),
        (TAX_ID, tax_id.WRONG_FORM): translate(
            "FieldProblem", "This does not look like a tax ID of this country. Leave it empty if you have none."
        ),
        (address.POSTAL_CODE, address.OTHER_REGION): translate(
            "FieldProblem", "This code does not belong to the region chosen."
        ),
        (address.REGION, address.REQUIRED): translate("FieldProblem", "Choose one from the list."),
        (address.REGION, address.NOT_A_CHOICE): translate("FieldProblem", "Choose one from the list."),
    }
    if text := special.get((name, code)):
        return text
    if code == CONSENT_MISSING:
        return translate("FieldProblem", "Read the text and tick the box to go on.")
    if code == address.REQUIRED:
        return translate("FieldProblem", "This is needed for the receipt.")
    if code == address.WRONG_FORM and example:
        return translate("FieldProblem", "Check this; a good one looks like {example}.").format(example=example)
    return translate("FieldProblem", "Check this; it was not accepted.")
