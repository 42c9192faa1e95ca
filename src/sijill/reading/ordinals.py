"""Ordinals: the count that somebody claims of an event (the 37th meeting since 2013, ثاني لقاء هذا العام), with its bounds."""

from typing import NamedTuple

from sijill.packs.calendar import Tag
from sijill.reading.values import Detail
from sijill.text import Token

_REACH = 30  # tokens after the counted noun in which its bounds are told
_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_MOST = 999


class Counted(NamedTuple):
    """An event noun or verb that may be counted: the index of its token and its act."""

    token: int
    act: str
    noun: bool
    end: int  # offset at which its word ends, which may be several tokens (会晤)


class _Count(NamedTuple):
    n: int
    first: int
    last: int  # tokens
    of: Counted


def ordinals_in(
    tokens: list[Token], tags: list[dict[str, Tag]], times: list[Detail], counted: list[Counted], before: int, ends: frozenset[str], lead: int = 0
) -> list[Detail]:
    """Counts of one sentence.

    `before`: how many words may stand between an ordinal and the noun it precedes; `ends`: what makes a number one (37-я); `lead`: how many words
    before a count may bound it.
    """
    dated = {k for k, token in enumerate(tokens) if any(t.start <= token.start < t.end for t in times)}  # the 15th of December counts nothing
    counts = [c for item in counted if (c := _count(tokens, tags, item, before, ends)) and not dated & {c.first, c.last}]
    counts += _times_counted(tokens, tags, counted, counts, ends)
    counts.sort(key=lambda c: c.first)
    found = []
    for place, count in enumerate(counts):
        start = max(count.last, count.of.token) + 1
        end = min(start + _REACH, len(tokens), counts[place + 1].first if place + 1 < len(counts) else len(tokens))
        found.append(_bounded(tokens, tags, times, count, start, end, lead))
    return found


def _count(tokens: list[Token], tags: list[dict[str, Tag]], item: Counted, before: int, ends: frozenset[str]) -> _Count | None:
    """The ordinal before a noun (ثاني لقاء, the second video meeting) or after it (الاجتماع ال37, زيارته الثالثة)."""
    if not item.noun:
        return None
    k = item.token
    for back in range(1, before + 2):
        if k - back < 0 or not tokens[k - back].norm[0].isalnum():
            break
        n = _ordinal(tokens, tags, k - back)
        if n and n[1] <= back:
            return _Count(n[0], k - back, k - back + n[1] - 1, item)
        ended = _ended(tokens, k - back, ends)
        if ended:
            return _Count(ended, k - back - 2, k - back, item)
    if before > 1:
        return None
    for ahead in range(1, 5):
        if k + ahead >= len(tokens) or not tokens[k + ahead].norm[0].isalnum():
            break
        n = _ordinal(tokens, tags, k + ahead, article=True)
        if n:
            return _Count(n[0], k + ahead, k + ahead + n[1] - 1, item)
        if "times_word" in tags[k + ahead]:
            break
    return None


def _ordinal(tokens: list[Token], tags: list[dict[str, Tag]], i: int, article: bool = False) -> tuple[int, int] | None:
    """The ordinal at token `i` and its width: `37 th`, `ال 37`, `second`, `الثالثة`."""
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    tag = tags[i].get("number")
    if tag and tokens[i].norm.isdigit() and following in _ENDINGS and 0 < tag.value <= _MOST:
        return int(tag.value), 2
    if tag and tokens[i].norm.isdigit() and i and tokens[i - 1].norm == "ال" and 0 < tag.value <= _MOST:
        return int(tag.value), 1
    if article and tokens[i].norm == "ال" and i + 1 < len(tokens) and tokens[i + 1].norm.isdigit() and int(tokens[i + 1].norm) <= _MOST:
        return int(tokens[i + 1].norm), 2
    ordinal = tags[i].get("ordinal")
    tens = _tens(tags, i + ordinal.width) if ordinal and ordinal.value < 10 else None
    if ordinal and tens:
        return int(ordinal.value + tens), ordinal.width + 1  # السابع والثلاثون
    ahead = _tens(tags, i - 1) if ordinal and ordinal.value < 10 and i and "number" in tags[i - 1] else None
    if ordinal and ahead and not article:
        return int(ordinal.value + ahead), ordinal.width  # тридцать седьмая
    if ordinal and "weekday" not in tags[i] and (not article or ordinal.width > 1 or tokens[i].norm.startswith("ال")):
        return int(ordinal.value), ordinal.width
    return None


def _ended(tokens: list[Token], i: int, ends: frozenset[str]) -> int | None:
    """The number before an ending that makes it an ordinal: 37-я."""
    if i < 2 or tokens[i].norm not in ends or tokens[i - 1].norm != "-" or not tokens[i - 2].norm.isdigit():
        return None
    return int(tokens[i - 2].norm) if 0 < int(tokens[i - 2].norm) <= _MOST else None


def _tens(tags: list[dict[str, Tag]], i: int) -> int | None:
    tag = tags[i].get("ordinal") or tags[i].get("number") if i < len(tags) else None
    return int(tag.value) if tag and tag.value in range(20, 100, 10) else None


def _times_counted(tokens: list[Token], tags: list[dict[str, Tag]], counted: list[Counted], known: list[_Count], ends: frozenset[str]) -> list[_Count]:
    """للمرة الأولى, for the first time: counts the nearest event told before it, else after it."""
    found = []
    for i, row in enumerate(tags):
        if "times_word" not in row and "first_time" not in row:
            continue
        n = (1, 1) if "first_time" in row else _ordinal(tokens, tags, i + 1) if i + 1 < len(tokens) else None
        first, last = i, i + (n[1] if n and "first_time" not in row else 0)
        if n is None and i:
            n = _ordinal(tokens, tags, i - 1)
            first, last = i - 1, i
        if n is None and i and (ended := _ended(tokens, i - 1, ends)):
            n, first = (ended, 1), i - 3  # в 37-й раз
        near = sorted((c for c in counted if all(c is not k.of for k in known)), key=lambda c: abs(c.token - i) + (8 if c.token > i else 0))
        if n and near:
            found.append(_Count(n[0], first, last, near[0]))
    return found


def _bounded(tokens: list[Token], tags: list[dict[str, Tag]], times: list[Detail], count: _Count, start: int, end: int, lead: int) -> Detail:
    """The count with what bounds it: since when, within which year, by which channel; those words are then no time of the event."""
    since = within = channel = None
    used_start = used_end = -1
    by_start = {t.start: t for t in times}
    for i in range(max(0, min(start, count.first) - lead), end):
        time = by_start.get(tokens[i].start)
        if time is not None and (i >= start - 1 or lead):
            told = str(time.get("edtf"))
            after = next((k for k in range(i, min(i + 8, len(tokens))) if tokens[k].start == time.end), i) if lead else i
            if since is None and (_marked(tags, i, "since") or lead and "since" in tags[after]):  # 2013年以来
                since, used_start, used_end = told, time.start, time.end
            elif within is None and since is None and _whole_year(told):
                within, used_start, used_end = told, time.start, time.end
        era = tags[i].get("era")
        if era and since is None and i >= start:
            since = era.value
        tag = tags[i].get("channel")
        if tag and channel is None and abs(i - count.of.token) <= 3:
            channel = tag.value
    first, last = min(count.first, count.of.token), max(count.last, count.of.token)
    values = (
        ("n", count.n),
        ("of", count.of.act),
        ("channel", channel),
        ("since", since),
        ("within", within),
        ("used_start", used_start),
        ("used_end", used_end),
        ("at", tokens[count.of.token].start),
    )
    end = max(tokens[last].end, count.of.end if last == count.of.token else 0)
    return Detail("ordinals", values, tokens[first].start, end)


def _marked(tags: list[dict[str, Tag]], i: int, kind: str) -> bool:
    return any(kind in tags[j] for j in range(max(0, i - 2), i + 1))


def _whole_year(edtf: str) -> bool:
    return len(edtf) == 4 and edtf.isdigit()
