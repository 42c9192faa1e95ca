"""A bar with rate and time left, on a terminal only and on standard error, so that output can be piped."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

_EVERY = 0.1  # seconds between two drawings


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Gives what to call as work goes on."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TaskProgressColumn(show_speed=True), TimeRemainingColumn())
    # no thread of its own: processes are forked while it runs
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(what, total=total)

        drawn = [0.0]

        def advance(steps: int) -> None:
            bar.advance(task, steps)
            if monotonic() - drawn[0] > _EVERY:
                drawn[0] = monotonic()
                bar.refresh()

        yield advance
