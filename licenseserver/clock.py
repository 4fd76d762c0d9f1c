"""The only source of time: rules ask a clock, so that a test or practice mode can move it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The computer's own time."""

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        return datetime.now(UTC)


class MovableClock(Clock):
    """A clock that goes on like the computer's own, and can be ahead of it.

    Attributes:
        moved: how far ahead it is.
    """

    def __init__(self, moved: timedelta = timedelta(0)) -> None:
        self.moved = moved

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        return super().now() + self.moved

    def move_to(self, moment: datetime) -> None:
        """Move it forward to a moment; one that is over already changes nothing, because it never goes back."""
        self.moved += max(moment - self.now(), timedelta(0))
