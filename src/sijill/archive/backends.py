"""Back-ends: where the tasks of a run are done. All do the same: take tasks, do each with `sijill.archive.task.perform`, give back what became of it."""

from collections.abc import Callable, Generator, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

from sijill.archive.records import Marker, Task
from sijill.errors import ArchiveError


class Done(NamedTuple):
    """What became of a task: its marker, or why there is none after all tries."""

    task: Task
    marker: Marker | None
    error: str | None = None


class How(NamedTuple):
    """How tasks are done. A worker that has read `recycle` items makes room for a fresh one; a task whose worker dies is tried `tries` times.

    `beat` is called about once a second while there is nothing to give back.
    """

    workers: int
    recycle: int = 20_000
    tries: int = 3
    beat: Callable[[], None] = lambda: None


class Backend(Protocol):
    """A back-end: a module of this package with this function.

    Each task is given back once, as soon as it is finished, in any order; a generator that is closed ends its workers and gives up what they have in hand.
    A task that raises SijillError is given back with that error as text; one whose worker dies is tried again. It may be told of tasks that are finished.
    """

    def run(self, tasks: Sequence[Task], how: How) -> Generator[Done, None, None]: ...


BACKENDS = {"local": "sijill.archive.local", "ray": "sijill.archive.on_ray"}


def backend(name: str) -> Backend:
    """The back-end of a name, loaded when it is asked for. Raises ArchiveError, MissingExtra."""
    if name not in BACKENDS:
        raise ArchiveError(f"there is no back-end {name!r}", fix=f"use one of {', '.join(BACKENDS)}")
    return import_module(BACKENDS[name])
