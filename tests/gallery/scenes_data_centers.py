"""The scenes of choosing a data center."""

from qtclient import links
from qtclient.links import Place
from qtclient.session import SIGNED_OUT, SessionState
from tests.gallery import samples
from tests.gallery.stage import Scene


def scenes() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service())

    def scene(name: str, act: str) -> Scene:
        return Scene(f"data-center-{name}", out, Place(links.SIGN_IN), act=act)

    return [
        scene("loading", "pick_while_loading"),
        scene("recommended", "pick_recommended"),
        scene("default", "pick_default"),
        scene("government", "pick_government"),
        scene("searched", "pick_searched"),
        scene("nothing-found", "pick_nothing_found"),
        scene("failed", "pick_failed"),
    ]
