"""Update payment information: number, expiry, CVC, *Submit*; then the bank, where it asks (B4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters import card_update as stages
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.brand_names import brand_name
from qtclient.views.buying.card_fields import CardFields
from qtclient.views.parts.bank_step import BankStep, BankWords
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import primary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.text import body, caption, strong

if TYPE_CHECKING:
    from licensewire.billing import CardOnFile
    from qtclient.presenters.card_update import CardUpdatePresenter, State

_BESIDE = 600
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class CardForm(Card):
    """The fields, and what becomes of the card that was typed into them."""

    def __init__(self, presenter: CardUpdatePresenter, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.title.setText(self.tr("Update payment information"))
        self.setAccessibleName(self.title.text())
        self._presenter = presenter
        self._shown = presenter.state
        self._offline = False
        self.fields = CardFields()
        self.button = primary_button(self.tr("Submit"))
        self.button.setObjectName("submit-card")
        self.told = Notice("good", "-", "-")
        self.told.setObjectName("card-told")
        self._why_not = caption("")
        self._form = self._made_form()
        self._working = strong("")
        self._under_way = self._made_under_way()
        self._bank = self._made_bank()
        for part in (self.told, self._form, self._under_way, self._bank):
            self.body.addWidget(part)
        self.button.clicked.connect(self._submit)
        self.fields.edited.connect(lambda: presenter.edit(self.fields.card()))
        self.fields.left.connect(lambda name: presenter.leave(name, self.fields.card()))
        for field in self.fields.fields.values():
            field.editor.installEventFilter(self)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def focus_first(self) -> None:
        """Take the focus to where a card is entered, or to what is asked at the bank."""
        target = self._bank.finish if self._presenter.state.stage == stages.BANK else self.fields.number
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_offline(self, *, offline: bool) -> None:
        """Say why nothing can be sent just now."""
        self._offline = offline
        self._allow()

    def empty(self) -> None:
        """Forget what was typed: the screen is left."""
        self.fields.empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move on or submit with Enter; a key that is held down does so once."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if not event.isAutoRepeat():
                self._on_enter(watched)
            return True
        return super().eventFilter(watched, event)

    def _on_enter(self, editor: QObject) -> None:
        editors = [field.editor for field in self.fields.fields.values()]
        place = next((number for number, each in enumerate(editors) if each is editor), len(editors) - 1)
        if place + 1 < len(editors):
            editors[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._submit()

    def _submit(self) -> None:
        if self.button.isEnabled():
            self._presenter.submit(self.fields.card())

    def _render(self, state: State) -> None:
        before, self._shown = self._shown, state
        under_way = state.stage in {stages.SENDING, stages.WORKING, stages.FINDING_OUT}
        self._form.setVisible(state.stage == stages.FORM)
        self._under_way.setVisible(under_way)
        self._bank.setVisible(state.stage == stages.BANK)
        if under_way:
            self._working.setText(self._doing(state))
        confirmation = state.update.confirmation if state.update is not None else None
        if state.stage == stages.BANK and confirmation is not None:
            until = self.tr("Without a confirmation by {time} the card on file stays.")
            self._bank.show_step(
                confirmation,
                until.format(time=formats.time_of_day(confirmation.expires_at)),
                asked=state.bank_asked,
                offline=state.offline,
                cancelling=state.cancelling,
            )
        self._tell(state)
        self.fields.show_problems(dict(state.problems))
        self._allow()
        if state.emptied != before.emptied:
            self.fields.empty()
        if state.refusals != before.refusals:
            self.fields.empty_cvc()
        self._move_focus(before, state)

    def _move_focus(self, before: State, state: State) -> None:
        if not self.isVisible():
            return
        if state.tries != before.tries and state.first_wrong in self.fields.fields:
            self.fields.fields[state.first_wrong].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.stage == stages.BANK != before.stage:
            self._bank.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, state: State) -> None:
        meaning, title, text = self._outcome(state)
        self.told.setVisible(bool(title) and state.stage == stages.FORM)
        if title:
            self.told.set_meaning(meaning)
            self.told.tell(title, text)

    def _outcome(self, state: State) -> tuple[str, str, str]:
        if state.problem is not None:
            stays = self.tr("The card on file stays.") if state.card is not None else ""
            return "danger", state.problem.title, f"{state.problem.advice} {stays}".strip()
        if state.done == stages.CHANGED:
            paying = self.tr("The renewal is being paid with it.")
            charged = self.tr("It is charged at the next renewal.")
            return "good", self.tr("The new card is on file"), paying if state.paying else charged
        if state.done == stages.KEPT:
            return "neutral", self.tr("Nothing was changed"), self._file(state.card)
        if state.done == stages.FOUND:
            text = self.tr("A card was being replaced when License Desk was closed.")
            return "neutral", text, self._file(state.card)
        return "", "", ""

    def _file(self, card: CardOnFile | None) -> str:
        if card is None:
            return self.tr("No card is on file.")
        text = self.tr("On file is: {brand} ending in {digits}.")
        return text.format(brand=brand_name(card.brand), digits=card.last_four)

    def _doing(self, state: State) -> str:
        if state.offline:
            return self.tr("The server does not answer just now. It is asked again and again.")
        if state.stage == stages.FINDING_OUT:
            return self.tr("The answer got lost on the way; we are finding out what became of the card…")
        return self.tr("The bank is checking the card…")

    def _allow(self) -> None:
        self.button.setEnabled(not self._offline)
        self._why_not.set_text_or_hide(
            self.tr("The server cannot be reached just now, so nothing can be sent.") if self._offline else ""
        )

    def _made_form(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.regular)
        column.addWidget(self.fields)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why_not)
        right = QWidget()
        words = QVBoxLayout(right)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(SPACE.small)
        words.addWidget(strong(self.tr("What happens")))
        for text in (
            self.tr("Your bank checks the new card; nothing is charged by that."),
            self.tr("It takes the place of the one on file as soon as the bank has agreed, and not before."),
            self.tr("The next renewal is charged to it. One that is due is tried with it at once."),
        ):
            words.addWidget(body(text).set_tone("muted"))
        words.addStretch(1)
        form = Columns(below=_BESIDE, spacing=SPACE.huge)
        form.add(left, 3)
        form.add(right, 2)
        return form

    def _made_under_way(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, SPACE.regular, 0, SPACE.regular)
        column.setSpacing(SPACE.medium)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedHeight(4)
        column.addWidget(self._working)
        column.addWidget(bar)
        column.addWidget(
            caption(self.tr("You may close License Desk. What was sent is found again at the next start."))
        )
        return holder

    def _made_bank(self) -> BankStep:
        step = BankStep(
            BankWords(
                title=self.tr("Your bank wants you to confirm the card"),
                text=self.tr(
                    "Its page is opened in your browser. Confirm there, then come back: this window notices by "
                    "itself, or press the button. Nothing is charged."
                ),
                calm=self.tr(
                    "You may close License Desk. The card waits for the bank, and is found again at the next start."
                ),
                cancel=self.tr("Keep the card on file"),
            )
        )
        step.cancel.setObjectName("cancel-card-update")
        step.open_page.connect(self._presenter.open_bank_page)
        step.finished.connect(self._presenter.finished_at_bank)
        step.cancelled.connect(self._presenter.cancel)
        return step
