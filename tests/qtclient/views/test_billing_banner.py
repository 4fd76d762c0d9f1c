"""What every screen says of subscription and card, from whoever has heard from the server last."""

import pytest

from qtclient import links
from qtclient.links import Place
from qtclient.presenters import overview
from qtclient.presenters.billing_state import State
from qtclient.session import SIGNED_OUT, SessionState
from qtclient.views.billing_banner import BillingBanner
from qtclient.views.parts.banner import Banner
from tests.gallery import billings, samples
from tests.gallery.sessions import signed_in
from tests.gallery.stage import Scene, settle


class Window:
    """The real window without a server, and the banner's followers."""

    def __init__(self, stage):
        self.shell = stage.show(Scene("banner", signed_in("strategic-research")), 1024, 700)
        self.billing = self.shell._presenter_for(links.BILLING)
        self.overview = self.shell._presenter_for(links.OVERVIEW)
        self.banner = BillingBanner(self.shell, self.shell._session, self.billing, self.overview)

    def words(self):
        settle()
        return [banner.words.text() for banner in self.shell.findChildren(Banner) if banner.isVisible()]

    def load(self, billing):
        self.billing.become(billings.state(billing))
        return self.words()


@pytest.fixture
def window(stage):
    return Window(stage)


def test_each_matter_has_its_words_and_one_action(window):
    for billing, words, place in (
        (billings.past_due(), "The renewal is not paid. Access ends in 12 days, on December 5, 2026.", ""),
        (billings.new_card_needed(), "The renewal is not paid. Access ends in 12 days", links.CARD_FIELDS),
        (billings.at_the_bank(), "Your bank wants you to confirm the renewal.", ""),
        (billings.cancelled(1), "Your license ends in 1 day, on November 24, 2026.", ""),
        (billings.renewing(20, with_card=False), "There is no card for the renewal.", links.CARD_FIELDS),
        (billings.renewing(30, card_year=2026), "The card on file expires before the renewal", links.CARD_FIELDS),
    ):
        (said,) = window.load(billing)
        assert said.startswith(words)
        gone = []
        window.shell.go, before = gone.append, window.shell.go
        (banner,) = [banner for banner in window.shell.findChildren(Banner) if banner.isVisible()]
        banner.action.click()
        window.shell.go = before
        assert gone == [Place(links.BILLING, place)]


def test_good_order_and_a_distant_end_are_no_news(window):
    assert window.load(billings.renewing()) == []
    assert window.load(billings.cancelled(31)) == []
    assert len(window.load(billings.cancelled(30))) == 1


def test_whoever_has_heard_last_is_believed(window):
    usage = samples.usage({"responses": 1}, "strategic-research")
    window.overview.become(overview.State(phase=overview.READY, billing=billings.past_due(), usage=usage))
    assert len(window.words()) == 1
    assert window.load(billings.renewing()) == []
    # The same news of the overview once more is no newer.
    window.overview.become(window.overview.state)
    assert window.words() == []


def test_billing_itself_says_it_without_a_banner(window):
    assert len(window.load(billings.past_due())) == 1
    window.shell.go(Place(links.BILLING))
    assert window.words() == []
    window.shell.go(Place(links.PLANS))
    assert len(window.words()) == 1


def test_two_banners_at_most_the_most_pressing_ones(window):
    window.load(billings.past_due())
    window.shell.show_purchase_under_way(True)
    window.shell.show_offline(True)
    said = window.words()
    assert len(said) == 2
    assert said[0] == "A purchase is under way."
    assert said[1].startswith("The renewal is not paid.")


def test_nothing_of_one_person_is_told_to_the_next(window):
    window.load(billings.past_due())
    window.shell._session._become(SessionState(phase=SIGNED_OUT, service=samples.service()))
    assert window.words() == []
    assert window.billing.state == State()


def test_another_language_is_spoken_at_once(window, stage):
    window.load(billings.past_due())
    stage.speak("fr")
    window.banner.render()
    assert window.words()[0].startswith("Le renouvellement n’est pas payé.")
