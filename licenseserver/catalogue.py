"""The catalogue: plans, their limits and prices, consents and data centers, all read from data files."""

from functools import cache
from pathlib import Path

import msgspec

from licensewire.money import Money
from licensewire.plans import (
    BUYABLE,
    NUMBER,
    UNLIMITED,
    YES,
    FeatureGroup,
    Plan,
    PlanComparison,
    PurchaseNotice,
)
from licensewire.purchases import ConsentText
from licensewire.session import Entitlements
from licensewire.shape import LocalizedText

FREE = "free"
TRIAL = "trial"

DATA = Path(__file__).parent / "data"


class BrandIdRule(msgspec.Struct, frozen=True):
    """How a brand ID is made (D1)."""

    prefix: str
    suffix_length: int
    alphabet: str


class RenewalRule(msgspec.Struct, frozen=True):
    """When a subscription renews, is announced and tried again (B5, B7, B9).

    Attributes:
        cancel_hours_before_end: a renewal can be cancelled until that many hours before the period ends.
    """

    price_rise_cap_percent: int
    notice_days_before: tuple[int, ...]
    cancel_hours_before_end: int
    retry_days: tuple[int, ...]


class DataCenter(msgspec.Struct, frozen=True):
    """A place where an organization's data can live.

    Attributes:
        available: False while nobody new can be taken in.
    """

    id: str
    city: LocalizedText
    region: LocalizedText
    country: str
    latitude: float | None
    longitude: float | None
    fedramp: bool
    self_service: bool
    available: bool = True


class _DataCenters(msgspec.Struct, frozen=True):
    default: str
    data_centers: tuple[DataCenter, ...]


class _Consents(msgspec.Struct, frozen=True):
    consents: tuple[ConsentText, ...]
    visitor_consents: tuple[ConsentText, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """Everything that is for sale, and on which terms.

    Attributes:
        consents: what a buyer must agree to.
        visitor_consents: what a buyer without an account must agree to beside it.
        default_data_center: where nothing is known that speaks for another.
    """

    currency: str
    trial_days: int
    platform_host: str
    plans: tuple[Plan, ...]
    groups: tuple[FeatureGroup, ...]
    notices: tuple[PurchaseNotice, ...]
    brand_id: BrandIdRule
    renewal: RenewalRule
    consents: tuple[ConsentText, ...] = ()
    visitor_consents: tuple[ConsentText, ...] = ()
    data_centers: tuple[DataCenter, ...] = ()
    default_data_center: str = ""

    def plan(self, plan_id: str) -> Plan | None:
        """Return the plan, or None where there is none with this id."""
        return next((plan for plan in self.plans if plan.id == plan_id), None)

    def price(self, plan_id: str) -> Money | None:
        """Return what a year costs; None where the plan cannot be bought."""
        plan = self.plan(plan_id)
        if plan is None or plan.availability != BUYABLE or plan.price is None:
            return None
        return plan.price.amount

    def consents_of(self, *, visitor: bool) -> tuple[ConsentText, ...]:
        """Return what somebody must agree to who buys as a visitor or with an account."""
        return self.consents + self.visitor_consents if visitor else self.consents

    def entitlements(self, plan_id: str) -> Entitlements:
        """Return what an account on this plan may use; a plan that was withdrawn counts as Free."""
        plan = self.plan(plan_id) or self.plan(FREE)
        cells = plan.cells if plan else {}
        return Entitlements(
            plan_id=plan_id,
            features=tuple(name for name, cell in cells.items() if cell.kind == YES),
            limits={name: cell.number for name, cell in cells.items() if cell.kind in {NUMBER, UNLIMITED}},
        )

    def comparison(self, custom_plan_contact: str) -> PlanComparison:
        """Return the plans side by side (A2) with what is said before the card is asked for (A6)."""
        return PlanComparison(
            plans=self.plans,
            groups=self.groups,
            notices=self.notices,
            custom_plan_contact=custom_plan_contact,
        )


@cache
def load_catalogue(folder: Path = DATA) -> Catalogue:
    """Read the catalogue from the data files in `folder`."""
    plans = msgspec.json.decode((folder / "catalogue.json").read_bytes(), type=Catalogue)
    consents = msgspec.json.decode((folder / "consents.json").read_bytes(), type=_Consents)
    places = msgspec.json.decode((folder / "data_centers.json").read_bytes(), type=_DataCenters)
    return msgspec.structs.replace(
        plans,
        consents=consents.consents,
        visitor_consents=consents.visitor_consents,
        data_centers=places.data_centers,
        default_data_center=places.default,
    )
