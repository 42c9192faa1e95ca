"""`sijill archive run`: the shards of a manifest into a folder, safe to stop and to run again, on one machine or a share of it on each of many."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
import msgspec

from sijill.cli.archive_options import cores, listed, settings_of, settings_options

if TYPE_CHECKING:
    from sijill.archive import Marker


def _share(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """`3/8` as the third of eight."""
    if value is None:
        return None
    number, mark, of = value.partition("/")
    if not (mark and number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f"{value!r} is no share, such as 3/8: the third of eight")
    return int(number), int(of)


@click.command()
@click.argument("manifest", type=click.Path(dir_okay=False))
@click.option("--to", "to", required=True, type=click.Path(file_okay=False), metavar="DIR", help="The folder that the Parquet goes to; made if not there.")
@click.option("--workers", type=click.IntRange(1), default=None, metavar="N", help="Processes that read; else a core each.")
@click.option("--shard", "share", callback=_share, metavar="I/N", help="Only the Ith of N shares of the shards: for arrays of jobs, which share DIR.")
@click.option("--on", "place", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="Where: this machine, or a Ray cluster.")
@click.option("--recycle", type=click.IntRange(1), default=20_000, show_default=True, metavar="N", help="A worker that has read N items gives way to another.")
@click.option("--renew", is_flag=True, help="DIR is of another manifest, version, packs or settings: read again what differs.")
@click.option("--json", "as_json", is_flag=True, help="One line a shard, as JSON, when it is finished, and a last one that sums up.")
@settings_options
def run(
    manifest: str, to: str, workers: int | None, share: tuple[int, int] | None, place: str, recycle: int, renew: bool, as_json: bool, **options: Any
) -> None:
    """Read the shards of MANIFEST into the folder DIR, as Parquet.

    A shard that is finished is left alone, so a run that was stopped or killed is simply started again. Pages that cannot be read are kept in the table
    of failures and do not change the exit status: it is 1 if a shard could not be read, or the run was stopped.
    """
    from sijill.archive import How, Marker, backend, begun, finished, part_of, read_manifest
    from sijill.archive.desk import made_with
    from sijill.archive.pace import Pace
    from sijill.cli.archive_progress import beating
    from sijill.packs import load_packs

    if "://" in to:
        raise click.UsageError("--to is a folder that every machine of the run sees, not an address: mount it, or copy it there when it is finished")
    folder, start = Path(to), time.monotonic()
    tasks = begun(folder, read_manifest(manifest), made_with(settings_of(options), load_packs()), renew).tasks(folder)
    mine = list(part_of(tasks, share[0] - 1, share[1])) if share else tasks
    there = finished(mine)
    left = [task for task in mine if task.id not in there]
    pace, done, failed, stopped = Pace(folder, left), dict[str, Marker](), 0, False
    try:
        with _terminable(), beating(pace) as beat, closing(backend(place).run(left, How(workers or cores(), recycle, beat=beat))) as ready:
            for task, marker, error in ready:
                pace.done(task, marker)
                failed += marker is None
                if marker:
                    done[task.id] = marker
                _told(task.id, marker, error, as_json)
    except KeyboardInterrupt:
        stopped = True
    seconds = time.monotonic() - start
    _sum_up(done, len(there), failed, stopped, seconds, as_json)
    sys.exit(1 if failed or stopped else 0)


@contextmanager
def _terminable() -> Iterator[None]:
    """What ends a job on a cluster ends the run as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _told(shard: str, marker: "Marker | None", error: str | None, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"shard": marker} if marker else {"shard": {"id": shard, "error": error}}))
        sys.stdout.flush()  # a line is a promise: it must not wait in a buffer
    elif error:
        click.echo(f"shard {shard} was not read: {error}", err=True)


def _sum_up(done: "dict[str, Marker]", there: int, failed: int, stopped: bool, seconds: float, as_json: bool) -> None:
    from sijill.archive.records import counted, summed

    counts, reasons, codes = counted(done.values()), summed(m.skipped for m in done.values()), summed(m.failed for m in done.values())
    if as_json:
        summary = counts | {"skipped": reasons, "failed": codes, "there": there, "unread_shards": failed, "stopped": stopped, "seconds": round(seconds, 3)}
        click.echo(msgspec.json.encode({"summary": summary}))
        return
    parts = [f"{counts['shards']:,} shards read: {counts['items']:,} items, {counts['articles']:,} articles with {counts['reports']:,} reports"]
    parts += [f"{counts['skipped']:,} left out ({listed(reasons)})"] if reasons else []
    parts += [f"{counts['failed']:,} could not be read ({listed(codes)})"] if codes else []
    parts += [f"{there:,} shards were there"] if there else []
    parts += [f"{failed:,} shards were not read"] if failed else []
    parts += ["stopped: run the same again to go on"] if stopped else []
    click.echo(f"{', '.join(parts)}; {counts['items'] / max(seconds, 0.001):,.0f} items/s")
