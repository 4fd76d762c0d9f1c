"""Under which name the gateway knows a buyer: asked for once, kept for good."""

from sqlalchemy.orm import Session

from licenseserver.database import Database
from licenseserver.gateway.protocol import PaymentGateway
from licenseserver.purchase_tables import GatewayCustomerRow


def known_customer(session: Session, buyer_id: str) -> str | None:
    """Return the gateway's id of a buyer, None where it was never asked for one."""
    row = session.get(GatewayCustomerRow, buyer_id)
    return row.customer if row else None


def customer_of(database: Database, gateway: PaymentGateway, buyer_id: str, name: str, email: str, key: str) -> str:
    """Return the gateway's id of a buyer, made with the idempotency key `key` if there is none yet.

    Raises:
        GatewayError: the gateway gave no usable answer.
    """
    with database.transaction(reading=True) as session:
        known = known_customer(session, buyer_id)
    if known is not None:
        return known
    customer = gateway.create_customer(buyer_id, name, email, key)
    with database.transaction() as session:
        # Somebody else may have been quicker: then theirs holds, because cards may belong to it already.
        known = known_customer(session, buyer_id)
        if known is None:
            session.add(GatewayCustomerRow(buyer_id=buyer_id, customer=customer))
    return known or customer
