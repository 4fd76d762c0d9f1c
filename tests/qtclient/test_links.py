"""Deep links: only known places, only harmless arguments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient import links
from qtclient.links import Place, parse, write


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("licensedesk://plans", Place(links.PLANS)),
        ("licensedesk://plans/", Place(links.PLANS)),
        ("LICENSEDESK://Billing", Place(links.BILLING)),
        ("licensedesk://billing/card", Place(links.BILLING, links.CARD_FIELDS)),
        ("licensedesk://billing/cancel/", Place(links.BILLING, links.CANCEL_SHEET)),
        ("licensedesk://purchase/strategic-research", Place(links.PURCHASE, "strategic-research")),
        ("licensedesk://buy", Place(links.BUY)),
        ("licensedesk://cancel", Place(links.CANCEL)),
        ("licensedesk://withdraw", Place(links.WITHDRAW)),
        ("licensedesk://verify/ver_9Xa-1/ABCD2345", Place(links.VERIFY, "ver_9Xa-1/ABCD2345")),
    ],
)
def test_a_link_leads_to_its_place(text, place):
    assert parse(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "", "plans", "https://plans", "licensedesk:plans", "licensedesk://nowhere", "licensedesk://plans/x",
        "licensedesk://billing/x", "licensedesk://billing/card/cancel", "licensedesk://plans/card",
        "licensedesk://purchase", "licensedesk://purchase/a/b", "licensedesk://purchase/%2e%2e%2fetc",
        "licensedesk://purchase/a?x=1", "licensedesk://purchase/a#x", "licensedesk://user@plans",
        "licensedesk://plans:80", "licensedesk://purchase/" + "a" * 65, "licensedesk://purchase/<b>",
        "licensedesk://cancel/x", "licensedesk://withdraw?name=x", "licensedesk://clock",
        "licensedesk://buy/x", "licensedesk://verify", "licensedesk://verify/ver_1", "licensedesk://verify/ver_1/ABCD",
        "licensedesk://verify/ver_1/ABCD2345/x", "licensedesk://verify/ver_1/ABCD2345?x=1", "license-desk://plans",
        "file:///etc/passwd", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_anything_else_leads_nowhere(text):
    assert parse(text) is None


@given(st.text())
def test_no_text_breaks_it(text):
    parse(text)
    parse(f"licensedesk://purchase/{text}")


@pytest.mark.parametrize(
    "place",
    [
        Place(links.SECURITY),
        Place(links.BILLING, links.CANCEL_SHEET),
        Place(links.PURCHASE, "p-1"),
        Place(links.VERIFY, "v_1/ABCD2345"),
    ],
)
def test_written_and_read_again(place):
    assert parse(write(place)) == place
