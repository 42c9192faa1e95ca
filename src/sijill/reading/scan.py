"""A sentence as the matchers of times see it, and the parts of a told date read from it: a day, a month, a year."""

from datetime import date
from typing import NamedTuple

from sijill.packs.calendar import Calendar, Tag
from sijill.text import Token


class Told(NamedTuple):
    """A time found: its EDTF if past and if to come, its basis and how many tokens it takes."""

    edtf: str
    future: str
    basis: str
    width: int


class Scan(NamedTuple):
    """A sentence as the time matchers see it."""

    tokens: list[Token]
    tags: list[dict[str, Tag]]
    published: date | None
    calendar: Calendar

    def has(self, i: int, kind: str) -> Tag | None:
        return self.tags[i].get(kind) if 0 <= i < len(self.tokens) else None

    def beside(self, i: int, kind: str) -> bool:
        """Whether token `i`, as it stands, is one of the pack's words of `kind` beside a time."""
        return 0 <= i < len(self.tokens) and self.tokens[i].norm in self.calendar.beside[kind]

    def definite(self, i: int) -> bool:
        """Whether token `i` is written with the article."""
        article = self.calendar.article
        return bool(article) and self.tokens[i].norm.startswith(article)

    def digits(self, i: int) -> int | None:
        tag = self.has(i, "number")
        return tag.value if tag and isinstance(tag.value, int) and self.tokens[i].norm.isdigit() else None

    def year(self, i: int) -> int | None:
        value = self.digits(i)
        return value if value and 1900 <= value <= 2100 and len(self.tokens[i].norm) == 4 else None


def same(edtf: str, basis: str, width: int) -> Told:
    """A time that is the same one whether past or to come."""
    return Told(edtf, edtf, basis, width)


def valid(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def joins(scan: Scan, i: int) -> int:
    """How many joining words (of, من, a comma, a slash) stand at `i`."""
    j = i
    while j < len(scan.tokens) and j < i + 3 and scan.has(j, "joins") and "month" not in scan.tags[j] and not scan.digits(j):
        j += 1
    return j - i


def day_at(scan: Scan, i: int) -> tuple[int | None, int]:
    """The day of a month at `i`, in digits or as an ordinal, and where what follows it stands."""
    value = scan.digits(i)
    if value is not None and 1 <= value <= 31:
        j = i + 1
        j += scan.beside(j, "behind_day")
        return value, j + joins(scan, j)
    tag = scan.has(i, "ordinal")
    if tag and 1 <= tag.value <= 31:
        return tag.value, i + tag.width + joins(scan, i + tag.width)
    return None, i


def month_at(scan: Scan, i: int) -> tuple[int | None, int]:
    """A month, told once or in two calendars (أيار/مايو)."""
    tag = scan.has(i, "month")
    if tag is None:
        return None, i
    j = i + tag.width
    if j + 1 < len(scan.tokens) and scan.tokens[j].norm == "/":
        k = j + 1
        other = scan.has(k, "month")
        if other and other.value == tag.value:
            return tag.value, k + other.width
    other = scan.has(j, "month")
    if other and other.value == tag.value:
        j += other.width
    return tag.value, j + _joins_comma(scan, j)


def _joins_comma(scan: Scan, i: int) -> int:
    return 1 if i + 1 < len(scan.tokens) and scan.tokens[i].norm in ",،" and (scan.year(i + 1) or scan.digits(i + 1)) else 0


def year_after(scan: Scan, i: int) -> tuple[int | None, int]:
    """2021, من عام 2021, العام الماضي, next year; else the year of publication is meant."""
    j = i
    if scan.published and scan.calendar.decimal and scan.has(i, "last") and scan.has(i + 1, "year_words"):
        return scan.published.year - 1, i + 2  # 15 декабря прошлого года
    for _ in range(3):
        if scan.year(j):
            return scan.year(j), j + 1 + bool(scan.calendar.decimal and scan.has(j + 1, "year_words"))
        if scan.beside(j, "before_its_year") or scan.has(j, "year_words") or (j < len(scan.tokens) and scan.tokens[j].norm in ",،"):
            if scan.has(j, "year_words") and scan.published and scan.has(j + 1, "last"):
                return scan.published.year - 1, j + 2
            if scan.has(j, "year_words") and scan.published and scan.has(j + 1, "next"):
                return scan.published.year + 1, j + 2
            j += 1
        else:
            break
    return None, i
