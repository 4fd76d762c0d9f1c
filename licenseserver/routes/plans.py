"""The plans, and what an account has used of its own."""

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from licenseserver import usage
from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.settings import Settings
from licensewire.plans import PlanComparison, Usage


@get("/v1/plans", sync_to_thread=False)
def compare_plans(catalogue: NamedDependency[Catalogue], settings: NamedDependency[Settings]) -> PlanComparison:
    """Set the plans side by side."""
    return catalogue.comparison(settings.custom_plan_contact)


@get("/v1/usage", sync_to_thread=True)
def read_usage(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> Usage:
    """Measure what the account has used of its limits."""
    return usage.measure(transaction, catalogue, caller.account_id, clock.now())
