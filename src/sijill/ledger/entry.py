"""A reading made ready for the ledger: its rows, the forms of its words, the marks by which copies are known. Pure, so that many processes can do it."""

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from sijill.ledger.acts import block_of
from sijill.ledger.syndication import bands_of
from sijill.ledger.words import Words
from sijill.packs import Packs
from sijill.records import Article, Failure, Party, Provenance, Reading, Report, Source, Speaker

Row = dict[str, Any]
TOLD = ("positions", "assessments", "memberships", "dropped")  # what a reading tells beside its reports, each a table


class ReportEntry(NamedTuple):
    """One report: its row without keys, whom it names, the forms of its words."""

    row: Row
    codes: tuple[str, ...]
    words: str


class Entry(NamedTuple):
    """Everything of one article that goes into the ledger, before its version is known."""

    article: Row
    furniture: list[Row]
    reading: Row
    reports: list[ReportEntry]
    told: dict[str, list[Row]]
    words: str
    bands: list[int]
    provenance: Row | None = None
    origin: str | None = None  # of the failure that it ends, if it failed before


class Failed(NamedTuple):
    """An article that could not be read, with what is known of it."""

    failure: Failure
    outlet: str | None = None
    language: str | None = None
    published: str | None = None


class Scribe:
    """Makes entries; holds what it needs of the packs."""

    def __init__(self, packs: Packs, words: Words | None = None) -> None:
        self._words = words or Words()
        self._names = {name.casefold(): o.id for o in packs.world.outlets for names in o.names.values() for name in (*names, o.id)}
        self._domains = {domain: o.id for o in packs.world.outlets for domain in o.domains}

    def entry(
        self, reading: Reading, scope: str = "international", source: Source | None = None, provenance: Provenance | None = None, origin: str | None = None
    ) -> Entry:
        """The entry of a reading; `source` is what was read, `provenance` how it was come by, `origin` its `origin_hash`, where the caller has them."""
        article = reading.article
        source = source or _source(article)
        packs = msgspec.json.encode(reading.reader.packs, order="sorted").decode()
        return Entry(
            article=self._article(article, source, scope, provenance.extractor if provenance else None),
            furniture=[{"start": r.start, "end": r.end} for r in article.furniture],
            reading={"version": reading.reader.version, "packs": packs, "scope": scope, "reports": len(reading.reports)},
            reports=[self._report(rank, report, article) for rank, report in enumerate(reading.reports)],
            told={name: [{"rank": rank, "record": _json(row)} for rank, row in enumerate(getattr(reading, name))] for name in TOLD},
            words=self._words.of(article.language, [article.title or "", article.text]),
            bands=bands_of(article.text),
            provenance=msgspec.structs.asdict(provenance) if provenance else None,
            origin=origin,
        )

    def outlet(self, publisher: str | None, url: str | None) -> str | None:
        """Whose article it is: the outlet's id in the packs, else its name or host as told."""
        host = (urlsplit(url).hostname or "") if url else ""
        parts = host.split(".")
        by_host = next((o for at in range(len(parts)) if (o := self._domains.get(".".join(parts[at:])))), None)
        name = " ".join((publisher or "").split())
        return by_host or self._names.get(name.casefold(), name) or host or None

    def _article(self, article: Article, source: Source, scope: str, extractor: str | None) -> Row:
        return {
            "given": given_hash(source, scope), "content": short_hash(article.title, article.published, article.text),
            "name": short_hash(_plain(article.publisher), article.id), "outlet": self.outlet(article.publisher, article.url), "extractor": extractor,
            "id": article.id, "url": article.url, "publisher": article.publisher, "language": article.language, "published": article.published,
            "published_from": article.published_from, "title": article.title, "titled": source.title is not None, "sha256": article.sha256,
            "text": article.text,
        }  # fmt: skip

    def _report(self, rank: int, report: Report, article: Article) -> ReportEntry:
        row = {"outlet": self.outlet(article.publisher, article.url), "language": article.language, "published": article.published}
        return report_entry(rank, report, row, article.title, self._words)


def report_entry(rank: int, report: Report, article: Row, title: str | None, words: Words) -> ReportEntry:
    """The entry of a report, with the columns that it shares with its `article` and the forms of the headline and its own sentences."""
    block = block_of(report)
    row = article | {
        "rank": rank, "id": report.id, "digest": report.digest, "block": block, "parties": block.partition(":")[2], "act": report.act,
        "type": report.type, "modality": report.modality.value, "speaker": speaker_code(report.speaker), "record": _json(report),
    }  # fmt: skip
    return ReportEntry(row, codes_of((*report.actors, *report.recipients)), report_words(report, article["language"], title, words))


def report_words(report: Report, language: str, title: str | None, words: Words) -> str:
    """The forms of the words by which a report is found: those of its headline, its own sentences and its parties."""
    sentences = [report.evidence.exact, *(mention.evidence.exact for mention in report.mentions)]
    names = [part for p in (*report.actors, *report.recipients) for part in (p.name, p.id or "")]
    return words.of(language, [title or "", *sentences, *names])


def given_hash(source: Source, scope: str) -> str:
    """The hash of all that decides a reading but the packs."""
    return short_hash(scope, source.id, source.text, source.title, source.published, source.publisher, source.language, source.url)


def codes_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """The codes that parties go by: a person by their own and by their state's."""
    return tuple(dict.fromkeys(code for p in parties for code in (p.id, p.id.split("/")[0] if p.id else None, p.country) if code))


def speaker_code(speaker: Speaker) -> str:
    """What a speaker is found by."""
    return speaker.id or speaker.name or speaker.kind


def short_hash(*parts: str | None) -> str:
    """Sixteen hexadecimal digits of what identifies something."""
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def origin_hash(file: str, line: int | None, id: str | None) -> str:
    """The hash of where an article came from, by which its failure is known."""
    return short_hash(file, str(line or ""), id)


def _source(article: Article) -> Source:
    """What an article was read from; a headline that is a line of the text was found there."""
    found = article.title is not None and article.title in [line.strip() for line in article.text.splitlines()]
    published, rule = date_given(article.published, article.published_from)
    return Source(
        id=article.id, text=article.text, title=None if found else article.title, published=published, publisher=article.publisher,
        language=article.language, url=article.url, published_from=rule,
    )  # fmt: skip


def date_given(published: str | None, rule: str | None) -> tuple[str | None, str | None]:
    """The date that came with an article, and the rule that found it on its page; one of a byline is left for the reader to find again."""
    return (None, None) if rule == "byline" else (published, None if rule == "given" else rule)


def _plain(publisher: str | None) -> str:
    return " ".join((publisher or "").casefold().split())


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()
