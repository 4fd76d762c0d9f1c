"""The client's methods for the card on file at a live server, as `test_every_method` has the others."""

from licensewire import card_updates, problem, purchases
from licensewire.card_updates import CardUpdateRequest
from tests.contract.conftest import BANK_CARD, GOOD_CARD, POOR_CARD, new_key
from tests.contract.test_every_method import UNKNOWN, refused


def card_update(someone, number=GOOD_CARD):
    request = CardUpdateRequest(payment_method=someone.token(number))
    return settled(someone, someone.api.update_card(request, new_key()))


def settled(someone, update):
    """Follow the update for as long as the server is at it: it answers before a slow gateway has."""
    while update.status == card_updates.PROCESSING:
        update = someone.api.check_card_update(update.id)
    return update


def test_update_card(person):
    new, key = person("new"), new_key()
    request = CardUpdateRequest(payment_method=new.token())
    done = settled(new, new.api.update_card(request, key))
    assert (done.status, done.refusal, done.renewal_retried) == (card_updates.SUCCEEDED, None, False)
    assert new.api.update_card(request, key) == done  # sent twice, replaced once
    assert new.api.billing().card.last_four == GOOD_CARD[-4:]
    refusal = card_update(new, POOR_CARD)
    assert (refusal.status, refusal.refusal) == (card_updates.REFUSED, purchases.INSUFFICIENT_FUNDS)
    assert new.api.billing().card.last_four == GOOD_CARD[-4:]
    other = CardUpdateRequest(payment_method=new.token())
    assert refused(lambda: new.api.update_card(other, key)) == problem.IDEMPOTENCY_KEY_REUSED


def test_check_card_update(person):
    new = person("new")
    waiting = card_update(new, BANK_CARD)
    assert waiting.status == card_updates.NEEDS_CONFIRMATION
    assert waiting.confirmation.page.startswith("http")
    assert new.api.check_card_update(waiting.id) == waiting
    assert new.api.billing().card_update == waiting
    assert refused(lambda: new.api.check_card_update(UNKNOWN)) == problem.NOT_FOUND
    assert refused(lambda: person("free").api.check_card_update(waiting.id)) == problem.NOT_FOUND


def test_cancel_card_update(person):
    new = person("new")
    waiting = new.api.billing().card_update
    assert new.api.cancel_card_update(waiting.id).status == card_updates.CANCELLED
    assert new.api.cancel_card_update(waiting.id).status == card_updates.CANCELLED
    assert new.api.billing().card_update is None
    assert refused(lambda: new.api.cancel_card_update(UNKNOWN)) == problem.NOT_FOUND


def test_remove_card(person):
    new = person("new")
    assert new.api.billing().card is not None
    assert new.api.remove_card().card is None
    assert new.api.remove_card().card is None
    assert card_update(new).status == card_updates.SUCCEEDED
