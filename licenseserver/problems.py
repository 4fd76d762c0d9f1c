"""Refusals: how a rule says no, and how that becomes a problem+json answer."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from sqlalchemy import exc

from licensewire import problem
from licensewire.problem import FieldProblem, Problem

MEDIA_TYPE = "application/problem+json"

_log = structlog.get_logger()

_STATUS = {
    problem.INVALID_REQUEST: 400,
    problem.CARD_DATA_REFUSED: 400,
    problem.IDEMPOTENCY_KEY_MISSING: 400,
    problem.NOT_SIGNED_IN: 401,
    problem.WRONG_CREDENTIALS: 401,
    problem.SESSION_ENDED: 401,
    problem.VISITOR_EXPIRED: 401,
    problem.FORBIDDEN: 403,
    problem.NOT_FOUND: 404,
    problem.QUOTE_EXPIRED: 409,
    problem.QUOTE_CHANGED: 409,
    problem.ALREADY_LICENSED: 409,
    problem.PURCHASE_UNDER_WAY: 409,
    problem.IDEMPOTENCY_KEY_BUSY: 409,
    problem.IDEMPOTENCY_KEY_CLOSED: 409,
    problem.RECEIPT_NOT_READY: 409,
    problem.NOT_BOUGHT: 409,
    problem.NOTHING_TO_CANCEL: 409,
    problem.NOTHING_TO_RESUME: 409,
    problem.NOTHING_TO_PAY: 409,
    problem.TOO_LATE: 409,
    problem.RENEWAL_UNDER_WAY: 409,
    problem.NO_CARD: 409,
    problem.NEW_CARD_NEEDED: 409,
    problem.CODE_USED: 409,
    problem.CODE_SUPERSEDED: 409,
    problem.NO_RIGHT_TO_WITHDRAW: 409,
    problem.CODE_EXPIRED: 410,
    problem.CODE_WRONG: 422,
    problem.CODE_TRIES_SPENT: 422,
    problem.CONSENT_MISSING: 422,
    problem.CONSENT_OUTDATED: 422,
    problem.PLAN_NOT_BUYABLE: 422,
    problem.IDEMPOTENCY_KEY_REUSED: 422,
    problem.NOT_BACKWARDS: 422,
    problem.TOO_MANY_ATTEMPTS: 429,
    problem.INTERNAL: 500,
    problem.GATEWAY_UNAVAILABLE: 503,
}

# msgspec tells what is wrong in words; these are its words for the kinds that a client can point at.
_MISSING = re.compile(r"missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"contains unknown field `([^`]+)`")
_PATH = re.compile(r" - at `\$(?:\.data)?([^`]*)`")


class ProblemError(Exception):
    """A refusal with a stable code; raised by rules, answered as problem+json.

    Attributes:
        code: one of `licensewire.problem`'s constants.
        keeps_changes: the request's transaction is committed although it is refused (a stolen session that was
            ended must stay ended).
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        fields: Iterable[FieldProblem] = (),
        retry_after_seconds: int | None = None,
        keeps_changes: bool = False,
        status: int | None = None,
    ) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.status = _STATUS[code] if status is None else status
        self.fields = tuple(fields)
        self.retry_after_seconds = retry_after_seconds
        self.keeps_changes = keeps_changes

    def as_problem(self, request_id: str) -> Problem:
        """Return the answer's body."""
        return Problem(
            status=self.status,
            code=self.code,
            title=self.code.replace("_", " ").capitalize(),
            detail=self.detail,
            request_id=request_id,
            retry_after_seconds=self.retry_after_seconds,
            fields=self.fields,
        )


def invalid_field(field: str, code: str = "invalid") -> ProblemError:
    """Return the refusal of one field: its dotted path and what is wrong with it."""
    return ProblemError(problem.INVALID_REQUEST, fields=[FieldProblem(field=field, code=code)])


def problem_of(error: Exception) -> ProblemError:
    """Return what is answered for `error`; the details of anything unforeseen stay in the log."""
    match error:
        case ProblemError():
            return error
        case HTTPException(status_code=status) if status < 500:
            return _of_framework(error)
        case RecursionError() | msgspec.DecodeError():
            return ProblemError(problem.INVALID_REQUEST, "The request's content cannot be read.")
        case exc.OperationalError() | exc.TimeoutError():
            # The database is locked, restarting or unreachable: nothing was done, asking again makes sense.
            return ProblemError(problem.INTERNAL, status=503, retry_after_seconds=2)
        case _:
            return ProblemError(problem.INTERNAL)


def answer_problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Answer `error` (Litestar's exception handler for everything)."""
    refusal = problem_of(error)
    if refusal.status >= 500:
        _log.error("request failed", exc_info=error)
    return problem_response(refusal, str(request.scope.get("request_id", "")))


def problem_response(refusal: ProblemError, request_id: str) -> Response[bytes]:
    """Return `refusal` as problem+json."""
    headers = {}
    if refusal.retry_after_seconds is not None:
        headers["Retry-After"] = str(refusal.retry_after_seconds)
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        msgspec.json.encode(refusal.as_problem(request_id)),
        status_code=refusal.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def _of_framework(error: HTTPException) -> ProblemError:
    status = error.status_code
    if status == 404:
        return ProblemError(problem.NOT_FOUND)
    cause = error.__cause__
    fields = _fields_of(str(cause)) if isinstance(cause, msgspec.ValidationError) else []
    detail = {
        405: "This address does not know the method.",
        413: "The request is too large.",
        415: "The request's content is not of a kind that is understood here.",
    }.get(status, "The request's content cannot be read." if not fields else "")
    return ProblemError(problem.INVALID_REQUEST, detail, fields=fields, status=status)


def _fields_of(message: str) -> list[FieldProblem]:
    """Read msgspec's words: ``Object missing required field `x` - at `$.data.billing_details` ``."""
    found = _PATH.search(message)
    path = found.group(1).lstrip(".") if found else ""
    if found is None:
        return []  # there was no content at all
    for pattern, code in ((_MISSING, "required"), (_UNKNOWN, "unknown")):
        if named := pattern.search(message):
            return [FieldProblem(field=".".join(part for part in (path, named.group(1)) if part), code=code)]
    return [FieldProblem(field=path, code="invalid")] if path else []
