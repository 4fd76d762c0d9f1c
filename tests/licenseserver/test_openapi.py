"""The description in the repository is the one that the code makes, and it tells the truth."""

import json
from pathlib import Path

from litestar import Litestar
from litestar.testing import TestClient

from licenseserver.app import create_app
from licenseserver.clock import Clock
from licenseserver.openapi import description
from licenseserver.settings import Settings

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_file_is_current() -> None:
    made = description(create_app(Settings(database="sqlite://"), Clock()))
    assert made == FILE.read_text(encoding="utf-8"), "run: python -m licenseserver export-openapi docs/openapi.json"


def test_it_tells_the_truth() -> None:
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    assert schema["components"]["schemas"]["SignIn"]["additionalProperties"] is False
    assert "additionalProperties" not in schema["components"]["schemas"]["Account"]
    public = {
        (path, method)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if "security" not in operation
    }
    assert public >= {("/v1/service", "get"), ("/v1/session", "post"), ("/v1/plans", "get")}
    assert not any(
        path.startswith(("/v1/account", "/v1/usage", "/v1/billing", "/v1/purchases")) for path, _ in public
    )
    for methods in schema["paths"].values():
        for operation in methods.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]
            assert "400" not in operation["responses"]


def test_it_is_served(client: TestClient[Litestar]) -> None:
    served = client.get("/schema/openapi.json")
    assert served.status_code == 200
    assert served.json() == json.loads(FILE.read_text(encoding="utf-8"))
