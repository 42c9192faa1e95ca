"""The records of a replication bundle."""

from typing import Any, Literal

from msgspec import field

from sijill.records import Record

Outcome = Literal["same", "differs", "failed", "missing"]
ARTICLES, REPORTS, EVENTS, JUDGEMENTS = "articles.jsonl", "output/reports.jsonl", "output/events.jsonl", "output/judgements.jsonl"
MANIFEST, CODEBOOK, CITATION, CHECKSUMS, PACKS = "manifest.json", "codebook.md", "CITATION.cff", "SHA256SUMS", "packs"


class Manifest(Record, frozen=True, kw_only=True):
    """What a bundle is: by which sijill and packs its articles were read, what took their texts from their pages, and how much is in it."""

    title: str
    authors: tuple[str, ...]
    sijill: str
    readers: dict[str, int]  # versions of sijill that read the articles, with how many
    packs: dict[str, str]
    extractors: dict[str, int]
    articles: int
    reports: int
    events: int
    judgements: int


class Bundled(Record, frozen=True, kw_only=True):
    """A report of the bundle: without the article's words, but with every span's place and the digest of its values."""

    article: str
    key: str
    event: str
    report: dict[str, Any]


class Difference(Record, frozen=True, kw_only=True):
    """What became of one article: reports no longer told, told anew, and told otherwise, with the fields that differ."""

    article: str
    url: str | None
    outcome: Outcome
    lost: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    why: str | None = None


class Summary(Record, frozen=True, kw_only=True):
    """How many articles came out how, and how many reports are the same, of how many."""

    articles: dict[str, int]
    reports: int
    same: int
    strangers: int  # articles given that the bundle does not list
    versions: tuple[str, str]  # of sijill: the bundle's, and the one that replicated
