"""The check of translations finds what it is for."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, working on a small tree of its own."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "translations", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "CODE", tmp_path / "qtclient")
    monkeypatch.setattr(module, "FOLDER", tmp_path / "i18n")
    (tmp_path / "qtclient").mkdir()
    (tmp_path / "i18n").mkdir()
    return module


def write(translations: ModuleType, text: str) -> None:
    lines = [
        "from PySide6.QtCore import QCoreApplication",
        "translate = QCoreApplication.translate",
        "def words(count):",
    ]
    (translations.CODE / "screen.py").write_text("\n".join([*lines, f"    return {text}", ""]), encoding="utf-8")


def update(translations: ModuleType) -> None:
    for language in translations.LANGUAGES:
        translations._extract(language, translations.FOLDER / f"{language}.ts")


def fill(translations: ModuleType, source: str, *forms: str) -> None:
    path = translations.FOLDER / "fr.ts"
    inner = "".join(f"<numerusform>{form}</numerusform>" for form in forms) if len(forms) > 1 else forms[0]
    tree = translations.ET.parse(path)
    message = next(found for found in tree.getroot().iter("message") if found.findtext("source") == source)
    message.remove(message.find("translation"))
    message.append(translations.ET.fromstring(f"<translation>{inner}</translation>"))
    tree.write(path, encoding="utf-8", xml_declaration=True)


def test_what_is_not_translated_is_found(translations: ModuleType) -> None:
    write(translations, 'translate("Screen", "Buy now")')
    update(translations)
    assert [line for line in translations._incomplete() if "Buy now" in line]
    fill(translations, "Buy now", "Acheter maintenant")
    assert list(translations._incomplete()) == []
    assert list(translations._outdated()) == []


def test_new_and_old_texts_are_found(translations: ModuleType) -> None:
    write(translations, 'translate("Screen", "Buy now")')
    update(translations)
    write(translations, 'translate("Screen", "Buy later")')
    found = list(translations._outdated())
    assert any("misses" in line and "Buy later" in line for line in found)
    assert any("still has" in line and "Buy now" in line for line in found)


def test_a_translation_outlives_another_extraction(translations: ModuleType) -> None:
    write(translations, 'translate("Screen", "%n day(s)", "", count)')
    update(translations)
    fill(translations, "%n day(s)", "%n jour", "%n jours")
    update(translations)
    (message,) = translations.read(translations.FOLDER / "fr.ts")
    assert (message.plural, message.finished, message.translations) == (True, True, ("%n jour", "%n jours"))


def test_a_placeholder_that_is_lost_or_made_up_is_found(translations: ModuleType) -> None:
    write(translations, 'translate("Screen", "Until {day}")')
    update(translations)
    for wrong in ("Jusqu'au", "Jusqu'au {jour}"):
        fill(translations, "Until {day}", wrong)
        assert any("placeholders differ" in line for line in translations._incomplete())
    fill(translations, "Until {day}", "Jusqu'au {day}")
    assert list(translations._incomplete()) == []


@pytest.mark.parametrize(
    "text",
    ['translate("Screen", f"Until {count}")', 'translate("Screen", "Until " + count)', 'x.tr("%s days" % count)'],
)
def test_a_text_put_together_inside_is_found(translations: ModuleType, text: str) -> None:
    write(translations, text)
    assert any("put together" in line for line in translations._formatted_strings())


def test_a_text_filled_in_outside_is_fine(translations: ModuleType) -> None:
    write(translations, 'translate("Screen", "Until {day}").format(day=count)')
    assert list(translations._formatted_strings()) == []


def test_plurals_come_out_in_both_languages(qapp: QApplication, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("real_translations", ROOT / "packaging" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["real_translations"] = module
    spec.loader.exec_module(module)
    module._compile(tmp_path)
    for language, one, many in (
        ("en", "in 1 minute.", "in 3 minutes."),
        ("fr", "dans 1 minute.", "dans 3 minutes."),
    ):
        translator = QTranslator()
        assert translator.load(language, str(tmp_path))
        qapp.installTranslator(translator)
        told = [
            QCoreApplication.translate("Sentences", "Try again in %n minute(s).", "", count) for count in (1, 3)
        ]
        qapp.removeTranslator(translator)
        assert told[0].endswith(one)
        assert told[1].endswith(many)
