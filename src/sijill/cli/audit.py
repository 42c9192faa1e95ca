"""`sijill audit`: what does not add up."""

import sys
from datetime import date

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, on_option, output_options

KINDS = ("value-conflict", "ordinal-conflict", "ordinal-gap", "overdue")
COLUMNS = ("kind", "says", "events", "values", "publishers", "sentences")


@click.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these kinds.")
@on_option
@ledger_option
@output_options
def audit(parties: tuple[str, ...], kinds: tuple[str, ...], on: date | None, path: str, to: str | None) -> None:
    """Print values that contradict each other, counts that do not agree, and promises overdue; exit status 1 if there are any.

    Both sides stand with their sentences; no value is best because it was copied most.
    """
    from sijill.cli.events import finding, says
    from sijill.cli.show import Line, counted, show
    from sijill.ledger import Ledger
    from sijill.ledger.lines import FindingLine

    with Ledger(path, create=False) as ledger:
        found = [f for f in ledger.audit(on, parties) if not kinds or f.kind in kinds]
    if to == "json":
        json_lines(FindingLine(finding=f) for f in found)
    elif to == "csv":
        values = [(tuple(says(v) for v in f.values), tuple(t.publisher for t in f.evidence), tuple(t.sentence.exact for t in f.evidence)) for f in found]
        csv_table(COLUMNS, ([f.kind, f.says, f.events, *told] for f, told in zip(found, values, strict=True)))
    else:
        show(line for f in found for line in (*finding(f), Line("")))
        show([Line(counted(len(found), "finding"), 0, "dim")])
    sys.exit(1 if found else 0)
