"""iCalendar: events and what is announced, as days of a calendar; needs the extra `exports`."""

from datetime import UTC, date, datetime, time, timedelta

from sijill.errors import MissingExtra
from sijill.exports.events import address, keep, sayable, title, words
from sijill.exports.job import Job
from sijill.ledger import Told
from sijill.version import __version__

_STATUS = {
    "held": "CONFIRMED", "confirmed": "CONFIRMED", "planned": "TENTATIVE", "denied": "CANCELLED", "cancelled": "CANCELLED",
    "possible": "TENTATIVE", "urged": "TENTATIVE",
}  # fmt: skip
_SAID = ("held", "confirmed", "planned", "denied", "cancelled")


def write(job: Job) -> None:
    """One VEVENT an event that has a day; its own status is among the CATEGORIES. Raises MissingExtra."""
    try:
        from icalendar import Event
    except ImportError as error:
        raise MissingExtra("calendars need the extra `exports` (icalendar)", fix="pip install 'sijill[exports]'") from error
    job.out.write(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sijill//{__version__}//EN\r\n".encode())
    for told in sayable(job, _SAID):
        event = told.event
        if event.time.earliest is None:
            job.left_out["without a date"] += 1
            continue
        entry = Event()
        first = date.fromisoformat(event.time.earliest)
        last = date.fromisoformat(event.time.latest) if event.time.latest else first
        entry.add("uid", f"{event.id}@sijill")
        entry.add("dtstamp", _stamp(told, first))
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))  # the day after, as the format wants it
        entry.add("summary", title(event))
        entry.add("status", _STATUS[event.status])
        entry.add("categories", [event.type, event.status, f"date:{event.time.basis}"])
        if said := words(told, job):
            entry.add("description", said)
        if url := address(told):
            entry.add("url", url)
        job.out.write(entry.to_ical())
        keep(job, event.id, told)
    job.out.write(b"END:VCALENDAR\r\n")


def _stamp(told: Told, day: date) -> datetime:
    """When it was last told: the same ledger gives the same bytes."""
    published = max((s.article.published[:10] for s in told.reports if s.article.published), default=day.isoformat())
    return datetime.combine(date.fromisoformat(published), time(), UTC)
