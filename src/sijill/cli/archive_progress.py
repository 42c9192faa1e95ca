"""How far an archive run is, on standard error: a bar on a terminal, else a line now and then."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sijill.archive.pace import Pace, Sight

_EVERY = 30.0  # seconds between two lines
_WHOLE = 1000  # parts of the bar


@contextmanager
def beating(pace: "Pace") -> Iterator[Callable[[], None]]:
    """Gives what to call about once a second."""
    if not sys.stderr.isatty():
        yield _lines(pace)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    # no thread of its own: processes are forked while it runs
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("", total=_WHOLE, told="")

        def beat() -> None:
            sight = pace.sight()
            bar.update(task, completed=_WHOLE * sight.share, told=_told(sight))
            bar.refresh()

        yield beat


def _lines(pace: "Pace") -> Callable[[], None]:
    last = [monotonic()]

    def beat() -> None:
        if monotonic() - last[0] >= _EVERY:
            last[0] = monotonic()
            sight = pace.sight()
            click.echo(f"{sight.share:.1%} read: {_told(sight)}", err=True)

    return beat


def _told(sight: "Sight") -> str:
    from sijill.archive.pace import spoken

    return f"{sight.shards:,} of {sight.of:,} shards, {sight.items:,} items, {sight.rate:,.0f}/s, {spoken(sight.left)} left"
