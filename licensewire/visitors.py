"""Visitors: people without an account who prove an e-mail address and buy with it (A5).

A visitor's token works like an access token, for quotes, purchases and the endpoints named here, and is all that
there is of a visitor until a payment has succeeded: then account, brand and licence come into being together.
"""

from datetime import datetime

from licensewire.purchases import Purchase
from licensewire.shape import Answer, Request

CODE_LENGTH = 8

MAIL_WAITING = "waiting"
MAIL_SENT = "sent"
MAIL_DELAYED = "delayed"
MAIL_REFUSED = "refused"


class VerificationRequest(Request):
    """``POST /v1/verifications``: send a code to this address.

    The answer is the same whether or not the address has an account already; only the mail tells its owner. A
    newer request for the same address ends the older ones.

    Attributes:
        email: refused by field: "required", "invalid", "too_long".
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
        expires_at: the code is good until then, once, and for five tries.
        resend_at: another one can be asked for from then on (``POST /v1/verifications/{id}/resend``); earlier it is
            `problem.TOO_MANY_ATTEMPTS` with the seconds to wait. The id stays, the code before it is dead.
    """

    id: str
    email: str
    expires_at: datetime
    resend_at: datetime


class VerificationMail(Answer):
    """``GET /v1/verifications/{id}/mail``: how the newest mail of a verification is doing.

    It tells nothing of the address but whether its mail server takes mail.

    Attributes:
        status: `MAIL_WAITING`, `MAIL_SENT`, `MAIL_DELAYED` (it could not be sent yet and is tried again) or
            `MAIL_REFUSED` (the address's mail server does not take it).
    """

    status: str


class CodeEntered(Request):
    """``POST /v1/verifications/{id}/confirm``: the code from the mail; blanks, dashes and case do not matter.

    Refused as `problem.CODE_WRONG`, `CODE_TRIES_SPENT` (ask for another one), `CODE_EXPIRED`, `CODE_USED` or
    `CODE_SUPERSEDED` (a newer request has been made for the address).
    """

    code: str


class Visitor(Answer):
    """The address is proved.

    Attributes:
        id: the account that a purchase makes gets it.
        token: the visitor's secret, kept like a session's; sent as bearer.
        expires_at: a purchase can be begun until then, afterwards it is `problem.VISITOR_EXPIRED`; one under way is
            followed to its end all the same.
    """

    id: str
    token: str
    expires_at: datetime
    email: str
    plan_id: str


class VisitorState(Answer):
    """``GET /v1/visitor``: where a visitor left off, on the same or another day, here or elsewhere.

    Attributes:
        id: as in `Visitor`.
        plan_id: what was wanted at the last proof of the address.
        expires_at: as in `Visitor`.
        purchase: the newest one, if there is one. With `SUCCEEDED` the account is there: sign in.
    """

    id: str
    email: str
    plan_id: str
    expires_at: datetime
    purchase: Purchase | None = None


class AccountWanted(Request):
    """``POST /v1/visitor/account-check``: would this make an account? 204, or a problem that names the fields.

    Field codes: "required", "too_long", "invalid" (name, username); "taken", "foreign" (a username that is another
    e-mail address than the proved one); "required", "too_short", "too_long", "common", "like_account" (password).
    """

    name: str
    username: str
    password: str


class VisitorSignIn(Request):
    """``POST /v1/visitor/session``: sign in right after buying, typing nothing again; answers `SignedIn`.

    The visitor's token ends with it; for ten minutes it can be sent again should the answer be lost. Before the
    purchase has succeeded it is `problem.NOT_BOUGHT`.
    """

    device_name: str
