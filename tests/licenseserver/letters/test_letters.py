"""Each letter says everything that it should in both languages, the same as text and as HTML."""

import html
import re
from dataclasses import fields, replace

import pytest

from licenseserver.letters.content import MissingFactError, Reader
from licenseserver.letters.facts import LetterFacts
from licenseserver.mail import written
from licenseserver.renewal_letters import KINDS, letter_of
from tests.licenseserver.letters.every_letter import every_letter

TITLES = [title for title, _, _ in every_letter("en")]
LONGEST_SUBJECT = 120


def plain(page: str) -> str:
    """What is read of an HTML page, without the markup."""
    body = re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def letter(title: str, language: str, name: str = "Ada Lovelace"):
    kind, facts = next((kind, facts) for each, kind, facts in every_letter(language) if each == title)
    return letter_of(kind, Reader(name, language, "Europe/Paris"), facts)


def test_every_kind_is_here() -> None:
    assert {kind for _, kind, _ in every_letter("en")} == set(KINDS)


@pytest.mark.parametrize("title", TITLES)
def test_nothing_is_missing_in_either_language(title: str) -> None:
    english, french = letter(title, "en"), letter(title, "fr")
    assert english.subject != french.subject
    for one, other in zip(english.words["parts"], french.words["parts"], strict=True):
        assert one.kind == other.kind
        assert one.text != other.text or one.kind == "rows"
    for each in (english, french):
        text, page = written(each)
        assert 0 < len(each.subject) <= LONGEST_SUBJECT
        for content in (each.subject, text, plain(page)):
            assert not re.search(r"[{}]|None|\bNaN\b", content), content
        # What somebody reads as text is what somebody else reads as HTML.
        for word in re.findall(r"[\w-]{3,}", text):
            if "desk" not in word and word not in {"https", "example", "open", "billing"}:
                assert word in plain(page), word


@pytest.mark.parametrize("title", TITLES)
def test_french_is_written_as_french(title: str) -> None:
    text, _ = written(letter(title, "fr"))
    assert "'" not in text, "a typewriter's apostrophe"
    assert not re.search(r"\w[:;?!](\s|$)", re.sub(r"https?://\S+", "", text)), "a blank stands before : ; ? !"
    for english in ("license", "invoice", "Received", "your "):
        assert english not in text.replace("License Desk", "")


def test_a_name_is_never_markup() -> None:
    _, page = written(letter("cancelled", "en", name="<b>Ada</b> & Co"))
    assert "&lt;b&gt;Ada&lt;/b&gt; &amp; Co" in page


@pytest.mark.parametrize("name", [field.name for field in fields(LetterFacts)])
def test_a_fact_that_is_missing_is_told_before_anybody_reads_the_gap(name: str) -> None:
    """A letter either does without the fact or is not written at all."""
    for title, kind, facts in every_letter("en"):
        default = next(field.default for field in fields(LetterFacts) if field.name == name)
        if name in {"house", "occasion"} or getattr(facts, name) == default:
            continue
        try:
            content = letter_of(kind, Reader("Ada", "en", "UTC"), replace(facts, **{name: default}))
        except MissingFactError:
            continue
        assert "None" not in written(content)[0], title
