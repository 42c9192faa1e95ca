"""Reports made by hand: one sentence each, told in the fewest words that a test needs."""

from typing import Any

from sijill.ledger.acts import acts, block_of
from sijill.ledger.events import events_of
from sijill.ledger.rows import Event, Judgement, StoredArticle, StoredReport
from sijill.records import (
    Content,
    Document,
    Duration,
    Medium,
    ModalityTold,
    Ordinal,
    Party,
    Place,
    Report,
    Span,
    Speaker,
    Time,
    Topic,
)

XI, PUTIN, LAVROV = "CHN/xi-jinping", "RUS/vladimir-putin", "RUS/sergey-lavrov"


def span(words: str = "words") -> Span:
    return Span(start=0, end=len(words), exact=words)


def party(id: str) -> Party:
    return Party(id=id, country=id.split("/")[0], name=id, office=None, span=span(id))


def told(
    key: str,
    published: str | None = "2021-12-16",
    *,
    act: str = "meeting",
    modality: str = "actual",
    actors: tuple[str, ...] = (XI,),
    recipients: tuple[str, ...] = (PUTIN,),
    times: tuple[str, ...] = (),
    channels: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    durations: tuple[tuple[str, bool], ...] = (),
    ordinals: tuple[dict[str, Any], ...] = (),
    documents: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    content: tuple[str, ...] = (),
    by: str | None = None,
    article: str | None = None,
    outlet: str | None = None,
    language: str = "en",
) -> StoredReport:
    """A report by the key `key`, of an article of its own unless told otherwise."""
    report = Report(
        id=key,
        digest=key,
        act=act,
        type=acts()[act].type,
        mode=None,
        cameo="040",
        quad="verbal cooperation",
        goldstein=1.0,
        modality=ModalityTold(value=modality, span=None),  # type: ignore[arg-type]
        actors=tuple(map(party, actors)),
        recipients=tuple(map(party, recipients)),
        times=tuple(Time(span=span(edtf), edtf=edtf, basis="told") for edtf in times),
        channels=tuple(Medium(span=span(c), value=c) for c in channels),  # type: ignore[arg-type]
        places=tuple(Place(span=span(p), country=p, name=p) for p in places),
        durations=tuple(Duration(span=span(iso), iso=iso, approximate=about) for iso, about in durations),
        ordinals=tuple(Ordinal(**{"span": span("nth"), "of": "meeting", **o}) for o in ordinals),
        documents=tuple(Document(span=span(kind), kind=kind) for kind in documents),
        topics=tuple(Topic(span=span(id), id=id, text=id) for id in topics),
        content=tuple(Content(span=span(text), text=text) for text in content),
        speaker=Speaker(kind="party", id=by, name=by) if by else Speaker(kind="narrator"),
        trigger=span("met"),
        evidence=span(f"sentence of {key}"),
        rule="en/made",
    )
    name = article or f"article {key}"
    where = StoredArticle(
        id=name, version=1, sha256=name, publisher=outlet or name, outlet=outlet or name, published=published, language=language, url=None, title=None
    )
    return StoredReport(key=key, article=where, report=report)


def events(reports: list[StoredReport], judgements: list[Judgement] | None = None, syndicated: dict[str, str] | None = None) -> list[Event]:
    """The events of these reports, block by block."""
    blocks = sorted({block_of(r.report) for r in reports})
    found = [e for b in blocks for e in events_of(b, [r for r in reports if block_of(r.report) == b], judgements or [], syndicated or {})]
    return sorted(found, key=lambda e: (e.time.earliest or "", e.id))


def judged(id: str, kind: str, *reports: str, at: str = "2022-01-01", undoes: str | None = None, verdict: str | None = None) -> Judgement:
    return Judgement(id=id, kind=kind, reports=reports, verdict=verdict, by="A. Reader", at=at, undoes=undoes)  # type: ignore[arg-type]


def groups(found: list[Event]) -> list[set[str]]:
    """Which reports stand together."""
    return sorted((set(e.reports) for e in found), key=sorted)
