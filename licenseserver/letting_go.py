"""Having the gateway let go of cards that are not on file any more: until it has, and never of one in use."""

from datetime import datetime

import structlog

from licenseserver import audit
from licenseserver.card_update_tables import CardToLetGoRow
from licenseserver.cards_on_file import is_in_use
from licenseserver.database import Database
from licenseserver.gateway.protocol import GatewayError, PaymentGateway, RequestRefusedError

_log = structlog.get_logger()


def let_go_at_gateway(database: Database, gateway: PaymentGateway, payment_method: str, now: datetime) -> None:
    """Ask the gateway to let go of one card; what does not work out now is asked for again later.

    No new use can begin meanwhile: a token that waits here is refused for a card update.
    """
    with database.transaction(reading=True) as session:
        row = session.get(CardToLetGoRow, payment_method)
        if row is None or is_in_use(session, payment_method):
            return
    try:
        if row.setup_id is not None:
            gateway.cancel_setup(row.setup_id)
        gateway.detach(payment_method)
    except RequestRefusedError as refusal:
        _log.error("the gateway does not let go of a card", account=row.account_id, code=refusal.code)
        return
    except GatewayError as error:
        _log.warning("the gateway gave no answer", account=row.account_id, problem=repr(error))
        return
    with database.transaction() as session:
        kept = session.get(CardToLetGoRow, payment_method, with_for_update=True)
        if kept is not None:
            session.delete(kept)
            audit.record(session, now, "card.let_go", subject=row.account_id, account_id=row.account_id)
