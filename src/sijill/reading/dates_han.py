"""Told dates in a language that says the year first and may leave out the month: 2021年12月15日, 去年11月, 15日."""

from sijill.reading.scan import Scan, Told, same, valid


def year_first(scan: Scan, i: int) -> Told | None:
    """2021年12月15日, 2013年, 去年11月."""
    basis, year = "told", scan.year(i)
    j = i + 2
    if year is None or not scan.beside(i + 1, "behind_year"):
        tag = scan.has(i, "relative_year")
        if tag is None or scan.published is None or scan.has(i - 1, "number"):  # 三年内 is no year
            return None
        basis, year, j = "relative", scan.published.year + tag.value, i + tag.width
    month = scan.has(j, "month")
    if month is None:
        return same(str(year), basis, j - i)
    j += month.width
    day = scan.digits(j)
    if day and scan.beside(j + 1, "behind_day") and valid(year, month.value, day):
        return same(f"{year}-{month.value:02}-{day:02}", "told", j + 2 - i)
    return same(f"{year}-{month.value:02}", basis, j - i)


def bare_day(scan: Scan, i: int) -> Told | None:
    """15日: the last such day, or the next one for what is to come."""
    day = scan.digits(i)
    if not day or scan.published is None or not scan.beside(i + 1, "day_alone") or scan.has(i - 1, "before_duration"):
        return None
    now = scan.published
    months = [(now.year + (now.month - 1 + step) // 12, (now.month - 1 + step) % 12 + 1) for step in (-1, 0, 1)]
    days = [f"{y}-{m:02}-{day:02}" for y, m in months if valid(y, m, day)]
    past, future = [d for d in days if d <= now.isoformat()], [d for d in days if d >= now.isoformat()]
    return Told((past or days)[-1], (future or days)[0], "told", 2) if days else None
