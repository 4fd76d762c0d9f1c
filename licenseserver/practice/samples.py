"""The sample accounts of practice mode: one of every kind, in the middle of its life."""

from dataclasses import dataclass, field

from licensewire.billing import Address, BillingDetails
from licensewire.service import SampleAccount
from licensewire.shape import LocalizedText

PASSWORD = "practice"  # noqa: S105  # shown on the sign-in screen

_VISA = "4242424242424242"
_MASTERCARD = "5555555555554444"
_AMERICAN_EXPRESS = "378282246310005"


@dataclass(frozen=True)
class PastPurchase:
    """How the owner of a sample account bought the licence.

    Attributes:
        card: one of the gateway's practice cards.
        days_ago: when it was.
        cancelled_days_ago: when the renewal was cancelled; None where it was not.
    """

    plan_id: str
    card: str
    cvc: str
    days_ago: int
    details: BillingDetails
    cancelled_days_ago: int | None = None


@dataclass(frozen=True)
class Sample:
    """An account to practise with.

    Attributes:
        used: limit's id -> how much of it is used.
        trial_days_left: None where there is no trial.
        purchase: None where nothing was bought.
    """

    username: str
    kind: str
    description: LocalizedText
    name: str
    email: str
    organization: str
    data_center_id: str
    country: str
    time_zone: str
    language: str = "en"
    used: dict[str, int] = field(default_factory=dict)
    trial_days_left: int | None = None
    purchase: PastPurchase | None = None

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
        data_center_id="iad1",
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
        data_center_id="fra1",
        country="DE",
        time_zone="Europe/Berlin",
        used={"responses": 212, "active_surveys": 5, "emails": 340, "user_seats": 2},
        trial_days_left=4,
    ),
    Sample(
        username="licensed",
        kind="licensed",
        description={"en": "Strategic Research, renews next year", "fr": "Recherche stratégique, se renouvelle"},
        name="Claire Fontaine",
        email="claire@atelier-fontaine.example",
        organization="Atelier Fontaine Études",
        data_center_id="fra1",
        country="FR",
        time_zone="Europe/Paris",
        language="fr",
        used={"responses": 318, "active_surveys": 6, "emails": 1240, "user_seats": 3},
        purchase=PastPurchase(
            plan_id="strategic-research",
            card=_VISA,
            cvc="123",
            days_ago=121,
            details=BillingDetails(
                name="Claire Fontaine",
                company="Atelier Fontaine Études",
                address=Address(country="FR", lines=("12 rue de la République",), postal_code="69002", city="Lyon"),
            ),
        ),
    ),
    Sample(
        username="cancelled",
        kind="cancelled",
        description={
            "en": "Strategic Research, renewal cancelled",
            "fr": "Recherche stratégique, renouvellement annulé",
        },
        name="Priya Raman",
        email="priya@northlight-research.example",
        organization="Northlight Research",
        data_center_id="fra1",
        country="GB",
        time_zone="Europe/London",
        used={"responses": 764, "active_surveys": 5, "emails": 2210, "user_seats": 2},
        purchase=PastPurchase(
            plan_id="strategic-research",
            card=_AMERICAN_EXPRESS,
            cvc="1234",
            days_ago=298,
            cancelled_days_ago=19,
            details=BillingDetails(
                name="Priya Raman",
                company="Northlight Research",
                address=Address(
                    country="GB", lines=("14 Clerkenwell Green",), postal_code="EC1R 0DP", city="London"
                ),
            ),
        ),
    ),
    Sample(
        username="full",
        kind="at_limit",
        description={
            "en": "Strategic Research, all responses used",
            "fr": "Recherche stratégique, toutes les réponses utilisées",
        },
        name="Liam Walker",
        email="liam@harbour-health.example",
        organization="Harbour Health Studies",
        data_center_id="syd1",
        country="AU",
        time_zone="Australia/Sydney",
        used={"responses": 1000, "active_surveys": 9, "emails": 4870, "user_seats": 5},
        purchase=PastPurchase(
            plan_id="strategic-research",
            card=_MASTERCARD,
            cvc="123",
            days_ago=203,
            details=BillingDetails(
                name="Liam Walker",
                company="Harbour Health Studies",
                address=Address(
                    country="AU", lines=("88 George Street",), postal_code="2000", city="Sydney", region="NSW"
                ),
            ),
        ),
    ),
    Sample(
        username="new",
        kind="empty",
        description={"en": "New account, nothing in it yet", "fr": "Nouveau compte, encore vide"},
        name="Sofia Marino",
        email="sofia@studio-marino.example",
        organization="Studio Marino",
        data_center_id="fra1",
        country="IT",
        time_zone="Europe/Rome",
        used={"user_seats": 1},
    ),
)
