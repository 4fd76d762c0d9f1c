"""Every letter on one page, for eyes: ``python -m tests.licenseserver.letters`` writes build/letters.html."""

import html
from pathlib import Path

from licenseserver.letters.content import Reader
from licenseserver.mail import written
from licenseserver.renewal_letters import letter_of
from tests.licenseserver.letters.every_letter import every_letter

PAGE = Path(__file__).parents[3] / "build" / "letters.html"


def main() -> None:
    """Write the page: English beside French, and the plain text below."""
    rows = []
    for english, french in zip(every_letter("en"), every_letter("fr"), strict=True):
        cells = []
        for language, (_, kind, facts) in (("en", english), ("fr", french)):
            letter = letter_of(kind, Reader("Ada Lovelace", language, "Europe/Paris"), facts)
            text, page = written(letter)
            framed = html.escape(page, quote=True)
            cells.append(
                f'<td><b>{html.escape(letter.subject)}</b><iframe srcdoc="{framed}"></iframe>'
                f"<details><summary>text</summary><pre>{html.escape(text)}</pre></details></td>"
            )
        rows.append(f"<tr><th colspan=2>{html.escape(english[0])}</th></tr><tr>{''.join(cells)}</tr>")
    style = "iframe{width:100%;height:46rem;border:0} td{width:50%;vertical-align:top} table{width:100%}"
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><table>{''.join(rows)}</table>", encoding="utf-8"
    )
    print(PAGE)


main()
