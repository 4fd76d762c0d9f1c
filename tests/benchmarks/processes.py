"""Start a program, and read when it had painted and how much memory it took."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Start:
    """One start of a program.

    Attributes:
        painted_ms: from before the process was made to the end of its first paint.
        cpu_ms: what this process worked until then, the same however busy the machine is.
        peak_mib: the most memory of its own and its share of what it shares (PSS), of this one process.
        heavy: modules that had better come later, and were imported before the paint.
        filled_ms, filled_cpu_ms: the same until what fills the window had been painted; those of the first paint
            where that was all.
    """

    painted_ms: float
    cpu_ms: float
    peak_mib: float
    heavy: tuple[str, ...]
    filled_ms: float
    filled_cpu_ms: float


def start(kind: str, *arguments: str, linger_seconds: float, environment: dict[str, str]) -> Start:
    """Start `kind` ("bare" or "client") and watch it until it ends by itself.

    Raises:
        RuntimeError: it ended without a window.
    """
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", kind, str(linger_seconds), *arguments]
    began = time.monotonic_ns()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        peak_kib = 0
        line = process.stdout.readline() if process.stdout else ""
        while process.poll() is None:
            peak_kib = max(peak_kib, pss_kib(process.pid))
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
        last = (process.stdout.read() if process.stdout else "") or line
    if not line.strip():
        raise RuntimeError(f"{kind} ended without a painted window, with status {process.returncode}")
    painted, cpu, *heavy = line.split()
    filled, filled_cpu, *_ = last.split()
    return Start(
        painted_ms=(int(painted) - began) / 1e6,
        cpu_ms=int(cpu) / 1e6,
        peak_mib=peak_kib / 1024,
        heavy=tuple(heavy),
        filled_ms=(int(filled) - began) / 1e6,
        filled_cpu_ms=int(filled_cpu) / 1e6,
    )


def pss_kib(pid: int) -> int:
    """Return the proportional set size of one process; 0 when it has just ended or the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
