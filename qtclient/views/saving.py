"""Choosing where a document is saved, and telling what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QLocale, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from qtclient.presenters.documents import SavingState


def ask_where(parent: QWidget, title: str, name: str, save: Callable[[Path], None]) -> None:
    """Let the person choose a file, then `save` it there.

    Args:
        parent: the dialog stands over its window.
        title: of the dialog.
        name: offered for the file; its ending decides the kind (".pdf", ".ics", ".txt").
        save: called with the chosen path, or not at all.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder or QDir.homePath())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    ending = name.rpartition(".")[2]
    dialog.setNameFilter(_kinds().get(ending, f"*.{ending}"))
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: save(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_which_folder(parent: QWidget, title: str, save: Callable[[Path], None]) -> None:
    """Let the person choose a folder, then `save` into it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder or QDir.homePath())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: save(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def document_language() -> str:
    """Return the language in which documents are asked for: the one that is spoken."""
    return QLocale().name().split("_", maxsplit=1)[0]


def saving_text(state: SavingState) -> str:
    """Return in a sentence what became of the document that was asked for last; "" for none."""
    translate = QCoreApplication.translate
    if state.saving:
        return translate("Saving", "The file is being fetched…")
    if state.saved is not None:
        return translate("Saving", "Saved as {path}").format(path=state.saved)
    if state.unwritable:
        return translate("Saving", "It could not be written there. Choose another folder.")
    if state.problem is not None:
        return f"{state.problem.title}. {state.problem.advice}"
    return ""


def _kinds() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "pdf": translate("Saving", "PDF documents (*.pdf)"),
        "ics": translate("Saving", "Calendar files (*.ics)"),
        "txt": translate("Saving", "Text files (*.txt)"),
    }
