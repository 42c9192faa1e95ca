"""EDTF as days: between which days a told time lies, and how those of two tellings stand to each other."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

_ABOUT = {10: 3, 7: 15, 4: 183}  # days that `~` adds on either side, by the length of what it stands on: a day, a month, a year


class Window(NamedTuple):
    """From one day to another, both within."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return self.last.toordinal() - self.first.toordinal() + 1

    def meets(self, other: "Window", slack: int = 0) -> bool:
        """Whether the two share a day, or lie within `slack` days."""
        return gap(self, other) <= slack

    def widened(self, before: int, after: int) -> "Window":
        """With days added on both sides."""
        return Window(shifted(self.first, -before), shifted(self.last, after))


def gap(a: Window, b: Window) -> int:
    """How many days lie between two windows; 0 where they share one."""
    return max(0, max(a.first, b.first).toordinal() - min(a.last, b.last).toordinal())


def common(a: Window, b: Window) -> Window | None:
    """The days that two windows share."""
    first, last = max(a.first, b.first), min(a.last, b.last)
    return Window(first, last) if first <= last else None


def shifted(day: date, days: int) -> date:
    """A day moved, within what the calendar holds."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def window(edtf: str) -> Window | None:
    """The days that an EDTF date or interval may mean, or None if it says nothing that can be compared."""
    if "/" in edtf:
        low, high = edtf.split("/", 1)
        first = Window(date.min, date.min) if low in ("", "..") else _one(low)
        last = Window(date.max, date.max) if high in ("", "..") else _one(high)
        return Window(first.first, last.last) if first and last and first.first <= last.last else None
    return _one(edtf)


def _one(edtf: str) -> Window | None:
    text = edtf.rstrip("~?%").split("T")[0]
    try:
        if len(text) == 10:
            found = Window(date.fromisoformat(text), date.fromisoformat(text))
        elif len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            found = Window(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        else:
            found = Window(date(int(text), 1, 1), date(int(text), 12, 31))
    except (ValueError, IndexError):
        return None
    about = _ABOUT.get(len(text), 0) if edtf[-1] in "~%" else 0
    return found.widened(about, about)


def day_of(moment: str | None) -> date | None:
    """The day of an ISO 8601 date or time."""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def hull(windows: Iterable[Window]) -> Window:
    """The days from the first to the last of some windows."""
    some = list(windows)
    return Window(min(w.first for w in some), max(w.last for w in some))


