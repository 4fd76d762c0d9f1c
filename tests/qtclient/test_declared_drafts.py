"""A declaration in its file: each kind its own, whole or not at all."""

import logging

from licensewire.declarations import CANCELLATION, WITHDRAWAL
from qtclient.declared_drafts import Attempt, DeclarationDraft, DeclarationDrafts, Declared

HERE = "https://license.example"
DECLARED = Declared(
    name="Ada", email="ada@example.com", kind="extraordinary", reason="Moved away", ends_on="2027-03-04"
)
DRAFT = DeclarationDraft(
    server=HERE,
    kind=CANCELLATION,
    person="acc_1",
    declared=DECLARED,
    attempt=Attempt(key="k-1", declared=DECLARED, language="fr"),
)


def test_what_is_written_is_read_again(tmp_path):
    drafts = DeclarationDrafts(tmp_path / "declarations")
    assert drafts.read(HERE, CANCELLATION) == DeclarationDraft(server=HERE, kind=CANCELLATION)
    drafts.write(DRAFT)
    assert drafts.read(HERE, CANCELLATION) == DRAFT
    assert drafts.read(HERE, WITHDRAWAL) == DeclarationDraft(server=HERE, kind=WITHDRAWAL)
    assert drafts.read("https://elsewhere.example", CANCELLATION).declared == Declared()
    assert [path.suffix for path in (tmp_path / "declarations").iterdir()] == [".json"]
    assert (tmp_path / "declarations").stat().st_mode & 0o077 == 0
    assert next((tmp_path / "declarations").iterdir()).stat().st_mode & 0o077 == 0
    drafts.remove(HERE, CANCELLATION)
    drafts.remove(HERE, CANCELLATION)
    assert drafts.read(HERE, CANCELLATION) == DeclarationDraft(server=HERE, kind=CANCELLATION)


def test_a_damaged_file_is_as_none(tmp_path, caplog):
    drafts = DeclarationDrafts(tmp_path)
    drafts.write(DRAFT)
    next(tmp_path.iterdir()).write_text('{"server": 1}')
    with caplog.at_level(logging.WARNING):
        assert drafts.read(HERE, CANCELLATION) == DeclarationDraft(server=HERE, kind=CANCELLATION)
    assert "a declaration's draft cannot be read" in caplog.text


def test_nothing_of_what_was_typed_is_logged(tmp_path, caplog):
    (tmp_path / "declarations").write_text("a file where the folder should be")
    with caplog.at_level(logging.DEBUG):
        DeclarationDrafts(tmp_path / "declarations").write(DRAFT)
    assert "cannot be written" in caplog.text
    assert "Ada" not in caplog.text
