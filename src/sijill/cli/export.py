"""`sijill export`: what a ledger holds, for other tools."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import click

from sijill.cli.asked import find_options, ledger_option

_FORMATS = (
    "csv", "parquet", "jsonl", "plover", "polecat", "icews", "phoenix", "ftm", "ics", "geojson", "graphml", "webannotation", "claimreview",
)  # fmt: skip


@click.command()
@click.argument("words", nargs=-1)
@click.option("--to", "form", required=True, type=click.Choice(_FORMATS), help="The format; docs/exports.md says what each can say.")
@click.option("--out", type=click.Path(dir_okay=False), default="-", help="The file to write; else standard output.")
@click.option("--evidence", type=click.Path(dir_okay=False), help="The side file from rows to reports and spans; else FILE.evidence.jsonl beside --out.")
@click.option("--text", type=click.Choice(["none", "quote", "full"]), default="quote", show_default=True, help="How much of the articles' words.")
@click.option("--symmetric", type=click.Choice(["both", "once"]), default="both", show_default=True, help="A meeting of two: rows both ways, or one.")
@click.option("--unsaid", type=click.Choice(["omit", "mark"]), default="omit", show_default=True, help="What the format cannot say: left out, or marked.")
@find_options
@ledger_option
def export(
    words: tuple[str, ...], form: str, out: str, evidence: str | None, text: Any, symmetric: Any, unsaid: Any, path: str, **narrow: Any
) -> None:
    """Write the reports that `find` would find with the same WORDS and options in the format of another tool.

    A format that cannot say all that a report does gets a side file, which leads from each row to its report and the words it stands on.
    """
    from sijill.exports import FORMATS, How
    from sijill.exports import export as write
    from sijill.exports.files import whole
    from sijill.ledger import Ledger, Query

    if evidence is None and FORMATS[form].lossy:
        if out == "-":
            raise click.UsageError(f"{form} loses what each row stands on: give --out FILE, or --evidence FILE for the side file")
        evidence = f"{out}.evidence.jsonl"
    if Path(path).resolve() in {Path(name).resolve() for name in (out, evidence) if name and name != "-"}:
        raise click.UsageError("the ledger itself would be written over: give another file")
    with Ledger(path, create=False) as ledger, ExitStack() as files:
        side = files.enter_context(whole(Path(evidence))) if evidence else None
        to: BinaryIO = sys.stdout.buffer if out == "-" else files.enter_context(whole(Path(out)))
        done = write(ledger, form, to, Query(words=" ".join(words), **narrow), How(text=text, symmetric=symmetric, unsaid=unsaid), side)
        to.flush()
    left = ", ".join(f"{count} {reason}" for reason, count in sorted(done.left_out.items()))
    click.echo(f"{done.rows} rows{f'; left out: {left}' if left else ''}", err=True)
