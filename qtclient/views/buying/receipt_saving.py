"""Choosing where a receipt is saved, and telling what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QLocale, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from qtclient.presenters.receipts import ReceiptState

SaveReceipt = Callable[[Path, str], None]


def ask_where(parent: QWidget, number: str, save: SaveReceipt) -> None:
    """Let the person choose a file for the receipt `number`, then `save` it there in the language in force."""
    name = QCoreApplication.translate("Receipt", "Receipt {number}.pdf").format(number=number)
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title = QCoreApplication.translate("Receipt", "Save receipt")
    dialog = QFileDialog(parent, title, folder or QDir.homePath())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(QCoreApplication.translate("Receipt", "PDF documents (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    language = QLocale().name().split("_", maxsplit=1)[0]
    dialog.fileSelected.connect(lambda path: save(Path(path), language))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def receipt_text(receipt: ReceiptState) -> str:
    """Return in a sentence what became of the receipt that was asked for last; "" for none."""
    translate = QCoreApplication.translate
    if receipt.saving:
        return translate("Receipt", "The receipt is being fetched…")
    if receipt.saved is not None:
        return translate("Receipt", "Saved as {path}").format(path=receipt.saved)
    if receipt.unwritable:
        return translate("Receipt", "It could not be written there. Choose another folder.")
    if receipt.problem is not None:
        return f"{receipt.problem.title}. {receipt.problem.advice}"
    return ""
