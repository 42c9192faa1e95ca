"""What the same-event judgement compares of a report, drawn once: who, when, how, where, and which number."""

from datetime import date
from typing import NamedTuple

from sijill.ledger.acts import acts, code_of, codes_of
from sijill.ledger.dates import Window, day_of, hull, window
from sijill.ledger.rows import StoredReport

NARROW = 62  # days: a wider time says too little to tell events apart
_AHEAD, _OFF, _DENIED = 30, 60, 7  # days that an undated announcement, cancellation or denial may reach
_SINCE = {"CONSULT": 3}  # days that an undated event may lie before its publication; one day for other types
AHEAD = frozenset({"planned", "possible", "urged", "cancelled"})

Series = tuple[str, str | None, str | None, str | None]


class Facts(NamedTuple):
    """One report as the judgement sees it. `told` are the times told, `reach` the days in which it may lie, told or not."""

    key: str
    article: str
    type: str
    symmetric: bool
    modality: str
    published: date | None
    actors: frozenset[str]
    recipients: frozenset[str]
    persons: dict[str, frozenset[str]]
    told: tuple[Window, ...]
    reach: Window | None
    channels: frozenset[str]
    places: frozenset[str]
    ordinals: dict[Series, frozenset[int]]
    about: frozenset[str]
    sentence: str

    @property
    def out(self) -> int:
        """The day of publication as a number; 0 where it is unknown."""
        return self.published.toordinal() if self.published else 0


def facts_of(stored: StoredReport) -> Facts:
    """The facts of a report."""
    report, article = stored.report, stored.article
    parties = (*report.actors, *report.recipients)
    codes = codes_of(parties)
    persons = {c: frozenset(p.id for p in parties if p.id and "/" in p.id and code_of(p) == c) for c in codes}
    ordinals: dict[Series, frozenset[int]] = {}
    for o in report.ordinals:
        series = (o.of, o.channel, o.since, o.within)
        ordinals[series] = ordinals.get(series, frozenset()) | {o.n}
    published = day_of(article.published)
    told = told_days(stored)
    topics = {f"topic {t.id}" for t in report.topics if t.id}
    return Facts(
        key=stored.key,
        article=f"{article.id}\0{article.version}",
        type=report.type,
        symmetric=acts()[report.act].symmetric,
        modality=report.modality.value,
        published=published,
        actors=codes_of(report.actors),
        recipients=codes_of(report.recipients),
        persons={code: some for code, some in persons.items() if some},
        told=told,
        reach=_reach(told, published, report.modality.value, report.type),
        channels=frozenset(c.value for c in report.channels),
        places=frozenset(p.country for p in report.places if p.country),
        ordinals=ordinals,
        about=frozenset(topics | {f"document {d.kind}" for d in report.documents}),
        sentence=report.evidence.exact,
    )


def told_days(stored: StoredReport) -> tuple[Window, ...]:
    """The days told of an event: the narrow ones, if there are any, for the others say since when; of what is ahead, those ahead."""
    windows = tuple(w for t in stored.report.times if (w := window(t.edtf)))
    out = day_of(stored.article.published)
    if out and stored.report.modality.value in AHEAD:
        windows = tuple(w for w in windows if w.last > out) or windows
    return tuple(w for w in windows if w.days <= NARROW) or windows


def _reach(told: tuple[Window, ...], published: date | None, modality: str, type: str) -> Window | None:
    if told:
        return hull(told)
    if published is None:
        return None
    day = Window(published, published)
    match modality:
        case "planned":
            return day.widened(0, _AHEAD)
        case "cancelled":
            return day.widened(0, _OFF)
        case "denied":
            return day.widened(_DENIED, 0)
        case "possible" | "urged":
            return day.widened(1, 0)
        case _:
            return day.widened(_SINCE.get(type, 1), 0)
