"""The HTTP API: one module a noun; a handler reads its request, asks the rules, and shapes nothing itself."""

from litestar.types import ControllerRouterHandler

from licenseserver.routes import account, health, plans, service, session

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
    plans.read_usage,
]
