"""The page on which the browser ends after the bank: go back to License Desk."""

from html import escape
from pathlib import Path
from string import Template

from licenseserver.wording import language_of_browser

_PAGE = Template((Path(__file__).parent / "templates" / "return_page.html").read_text(encoding="utf-8"))
_WORDS = {
    "en": (
        "Go back to License Desk",
        "Your bank has answered. You can close this page; License Desk shows the outcome.",
    ),
    "fr": (
        "Retournez à License Desk",
        "Votre banque a répondu. Vous pouvez fermer cette page ; License Desk affiche le résultat.",
    ),
}


def return_page(accept_language: str) -> str:
    """Return the page in the reader's language."""
    language = language_of_browser(accept_language)
    title, text = _WORDS[language]
    return _PAGE.substitute(language=language, title=escape(title), text=escape(text))
