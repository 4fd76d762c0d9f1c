"""Translations: extract what the code says, compile what was translated, and check that nothing is left out.

    python packaging/translations.py update     new texts of the code into qtclient/resources/i18n/*.ts
    python packaging/translations.py compile    the .ts files into .qm files, which are not committed
    python packaging/translations.py check      is the extraction current, is everything translated, does it compile

English has a file of its own because of its plurals ("%n day(s)"); its other texts are the source.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "qtclient"
FOLDER = CODE / "resources" / "i18n"
LANGUAGES = ("en", "fr")
PLACEHOLDER = re.compile(r"\{\w*\}|%n|%\d")


@dataclass(frozen=True)
class Message:
    """One text with what was made of it."""

    context: str
    source: str
    comment: str
    plural: bool
    translations: tuple[str, ...]
    finished: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same text after another extraction."""
        return self.context, self.source, self.comment

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}"


def main() -> int:
    """Do what the command line says; return the exit code."""
    verb = sys.argv[1] if len(sys.argv) == 2 else ""
    if verb == "update":
        for language in LANGUAGES:
            _extract(language, FOLDER / f"{language}.ts")
        _compile(FOLDER)
        return _tell(_incomplete(), failing=False)
    if verb == "compile":
        _compile(FOLDER)
        return 0
    if verb == "check":
        with tempfile.TemporaryDirectory() as folder:
            _compile(Path(folder))
        _compile(FOLDER)
        return _tell([*_formatted_strings(), *_outdated(), *_incomplete()], failing=True)
    print(__doc__)
    return 2


def sources() -> list[Path]:
    """Return the client's files, in an order that is the same everywhere."""
    return sorted(CODE.rglob("*.py"))


def read(path: Path) -> list[Message]:
    """Return the messages of a .ts file."""
    if not path.exists():
        return []
    found = []
    # Our own files: no foreign XML comes here.
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found.append(
                Message(
                    context=context.findtext("name", ""),
                    source=message.findtext("source", ""),
                    comment=message.findtext("comment", ""),
                    plural=message.get("numerus") == "yes",
                    translations=tuple(forms),
                    finished=translation.get("type") != "unfinished" and all(forms),
                )
            )
    return found


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _extract(language: str, target: Path) -> None:
    """Write the texts of the code into `target`, keeping the translations that it has."""
    # Without the target language only one plural form is written.
    command = [_tool("pyside6-lupdate"), "-silent", "-locations", "none", "-no-obsolete"]
    command += ["-source-language", "en_US", "-target-language", language]
    files = [str(path.relative_to(ROOT)) for path in sources()]
    before = {message.key: message for message in read(target)}
    done = subprocess.run(
        [*command, *files, "-ts", str(target)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        # It also grumbles about the plural forms that are put back below; only a failure is worth reading.
        sys.exit(done.stdout + done.stderr)
    tree = ET.parse(target)  # noqa: S314 - our own file
    for context in list(tree.getroot().iter("context")):
        for message in list(context.iter("message")):
            _mark_plural(message, before.get(_key(context, message)))
            if language == "en" and message.get("numerus") != "yes":
                # English needs no translation but of plurals; the rest would only be noise.
                context.remove(message)
        if context.find("message") is None:
            tree.getroot().remove(context)
    ET.indent(tree, space="    ")
    text = ET.tostring(tree.getroot(), encoding="unicode")
    target.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def _key(context: ET.Element, message: ET.Element) -> tuple[str, str, str]:
    return context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", "")


def _mark_plural(message: ET.Element, before: Message | None) -> None:
    """Make a text with %n one with plural forms: lupdate sees them in tr() but not in translate()."""
    translation = message.find("translation")
    if translation is None or "%n" not in message.findtext("source", "") or message.get("numerus") == "yes":
        return
    message.set("numerus", "yes")
    translation.text = None
    translation.set("type", "unfinished")
    # English and French, and most languages of Europe, have two.
    for form in before.translations if before is not None else ("", ""):
        ET.SubElement(translation, "numerusform").text = form
    if before is not None and before.finished:
        del translation.attrib["type"]


def _compile(folder: Path) -> None:
    for language in LANGUAGES:
        command = [_tool("pyside6-lrelease"), "-silent", str(FOLDER / f"{language}.ts")]
        subprocess.run([*command, "-qm", str(folder / f"{language}.qm")], check=True)


def _outdated() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            fresh = Path(folder) / f"{language}.ts"
            _extract(language, fresh)
            kept = {message.key: message for message in read(FOLDER / f"{language}.ts")}
            wanted = {message.key: message for message in read(fresh)}
            for key in sorted(wanted.keys() - kept.keys()):
                yield f"{language}.ts misses {wanted[key]} (run: make translations)"
            for key in sorted(kept.keys() - wanted.keys()):
                yield f"{language}.ts still has {kept[key]} (run: make translations)"


def _incomplete() -> Iterator[str]:
    for language in LANGUAGES:
        for message in read(FOLDER / f"{language}.ts"):
            if not message.finished:
                yield f"{language}.ts: not translated: {message}"
                continue
            for text in message.translations:
                # A plural form may leave the number out ("one day"); nothing else may be left out or made up.
                wanted, found = set(PLACEHOLDER.findall(message.source)), set(PLACEHOLDER.findall(text))
                if found - wanted or wanted - found - {"%n"}:
                    yield f"{language}.ts: placeholders differ: {message} -> {text!r}"


def _formatted_strings() -> Iterator[str]:
    """An f-string inside tr() is extracted wrongly, and without a warning."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _translates(node.func):
                for argument in node.args:
                    if any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in ast.walk(argument)):
                        place = f"{path.relative_to(ROOT)}:{node.lineno}"
                        yield f"{place}: a text put together inside {_name(node.func)}()"


def _translates(function: ast.expr) -> bool:
    return _name(function) in {"tr", "translate"}


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _tell(found: Iterator[str] | list[str], *, failing: bool) -> int:
    lines = list(found)
    for line in lines:
        print(line)
    return 1 if lines and failing else 0


if __name__ == "__main__":
    sys.exit(main())
