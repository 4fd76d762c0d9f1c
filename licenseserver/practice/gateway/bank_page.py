"""The bank's page (3-D Secure): plain, calm HTML with two buttons, in English or French."""

from html import escape
from importlib import resources
from string import Template
from urllib.parse import urlencode, urlsplit, urlunsplit

from babel.numbers import format_currency, get_currency_precision

from licenseserver.practice.gateway import payment_intents, setup_intents
from licenseserver.practice.gateway.call import Call
from licenseserver.practice.gateway.wire import ApiProblem, Json

_WORDS = {
    "en": {
        "title": "Confirm your payment",
        "bank": "Practice Bank",
        "pay": "License Desk asks for {amount} from your card ending in {last4}.",
        "set_up": "License Desk asks to keep your card ending in {last4} for later payments.",
        "note": "This is a practice page. No money moves.",
        "confirm": "Confirm payment",
        "refuse": "Refuse",
        "over": "There is nothing to confirm any more",
        "over_text": "You can close this page and go back to License Desk.",
        "done": "Thank you",
    },
    "fr": {
        "title": "Confirmer votre paiement",
        "bank": "Banque d'exercice",
        "pay": "License Desk demande {amount} sur votre carte se terminant par {last4}.",
        "set_up": "License Desk demande à garder votre carte se terminant par {last4} pour la suite.",
        "note": "Ceci est une page d'exercice. Aucun argent n'est débité.",
        "confirm": "Confirmer le paiement",
        "refuse": "Refuser",
        "over": "Il n'y a plus rien à confirmer",
        "over_text": "Vous pouvez fermer cette page et retourner à License Desk.",
        "done": "Merci",
    },
}

_PAGE = Template(resources.files(__package__).joinpath("bank_page.html").read_text(encoding="utf-8"))
_FORM = Template("""<form method="post"><button class="main" name="answer" value="confirm">$confirm</button>
<button name="answer" value="refuse">$refuse</button></form>""")


def language_of(accept_language: str) -> str:
    """Return "fr" where French is wished for before English, else "en"."""
    for part in accept_language.split(","):
        language = part.split(";")[0].strip().lower().split("-")[0]
        if language in _WORDS:
            return language
    return "en"


def bank_page(call: Call, identity: str, language: str) -> str:
    """Return the page for an intent; one that waits for nothing says so."""
    intent = find_intent(call, identity)
    words = _WORDS[language]
    if intent is None or intent["status"] != "requires_action":
        return _page(language, words["over"], words["over_text"], "")
    card = call.tx.get("payment_method", intent["payment_method"])["card"]
    if intent["object"] == payment_intents.KIND:
        text = words["pay"].format(amount=_amount(intent, language), last4=card["last4"])
    else:
        text = words["set_up"].format(last4=card["last4"])
    form = _FORM.substitute(confirm=escape(words["confirm"]), refuse=escape(words["refuse"]))
    return _page(language, words["title"], text, form)


def answer_at_bank(call: Call, identity: str, language: str) -> tuple[str, str]:
    """Carry out the owner's answer; return (address to go on to, page to show where there is none)."""
    intent = find_intent(call, identity)
    words = _WORDS[language]
    if intent is None:
        return "", _page(language, words["over"], words["over_text"], "")
    if intent["status"] == "requires_action":
        finish = (
            payment_intents.finish_at_bank
            if intent["object"] == payment_intents.KIND
            else setup_intents.finish_at_bank
        )
        finish(call, intent, confirmed=call.params.text("answer") == "confirm")
    return_url = intent["practice"]["return_url"]
    if not return_url:
        return "", _page(language, words["done"], words["over_text"], "")
    outcome = "succeeded" if intent["status"] == "succeeded" else "failed"
    parts = urlsplit(return_url)
    query = "&".join(
        filter(None, (parts.query, urlencode({intent["object"]: identity, "redirect_status": outcome})))
    )
    return urlunsplit(parts._replace(query=query)), ""


def find_intent(call: Call, identity: str) -> Json | None:
    """Return the payment or setup intent with this id, of whichever account."""
    row = call.tx.run("SELECT account FROM objects WHERE id = ?", identity).fetchone()
    if row is None:
        return None
    call.tx.account = row[0]
    kind = setup_intents.KIND if identity.startswith("seti_") else payment_intents.KIND
    try:
        return call.tx.get(kind, identity)
    except ApiProblem:
        return None


def _amount(intent: Json, language: str) -> str:
    currency = intent["currency"].upper()
    amount = intent["amount"] / 10 ** get_currency_precision(currency)
    return format_currency(amount, currency, locale=language)


def _page(language: str, title: str, text: str, form: str) -> str:
    words = _WORDS[language]
    return _PAGE.substitute(
        language=language,
        title=escape(title),
        text=escape(text),
        form=form,
        note=escape(words["note"]),
        bank=escape(words["bank"]),
    )
