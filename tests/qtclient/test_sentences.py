"""Every error has its sentence, and no sentence shows the server's words."""

import pytest

from licensewire import problem as codes
from licensewire import purchases
from qtclient import sentences, vault
from qtclient.api import errors
from qtclient.sentences import Sentence, sentence

CODES = [value for name, value in vars(codes).items() if name.isupper() and isinstance(value, str)]
REFUSALS = [
    purchases.INSUFFICIENT_FUNDS, purchases.INCORRECT_CVC, purchases.INCORRECT_NUMBER, purchases.EXPIRED_CARD,
    purchases.LOST_OR_STOLEN, purchases.TOO_OFTEN, purchases.TRY_AGAIN_LATER, purchases.CONFIRMATION_FAILED,
    purchases.CONFIRMATION_EXPIRED, purchases.DECLINED,
]  # fmt: skip
REASONS = [
    errors.NO_SUCH_HOST, errors.CONNECTION_REFUSED, errors.NOT_TRUSTED, errors.PROXY, errors.TIMED_OUT,
    errors.INTERRUPTED,
]  # fmt: skip


def refused(code, **more):
    return errors.Refused(codes.Problem(status=400, code=code, title="<b>theirs</b>", request_id="r-1", **more))


def well_formed(told):
    assert isinstance(told, Sentence)
    assert told.title
    assert not told.title.endswith(".")
    assert told.advice.endswith(".")
    assert "theirs" not in told.title + told.advice
    assert "<" not in told.title + told.advice
    return told


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_own_sentence(code):
    told = well_formed(sentence(refused(code)))
    assert told.reference == "r-1"
    if code != codes.INTERNAL:
        assert told.title != sentences.problem(codes.INTERNAL).title


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_its_own_sentence_and_says_that_nothing_was_charged(code):
    told = well_formed(sentences.refusal(code))
    assert "Nothing was charged" in told.advice
    assert [other for other in REFUSALS if sentences.refusal(other).title == told.title] == [code]
    assert sentence(errors.CardRefused(code)).title == told.title


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_not_being_reached(reason):
    well_formed(sentence(errors.Unreachable(reason)))


@pytest.mark.parametrize(
    "error",
    [
        errors.OutcomeUnknown("r"), errors.SessionEnded("r"), errors.Unreadable("r"), errors.AddressNotSafe(),
        RuntimeError("theirs"), refused("a_code_of_tomorrow"), errors.CardRefused("a_reason_of_tomorrow"),
    ],
)  # fmt: skip
def test_every_kind_of_error(error):
    well_formed(sentence(error))


def test_an_unknown_outcome_is_never_called_a_failure():
    told = sentence(errors.OutcomeUnknown())
    assert "fail" not in (told.title + told.advice).lower()
    assert "may have gone through" in told.advice


@pytest.mark.parametrize(("seconds", "advice"), [(None, "few minutes"), (1, "1 minute"), (61, "2 minute")])
def test_too_many_attempts_says_how_long(seconds, advice):
    assert advice in sentence(refused(codes.TOO_MANY_ATTEMPTS, retry_after_seconds=seconds)).advice


def test_the_keyring_has_three_states():
    names = (sentences.KEYRING_LOCKED, sentences.KEYRING_NONE, sentences.KEYRING_NO_ANSWER)
    assert names == (vault.LOCKED, vault.NONE, vault.NO_ANSWER)
    assert len({well_formed(sentences.kept_in_memory(name)).title for name in names}) == 3


def test_what_the_client_says_of_itself():
    for told in (
        sentences.practice_not_installed(),
        sentences.practice_did_not_start(),
        sentences.journal_damaged(),
        sentences.internal(),
    ):
        well_formed(told)
