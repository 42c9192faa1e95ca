"""CSV: the flat table as RFC 4180 has it, in UTF-8; several values of a cell are parted by `; `."""

import csv
import io
from typing import Any

from sijill.exports.flat import COLUMNS, flat
from sijill.exports.job import Job


def write(job: Job) -> None:
    """A header, then one row a report."""
    words = io.TextIOWrapper(job.out, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    table = csv.writer(words, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in flat(job):
        table.writerow([_cell(value) for value in row.values()])
    words.detach()


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value
