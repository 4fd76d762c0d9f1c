"""A real gateway process, the real stripe library, and what tests do to both."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import stripe

FACTS = Path(__file__).parents[2] / "facts"


class GatewayProcess:
    """``python -m licenseserver.practice.gateway`` and the stripe library pointed at it."""

    def __init__(self, data: Path, webhook: str = "") -> None:
        command = [
            sys.executable,
            "-m",
            "licenseserver.practice.gateway",
            "--data",
            str(data),
            "--webhook",
            webhook,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = json.loads(self.process.stdout.readline())["gateway"]
        self.http = requests.Session()
        self.http.headers["Authorization"] = "Bearer sk_test_practice"

    def client(self, key: str = "sk_test_practice", timeout: float = 60) -> stripe.StripeClient:
        return stripe.StripeClient(
            key,
            base_addresses={"api": self.address},
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=timeout),
        )

    def pay_by(self, number: str, **changes: object) -> stripe.PaymentMethod:
        card = {"number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123", **changes}
        return self.client("pk_test_practice").v1.payment_methods.create({"type": "card", "card": card})

    def charges(self, **equal: object) -> list[dict]:
        found = self.http.get(self.address + "/ledger", timeout=60).json()["charges"]
        return [charge for charge in found if all(charge[name] == value for name, value in equal.items())]

    def refunds(self, **equal: object) -> list[dict]:
        found = self.http.get(self.address + "/ledger", timeout=60).json()["refunds"]
        return [refund for refund in found if all(refund[name] == value for name, value in equal.items())]

    def fault(self, fault: str, **details: object) -> None:
        answer = self.http.post(self.address + "/control/faults", data={"fault": fault, **details}, timeout=60)
        answer.raise_for_status()

    def answer_bank(self, page: str, answer: str = "confirm") -> requests.Response:
        return requests.post(page, data={"answer": answer}, allow_redirects=False, timeout=60)

    def stop(self) -> None:
        self.http.close()
        self.process.terminate()
        self.process.wait(60)
        self.process.stdout.close()


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    running = GatewayProcess(tmp_path_factory.mktemp("gateway"))
    yield running
    running.stop()


@pytest.fixture
def client(gateway: GatewayProcess) -> stripe.StripeClient:
    return gateway.client()


def practice_cards() -> list[dict[str, str]]:
    with (FACTS / "practice_cards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "row" in metafunc.fixturenames:
        rows = practice_cards()
        metafunc.parametrize("row", rows, ids=[f"{row['number']} {row['scenario']}" for row in rows])
