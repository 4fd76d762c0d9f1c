"""Signing in and out, and the account that is signed in (F1, H4)."""

from datetime import datetime

from licensewire.shape import Answer, Request


class SignIn(Request):
    """``POST /v1/session``.

    Attributes:
        device_name: how the session is called in the list of sessions ("Desktop on Linux").
        device_token: what an earlier sign-in on this device returned; spares the owner the limits that a
            stranger's wrong guesses fill.
    """

    username: str
    password: str
    device_name: str
    device_token: str | None = None


class Refresh(Request):
    """``POST /v1/session/refresh``: a refresh token against a new pair; each is good for one exchange."""

    refresh_token: str


class Tokens(Answer):
    """A session's secrets. They live in the operating system's keyring and nowhere else (F1)."""

    session_id: str
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    device_token: str


class Entitlements(Answer):
    """What the account may use now, by its plan.

    Attributes:
        limits: limit's id -> number; None is unlimited.
    """

    plan_id: str
    features: tuple[str, ...]
    limits: dict[str, int | None]


class Organization(Answer):
    """Attributes:
    brand_id: generated at the first purchase, permanent (D1); None before.
    """

    id: str
    name: str
    brand_id: str | None = None
    data_center_id: str | None = None


class Account(Answer):
    """``GET /v1/account``: the person who is signed in.

    Attributes:
        role: "owner" for now; billing managers and members come with seats (D5).
        time_zone: IANA name; decides on which day a period ends.
        country: ISO 3166 alpha-2.
    """

    id: str
    name: str
    email: str
    username: str
    role: str
    organization: Organization
    entitlements: Entitlements
    time_zone: str
    country: str
    language: str


class SignedIn(Answer):
    """The answer to `SignIn` and `Refresh`."""

    tokens: Tokens
    account: Account


class SessionEntry(Answer):
    """One place where the account is signed in."""

    id: str
    device_name: str
    signed_in_at: datetime
    last_used_at: datetime
    current: bool


class SessionList(Answer):
    """``GET /v1/sessions``."""

    sessions: tuple[SessionEntry, ...]
