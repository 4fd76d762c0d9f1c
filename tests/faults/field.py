"""The field on which the runs take place: gateway, server, links, and a number of buyers at a time."""

import queue
import random
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.faults import buyers
from tests.faults.buyer import NOTHING
from tests.faults.link import Armed, Link
from tests.faults.plan import (
    CLIENT_TO_GATEWAY,
    CLIENT_TO_SERVER,
    KILL_CLIENT,
    SERVER_TO_GATEWAY,
    Fault,
    Plan,
    draw,
)
from tests.faults.processes import MortalServer, Process, start_gateway
from tests.live_server import LiveServer, free_port

_RUN_SECONDS = 600.0


@dataclass
class Outcome:
    """What the runs came to, so far.

    Attributes:
        shown: run -> what the buyer's screen said last.
        stuck: runs whose screen never came to an outcome.
        fired: the faults that really happened.
    """

    shown: dict[int, str] = field(default_factory=dict)
    stuck: list[int] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)
    buyers_killed: int = 0
    servers_killed: int = 0

    def add(self, other: "Outcome") -> None:
        """Add what came of other runs."""
        self.shown |= other.shown
        self.stuck += other.stuck
        self.fired += other.fired
        self.buyers_killed += other.buyers_killed
        self.servers_killed += other.servers_killed


class Field:
    """Gateway and server, with links between them and to the buyers.

    Args:
        folder: where everything is written.
        database: address of the server's database.
        launcher: the module that is run as the server.
    """

    def __init__(self, folder: Path, database: str = "", launcher: str = "licenseserver") -> None:
        self.folder = folder
        self.gateway_folder = folder / "gateway"
        self.outcome = Outcome()
        self._gateway, self._gateway_address = start_gateway(self.gateway_folder)
        self._to_gateway = Link(SERVER_TO_GATEWAY, self._gateway_address)
        self._live = LiveServer(
            folder / "server",
            database,
            gateway=self._to_gateway.address,
            arguments=("--port", str(free_port())),
            environment={
                "LICENSE_DESK_GATEWAY_CLIENT_ADDRESS": self._gateway_address,
                "LICENSE_DESK_TRUSTED_PROXIES": "127.0.0.1",
            },
            module=launcher,
        )
        self._server = MortalServer(self._live)

    @property
    def database(self) -> str:
        """Address of the server's database."""
        return self._live.database

    def run(self, seeds: Sequence[int], at_a_time: int) -> None:
        """Let a buyer buy for every seed, `at_a_time` of them beside each other."""
        buyers.add_buyers(self.database, seeds)
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        for seed in seeds:
            waiting.put(seed)
        lanes = [threading.Thread(target=self._lane, args=(waiting, number)) for number in range(at_a_time)]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
        self.outcome.servers_killed = self._server.kills

    def close(self) -> None:
        """End everything."""
        self._server.stop()
        self._to_gateway.close()
        self._gateway.stop()

    def _lane(self, waiting: "queue.SimpleQueue[int]", number: int) -> None:
        lane = _Lane(
            self._server, self._to_gateway, self._gateway_address, self.folder / f"lane-{number}", self.outcome
        )
        try:
            for seed in _taken(waiting):
                lane.run(draw(seed))
        finally:
            lane.close()


def _taken(waiting: "queue.SimpleQueue[int]") -> Iterator[int]:
    while True:
        try:
            yield waiting.get_nowait()
        except queue.Empty:
            return


class _Lane:
    """One client after the other on links of its own."""

    def __init__(
        self, server: MortalServer, to_gateway: Link, gateway_address: str, folder: Path, outcome: Outcome
    ) -> None:
        self._server = server
        self._folder = folder
        self._outcome = outcome
        own_gateway = Link(CLIENT_TO_GATEWAY, gateway_address)
        # The server names the gateway's address to the client; this lane's client shall use this lane's link.
        self._links = {
            CLIENT_TO_GATEWAY: own_gateway,
            CLIENT_TO_SERVER: Link(
                CLIENT_TO_SERVER,
                server.address,
                partial(_readdress, urlsplit(gateway_address).netloc, urlsplit(own_gateway.address).netloc),
            ),
            SERVER_TO_GATEWAY: to_gateway,
        }
        self._own_links = (own_gateway, self._links[CLIENT_TO_SERVER])
        self._client: Process | None = None

    def close(self) -> None:
        if self._client is not None:
            self._client.stop()
        for link in self._own_links:
            link.close()

    def run(self, plan: Plan) -> None:
        armed = [Armed(fault, self._kill, self._on_fired) for fault in plan.faults]
        # Everybody sits somewhere else, or the limits on guessing would take all buyers for one.
        self._links[
            CLIENT_TO_SERVER
        ].sender = f"10.{plan.seed >> 16 & 255}.{plan.seed >> 8 & 255}.{plan.seed & 255}"
        for one in armed:
            self._links[one.fault.link].arm(one)
        try:
            shown = self._buy(plan)
        except queue.Empty:
            self._outcome.stuck.append(plan.seed)
            self._end_client()
            return
        finally:
            for one in armed:
                self._links[one.fault.link].disarm(one)
        self._outcome.shown[plan.seed] = shown
        if len(self._outcome.shown) % 100 == 0:
            print(f"... {len(self._outcome.shown)}", flush=True)

    def _buy(self, plan: Plan) -> str:
        dice = random.Random(plan.seed + 1)
        card = plan.card
        while True:
            shown = self._task(plan, card)
            if shown is None:
                # Killed: the person starts the client again and looks what became of the purchase.
                card = ""
                continue
            if shown == NOTHING:
                if dice.random() < 0.5:
                    return shown
                card = plan.card
                continue
            return shown

    def _task(self, plan: Plan, card: str) -> str | None:
        client = self._living_client()
        client.tell(
            {
                "run": plan.seed,
                "username": (buyers.email if plan.without_account else buyers.username)(plan.seed),
                "password": buyers.PASSWORD,
                "without_account": plan.without_account,
                "card": card,
                "at_the_bank": plan.at_the_bank,
            }
        )
        answer = client.hear(_RUN_SECONDS)
        if answer is None:
            assert client.killed, "a buyer's client ended by itself"
            return None
        assert answer["run"] == plan.seed
        return str(answer["shown"])

    def _living_client(self) -> Process:
        if self._client is None or not self._client.alive:
            self._end_client()
            link = self._links[CLIENT_TO_SERVER].address
            arguments = ["-m", "tests.faults.buyer", "--server", link, "--data", str(self._folder)]
            self._client = Process(arguments, self._folder / "buyer.log")
        return self._client

    def _end_client(self) -> None:
        if self._client is not None:
            self._client.stop()
            self._client = None

    def _kill(self, which: str) -> None:
        if which == KILL_CLIENT:
            client = self._client
            if client is not None and client.alive:
                client.kill()
                self._outcome.buyers_killed += 1
        else:
            self._server.kill()

    def _on_fired(self, fault: Fault) -> None:
        self._outcome.fired[str(fault)] += 1


def _readdress(real: str, own: str, answer: bytes) -> bytes:
    assert len(real) == len(own), "two ports of different length"
    return answer.replace(real.encode(), own.encode()) if b"card_entry" in answer else answer
