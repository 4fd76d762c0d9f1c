"""Whether this process lives, and whether it can work."""

from litestar import get
from litestar.di import NamedDependency

from licenseserver.database import Database


@get("/health/live", sync_to_thread=False)
def live() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "alive"}


@get("/health/ready", sync_to_thread=True)
def ready(database: NamedDependency[Database]) -> dict[str, str]:
    """Say that the database answers, having asked it; else 503."""
    database.answers()
    return {"status": "ready"}
