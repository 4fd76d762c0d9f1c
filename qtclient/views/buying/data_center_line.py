"""The data center in *Terms and agreements*: which one, why, and the link that changes it (C1-C3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.data_centers import BY_COUNTRY
from licensewire.shape import in_language
from qtclient.forms.country_names import country_names
from qtclient.presenters.purchase_draft import DATA_CENTER
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.field_texts import problem_text
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import link_button
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import Text, body, caption

if TYPE_CHECKING:
    from licensewire.data_centers import DataCenter
    from qtclient.presenters.purchase_state import State


def place_name(place: DataCenter) -> str:
    """Return where a data center is: "Frankfurt, Germany"."""
    language = QLocale().name()
    city, country = in_language(place.city, language), country_names(language).get(place.country, place.country)
    return QCoreApplication.translate("DataCenterLine", "{city}, {country}").format(city=city, country=country)


class DataCenterLine(QWidget):
    """One line and what is wrong with it.

    Signals:
        change(): *Change data center*.
    """

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = body("")
        self._words.setObjectName("data-center")
        self._reason = caption("")
        self._problem: Text = caption("").set_tone("danger")
        self._problem.hide()
        self.link = link_button(self.tr("Change data center"))
        self.link.setObjectName("change-data-center")
        self.link.clicked.connect(self.change)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        for part in (self._words, self._reason, self._problem):
            words.addWidget(part)
        words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(Glyph("server", 18), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def show_state(self, state: State) -> None:
        """Say which data center it is, and why."""
        place, choice = state.data_center, state.data_centers
        if place is None or choice is None:
            self._words.setText(self.tr("Your data center is not chosen yet."))
            self._reason.set_text_or_hide("")
        else:
            self._words.setText(self.tr("Your data center: {place}").format(place=place_name(place)))
            stays = self.tr("It cannot be changed after the purchase.")
            if place.id != choice.default_id:
                self._reason.set_text_or_hide(stays)
            elif choice.reason == BY_COUNTRY:
                names = country_names(QLocale().name())
                why = self.tr("Recommended: nearest to your internet address ({country}).").format(
                    country=names.get(choice.country, choice.country)
                )
                self._reason.set_text_or_hide(f"{why} {stays}")
            else:
                why = self.tr("We could not tell where you are, so this is only a default.")
                self._reason.set_text_or_hide(f"{why} {stays}")
        told = problem_text(DATA_CENTER, state.problems.get(DATA_CENTER, ""))
        if told != self._problem.text():
            self._problem.set_text_or_hide(told)
            self.link.setAccessibleDescription(told)
            announce(self.link, told)
