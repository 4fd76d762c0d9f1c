"""Putting the sample accounts into the database, by the same rules as everybody's.

Those who have a licence bought it: at a moment of the past, with a practice card, charged by the practice gateway.
"""

import json
import urllib.parse
import urllib.request
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from licenseserver import audit, purchases
from licenseserver.accounts import find_by_username, folded
from licenseserver.buyers import Buyer
from licenseserver.cancellations import cancel
from licenseserver.catalogue import TRIAL, Catalogue
from licenseserver.charging import FINISHED, Charging
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.gateway.stripe_dialect import StripeGateway
from licenseserver.practice.samples import PASSWORD, SAMPLES, PastPurchase, Sample
from licenseserver.quotes import make_quote
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import house_of
from licenseserver.security import hash_password, new_id
from licenseserver.settings import Settings
from licenseserver.tables import AccountRow, BuyerRow, OrganizationRow, SubscriptionRow, UsageRow
from licensewire import billing
from licensewire.purchases import ConsentGiven, PurchaseRequest, QuoteRequest
from licensewire.renewals import CancelRenewal

_TRIES = 10
_TIMEOUT_SECONDS = 10

_log = structlog.get_logger()


class _PastClock(Clock):
    """A clock that stands at a moment of the past."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return that moment."""
        return self._moment


def settle_samples(
    database: Database, catalogue: Catalogue, settings: Settings, now: datetime, samples: Iterable[Sample] = SAMPLES
) -> None:
    """Create those sample accounts that are not there yet; what became of the others is left alone.

    Without a gateway in `settings`, those that bought something are left out.
    """
    with database.transaction(reading=True) as session:
        missing = [
            sample
            for sample in samples
            if find_by_username(session, sample.username) is None
            and (sample.purchase is None or settings.gateway_address)
        ]
    password_hash = hash_password(PASSWORD) if missing else ""
    for sample in missing:
        if sample.purchase is None:
            with database.transaction() as session:
                _create_account(session, sample, password_hash, now)
        else:
            _create_buyer(database, catalogue, settings, sample, sample.purchase, password_hash, now)


def _create_account(session: Session, sample: Sample, password_hash: str, now: datetime) -> AccountRow:
    organization = OrganizationRow(id=new_id("org"), name=sample.organization, data_center_id=sample.data_center_id)
    bought = sample.purchase.days_ago if sample.purchase else 0
    account = AccountRow(
        id=new_id("acc"),
        organization_id=organization.id,
        username=sample.username,
        username_folded=folded(sample.username),
        password_hash=password_hash,
        name=sample.name,
        email=sample.email,
        email_folded=folded(sample.email),
        role="owner",
        time_zone=sample.time_zone,
        country=sample.country,
        language=sample.language,
        created_at=now - timedelta(days=bought + 30),
    )
    session.add_all([organization, BuyerRow(id=account.id)])
    session.flush()
    session.add(account)
    session.flush()
    audit.record(session, now, "account.created", subject=account.id, account_id=account.id)
    for limit, used in sample.used.items():
        session.add(UsageRow(account_id=account.id, limit_id=limit, used=used))
    if sample.trial_days_left is not None:
        ends_at = now + timedelta(days=sample.trial_days_left)
        session.add(
            SubscriptionRow(
                id=new_id("sub"),
                account_id=account.id,
                plan_id=TRIAL,
                status=billing.TRIALING,
                started_at=now - timedelta(days=26),
                period_started_at=now - timedelta(days=26),
                period_ends_at=ends_at,
            )
        )
    session.flush()
    return account


def _create_buyer(
    database: Database,
    catalogue: Catalogue,
    settings: Settings,
    sample: Sample,
    bought: PastPurchase,
    password_hash: str,
    now: datetime,
) -> None:
    then = _PastClock(now - timedelta(days=bought.days_ago))
    payment_method = _card_token(settings, bought)
    with database.transaction() as session:
        account = _create_account(session, sample, password_hash, now)
        address = bought.details.address
        asked = QuoteRequest(plan_id=bought.plan_id, country=address.country, region=address.region)
        quote = make_quote(session, catalogue, Buyer(account.id), asked, then.now())
        session.flush()
        request = PurchaseRequest(
            quote_id=quote.id,
            payment_method=payment_method,
            billing_details=bought.details,
            consents=tuple(
                ConsentGiven(id=text.id, version=text.version, language=sample.language) for text in quote.consents
            ),
        )
        key = f"sample:{sample.username}"
        row = purchases.record_purchase(
            session, catalogue, Buyer(account.id), request, key, settings.address, then.now()
        )
    gateway = StripeGateway(settings.gateway_secret_key, settings.gateway_events_secret, settings.gateway_address)
    charging = Charging(database, gateway, catalogue, then, settings.platform_name)
    if not any(charging.advance(row.id) == FINISHED for _ in range(_TRIES)):
        _log.warning("a sample account could not buy", username=sample.username)
    elif bought.cancelled_days_ago is not None:
        with database.transaction() as session:
            terms = Terms(catalogue, house_of(settings))
            cancel(session, terms, account.id, CancelRenewal(), now - timedelta(days=bought.cancelled_days_ago))


def _card_token(settings: Settings, bought: PastPurchase) -> str:
    """Exchange the practice card for a token, as a client does: past the backend."""
    expires = {"card[exp_month]": "12", "card[exp_year]": "2034"}
    form = {"type": "card", "card[number]": bought.card, "card[cvc]": bought.cvc, **expires}
    request = urllib.request.Request(  # noqa: S310  # the address is the operator's own
        f"{settings.gateway_address}/v1/payment_methods",
        data=urllib.parse.urlencode(form).encode(),
        headers={"Authorization": f"Bearer {settings.gateway_publishable_key}"},
    )
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310  # as above
        return str(json.load(answer)["id"])
