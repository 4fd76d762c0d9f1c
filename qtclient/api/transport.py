"""One exchange over HTTP: sent at most once, answered within bounds, its failure told apart."""

from __future__ import annotations

import ipaddress
import platform
import threading
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
from requests.auth import AuthBase

from licensewire.problem import Problem
from qtclient import __version__
from qtclient.api import errors
from qtclient.api.wire import Exchange, ObservedAdapter

if TYPE_CHECKING:
    from requests import PreparedRequest

T = TypeVar("T")

CONNECT_AND_READ_SECONDS = (5.0, 15.0)
WHOLE_EXCHANGE_SECONDS = 30.0
JSON_BYTES = 4 * 1024 * 1024
DOCUMENT_BYTES = 20 * 1024 * 1024
_CHUNK_BYTES = 16 * 1024

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


class Reply(msgspec.Struct, frozen=True):
    """An answer that has been read to its end.

    Attributes:
        media_type: without parameters, in small letters.
    """

    status: int
    media_type: str
    body: bytes
    request_id: str

    def __repr__(self) -> str:
        # A body may hold tokens.
        return f"Reply({self.status}, {self.media_type}, {len(self.body)} bytes, {self.request_id})"


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
        return _decoded(reply, answer)

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
    ) -> T:
        """Send a change once and decode its answer.

        Raises:
            Unreachable: surely not processed.
            OutcomeUnknown: sent, and no answer of our backend came back whole.
            Refused: the backend said no.
        """
        reply = self._change(method, path, body, headers, bearer=bearer)
        try:
            return _decoded(reply, answer)
        except errors.Unreadable:
            raise errors.OutcomeUnknown(reply.request_id) from None

    def command(self, method: str, path: str) -> None:
        """Send a change once whose answer is empty (204)."""
        reply = self._change(method, path, None, None, bearer=True)
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
            problem = _problem(reply)
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
        problem = _problem(reply)
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
                    body = _body(response, ceiling)
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
            host = urlsplit(self.address).hostname or ""
            if _is_loopback(host):
                # A proxy cannot reach this computer.
                session.trust_env = False
            elif self._proxy:
                session.proxies = {"http": self._proxy, "https": self._proxy}
            self._threads.session = session
        return session


def safe_address(address: str) -> str:
    """Return `address` without a trailing slash.

    Raises:
        AddressNotSafe: it is neither https nor http to a loopback address, or carries more than host and path.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host or ""))
    if not host or not safe or parts.username or parts.password or parts.query or parts.fragment:
        raise errors.AddressNotSafe
    return address.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _TooLongError(ValueError):
    pass


def _body(response: requests.Response, ceiling: int) -> bytes:
    """Read the body; both a long one and one that unpacks to a long one stop at `ceiling` bytes."""
    parts = []
    size = 0
    for part in response.iter_content(_CHUNK_BYTES):
        size += len(part)
        if size > ceiling:
            raise _TooLongError
        parts.append(part)
    return b"".join(parts)


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


def _decoded(reply: Reply, answer: type[T]) -> T:
    if reply.media_type != "application/json":
        raise errors.Unreadable(reply.request_id)
    try:
        return msgspec.json.decode(reply.body, type=answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise errors.Unreadable(reply.request_id) from None


def _problem(reply: Reply) -> Problem | None:
    """The problem that an answer of our backend carries, or None for anybody else's answer."""
    if reply.media_type != "application/problem+json":
        return None
    try:
        problem = msgspec.json.decode(reply.body, type=Problem)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if problem.request_id:
        return problem
    return msgspec.structs.replace(problem, request_id=reply.request_id)
