"""One exchange over HTTP: sent at most once, answered within bounds, its failure told apart."""

from __future__ import annotations

import platform
import threading
import uuid
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
from requests.auth import AuthBase

from qtclient import __version__
from qtclient.api import errors
from qtclient.api.address import is_loopback, safe_address
from qtclient.api.reply import Reply, decoded, problem_of, whole_body
from qtclient.api.wire import Exchange, ObservedAdapter

if TYPE_CHECKING:
    from requests import PreparedRequest

T = TypeVar("T")

CONNECT_AND_READ_SECONDS = (5.0, 15.0)
WHOLE_EXCHANGE_SECONDS = 30.0
JSON_BYTES = 4 * 1024 * 1024
DOCUMENT_BYTES = 20 * 1024 * 1024

USER_AGENT = f"LicenseDesk/{__version__} ({platform.system()}; Python {platform.python_version()})"


class Limits(msgspec.Struct, frozen=True):
    """How long an exchange may take, in seconds."""

    connect: float = CONNECT_AND_READ_SECONDS[0]
    read: float = CONNECT_AND_READ_SECONDS[1]
    whole: float = WHOLE_EXCHANGE_SECONDS


class _Bearer(AuthBase):
    """As AuthBase, because a header would be overwritten by an entry in the person's .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Transport:
    """Where the backend is, as whom it is asked, and how.

    One `requests.Session` a thread: sessions are not safe to share.

    Attributes:
        access_token: sent as bearer where a method asks for it; "" for none.
    """

    def __init__(
        self,
        address: str,
        *,
        language: Callable[[], str] = lambda: "en",
        proxy: str = "",
        limits: Limits | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            address: base address without a trailing path.
            language: tells the person's language at each exchange; called on worker threads.
            proxy: address of the proxy for everything but this computer; "" follows system and environment.
            limits: other bounds of time than the usual ones.

        Raises:
            AddressNotSafe: `address` is neither https nor a loopback address.
        """
        self.address = safe_address(address)
        self.access_token = ""
        self._language = language
        self._proxy = proxy
        self._limits = limits if limits is not None else Limits()
        self._threads = threading.local()

    def beside(self, address: str) -> Transport:
        """Another server, reached in the same way but without the person's token."""
        return Transport(address, language=self._language, proxy=self._proxy, limits=self._limits)

    def read(self, path: str, answer: type[T]) -> T:
        """GET and decode. A read may be lost without harm, so one on a stale connection is made once more."""
        reply = self._read(path, JSON_BYTES)
        return decoded(reply, answer)

    def document(self, path: str, media_type: str) -> bytes:
        """GET a file of exactly this media type."""
        reply = self._read(path, DOCUMENT_BYTES)
        if reply.media_type != media_type:
            raise errors.Unreadable(reply.request_id)
        return reply.body

    def write(
        self,
        method: str,
        path: str,
        answer: type[T],
        *,
        body: msgspec.Struct | None = None,
        headers: Mapping[str, str] | None = None,
        bearer: bool = True,
        harmless: bool = False,
    ) -> T:
        """Send a change once and decode its answer.

        Args:
            method: "POST", ...
            path: below the address.
            answer: the struct to decode to.
            body: sent as JSON.
            headers: beside the usual ones.
            bearer: as the person that is signed in.
            harmless: nobody needs to know whether it was processed (a quote, a question): a lost answer is
                `Unreachable` then.

        Raises:
            Unreachable: surely not processed, or `harmless`.
            OutcomeUnknown: sent, and no answer of our backend came back whole.
            Refused: the backend said no.
        """
        try:
            reply = self._change(method, path, body, headers, bearer=bearer)
        except errors.OutcomeUnknown as error:
            if harmless:
                raise errors.Unreachable(errors.INTERRUPTED, error.request_id) from None
            raise
        try:
            return decoded(reply, answer)
        except errors.Unreadable:
            if harmless:
                raise
            raise errors.OutcomeUnknown(reply.request_id) from None

    def command(self, method: str, path: str, *, body: msgspec.Struct | None = None) -> None:
        """Send a change once whose answer is empty (204)."""
        reply = self._change(method, path, body, None, bearer=True)
        if reply.status != requests.codes.no_content:
            raise errors.OutcomeUnknown(reply.request_id)

    def form(self, path: str, fields: Mapping[str, str], bearer: str) -> Reply:
        """POST a form as another dialect wants it, and return whatever was answered."""
        return self._exchange("POST", path, data=dict(fields), auth=_Bearer(bearer), ceiling=JSON_BYTES)

    def _read(self, path: str, ceiling: int) -> Reply:
        def once() -> Reply:
            return self._exchange("GET", path, auth=_Bearer(self.access_token), ceiling=ceiling)

        try:
            reply = once()
        except errors.OutcomeUnknown:
            try:
                reply = once()
            except errors.OutcomeUnknown as error:
                raise errors.Unreachable(errors.INTERRUPTED, error.request_id) from None
        if reply.status >= requests.codes.bad_request:
            problem = problem_of(reply)
            if problem is not None:
                raise errors.Refused(problem)
            if reply.status >= requests.codes.server_error:
                raise errors.Unreachable(errors.INTERRUPTED, reply.request_id)
        if reply.status != requests.codes.ok:
            raise errors.Unreadable(reply.request_id)
        return reply

    def _change(
        self,
        method: str,
        path: str,
        body: msgspec.Struct | None,
        headers: Mapping[str, str] | None,
        *,
        bearer: bool,
    ) -> Reply:
        sent = dict(headers or {})
        data = None
        if body is not None:
            sent["Content-Type"] = "application/json"
            data = msgspec.json.encode(body)
        auth = _Bearer(self.access_token if bearer else "")
        reply = self._exchange(method, path, data=data, headers=sent, auth=auth, ceiling=JSON_BYTES)
        if requests.codes.ok <= reply.status < requests.codes.multiple_choices:
            return reply
        problem = problem_of(reply)
        if problem is not None:
            raise errors.Refused(problem)
        # Not our backend's words: something in between gave up, and what happened behind it is not known.
        raise errors.OutcomeUnknown(reply.request_id)

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        auth: AuthBase,
        ceiling: int,
        data: Any = None,  # noqa: ANN401 - bytes or a form, as requests takes it
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send once and read to the end.

        Raises:
            Unreachable: the request did not leave.
            OutcomeUnknown: it left (for a read this only means: no answer).
        """
        request_id = str(uuid.uuid4())
        sent = {
            "User-Agent": USER_AGENT,
            "Accept": "application/json, application/problem+json, application/pdf",
            "Accept-Language": self._language(),
            "X-Request-Id": request_id,
            **(headers or {}),
        }
        failure, status, media_type, body = "", 0, "", b""
        with Exchange(self._limits.whole) as exchange:
            try:
                response = self._session().request(
                    method,
                    self.address + path,
                    data=data,
                    headers=sent,
                    auth=auth,
                    timeout=(self._limits.connect, self._limits.read),
                    allow_redirects=False,
                    stream=True,
                )
                with response:
                    body = whole_body(response, ceiling)
                status = response.status_code
                media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            except (requests.RequestException, OSError, ValueError) as error:
                failure = _reason(error)
        # Outside of the handler, so that nothing keeps an exception alive that holds the request and its secrets.
        if exchange.expired:
            failure = errors.TIMED_OUT
        if failure and exchange.sent:
            raise errors.OutcomeUnknown(request_id)
        if failure:
            raise errors.Unreachable(failure, request_id)
        return Reply(status, media_type, body, request_id)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = requests.Session()
            adapter = ObservedAdapter(max_retries=0)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            # Nothing of ours sets a cookie; what a network's sign-in page sets stays out.
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            host = urlsplit(self.address).hostname or ""
            if is_loopback(host):
                # A proxy cannot reach this computer.
                session.trust_env = False
            elif self._proxy:
                session.proxies = {"http": self._proxy, "https": self._proxy}
            self._threads.session = session
        return session


def _reason(error: Exception) -> str:
    """Why a request did not get through, in the words of `errors`."""
    if isinstance(error, requests.exceptions.ProxyError):
        return errors.PROXY
    if isinstance(error, requests.exceptions.SSLError):
        return errors.NOT_TRUSTED
    if isinstance(error, requests.exceptions.Timeout):
        return errors.TIMED_OUT
    text = repr(error)
    if "NameResolutionError" in text or "getaddrinfo" in text:
        return errors.NO_SUCH_HOST
    if isinstance(error, requests.exceptions.ConnectionError) and "NewConnectionError" in text:
        return errors.CONNECTION_REFUSED
    return errors.INTERRUPTED
