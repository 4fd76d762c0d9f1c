"""What must hold at the first paint, whatever the machine's speed."""

import os
from pathlib import Path

from tests.benchmarks.processes import start


def test_nothing_heavy_stands_before_the_first_paint(tmp_path: Path) -> None:
    arguments = ["--server", "http://127.0.0.1:9", "--data-dir", str(tmp_path)]
    assert start("client", *arguments, linger_seconds=0, environment=dict(os.environ)).heavy == ()
