"""Events out of the reports of a block: a view, which depends on the reports and on people's judgements and on nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from sijill.ledger.acts import acts, block_of, code_of
from sijill.ledger.clusters import clusters
from sijill.ledger.conflicts import conflicts_of
from sijill.ledger.dates import Window, common, hull, window
from sijill.ledger.facts import facts_of, told_days
from sijill.ledger.judged import on_pairs
from sijill.ledger.rows import Counts, DateBasis, Event, Judgement, Merge, Status, StoredReport, When
from sijill.ledger.values import values_of

__all__ = ["block_of", "event_of", "events_of"]

_BASES: tuple[DateBasis, ...] = ("told", "weekday", "relative")


def events_of(block: str, reports: Iterable[StoredReport], judgements: Iterable[Judgement], syndicated: Mapping[str, str]) -> list[Event]:
    """The events of one block, by date; the order of the input does not matter. `syndicated` gives, for a copied article, the id of the first copy."""
    stored = {report.key: report for report in reports}
    people = on_pairs(judgements)
    found = [
        event_of(block, [stored[fact.key] for fact in group], merges, syndicated)
        for group, merges in clusters([facts_of(report) for report in stored.values()], people)
    ]
    return sorted(found, key=lambda event: (event.time.earliest or "", event.id))


def event_of(block: str, reports: Iterable[StoredReport], merges: Iterable[Merge], syndicated: Mapping[str, str]) -> Event:
    """The event that some reports of a block are, joined by these merges; the order of neither matters."""
    reports = sorted(reports, key=lambda r: (r.article.published is None, r.article.published or "", r.key))
    act = Counter(r.report.act for r in reports).most_common(1)[0][0]
    values = values_of(reports, acts()[act].symmetric)
    status = _status(reports)
    return Event(
        id=sha256(f"event {reports[0].key}".encode()).hexdigest()[:16],
        block=block,
        act=act,
        type=acts()[act].type,
        status=status,
        parties=_parties(reports, acts()[act].symmetric),
        time=_when(reports, status),
        values=values,
        conflicts=conflicts_of(values),
        reports=tuple(r.key for r in reports),
        merges=tuple(sorted(merges, key=lambda m: m.reports)),
        counts=_counts(reports, syndicated),
    )


def _parties(reports: Sequence[StoredReport], symmetric: bool) -> tuple[str, ...]:
    """The codes of all parties: those who act first, where the order says something."""
    codes = [code for r in reports for party in (*r.report.actors, *r.report.recipients) if (code := code_of(party))]
    return tuple(sorted(set(codes))) if symmetric else tuple(dict.fromkeys(codes))


def _status(reports: Sequence[StoredReport]) -> Status:
    """Held if anyone tells it as done; else what was told last, and confirmed if both sides have announced it."""
    told = [r.report.modality.value for r in reports]
    if "actual" in told:
        return "held"
    settled = [value for value in told if value not in ("possible", "urged")]
    last = (settled or told)[-1]
    if last != "planned":
        return last  # type: ignore[return-value]  # the other modalities are statuses
    sides = {v.split("/")[0] for r in reports if r.report.modality.value == "planned" and r.report.speaker.kind == "party" and (v := r.report.speaker.id)}
    return "confirmed" if len(sides) > 1 else "planned"


def _when(reports: Sequence[StoredReport], status: Status) -> When:
    """Between which days: as told by those who tell what became of it, the narrowest time on the best basis; else by when it was published."""
    final = [r for r in reports if r.report.modality.value == "actual"] if status == "held" else list(reports)
    told, announced = _told(final), _told(reports)
    reaches = sorted(reach for r in final if (reach := facts_of(r).reach))
    if status == "held" and not told and reaches:
        days = next((d for w, _ in announced if (d := common(w, reaches[0]))), reaches[0])
        return _days(days, "publication")
    if told or announced:
        narrow = min(w.days for w, _ in told or announced)
        least = [(w, basis) for w, basis in told or announced if w.days == narrow]
        best = min((basis for _, basis in least), key=_BASES.index)
        return _days(hull(w for w, basis in least if basis == best), best)
    return When(earliest=reaches[0].first.isoformat() if reaches else None, latest=None, basis="publication" if reaches else "unknown")


def _told(reports: Iterable[StoredReport]) -> list[tuple[Window, DateBasis]]:
    return [(w, t.basis) for r in reports for t in r.report.times if (w := window(t.edtf)) in told_days(r) and w]


def _days(days: Window, basis: DateBasis) -> When:
    return When(earliest=days.first.isoformat(), latest=days.last.isoformat(), basis=basis)


def _counts(reports: Sequence[StoredReport], syndicated: Mapping[str, str]) -> Counts:
    outlets: dict[str, str] = {}  # the outlet of each text, whoever copied it
    for r in reports:
        outlets.setdefault(syndicated.get(r.article.id, r.article.id), r.article.source)
    voices = {_voice(r, outlets[syndicated.get(r.article.id, r.article.id)]) for r in reports}
    return Counts(
        reports=len(reports),
        articles=len({r.article.id for r in reports}),
        outlets=len(set(outlets.values())),
        voices=len(voices),
        languages=tuple(sorted({r.article.language for r in reports})),
    )


def _voice(stored: StoredReport, outlet: str) -> str:
    """Who vouches: the speaker, or the outlet that tells it in its own name."""
    speaker = stored.report.speaker
    return outlet if speaker.kind == "narrator" else speaker.id or speaker.name or f"unnamed of {outlet}"
