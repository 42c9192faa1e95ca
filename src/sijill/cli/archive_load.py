"""`sijill archive load`: finished shards into a ledger, safe to stop and to run again."""

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from sijill.cli.archive_options import cores
from sijill.cli.progress import progress
from sijill.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sijill.archive.load import Shelved
    from sijill.archive.records import Marker
    from sijill.ledger import Ledger
    from sijill.ledger.entry import Entry, Failed, Scribe


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--ledger", "path", required=True, metavar="FILE", help="The ledger; made if it is not there.")
@click.option("--jobs", type=click.IntRange(1), default=None, metavar="N", help="Processes that prepare articles; else a core each.")
@click.option("--json", "as_json", is_flag=True, help="What was loaded, as one line of JSON.")
def load(folder: Path, path: str, jobs: int | None, as_json: bool) -> None:
    """Bring the finished shards of DIR into a ledger.

    They come in as `sijill add` would have brought them. What the ledger has is left alone: loading twice changes nothing, and a load that was stopped
    or killed is simply started again.
    """
    from sijill.archive import finished, run_of
    from sijill.ledger import Ledger

    run = run_of(folder)
    tasks = run.tasks(folder)
    shards = finished(tasks)
    counts = {"shards": len(shards), "unfinished": len(tasks) - len(shards), "added": 0, "versions": 0, "reports": 0}
    with Ledger(path) as ledger, progress("loading", sum(marker.articles for marker in shards.values())) as advance:
        items = _shelved(folder, list(shards.values()), ledger, advance)
        for added in ledger.adding(_ready(items, run.made.settings.scope, jobs or cores(), ledger)):
            counts["added"] += added.status != "known"
            counts["versions"] += added.status == "version"
            counts["reports"] += added.reports if added.status != "known" else 0
            advance(1)
    if as_json:
        click.echo(msgspec.json.encode({"loaded": counts}))
    else:
        left = f"; {counts['unfinished']:,} of {len(tasks):,} shards are not finished" if counts["unfinished"] else ""
        click.echo(f"{counts['added']:,} articles added with {counts['reports']:,} reports, from {len(shards):,} shards{left}")


def _shelved(folder: Path, markers: "list[Marker]", ledger: "Ledger", advance: "Callable[[int], None]") -> "Iterator[Shelved | Failed]":
    """What the ledger does not have yet, shard by shard."""
    from sijill.archive.load import all_known, shelved

    def known(given: list[str]) -> set[str]:
        return ledger.knows(given)

    def counted(given: list[str]) -> set[str]:
        here = ledger.knows(given)
        advance(sum(one in here for one in given))
        return here

    for marker in markers:
        if all_known(folder, marker, known):
            advance(marker.articles)
        else:
            yield from shelved(folder, marker, counted)


def _ready(items: "Iterator[Shelved | Failed]", scope: str, jobs: int, ledger: "Ledger") -> "Iterator[Entry | Failed]":
    from sijill.cli.workers import each, pieces_of

    return each(pieces_of(items, weight=_weight), partial(_entries, scope=scope), jobs, ledger.close, _lost, weight=_weight)


def _entries(items: "list[Shelved | Failed]", scope: str) -> "list[Entry | Failed]":
    from sijill.archive.load import entry_of
    from sijill.ledger.entry import Failed

    return [item if isinstance(item, Failed) else entry_of(item, _scribe(), scope) for item in items]


def _weight(item: "Shelved | Failed") -> int:
    from sijill.ledger.entry import Failed

    return 0 if isinstance(item, Failed) else len(item.row["text"])


def _lost(item: "Shelved | Failed") -> "Entry | Failed":
    """What was killed while it prepared an article may be out of memory: the article is not given up, the load stops, to be started again."""
    raise ArchiveError("the process that prepared an article was killed", fix="look at the machine's memory, then run the same again")


@cache
def _scribe() -> "Scribe":
    from sijill.ledger.entry import Scribe
    from sijill.packs import load_packs

    return Scribe(load_packs())
