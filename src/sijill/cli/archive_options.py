"""What the verbs of `sijill archive` share: how pages are read, and how a time, a size and a count are said."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sijill.cli.options import reading_options

if TYPE_CHECKING:
    from sijill.archive import Settings

_F = TypeVar("_F", bound=Callable[..., Any])


def settings_options(command: _F) -> _F:
    """Adds the options of `Settings`."""
    for option in reversed((
        click.option("--prefilter/--no-prefilter", default=True, help="Leave out pages of WARC without a party's name near the word of an act (default)."),
        click.option("--page-seconds", type=click.FloatRange(0.01), default=10.0, show_default=True, metavar="S", help="What one page may take of a core."),
        click.option("--page-memory", type=click.IntRange(1), default=1000, show_default=True, metavar="MB", help="What one page may take."),
        click.option("--page-bytes", type=click.IntRange(1, 20_000_000), default=20_000_000, metavar="N", help="The largest page that is read; else 20 MB."),
    )):
        command = option(command)
    return reading_options(command, formats=False)


def settings_of(options: Mapping[str, Any]) -> "Settings":
    """The settings that these options say."""
    from sijill.archive import Settings

    return Settings(**{**options, "columns": dict(options["columns"] or {})})


def cores() -> int:
    """The cores that this process may use: on a cluster often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def listed(counts: Mapping[str, int]) -> str:
    """Counts by name, the largest first."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def size(bytes: float) -> str:
    """A number of bytes."""
    for unit in ("kB", "MB", "GB"):
        bytes /= 1000
        if bytes < 1000:
            return f"{bytes:.1f} {unit}"
    return f"{bytes / 1000:.1f} TB"
