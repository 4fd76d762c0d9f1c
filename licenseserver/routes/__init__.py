"""The HTTP API: one module a noun; a handler reads its request, asks the rules, and shapes nothing itself."""

from litestar.types import ControllerRouterHandler

from licenseserver.routes import (
    account,
    billing,
    data_centers,
    gateway_events,
    health,
    plans,
    purchases,
    quotes,
    service,
    session,
)

ROUTES: list[ControllerRouterHandler] = [
    health.live,
    health.ready,
    service.read_service,
    session.sign_in,
    session.refresh_session,
    session.sign_out,
    session.list_sessions,
    session.end_session,
    session.end_all_sessions,
    account.read_account,
    plans.compare_plans,
    data_centers.list_data_centers,
    plans.read_usage,
    billing.read_billing,
    quotes.create_quote,
    purchases.buy,
    purchases.list_purchases,
    purchases.read_purchase,
    purchases.check_purchase,
    purchases.cancel_purchase,
    purchases.read_receipt,
    purchases.settle_purchase,
    purchases.return_from_bank,
    gateway_events.receive_event,
]
