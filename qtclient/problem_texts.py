"""What each refusal of the backend means, in words: title and advice by the codes of `licensewire.problem`.

Read by `qtclient.sentences` only, which makes sentences of them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def problem_texts() -> dict[str, tuple[str, str]]:
    """Return code -> what happened, and what to do."""
    translate = QCoreApplication.translate
    return {
        "invalid_request": (
            translate("Sentences", "Something in the form was not accepted"),
            translate("Sentences", "Check the marked fields and send it again."),
        ),
        "not_found": (
            translate("Sentences", "This is no longer there"),
            translate("Sentences", "Reload to see how things stand now."),
        ),
        "not_signed_in": (
            translate("Sentences", "You are not signed in"),
            translate("Sentences", "Sign in to go on."),
        ),
        "wrong_credentials": (
            translate("Sentences", "The username and password do not match"),
            translate("Sentences", "Check both and try again. Capital letters count in the password."),
        ),
        "session_ended": (
            translate("Sentences", "Your session has ended"),
            translate("Sentences", "Sign in again to go on. Nothing was lost."),
        ),
        "forbidden": (
            translate("Sentences", "Your role does not allow this"),
            translate("Sentences", "Ask the owner of the account to do it."),
        ),
        "card_data_refused": (
            translate("Sentences", "A card number does not belong in this field"),
            translate("Sentences", "Enter the card in the card fields only. Nothing was stored."),
        ),
        "quote_expired": (
            translate("Sentences", "The price shown has expired"),
            translate("Sentences", "Look at the new summary, then complete the purchase. Nothing was charged."),
        ),
        "quote_changed": (
            translate("Sentences", "The price has changed since it was shown"),
            translate("Sentences", "Look at the new summary, then complete the purchase. Nothing was charged."),
        ),
        "consent_missing": (
            translate("Sentences", "A consent is missing"),
            translate("Sentences", "Read and tick every consent in Terms and agreements. Nothing was charged."),
        ),
        "consent_outdated": (
            translate("Sentences", "The terms have changed since they were shown"),
            translate("Sentences", "Read the new text and agree to it. Nothing was charged."),
        ),
        "plan_not_buyable": (
            translate("Sentences", "This plan cannot be bought here"),
            translate("Sentences", "Choose another plan, or ask for a custom plan."),
        ),
        "already_licensed": (
            translate("Sentences", "Your account already has this license"),
            translate("Sentences", "Nothing was charged. You find the license under Billing."),
        ),
        "purchase_under_way": (
            translate("Sentences", "A purchase is already under way"),
            translate("Sentences", "Finish or cancel it first. Nothing was charged a second time."),
        ),
        "idempotency_key_missing": (
            translate("Sentences", "The purchase was not accepted"),
            translate("Sentences", "Nothing was charged. Update License Desk, then try again."),
        ),
        "idempotency_key_reused": (
            translate("Sentences", "The purchase was not accepted"),
            translate("Sentences", "Nothing was charged a second time. Look at Billing before you try again."),
        ),
        "idempotency_key_busy": (
            translate("Sentences", "The purchase is being worked on"),
            translate("Sentences", "Wait a moment; its result appears here by itself."),
        ),
        "idempotency_key_closed": (
            translate("Sentences", "The purchase was not completed"),
            translate("Sentences", "Nothing was charged. You can start again."),
        ),
        "gateway_unavailable": (
            translate("Sentences", "The payment service cannot be reached at the moment"),
            translate("Sentences", "Nothing was charged. Try again in a few minutes."),
        ),
        "receipt_not_ready": (
            translate("Sentences", "The receipt is not ready yet"),
            translate("Sentences", "Try again in a few seconds."),
        ),
        "code_wrong": (
            translate("Sentences", "This is not the code that we sent"),
            translate("Sentences", "Compare it with the newest mail, and enter it again."),
        ),
        "code_tries_spent": (
            translate("Sentences", "The code was entered wrongly too often"),
            translate("Sentences", "It does not work any more. Have a new code sent."),
        ),
        "code_expired": (
            translate("Sentences", "The code has expired"),
            translate("Sentences", "A code is good for a few minutes only. Have a new one sent."),
        ),
        "code_used": (
            translate("Sentences", "The code has been used already"),
            translate("Sentences", "Each code is good once. Have a new one sent."),
        ),
        "code_superseded": (
            translate("Sentences", "A newer code has been sent since"),
            translate("Sentences", "Open the link in the newest mail, or have another code sent."),
        ),
        "visitor_expired": (
            translate("Sentences", "Too much time has passed since your address was confirmed"),
            translate("Sentences", "Confirm it again to go on. Nothing was charged, and what you typed is kept."),
        ),
        "not_bought": (
            translate("Sentences", "The purchase has not been paid yet"),
            translate("Sentences", "You are signed in as soon as it is."),
        ),
        "nothing_to_cancel": (
            translate("Sentences", "There is no renewal to cancel"),
            translate("Sentences", "Nothing will be charged. Billing shows how things stand now."),
        ),
        "nothing_to_resume": (
            translate("Sentences", "There is no cancelled renewal any more"),
            translate("Sentences", "Billing shows how things stand now. An ended license can be bought again."),
        ),
        "nothing_to_pay": (
            translate("Sentences", "There is nothing to pay now"),
            translate("Sentences", "Nothing was charged. Billing shows how things stand now."),
        ),
        "too_late": (
            translate("Sentences", "The time for this has passed"),
            translate("Sentences", "Nothing was changed. Billing shows how things stand now."),
        ),
        "renewal_under_way": (
            translate("Sentences", "The renewal is being charged at this moment"),
            translate("Sentences", "Wait until its outcome is shown here, then try again."),
        ),
        "no_card": (
            translate("Sentences", "There is no card on file"),
            translate("Sentences", "Enter one under Update payment information. Nothing was charged."),
        ),
        "new_card_needed": (
            translate("Sentences", "The bank will not take another try with this card"),
            translate("Sentences", "Enter another card under Update payment information. Nothing was charged."),
        ),
        "no_right_to_withdraw": (
            translate("Sentences", "There is no right to withdraw from this contract any more"),
            translate("Sentences", "Nothing was changed. The renewal can be cancelled in Billing."),
        ),
        "not_backwards": (
            translate("Sentences", "The clock only moves forward"),
            translate("Sentences", "Choose a later moment. Nothing was changed."),
        ),
        "internal": (
            translate("Sentences", "Something went wrong on the server"),
            translate("Sentences", "Try again in a moment. If it stays like this, tell support the reference."),
        ),
    }
