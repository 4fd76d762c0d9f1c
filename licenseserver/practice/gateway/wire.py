"""Stripe's wire: form-encoded requests with nested names, JSON errors, lists."""

import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


class ApiProblem(Exception):
    """A request that is answered with an error and has no effect.

    Attributes:
        status: HTTP status.
        saved: whether the answer is kept under the idempotency key; refusals before execution are not.
    """

    def __init__(self, status: int, error: Json, *, saved: bool = False) -> None:
        super().__init__(error.get("message", ""))
        self.status = status
        self.error = error
        self.saved = saved

    @property
    def body(self) -> Json:
        """The body of the answer."""
        return {"error": self.error}


def invalid(message: str, *, code: str = "", param: str = "", status: int = 400) -> ApiProblem:
    """A request that Stripe refuses before it executes anything."""
    error: Json = {"type": "invalid_request_error", "message": message}
    if code:
        error["code"] = code
    if param:
        error["param"] = param
    return ApiProblem(status, error)


def missing(param: str) -> ApiProblem:
    """A required parameter that was not sent."""
    return invalid(f"Missing required param: {param}.", code="parameter_missing", param=param)


def not_found(kind: str, identity: str, param: str = "id") -> ApiProblem:
    """An object that does not exist (or belongs to another account, which is the same)."""
    return invalid(f"No such {kind}: '{identity}'", code="resource_missing", param=param, status=404)


def card_problem(code: str, param: str, message: str) -> ApiProblem:
    """A card that is refused before the bank hears of it."""
    error: Json = {"type": "card_error", "code": code, "param": param, "message": message}
    return ApiProblem(402, error, saved=True)


def new_id(prefix: str) -> str:
    """Return an identifier in Stripe's style: a prefix and 24 letters or digits."""
    return prefix + "_" + "".join(secrets.choice(_ALPHABET) for _ in range(24))


def parse_form(text: str) -> Json:
    """Parse ``a=1&b[c]=2&d[]=3`` into nested dictionaries; lists become dictionaries with positions as names."""
    found: Json = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        parts = name.replace("]", "").split("[")
        place = found
        for part in parts[:-1]:
            deeper = place.setdefault(part or str(len(place)), {})
            if not isinstance(deeper, dict):
                raise invalid(f"Invalid parameter: {name}", param=parts[0])
            place = deeper
        place[parts[-1] or str(len(place))] = value
    return found


@dataclass
class Params:
    """A request's parameters, read with the checks that Stripe makes on them."""

    values: Json = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter as text."""
        value = self.values.get(name, default)
        if isinstance(value, dict):
            raise invalid(f"Invalid string: {name}", param=name)
        return str(value)

    def required(self, name: str) -> str:
        """Return a parameter that must be there."""
        value = self.text(name)
        if not value:
            raise missing(name)
        return value

    def integer(self, name: str) -> int:
        """Return a parameter that must be a whole number."""
        text = self.required(name)
        try:
            return int(text)
        except ValueError:
            raise invalid(f"Invalid integer: {text}", code="parameter_invalid_integer", param=name) from None

    def flag(self, name: str) -> bool:
        """Return a parameter that is "true" or not."""
        return self.text(name) == "true"

    def nested(self, name: str) -> Json:
        """Return a group of parameters (``metadata[...]``)."""
        value = self.values.get(name, {})
        return value if isinstance(value, dict) else {}


def page_of(items: list[Json], url: str, params: Params) -> Json:
    """Cut a list to the page that was asked for, newest first, as Stripe's lists are."""
    after = params.text("starting_after")
    if after:
        ids = [item["id"] for item in items]
        if after not in ids:
            raise not_found("object", after, "starting_after")
        items = items[ids.index(after) + 1 :]
    limit = int(params.text("limit", "10"))
    if not 1 <= limit <= 100:
        raise invalid("Invalid integer: limit must be between 1 and 100", param="limit")
    return {"object": "list", "url": url, "has_more": len(items) > limit, "data": items[:limit]}
