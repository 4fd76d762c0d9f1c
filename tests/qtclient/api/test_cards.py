"""A card against a token, at the gateway itself, and nowhere else."""

import copy
import logging
import pickle
import traceback
from urllib.parse import parse_qs

import pytest

from licensewire import purchases
from licensewire.service import CardEntry
from qtclient.api import errors
from qtclient.api.cards import CardDetails
from qtclient.api.client import Api
from qtclient.api.transport import Limits, Transport
from tests.qtclient.api.hostile_server import (
    HostileServer,
    answering,
    hang_before_answering,
    hang_up_after_reading,
    response,
)

CARD = CardDetails("4242424242424242", 12, 2031, "737", name="Ada Lovelace", postal_code="75001", country="FR")
# For answers that come: a busy machine may take its time. And for those that never come.
PATIENT = Limits(connect=20.0, read=20.0, whole=30.0)
QUICK = Limits(connect=1.0, read=0.4, whole=1.0)


def tokenise(server, limits=PATIENT):
    transport = Transport("http://127.0.0.1:1", limits=limits)
    transport.access_token = "the-persons-token"
    entry = CardEntry(how="fields", gateway_address=server.address, publishable_key="pk_test_1")
    return Api(transport).tokenise(entry, CARD)


def test_the_card_goes_to_the_gateway_in_its_dialect():
    with HostileServer(answering(response(b'{"id":"pm_1","object":"payment_method"}'))) as server:
        assert tokenise(server) == "pm_1"
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/payment_methods HTTP/1.1")
    assert b"Authorization: Bearer pk_test_1" in head
    assert b"application/x-www-form-urlencoded" in head
    assert b"the-persons-token" not in head
    assert parse_qs(body.decode()) == {
        "type": ["card"],
        "card[number]": ["4242424242424242"],
        "card[exp_month]": ["12"],
        "card[exp_year]": ["2031"],
        "card[cvc]": ["737"],
        "billing_details[name]": ["Ada Lovelace"],
        "billing_details[address][postal_code]": ["75001"],
        "billing_details[address][country]": ["FR"],
    }


@pytest.mark.parametrize(
    ("code", "reason", "field"),
    [
        ("incorrect_number", purchases.INCORRECT_NUMBER, "number"),
        ("invalid_number", purchases.INCORRECT_NUMBER, "number"),
        ("invalid_expiry_year", purchases.EXPIRED_CARD, "expiry"),
        ("expired_card", purchases.EXPIRED_CARD, "expiry"),
        ("invalid_cvc", purchases.INCORRECT_CVC, "cvc"),
        ("processing_error", purchases.TRY_AGAIN_LATER, ""),
        ("something_new", purchases.DECLINED, ""),
    ],
)
def test_a_card_that_is_refused(code, reason, field):
    body = f'{{"error":{{"type":"card_error","code":"{code}","message":"4242424242424242 is wrong"}}}}'.encode()
    answer = answering(response(body, status="402 Payment Required"))
    with HostileServer(answer) as server, pytest.raises(errors.CardRefused) as caught:
        tokenise(server)
    assert (caught.value.reason, caught.value.field) == (reason, field)


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (hang_before_answering, errors.Unreachable),
        (hang_up_after_reading, errors.Unreachable),
        (answering(response(b"<html>", status="502 Bad Gateway", media_type="text/html")), errors.Unreachable),
        (answering(response(b"<html>", media_type="text/html")), errors.Unreadable),
        (answering(response(b'{"error":{"type":"invalid_request_error"}}', status="401 X")), errors.Unreadable),
    ],
)
def test_a_failure_charges_nobody_and_tells_nothing(behaviour, kind, caplog):
    caplog.set_level(logging.DEBUG)
    with HostileServer(behaviour) as server:
        with pytest.raises(errors.ApiError) as caught:
            tokenise(server, QUICK if behaviour is hang_before_answering else PATIENT)
        assert len(server.requests) == 1
    assert isinstance(caught.value, kind)
    told = caplog.text + repr(caught.value)
    error = caught.value
    while error is not None:
        told += "".join(traceback.format_exception(error)) + repr(vars(error))
        for frame, _ in traceback.walk_tb(error.__traceback__):
            # The test's own frames and the one variable that hides itself aside.
            if "qtclient/api" in frame.f_code.co_filename and "/tests/" not in frame.f_code.co_filename:
                told += repr(frame.f_locals)
        error = error.__cause__ or error.__context__
    for secret in ("4242", "737", "Ada"):
        assert secret not in told


def test_a_card_cannot_be_shown_or_stored():
    assert repr(CARD) == "CardDetails(hidden)"
    assert "4242" not in f"{CARD} {CARD!r} {[CARD]}"
    with pytest.raises(TypeError):
        pickle.dumps(CARD)
    with pytest.raises(TypeError):
        copy.deepcopy(CARD)
