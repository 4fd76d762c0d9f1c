"""How saving all papers goes: how far it is, how to stop it, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qtclient.presenters.save_all import CANCELLED, DONE, IDLE, RUNNING, STOPPED
from qtclient.resources.tokens import SPACE
from qtclient.views.invoices.words import save_all_advice, save_all_title
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import quiet_button, secondary_button
from qtclient.views.parts.progress import Progress

if TYPE_CHECKING:
    from qtclient.presenters.save_all import SaveAll, SaveAllState


class SavingPanel(Notice):
    """Stands above the list as long as there is something to tell."""

    def __init__(self, presenter: SaveAll, parent: QWidget | None = None) -> None:
        super().__init__("neutral", "-", "-", parent=parent)
        self.setObjectName("save-all-panel")
        self._presenter = presenter
        self._phase = IDLE
        self._bar = Progress(self.tr("Invoices saved"))
        self.cancel = secondary_button(self.tr("Stop"))
        self.cancel.setObjectName("save-all-stop")
        self.cancel.setAccessibleName(self.tr("Stop saving the invoices"))
        self.cancel.clicked.connect(presenter.cancel)
        self.resume = secondary_button(self.tr("Go on"))
        self.resume.setObjectName("save-all-resume")
        self.resume.clicked.connect(presenter.resume)
        self.show_folder = secondary_button(self.tr("Show the folder"))
        self.show_folder.setObjectName("save-all-folder")
        self.show_folder.clicked.connect(self._on_folder)
        self.dismiss = quiet_button(self.tr("Close"))
        self.dismiss.setObjectName("save-all-close")
        self.dismiss.clicked.connect(presenter.dismiss)
        actions = QHBoxLayout()
        actions.setSpacing(SPACE.small)
        for button in (self.resume, self.show_folder, self.cancel, self.dismiss):
            actions.addWidget(button)
        actions.addStretch(1)
        self.body.addSpacing(SPACE.small)
        self.body.addWidget(self._bar)
        self.body.addSpacing(SPACE.hair)
        self.body.addLayout(actions)
        self.hide()
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def _render(self, state: SaveAllState) -> None:
        self.setVisible(state.phase != IDLE)
        if state.phase == IDLE:
            self._phase = IDLE
            return
        title, advice = save_all_title(state), save_all_advice(state)
        if state.phase == self._phase == RUNNING:
            # Each of thousands is not worth being spoken.
            self.title.setText(title)
            self.setAccessibleName(title)
        else:
            self._phase = state.phase
            meaning = "good" if state.phase == DONE else "attention" if state.phase == STOPPED else "neutral"
            self.set_meaning("neutral" if state.why == CANCELLED else meaning)
            self.tell(title, advice)
        self._bar.setVisible(state.phase == RUNNING)
        self._bar.show_part(state.ready, state.total)
        self.cancel.setVisible(state.phase == RUNNING)
        self.resume.setVisible(state.phase == STOPPED)
        self.show_folder.setVisible(state.phase == DONE)
        self.dismiss.setVisible(state.phase in {DONE, STOPPED})

    def _on_folder(self) -> None:
        if (folder := self._presenter.state.folder) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
