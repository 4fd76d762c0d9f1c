"""The catalogue's data: whole, in both languages, and as the client decodes it."""

from collections.abc import Iterator

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from licenseserver.catalogue import load_catalogue
from licensewire.money import Money
from licensewire.plans import NEGOTIATED, NUMBER, PlanComparison

CATALOGUE = load_catalogue()


def texts(content: object) -> Iterator[dict[str, str]]:
    """Every localized text in decoded JSON."""
    match content:
        case {"en": str()}:
            yield content  # type: ignore[misc]
        case dict():
            for value in content.values():
                yield from texts(value)
        case list() | tuple():
            for value in content:
                yield from texts(value)


def test_everything_is_said_in_both_languages() -> None:
    found = list(texts(msgspec.to_builtins(CATALOGUE)))
    assert len(found) > 50
    for text in found:
        assert set(text) == {"en", "fr"}
        assert all(value.strip() for value in text.values())
    for consent in CATALOGUE.consents:
        assert len(consent.text["en"]) > 1000
        # Both languages have the same numbered clauses.
        clauses = [[line[:2] for line in text.split("\n") if line[:1].isdigit()] for text in consent.text.values()]
        assert clauses[0] == clauses[1]


def test_every_plan_says_something_of_every_feature() -> None:
    features = {feature.id for group in CATALOGUE.groups for feature in group.features}
    for plan in CATALOGUE.plans:
        assert set(plan.cells) == features
        for cell in plan.cells.values():
            assert (cell.kind == NUMBER) == (cell.number is not None)
            assert cell.kind != NEGOTIATED or plan.id == "custom"


@pytest.mark.parametrize(
    ("plan_id", "minor", "limits"),
    [
        ("free", None, {"responses": 500, "active_surveys": 3, "emails": 100, "user_seats": 1}),
        ("trial", None, {"responses": 1000, "active_surveys": None, "emails": None, "user_seats": 5}),
        ("strategic-research", 504000, {"responses": 1000, "active_surveys": None, "user_seats": 5}),
        ("strategic-research-plus", 1260000, {"responses": 5000, "emails": None, "user_seats": 15}),
    ],
)
def test_prices_and_limits(plan_id: str, minor: int | None, limits: dict[str, int | None]) -> None:
    assert CATALOGUE.price(plan_id) == (Money(minor=minor, currency="USD") if minor else None)
    entitled = CATALOGUE.entitlements(plan_id)
    assert {name: entitled.limits[name] for name in limits} == limits
    assert ("reports" in entitled.features) == (plan_id != "free")


def test_what_is_not_for_sale_has_no_price() -> None:
    assert CATALOGUE.price("custom") is None
    assert CATALOGUE.price("nothing") is None


def test_prices_for_a_month_are_a_twelfth() -> None:
    for plan in CATALOGUE.plans:
        if plan.price and plan.price.per_month:
            assert plan.price.per_month.minor * 12 == plan.price.amount.minor


def test_a_brand_id_is_no_word_and_no_card() -> None:
    rule = CATALOGUE.brand_id
    assert (rule.prefix, rule.suffix_length) == ("licensedesk", 9)
    assert not set(rule.alphabet) & set("aeiou01")


def test_it_is_served_without_signing_in(client: TestClient[Litestar]) -> None:
    answer = client.get("/v1/plans")
    comparison = msgspec.json.decode(answer.content, type=PlanComparison)
    assert comparison.plans == CATALOGUE.plans
    assert {notice.id for notice in comparison.notices if notice.custom_plan} == {"brand-id", "fedramp"}
    assert len(next(notice for notice in comparison.notices if notice.id == "responses").details) == 5
    assert comparison.custom_plan_contact.startswith("mailto:")
