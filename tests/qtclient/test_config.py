"""Settings: the file, the environment, the command line, each stronger than the one before."""

import pytest
from PySide6.QtCore import QSettings

from qtclient import config


def read(tmp_path, *arguments, environment=None, **remembered):
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for name, value in remembered.items():
        settings.setValue(name, value)
    settings.sync()
    return config.read(["--data-dir", str(tmp_path), *arguments], environment or {})


def test_each_is_stronger_than_the_one_before(tmp_path):
    environment = {"LICENSE_DESK_LANGUAGE": "de"}
    assert read(tmp_path).language == ""
    assert read(tmp_path, language="fr").language == "fr"
    assert read(tmp_path, language="fr", environment=environment).language == "de"
    assert read(tmp_path, "--language", "es", language="fr", environment=environment).language == "es"


def test_without_a_server_it_is_practice_mode(tmp_path):
    assert read(tmp_path).practice
    settings = read(tmp_path, "--server", "https://license.example/")
    assert (settings.practice, settings.server) == (False, "https://license.example")
    assert settings.server_name == "https://license.example"


def test_practice_is_stronger_than_a_remembered_server(tmp_path):
    settings = read(tmp_path, "--practice", server="https://license.example")
    assert (settings.practice, settings.server) == (True, "")
    assert settings.server_name == f"practice:{tmp_path / 'practice'}"


def test_what_is_chosen_is_remembered(tmp_path):
    read(tmp_path).remember("theme", "dark")
    read(tmp_path).remember("language", "fr")
    assert (read(tmp_path).theme, read(tmp_path).language) == ("dark", "fr")


def test_a_theme_that_is_none_is_the_systems(tmp_path):
    assert read(tmp_path, theme="mauve").theme == "system"
    assert read(tmp_path, "--theme", "high-contrast").theme == "high-contrast"


def test_a_damaged_file_counts_as_none(tmp_path):
    (tmp_path / "settings.ini").write_bytes(b"\x00\xff[[[=\n")
    assert config.read(["--data-dir", str(tmp_path)], {}).theme == "system"


def test_folders_are_the_systems_own(tmp_path):
    settings = config.read([], {})
    assert settings.data_dir.name == config.APPLICATION
    assert settings.settings_file.parent.name == config.APPLICATION
    assert settings.data_dir != settings.settings_file.parent


@pytest.mark.parametrize(
    "arguments", [["--server"], ["--server", "x", "--practice"], ["--theme", "mauve"], ["--nope"]]
)
def test_a_wrong_command_line_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        config.read(arguments, {})
    assert caught.value.code == 2
    assert "usage: license-desk" in capsys.readouterr().err


def test_a_link_may_be_given(tmp_path):
    assert read(tmp_path, "licensedesk://plans").link == "licensedesk://plans"
