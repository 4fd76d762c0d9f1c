"""Draws the gallery: ``python -m tests.gallery [--only TEXT] [--quick]``, into build/gallery/."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LICENSE_DESK_REDUCED_MOTION"] = "1"

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qtclient.views.parts.theme import STYLE
from tests.gallery import acts
from tests.gallery.fit import misfits
from tests.gallery.page import write_page
from tests.gallery.scenes import scenes
from tests.gallery.stage import Scene, Stage, settle, shown_window

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "gallery"
SELECTED = (
    "sign-in-practice",
    "overview-free",
    "overview-trial",
    "security",
    "window-menu",
    "plans",
    "purchase",
    "visit-",
    "outbox",
    "billing",
    "invoices",
    "data-center",
    "cancel",
    "withdraw",
    "clock",
)


@dataclass(frozen=True)
class Variant:
    """How a scene is drawn."""

    language: str
    appearance: str
    width: int
    height: int
    mirrored: bool = False
    selected_only: bool = False

    def name(self, scene: Scene, scale: int) -> str:
        parts = [scene.name, self.language, self.appearance, f"{self.width}x{self.height}"]
        parts += ["mirrored"] if self.mirrored else []
        parts += [f"{scale}x"] if scale > 1 else []
        return "_".join(parts)


VARIANTS = [
    *(
        Variant(language, appearance, *size)
        for language in ("en", "fr")
        for appearance in ("light", "dark")
        for size in ((1280, 800), (1024, 700))
    ),
    Variant("en", "high-contrast", 1024, 700, selected_only=True),
    Variant("fr", "light", 800, 600, selected_only=True),
    Variant("en", "light", 1024, 700, mirrored=True, selected_only=True),
]
LARGE = [Variant("fr", "light", 800, 600, selected_only=True), Variant("en", "dark", 1024, 700, selected_only=True)]
QUICK = [Variant("en", "light", 1024, 700), Variant("fr", "dark", 1024, 700)]


def main() -> int:
    arguments = _arguments()
    TARGET.mkdir(parents=True, exist_ok=True)
    scale = int(float(os.environ.get("QT_SCALE_FACTOR", "1")))
    variants = LARGE if scale > 1 else QUICK if arguments.quick else VARIANTS
    found = list(_draw(variants, arguments.only, scale))
    for line in found:
        print(line)
    code = 1 if found else 0
    if scale == 1 and not arguments.quick:
        # The scale is one of the whole process.
        again = [sys.executable, "-m", "tests.gallery", "--only", arguments.only]
        environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
        code |= subprocess.run(again, env=environment, cwd=ROOT, check=False).returncode
    if scale == 1:
        print(f"{write_page(TARGET)} pictures: {(TARGET / 'index.html').relative_to(ROOT)}")
    return code


def _draw(variants: list[Variant], only: str, scale: int) -> Iterator[str]:
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    assert isinstance(app, QApplication)
    stage = Stage(app)
    for variant in variants:
        stage.speak(variant.language)
        stage.theme.choose(variant.appearance)
        if variant.mirrored:
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for scene in scenes():
            if only not in scene.name or (variant.selected_only and not _selected(scene)):
                continue
            shell = stage.show(scene, variant.width, variant.height)
            if scene.act:
                getattr(acts, scene.act)(shell)
                settle()
            window = shown_window(shell)
            name = variant.name(scene, scale)
            window.grab().save(str(TARGET / f"{name}.png"))
            for misfit in misfits(window):
                yield f"{name}: {misfit}"
            if window is not shell:
                window.close()
    stage.clear()


def _selected(scene: Scene) -> bool:
    return scene.name.startswith(SELECTED)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.gallery")
    parser.add_argument("--only", default="", help="scenes whose name contains this")
    parser.add_argument("--quick", action="store_true", help="two variants instead of all")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
