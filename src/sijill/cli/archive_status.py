"""`sijill archive status`: how far an archive is read."""

import sys
import time
from pathlib import Path
from typing import Any

import click
import msgspec

from sijill.cli.archive_options import listed, size

_STALE = 60.0  # seconds without a note, after which a shard in hand is said to stand still


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="Also read every finished file, and see that it is what was written.")
@click.option("--json", "as_json", is_flag=True, help="One object, as JSON.")
def status(folder: Path, verify: bool, as_json: bool) -> None:
    """Show how far an archive is read into DIR; also while it is read, from wherever DIR can be seen. Exit status 1 while shards are unfinished."""
    from sijill.archive import finished, in_hand, run_of
    from sijill.archive.records import counted, summed
    from sijill.archive.shelf import damaged

    run = run_of(folder)
    tasks = run.tasks(folder)
    shards = finished(tasks)
    bad = damaged(folder, shards) if verify else []
    hands = {shard: hand for shard, hand in in_hand(folder).items() if shard not in shards}
    counts: dict[str, Any] = counted(shards.values())
    counts |= {"of": len(tasks), "skipped": summed(m.skipped for m in shards.values()), "failed": summed(m.failed for m in shards.values()), "damaged": bad}
    counts["in_hand"] = {shard: {"item": hand.item, "silent": round(time.time() - hand.noted)} for shard, hand in hands.items()}
    if as_json:
        click.echo(msgspec.json.encode({"archive": counts | {"made": run.made}}))
    else:
        _show(counts, run.made.sijill)
    sys.exit(1 if len(shards) < len(tasks) or bad else 0)


def _show(counts: dict[str, Any], version: str) -> None:
    share = counts["shards"] / counts["of"] if counts["of"] else 1.0
    click.echo(f"{counts['shards']:,} of {counts['of']:,} shards finished ({share:.0%}), {size(counts['bytes'])}, by sijill {version}")
    click.echo(f"{counts['items']:,} items, {counts['articles']:,} articles with {counts['reports']:,} reports")
    for name, told in (("left out", counts["skipped"]), ("could not be read", counts["failed"])):
        if told:
            click.echo(f"{name}: {listed(told)}")
    for shard, hand in counts["in_hand"].items():
        still = f", silent for {hand['silent']} s" if hand["silent"] > _STALE else ""
        click.echo(f"in hand: {shard}, at item {hand['item']:,}{still}")
    for path in counts["damaged"]:
        click.echo(f"damaged: {path}; delete the marker of its shard in done/ and run the archive again", err=True)
