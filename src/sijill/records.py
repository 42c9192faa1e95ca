"""The records that sijill gives: what an article tells, each value with the words it stands on.

Offsets are Unicode code points into `Article.text`, half-open; a span of the headline says `in: "title"`.
Every record is frozen. The JSON Schema that users get is generated from this file and nothing else.
"""

from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    import pandas
    import polars

Modality = Literal["actual", "planned", "possible", "urged", "denied", "cancelled"]
Channel = Literal["in_person", "video", "phone", "letter"]
Basis = Literal["told", "weekday", "relative"]
By = Literal["named", "title", "reference", "elided", "metonym", "home"]
SpeakerKind = Literal["narrator", "party", "medium", "unnamed"]
Stance = Literal["support", "oppose"]
Tone = Literal["positive", "negative", "neutral"]


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: immutable, keyword-only, strict when decoded."""


class Range(Record, frozen=True, kw_only=True):
    """A stretch of `Article.text`."""

    start: int
    end: int


class Span(Record, omit_defaults=True, frozen=True, kw_only=True):
    """The exact words a value stands on: `text[start:end] == exact`."""

    start: int
    end: int
    exact: str
    where: Literal["title"] | None = field(name="in", default=None)

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.exact) or self.start < 0 or not self.exact:
            raise ValueError(f"span {self.start}-{self.end} does not hold {self.exact!r}")


class Speaker(Record, omit_defaults=True, frozen=True, kw_only=True):
    """Who vouches for a value: the innermost voice; those who relayed it stand in `via`."""

    kind: SpeakerKind
    id: str | None = None
    name: str | None = None
    cue: Span | None = None
    via: tuple["Speaker", ...] = ()


NARRATOR = Speaker(kind="narrator")


class Party(Record, frozen=True, kw_only=True):
    """Who acts or is acted on. `id` is a code or `CODE/person`; `country` is ISO 3166-1 alpha-3, null for world bodies."""

    id: str | None
    country: str | None
    name: str
    office: str | None = None
    by: By = "named"
    span: Span


class Told(Record, frozen=True, kw_only=True):
    """A detail as told: its words, and its own speaker where that is not the report's."""

    span: Span
    speaker: Speaker | None = None


class Time(Told, frozen=True, kw_only=True):
    """When, as EDTF at the precision told (ISO 8601-2), resolved against the day of publication."""

    edtf: str
    basis: Basis


class Place(Told, frozen=True, kw_only=True):
    """Where; `country` is ISO 3166-1 alpha-3 where the name tells it."""

    country: str | None
    name: str


class Medium(Told, frozen=True, kw_only=True):
    """By which channel."""

    value: Channel


class Duration(Told, frozen=True, kw_only=True):
    """How long, ISO 8601."""

    iso: str
    approximate: bool = False


class Ordinal(Told, frozen=True, kw_only=True):
    """A count somebody claims: the `n`th `of` an act, by `channel`, `since` or `within` an EDTF date."""

    n: int
    of: str
    channel: Channel | None = None
    since: str | None = None
    within: str | None = None


class Topic(Told, frozen=True, kw_only=True):
    """What it was about; `id` where the issue is in a pack's table."""

    id: str | None
    text: str


class Document(Told, frozen=True, kw_only=True):
    """A document agreed, signed or issued."""

    kind: str
    n: int | None = None
    title: str | None = None


class Content(Told, frozen=True, kw_only=True):
    """What was agreed, asked, promised or refused, in the article's words."""

    text: str


class Quantity(Told, frozen=True, kw_only=True):
    """A sum or a count; `unit` is ISO 4217 for money, else the counted noun; `of` what it measures."""

    value: float
    unit: str
    of: str | None = None
    approximate: bool = False


class ModalityTold(Record, frozen=True, kw_only=True):
    """Whether it happened; `span` are the words that say so, null for a plain past or present."""

    value: Modality
    span: Span | None


class Mention(Record, frozen=True, kw_only=True):
    """A further telling of the same event in the article, merged into the report."""

    trigger: Span
    evidence: Span
    rule: str


class Report(Record, frozen=True, kw_only=True):
    """What one article tells of one event. `margin` is by how much the evidence for it exceeds what the scorer of its language asks (in the scorer's
    own units, 0 is barely let through), null where none weighed it: it orders reports of a language, and is no probability.
    """

    id: str
    digest: str
    act: str
    type: str
    mode: str | None
    cameo: str
    quad: str
    goldstein: float
    modality: ModalityTold
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    channels: tuple[Medium, ...] = ()
    durations: tuple[Duration, ...] = ()
    ordinals: tuple[Ordinal, ...] = ()
    topics: tuple[Topic, ...] = ()
    documents: tuple[Document, ...] = ()
    content: tuple[Content, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    speaker: Speaker = NARRATOR
    trigger: Span
    evidence: Span
    mentions: tuple[Mention, ...] = ()
    rule: str
    margin: float | None = None


class Position(Record, frozen=True, kw_only=True):
    """Holders stand for or against an issue."""

    holders: tuple[Party, ...]
    stance: Stance
    issue: Topic
    modality: ModalityTold
    speaker: Speaker = NARRATOR
    evidence: Span
    rule: str


class Assessment(Record, frozen=True, kw_only=True):
    """An opinion on a relation, recorded as its speaker's, never as a fact; `about` holds codes."""

    about: tuple[str, ...]
    tone: Tone
    text: str
    topics: tuple[Topic, ...] = ()
    speaker: Speaker = NARRATOR
    span: Span
    evidence: Span
    rule: str


class Membership(Record, frozen=True, kw_only=True):
    """A standing fact: members of a body, and as what."""

    members: tuple[Party, ...]
    body: str
    role: str = field(name="as")
    speaker: Speaker = NARRATOR
    evidence: Span
    rule: str


class Dropped(Record, frozen=True, kw_only=True):
    """Something seen and not used, and why."""

    evidence: Span
    trigger: Span
    reason: str
    rule: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """One article as a source gives it, before anything is read: text and what came with it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    published_from: str | None = None  # the rule by which a page told `published`; None where it came with the article


class Provenance(Record, omit_defaults=True, frozen=True, kw_only=True):
    """Where an article's text came from, so that it can be found again: kept by the ledger, of no weight in reading.

    `extractor` is the name and version of what took the text from its page; `sha256` that of the bytes it was taken from; `retrieved` the moment,
    ISO 8601 in UTC. Of an archive: its `file`, and the `offset` and `length` of the record in it, in bytes, with the `digest` that it states.
    """

    extractor: str | None = None
    sha256: str | None = None
    retrieved: str | None = None
    author: str | None = None
    canonical: str | None = None
    file: str | None = None
    offset: int | None = None
    length: int | None = None
    digest: str | None = None


class Article(Record, frozen=True, kw_only=True):
    """One article as it was read; it never changes."""

    id: str
    language: str
    title: str | None
    publisher: str | None
    published: str | None
    published_from: str | None
    url: str | None
    sha256: str
    text: str
    furniture: tuple[Range, ...] = ()


class Reader(Record, frozen=True, kw_only=True):
    """Which sijill read it, with the hash of each pack used."""

    version: str
    packs: dict[str, str]


class Reading(Record, frozen=True, kw_only=True):
    """Everything that one article tells: a pure function of the article, the packs and the version."""

    article: Article
    reports: tuple[Report, ...]
    positions: tuple[Position, ...]
    assessments: tuple[Assessment, ...]
    memberships: tuple[Membership, ...]
    dropped: tuple[Dropped, ...]
    reader: Reader

    def to_polars(self) -> "polars.DataFrame":
        """Its reports as a polars data frame, one row a report. Raises MissingExtra."""
        from sijill.frames import READING, polars_of, reading_rows  # frames are loaded when they are asked for

        return polars_of(reading_rows(self), READING)

    def to_pandas(self) -> "pandas.DataFrame":
        """Its reports as a pandas data frame, one row a report. Raises MissingExtra."""
        from sijill.frames import READING, pandas_of, reading_rows

        return pandas_of(reading_rows(self), READING)

    def _repr_html_(self) -> str:
        """The article as a notebook shows it: what its reports stand on is highlighted."""
        from sijill.display import html_of

        return html_of(self)


class Failure(Record, frozen=True, kw_only=True):
    """What stands in an article's place where it could not be read."""

    code: str
    file: str
    line: int | None
    id: str | None
    message: str
    fix: str


class FailureLine(Record, frozen=True, kw_only=True):
    """One line of output for an article that could not be read."""

    error: Failure
