"""The API's description as a file, kept in the repository and compared with the code by a test (H1)."""

import json
from pathlib import Path
from typing import Any

from licenseserver.app import create_app
from licenseserver.clock import Clock
from licenseserver.settings import Settings


def export(path: Path) -> None:
    """Write the description to `path`."""
    path.write_text(description(), encoding="utf-8")


def description() -> str:
    """Return the description as JSON text, the same for the same code."""
    schema = described(create_app(Settings(database="sqlite://"), Clock()).openapi_schema.to_schema())
    schema["info"]["version"] = "1"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema`."""
    return schema
