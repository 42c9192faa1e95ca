"""`sijill sources`: how the watched sources of a ledger stand."""

import sys

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, output_options
from sijill.ledger.watched import SourceState

_COLUMNS = ("name", "address", "since", "tried", "succeeded", "next", "failures", "error", "listed", "read", "reports", "skipped", "failed", "gone")


@click.command()
@ledger_option
@click.option("--forget", metavar="NAME", multiple=True, help="Watch this source no more; its articles stay.")
@output_options
def sources(path: str, forget: tuple[str, ...], to: str | None) -> None:
    """Show the watched sources: last success, articles and reports, errors, and the days without anything new.

    Exit status 1 if a source could not be had when it was last tried.
    """
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        ledger.watching.forget(forget)
        states = ledger.watching.overview()
    if to == "json":
        json_lines({"source": state} for state in states)
    elif to == "csv":
        csv_table((*_COLUMNS, "silent"), ([*(getattr(state, name) for name in _COLUMNS), " ".join(state.silent)] for state in states))
    else:
        _show(states)
    sys.exit(1 if any(state.failures for state in states) else 0)


def _show(states: list[SourceState]) -> None:
    from sijill.cli.show import Line, counted, printable, show

    for state in states:
        trouble = f"  ← {state.error}, {counted(state.failures, 'failure')} in a row, next {state.next}" if state.failures else ""
        errors = ", ".join(f"{code} {number}" for code, number in sorted(state.errors.items()))
        show(
            [
                Line(printable(state.name) + trouble, 0, "head"),
                Line(printable(state.address), 4, "dim"),
                Line(f"last success {state.succeeded or 'never'}; {state.listed} listed, {state.read} read, {counted(state.reports, 'report')}", 4),
                *([Line(f"not read: {errors}", 4)] if errors else []),
                *([Line(f"gone: {state.gone}", 4)] if state.gone else []),
                *([Line(f"{counted(len(state.silent), 'day')} without anything new, the last {state.silent[-1]}", 4)] if state.silent else []),
                Line(""),
            ]
        )
    if not states:
        show([Line("no sources are watched: sijill watch SOURCES.toml --ledger FILE")])
