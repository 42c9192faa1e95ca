"""The accounts of an event as a table on a terminal: a row for each value, a column for each side."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sijill.cli.events import said, source
from sijill.cli.show import STYLES, isolate, printable
from sijill.cli.side_by_side import by_outlet, mark, short
from sijill.ledger.rows import Cell, Compared, Comparison

_NAME = 22  # cells of the column that names the values
_LEAST = 22  # cells: a narrower column holds no sentence
_FRAME = 3  # cells between two columns


def columns(found: Comparison) -> bool:
    """Print a comparison as a table, if the terminal is wide enough."""
    console = Console(highlight=False)
    width = (console.width - _NAME - _FRAME - 1) // len(found.sides) - _FRAME
    if width >= _LEAST:
        console.print(_table(found, console, width))
    return width >= _LEAST


def _table(found: Comparison, console: Console, width: int) -> Table:
    table = Table(show_lines=True)
    table.add_column("", width=_NAME)
    for side in found.sides:
        table.add_column(_stacked(_wrapped(printable(side.id), "bold", console, width)), width=width)
    for row in found.rows:
        table.add_row(_stacked(_name(row, console)), *(_stacked(_cell(cell, mark(row, cell.side), console, width)) for cell in row.cells))
    return table


def _name(row: Compared, console: Console) -> Iterator[Text]:
    yield Text(row.kind, STYLES["head"])
    yield from _wrapped(said(row.kind, row.value), "", console, _NAME)
    if row.conflict:
        yield Text("conflict", "bold red")


def _cell(cell: Cell, only: str, console: Console, width: int) -> Iterator[Text]:
    if only:
        yield Text(only, "bold green")
    for told in by_outlet(cell):
        yield from _wrapped(short(told), STYLES["quote"], console, width)
        yield from _wrapped(printable(source(told)), STYLES["dim"], console, width)


def _wrapped(text: str, style: str, console: Console, width: int) -> Iterator[Text]:
    """Lines no wider than a column, each kept apart from the columns beside it: right-to-left words must not move these."""
    for line in Text(text).wrap(console, width):
        yield Text(isolate(line.plain.rstrip()), style)


def _stacked(lines: Iterable[Text]) -> Text:
    return Text("\n").join(lines)
