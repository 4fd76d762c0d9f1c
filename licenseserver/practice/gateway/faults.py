"""Faults on demand, for tests only: what a gateway can do wrong, at the request that a test names."""

import re
import threading
from dataclasses import dataclass

from licenseserver.practice.gateway.wire import Json, Params, invalid

ERROR_BEFORE = "error_before"
ERROR_AFTER = "error_after"
DROP_BEFORE = "drop_before"
DROP_AFTER = "drop_after"
HANG_BEFORE = "hang_before"
HANG_AFTER = "hang_after"
DELAY_BEFORE = "delay_before"
DELAY_AFTER = "delay_after"
TRUNCATE_AFTER = "truncate_after"
ANSWER = "answer"
KINDS = frozenset({
    ERROR_BEFORE, ERROR_AFTER, DROP_BEFORE, DROP_AFTER, HANG_BEFORE, HANG_AFTER,
    DELAY_BEFORE, DELAY_AFTER, TRUNCATE_AFTER, ANSWER,
})  # fmt: skip


@dataclass
class Fault:
    """One fault that waits for its request.

    Attributes:
        kind: ``error_*`` answers (and saves under the idempotency key) a 500 without or after executing; ``drop_*``
            resets the connection; ``hang_*`` never answers; ``delay_*`` answers `seconds` later; ``truncate_after``
            executes and sends half of the answer; ``answer`` answers `status` at once, unsaved.
        path: regular expression that the request's path must match.
        skip: how many matching requests pass unharmed before.
        times: how many are then hit.
        seconds: for ``delay_*``; with ``hang_*`` how long it hangs at most.
        status: for ``answer``: 408, 429, 503 ...
    """

    kind: str
    path: str = ""
    method: str = ""
    skip: int = 0
    times: int = 1
    seconds: float = 0.0
    status: int = 503

    def matches(self, method: str, path: str) -> bool:
        """Tell whether the fault means this request."""
        return (not self.method or self.method == method) and re.search(self.path, path) is not None


def read_fault(params: Params) -> Fault:
    """Read a fault from a request to ``POST /control/faults``."""
    kind = params.required("fault")
    if kind not in KINDS:
        raise invalid(f"No such fault: {kind}", param="fault")
    return Fault(
        kind=kind,
        path=params.text("path"),
        method=params.text("method").upper(),
        skip=int(params.text("skip", "0")),
        times=int(params.text("times", "1")),
        seconds=float(params.text("seconds", "0")),
        status=int(params.text("status", "503")),
    )


class Faults:
    """The faults that wait; each is used up by the requests that it hits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._over = threading.Event()

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its request."""
        with self._lock:
            self._over = threading.Event()
            self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all faults and let go of the requests that hang."""
        with self._lock:
            self._waiting.clear()
            self._over.set()

    def take(self, method: str, path: str, header: str = "") -> Fault | None:
        """Return the fault that hits this request, if any.

        The request may wish for one itself: ``Practice-Fault: drop_after``, ``delay_before;0.5``, ``answer;429``.
        """
        if header:
            kind, _, number = header.partition(";")
            if kind in KINDS:
                return Fault(kind, seconds=float(number or 0), status=int(number or 503) if kind == ANSWER else 503)
        with self._lock:
            for fault in self._waiting:
                if fault.matches(method, path):
                    if fault.skip > 0:
                        fault.skip -= 1
                        continue
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    return fault
        return None

    def wait(self, seconds: float) -> None:
        """Wait until the faults are cleared, `seconds` at most (0 is for ever)."""
        with self._lock:
            over = self._over
        over.wait(seconds or None)

    def waiting(self) -> Json:
        """Describe the faults that have not been used up."""
        with self._lock:
            return {"faults": [vars(fault).copy() for fault in self._waiting]}
