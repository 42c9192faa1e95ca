"""The lines of a file, none of which can fill the memory."""

from collections.abc import Iterator
from typing import BinaryIO

LONGEST = 20_000_000  # bytes of a line


def lines(file: BinaryIO, longest: int = LONGEST) -> Iterator[bytes | None]:
    """Each line with its end, None in the place of one that is too long."""
    while line := file.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(1 << 20)
        yield None
