"""Every row of practice_cards.csv put on file: verified or refused as the row says; the old card stays or goes."""

import pytest
import requests

from licenseserver.gateway.protocol import REFUSED, SUCCEEDED, Order
from licenseserver.gateway.refusals import refusal_of

pytestmark = pytest.mark.slow

# The bank verifies these without asking for money: the refusal that the row tells of comes with the first charge.
REFUSED_WHEN_CHARGED = {"4000000000000341", "4000008260003178"}
# Charged without its owner, although its bank always wants to hear from them.
NEVER_ALONE = "4000002760003184"


def declined(row: dict[str, str]) -> bool:
    return row["expected_outcome"].startswith("declined") and row["number"] not in REFUSED_WHEN_CHARGED


def asks(row: dict[str, str]) -> bool:
    silent = {"error", "frictionless ok"}
    return row["three_ds"].startswith("required") and row["three_ds_result"] not in silent


def test_the_card_is_put_on_file_or_the_old_one_stays(owner, row):
    if "Luhn" in row["scenario"]:
        with pytest.raises(requests.HTTPError):  # refused by the gateway before the backend hears of it
            owner.gateway.token(row["number"])
        return
    owner.replace()
    old = owner.card()
    update_id = owner.begin(row["number"])
    update = owner.advance(update_id)
    if asks(row):
        assert update.status == "needs_confirmation"
        assert owner.card().payment_method == old.payment_method
        owner.gateway.answer_bank(update.confirmation.page)
        update = owner.advance(update_id)
    owner.let_go()
    if declined(row):
        assert (update.status, update.refusal) == ("refused", refusal_of(row["error_code"], row["decline_code"]))
        assert owner.card().payment_method == old.payment_method
        assert owner.kept() == {old.payment_method}
    else:
        assert update.status == "succeeded"
        assert owner.card().last_four == row["number"][-4:]
        assert owner.kept() == {owner.card().payment_method}
        renewal_ends_as_the_row_says(owner, row)


def renewal_ends_as_the_row_says(owner, row):
    """Charge the card on file without its owner, as at a renewal."""
    customer = owner.customer()
    order = Order(1000, "USD", customer, owner.card().payment_method, "renewal", {}, keeps_card=False)
    intent = owner.dialect.create_intent(order, f"create:{owner.account_id}")
    charged = owner.dialect.confirm_intent(intent.id, "", f"confirm:{owner.account_id}", off_session=True)
    if row["number"] == NEVER_ALONE:
        assert (charged.status, charged.owner_needed, charged.hard_decline) == (REFUSED, True, False)
    elif row["number"] in REFUSED_WHEN_CHARGED:
        assert charged.status == REFUSED
        assert charged.refusal == refusal_of(row["error_code"], row["decline_code"])
        assert (charged.owner_needed, charged.hard_decline) == (False, False)
    else:
        assert charged.status == SUCCEEDED
    assert charged.network == owner.card().brand
