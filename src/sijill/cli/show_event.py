"""`sijill show`: one event of a ledger, with every value and everyone who tells it."""

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, output_options
from sijill.ledger.rows import Event, Quote

QUOTE = ("speaker", "publisher", "published", "language", "article", "report", "words", "sentence")
COLUMNS = ("event", "name", "value", "conflict", *QUOTE)


@click.command(name="show")
@click.argument("id")
@ledger_option
@output_options
def show(id: str, path: str, to: str | None) -> None:
    """Print an event.

    ID is the id of an event, its beginning, or the key of one of its reports.
    """
    from sijill.cli.events import whole
    from sijill.cli.show import show as show_lines
    from sijill.ledger import Ledger
    from sijill.ledger.lines import event_line

    with Ledger(path, create=False) as ledger:
        event = ledger.event(id)
    if to == "json":
        json_lines([event_line(event)])
    elif to == "csv":
        csv_table(COLUMNS, rows(event))
    else:
        show_lines(whole(event))


def rows(event: Event) -> list[list[object]]:
    """A row for every telling of every value."""
    from sijill.cli.events import says

    clashing = [v for conflict in event.conflicts for v in conflict.values]
    return [[event.id, v.name, says(v), v in clashing, *quoted(t)] for v in event.values for t in v.tellings]


def quoted(told: Quote) -> list[object]:
    """Who says something and in which words, as the columns of `QUOTE`."""
    from sijill.cli.values import speaker

    return [speaker(told.speaker), told.publisher, told.published, told.language, told.article, told.report, told.span.exact, told.sentence.exact]
