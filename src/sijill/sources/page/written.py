"""Dates as pages write them for people: 16 ديسمبر/كانون الأول 2021, ١٦ دجنبر, 12 جمادى الأولى 1443 هـ, 2021年12月16日, 16 декабря 2021, 16/12/2021."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from sijill.sources.page.words import table
from sijill.text import fold_word

_YEARS = (1950, 2100)
_HIJRI_YEARS = (1343, 1500)  # what hijridate converts
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])\s*(am|pm|a\.m\.|p\.m\.|ص|م|صباحا|مساء)?(?!\w)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")  # glued to a name too: CRI2021-12-16
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?!\d)")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_AFTERNOON = ("pm", "p.m.", "م", "مساء")
_NEAR = 4  # words within which day, month and year stand


def written(text: str, language: str | None = None) -> str | None:
    """The first date in a short text, ISO 8601, with the time of day if one is told; None where none is, or where it could be two (03/04/2021).

    `language` is that of the page, with its region where it has one: en-US writes the month first.
    """
    plain = _digits(text)
    found = min((*_numeric(plain, language), *_worded(plain)), key=lambda item: item[0], default=None)
    if found is None:
        return None
    clock = next((m for m in _CLOCK.finditer(plain) if _hour(m) is not None), None)
    return found[1].isoformat() + (f"T{_hour(clock):02}:{clock[2]}:{clock[3] or '00'}" if clock else "")


def _digits(text: str) -> str:
    """The text with all digits as ours: Arabic-Indic and Persian ones too."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _hour(clock: re.Match[str]) -> int | None:
    hour, minute, half = int(clock[1]), int(clock[2]), (clock[4] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    return hour if hour < 24 and minute < 60 else None


def _numeric(text: str, language: str | None) -> Iterator[tuple[int, date]]:
    for match in _YEAR_FIRST.finditer(text):
        yield from _valid(match.start(), int(match[1]), int(match[2]), int(match[3]))
    for match in _YEAR_LAST.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first > 12 or first == second:
            yield from _valid(match.start(), year, second, first)
        elif second > 12 or (language or "").casefold() == "en-us":
            yield from _valid(match.start(), year, first, second)
        elif match[2] == "." or not (language or "").casefold().startswith("en"):
            yield from _valid(match.start(), year, second, first)  # 05/04/2021 is two days in English, and one elsewhere


def _worded(text: str) -> Iterator[tuple[int, date]]:
    """Day, month and year near one another, in either order: 16 ديسمبر/كانون الأول 2021, December 16th, 2021."""
    words = [(m.start(), m[0]) for m in _WORDS.finditer(text)]
    for at in range(len(words)):
        for names, hijri in ((_months(), False), (_hijri(), True)):
            number, width = _month(words, at, names)
            if number is None:
                continue
            before = [int(w) for _, w in words[max(0, at - 1) : at] if w.isdecimal()]
            after = [int(w) for _, w in words[at + width : at + width + _NEAR] if w.isdecimal()]
            day = next((n for n in (*before, *after) if 1 <= n <= 31), None)
            year = next((n for n in after if n > 1000), None)
            if day and year:
                start = words[max(0, at - 1)][0] if before else words[at][0]
                yield from _from_hijri(start, year, number, day) if hijri else _valid(start, year, number, day)


def _month(words: list[tuple[int, str]], at: int, names: dict[tuple[str, ...], int]) -> tuple[int | None, int]:
    """The number of the month whose name begins at a word, and how many words it has, the longest first."""
    for width in (2, 1):
        number = names.get(tuple(fold_word(w.casefold()) for _, w in words[at : at + width]))
        if number is not None:
            return number, width
    return None, 0


def _valid(start: int, year: int, month: int, day: int) -> Iterator[tuple[int, date]]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    if _YEARS[0] <= year <= _YEARS[1]:
        yield start, found


def _from_hijri(start: int, year: int, month: int, day: int) -> Iterator[tuple[int, date]]:
    from hijridate import Hijri

    if _HIJRI_YEARS[0] <= year <= _HIJRI_YEARS[1]:
        try:
            found = Hijri(year, month, day).to_gregorian()
        except (ValueError, OverflowError):
            return
        yield start + 10_000, date(found.year, found.month, found.day)  # beside a date of the common calendar it says the same


@cache
def _months() -> dict[tuple[str, ...], int]:
    """The names of the months in every language that has a pack."""
    return _names("months")


@cache
def _hijri() -> dict[tuple[str, ...], int]:
    return _names("hijri_months")


def _names(key: str) -> dict[tuple[str, ...], int]:
    rows = [(number, name) for times in table("times.toml", "times") for number, names in enumerate(times.get(key, ()), 1) for name in names]
    return {tuple(fold_word(word) for word in name.casefold().split()): number for number, name in rows}
