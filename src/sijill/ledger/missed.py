"""A report that the reader missed, as a person adds it: every value on words of the article, and by its rule a person's (`person/NAME`)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sijill.errors import BadValue
from sijill.ledger.acts import acts, names_of
from sijill.ledger.corrections import coded, whole
from sijill.ledger.entry import short_hash
from sijill.ledger.notation import MODALITIES, one_of, party
from sijill.records import ModalityTold, Party, Record, Report, Span
from sijill.text import split_sentences

PERSON = "person/"  # begins the rule of a report that a person added


class Missed(Record, frozen=True, kw_only=True):
    """What a person says that an article tells: `words` are the exact words that name the act, which begin at `start` of the text, or of the title."""

    act: str
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: str
    start: int
    title: bool = False


class Page(Record, frozen=True, kw_only=True):
    """An article as reports are added to it; `sentences` are those that its reports and dropped sentences stand on."""

    sha256: str
    title: str | None
    text: str
    sentences: tuple[Span, ...]
    taken: tuple[str, ...]  # ids of its reports


def report_of(page: Page, missed: Missed, by: str) -> Report:
    """The report. Raises BadValue."""
    trigger = _trigger(page, missed)
    evidence = _sentence(page, trigger)
    one_of(missed.act, acts(), "act")
    one_of(missed.modality, MODALITIES, "modality")
    report = Report(
        id=_id(page, trigger), digest="", act=missed.act, type="", mode=None, cameo="", quad="", goldstein=0.0,
        modality=ModalityTold(value=missed.modality, span=None),  # type: ignore[arg-type]  # one of the list
        actors=tuple(_parties(missed.actors, evidence)), recipients=tuple(_parties(missed.recipients, evidence)),
        trigger=trigger, evidence=evidence, rule=f"{PERSON}{by}",
    )  # fmt: skip
    return coded(whole(report))


def moved(report: Report, title: str | None, text: str) -> Report | None:
    """An added report in another version of its article: where its sentence still stands, the nearest to where it stood, or nowhere."""
    evidence = report.evidence
    within = (title or "") if evidence.where else text
    places = list(_places(within, evidence.exact))
    if not places:
        return None
    away = min(places, key=lambda at: (abs(at - evidence.start), at)) - evidence.start
    return msgspec.convert(_shifted(msgspec.to_builtins(report), away), Report) if away else report


def _trigger(page: Page, missed: Missed) -> Span:
    text = (page.title or "") if missed.title else page.text
    end = missed.start + len(missed.words)
    if not missed.words.strip() or missed.start < 0 or text[missed.start : end] != missed.words:
        raise BadValue(f"{missed.words!r} does not stand there in the article", fix="select the words that name the act, exactly as they stand")
    if "\n" in missed.words:
        raise BadValue("the words run over two lines", fix="select the words that name the act alone")
    return Span(start=missed.start, end=end, exact=missed.words, where="title" if missed.title else None)


def _sentence(page: Page, trigger: Span) -> Span:
    """The sentence in which words stand, as the reader cut it where it saw it, else by its signs."""
    for seen in page.sentences:
        if seen.where == trigger.where and seen.start <= trigger.start and trigger.end <= seen.end:
            return seen
    text = (page.title or "") if trigger.where else page.text
    first, last = text.rfind("\n", 0, trigger.start) + 1, text.find("\n", trigger.end)
    line = (first, len(text) if last < 0 else last)
    start, end = next((s for s in split_sentences(text, *line) if s[0] <= trigger.start and trigger.end <= s[1]), line)
    return Span(start=start, end=end, exact=text[start:end], where=trigger.where)


def _parties(codes: Iterable[str], evidence: Span) -> Iterator[Party]:
    """Parties on their names in the sentence, where one of those that the packs know stands there, else on the sentence."""
    for code in codes:
        found = next((name for name in names_of(code) if name in evidence.exact), None)
        at = evidence.start + evidence.exact.find(found) if found else evidence.start
        yield party(code, Span(start=at, end=at + len(found), exact=found, where=evidence.where) if found else evidence)


def _id(page: Page, trigger: Span) -> str:
    """The id that the reader would give: one that finds the report later goes on from it."""
    place = ("title", str(trigger.start), str(trigger.end)) if trigger.where else (str(trigger.start), str(trigger.end))
    ranked = (short_hash(page.sha256, *place, str(rank)) for rank in range(len(page.taken) + 1))
    return next(id for id in ranked if id not in page.taken)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shifted(value: Any, away: int) -> Any:
    """Every span moved: all of them stand in one sentence."""
    if isinstance(value, dict):
        moved = {key: _shifted(part, away) for key, part in value.items()}
        return moved | {"start": value["start"] + away, "end": value["end"] + away} if "exact" in value else moved
    return [_shifted(part, away) for part in value] if isinstance(value, Sequence) and not isinstance(value, str) else value
