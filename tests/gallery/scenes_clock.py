"""The scenes of practice mode's clock."""

from dataclasses import replace

from licensewire.practice import BY_DAYS, TO_EXPIRY, TO_RENEWAL
from qtclient import links
from qtclient.links import Place
from qtclient.presenters.practice_clock import State
from qtclient.session import SIGNED_OUT, SessionState
from tests.gallery import samples
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene


def scenes() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))
    inside = signed_in("strategic-research", practice=True)
    standing = State(shown=True, signed_in=True)

    def scene(name: str, state: State, act: str = "") -> Scene:
        return Scene(f"clock{name}", inside, states={links.CLOCK: state}, act=act)

    return [
        Scene("clock-signed-out", out, Place(links.SIGN_IN), {links.CLOCK: State(shown=True)}),
        scene("", standing),
        scene("-more", standing, "open_clock_menu"),
        scene("-to-renewal", replace(standing, moving=TO_RENEWAL)),
        scene("-to-expiry", replace(standing, moving=TO_EXPIRY)),
        scene("-by-days", replace(standing, moving=BY_DAYS)),
        scene("-new-mails", replace(standing, new_mails=3)),
        scene("-no-renewal", replace(standing, nothing=TO_RENEWAL)),
        scene("-failed", replace(standing, problem=unreachable())),
    ]
