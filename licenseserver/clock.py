"""The only source of time: rules ask a clock, so that a test or practice mode can move it."""

from datetime import UTC, datetime


class Clock:
    """The computer's own time."""

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        return datetime.now(UTC)
