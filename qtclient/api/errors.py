"""What can go wrong in an exchange, told apart by what it means for the person.

Light on purpose: sentences need these classes before the first paint, when the rest of the API is not loaded yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensewire.problem import Problem

# Why a server was not reached.
NO_SUCH_HOST = "no_such_host"
CONNECTION_REFUSED = "connection_refused"
NOT_TRUSTED = "not_trusted"
PROXY = "proxy"
TIMED_OUT = "timed_out"
INTERRUPTED = "interrupted"


class ApiError(Exception):
    """Root of all that an exchange with a server can raise.

    Attributes:
        request_id: the exchange's X-Request-Id, for support; "" where there was no exchange.
    """

    def __init__(self, request_id: str = "") -> None:
        super().__init__(request_id)
        self.request_id = request_id


class Unreachable(ApiError):
    """No answer, and surely nothing was changed by asking.

    Attributes:
        reason: `NO_SUCH_HOST`, `CONNECTION_REFUSED`, `NOT_TRUSTED`, `PROXY`, `TIMED_OUT` or `INTERRUPTED`.
    """

    def __init__(self, reason: str, request_id: str = "") -> None:
        super().__init__(request_id)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.reason} {self.request_id}".strip()


class AddressNotSafe(ApiError):
    """The address of a server is neither https nor this computer's own, so that nothing was sent."""


class OutcomeUnknown(ApiError):
    """A change was sent and its answer got lost: it may have gone through."""


class Refused(ApiError):
    """The backend understood and said no; `problem.code` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.request_id)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem.status} {self.problem.code} {self.request_id}".strip()


class SessionEnded(ApiError):
    """The backend no longer knows the session: the person has to sign in again."""


class CardRefused(ApiError):
    """The payment gateway did not take the card's data; nothing was charged.

    Attributes:
        reason: one of the refusals in `licensewire.purchases` ("incorrect_number", "expired_card", ...).
        field: the field at fault: "number", "expiry", "cvc", "postal_code", or "" where it is none of them.
    """

    def __init__(self, reason: str, field: str = "", request_id: str = "") -> None:
        super().__init__(request_id)
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return f"{self.reason} {self.request_id}".strip()


class Unreadable(ApiError):
    """An answer came that no backend of ours gives: another program answers there, or a newer one."""
