"""A text with its evidence marked: cut at every border of a span, so that spans may overlap, and each piece knows all that it belongs to.

Marks are backgrounds and underlines and nothing else: padding, margin, border or isolation inside a word would part Arabic letters.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sijill.ledger.whole import Placed, Whole
from sijill.records import Report, Span

_DETAILS = ("times", "places", "channels", "durations", "ordinals", "topics", "documents", "content", "quantities")


class Mark(NamedTuple):
    """A stretch to mark: what it is evidence of, and the key of its report (or of what else it belongs to)."""

    start: int
    end: int
    kind: str
    owner: str


class Piece(NamedTuple):
    """Text that is marked alike throughout."""

    text: str
    kinds: tuple[str, ...]
    owners: tuple[str, ...]


class Paragraph(NamedTuple):
    """A line of the text, which `start` says where in it; `begins` are the owners whose evidence begins in it."""

    start: int
    pieces: tuple[Piece, ...]
    begins: tuple[str, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """The lines of a text that hold something, with what is marked in them."""
    some = sorted(marks)
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            within = [m for m in some if m.start < end and m.end > start]
            begins = tuple(dict.fromkeys(m.owner for m in within if m.kind in ("evidence", "dropped") and m.start >= start))
            found.append(Paragraph(start, tuple(_pieces(text, start, end, within)), begins))
        start = end + 1
    return found


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    cuts = sorted({start, end, *(at for m in marks for at in (m.start, m.end) if start < at < end)})
    for first, last in pairwise(cuts):
        here = [m for m in marks if m.start <= first and m.end >= last]
        yield Piece(text[first:last], tuple(dict.fromkeys(m.kind for m in here)), tuple(dict.fromkeys(m.owner for m in here if m.owner)))


def marks_of(whole: Whole, where: str | None = None) -> list[Mark]:
    """What is marked in an article's text, or in its headline (`where="title"`)."""
    found = [mark for placed in whole.reports for mark in _of_report(placed, where)]
    found += [_mark(d.evidence, "dropped", f"d{n}") for n, d in enumerate(whole.dropped, 1) if d.evidence.where == where]
    if where is None:
        found += [Mark(r.start, r.end, "furniture", "") for r in whole.furniture]
    return found


def _of_report(placed: Placed, where: str | None) -> Iterator[Mark]:
    told = [("evidence", e) for e in (placed.report.evidence, *(m.evidence for m in placed.report.mentions))]
    told += [("rejected", placed.report.trigger)] if placed.rejected else list(_values(placed.report))
    yield from (_mark(span, kind, placed.key) for kind, span in told if span.where == where)


def _values(report: Report) -> Iterator[tuple[str, Span]]:
    triggers = (report.trigger, *(mention.trigger for mention in report.mentions))
    yield from (("trigger", span) for span in dict.fromkeys(triggers))
    for kind, parties in (("actor", report.actors), ("recipient", report.recipients)):
        yield from ((kind, party.span) for party in parties if party.span not in triggers)  # one that no word names stands on the verb
    if report.modality.span:
        yield "modality", report.modality.span
    if report.speaker.cue:
        yield "speaker", report.speaker.cue
    for name in _DETAILS:
        yield from (("detail", told.span) for told in getattr(report, name))


def _mark(span: Span, kind: str, owner: str) -> Mark:
    return Mark(span.start, span.end, kind, owner)
