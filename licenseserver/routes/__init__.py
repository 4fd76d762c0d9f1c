"""The HTTP API: one module a noun; a handler reads its request, asks the rules, and shapes nothing itself."""

from litestar.types import ControllerRouterHandler

from licenseserver.routes import health, service

ROUTES: list[ControllerRouterHandler] = [
    health.live,
    health.ready,
    service.read_service,
]
