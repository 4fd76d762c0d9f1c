"""The code that proves an e-mail address: 8 characters, typed or pasted in any way that a person would."""

LENGTH = 8
_GROUP = 4


def plain(text: str) -> str:
    """Return the letters and figures of `text` in capitals, at most as many as a code has."""
    return "".join(each for each in text if each.isascii() and each.isalnum()).upper()[:LENGTH]


def complete(text: str) -> bool:
    """Say whether `text` holds a whole code."""
    return len(plain(text)) == LENGTH


def grouped(text: str) -> str:
    """Return the code as it is easily read: in groups, as in the mail: "ABCD-2345"."""
    code = plain(text)
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def cursor_after(text: str, cursor: int) -> int:
    """Return where the cursor of `text` stands once it is grouped: behind the same character."""
    before = len(plain(text[:cursor]))
    return before + max(0, before - 1) // _GROUP
