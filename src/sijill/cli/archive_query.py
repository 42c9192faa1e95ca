"""`sijill archive query`: questions in SQL over what was read of an archive."""

import csv
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import click
import msgspec

_SHOWN = 1000  # rows of a table for people


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("sql", metavar="SQL")
@click.option("--csv", "to", flag_value="csv", help="As CSV.")
@click.option("--json", "to", flag_value="json", help="One object a line, as JSON.")
def query(folder: Path, sql: str, to: str | None) -> None:
    """Answer a question in SQL from the finished shards of DIR; DuckDB reads their Parquet, and can change nothing.

    The tables are articles, reports, positions, assessments, memberships, dropped, failures, skipped; dyads (who to whom in which month) and outlets sum
    up. `DESCRIBE reports` shows the columns of one.
    """
    from sijill.archive import finished, run_of
    from sijill.archive.query import query as ask

    columns, rows = ask(folder, finished(run_of(folder).tasks(folder)), sql)
    if to == "json":
        for row in rows:
            click.echo(msgspec.json.encode(dict(zip(columns, row, strict=True)), enc_hook=str))
    elif to == "csv":
        click.echo(_csv([columns]), nl=False)
        for row in rows:
            click.echo(_csv([[_cell(value) for value in row]]), nl=False)
    else:
        _table(columns, rows)


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _table(columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sijill.cli.show import isolate, printable

    table = Table(*columns, box=SIMPLE_HEAD)
    shown = iter(rows)
    for row in islice(shown, _SHOWN):
        table.add_row(*(Text("" if value is None else isolate(printable(str(_cell(value))))) for value in row))
    Console(highlight=False).print(table)
    if next(shown, None) is not None:
        click.echo(f"the first {_SHOWN:,} rows; --csv and --json give all", err=True)
