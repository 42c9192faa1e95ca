"""`sijill due`: what was announced, when it falls due, and what became of it."""

from datetime import date

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, on_option, output_options
from sijill.ledger.rows import Promise, State

STATES = ("open", "due", "overdue", "undated", "held", "cancelled")
COLUMNS = (
    "event", "act", "parties", "announced", "due", "state", "verdict", "announcing", "announced by", "fulfilling", "fulfilled by", "articles since",
    "outlets since",
)  # fmt: skip


@click.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only these states.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N of each of these states, or of all.")
@on_option
@ledger_option
@output_options
def due(parties: tuple[str, ...], states: tuple[State, ...], limit: int | None, on: date | None, path: str, to: str | None) -> None:
    """Print what was announced, by when it falls due.

    Each promise stands with the sentence that announced it and, if it was kept, the sentence that says so. Overdue says how much was read since;
    broken is for people to say (`sijill review verdict`).
    """
    from sijill.cli.events import promise
    from sijill.cli.show import Line, show
    from sijill.ledger import Ledger
    from sijill.ledger.due import place
    from sijill.ledger.lines import PromiseLine

    with Ledger(path, create=False) as ledger:
        some = [ledger.due(on, parties, state, limit=limit) for state in dict.fromkeys(states)] if states else [ledger.due(on, parties, limit=limit)]
        promises = sorted((p for part in some for p in part), key=lambda p: place(p.due, p.announced, p.event))
        counts = {state: n for state, n in ledger.states(on, parties).items() if not states or state in states}
    if to == "json":
        json_lines(PromiseLine(promise=p) for p in promises)
    elif to == "csv":
        csv_table(COLUMNS, map(_row, promises))
    else:
        show(line for p in promises for line in (*promise(p), Line("")))
        counted = ", ".join(f"{counts[state]} {state}" for state in STATES if state in counts)
        counted += f", {len(promises)} shown" if len(promises) < sum(counts.values()) else ""
        show([Line(counted or "nothing was announced", 0, "dim")])


def _row(p: Promise) -> list[object]:
    said = [part for t in (p.announcing, p.fulfilling) for part in ((t.sentence.exact, t.publisher) if t else (None, None))]
    verdict = p.verdict.verdict if p.verdict else None
    return [p.event, p.act, p.parties, p.announced, p.due, p.state, verdict, *said, p.coverage.articles, p.coverage.outlets]
