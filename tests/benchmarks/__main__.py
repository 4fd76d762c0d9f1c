"""``make bench``: start, memory and screen switches of the client beside a bare PySide6 window, and long lists.

The two programs take turns, so that whatever else the machine does falls on both: compare ratios, not milliseconds.
The client's first paint is its window's frame; "shell painted" is when what belongs into it stands there too. The
bare window has nothing more to show, so both of its times are the same.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.invoices import measure_invoices, print_invoices
from tests.benchmarks.processes import ROOT, Start, start
from tests.benchmarks.renewals import measure_renewals, print_renewals
from tests.benchmarks.switches import Switch, measure_switches

LINGER_SECONDS = 2.5  # until what is loaded after the first paint is loaded, for the memory's sake
_NOT_PASSED_ON = ("LICENSE_DESK_", "PYTHONDONTWRITEBYTECODE")
AIM_START, AIM_SWITCH_MS = 1.5, 50.0


def measure_starts(rounds: int) -> dict[str, list[Start]]:
    """Start both programs `rounds` times by turns, after one start each that only warms the disk's cache."""
    starts: dict[str, list[Start]] = {"bare": [], "client": []}
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)},
            # An installed program has its bytecode, and so has ours here: the start that only warms up writes it.
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "HOME": folder,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        }
        # Nobody answers there: what is measured is the client, from its start to signed out.
        arguments = {"bare": [], "client": ["--server", "http://127.0.0.1:9", "--data-dir", folder]}
        for number in range(rounds + 1):
            for kind, results in starts.items():
                result = start(kind, *arguments[kind], linger_seconds=LINGER_SECONDS, environment=environment)
                if number:
                    results.append(result)
    return starts


def report(starts: dict[str, list[Start]], switches: dict[str, list[Switch]]) -> dict[str, object]:
    """Return the figures as they are written to build/bench.json."""
    painted = {kind: statistics.median(one.painted_ms for one in results) for kind, results in starts.items()}
    cpu = {kind: statistics.median(one.cpu_ms for one in results) for kind, results in starts.items()}
    filled = {kind: statistics.median(one.filled_ms for one in results) for kind, results in starts.items()}
    filled_cpu = {kind: statistics.median(one.filled_cpu_ms for one in results) for kind, results in starts.items()}
    memory = {kind: statistics.median(one.peak_mib for one in results) for kind, results in starts.items()}
    return {
        "rounds": len(starts["client"]),
        "first_paint_ms": painted,
        "first_paint_ratio": painted["client"] / painted["bare"],
        "cpu_to_first_paint_ms": cpu,
        "cpu_to_first_paint_ratio": cpu["client"] / cpu["bare"],
        "shell_painted_ms": filled,
        "shell_painted_ratio": filled["client"] / filled["bare"],
        "cpu_to_shell_painted_ms": filled_cpu,
        "cpu_to_shell_painted_ratio": filled_cpu["client"] / filled_cpu["bare"],
        "peak_memory_mib": memory,
        "peak_memory_ratio": memory["client"] / memory["bare"],
        "switches_ms": {
            name: {
                "first": times[0].wall_ms,
                "p50": statistics.median(one.wall_ms for one in times[1:]),
                "max": max(one.wall_ms for one in times[1:]),
                "first_cpu": times[0].cpu_ms,
                "p50_cpu": statistics.median(one.cpu_ms for one in times[1:]),
            }
            for name, times in switches.items()
        },
    }


def print_table(figures: dict[str, object]) -> None:
    """Say the figures at the terminal."""
    print(f"{'':24}{'bare window':>14}{'License Desk':>14}{'ratio':>8}")
    for label, name, unit in (
        ("first paint (median)", "first_paint", "ms"),
        ("CPU until then", "cpu_to_first_paint", "ms"),
        ("shell painted (median)", "shell_painted", "ms"),
        ("CPU until then", "cpu_to_shell_painted", "ms"),
        ("peak memory (PSS)", "peak_memory", "MiB"),
    ):
        values, ratio = figures[f"{name}_{unit.lower()}"], figures[f"{name}_ratio"]
        print(f"{label:24}{values['bare']:>10.0f} {unit:3}{values['client']:>10.0f} {unit:3}{ratio:>8.2f}")
    print(f"\n{'switch to (ms)':24}{'first time':>14}{'p50':>8}{'max':>8}{'CPU first':>14}{'CPU p50':>9}")
    for name, times in figures["switches_ms"].items():
        waited = f"{times['first']:>14.1f}{times['p50']:>8.1f}{times['max']:>8.1f}"
        print(f"{name:24}{waited}{times['first_cpu']:>14.1f}{times['p50_cpu']:>9.1f}")
    print(f"\naims: first paint at most {AIM_START} times a bare window, a switch under {AIM_SWITCH_MS:.0f} ms")


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    figures = report(measure_starts(options.rounds), measure_switches())
    invoices = measure_invoices()
    figures["invoices"] = invoices.report()
    print_table(figures)
    print_invoices(invoices)
    renewals = measure_renewals()
    print_renewals(renewals)
    figures["renewals_a_second"] = renewals
    path = ROOT / "build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(f"written to {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
