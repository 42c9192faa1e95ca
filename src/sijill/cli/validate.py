"""`sijill validate`: precision and recall out of a coded sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.asked import csv_table, json_lines, output_options

if TYPE_CHECKING:
    from sijill.validation import Rate


@click.command()
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False))
@output_options
def validate(sheet: str, to: str | None) -> None:
    """Print precision and recall of the corpus that a coded SHEET was drawn from.

    Each has its 95 % interval; by act, language, outlet and year. Rows that were not filled in are left out and counted.
    """
    from sijill.cli.show import Line, show
    from sijill.validation import estimates, read

    coded = read(Path(sheet))
    found = estimates(coded)
    left = sum(not row.answered for row in coded)
    if to == "json":
        json_lines({"estimate": estimate} for estimate in found)
    elif to == "csv":
        names = [f"{measure}{part}" for measure in ("precision", "recall", "modality") for part in ("", "_low", "_high", "_rows", "_method")]
        csv_table(["by", "group", *names], ([e.by, e.group, *_cells(e.precision), *_cells(e.recall), *_cells(e.modality)] for e in found))
    else:
        width = max((len(e.group) for e in found), default=0)
        show([Line(f"{'':{width + 10}}  {'precision':22}{'recall':22}{'modality':22}".rstrip(), 0, "dim")] if found else [])
        show(Line(f"{e.by:10}{e.group:{width}}  {_says(e.precision)}{_says(e.recall)}{_says(e.modality)}".rstrip()) for e in found)
    click.echo(f"{len(coded) - left} rows coded, {left} not", err=True)


def _says(rate: "Rate | None") -> str:
    return f"{f'{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]' if rate else '–':22}"


def _cells(rate: "Rate | None") -> list[object]:
    return [rate.value, rate.low, rate.high, rate.rows, rate.method] if rate else [None] * 5
