"""Amounts of time: a number with its unit, told as a distance from publication (two weeks ago) or as a duration."""

from datetime import date, timedelta

from sijill.packs.calendar import number_at
from sijill.reading.scan import Scan, Told, same

_DAYS = {"day": 1, "week": 7}
_ISO = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
_CLOCK = ("second", "minute", "hour")  # too short to move a date


def _amount(scan: Scan, i: int) -> tuple[float, str, int] | None:
    """A number with its unit from token `i`: ثلاثة أيام, يومين, an hour and a half, 90 minutes, شهر."""
    unit = scan.has(i, "unit")
    if unit and not scan.calendar.counted:
        count, j = float(unit.value[1] or 1), i + unit.width
        if scan.year(j) or scan.definite(i) or any(scan.has(j, mark) for mark in ("this", "last", "next")):
            return None  # منذ عام 2013 is no year ago, خلال العام الحالي none from now
    else:
        number = number_at(scan.tags, scan.tokens, i)
        if number is None or scan.year(i) and scan.has(i + 1, "year_words"):  # 2021 года
            return None
        j = i + number[1]
        if j < len(scan.tokens) and scan.tokens[j].norm == "-":
            j += 1
        unit, count = scan.has(j, "unit"), number[0]
        if unit is None:
            if (part := scan.has(j, "half")) and (unit := scan.has(j + part.width, "unit")):  # one and a half hours, 一个半小时, два с половиной часа
                return count + 0.5, unit.value[0], j + part.width + unit.width - i
            return None
        j += unit.width
    half = scan.has(j, "half")
    if half:
        count, j = count + 0.5, j + half.width
    return count, unit.value[0], j - i


def ago_or_later(scan: Scan, i: int) -> Told | None:
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
        if amount and amount[1] not in _CLOCK:
            sign = 1 if later else -1
            tail = 1 if sign < 0 and scan.has(j + amount[2], "ago") else 0
            return _moved(scan.published, amount, sign, bool(more), j + amount[2] - i + tail)
    amount = _amount(scan, i)
    if amount and scan.beside(i + amount[2], "behind_past") and amount[1] not in _CLOCK:
        return _moved(scan.published, amount, -1, False, amount[2] + 1)
    if amount and scan.beside(i + amount[2], "behind_future"):
        more = scan.has(i - 1, "more_than") or scan.has(i - 2, "more_than")
        return _moved(scan.published, amount, 1, bool(more), amount[2] + 1) if amount[1] not in _CLOCK else None
    return None


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
        a = shift_month(now, sign * months)
        b = shift_month(now, sign * (months + (12 if unit == "year" else 1)))
        exact = f"{a[:4]}~" if unit == "year" else f"{a[:7]}~"
    if more:
        low, high = sorted((a, b))
        return same(f"{low}~/{high}~", "relative", width)
    return same(exact, "relative", width)


def shift_month(now: date, months: int) -> str:
    """The day of publication moved by months, with a day that every month has."""
    total = now.year * 12 + now.month - 1 + months
    year, month = divmod(total, 12)
    day = min(now.day, 28)
    return f"{year}-{month + 1:02}-{day:02}"


def duration(scan: Scan, i: int) -> Told | None:
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
    alone = scan.has(j, "unit")
    if scan.calendar.decimal and alone and alone.value[1] is None and not (mark or about or more):
        return None  # в 15 часов: the hour is none by itself
    hyphen = any(t.norm == "-" for t in scan.tokens[j : j + width])
    if not (mark or hyphen or unit in ("minute", "hour")) or unit == "hour" and not mark and scan.beside(i - 1, "clock") and scan.digits(j) is not None:
        return None  # в 15 часов is a time of day
    return same(_iso(count, unit) + ("~" if about or more else ""), "told", j + width - i)


def _iso(count: float, unit: str) -> str:
    """ISO 8601: 1.5 hours is PT1H30M, 2 days P2D."""
    if unit == "hour" and count != int(count):
        return f"PT{int(count)}H{round((count - int(count)) * 60)}M" if count > 1 else f"PT{round(count * 60)}M"
    if unit == "minute" and count >= 60 and count % 30 == 0:
        hours, minutes = divmod(int(count), 60)
        return f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H"
    return _ISO[unit].format(int(count) if count == int(count) else count)
