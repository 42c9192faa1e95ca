"""Articles that people looked through, as gold: their reports as people let them stand, in the form of `gold/` that `sijill gate` scores."""

import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sijill.ledger.acts import code_of
from sijill.lessons.looked import Looked
from sijill.records import Party, Position, Report, Span, Speaker

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # of every file, so that the same judgements give the same bytes


class GoldArticle(NamedTuple):
    """An annotation and, if asked for, its text: the title, an empty line, the text."""

    name: str
    record: dict[str, Any]
    text: str | None

    @property
    def files(self) -> dict[str, str]:
        """What it is written as, by name: without its text one line, as `quality/score.py --gold` takes it."""
        if self.text is None:
            return {f"{self.name}.json": json.dumps(self.record, ensure_ascii=False) + "\n"}
        return {f"{self.name}.json": json.dumps(self.record, ensure_ascii=False, indent=1) + "\n", f"{self.name}.txt": self.text}


class Lessons(NamedTuple):
    """What counts as gold, and how many judged articles were left out, by the reason."""

    articles: tuple[GoldArticle, ...]
    left_out: dict[str, int]


def gold(looked: Iterable[Looked], *, text: bool = False, every: bool = False) -> Lessons:
    """The articles of which every report was judged; `every` takes those of which only some were too."""
    left: Counter[str] = Counter()
    found = []
    for article in looked:
        if why := left_out(article, every):
            left[why] += 1
        else:
            found.append(_article(article, text))
    return Lessons(tuple(found), dict(left))


def left_out(article: Looked, every: bool = False) -> str | None:
    """Why an article is no gold, if it is not."""
    told = _in_text(article)
    if not every and any(placed.key not in article.said for placed in told):
        return "with reports that nobody judged"
    if not any(placed.key in article.said for placed in told):
        return "of which no judged report is told in the text now"
    return None


def save(lessons: Lessons, folder: Path) -> None:
    """Writes `<language>/<key of the article>.json`, and `.txt` beside it if there are texts."""
    for article in lessons.articles:
        for name, content in article.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="")


def zipped(lessons: Lessons) -> bytes:
    """The same files in a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for article in lessons.articles:
            for name, content in article.files.items():
                archive.writestr(zipfile.ZipInfo(name, _ZIP_DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _in_text(article: Looked) -> list[Any]:
    """Its reports without those that the headline alone tells: the scorer leaves them out too."""
    return [placed for placed in article.whole.reports if placed.report.evidence.where is None]


def _article(article: Looked, text: bool) -> GoldArticle:
    whole = article.whole
    name = f"{whole.article.language}/{whole.article.id}"
    record = {
        "id": f"gold/{name}" if text else article.id,
        "lang": whole.article.language,
        "sha256": hashlib.sha256(whole.text.encode()).hexdigest()[:16],
        "published": whole.article.published,
        "publisher": whole.article.publisher,
        "scope_end": len(whole.text),
        "events": [_event(placed.report) for placed in _in_text(article) if not placed.rejected],
        "positions": [_position(position) for position in whole.positions if position.evidence.where is None],
    }
    signed = sorted({judgement.by for said in article.said.values() for judgement in said})
    record["hard"] = f"Judged by {', '.join(signed)}; positions and topics stand as they were read."
    title = " ".join((whole.article.title or "").split())
    return GoldArticle(name, record, f"{title}\n\n{whole.text}\n" if text else None)


def _event(report: Report) -> dict[str, Any]:
    """A report as an annotator enters an event: of details told more than once the first, as the scorer compares them."""
    return {
        "act": report.act,
        "type": report.type,
        "modality": report.modality.value,
        "actors": list(_codes(report.actors)),
        "recipients": list(_codes(report.recipients)),
        "time": next((time.edtf for time in report.times), None),
        "channel": next((channel.value for channel in report.channels), None),
        "duration": next((duration.iso for duration in report.durations), None),
        "place": next((place.country for place in report.places), None),
        "ordinals": [{key: told for key in ("n", "of", "channel", "since", "within") if (told := getattr(o, key)) is not None} for o in report.ordinals],
        "topics": [topic.text for topic in report.topics],
        "speaker": _speaker(report.speaker),
        "trigger": _place(next((s for s in (report.trigger, *(m.trigger for m in report.mentions)) if s.where is None), report.evidence)),
        "sentence": _place(report.evidence),
    }


def _position(position: Position) -> dict[str, Any]:
    issue = position.issue.text
    return {
        "holders": list(_codes(position.holders)), "stance": position.stance, "issue": issue, "speaker": _speaker(position.speaker),
        "sentence": _place(position.evidence),
    }  # fmt: skip


def _codes(parties: Iterable[Party]) -> Iterator[str]:
    """Parties that have a code, each once."""
    return iter(dict.fromkeys(code for party in parties if (code := code_of(party) or party.country)))


def _speaker(speaker: Speaker) -> str:
    if speaker.kind == "narrator":
        return "narrator"
    return speaker.id.split("/")[0] if speaker.kind == "party" and speaker.id else "media"


def _place(span: Span) -> list[int]:
    return [span.start, span.end]
