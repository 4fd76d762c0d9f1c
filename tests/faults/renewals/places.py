"""Where the files of a run are written."""

import contextlib
import shutil
import tempfile
from pathlib import Path

# What a killed process has written is there, wherever it wrote it; a disk would only be worn out and waited for.
_IN_MEMORY = Path("/dev/shm")
_ROOM_NEEDED = 4 * 1024**3


def new_folder(stack: contextlib.ExitStack) -> Path:
    """Return a new folder that is gone when the stack is closed: in memory where there is room."""
    has_room = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ROOM_NEEDED
    place = _IN_MEMORY if has_room else None
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="renewals-", dir=place)))
