"""`sijill compare EVENT`: what each side's account of an event says, and what only one says."""

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, output_options
from sijill.cli.show_event import QUOTE, quoted
from sijill.ledger.rows import Comparison

COLUMNS = ("event", "kind", "value", "only", "conflict", "side", *QUOTE)


@click.command()
@click.argument("id", metavar="EVENT")
@ledger_option
@output_options
def compare(id: str, path: str, to: str | None) -> None:
    """Print the accounts of an event side by side: what each side says, and what only one says.

    EVENT is the id of an event, its beginning, or the key of one of its reports. A side is a state that takes part; its account is what its
    institutions' own pages and the media its government owns have published. All other outlets stand under `others`; where no side has an account,
    each outlet is a side. What has no code, such as a content, stands in its own words: it is held to be one side's only where the others tell
    nothing of the kind.
    """
    from sijill.cli.side_by_side import show_comparison
    from sijill.ledger import Ledger
    from sijill.ledger.lines import ComparisonLine

    with Ledger(path, create=False) as ledger:
        found = ledger.compare(id)
    if to == "json":
        json_lines([ComparisonLine(comparison=found)])
    elif to == "csv":
        csv_table(COLUMNS, rows(found))
    else:
        show_comparison(found)


def rows(found: Comparison) -> list[list[object]]:
    """A row for every telling of every value."""
    from sijill.cli.events import said

    lead = {id(row): [found.event, row.kind, said(row.kind, row.value), row.only, row.conflict] for row in found.rows}
    return [[*lead[id(row)], cell.side, *quoted(t)] for row in found.rows for cell in row.cells for t in cell.tellings]
