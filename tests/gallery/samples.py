"""What the screens of the gallery show: the real catalogue, and accounts in every situation."""

from datetime import UTC, datetime, timedelta

from licenseserver.catalogue import load_catalogue
from licenseserver.practice.samples import SAMPLES
from licensewire.billing import (
    ACTIVE,
    CANCELLED,
    PAST_DUE,
    TRIALING,
    Address,
    Billing,
    BillingDetails,
    CardOnFile,
    Subscription,
)
from licensewire.money import Money
from licensewire.plans import PlanComparison, Usage, UsageLine
from licensewire.service import CardEntry, SampleAccount, Service
from licensewire.session import Account, Organization, SessionEntry

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
PRICE = Money(minor=504_000, currency="USD")


def comparison() -> PlanComparison:
    return load_catalogue().comparison("mailto:plans@surveys.example")


def account(plan_id: str = "free", name: str = "Maya Collins", organization: str = "Arbor Studio") -> Account:
    return Account(
        id="acc_1",
        name=name,
        email="maya@collins-insights.example",
        username="maya",
        role="owner",
        organization=Organization(id="org_1", name=organization),
        entitlements=load_catalogue().entitlements(plan_id),
        time_zone="America/New_York",
        country="US",
        language="en",
    )


def service(*, practice: bool = False) -> Service:
    return Service(
        platform_name="Arbor Surveys",
        version="1",
        languages=("en", "fr"),
        card_entry=CardEntry(how="fields", gateway_address="http://127.0.0.1:1", publishable_key="pk_test"),
        practice=practice,
        sample_accounts=sample_accounts() if practice else (),
    )


def sample_accounts() -> tuple[SampleAccount, ...]:
    return tuple(sample.shown() for sample in SAMPLES)


def subscription(status: str = ACTIVE, days_left: int = 100, plan_id: str = "strategic-research") -> Subscription:
    """Return a subscription whose premium features stop, or which renews, in `days_left` days."""
    end = NOW + timedelta(days=days_left)
    # What is past due has used up its period and is used on until the last try, 21 days later.
    period_end = end - timedelta(days=21) if status == PAST_DUE else end
    start = period_end - timedelta(days=30 if status == TRIALING else 365)
    renews = status == ACTIVE
    return Subscription(
        id="sub_1",
        plan_id=plan_id,
        status=status,
        started_at=start,
        period_started_at=start,
        period_ends_at=period_end,
        renews_at=end if renews else None,
        renewal_price=PRICE if status in {ACTIVE, PAST_DUE} else None,
        cancel_until=end if renews else None,
        cancelled_at=NOW - timedelta(days=3) if status == CANCELLED else None,
        access_ends_at=None if renews else end,
        contract="LD-2026-7QX4M2" if status != TRIALING else "",
    )


def card(year: int = 2029) -> CardOnFile:
    return CardOnFile(brand="visa", last_four="4242", expiry_month=8, expiry_year=year)


def billing_details() -> BillingDetails:
    return BillingDetails(
        name="Maya Collins",
        company="Collins Consumer Insights",
        address=Address(
            country="US", region="NY", lines=("350 Fifth Avenue", "Floor 21"), city="New York", postal_code="10118"
        ),
    )


def billing(subscription: Subscription | None = None, *, with_card: bool = True, card_year: int = 2029) -> Billing:
    paid = subscription is not None and subscription.status != TRIALING
    return Billing(
        subscription=subscription,
        card=card(card_year) if paid and with_card else None,
        billing_details=billing_details() if paid else None,
    )


def usage(used: dict[str, int], plan_id: str) -> Usage:
    limits = load_catalogue().entitlements(plan_id).limits
    return Usage(
        lines=tuple(
            UsageLine(feature_id=name, used=number, limit=limits.get(name)) for name, number in used.items()
        ),
        measured_at=NOW,
    )


def sessions() -> tuple[SessionEntry, ...]:
    return (
        SessionEntry(
            id="ses_1",
            device_name="Desktop on Linux",
            signed_in_at=NOW - timedelta(days=2, hours=3),
            last_used_at=NOW,
            current=True,
        ),
        SessionEntry(
            id="ses_2",
            device_name="Desktop on Windows",
            signed_in_at=NOW - timedelta(days=31),
            last_used_at=NOW - timedelta(hours=20),
            current=False,
        ),
    )
