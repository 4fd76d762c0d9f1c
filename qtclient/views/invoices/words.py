"""What is told of papers on their way: one that is opened or saved, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir

from qtclient import formats
from qtclient.forms import email_address
from qtclient.presenters.save_all import CANCELLED, DONE, FULL, RUNNING, UNWRITABLE
from qtclient.views.saving import saving_text

if TYPE_CHECKING:
    from pathlib import Path

    from qtclient.presenters.opening import OpeningState
    from qtclient.presenters.save_all import SaveAllState


def opening_text(state: OpeningState) -> str:
    """Return in a sentence what became of the document that should be opened; "" for none, and for one that was."""
    translate = QCoreApplication.translate
    if state.opening:
        return translate("Opening", "The file is being fetched…")
    if state.no_program:
        return translate("Opening", "This computer has no program for this kind of file. Save it instead.")
    if state.unwritable:
        return translate("Opening", "There is no room for it on this computer. Make some, or save it elsewhere.")
    if state.problem is not None:
        return f"{state.problem.title}. {state.problem.advice}"
    return ""


def document_text(opening: OpeningState, saving: object) -> str:
    """Return what is told of the document that was asked for last, whichever way."""
    return opening_text(opening) or saving_text(saving)  # type: ignore[arg-type]


def folder_text(folder: Path | None) -> str:
    """Return a folder as this system writes it."""
    return QDir.toNativeSeparators(str(folder)) if folder is not None else ""


def save_all_title(state: SaveAllState) -> str:
    """Return in a few words how saving all papers goes."""
    translate = QCoreApplication.translate
    if state.phase == RUNNING:
        if not state.total:
            return translate("SaveAll", "Saving the invoices…")
        return translate("SaveAll", "Saving the invoices: {count} of {total}").format(
            count=formats.number(min(state.ready, state.total)), total=formats.number(state.total)
        )
    if state.phase == DONE:
        return translate("SaveAll", "All invoices are saved: {count}").format(count=formats.number(state.ready))
    if state.why == CANCELLED:
        return translate("SaveAll", "Saving was stopped")
    if state.why == FULL:
        return translate("SaveAll", "The disk is full")
    if state.why == UNWRITABLE:
        return translate("SaveAll", "Nothing can be written to this folder")
    return state.problem.title if state.problem is not None else ""


def save_all_advice(state: SaveAllState) -> str:
    """Return what to know or to do about it."""
    translate = QCoreApplication.translate
    folder = folder_text(state.folder)
    if state.phase == RUNNING:
        return translate("SaveAll", "To {folder}. You can go on working; closing License Desk stops it.").format(
            folder=folder
        )
    if state.phase == DONE:
        told = translate("SaveAll", "They are in {folder}.").format(folder=folder)
        if state.present and state.saved:
            before = translate("SaveAll", "{count} of them were there already.")
            told += " " + before.format(count=formats.number(state.present))
        elif state.present:
            told += " " + translate("SaveAll", "They were there already.")
        return told
    count, total = formats.number(state.ready), formats.number(state.total)
    kept = translate("SaveAll", "{count} of {total} are in {folder}, each of them whole.").format(
        count=count, total=total, folder=folder
    )
    if state.why == CANCELLED:
        return kept
    if state.why == FULL:
        return kept + " " + translate("SaveAll", "Make room, then go on where it stopped.")
    if state.why == UNWRITABLE:
        if not state.ready:
            return translate("SaveAll", "{folder} cannot be written to. Choose another folder.").format(
                folder=folder
            )
        return kept + " " + translate("SaveAll", "Look whether it can still be written to, then go on.")
    advice = state.problem.advice if state.problem is not None else ""
    return f"{advice} {kept}".strip()


def email_problem_text(code: str) -> str:
    """Return the sentence for what is wrong with an e-mail address; "" for nothing."""
    if not code:
        return ""
    translate = QCoreApplication.translate
    texts = {
        email_address.TWICE: translate("Recipients", "This address stands above already."),
        email_address.TOO_LONG: translate("Recipients", "This address is too long."),
    }
    return texts.get(code, translate("Recipients", "Enter an e-mail address such as books@example.com."))
