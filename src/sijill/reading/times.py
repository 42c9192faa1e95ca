"""Times and durations: told dates, weekdays and relative times, resolved against the day of publication into EDTF.

EDTF as ISO 8601-2:2019 and the Library of Congress define it: `2021-12-15`, `2018-05`, `2022-01~`, `2022-01-16~/2022-02-16~`.
"""

from collections.abc import Callable
from datetime import date, timedelta

from sijill.packs.calendar import Calendar, Tag
from sijill.reading.amounts import ago_or_later, duration, shift_month
from sijill.reading.dates import bare_year, full_date, month_date
from sijill.reading.dates_han import bare_day, year_first
from sijill.reading.scan import Scan, Told, same
from sijill.reading.values import Detail
from sijill.text import Token


def times_in(tokens: list[Token], calendar: Calendar, tags: list[dict[str, Tag]], published: date | None) -> list[Detail]:
    """Times and durations told in one sentence, in order."""
    scan = Scan(tokens, tags, published, calendar)
    found: list[Detail] = []
    i = 0
    while i < len(tokens):
        told = next((t for matcher in _MATCHERS if (t := matcher(scan, i))), None) if tags[i] or tokens[i].norm[0].isdigit() else None
        if told and told.width and calendar.until and (last := _until(scan, i, told)):
            told = last
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


def _until(scan: Scan, i: int, first: Told) -> Told | None:
    """12月7日至10日: a day with the last one behind it, as an interval."""
    j = i + first.width
    if len(first.edtf) != 10 or j + 1 >= len(scan.tokens) or scan.tokens[j].norm not in scan.calendar.until:
        return None
    last = next((t for matcher in (year_first, full_date, bare_day) if (t := matcher(scan, j + 1))), None)
    if last is None or len(last.edtf) != 10:
        return None
    end = first.edtf[:8] + last.edtf[8:] if last.width == 2 else last.edtf
    future = first.future[:8] + last.future[8:] if last.width == 2 else last.future
    return Told(f"{first.edtf}/{end}", f"{first.future}/{future}", first.basis, first.width + 1 + last.width)


def _weekday(scan: Scan, i: int) -> Told | None:
    tag = scan.has(i, "weekday")
    if tag is None or scan.published is None:
        return None
    now = scan.published
    step = next((s for mark, s in (("last", -7), ("next", 7), ("this", 0)) if scan.has(i - 1, mark)), None)
    if scan.calendar.counted and step is not None:  # 上周三 is of the week before
        day = now + timedelta(tag.value - now.weekday() + step)
        return Told(day.isoformat(), day.isoformat(), "weekday", tag.width)
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
            return same((scan.published + timedelta(shift)).isoformat(), "relative", tag.width + bool(weekday))
    return None


def _relative_unit(scan: Scan, i: int) -> Told | None:
    """الأسبوع الماضي, last week, this year, الشهر المقبل."""
    if scan.calendar.counted and scan.has(i + 1, "weekday"):
        return None  # 上周三 is a day, though 上周 is a week
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
        edtf = shift_month(now, step)[:7]
    else:
        monday = now - timedelta(now.weekday()) + timedelta(7 * step)
        edtf = f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    return same(edtf, "relative", unit.width + 1)


_MATCHERS: tuple[Callable[[Scan, int], Told | None], ...] = (
    year_first,
    full_date,
    month_date,
    bare_year,
    bare_day,
    ago_or_later,
    _relative_unit,
    _near_day,
    duration,
    _weekday,
)
