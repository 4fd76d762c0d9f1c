"""Which methods an address knows, said whole (``Allow``) to OPTIONS and with every 405."""

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.routes import HTTPRoute
from litestar.types import Message, Scope


async def name_methods(message: Message, scope: Scope) -> None:
    """Complete the answer's ``Allow`` header: Litestar leaves it out of a 405, and methods out of it."""
    if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
        return
    if message["status"] == 405 or scope["method"] == "OPTIONS":
        allowed = _methods_of(scope["litestar_app"], scope["path"])
        others = [(name, value) for name, value in message["headers"] if name.lower() != b"allow"]
        message["headers"] = [*others, (b"allow", ", ".join(sorted(allowed)).encode())]


def _methods_of(app: Litestar, path: str) -> set[str]:
    parts = [part for part in path.split("/") if part]
    allowed: set[str] = set()
    for route in app.routes:
        if isinstance(route, HTTPRoute) and len(route.path_components) == len(parts):
            pairs = zip(route.path_components, parts, strict=True)
            if all(component == part or not isinstance(component, str) for component, part in pairs):
                allowed |= set(route.methods)
    return allowed
