"""What a letter is made of, and the writer that puts facts into sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any

from licenseserver.letters.facts import LetterFacts
from licenseserver.verification_page import billing_page_address
from licenseserver.wording import card_text, day_text, moment_text, money_text
from licensewire.money import Money
from licensewire.shape import in_language


class MissingFactError(Exception):
    """A letter names a fact that it was not given: an error of ours, told before anybody reads the gap."""


@dataclass(frozen=True)
class Part:
    """A piece of a letter's body.

    Attributes:
        kind: "paragraph", "box" (what must not be overlooked), "rows", "button" or "declaration".
        text: of all but `rows`; a button's label; a declaration is written as it is, line by line.
        rows: label and value.
        link: where a button leads.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Content:
    """A letter before it becomes text and HTML; `repr` tells the subject only, like a log should."""

    subject: str
    title: str
    parts: tuple[Part, ...]

    def __repr__(self) -> str:
        """Keep what was written to a person out of logs."""
        return f"Content({self.subject!r})"


@dataclass(frozen=True)
class Reader:
    """Who reads a letter.

    Attributes:
        name: "" of somebody who is not known.
        language: one that texts exist in.
        time_zone: IANA name; decides the days and hours that are written.
    """

    name: str
    language: str
    time_zone: str


class Writer(Formatter):
    """Writes for one reader: ``say("... {due_at:day}", "... {due_at:day}")`` takes its facts by their names.

    A moment is written as its ``day`` or to the minute (``moment``).
    """

    def __init__(self, facts: LetterFacts, reader: Reader) -> None:
        self.facts = facts
        self.reader = reader

    def say(self, english: str, french: str) -> str:
        """Return the sentence in the reader's language with the facts in it.

        Raises:
            MissingFactError: it names one that is not there.
        """
        return self.vformat(french if self.reader.language == "fr" else english, (), {})

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401, ARG002  # as the formatter asks
        """Return a fact by its name."""
        if key == "platform":
            return self.facts.house.platform_name
        if key == "name":
            return self.reader.name
        if key == "card":
            return card_text(self.facts.card_brand) if self.facts.card_brand else None
        return getattr(self.facts, str(key))

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401  # as the formatter asks
        """Return a fact as the reader writes it."""
        match value:
            case Money():
                return money_text(value, self.reader.language)
            case datetime():
                write = {"day": day_text, "moment": moment_text}[format_spec]
                return write(value, self.reader.language, self.reader.time_zone)
            case dict():
                return in_language(value, self.reader.language)
            case str() | int() if value != "":
                return str(value)
        raise MissingFactError(f"{self.facts.occasion}: a letter names a fact that was not given")

    def hello(self) -> Part:
        """Greet the reader."""
        if not self.reader.name:
            return self.paragraph("Hello,", "Bonjour,")
        return self.paragraph("Hello {name},", "Bonjour {name},")

    def paragraph(self, english: str, french: str) -> Part:
        """Return a paragraph."""
        return Part("paragraph", self.say(english, french))

    def box(self, english: str, french: str) -> Part:
        """Return what must not be overlooked."""
        return Part("box", self.say(english, french))

    def rows(self, *rows: tuple[str, str, str]) -> Part:
        """Return a table; a row is its label in English and French, and its value."""
        return Part(
            "rows",
            rows=tuple((self.say(english, french), self.say(value, value)) for english, french, value in rows),
        )

    def button(self, english: str, french: str) -> Part:
        """Return the way to Billing."""
        return Part("button", self.say(english, french), link=billing_page_address(self.facts.house.address))
