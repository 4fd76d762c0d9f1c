"""The style sheet, written from the tokens.

It selects by the class of a part or by its property ``kind`` / ``meaning``; fonts are set by the parts themselves.
Tables are never styled here per item: a style sheet on ``::item`` costs four times the painting.
"""

from qtclient.resources.tokens import CONTROL_HEIGHT, MEANINGS, RADIUS, Palette


def stylesheet(palette: Palette) -> str:
    """Return the application's style sheet in the colours of `palette`."""
    return "\n".join((_frames(palette), _buttons(palette), _fields(palette), _meanings(palette), _rest(palette)))


def _frames(p: Palette) -> str:
    return f"""
    Card, SheetPanel, Popover {{
        background: {p.surface}; border: 1px solid {p.border}; border-radius: {RADIUS.card}px;
    }}
    SheetPanel {{ border-radius: {RADIUS.sheet}px; }}
    TitleBar {{ background: {p.surface}; border: none; }}
    Line {{ background: {p.border}; border: none; }}
    QScrollArea, QScrollArea > QWidget > QWidget#column, QStackedWidget {{ background: transparent; border: none; }}
    """


def _buttons(p: Palette) -> str:
    inner = CONTROL_HEIGHT - 2
    return f"""
    QPushButton {{
        min-height: {inner}px; padding: 0 14px; border-radius: {RADIUS.control}px;
        border: 1px solid transparent; color: {p.text}; background: transparent; outline: none;
    }}
    QPushButton[kind="primary"] {{ background: {p.accent_fill}; color: {p.on_accent}; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {p.accent_fill_hover}; }}
    QPushButton[kind="danger"] {{ background: {p.danger_fill}; color: {p.on_danger}; }}
    QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed {{ background: {p.danger_fill_hover}; }}
    QPushButton[kind="secondary"] {{ background: {p.surface}; border-color: {p.control}; }}
    QPushButton[kind="secondary"]:hover {{ background: {p.hover}; }}
    QPushButton[kind="quiet"] {{ color: {p.text}; }}
    QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover {{ background: {p.hover}; }}
    QPushButton[kind="icon"] {{ padding: 0; min-width: {inner}px; max-width: {inner}px; }}
    QPushButton[compact="true"] {{ padding: 0 7px; }}
    QPushButton[kind="eye"] {{ padding: 0; min-height: 20px; border: none; }}
    QPushButton[kind="link"] {{ color: {p.accent}; padding: 0; border: none; min-height: 22px; text-align: left; }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{
        background: {p.sunk}; color: {p.disabled}; border-color: {p.border};
    }}
    QPushButton:disabled {{ color: {p.disabled}; }}
    QPushButton[kind="secondary"]:disabled {{ border-color: {p.border}; }}
    """


def _fields(p: Palette) -> str:
    inner = CONTROL_HEIGHT - 2
    return f"""
    QLineEdit, QComboBox, QPlainTextEdit, QTextBrowser {{
        background: {p.surface}; color: {p.text}; border: 1px solid {p.control};
        border-radius: {RADIUS.control}px; padding: 0 10px; min-height: {inner}px;
        selection-background-color: {p.accent_fill}; selection-color: {p.on_accent};
    }}
    QPlainTextEdit, QTextBrowser {{ padding: 6px 8px; }}
    QTextBrowser {{ background: {p.sunk}; border-color: {p.border}; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border-color: {p.accent}; }}
    QLineEdit[problem="true"], QComboBox[problem="true"], QPlainTextEdit[problem="true"] {{
        border-color: {p.danger};
    }}
    QLineEdit:disabled, QComboBox:disabled {{
        background: {p.sunk}; color: {p.disabled}; border-color: {p.border};
    }}
    QComboBox::drop-down {{ border: none; width: 28px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox {{ combobox-popup: 0; padding-right: 30px; }}
    QComboBox QAbstractItemView {{
        background: {p.surface}; border: 1px solid {p.border}; outline: none; padding: 4px;
        selection-background-color: {p.accent_soft}; selection-color: {p.text};
    }}
    """


def _meanings(p: Palette) -> str:
    rules = []
    for meaning in MEANINGS:
        edge = p.border if p.name != "high-contrast" else p.tone(meaning)
        rules.append(
            f"""
            Text[tone="{meaning}"] {{ color: {p.tone(meaning)}; }}
            Chip[meaning="{meaning}"] {{
                background: {p.soft(meaning)}; color: {p.tone(meaning)};
                border: 1px solid {edge if p.name == "high-contrast" else p.soft(meaning)}; border-radius: 10px;
            }}
            Banner[meaning="{meaning}"], PracticeBar[meaning="{meaning}"] {{
                background: {p.soft(meaning)}; border: none; border-bottom: 1px solid {edge};
            }}
            Notice[meaning="{meaning}"] {{
                background: {p.soft(meaning)}; border: 1px solid {edge}; border-radius: {RADIUS.control + 2}px;
            }}
            """
        )
    rules.append(f'Text[tone="muted"] {{ color: {p.muted}; }} Text[tone="text"] {{ color: {p.text}; }}')
    return "\n".join(rules)


def _rest(p: Palette) -> str:
    return f"""
    QMenu {{
        background: {p.surface}; color: {p.text}; border: 1px solid {p.border};
        border-radius: {RADIUS.card}px; padding: 6px;
    }}
    QMenu::item {{
        padding: 8px 28px 8px 12px; border-radius: {RADIUS.control}px; margin: 0 2px; min-width: 150px;
    }}
    QMenu::item:selected {{ background: {p.hover}; color: {p.text}; }}
    QMenu::item:disabled {{ color: {p.disabled}; }}
    QMenu::icon {{ padding-left: 12px; }}
    QMenu::separator {{ height: 1px; background: {p.border}; margin: 6px 2px; }}
    QToolTip {{
        background: {p.text}; color: {p.surface}; border: none; border-radius: 4px; padding: 5px 8px;
    }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {p.control}; border-radius: 2px; border: none; }}
    QScrollBar::handle:vertical {{ min-height: 32px; margin: 3px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; margin: 3px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {p.skeleton}; border: none; border-radius: 3px; }}
    QProgressBar::chunk {{ background: {p.accent_fill}; border-radius: 3px; }}
    QTableView {{ background: {p.surface}; border: none; gridline-color: {p.border}; }}
    QHeaderView {{ background: {p.surface}; border: none; }}
    QHeaderView::section {{
        background: {p.surface}; color: {p.muted}; border: none; border-bottom: 1px solid {p.border};
        padding: 6px 12px;
    }}
    QTableCornerButton::section {{ background: {p.surface}; border: none; }}
    """
