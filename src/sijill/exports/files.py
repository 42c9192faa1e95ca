"""Files that are there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sijill.errors import ExportError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write, put in place when all of it is written. Raises ExportError."""
    aside = path.with_name(f"{path.name}.part")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(path)
    except OSError as error:
        raise ExportError(f"it cannot be written: {error.strerror or error}", fix="check the folder, its permissions and its room", file=str(path)) from error
    finally:
        aside.unlink(missing_ok=True)
