"""`sijill timeline A B`: the events of some parties, in the order of their days."""

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, output_options
from sijill.ledger.rows import Event

COLUMNS = (
    "id", "earliest", "latest", "basis", "act", "type", "status", "parties", "places", "channels", "durations", "ordinals", "documents", "conflicts",
    "reports", "articles", "sources", "voices", "languages",
)  # fmt: skip


@click.command()
@click.argument("parties", nargs=-1, required=True, metavar="PARTY...")
@click.option("--since", metavar="DATE", help="From this day, month or year.")
@click.option("--until", metavar="DATE", help="Up to this day, month or year.")
@click.option("--act", metavar="ACT", help="Only this act, such as meeting.")
@click.option("--status", metavar="STATUS", help="Only this status, such as held.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the newest N.")
@ledger_option
@output_options
def timeline(
    parties: tuple[str, ...], since: str | None, until: str | None, act: str | None, status: str | None, limit: int | None, path: str, to: str | None
) -> None:
    """Print the events between parties.

    A PARTY is a code: CHN, UN, or CHN/xi-jinping. Each event is printed once, however many reports tell it.
    """
    from sijill.cli.events import brief
    from sijill.cli.show import Line, counted, show
    from sijill.ledger import Ledger
    from sijill.ledger.lines import event_line

    with Ledger(path, create=False) as ledger:
        events = ledger.events(*parties, since=since, until=until, act=act, status=status, limit=limit)
    if to == "json":
        json_lines(map(event_line, events))
    elif to == "csv":
        csv_table(COLUMNS, map(row, events))
    else:
        show(line for event in events for line in (*brief(event), Line("")))
        show([Line(counted(len(events), "event"), 0, "dim")])


def row(event: Event) -> list[object]:
    """An event as a row of `COLUMNS`."""
    from sijill.cli.events import says
    from sijill.ledger.values import of

    n, time = event.counts, event.time
    told = [tuple(says(value) for value in of(event.values, name)) for name in ("place", "channel", "duration", "ordinal", "document")]
    lead = [event.id, time.earliest, time.latest, time.basis, event.act, event.type, event.status, event.parties]
    return [*lead, *told, tuple(c.name for c in event.conflicts), n.reports, n.articles, n.outlets, n.voices, n.languages]
