"""Plans side by side, and what an account has used of its own (A2, A6)."""

from datetime import datetime

from licensewire.money import Money
from licensewire.shape import Answer, LocalizedText

INCLUDED = "included"
BUYABLE = "buyable"
BY_REQUEST = "by_request"

NUMBER = "number"
UNLIMITED = "unlimited"
YES = "yes"
NO = "no"
NEGOTIATED = "negotiated"


class Cell(Answer):
    """What one plan offers of one feature.

    Attributes:
        kind: `NUMBER` (see `number`), `UNLIMITED`, `YES`, `NO` or `NEGOTIATED`.
    """

    kind: str
    number: int | None = None


class Feature(Answer):
    """A row of the comparison.

    Attributes:
        explanation: what it means or what counts, shown on hover and focus.
    """

    id: str
    name: LocalizedText
    explanation: LocalizedText | None = None


class FeatureGroup(Answer):
    """Rows of the comparison that belong together."""

    id: str
    name: LocalizedText
    features: tuple[Feature, ...]


class Price(Answer):
    """Attributes:
    amount: for one `period`.
    period: "year".
    per_month: the same, said for a month; never what is charged.
    """

    amount: Money
    period: str
    per_month: Money | None = None


class Plan(Answer):
    """A column of the comparison.

    Attributes:
        availability: `INCLUDED` (had without buying), `BUYABLE` or `BY_REQUEST`.
        price: None where it is negotiated.
        cells: feature's id -> what this plan offers of it.
    """

    id: str
    name: LocalizedText
    summary: LocalizedText
    availability: str
    price: Price | None
    recommended: bool
    cells: dict[str, Cell]


class PurchaseNotice(Answer):
    """What a self-service licence does not have, said before the card is asked for (A6).

    Attributes:
        custom_plan: whether the way to a custom plan is offered beside it.
        details: further sentences (what counts as a response).
    """

    id: str
    title: LocalizedText
    text: LocalizedText
    details: tuple[LocalizedText, ...] = ()
    custom_plan: bool = False


class PlanComparison(Answer):
    """``GET /v1/plans``, readable without signing in.

    Attributes:
        plans: in the order of their capacity. The trial's column ("trial") is for accounts that are on it.
        custom_plan_contact: address (mailto or https) where a custom plan is asked for until the request form
            of the hub serves it.
    """

    plans: tuple[Plan, ...]
    groups: tuple[FeatureGroup, ...]
    notices: tuple[PurchaseNotice, ...]
    custom_plan_contact: str


class UsageLine(Answer):
    """How much of one limit is used.

    Attributes:
        feature_id: the limit's row in the comparison.
        limit: None is unlimited.
    """

    feature_id: str
    used: int
    limit: int | None


class Usage(Answer):
    """``GET /v1/usage``."""

    lines: tuple[UsageLine, ...]
    measured_at: datetime
