"""`sijill reread`: stored articles read again with the packs of today; the difference is shown before it is taken."""

import os
import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import IO, NamedTuple

import click
import msgspec

from sijill.cli.asked import ledger_option
from sijill.errors import ReaderFault
from sijill.ledger import Ledger
from sijill.ledger.entry import Entry, Failed
from sijill.ledger.reread import Stored


class Again(NamedTuple):
    """A stored article and its new reading."""

    stored: Stored
    entry: Entry | Failed


@click.command()
@ledger_option
@click.option("--yes", is_flag=True, help="Take the difference without asking.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="all cores", help="Processes that read.")
@click.option("--json", "as_json", is_flag=True, help="One line a changed report, as JSON; nothing is asked or taken but with --yes.")
def reread(path: str, yes: bool, jobs: int, as_json: bool) -> None:
    """Read the articles of a ledger again with newer packs.

    What changes in their reports is printed first, and taken if you say so. Judgements follow the reports that are still told; those that lost
    theirs are listed. Exit status 1 if an article could not be read or a judgement lost its report.
    """
    with Ledger(path, create=False) as ledger, tempfile.TemporaryFile() as kept:
        seen = _compare(ledger, jobs, kept, as_json)
        changed = sum(seen[kind] for kind in ("new", "changed", "lost"))
        click.echo(f"{seen['articles']} articles read again: {seen['new']} reports new, {seen['changed']} changed, {seen['lost']} lost", err=as_json)
        if changed and not yes and (as_json or not click.confirm("Take this?")):
            click.echo("nothing was taken", err=as_json)
            sys.exit(1 if seen["failed"] else 0)
        before = {judgement.id for judgement in ledger.judgements(orphaned=True)}
        ledger.take(_kept(kept))
        lost = [judgement for judgement in ledger.judgements(orphaned=True) if judgement.id not in before]
    for judgement in lost:
        click.echo(f"lost its report: judgement {judgement.id}, {judgement.kind}, by {judgement.by}, {judgement.at[:10]}", err=True)
    sys.exit(1 if seen["failed"] or lost else 0)


def _compare(ledger: Ledger, jobs: int, kept: IO[bytes], as_json: bool) -> Counter[str]:
    """Reads everything that older packs read, prints what changes and keeps the new readings aside."""
    from sijill.cli.add import changed
    from sijill.cli.progress import progress
    from sijill.cli.show import Line, printable, show
    from sijill.cli.workers import each, pieces_of

    seen = Counter[str]()
    total = sum(row.read for row in ledger.coverage()) if sys.stderr.isatty() else None
    with progress("reading", total) as advance:
        for again in each(pieces_of(ledger.stored()), _read, jobs, ledger.close, _lost):
            advance(1)
            seen["articles"] += 1
            if isinstance(again.entry, Failed):
                seen["failed"] += 1
                click.echo(f"error: {again.stored.source.id}: {again.entry.failure.message} [{again.entry.failure.code}]", err=True)
                continue
            found = ledger.preview(again.stored.pk, again.entry)
            pickle.dump((again.stored.pk, again.entry), kept)
            seen.update(change.kind for change in found.changes)
            if as_json:
                for change in found.changes:
                    click.echo(msgspec.json.encode({"change": change}))
            elif found.changes:
                show([Line(printable(again.stored.source.id), 0, "head"), *(line for change in found.changes for line in changed(change))])
    return seen


def _read(some: list[Stored]) -> list[Again]:
    """Reads stored articles, in another process."""
    from sijill.cli.desk import entry_of
    from sijill.cli.options import Options
    from sijill.sources import Given

    return [Again(item, entry_of(Given(item.source, item.source.id, None), Options(scope=item.scope))) for item in some]


def _lost(item: Stored) -> Again:
    """An article whose process died of it."""
    fault = ReaderFault("the process that read it was ended", fix="report it with the article", file=item.source.id, article=item.source.id)
    return Again(item, Failed(fault.record().error))


def _kept(kept: IO[bytes]) -> Iterator[tuple[int, Entry]]:
    kept.seek(0)
    while True:
        try:
            yield pickle.load(kept)  # our own, written above
        except EOFError:
            return
