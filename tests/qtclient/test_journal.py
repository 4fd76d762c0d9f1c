"""Purchases under way survive whatever happens to the client."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from licensewire.money import Money
from qtclient.journal import CardNote, JournalEntry, PurchaseJournal

NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)


def entry(key="k-1", **changes):
    fields = {
        "key": key, "server": "s", "account_id": "a", "plan_id": "p", "quote_id": "q",
        "total": Money(minor=504000, currency="USD"), "started_at": NOW,
    }  # fmt: skip
    return JournalEntry(**(fields | changes))


@pytest.fixture
def journal(tmp_path):
    return PurchaseJournal(tmp_path / "journal")


def test_a_note_is_found_by_the_next_client(journal, tmp_path):
    journal.record(entry())
    assert PurchaseJournal(tmp_path / "journal").entries("s", "a") == (entry(),)


def test_notes_of_others_are_not_mixed_up(journal):
    journal.record(entry("k-1"))
    journal.record(entry("k-2", server="other"))
    journal.record(entry("k-3", account_id="other"))
    assert [found.key for found in journal.entries("s", "a")] == ["k-1"]


def test_the_oldest_comes_first(journal):
    journal.record(entry("k-1", started_at=NOW))
    journal.record(entry("k-2", started_at=NOW - timedelta(days=1)))
    assert [found.key for found in journal.entries("s", "a")] == ["k-2", "k-1"]


def test_the_purchases_id_is_added(journal):
    journal.record(entry())
    journal.note_purchase("k-1", "pur_1")
    journal.note_purchase("k-1", "pur_1")
    journal.note_purchase("unknown", "pur_1")
    assert journal.entries("s", "a") == (entry(purchase_id="pur_1"),)


def test_a_note_is_removed(journal):
    journal.record(entry())
    journal.remove("k-1")
    journal.remove("k-1")
    assert journal.entries("s", "a") == ()


def test_a_note_that_cannot_be_removed_stops_nothing(journal, tmp_path):
    (tmp_path / "journal" / "k-1.json").mkdir(parents=True)
    journal.remove("k-1")


def test_an_empty_or_missing_folder(journal):
    assert journal.entries("s", "a") == ()
    assert not journal.damaged


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"key":1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_note_is_set_aside_and_told_and_damages_nothing_else(journal, tmp_path, content):
    journal.record(entry())
    (tmp_path / "journal" / "bad.json").write_bytes(content)
    assert journal.entries("s", "a") == (entry(),)
    assert journal.damaged
    assert (tmp_path / "journal" / "bad.json.damaged").read_bytes() == content
    again = PurchaseJournal(tmp_path / "journal")
    assert again.entries("s", "a") == (entry(),)
    assert not again.damaged


def test_what_was_killed_while_writing_is_no_note(journal, tmp_path):
    journal.record(entry())
    (tmp_path / "journal" / "k-2.json.0123.draft").write_bytes(b"{")
    assert journal.entries("s", "a") == (entry(),)
    assert not journal.damaged


@pytest.mark.parametrize("key", ["", "../x", "a/b", "a" * 65, "k.json"])
def test_a_key_is_no_path(journal, key):
    with pytest.raises(ValueError, match="idempotency key"):
        journal.record(entry(key))


def test_a_disk_that_fails_keeps_from_sending(tmp_path):
    (tmp_path / "journal").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="exists"):
        PurchaseJournal(tmp_path / "journal").record(entry())


def test_only_the_person_may_read_it(journal, tmp_path):
    journal.record(entry())
    assert (tmp_path / "journal").stat().st_mode & 0o077 == 0
    assert (tmp_path / "journal" / "k-1.json").stat().st_mode & 0o077 == 0


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from licensewire.money import Money
from qtclient.journal import CardNote, JournalEntry, PurchaseJournal
journal = PurchaseJournal(Path(sys.argv[1]))
for number in range(40):
    key = f"{sys.argv[2]}-{number}"
    journal.record(JournalEntry(key=key, server="s", account_id="a", plan_id="p", quote_id="q",
                   total=Money(minor=1, currency="USD"), started_at=datetime.now(UTC)))
    journal.entries("s", "a")
    journal.note_purchase(key, "pur")
print("recorded", flush=True)
"""


def test_several_processes_write_at_the_same_time(journal, tmp_path):
    folder = str(tmp_path / "journal")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, folder, name]) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    found = journal.entries("s", "a")
    assert len(found) == 120
    assert all(note.purchase_id == "pur" for note in found)
    assert not journal.damaged


def test_notes_of_cards_have_a_folder_of_their_own(journal, tmp_path):
    note = CardNote(key="c-1", server="s", account_id="a", started_at=NOW)
    journal.record(entry())
    journal.cards.record(note)
    assert journal.entries("s", "a") == (entry(),)
    assert PurchaseJournal(tmp_path / "journal").cards.entries("s", "a") == (note,)
    assert journal.cards.entries("s", "somebody else") == ()
    journal.cards.remove("c-1")
    assert journal.cards.entries("s", "a") == ()
    assert not journal.damaged
