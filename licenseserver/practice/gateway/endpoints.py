"""From a request to its endpoint, with Stripe's rules on keys and on idempotency."""

import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

from licenseserver.practice.gateway import payment_intents, payment_methods, refunds, setup_intents
from licenseserver.practice.gateway.call import Call, Reply
from licenseserver.practice.gateway.faults import ERROR_AFTER, ERROR_BEFORE
from licenseserver.practice.gateway.ledger import Ledger, SavedAnswer
from licenseserver.practice.gateway.wire import ApiProblem, Json, Params, invalid

_RETENTION_SECONDS = 24 * 3600.0
_LONGEST_KEY = 255
_SAVED_500: Json = {"error": {"type": "api_error", "message": "An unknown error occurred."}}

_Endpoint = Callable[..., Reply]
_ROUTES: tuple[tuple[str, re.Pattern[str], _Endpoint], ...] = tuple(
    (method, re.compile(f"^/v1/{path}$"), endpoint)
    for method, path, endpoint in (
        ("POST", "payment_methods", payment_methods.create_payment_method),
        ("GET", "payment_methods", payment_methods.list_payment_methods),
        ("GET", "payment_methods/([^/]+)", payment_methods.retrieve_payment_method),
        ("POST", "payment_methods/([^/]+)/attach", payment_methods.attach_payment_method),
        ("POST", "payment_methods/([^/]+)/detach", payment_methods.detach_payment_method),
        ("POST", "customers", payment_methods.create_customer),
        ("GET", "customers/([^/]+)", payment_methods.retrieve_customer),
        ("POST", "customers/([^/]+)", payment_methods.update_customer),
        ("POST", "payment_intents", payment_intents.create_intent),
        ("GET", "payment_intents", payment_intents.list_intents),
        ("GET", "payment_intents/search", payment_intents.search_intents),
        ("GET", "payment_intents/([^/]+)", payment_intents.retrieve_intent),
        ("POST", "payment_intents/([^/]+)/confirm", payment_intents.confirm_intent),
        ("POST", "payment_intents/([^/]+)/cancel", payment_intents.cancel_intent),
        ("POST", "refunds", refunds.create_refund),
        ("GET", "refunds", refunds.list_refunds),
        ("GET", "refunds/([^/]+)", refunds.retrieve_refund),
        ("POST", "setup_intents", setup_intents.create_setup),
        ("GET", "setup_intents", setup_intents.list_setups),
        ("GET", "setup_intents/([^/]+)", setup_intents.retrieve_setup),
        ("POST", "setup_intents/([^/]+)/confirm", setup_intents.confirm_setup),
        ("POST", "setup_intents/([^/]+)/cancel", setup_intents.cancel_setup),
    )
)


@dataclass(frozen=True)
class Request:
    """A request of the API as it came in.

    Attributes:
        key: the bearer's API key.
        idempotency_key: None where none was sent.
        address: base address of this gateway as the caller reaches it.
    """

    method: str
    path: str
    key: str
    idempotency_key: str | None
    params: Params
    address: str


@dataclass(frozen=True)
class Answer:
    """What goes back.

    Attributes:
        replayed: whether it was remembered from an earlier request with the same idempotency key.
    """

    status: int
    text: str
    replayed: bool = False


def account_of(key: str, *, publishable_allowed: bool = False) -> str:
    """Return the account that an API key belongs to: ``sk_test_NAME`` and ``pk_test_NAME`` are account NAME.

    Raises:
        ApiProblem: 401 without a valid key, 403 for a publishable key where a secret one is needed.
    """
    kind, _, name = key.partition("_test_")
    if kind not in {"sk", "pk"} or not name:
        raise invalid("Invalid API Key provided.", status=401)
    if kind == "pk" and not publishable_allowed:
        raise invalid(
            "This API call cannot be made with a publishable API key. Please use a secret API key.",
            code="secret_key_required",
            status=403,
        )
    return name


class Api:
    """All endpoints over one ledger."""

    def __init__(self, ledger: Ledger, now: Callable[[], float]) -> None:
        self._ledger = ledger
        self._now = now
        self._lock = threading.Lock()
        self._running: set[tuple[str, str]] = set()

    def answer(self, request: Request, fault: str = "", pause: Callable[[], None] = lambda: None) -> Answer:
        """Carry out a request once per idempotency key.

        Args:
            request: as it came in.
            fault: `ERROR_BEFORE` or `ERROR_AFTER` to answer 500 without or after executing.
            pause: called while the key counts as in use, before anything is executed.
        """
        try:
            endpoint, arguments = _find(request)
            account = account_of(request.key, publishable_allowed=endpoint is payment_methods.create_payment_method)
            key = request.idempotency_key if request.method == "POST" else None
            if key is None:
                pause()
                return self._execute(request, endpoint, arguments, account, None, fault)
            if not 0 < len(key) <= _LONGEST_KEY:
                raise invalid("Idempotency keys must be between 1 and 255 characters.", param="Idempotency-Key")
            with self._in_use(account, key):
                pause()
                return self._execute(request, endpoint, arguments, account, key, fault)
        except ApiProblem as problem:
            return Answer(problem.status, json.dumps(problem.body))

    def _in_use(self, account: str, key: str) -> "_InUse":
        with self._lock:
            if (account, key) in self._running:
                error = {
                    "type": "invalid_request_error",
                    "code": "idempotency_key_in_use",
                    "message": "There is currently another in-progress request using this Idempotency Key.",
                }
                raise ApiProblem(409, error)
            self._running.add((account, key))
        return _InUse(self._lock, self._running, (account, key))

    def _execute(
        self,
        request: Request,
        endpoint: _Endpoint,
        arguments: tuple[str, ...],
        account: str,
        key: str | None,
        fault: str,
    ) -> Answer:
        now = self._now()
        fingerprint = _fingerprint(request)
        with self._ledger.transaction(account, now) as tx:
            if key is not None:
                tx.run("DELETE FROM idempotency WHERE saved_at < ?", now - _RETENTION_SECONDS)
                saved = tx.saved_answer(key)
                if saved is not None:
                    return _replay(saved, fingerprint)
            tx.run("SAVEPOINT execution")
            try:
                status, body = (
                    (500, _SAVED_500)
                    if fault == ERROR_BEFORE
                    else endpoint(Call(tx, request.params, request.address), *arguments)
                )
            except ApiProblem as problem:
                if not problem.saved:
                    raise
                tx.run("ROLLBACK TO execution")
                status, body = problem.status, problem.body
            if fault == ERROR_AFTER:
                status, body = 500, _SAVED_500
            text = json.dumps(body)
            if key is not None:
                tx.save_answer(key, SavedAnswer(fingerprint, status, text))
        return Answer(status, text)


class _InUse:
    """A key that counts as in use inside the block."""

    def __init__(self, lock: threading.Lock, running: set[tuple[str, str]], entry: tuple[str, str]) -> None:
        self._lock, self._running, self._entry = lock, running, entry

    def __enter__(self) -> None:
        """Nothing more: the key was taken when this was made."""

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._running.discard(self._entry)


def _find(request: Request) -> tuple[_Endpoint, tuple[str, ...]]:
    for method, pattern, endpoint in _ROUTES:
        match = pattern.match(request.path)
        if match and method == request.method:
            return endpoint, match.groups()
    raise invalid(f"Unrecognized request URL ({request.method}: {request.path}).", status=404)


def _fingerprint(request: Request) -> str:
    """A digest, so that a card number in the body is not kept."""
    body = json.dumps([request.method, request.path, request.params.values], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()


def _replay(saved: SavedAnswer, fingerprint: str) -> Answer:
    if saved.fingerprint != fingerprint:
        error = {
            "type": "idempotency_error",
            "message": "Keys for idempotent requests can only be used with the same parameters.",
        }
        raise ApiProblem(400, error)
    return Answer(saved.status, saved.answer, replayed=True)
