"""Hatchling's hook for the wheel: compile the translations, so that an installed client speaks every language."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Turns `qtclient/resources/i18n/*.ts` into the `*.qm` that the wheel carries."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before files are collected; a link to the work tree (`editable`) is served by the Makefile."""
        del build_data
        if version == "editable":
            return
        script = Path(self.root) / "packaging" / "translations.py"
        subprocess.run([sys.executable, str(script), "compile"], check=True, cwd=self.root, stdout=sys.stderr)
