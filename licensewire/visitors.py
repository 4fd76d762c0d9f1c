"""Visitors: people without an account who prove an e-mail address and buy with it (A5).

A visitor's token works like an access token, for quotes, purchases and the endpoints named here, and is all that
there is of a visitor until a payment has succeeded: then account, brand and licence come into being together.
"""

from datetime import datetime

from licensewire.purchases import Purchase
from licensewire.shape import Answer, Request


class VerificationRequest(Request):
    """``POST /v1/verifications``: send a code to this address.

    The answer is the same whether or not the address has an account already; only the mail tells its owner.

    Attributes:
        language: in which the mail is written.
        plan_id: what the visitor wants to buy.
    """

    email: str
    language: str
    plan_id: str


class Verification(Answer):
    """A code that is on its way.

    Attributes:
        email: the address as it was understood.
        expires_at: the code is good until then, once.
        resend_at: another one can be asked for from then on (``POST /v1/verifications/{id}/resend``).
    """

    id: str
    email: str
    expires_at: datetime
    resend_at: datetime


class CodeEntered(Request):
    """``POST /v1/verifications/{id}/confirm``: the code from the mail, blanks and letter case do not matter."""

    code: str


class Visitor(Answer):
    """The address is proved.

    Attributes:
        token: the visitor's secret, kept like a session's.
        expires_at: a purchase can be begun until then; one under way is followed to its end all the same.
    """

    token: str
    expires_at: datetime
    email: str
    plan_id: str


class VisitorState(Answer):
    """``GET /v1/visitor``: where a visitor left off, on the same or another day.

    Attributes:
        purchase: the newest one, if there is one.
    """

    email: str
    plan_id: str
    purchase: Purchase | None = None


class AccountWanted(Request):
    """``POST /v1/visitor/account-check``: would this make an account? 204, or a problem that names the fields.

    Field codes: "required", "too_long", "taken" (username); "too_short", "too_long", "common", "like_account"
    (password).
    """

    name: str
    username: str
    password: str


class VisitorSignIn(Request):
    """``POST /v1/visitor/session``: sign in right after buying, typing nothing again; answers `SignedIn`."""

    device_name: str
