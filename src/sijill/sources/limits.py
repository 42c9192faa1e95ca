"""What one page may take of the process that reads it: time and memory. On Windows, which has no such limits, it may take all."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from sijill.errors import PageLimit

_HARD = 1.5  # times the limit, at which a process that is deep in a library and does not listen is ended from outside
_MB = 1_000_000


class Limits(NamedTuple):
    """Seconds of processor time and megabytes that one page may take."""

    seconds: float = 10.0
    memory: int = 1000


class _TimeUp(BaseException):
    """Passes through whatever a library catches."""


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Ends what is done inside when it takes too much, with PageLimit; for the main thread of a process that may be lost."""
    if sys.platform == "win32":
        yield
        return
    import resource

    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS)
    before = [resource.getrlimit(kind) for kind in kinds]
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + _HARD * limits.seconds) + 1)
    if space := _space():
        _lower(resource.RLIMIT_AS, space + limits.memory * _MB)
    handler = signal.signal(signal.SIGPROF, _time_up)
    signal.setitimer(signal.ITIMER_PROF, limits.seconds, limits.seconds)  # once more, if the first was lost in a callback
    try:
        yield
    except _TimeUp as error:
        raise PageLimit(f"the page took more than {limits.seconds:g} s", fix="leave it out, or allow more with --page-seconds") from error
    except MemoryError as error:
        raise PageLimit(f"the page took more than {limits.memory} MB", fix="leave it out, or allow more with --page-memory") from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        for kind, limit in zip(kinds, before, strict=True):
            resource.setrlimit(kind, limit)


def _lower(kind: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _time_up(number: int, frame: FrameType | None) -> None:
    raise _TimeUp


def _space() -> int:
    """The bytes of address space that this process has now; 0 where the system does not tell."""
    try:
        import resource

        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0
