"""File names: good on every system, no two alike, and the same at each run."""

from hypothesis import given
from hypothesis import strategies as st

from licensewire.invoices import CREDIT_NOTE
from qtclient.presenters.invoice_words import FileNames
from tests.gallery.invoices import entry

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


def named(number: str, language: str = "en", kind: str = "invoice") -> str:
    from_wire = entry(0, kind=kind)
    return FileNames(language).of(type(from_wire)(**{**_fields(from_wire), "number": number}))


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__struct_fields__}  # type: ignore[attr-defined]


def test_the_papers_language_names_the_file() -> None:
    assert named("2026-000017") == "Invoice 2026-000017.pdf"
    assert named("2026-000017", kind=CREDIT_NOTE) == "Credit note 2026-000017.pdf"
    assert named("2026-000017", "fr") == "Facture 2026-000017.pdf"
    assert named("2026-000017", "fr", CREDIT_NOTE) == "Avoir 2026-000017.pdf"
    assert named("2026-000017", "xx") == "Invoice 2026-000017.pdf"


@given(st.text(max_size=300))
def test_any_number_makes_a_safe_name(number: str) -> None:
    name = named(number)
    assert name == named(number)
    assert not FORBIDDEN & set(name)
    assert name.endswith(".pdf")
    assert not name.startswith(".")
    assert ".." not in name
    assert len(name.encode()) < 120


@given(st.lists(st.text(alphabet="aA1/-. \\é", max_size=8), min_size=2, max_size=8, unique=True))
def test_two_numbers_never_share_a_file_even_where_capitals_count_for_nothing(numbers: list[str]) -> None:
    assert len({named(number).casefold() for number in numbers}) == len(numbers)


def test_what_a_lost_power_leaves_behind_is_known_and_nothing_else() -> None:
    leftover = FileNames("en").leftover()
    assert leftover.fullmatch("Invoice 2026-000017.pdf.qXyZab")
    assert leftover.fullmatch("Credit note 2026-000018.pdf.AbCdEf")
    for other in ("Invoice 2026-000017.pdf", "Invoice 2026-000017.pdf.old", "Notes.pdf.qXyZab", "x.qXyZab"):
        assert not leftover.fullmatch(other)
