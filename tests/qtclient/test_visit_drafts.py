"""A visitor's typing in its file: whole or not at all, by server, and never in the way."""

import logging
from datetime import UTC, datetime

from qtclient.visit_drafts import CodeSent, Typed, VisitDraft, VisitDrafts

HERE = "https://license.example"
SENT = CodeSent(
    id="ver_1",
    email="ada@example.com",
    expires_at=datetime(2026, 11, 23, 12, 10, tzinfo=UTC),
    resend_at=datetime(2026, 11, 23, 12, 1, tzinfo=UTC),
)
DRAFT = VisitDraft(
    server=HERE,
    email="ada@example.com",
    plan_id="strategic-research",
    code_sent=SENT,
    typed_by="acc_1",
    typed=Typed(account_name="Ada", address={"city": "Paris"}),
)


def test_what_is_written_is_read_again(tmp_path):
    drafts = VisitDrafts(tmp_path / "drafts")
    assert drafts.read(HERE) == VisitDraft(server=HERE)
    drafts.write(DRAFT)
    assert drafts.read(HERE) == DRAFT
    assert drafts.read("https://elsewhere.example") == VisitDraft(server="https://elsewhere.example")
    assert [path.suffix for path in (tmp_path / "drafts").iterdir()] == [".json"]
    assert (tmp_path / "drafts").stat().st_mode & 0o077 == 0
    drafts.remove(HERE)
    drafts.remove(HERE)
    assert drafts.read(HERE) == VisitDraft(server=HERE)


def test_a_damaged_file_is_as_none(tmp_path, caplog):
    drafts = VisitDrafts(tmp_path)
    drafts.write(DRAFT)
    next(tmp_path.iterdir()).write_text("{")
    with caplog.at_level(logging.WARNING):
        assert drafts.read(HERE) == VisitDraft(server=HERE)
    assert "cannot be read" in caplog.text
    drafts.write(DRAFT)
    assert drafts.read(HERE) == DRAFT


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path, caplog):
    (tmp_path / "drafts").write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        VisitDrafts(tmp_path / "drafts").write(DRAFT)
    assert "cannot be written" in caplog.text
