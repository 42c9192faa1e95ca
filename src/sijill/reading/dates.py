"""Told dates: a full date, a month, a year, as EDTF; where no year is told, the one nearest to publication."""

from datetime import date

from sijill.reading.scan import Scan, Told, day_at, joins, month_at, same, valid, year_after


def full_date(scan: Scan, i: int) -> Told | None:
    """15 December 2021; ال15 من ديسمبر; 31 أيار/مايو; December 15, 2021; 2021-12-15; الرابع من نوفمبر."""
    iso = _numeric(scan, i) or _span(scan, i)
    if iso:
        return iso
    start = i
    if scan.has(i, "weekday") or scan.beside(i, "before_day"):
        i += 1 + joins(scan, i + 1)
    day, j = day_at(scan, i) if not scan.has(i, "month") else (None, i)  # 12月15日: 12 is no day
    if day is not None:
        month, j = month_at(scan, j)
        if month is None:
            return None
    else:
        month, j = month_at(scan, i)
        if month is None:
            return None
        if scan.year(j):
            return None
        day, j = day_at(scan, j)
        if day is None:
            return None
    year, j = year_after(scan, j)
    if year is None:
        if scan.published is None:
            return None
        near = _nearest(scan.published, month, day)
        if near and (scan.has(j, "last") or scan.has(start - 1, "since")):
            return same(near[0], "told", j - start)  # منذ 23 نيسان / أبريل الماضي
        return Told(near[0], near[1], "told", j - start) if near else None
    return same(f"{year}-{month:02}-{day:02}", "told", j - start) if valid(year, month, day) else None


def _numeric(scan: Scan, i: int) -> Told | None:
    dotted = scan.tokens[i].norm.split(".")  # 12.03.2025
    if len(dotted) == 3 and all(part.isdigit() for part in dotted) and len(dotted[2]) == 4 and valid(int(dotted[2]), int(dotted[1]), int(dotted[0])):
        return same(f"{dotted[2]}-{int(dotted[1]):02}-{int(dotted[0]):02}", "told", 1)
    if i + 4 < len(scan.tokens) and scan.tokens[i + 1].norm in "-/" and scan.tokens[i + 3].norm == scan.tokens[i + 1].norm:
        a, b, c = scan.digits(i), scan.digits(i + 2), scan.digits(i + 4)
        if a and b and c:
            year, month, day = (a, b, c) if a > 1900 else (c, b, a)
            if 1900 < year < 2101 and valid(year, month, day):
                return same(f"{year}-{month:02}-{day:02}", "told", 5)
    return None


def _span(scan: Scan, i: int) -> Told | None:
    """с 3 по 5 сентября, 17–18 июня: two days of one month."""
    if not scan.calendar.beside["range"]:
        return None
    first = i + scan.beside(i, "range")
    begin, end = scan.digits(first), scan.digits(first + 2)
    joined = first + 1 < len(scan.tokens) and (scan.tokens[first + 1].norm in ("-", "–", "—") or first > i and scan.beside(first + 1, "range"))
    if not joined or begin is None or end is None or not 1 <= begin < end <= 31 or scan.has(first + 3, "month") is None:
        return None
    last = full_date(scan, first + 2)
    if last is None:
        return None
    past, future = (f"{told[:8]}{begin:02}/{told}" for told in (last.edtf, last.future))
    return Told(past, future, last.basis, first + 2 + last.width - i)


def _nearest(published: date, month: int, day: int) -> tuple[str, str] | None:
    """The last such day on or before publication, and the next one after; within half a year either may be meant."""
    days = [date(y, month, day) for y in (published.year - 1, published.year, published.year + 1) if valid(y, month, day)]
    past = [d for d in days if d <= published]
    coming = [d for d in days if d >= published]
    if not days:
        return None
    near = min(days, key=lambda d: abs((d - published).days))
    return (past[-1] if past and (published - past[-1]).days < 330 else near).isoformat(), (coming[0] if coming else near).isoformat()


def month_date(scan: Scan, i: int) -> Told | None:
    """مارس الماضي, last March, December 2021, أيلول المقبل."""
    start, before = i, None
    if scan.has(i, "last") or scan.has(i, "next"):
        before = "last" if scan.has(i, "last") else "next"
        i += 1
    tag = scan.has(i, "month")
    if tag is None:
        return None
    month, j = month_at(scan, i)
    if month is None:
        return None
    year, k = year_after(scan, j)
    if year:
        return same(f"{year}-{month:02}", "told", k - start)
    mark = before or ("last" if scan.has(j, "last") else "next" if scan.has(j, "next") else "this" if scan.has(j, "this") else None)
    if before is None and mark:
        j += 1
    if scan.published is None or (mark is None and scan.beside(i, "ambiguous")):
        return None
    now = scan.published
    past = f"{now.year - (month > now.month)}-{month:02}"
    future = f"{now.year + (month < now.month)}-{month:02}"
    if mark == "last":
        past = future = f"{now.year - (month >= now.month)}-{month:02}"
    elif mark == "next":
        past = future = f"{now.year + (month <= now.month)}-{month:02}"
    return Told(past, future, "told" if mark is None else "relative", j - start)


def bare_year(scan: Scan, i: int) -> Told | None:
    """عام 2015, in 2015; a bare number of four digits is a year only after such a word."""
    if scan.has(i, "year_words") and scan.year(i + 1):
        return same(str(scan.year(i + 1)), "told", 2)
    if scan.year(i) and scan.has(i + 1, "year_words") and scan.calendar.decimal:
        return same(str(scan.year(i)), "told", 2)  # в 2015 году
    if scan.year(i) and scan.beside(i - 1, "before_bare_year"):
        return same(str(scan.year(i)), "told", 1)
    return None
