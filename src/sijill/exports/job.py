"""What every format is given: the events, where to write, what the user wants, and the side file that leads back to the evidence."""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO, Literal, NamedTuple

import msgspec

from sijill.exports.quotes import Text, quoted
from sijill.ledger import Judgement, Told
from sijill.ledger.rows import StoredReport
from sijill.records import Record, Span


class How(Record, frozen=True, kw_only=True):
    """What the user wants: how much of the articles' words, symmetric acts `both` ways or `once`, and what to do with what a format cannot say."""

    text: Text = "quote"
    symmetric: Literal["both", "once"] = "both"
    unsaid: Literal["omit", "mark"] = "omit"


class Evidence(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the side file: the row or object of the export, and the report that it stands on."""

    row: str
    event: str
    report: str
    article: str
    sha256: str
    url: str | None
    published: str | None
    modality: str
    day: str | None
    latest: str | None = None
    basis: str | None = None
    start: int
    end: int
    where: Literal["title"] | None = msgspec.field(name="in", default=None)
    exact: str | None = None


class Job(NamedTuple):
    """One export. `left_out` counts, by reason, what the format cannot say; a format adds to it and to `rows`."""

    told: Iterable[Told]
    judgements: tuple[Judgement, ...]
    out: BinaryIO
    how: How
    side: BinaryIO | None
    left_out: Counter[str]
    rows: Counter[str]

    def line(self, record: object) -> None:
        """Write a record as a line of JSON."""
        self.out.write(msgspec.json.encode(record) + b"\n")

    def stands_on(self, row: str, told: Told, stored: StoredReport, day: str | None, latest: str | None, basis: str | None) -> None:
        """Keep in the side file what a row stands on."""
        if self.side is None:
            return
        article, report = stored.article, stored.report
        span: Span = report.evidence
        line = Evidence(
            row=row, event=told.event.id, report=stored.key, article=article.id, sha256=article.sha256, url=article.url, published=article.published,
            modality=report.modality.value, day=day, latest=latest, basis=basis, start=span.start, end=span.end, where=span.where,
            exact=quoted(span, self.how.text),
        )  # fmt: skip
        self.side.write(msgspec.json.encode(line) + b"\n")
