"""The calendar of a language: which tokens are months, weekdays, units, numbers and ordinals, from the pack's tables."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sijill.text import Token, fold, fold_word, tokenize

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*\Z")
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_MARKS = (
    "today", "yesterday", "tomorrow", "this", "last", "next", "ago", "later", "more_than", "about", "since", "within", "before_duration", "half",
    "year_words", "times_word", "first_time", "joins",
)  # fmt: skip
_BESIDE = (
    "day_alone", "behind_year", "range", "clock", "ambiguous", "before_day", "before_its_year", "before_bare_year", "behind_day", "behind_past",
    "behind_future",
)  # fmt: skip


class Tag(NamedTuple):
    """What a token (with the `width - 1` that follow) is in the calendar."""

    kind: str
    value: Any
    width: int


class Calendar:
    """Looks tokens up in the time tables of one pack; built once for a language."""

    def __init__(
        self,
        tables: Mapping[str, Any],
        article: str,
        clitics: tuple[str, ...],
        keys: Callable[[str], tuple[str, ...]] | None = None,
        key: Callable[[str], str] | None = None,
    ) -> None:
        """`keys` and `key`: by what a token and a word of the pack are found, where the language is inflected."""
        self._heads: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        self.article, self._clitics = article, clitics
        self._keys, self._key = keys or (lambda norm: (norm,)), key
        self._rows: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}  # of each word met so far
        times = tables.get("times", {})
        self.decimal = times.get("decimal") == ","
        self.ordinal_ends = frozenset(map(fold_word, times.get("ordinal_ends", ())))  # 37-я
        self._ordinal_mark = times.get("ordinal_mark", "")  # where it is told, numbers are composed of single characters
        self.counted = bool(self._ordinal_mark)  # a unit needs a number (ساعة is an hour, 小时 none)
        self.until = frozenset(times.get("until", ()))  # between the first and the last day (7日至10日)
        self._counters = frozenset(times.get("counters", ()))
        self._add_times(times)
        self._add_details(tables, times)
        marks = (name for mark in ("today", "yesterday", "tomorrow", "last", "next", "this") for name in times.get(mark, ()))
        units = (name for unit in _UNITS for name in times.get(unit, {}).get("words", ()))  # نظيره الأرميني يوم الثلاثاء: a day is no name
        self.words = frozenset((*marks, *units, *(name for row in (*times.get("months", ()), *times.get("weekdays", ())) for name in row)))
        # words that count only beside a time and only as they stand: no tag, so that they hide no other reading of their token
        self.beside = {name: frozenset(map(fold_word, times.get(name, ()))) for name in _BESIDE}
        for rows in self._heads.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _add_times(self, times: Mapping[str, Any]) -> None:
        for number, names in enumerate(times.get("months", ()), 1):
            self._add("month", number, names)
        for number, names in enumerate(times.get("weekdays", ())):
            self._add("weekday", number, names)
        for mark in _MARKS:
            self._add(mark, None, times.get(mark, ()))
        for unit in _UNITS:
            self._add("unit", (unit, None), times.get(unit, {}).get("words", ()))
            self._add("unit", (unit, 2), times.get(unit, {}).get("dual", ()))
            self._add("unit", (unit, 0.5), times.get(unit, {}).get("half", ()))
        for name, shift in times.get("relative_year", {}).items():
            self._add("relative_year", shift, [name])

    def _add_details(self, tables: Mapping[str, Any], times: Mapping[str, Any]) -> None:
        for table, kind in (("numbers", "number"), ("ordinal_words", "ordinal")):
            for value, names in tables.get(table, {}).items():
                self._add(kind, float(value) if "." in value else int(value), names)
        for code, names in tables.get("money", {}).items():
            self._add("money", code, names)
        for channel in tables.get("channel", ()):
            self._add("channel", channel["value"], channel["words"])
        for topic in tables.get("topic", ()):
            self._add("topic", topic["id"], topic["words"])
        for era in tables.get("era", ()):
            self._add("era", era["id"], era["words"])
        for document in tables.get("document", ()):
            self._add("document", document["kind"], document["words"])

    def _add(self, kind: str, value: Any, names: Any) -> None:
        for name in names:
            norms = [t.norm for t in tokenize(fold(name))]
            if self._key is not None:  # a month and a weekday as they stand: среду is a day, среде the environment
                norms = ["=" + n for n in norms] if kind in ("month", "weekday") else [self._key(n) for n in norms]
            variants = [norms] if norms[0].startswith(self.article) or not self.article else [norms, [self.article + norms[0], *norms[1:]]]
            for first, *tail in variants:
                self._heads.setdefault(first, []).append((tuple(tail), kind, value))

    def tags(self, tokens: list[Token]) -> list[dict[str, Tag]]:
        """For each token what it may be, the longest phrase of each kind."""
        return [self._at(tokens, i) for i in range(len(tokens))]

    def _at(self, tokens: list[Token], i: int) -> dict[str, Tag]:
        norm = tokens[i].norm
        found: dict[str, Tag] = {}
        if norm[0].isdigit():
            if self.decimal and re.match(r"\d+,\d+\Z", norm):
                norm = norm.replace(",", ".")  # 1,6 миллиарда
            if _DIGITS.match(norm):
                value = float(norm.replace(",", "")) if re.match(r"\d{1,3}(,\d{3})+\Z", norm) or "," not in norm and norm.count(".") < 2 else None
                if value is not None:
                    found["number"] = Tag("number", int(value) if value == int(value) else value, 1)
            if norm not in self._heads:
                return found
        rows = self._rows.get(norm)
        if rows is None:
            told = [row for key in self._keys(norm) for row in self._heads.get(key, ())]
            rows = self._rows[norm] = sorted(told, key=lambda row: -len(row[0])) or self._unprefixed(norm) or []
        for tail, kind, value in rows:
            if kind not in found and all(i + 1 + k < len(tokens) and word in self._keys(tokens[i + 1 + k].norm) for k, word in enumerate(tail)):
                found[kind] = Tag(kind, value, len(tail) + 1)
        if self._ordinal_mark:
            self._compose(tokens, i, found)
        return found

    def _compose(self, tokens: list[Token], i: int, found: dict[str, Tag]) -> None:
        """三十七 is one number, 第三十七次 one ordinal."""
        if "number" in found and not tokens[i].norm[0].isdigit():
            values = self._values(tokens, i)
            if len(values) > 1:
                found["number"] = Tag("number", composed(values), len(values))
        elif tokens[i].norm == self._ordinal_mark and i + 1 < len(tokens):
            values = [int(tokens[i + 1].norm)] if tokens[i + 1].norm.isdigit() else self._values(tokens, i + 1)
            after = i + 1 + len(values)
            if values and after < len(tokens) and tokens[after].norm in self._counters:
                found["ordinal"] = Tag("ordinal", composed(values), len(values) + 2)

    def _values(self, tokens: list[Token], i: int) -> list[int]:
        """The values of the number characters from token `i` on."""
        values: list[int] = []
        for token in tokens[i:]:
            value = next((v for tail, kind, v in self._heads.get(token.norm, ()) if kind == "number" and not tail), None)
            if value is None:
                break
            values.append(value)
        return values

    def _unprefixed(self, norm: str) -> list[tuple[tuple[str, ...], str, Any]] | None:
        for clitic in self._clitics:
            if norm.startswith(clitic) and len(norm) > len(clitic) + 2:
                rest = norm[len(clitic) :]
                whole = self._heads.get(self.article + rest, []) if self.article and clitic.endswith("لل") else []
                rows = self._heads.get(rest, []) + whole
                if rows:
                    return rows
        return None


def composed(values: list[int]) -> int:
    """三十七 is 37, 二〇二一 is 2021, 三亿五千万 is 350 million: digits in a row, or each multiplied by what stands behind it."""
    if len(values) > 1 and all(value < 10 for value in values):
        return int("".join(map(str, values)))
    total, section, digit, last = 0, 0, 0, 0
    for value in values:
        if value >= 10_000:
            whole = section + digit
            total = (total + whole) * value if total and value > last else total + (whole or 1) * value
            section, digit, last = 0, 0, value
        elif value >= 10:
            section, digit = section + (digit or 1) * value, 0
        else:
            digit = value
    return total + section + digit


def number_at(tags: list[dict[str, Tag]], tokens: list[Token], i: int) -> tuple[float, int] | None:
    """A number written in digits or words from token `i`, and how many tokens it takes (خمسة وعشرين, two hundred, 1.5 million)."""
    total, current, j = 0.0, 0.0, i
    seen = False
    while j < len(tokens):
        tag = tags[j].get("number")
        if tag is None:
            if seen and tokens[j].norm in ("and", "-") and j + 1 < len(tokens) and "number" in tags[j + 1] and tokens[j].norm == "-" and current < 100:
                j += 1
                continue
            break
        value = float(tag.value)
        if seen and value < 100 and current and not (current >= 100 or (current >= 20 > value) or tokens[j].norm.startswith("و")):
            break
        if value >= 100 and seen:
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0.0
        else:
            current += value
        seen, j = True, j + tag.width
    return (total + current, j - i) if seen else None
