"""Changes rows of a live backend's database from outside, where a test cannot wait for time to pass."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Update, update

from licenseserver.database import Database
from licenseserver.visitor_tables import VerificationRow, VisitorTokenRow
from tests.live_server import LiveServer


def expire_codes(server: LiveServer) -> None:
    """Let every code that was sent have run out just now."""
    _change(server, update(VerificationRow).values(expires_at=_ago(minutes=1)))


def end_resend_waits(server: LiveServer) -> None:
    """Let every code have been sent a while ago."""
    _change(server, update(VerificationRow).values(sent_at=_ago(minutes=5)))


def expire_visitors(server: LiveServer) -> None:
    """Let every proof of an address be too old to begin a purchase with."""
    _change(server, update(VisitorTokenRow).values(expires_at=_ago(minutes=1)))


def _ago(*, minutes: int) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def _change(server: LiveServer, statement: Update) -> None:
    database = Database(server.database)
    try:
        with database.transaction() as session:
            session.execute(statement)
    finally:
        database.close()
