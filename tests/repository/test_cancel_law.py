"""docs/cancel-law.md is complete and true: every row of the law has a test that names it, or a written reason."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "tests" / "facts" / "cancel_flow_requirements.csv"
TABLE = ROOT / "docs" / "cancel-law.md"
REASON = "Reason: "
ROW = re.compile(r"^\| ([A-Z]{2}-\d) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def ids() -> list[str]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def proofs() -> dict[str, str]:
    return {identity: proof for identity, _, proof in ROW.findall(TABLE.read_text(encoding="utf-8"))}


def test_every_row_is_in_the_table_once_and_in_its_order() -> None:
    assert list(proofs()) == ids()


@pytest.mark.parametrize("identity", ids())
def test_every_row_has_tests_that_name_it_or_a_reason(identity: str) -> None:
    proof = proofs()[identity]
    if proof.startswith(REASON):
        assert len(proof) > len(REASON) + 40
        for named in re.findall(r"`(docs/[\w/.-]+)`", proof):
            assert (ROOT / named).exists(), named
        return
    named = TEST.findall(proof)
    assert named
    texts = []
    for path, name in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f"def {name}(" in text or not name, f"{path}::{name}"
        texts.append(text)
    spelt = identity.lower().replace("-", "_")
    assert any(identity in text or re.search(rf"test\w*_{spelt}_", text) or f"to_{spelt}" in text for text in texts)
