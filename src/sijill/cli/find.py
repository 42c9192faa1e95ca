"""`sijill find`: events whose reports hold some words, narrowed by what the reports say."""

from typing import Any

import click

from sijill.cli.asked import csv_table, find_options, json_lines, ledger_option, output_options

_SHOWN = 8  # values of a facet


@click.command()
@click.argument("words", nargs=-1)
@find_options
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Events to print.")
@ledger_option
@output_options
def find(words: tuple[str, ...], limit: int, path: str, to: str | None, **narrow: Any) -> None:
    """Find the events whose reports hold all the WORDS.

    A word is found in any spelling and with any clitic: الصين also finds وللصين. Chinese is found by any two characters that stand together. Without
    words everything is found that the options leave.
    """
    from sijill.cli.events import brief
    from sijill.cli.show import Line, counted, show
    from sijill.cli.timeline import COLUMNS, row
    from sijill.ledger import Ledger, Query
    from sijill.ledger.lines import event_line

    with Ledger(path, create=False) as ledger:
        found = ledger.find(Query(words=" ".join(words), **narrow), limit)
    if to == "json":
        json_lines(map(event_line, found.events))
        json_lines([{"found": {"events": found.total, "reports": found.reports, "facets": found.facets, "more": found.more}}])
    elif to == "csv":
        csv_table(COLUMNS, map(row, found.events))
    else:
        show(line for event in found.events for line in (*brief(event), Line("")))
        show(Line(f"{name}: {_listed(counts)}", 2, "dim") for name, counts in found.facets.items() if counts)
        shown = f", {len(found.events)} shown" if len(found.events) < found.total else ""
        more = "more than " if found.more else ""
        show([Line(f"{more}{counted(found.total, 'event')} in {counted(found.reports, 'report')}{shown}", 0, "dim")])


def _listed(counts: dict[str, int]) -> str:
    from sijill.cli.show import printable

    shown = [f"{printable(value)} {number}" for value, number in list(counts.items())[:_SHOWN]]
    return " · ".join([*shown, f"… {len(counts) - _SHOWN} more"] if len(counts) > _SHOWN else shown)
