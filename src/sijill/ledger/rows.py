"""The records of a ledger: reports as kept, people's judgements, and what follows from both. All are frozen; none knows a database."""

from typing import Literal

from msgspec import field

from sijill.records import Record, Report, Span, Speaker

JudgementKind = Literal["same", "not-same", "unsure", "verdict", "accept", "reject", "correct", "add"]
Verdict = Literal["kept", "partly", "broken", "unverifiable"]
Corrected = Literal["modality", "act", "actor", "recipient", "time", "place", "channel", "duration", "ordinal", "speaker"]
Status = Literal["planned", "confirmed", "held", "cancelled", "denied", "possible", "urged"]
DateBasis = Literal["told", "weekday", "relative", "publication", "unknown"]
State = Literal["open", "due", "overdue", "undated", "held", "cancelled"]
FindingKind = Literal["value-conflict", "ordinal-conflict", "ordinal-gap", "overdue"]
SideKind = Literal["state", "outlet", "others"]
Scalar = str | int | float | bool | None


class StoredArticle(Record, frozen=True, kw_only=True):
    """An article of the ledger without its text. `outlet` is the id of its publisher in the packs, else its name or host as told."""

    id: str
    version: int
    sha256: str
    publisher: str | None
    outlet: str | None
    published: str | None
    language: str
    url: str | None
    title: str | None

    @property
    def source(self) -> str:
        """Whose it is: an outlet's, else nobody's but its own."""
        return self.outlet or self.publisher or self.id


class StoredReport(Record, frozen=True, kw_only=True):
    """A report with the article it stands in. `key` is unique in the ledger, where one text may stand under two outlets.

    `people` gives, for each value that a person gave, the judgement that says so, by the name of the value (`duration`), and as `report` the one by
    which a person added all of it.
    """

    key: str
    article: StoredArticle
    report: Report
    people: dict[str, str] = field(default_factory=dict)


class Correction(Record, frozen=True, kw_only=True):
    """What a value of a report should be, instead of all that was read: `values` in its notation (codes, EDTF, ISO 8601), none where it is not told.

    `words` are the exact words of the report's sentences that they stand on; without any, those of the value read, else the sentence.
    """

    name: Corrected
    values: tuple[str, ...]
    words: str | None = None


class Judgement(Record, frozen=True, kw_only=True):
    """What a person judged and signed. One that `undoes` another says nothing else: its kind and reports repeat what it undoes.

    `same` and `not-same` hold for every two of `reports` (keys); a `verdict` is on the promise that the reports announce. `accept` says that a report
    tells what its article tells, `reject` that it does not: the last of the two holds. `correct` gives a value of one report; the last on each value holds.
    `add` says that the `article` of a key tells the report `added`.
    """

    id: str
    kind: JudgementKind
    reports: tuple[str, ...]
    verdict: Verdict | None = None
    correction: Correction | None = None
    article: str | None = None
    added: Report | None = None
    by: str
    at: str
    evidence: str | None = None
    undoes: str | None = None


class Quote(Record, frozen=True, kw_only=True):
    """Who says something, in which words of which sentence of which article; `report` where it belongs to one."""

    report: str | None = None
    article: str
    publisher: str | None
    published: str | None
    language: str
    speaker: Speaker
    span: Span
    sentence: Span


class Telling(Quote, omit_defaults=True, frozen=True, kw_only=True):
    """One report's word for a value; `judgement` is the id of the one by which a person gave it, if one did."""

    report: str
    judgement: str | None = None


class Value(Record, frozen=True, kw_only=True):
    """A value that reports tell of an event: `name` is the field of a report in the singular (`duration`), `value` its parts."""

    name: str
    value: dict[str, Scalar]
    tellings: tuple[Telling, ...]


class Conflict(Record, frozen=True, kw_only=True):
    """Values of one event that cannot all be true at the precision told; `within` is the article that tells both, if one does."""

    name: str
    values: tuple[Value, ...]
    within: str | None = None


class Merge(Record, frozen=True, kw_only=True):
    """Why two reports are one event; `judgement` is the id of the person's judgement that says so, if one does."""

    reports: tuple[str, str]
    reason: str
    judgement: str | None = None


class When(Record, frozen=True, kw_only=True):
    """Between which days, and on what that rests; both null where neither a date nor a publication is known."""

    earliest: str | None
    latest: str | None
    basis: DateBasis


class Counts(Record, frozen=True, kw_only=True):
    """How much stands behind an event; syndicated copies count as one outlet's, and `voices` are those who vouch, however many repeat them."""

    reports: int
    articles: int
    outlets: int
    voices: int
    languages: tuple[str, ...]


class Event(Record, frozen=True, kw_only=True):
    """What several reports are judged to be about; a view, computed from reports and judgements. `reports` are keys."""

    id: str
    block: str
    act: str
    type: str
    status: Status
    parties: tuple[str, ...]
    time: When
    values: tuple[Value, ...]
    conflicts: tuple[Conflict, ...]
    reports: tuple[str, ...]
    merges: tuple[Merge, ...]
    counts: Counts


class Coverage(Record, frozen=True, kw_only=True):
    """How much was read on the same parties since an announcement; `more`: the last so many were counted, and there are more."""

    articles: int
    outlets: int
    more: bool = False


class Promise(Record, frozen=True, kw_only=True):
    """Something planned, and what became of it by a given day. `due` is EDTF; `verdict` is the last signed judgement on it."""

    event: str
    act: str
    parties: tuple[str, ...]
    announced: str | None
    due: str | None
    state: State
    announcing: Telling
    fulfilling: Telling | None
    what: tuple[Value, ...] = ()
    coverage: Coverage
    verdict: Judgement | None = None


class Finding(Record, frozen=True, kw_only=True):
    """Something that does not add up: which events, which values, and the sentences."""

    kind: FindingKind
    events: tuple[str, ...]
    values: tuple[Value, ...]
    evidence: tuple[Telling, ...]
    says: str = field(default="")


class Side(Record, frozen=True, kw_only=True):
    """Whose accounts of an event stand together: those of a state that takes part (`id` is its code), of one outlet, or of all others."""

    id: str
    kind: SideKind
    outlets: tuple[str, ...]
    articles: int
    languages: tuple[str, ...]


class Cell(Record, frozen=True, kw_only=True):
    """What one side tells of a value; without `tellings`, it does not tell it."""

    side: str
    tellings: tuple[Quote, ...]


class Compared(Record, frozen=True, kw_only=True):
    """A value with a cell for each side, in their order. `only` is the side that alone tells it; `conflict`: another value contradicts it."""

    kind: str
    value: dict[str, Scalar | tuple[str, ...]]
    cells: tuple[Cell, ...]
    only: str | None
    conflict: bool


class Comparison(Record, frozen=True, kw_only=True):
    """The accounts of one event side by side."""

    event: str
    act: str
    status: Status
    parties: tuple[str, ...]
    time: When
    sides: tuple[Side, ...]
    rows: tuple[Compared, ...]
