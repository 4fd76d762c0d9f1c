"""Deep links: only known places, only harmless arguments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient import links
from qtclient.links import Place, parse, write


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("license-desk://plans", Place(links.PLANS)),
        ("license-desk://plans/", Place(links.PLANS)),
        ("LICENSE-DESK://Billing", Place(links.BILLING)),
        ("license-desk://purchase/strategic-research", Place(links.PURCHASE, "strategic-research")),
    ],
)
def test_a_link_leads_to_its_place(text, place):
    assert parse(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "", "plans", "https://plans", "license-desk:plans", "license-desk://nowhere", "license-desk://plans/x",
        "license-desk://purchase", "license-desk://purchase/a/b", "license-desk://purchase/%2e%2e%2fetc",
        "license-desk://purchase/a?x=1", "license-desk://purchase/a#x", "license-desk://user@plans",
        "license-desk://plans:80", "license-desk://purchase/" + "a" * 65, "license-desk://purchase/<b>",
        "file:///etc/passwd", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_anything_else_leads_nowhere(text):
    assert parse(text) is None


@given(st.text())
def test_no_text_breaks_it(text):
    parse(text)
    parse(f"license-desk://purchase/{text}")


@pytest.mark.parametrize("place", [Place(links.SECURITY), Place(links.PURCHASE, "p-1")])
def test_written_and_read_again(place):
    assert parse(write(place)) == place
