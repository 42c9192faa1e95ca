"""Tab-separated lines: no quoting, so that a tab or a line's end within a value becomes a space."""

import re
from collections.abc import Iterable
from typing import BinaryIO

_BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")


def write_line(out: BinaryIO, values: Iterable[object]) -> None:
    """One line; None is an empty value."""
    line = "\t".join("" if value is None else _BREAKS.sub(" ", str(value)) for value in values)
    out.write(line.encode("utf-8", "backslashreplace") + b"\n")
