"""Which declines are for good: the networks' rules of dunning_limits.csv, and the gateway's words for them."""

import csv
import re
from pathlib import Path

import pytest

from licenseserver.gateway.refusals import Decline
from licensewire import purchases

with (Path(__file__).parents[1] / "facts" / "dunning_limits.csv").open(encoding="utf-8", newline="") as _file:
    NO_RETRIES = [row for row in csv.DictReader(_file) if row["value"] == "0 retries"]


def codes_of(network: str) -> list[str]:
    (rule,) = [row["rule"] for row in NO_RETRIES if row["network"] == network]
    return re.findall(r"\b(?:\d{2}|R\d)\b", rule)


@pytest.mark.parametrize("code", codes_of("visa"))
def test_visa_s_first_category_is_for_good(code):
    assert Decline("card_declined", network="visa", network_decline_code=code).is_hard
    assert not Decline("card_declined", network="mastercard", network_decline_code=code).is_hard


@pytest.mark.parametrize("code", codes_of("mastercard"))
def test_mastercard_s_advice_is_for_good(code):
    assert Decline("card_declined", network="mastercard", network_advice_code=code).is_hard
    assert not Decline("card_declined", network="visa", network_advice_code=code).is_hard


def test_the_facts_were_read():
    assert codes_of("visa") == ["04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3"]
    assert codes_of("mastercard") == ["03", "21"]


@pytest.mark.parametrize(
    "word",
    [
        "lost_card",
        "stolen_card",
        "pickup_card",
        "fraudulent",
        "invalid_account",
        "revocation_of_authorization",
        "revocation_of_all_authorizations",
        "stop_payment_order",
        "transaction_not_allowed",
        "highest_risk_level",
    ],
)
def test_the_gateway_s_words_for_them_are_for_good(word):
    assert Decline("card_declined", word).is_hard


@pytest.mark.parametrize(
    "word",
    ["insufficient_funds", "generic_decline", "do_not_honor", "processing_error", "card_velocity_exceeded", ""],
)
def test_what_may_be_right_another_day_is_not(word):
    assert not Decline("card_declined", word).is_hard
    assert Decline("card_declined", word, advice_code="do_not_try_again").is_hard


def test_an_expired_card_may_be_carried_on():
    decline = Decline("expired_card", "expired_card", "confirm_card_data", "visa", "54")
    assert (decline.refusal, decline.is_hard) == (purchases.EXPIRED_CARD, False)


def test_a_bank_that_misses_the_owner_is_no_lost_card():
    decline = Decline("authentication_required", "authentication_required")
    assert (decline.owner_needed, decline.is_hard) == (True, False)
    assert decline.refusal == purchases.CONFIRMATION_FAILED
