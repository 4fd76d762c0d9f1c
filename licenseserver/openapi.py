"""The API's description: mended where the framework tells less than the truth, and kept as a file (H1)."""

import json
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.routes import HTTPRoute
from litestar.types import Method
from litestar.types.internal_types import PathParameterDefinition
from litestar.utils.sync import AsyncCallable

from licenseserver.problems import MEDIA_TYPE
from licensewire import shape
from licensewire.problem import Problem

API_VERSION = "1"
_SIGNED_IN = "signed_in"
_WHO = {"caller", "buyer", "visitor", "leaving_visitor"}
_REFERENCE = "#/components/schemas/{name}"


def openapi_config() -> OpenAPIConfig:
    """Return what the framework is told: JSON only, under ``/schema/openapi.json``."""
    return OpenAPIConfig(
        title="License Desk",
        version=API_VERSION,
        path="/schema",
        render_plugins=[_Description(path="/openapi.json")],
        operation_id_creator=_operation_id,
        components=Components(security_schemes={_SIGNED_IN: SecurityScheme(type="http", scheme="bearer")}),
    )


def export(app: Litestar, path: Path) -> None:
    """Write the description of `app` to `path`."""
    path.write_text(description(app), encoding="utf-8")


def description(app: Litestar) -> str:
    """Return the description as JSON text, the same for the same code."""
    schema = _mended(app, app.openapi_schema.to_schema())
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


class _Description(JsonRenderPlugin):
    """Serves the mended description."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return self.render_json(request, _mended(request.app, openapi_schema))


def _operation_id(handler: HTTPRouteHandler, _method: Method, _path: list[str | PathParameterDefinition]) -> str:
    function: Any = handler.fn
    while isinstance(function, AsyncCallable):
        function = function.func
    return str(function.__name__)


def _mended(app: Litestar, schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` with our own problems, strict requests, and who must be signed in."""
    schemas = schema["components"]["schemas"]
    _, problems = msgspec.json.schema_components([Problem], ref_template=_REFERENCE)
    schemas.update(problems)
    for request in shape.Request.__subclasses__():
        if request.__name__ in schemas:
            schemas[request.__name__]["additionalProperties"] = False
    for route in app.routes:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            for method in handler.http_methods:
                operation = schema["paths"].get(route.path_format, {}).get(method.lower())
                if operation:
                    _mend(operation, signed_in=bool(_WHO & handler.parsed_fn_signature.parameters.keys()))
    return schema


def _mend(operation: dict[str, Any], *, signed_in: bool) -> None:
    operation["responses"].pop("400", None)  # the framework's own errors, which nobody gets to see
    operation["responses"]["default"] = {
        "description": "A problem; its code says which.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(name=Problem.__name__)}}},
    }
    operation.pop("deprecated", None)
    if signed_in:
        operation["security"] = [{_SIGNED_IN: []}]
