"""What only practice mode has: a clock that can be moved forward (G7)."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from licenseserver.callers import Caller
from licenseserver.gateway_threads import GatewayThreads
from licenseserver.moving_time import MovingTime
from licenseserver.problems import ProblemError
from licensewire import problem
from licensewire.practice import MovePracticeClock, PracticeClock


@get("/v1/practice/clock", sync_to_thread=True)
def read_practice_clock(
    moving_time: NamedDependency[MovingTime | None], optional_caller: NamedDependency[Caller | None]
) -> PracticeClock:
    """Say what time it is here, and for an account that is signed in where its renewal and its end are."""
    if moving_time is None:
        raise ProblemError(problem.NOT_FOUND)
    return moving_time.describe(optional_caller.account_id if optional_caller else None)


@post("/v1/practice/clock", status_code=200)
async def move_practice_clock(
    data: JSONBody[MovePracticeClock],
    moving_time: NamedDependency[MovingTime | None],
    optional_caller: NamedDependency[Caller | None],
    gateway_threads: NamedDependency[GatewayThreads],
) -> PracticeClock:
    """Move the clock forward; everything due on the way has happened when this answers."""
    if moving_time is None:
        raise ProblemError(problem.NOT_FOUND)
    account_id = optional_caller.account_id if optional_caller else None
    return await gateway_threads.run(moving_time.move, account_id, data)
