"""The list of sources to watch: a TOML file, checked, each error with its entry and what to change."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import msgspec

from sijill.errors import BrokenWatchlist, MissingFile

_SPAN = re.compile(r"(\d+)\s*([smhd])\Z")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_KINDS = ("feed", "sitemap", "page")


class Watched(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One source. Exactly one of `feed`, `sitemap` and `page` is its address; `every`, `again` and `within` are spans such as 30m, 6h, 3d.

    Its list is looked at `every` so often; a page found there is looked at `again` after so long, for as long as `within`.
    """

    name: str
    feed: str | None = None
    sitemap: str | None = None
    page: str | None = None
    publisher: str | None = None
    language: str | None = None
    every: str | None = None
    again: str | None = None
    within: str | None = None

    @property
    def address(self) -> str:
        """Where its list is, or the page."""
        return self.feed or self.sitemap or self.page or ""

    @property
    def is_page(self) -> bool:
        """Whether it is a single page, and no list."""
        return self.page is not None


class Watchlist(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file: what holds for all sources that say nothing else, and the sources. `delay` is between two requests to one host."""

    source: list[Watched]
    contact: str | None = None
    every: str = "30m"
    again: str = "6h"
    within: str = "3d"
    delay: str = "2s"


def watchlist(path: str | Path) -> Watchlist:
    """The sources of a file. Raises MissingFile, BrokenWatchlist."""
    try:
        told = msgspec.convert(tomllib.loads(Path(path).read_text("utf-8")), Watchlist)
    except OSError as error:
        raise MissingFile(error.strerror or str(error), fix="check the path and its permissions", file=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenWatchlist(f"not valid TOML: {error}", fix="correct the line named", file=str(path)) from error
    except msgspec.ValidationError as error:
        raise BrokenWatchlist(str(error), fix="see docs/watching.md for the keys of a source", file=str(path)) from error
    names: set[str] = set()
    for source in told.source:
        flaw = _flaw(source, names)
        if flaw:
            raise BrokenWatchlist(f"source {source.name!r}: {flaw}", fix="see docs/watching.md", file=str(path))
        names.add(source.name)
    for value in (told.every, told.again, told.within, told.delay, *(v for s in told.source for v in (s.every, s.again, s.within) if v)):
        if not _SPAN.match(value):
            raise BrokenWatchlist(f"{value!r} is no span of time", fix="write it as 30m, 6h or 3d", file=str(path))
    return told


def span(*values: str | None) -> timedelta:
    """The first of some spans that is told."""
    told = next(value for value in values if value)
    match = _SPAN.match(told)
    assert match is not None  # checked when the file was read
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _flaw(source: Watched, names: set[str]) -> str | None:
    addresses = [value for kind in _KINDS if (value := getattr(source, kind))]
    if source.name in names:
        return "two sources are called so"
    if not source.name or len(source.name) > 64:
        return "its name must have 1 to 64 characters"
    if len(addresses) != 1:
        return "it needs exactly one of feed, sitemap and page"
    return None if addresses[0].startswith(("http://", "https://")) else f"{addresses[0]!r} is no address of the web"
