"""Fields for one line of text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from qtclient.resources import icon
from qtclient.views.parts.button import icon_button

_EYE = 30


class LineEdit(QLineEdit):
    """A line of text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class PasswordEdit(LineEdit):
    """A line that hides what is typed, with a button that shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self._eye = icon_button("eye", "")
        self._eye.setParent(self)
        self._eye.setProperty("kind", "eye")
        self._eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self._eye.clicked.connect(self._toggle)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the button at the end of the line."""
        super().resizeEvent(event)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = _EYE + 6
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
        left = 4 if mirrored else self.width() - _EYE - 4
        self._eye.setGeometry(left, (self.height() - _EYE) // 2, _EYE, _EYE)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._say()

    def _say(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        name = self.tr("Show password") if hidden else self.tr("Hide password")
        self._eye.setIcon(icon("eye" if hidden else "eye-off"))
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(name)
