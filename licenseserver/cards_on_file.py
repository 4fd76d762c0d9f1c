"""The card that is charged at renewals: put on file, taken off it, let go of by the gateway afterwards (B3, B4)."""

import dataclasses
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from licenseserver.card_update_tables import CardToLetGoRow, CardUpdateRow
from licenseserver.gateway.protocol import Card
from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewal_tables import IN_FLIGHT, RenewalRow
from licensewire import card_updates

OPEN_STATUSES = (card_updates.PROCESSING, card_updates.NEEDS_CONFIRMATION)


def put_on_file(session: Session, account_id: str, card: Card, now: datetime) -> bool:
    """Put a card that was verified or paid with on file, and tell whether it replaced another one."""
    old = session.get(CardOnFileRow, account_id)
    replaced = old is not None and old.payment_method != card.payment_method
    if old is not None and replaced:
        let_go(session, account_id, old.payment_method, now)
    session.merge(CardOnFileRow(account_id=account_id, **dataclasses.asdict(card)))
    session.execute(delete(CardToLetGoRow).where(CardToLetGoRow.payment_method == card.payment_method))
    return replaced


def take_off_file(session: Session, account_id: str, now: datetime) -> bool:
    """Take the card off the file and tell whether there was one."""
    card = session.get(CardOnFileRow, account_id, with_for_update=True)
    if card is None:
        return False
    let_go(session, account_id, card.payment_method, now)
    session.delete(card)
    session.flush()
    return True


def let_go(
    session: Session, account_id: str, payment_method: str, now: datetime, setup_id: str | None = None
) -> None:
    """Have the gateway let go of a card before long; whoever sweeps asks it, until it has."""
    session.merge(
        CardToLetGoRow(
            payment_method=payment_method,
            account_id=account_id,
            setup_id=setup_id,
            since=now,
            look_at=now,
            looks=0,
        )
    )


def is_let_go(session: Session, payment_method: str) -> bool:
    """Tell whether the gateway is about to let go of this card: then it cannot be put on file any more."""
    return session.get(CardToLetGoRow, payment_method) is not None


def is_in_use(session: Session, payment_method: str) -> bool:
    """Tell whether a card is on file, is being verified or is being charged."""
    uses = (
        select(CardOnFileRow.account_id).where(CardOnFileRow.payment_method == payment_method),
        select(CardUpdateRow.id).where(
            CardUpdateRow.payment_method == payment_method, CardUpdateRow.status.in_(OPEN_STATUSES)
        ),
        select(RenewalRow.id).where(RenewalRow.payment_method == payment_method, RenewalRow.status.in_(IN_FLIGHT)),
    )
    return any(session.scalar(use.limit(1)) is not None for use in uses)


def is_being_charged(session: Session, account_id: str) -> bool:
    """Tell whether a renewal of the account is being charged, or may be as soon as its owner answers the bank."""
    charging = select(RenewalRow.id).where(RenewalRow.account_id == account_id, RenewalRow.status.in_(IN_FLIGHT))
    return session.scalar(charging.limit(1)) is not None
