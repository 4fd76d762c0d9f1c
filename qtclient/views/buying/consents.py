"""Terms and agreements: each consent unticked, with its text readable in place (A3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from licensewire.shape import in_language
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.field_texts import problem_text
from qtclient.views.buying.readable import Readable
from qtclient.views.parts.announce import announce
from qtclient.views.parts.check_box import CheckBox
from qtclient.views.parts.text import Text, caption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from licensewire.purchases import ConsentText


class _Consent(QWidget):
    """One consent: box, problem, text."""

    def __init__(self, consent: ConsentText) -> None:
        super().__init__()
        self.consent = consent
        language = QLocale().name()
        label = in_language(consent.label, language)
        self.box = CheckBox(label.replace("&", "&&"))
        self.box.setObjectName(f"consent-{consent.id}")
        self.box.setAccessibleName(label)
        self._problem: Text = caption("").set_tone("danger")
        self._problem.hide()
        unfold, fold = self.tr("Read the text"), self.tr("Fold the text")
        self.readable = Readable(unfold, fold, in_language(consent.text, language), label)
        version = caption(self.tr("Version {version}").format(version=consent.version))
        below = QVBoxLayout()
        below.setContentsMargins(SPACE.large + SPACE.hair, 0, 0, 0)
        below.setSpacing(SPACE.hair)
        below.addWidget(self._problem)
        below.addWidget(self.readable)
        below.addWidget(version)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.hair)
        layout.addWidget(self.box)
        layout.addLayout(below)

    def show_problem(self, code: str) -> None:
        """Say that it has to be ticked, or no more."""
        text = problem_text(self.consent.id, code)
        if text != self._problem.text():
            self._problem.set_text_or_hide(text)
            self.box.set_problem(bool(text))
            self.box.setAccessibleDescription(text)
            announce(self.box, text)


class Consents(QWidget):
    """All consents that a quote asks for.

    Signals:
        edited(): one was ticked or unticked.
        left(str): the consent with this id was left.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ConsentText, ...] = ()
        self._consents: dict[str, _Consent] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.large)

    def show_consents(self, consents: tuple[ConsentText, ...], accepted: frozenset[tuple[str, str]]) -> None:
        """Show what has to be agreed to; a new version of a text comes unticked."""
        if consents == self._shown:
            return
        self._shown = consents
        for old in self._consents.values():
            old.hide()
            old.deleteLater()
        self._consents = {}
        for consent in consents:
            made = _Consent(consent)
            made.box.setChecked((consent.id, consent.version) in accepted)
            made.box.clicked.connect(self.edited)
            made.box.installEventFilter(self)
            self._consents[consent.id] = made
            self._layout.addWidget(made)

    @property
    def boxes(self) -> dict[str, CheckBox]:
        """The boxes by the consents' ids."""
        return {name: consent.box for name, consent in self._consents.items()}

    def in_order(self) -> list[QWidget]:
        """Return the controls in the order in which Tab should visit them."""
        return [control for made in self._consents.values() for control in (made.box, made.readable.link)]

    def accepted(self) -> frozenset[tuple[str, str]]:
        """Return the ticked consents as (id, version)."""
        return frozenset(
            (consent.id, consent.version) for consent in self._shown if self._consents[consent.id].box.isChecked()
        )

    def show_problems(self, codes: Mapping[str, str]) -> None:
        """Show which have to be ticked."""
        for name, consent in self._consents.items():
            consent.show_problem(codes.get(name, ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which one is left. Going on to read its text is no reason to complain."""
        if event.type() == QEvent.Type.FocusOut:
            for name, consent in self._consents.items():
                if consent.box is watched and not consent.readable.link.hasFocus():
                    self.left.emit(name)
        return super().eventFilter(watched, event)
