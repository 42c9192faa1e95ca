"""`sijill coverage`: what a ledger has seen, so that its silence can be told from the news's."""

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, output_options
from sijill.packs.entries import Outlet

_COLUMNS = ("read", "without", "skipped", "failed")


@click.command()
@ledger_option
@output_options
def coverage(path: str, to: str | None) -> None:
    """Count the articles of a ledger by outlet, language and month.

    `read`, of these `without` a report; `skipped`: nothing there that sijill reads (another language, no text); `failed`: could not be read.
    """
    from sijill.ledger import Ledger
    from sijill.ledger.coverage import summed

    with Ledger(path, create=False) as ledger:
        rows = ledger.coverage()
        whose = {row.outlet: _whose(ledger.packs.outlet(row.outlet)) for row in rows}
    if to == "json":
        json_lines({"coverage": row} for row in rows)
    elif to == "csv":
        csv_table(("outlet", "language", "month", *_COLUMNS), ([getattr(row, name) for name in ("outlet", "language", "month", *_COLUMNS)] for row in rows))
    else:
        for name in ("outlet", "language", "month"):
            sums = summed(rows, lambda row, name=name: getattr(row, name))  # type: ignore[misc]
            _table(name, {value + whose.get(value, ""): [getattr(row, column) for column in _COLUMNS] for value, row in sums.items()})


def _whose(outlet: Outlet | None) -> str:
    """What is publicly known of an outlet: its home state, and whether it is a state's, or an agency whose texts others print."""
    kinds = ("institution" if outlet.house else "", "state medium" if outlet.state else "", "agency" if outlet.agency else "") if outlet else ()
    return f" ({', '.join(part for part in (outlet.country or '', *kinds) if part)})" if outlet and (outlet.country or any(kinds)) else ""


def _table(name: str, rows: dict[str, list[int]]) -> None:
    from sijill.cli.show import Line, printable, show

    # the name comes last: right-to-left words must not move the numbers
    show([Line("".join(f"{column:>9}" for column in _COLUMNS) + f"  {name}", 0, "head")])
    show(Line("".join(f"{number:>9}" for number in numbers) + f"  {printable(value)}") for value, numbers in sorted(rows.items()))
    show([Line("")])
