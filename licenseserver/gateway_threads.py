"""Threads of their own for whoever waits for the payment gateway: one that hangs stops nobody else."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, Semaphore, fail_after, to_thread

from licenseserver.problems import ProblemError
from licensewire import problem

_AT_ONCE = 24
_PATIENCE_SECONDS = 3.0
_COME_BACK_SECONDS = 5

_Answer = TypeVar("_Answer")


class GatewayThreads:
    """A bounded number of verbs at once; the shared pool of all other endpoints is left alone."""

    def __init__(self, at_once: int = _AT_ONCE, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._places = Semaphore(at_once)
        self._threads = CapacityLimiter(at_once)
        self._patience_seconds = patience_seconds

    async def run(self, verb: Callable[..., _Answer], *arguments: object) -> _Answer:
        """Run `verb` on one of the threads, and return what it returns.

        Raises:
            ProblemError: `problem.GATEWAY_UNAVAILABLE`: no thread became free in time; nothing was done.
        """
        try:
            with fail_after(self._patience_seconds):
                await self._places.acquire()
        except TimeoutError:
            raise ProblemError(
                problem.GATEWAY_UNAVAILABLE,
                "Too many payments are under way.",
                retry_after_seconds=_COME_BACK_SECONDS,
            ) from None
        try:
            return await to_thread.run_sync(verb, *arguments, limiter=self._threads)
        finally:
            self._places.release()
