"""Times and durations: told dates, weekdays and relative times, resolved against the day of publication into EDTF.

EDTF as ISO 8601-2:2019 and the Library of Congress define it: `2021-12-15`, `2018-05`, `2022-01~`, `2022-01-16~/2022-02-16~`.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from sijill.packs.calendar import Calendar, Tag, number_at
from sijill.reading.values import Detail
from sijill.text import Token

_DAYS = {"day": 1, "week": 7}
_ISO = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


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
    unsure: frozenset[str]

    def has(self, i: int, kind: str) -> Tag | None:
        return self.tags[i].get(kind) if 0 <= i < len(self.tokens) else None

    def digits(self, i: int) -> int | None:
        tag = self.has(i, "number")
        return tag.value if tag and isinstance(tag.value, int) and self.tokens[i].norm.isdigit() else None

    def year(self, i: int) -> int | None:
        value = self.digits(i)
        return value if value and 1900 <= value <= 2100 and len(self.tokens[i].norm) == 4 else None


def times_in(tokens: list[Token], calendar: Calendar, tags: list[dict[str, Tag]], published: date | None) -> list[Detail]:
    """Times and durations told in one sentence, in order."""
    scan = Scan(tokens, tags, published, calendar.unsure)
    found: list[Detail] = []
    i = 0
    while i < len(tokens):
        told = next((t for matcher in _MATCHERS if (t := matcher(scan, i))), None) if tags[i] else None
        if told:
            start, end = tokens[i].start, tokens[i + told.width - 1].end
            if told.edtf.startswith("P"):
                found.append(Detail("durations", (("iso", told.edtf.rstrip("~")), ("approximate", told.edtf.endswith("~"))), start, end))
            else:
                found.append(Detail("times", (("edtf", told.edtf), ("future", told.future), ("basis", told.basis)), start, end))
            i += told.width
        else:
            i += 1
    return found


def _joins(scan: Scan, i: int) -> int:
    """How many joining words (of, من, a comma, a slash) stand at `i`."""
    j = i
    while j < len(scan.tokens) and j < i + 3 and scan.has(j, "joins") and "month" not in scan.tags[j] and not scan.digits(j):
        j += 1
    return j - i


def _same(edtf: str, basis: str, width: int) -> Told:
    return Told(edtf, edtf, basis, width)


def _full_date(scan: Scan, i: int) -> Told | None:
    """15 December 2021; ال15 من ديسمبر; 31 أيار/مايو; December 15, 2021; 2021-12-15; الرابع من نوفمبر."""
    iso = _numeric(scan, i)
    if iso:
        return iso
    start = i
    if scan.has(i, "weekday") or scan.tokens[i].norm in ("ال", "يوم"):
        i += 1 + _joins(scan, i + 1)
    day, j = _day(scan, i)
    if day is not None:
        month, j = _month(scan, j)
        if month is None:
            return None
    else:
        month, j = _month(scan, i)
        if month is None:
            return None
        if scan.year(j):
            return None
        day, j = _day(scan, j)
        if day is None:
            return None
    year, j = _year_after(scan, j)
    if year is None:
        if scan.published is None:
            return None
        near = _nearest(scan.published, month, day)
        if near and (scan.has(j, "last") or scan.has(start - 1, "since")):
            return _same(near[0], "told", j - start)  # منذ 23 نيسان / أبريل الماضي
        return Told(near[0], near[1], "told", j - start) if near else None
    return _same(f"{year}-{month:02}-{day:02}", "told", j - start) if _valid(year, month, day) else None


def _numeric(scan: Scan, i: int) -> Told | None:
    if i + 4 < len(scan.tokens) and scan.tokens[i + 1].norm in "-/" and scan.tokens[i + 3].norm == scan.tokens[i + 1].norm:
        a, b, c = scan.digits(i), scan.digits(i + 2), scan.digits(i + 4)
        if a and b and c:
            year, month, day = (a, b, c) if a > 1900 else (c, b, a)
            if 1900 < year < 2101 and _valid(year, month, day):
                return _same(f"{year}-{month:02}-{day:02}", "told", 5)
    return None


def _day(scan: Scan, i: int) -> tuple[int | None, int]:
    value = scan.digits(i)
    if value is not None and 1 <= value <= 31:
        j = i + 1
        if j < len(scan.tokens) and scan.tokens[j].norm in ("st", "nd", "rd", "th"):
            j += 1
        return value, j + _joins(scan, j)
    tag = scan.has(i, "ordinal")
    if tag and 1 <= tag.value <= 31:
        return tag.value, i + tag.width + _joins(scan, i + tag.width)
    return None, i


def _month(scan: Scan, i: int) -> tuple[int | None, int]:
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


def _year_after(scan: Scan, i: int) -> tuple[int | None, int]:
    """2021, من عام 2021, العام الماضي, next year; else the year of publication is meant."""
    j = i
    for _ in range(3):
        if scan.year(j):
            return scan.year(j), j + 1
        if j < len(scan.tokens) and (scan.tokens[j].norm in ("من", "في", "،", ",", "of", "للعام", "لعام") or scan.has(j, "year_words")):
            if scan.has(j, "year_words") and scan.published and scan.has(j + 1, "last"):
                return scan.published.year - 1, j + 2
            if scan.has(j, "year_words") and scan.published and scan.has(j + 1, "next"):
                return scan.published.year + 1, j + 2
            j += 1
        else:
            break
    return None, i


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _nearest(published: date, month: int, day: int) -> tuple[str, str] | None:
    """The last such day on or before publication, and the next one after; within half a year either may be meant."""
    days = [date(y, month, day) for y in (published.year - 1, published.year, published.year + 1) if _valid(y, month, day)]
    past = [d for d in days if d <= published]
    coming = [d for d in days if d >= published]
    if not days:
        return None
    near = min(days, key=lambda d: abs((d - published).days))
    return (past[-1] if past and (published - past[-1]).days < 330 else near).isoformat(), (coming[0] if coming else near).isoformat()


def _month_date(scan: Scan, i: int) -> Told | None:
    """مارس الماضي, last March, December 2021, أيلول المقبل."""
    start, before = i, None
    if scan.has(i, "last") or scan.has(i, "next"):
        before = "last" if scan.has(i, "last") else "next"
        i += 1
    tag = scan.has(i, "month")
    if tag is None:
        return None
    month, j = _month(scan, i)
    if month is None:
        return None
    year, k = _year_after(scan, j)
    if year:
        return _same(f"{year}-{month:02}", "told", k - start)
    mark = before or ("last" if scan.has(j, "last") else "next" if scan.has(j, "next") else "this" if scan.has(j, "this") else None)
    if before is None and mark:
        j += 1
    if scan.published is None or (mark is None and scan.tokens[i].norm in scan.unsure):
        return None
    now = scan.published
    past = f"{now.year - (month > now.month)}-{month:02}"
    future = f"{now.year + (month < now.month)}-{month:02}"
    if mark == "last":
        past = future = f"{now.year - (month >= now.month)}-{month:02}"
    elif mark == "next":
        past = future = f"{now.year + (month <= now.month)}-{month:02}"
    return Told(past, future, "told" if mark is None else "relative", j - start)


def _year(scan: Scan, i: int) -> Told | None:
    """عام 2015, in 2015; a bare number of four digits is a year only after such a word."""
    if scan.has(i, "year_words") and scan.year(i + 1):
        return _same(str(scan.year(i + 1)), "told", 2)
    if scan.year(i) and i and scan.tokens[i - 1].norm in ("in", "since", "of", "from", "منذ", "في", "by", "until", "حتي"):
        return _same(str(scan.year(i)), "told", 1)
    return None


def _weekday(scan: Scan, i: int) -> Told | None:
    tag = scan.has(i, "weekday")
    if tag is None or scan.published is None:
        return None
    now = scan.published
    back, ahead = (now.weekday() - tag.value) % 7, (tag.value - now.weekday()) % 7
    past, future = now - timedelta(back), now + timedelta(ahead)
    if scan.has(i + 1, "last") or scan.has(i - 1, "last"):
        past = future = now - timedelta(back or 7)
    elif scan.has(i + 1, "next") or scan.has(i - 1, "next"):
        past = future = now + timedelta(ahead or 7)
    width = 2 if scan.has(i + 1, "last") or scan.has(i + 1, "next") else 1
    return Told(past.isoformat(), future.isoformat(), "weekday", width)


def _near_day(scan: Scan, i: int) -> Told | None:
    for mark, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        tag = scan.has(i, mark)
        if tag and scan.published:
            weekday = scan.has(i + 1, "weekday")
            return _same((scan.published + timedelta(shift)).isoformat(), "relative", tag.width + bool(weekday))
    return None


def _relative_unit(scan: Scan, i: int) -> Told | None:
    """الأسبوع الماضي, last week, this year, الشهر المقبل."""
    before = next((m for m in ("last", "next", "this") if scan.has(i, m)), None)
    unit = scan.has(i + 1 if before else i, "unit")
    after = None if before or not unit else next((m for m in ("last", "next", "this") if scan.has(i + unit.width, m)), None)
    mark = before or after
    if unit is None or mark is None or scan.published is None or unit.value[0] not in ("week", "month", "year") or unit.value[1]:
        return None
    step = {"last": -1, "next": 1, "this": 0}[mark]
    now, name = scan.published, unit.value[0]
    if name == "year":
        edtf = str(now.year + step)
    elif name == "month":
        edtf = _shift_month(now, step)[:7]
    else:
        monday = now - timedelta(now.weekday()) + timedelta(7 * step)
        edtf = f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    return _same(edtf, "relative", unit.width + 1)


def _shift_month(now: date, months: int) -> str:
    total = now.year * 12 + now.month - 1 + months
    year, month = divmod(total, 12)
    day = min(now.day, 28)
    return f"{year}-{month + 1:02}-{day:02}"


def _amount(scan: Scan, i: int) -> tuple[float, str, int] | None:
    """A number with its unit from token `i`: ثلاثة أيام, يومين, an hour and a half, 90 minutes, شهر."""
    unit = scan.has(i, "unit")
    if unit:
        count, j = float(unit.value[1] or 1), i + unit.width
        if scan.year(j) or scan.tokens[i].norm.startswith("ال") or any(scan.has(j, mark) for mark in ("this", "last", "next")):
            return None  # منذ عام 2013 is no year ago, خلال العام الحالي none from now
    else:
        number = number_at(scan.tags, scan.tokens, i)
        if number is None:
            return None
        j = i + number[1]
        if j < len(scan.tokens) and scan.tokens[j].norm == "-":
            j += 1
        unit, count = scan.has(j, "unit"), number[0]
        if unit is None:
            if j + 3 < len(scan.tokens) and scan.has(j, "half") and (unit := scan.has(j + 3, "unit")):  # one and a half hours
                return count + 0.5, unit.value[0], j + 3 + unit.width - i
            return None
        j += unit.width
    half = scan.has(j, "half")
    if half:
        count, j = count + 0.5, j + half.width
    return count, unit.value[0], j - i


def _ago_or_later(scan: Scan, i: int) -> Told | None:
    """قبل ثلاثة أيام, two weeks ago, بعد أكثر من شهر: the last is a window that closes (one month to two)."""
    if scan.published is None:
        return None
    ago, later = scan.has(i, "ago"), scan.has(i, "later")
    if ago or later:
        j = i + (ago or later).width  # type: ignore[union-attr]
        more = scan.has(j, "more_than")
        about = scan.has(j, "about")
        j += more.width if more else about.width if about else 0
        amount = _amount(scan, j)
        if amount and amount[1] not in ("second", "minute", "hour"):
            sign = -1 if ago and not (later and scan.tokens[i].norm in ("بعد",)) and not _english_after(scan, i) else 1
            tail = 1 if sign < 0 and scan.has(j + amount[2], "ago") else 0
            return _moved(scan.published, amount, sign, bool(more), j + amount[2] - i + tail)
    amount = _amount(scan, i)
    if amount and scan.has(i + amount[2], "ago") and amount[1] not in ("second", "minute", "hour") and scan.tokens[i + amount[2]].norm == "ago":
        return _moved(scan.published, amount, -1, False, amount[2] + 1)
    if amount and i + amount[2] < len(scan.tokens) and scan.tokens[i + amount[2]].norm in ("after", "later", "from"):
        more = scan.has(i - 1, "more_than") or scan.has(i - 2, "more_than")
        return _moved(scan.published, amount, 1, bool(more), amount[2] + 1) if amount[1] not in ("second", "minute", "hour") else None
    return None


def _english_after(scan: Scan, i: int) -> bool:
    return scan.tokens[i].norm in ("in", "within", "after", "later")


def _moved(now: date, amount: tuple[float, str, int], sign: int, more: bool, width: int) -> Told:
    count, unit, _ = amount
    whole = int(count)
    if unit in _DAYS:
        first = now + sign * timedelta(days=whole * _DAYS[unit])
        second = now + sign * timedelta(days=(whole + 1) * _DAYS[unit])
        exact = first.isoformat() + ("~" if unit == "week" else "")
        a, b = first.isoformat(), second.isoformat()
    else:
        months = whole * (12 if unit == "year" else 1)
        a = _shift_month(now, sign * months)
        b = _shift_month(now, sign * (months + (12 if unit == "year" else 1)))
        exact = f"{a[:4]}~" if unit == "year" else f"{a[:7]}~"
    if more:
        low, high = sorted((a, b))
        return _same(f"{low}~/{high}~", "relative", width)
    return _same(exact, "relative", width)


def _duration(scan: Scan, i: int) -> Told | None:
    """لمدة ساعة ونصف, for 90 minutes, lasting two days, an eight-day visit."""
    mark = scan.has(i, "before_duration")
    j = i + mark.width if mark else i
    about = scan.has(j, "about")
    j += about.width if about else 0
    more = scan.has(j, "more_than")
    j += more.width if more else 0
    amount = _amount(scan, j)
    if amount is None:
        return None
    count, unit, width = amount
    hyphen = any(t.norm == "-" for t in scan.tokens[j : j + width])
    if not (mark or hyphen or unit in ("minute", "hour") or scan.tokens[i - 1].norm in ("تستغرق", "استغرقت") or (about and unit == "hour")):
        return None
    return _same(iso_duration(count, unit) + ("~" if about or more else ""), "told", j + width - i)


def iso_duration(count: float, unit: str) -> str:
    """ISO 8601: 1.5 hours is PT1H30M, 2 days P2D."""
    if unit == "hour" and count != int(count):
        return f"PT{int(count)}H{round((count - int(count)) * 60)}M"
    if unit == "minute" and count >= 60 and count % 30 == 0:
        hours, minutes = divmod(int(count), 60)
        return f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H"
    return _ISO[unit].format(int(count) if count == int(count) else count)


_MATCHERS: tuple[Callable[[Scan, int], Told | None], ...] = (
    _full_date,
    _month_date,
    _year,
    _ago_or_later,
    _relative_unit,
    _near_day,
    _duration,
    _weekday,
)
