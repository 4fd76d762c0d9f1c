"""The sample accounts of practice mode: one of every kind, in the middle of its life."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.accounts import find_by_username, folded
from licenseserver.catalogue import TRIAL
from licenseserver.security import hash_password, new_id
from licenseserver.tables import AccountRow, OrganizationRow, SubscriptionRow, UsageRow
from licensewire.billing import TRIALING
from licensewire.service import SampleAccount
from licensewire.shape import LocalizedText

PASSWORD = "practice"  # noqa: S105  # shown on the sign-in screen


@dataclass(frozen=True)
class Sample:
    """An account to practise with.

    Attributes:
        used: limit's id -> how much of it is used.
        plan_id: "" for a Free account.
        days_run, days_left: of its running period.
    """

    username: str
    kind: str
    description: LocalizedText
    name: str
    email: str
    organization: str
    country: str
    time_zone: str
    language: str = "en"
    used: dict[str, int] = field(default_factory=dict)
    plan_id: str = ""
    days_run: int = 0
    days_left: int = 0
    cancelled: bool = False

    def shown(self) -> SampleAccount:
        """Return it as the sign-in screen offers it."""
        return SampleAccount(
            username=self.username, password=PASSWORD, kind=self.kind, description=self.description
        )


SAMPLES = (
    Sample(
        username="free",
        kind="free",
        description={
            "en": "Free account, almost at its limits",
            "fr": "Compte gratuit, presque à ses limites",
        },
        name="Maya Collins",
        email="maya@collins-insights.example",
        organization="Collins Consumer Insights",
        country="US",
        time_zone="America/New_York",
        used={"responses": 487, "active_surveys": 3, "emails": 96, "user_seats": 1},
    ),
    Sample(
        username="trial",
        kind="trial",
        description={"en": "Trial account, a few days left", "fr": "Compte d’essai, encore quelques jours"},
        name="Jonas Becker",
        email="j.becker@becker-marktforschung.example",
        organization="Becker Marktforschung",
        country="DE",
        time_zone="Europe/Berlin",
        used={"responses": 212, "active_surveys": 5, "emails": 340, "user_seats": 2},
        plan_id=TRIAL,
        days_run=26,
        days_left=4,
    ),
    Sample(
        username="new",
        kind="empty",
        description={"en": "New account, nothing in it yet", "fr": "Nouveau compte, encore vide"},
        name="Sofia Marino",
        email="sofia@studio-marino.example",
        organization="Studio Marino",
        country="IT",
        time_zone="Europe/Rome",
        used={"user_seats": 1},
    ),
)


def create_samples(session: Session, now: datetime) -> None:
    """Create those sample accounts that are not there yet; what became of the others is left alone."""
    for sample in SAMPLES:
        if find_by_username(session, sample.username) is None:
            _create(session, sample, now)


def _create(session: Session, sample: Sample, now: datetime) -> None:
    organization = OrganizationRow(id=new_id("org"), name=sample.organization)
    account = AccountRow(
        id=new_id("acc"),
        organization_id=organization.id,
        username=sample.username,
        username_folded=folded(sample.username),
        password_hash=hash_password(PASSWORD),
        name=sample.name,
        email=sample.email,
        role="owner",
        time_zone=sample.time_zone,
        country=sample.country,
        language=sample.language,
        created_at=now - timedelta(days=sample.days_run + 30),
    )
    session.add(organization)
    session.flush()
    session.add(account)
    session.flush()
    audit.record(session, now, "account.created", subject=account.id, account_id=account.id)
    session.add_all(
        UsageRow(account_id=account.id, limit_id=limit, used=used) for limit, used in sample.used.items()
    )
    if sample.plan_id == TRIAL:
        started = now - timedelta(days=sample.days_run)
        session.add(
            SubscriptionRow(
                id=new_id("sub"),
                account_id=account.id,
                plan_id=TRIAL,
                status=TRIALING,
                started_at=started,
                period_started_at=started,
                period_ends_at=now + timedelta(days=sample.days_left),
            )
        )
