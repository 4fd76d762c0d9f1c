"""The pages that links in mails lead to: they open License Desk, and say what to do where that does not work.

They only show what stands in their address. Whatever looks at a mail's links before its reader does (scanners,
previews) uses nothing up.
"""

import re
from html import escape
from pathlib import Path
from string import Template

from licenseserver.wording import language_of_browser

VERIFY_PATH = "/v1/verify"
PLANS_PATH = "/v1/open/plans"
BILLING_PATH = "/v1/open/billing"
CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_PAGE = Template((Path(__file__).parent / "templates" / "open_page.html").read_text(encoding="utf-8"))
_ID = re.compile(r"[a-z0-9_]{1,64}")
_CODE = re.compile(r"[A-Za-z0-9]{8}")
_VERIFY_WORDS = {
    "en": (
        "Confirm your e-mail address",
        "Open License Desk to go on. If nothing opens, go back to License Desk and enter this code:",
        "Open License Desk",
    ),
    "fr": (
        "Confirmez votre adresse e-mail",
        "Ouvrez License Desk pour continuer. Si rien ne s’ouvre, retournez à License Desk et saisissez ce code :",
        "Ouvrir License Desk",
    ),
}
_PLANS_WORDS = {
    "en": (
        "Sign in to upgrade",
        "You already have an account. Open License Desk, sign in and choose Upgrade plan in the menu at the "
        "top right.",
        "Open License Desk",
    ),
    "fr": (
        "Connectez-vous pour changer de plan",
        "Vous avez déjà un compte. Ouvrez License Desk, connectez-vous et choisissez « Mettre à niveau le plan » "
        "dans le menu en haut à droite.",
        "Ouvrir License Desk",
    ),
}
_BILLING_WORDS = {
    "en": (
        "Your license in License Desk",
        "Open License Desk and sign in: card, renewal, Cancel renewal and invoices stand in Account settings > "
        "Billing. You can cancel without signing in too: the sign-in screen leads there.",
        "Open License Desk",
    ),
    "fr": (
        "Votre licence dans License Desk",
        "Ouvrez License Desk et connectez-vous : la carte, le renouvellement, « Annuler le renouvellement » et les "
        "factures se trouvent dans Paramètres du compte > Facturation. Vous pouvez aussi résilier sans vous "
        "connecter, à partir de l’écran de connexion.",
        "Ouvrir License Desk",
    ),
}


def grouped(code: str) -> str:
    """Return a code as people read it: "BCDF-GHJK"."""
    return f"{code[:4]}-{code[4:]}"


def verification_page_address(address: str, verification_id: str, code: str) -> str:
    """Return the link of the mail with the code."""
    return f"{address}{VERIFY_PATH}/{verification_id}?code={code}"


def plans_page_address(address: str) -> str:
    """Return the link of the mail to somebody who has an account."""
    return address + PLANS_PATH


def billing_page_address(address: str) -> str:
    """Return the link of the mails about a licence."""
    return address + BILLING_PATH


def verification_page(verification_id: str, code: str, accept_language: str) -> str:
    """Return the page that hands a code over to License Desk; what cannot be a code or an id is left out."""
    code = code if _CODE.fullmatch(code) else ""
    link = f"licensedesk://verify/{verification_id}/{code}" if code and _ID.fullmatch(verification_id) else ""
    return _page(_VERIFY_WORDS, accept_language, link, grouped(code.upper()) if code else "")


def plans_page(accept_language: str) -> str:
    """Return the page that leads to the plans."""
    return _page(_PLANS_WORDS, accept_language, "licensedesk://plans", "")


def billing_page(accept_language: str) -> str:
    """Return the page that leads to Billing, where the renewal can be cancelled."""
    return _page(_BILLING_WORDS, accept_language, "licensedesk://billing", "")


def _page(words: dict[str, tuple[str, str, str]], accept_language: str, link: str, code: str) -> str:
    language = language_of_browser(accept_language)
    title, text, button = (escape(word) for word in words[language])
    return _PAGE.substitute(
        language=language,
        title=title,
        text=text,
        code=f'<p class="code">{escape(code)}</p>' if code else "",
        button=f'<p><a class="button" href="{escape(link)}">{button}</a></p>' if link else "",
    )
