"""Sessions and problems that many scenes share."""

from qtclient.sentences import Sentence
from qtclient.sentences import unreachable as server_unreachable
from qtclient.session import SIGNED_IN, SessionState
from tests.gallery import samples


def unreachable() -> Sentence:
    told = server_unreachable("")
    return Sentence(told.title, told.advice, "req_7f3a9c2e")


def signed_in(plan_id: str = "free", *, practice: bool = False, kept: str = "keyring") -> SessionState:
    return SessionState(
        phase=SIGNED_IN, account=samples.account(plan_id), service=samples.service(practice=practice), kept=kept
    )
