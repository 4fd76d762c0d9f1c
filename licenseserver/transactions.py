"""One request is one transaction, committed before its answer is sent and rolled back on any error."""

from collections.abc import AsyncIterator
from typing import Any

from anyio import CancelScope, to_thread
from litestar import Request
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from licenseserver.database import Database


async def provide_transaction(
    request: Request[Any, Any, Any], database: NamedDependency[Database]
) -> AsyncIterator[Session]:
    """Give a handler its transaction (its parameter `transaction`).

    Litestar resumes this between encoding the answer and sending it, so an answer that was sent is an answer
    whose changes are kept, and a failed commit is an error for the client too. A handler reached by GET reads only.
    """
    scope = database.transaction(reading=request.method in {"GET", "HEAD"})
    session = await to_thread.run_sync(scope.__enter__)
    try:
        yield session
    except BaseException as error:
        with CancelScope(shield=True):
            await to_thread.run_sync(scope.__exit__, type(error), error, error.__traceback__)
        raise
    await to_thread.run_sync(scope.__exit__, None, None, None)
