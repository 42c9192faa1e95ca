"""`sijill archive plan`: the frozen list of what is to be read, and what that will take."""

import sys
from typing import TYPE_CHECKING, Any

import click
import msgspec

from sijill.cli.archive_options import cores, settings_of, settings_options, size

if TYPE_CHECKING:
    from sijill.archive.estimate import Estimate


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="MANIFEST | FILES...")
@click.option("--to", "to", type=click.Path(dir_okay=False), help="The manifest to write: one shard a line, as JSON.")
@click.option("--shard-size", type=click.IntRange(1), default=256, show_default=True, metavar="MB", help="Larger files are cut where that can be done.")
@click.option("--sample", type=click.IntRange(0), default=400, show_default=True, metavar="N", help="Items to read for the estimate; 0 for none.")
@click.option("--workers", type=click.IntRange(1), default=None, metavar="N", help="Processes that will read; else a core each, here.")
@click.option("--json", "as_json", is_flag=True, help="The estimate as one line of JSON.")
@settings_options
def plan(paths: tuple[str, ...], to: str | None, shard_size: int, sample: int, workers: int | None, as_json: bool, **options: Any) -> None:
    """Freeze a list of files, and estimate what reading them takes.

    FILES are WARC, JSON Lines or Parquet: paths, folders, patterns, addresses of any kind that fsspec knows (s3://…, https://…), or a list of them in TOML
    or JSON Lines. With --to their sizes and hashes are written as the manifest that `run` takes; a file that changes later is refused. The estimate reads
    a sample from the beginnings of shards chosen by chance, always the same.
    """
    from sijill.archive import frozen, read_manifest, write_manifest
    from sijill.archive.estimate import estimate
    from sijill.archive.manifest import is_list

    settings = settings_of(options)
    if to is None and len(paths) == 1 and is_list(paths[0]) and not paths[0].endswith(".toml"):
        manifest = read_manifest(paths[0])
    else:
        manifest = frozen(paths, shard_size * 1_000_000)
    if to is not None:
        write_manifest(manifest, to)
    files = len({shard.address for shard in manifest.shards})
    click.echo(f"{len(manifest.shards):,} shards of {files:,} files, {size(manifest.size)}; manifest {manifest.hash}", err=as_json)
    if not sample:
        return
    found = estimate(manifest, settings, workers or cores(), sample)
    click.echo(msgspec.json.encode({"estimate": found}) if as_json else _told(found))
    for error in found.sample.failed.values():
        click.echo(f"not in the sample: {error}", err=True)
    sys.exit(1 if found.sample.failed else 0)


def _told(found: "Estimate") -> str:
    from sijill.archive.pace import spoken

    s = found.sample
    rate = s.items / s.seconds if s.seconds else 0.0
    spool = f", and {size(found.spool)} on each machine for copies while they are read" if found.spool else ""
    workers = "worker" if found.workers == 1 else "workers"
    return (
        f"about {found.items:,} items, {found.articles:,} articles kept, {found.reports:,} reports\n"
        f"about {found.core_hours:,.2f} core-hours: {spoken(found.hours * 3600)} with {found.workers} {workers} ({rate:.0f} items/s a core)\n"
        f"about {size(found.disk)} of disk{spool}\n"
        f"reckoned from {s.items:,} items, the first of {s.shards} shards: {size(s.bytes)} of {size(found.bytes)}"
    )
