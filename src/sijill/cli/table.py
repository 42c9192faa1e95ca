"""Reports as a flat table: one row a report, several values of a column parted by `; `."""

import csv
import io
from collections.abc import Callable, Iterable

from sijill.records import Party, Reading, Report, Speaker

_Column = tuple[str, Callable[[Reading, Report], object]]


def header() -> str:
    """The names of the columns."""
    return _csv([[name for name, _ in _COLUMNS]])


def rows(reading: Reading) -> str:
    """A row for each report of a reading."""
    return _csv([[value(reading, report) for _, value in _COLUMNS] for report in reading.reports])


def _csv(lines: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def _join(values: Iterable[object]) -> str:
    return "; ".join(str(value) for value in values if value is not None)


def _parties(parties: Iterable[Party]) -> str:
    return _join(p.id or p.name for p in parties)


def _speaker(speaker: Speaker) -> str:
    return speaker.id or speaker.name or speaker.kind


_COLUMNS: tuple[_Column, ...] = (
    ("article", lambda reading, report: reading.article.id),
    ("publisher", lambda reading, report: reading.article.publisher),
    ("published", lambda reading, report: reading.article.published),
    ("language", lambda reading, report: reading.article.language),
    ("report", lambda reading, report: report.id),
    ("act", lambda reading, report: report.act),
    ("type", lambda reading, report: report.type),
    ("mode", lambda reading, report: report.mode),
    ("cameo", lambda reading, report: report.cameo),
    ("quad", lambda reading, report: report.quad),
    ("goldstein", lambda reading, report: report.goldstein),
    ("modality", lambda reading, report: report.modality.value),
    ("actors", lambda reading, report: _parties(report.actors)),
    ("recipients", lambda reading, report: _parties(report.recipients)),
    ("times", lambda reading, report: _join(t.edtf for t in report.times)),
    ("places", lambda reading, report: _join(p.name for p in report.places)),
    ("channels", lambda reading, report: _join(c.value for c in report.channels)),
    ("durations", lambda reading, report: _join(d.iso for d in report.durations)),
    ("ordinals", lambda reading, report: _join(o.n for o in report.ordinals)),
    ("topics", lambda reading, report: _join(t.id or t.text for t in report.topics)),
    ("documents", lambda reading, report: _join(d.title or d.kind for d in report.documents)),
    ("content", lambda reading, report: _join(c.text for c in report.content)),
    ("quantities", lambda reading, report: _join(f"{q.value:g} {q.unit}" for q in report.quantities)),
    ("speaker", lambda reading, report: _speaker(report.speaker)),
    ("sentence", lambda reading, report: report.evidence.exact),
    ("rule", lambda reading, report: report.rule),
)
