"""From an error to what a person is told: the only error text in the client.

The server's own words are never shown; only its codes are understood.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from qtclient.api import errors
from qtclient.problem_texts import problem_texts

# Why the operating system's keyring does not hold the session.
KEYRING_LOCKED = "locked"
KEYRING_NONE = "none"
KEYRING_NO_ANSWER = "no_answer"


@dataclass(frozen=True)
class Sentence:
    """What happened, in words, and what to do about it.

    Attributes:
        title: one short sentence without a full stop.
        advice: what to do, in one or two sentences.
        reference: what support needs to find the exchange; "" for none.
    """

    title: str
    advice: str
    reference: str = ""


def sentence(error: Exception) -> Sentence:
    """Say in words what `error` means for the person."""
    if not isinstance(error, errors.ApiError):
        return internal()
    if isinstance(error, errors.Unreachable):
        return unreachable(error.reason)
    if isinstance(error, errors.SessionEnded):
        return session_ended()
    if isinstance(error, errors.AddressNotSafe):
        return address_not_safe()
    if isinstance(error, errors.Refused):
        told = problem(error.problem.code, error.problem.retry_after_seconds)
    elif isinstance(error, errors.CardRefused):
        told = refusal(error.reason)
    elif isinstance(error, errors.OutcomeUnknown):
        told = outcome_unknown()
    else:
        told = unreadable()
    return replace(told, reference=error.request_id)


def problem(code: str, retry_after_seconds: int | None = None) -> Sentence:
    """Say in words what a code of `licensewire.problem` means."""
    if code == "too_many_attempts":
        return _too_many_attempts(retry_after_seconds)
    texts = problem_texts()
    return Sentence(*texts.get(code, texts["internal"]))


def refusal(code: str) -> Sentence:
    """Say in words why a card or a payment was refused: a code of `licensewire.purchases` (A7)."""
    translate = QCoreApplication.translate
    texts = {
        "insufficient_funds": (
            translate("Sentences", "The card does not have enough funds"),
            translate("Sentences", "Nothing was charged. Use another card, or ask your bank."),
        ),
        "incorrect_cvc": (
            translate("Sentences", "The security code (CVC) is not right"),
            translate("Sentences", "Nothing was charged. Enter the CVC again; it is printed on the card."),
        ),
        "incorrect_number": (
            translate("Sentences", "The card number is not right"),
            translate("Sentences", "Nothing was charged. Check the number digit by digit."),
        ),
        "expired_card": (
            translate("Sentences", "The card has expired"),
            translate("Sentences", "Nothing was charged. Check the expiry date, or use another card."),
        ),
        "lost_or_stolen": (
            translate("Sentences", "The bank has blocked this card"),
            translate("Sentences", "Nothing was charged. The card was reported lost or stolen: use another one."),
        ),
        "too_often": (
            translate("Sentences", "The card was used too often in a short time"),
            translate("Sentences", "Nothing was charged. Wait until tomorrow, or use another card."),
        ),
        "try_again_later": (
            translate("Sentences", "The bank could not answer just now"),
            translate("Sentences", "Nothing was charged. Try again in a few minutes, or use another card."),
        ),
        "confirmation_failed": (
            translate("Sentences", "The bank did not confirm the payment"),
            translate("Sentences", "Nothing was charged. Try again and confirm on the bank's page."),
        ),
        "confirmation_expired": (
            translate("Sentences", "The payment was not confirmed in time"),
            translate("Sentences", "Nothing was charged. Start again and confirm within the hour."),
        ),
        "declined": (
            translate("Sentences", "The bank declined the payment"),
            translate("Sentences", "Nothing was charged. Your bank can say why; another card may work."),
        ),
    }
    return Sentence(*texts.get(code, texts["declined"]))


def unreachable(reason: str) -> Sentence:
    """Say why a server was not reached; nothing was changed by trying."""
    translate = QCoreApplication.translate
    texts = {
        errors.NO_SUCH_HOST: (
            translate("Sentences", "The server was not found"),
            translate("Sentences", "Check your internet connection, then try again."),
        ),
        errors.NOT_TRUSTED: (
            translate("Sentences", "The connection to the server is not safe"),
            translate(
                "Sentences",
                "Its certificate could not be checked, so nothing was sent. Check this computer's date, "
                "or ask whoever looks after your network.",
            ),
        ),
        errors.PROXY: (
            translate("Sentences", "The proxy did not let the connection through"),
            translate("Sentences", "Check the proxy settings, or ask whoever looks after your network."),
        ),
        errors.TIMED_OUT: (
            translate("Sentences", "The server takes too long to answer"),
            translate("Sentences", "Nothing was changed. Try again in a moment."),
        ),
    }
    otherwise = (
        translate("Sentences", "The server cannot be reached"),
        translate("Sentences", "Check your internet connection, then try again."),
    )
    return Sentence(*texts.get(reason, otherwise))


def outcome_unknown() -> Sentence:
    """Say that a change was sent and its answer got lost."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "The answer got lost on the way"),
        translate("Sentences", "It may have gone through. Reload to see how things stand before you try again."),
    )


def session_ended() -> Sentence:
    """Say that the backend does not know the session any more."""
    return problem("session_ended")


def visit_over() -> Sentence:
    """Say that a proved e-mail address has to be proved again."""
    return problem("visitor_expired")


def unreadable() -> Sentence:
    """Say that something else than our backend answered."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "The answer was not understood"),
        translate(
            "Sentences",
            "Another program may be answering at this address, such as a network sign-in page, or License Desk "
            "may need an update.",
        ),
    )


def internal() -> Sentence:
    """Say that the client itself made a mistake."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "Something went wrong in License Desk"),
        translate("Sentences", "Try again. If it happens again, restart License Desk; the log says more."),
    )


def kept_in_memory(trouble: str) -> Sentence:
    """Say why the session lasts only until the client closes (F1): `KEYRING_LOCKED`, `_NONE` or `_NO_ANSWER`."""
    translate = QCoreApplication.translate
    titles = {
        KEYRING_LOCKED: translate("Sentences", "The keyring of this computer is locked"),
        KEYRING_NO_ANSWER: translate("Sentences", "The keyring of this computer does not answer"),
    }
    none = translate("Sentences", "This computer has no keyring that License Desk can use")
    advice = translate("Sentences", "You stay signed in until you close License Desk.")
    return Sentence(titles.get(trouble, none), advice)


def practice_not_installed() -> Sentence:
    """Say that practice mode's backend is not part of this installation."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "Practice mode is not installed"),
        translate("Sentences", "Install License Desk with its practice part, or start it with a server's address."),
    )


def practice_did_not_start() -> Sentence:
    """Say that practice mode's backend did not come up, or ended."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "Practice mode could not start"),
        translate("Sentences", "Close other copies of License Desk, then try again. The log says more."),
    )


def address_not_safe() -> Sentence:
    """Say that the server's address is not one that may be used."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "The server's address is not safe to use"),
        translate("Sentences", "It must begin with https://. Check the settings or the command line."),
    )


def journal_damaged() -> Sentence:
    """Say that a record of a purchase under way could not be read."""
    translate = QCoreApplication.translate
    return Sentence(
        translate("Sentences", "A note about an earlier purchase could not be read"),
        translate("Sentences", "Look at Billing to see whether the purchase went through before you buy again."),
    )


def _too_many_attempts(seconds: int | None) -> Sentence:
    translate = QCoreApplication.translate
    title = translate("Sentences", "Too many attempts")
    if seconds is None:
        return Sentence(title, translate("Sentences", "Wait a few minutes, then try again."))
    minutes = max(1, -(-seconds // 60))
    return Sentence(title, translate("Sentences", "Try again in %n minute(s).", "", minutes))
