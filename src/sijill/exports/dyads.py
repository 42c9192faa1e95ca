"""Rows of two parties and a day, which is what the older formats know: the one place for parties, dates and modality."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from sijill.exports.job import Job
from sijill.ledger import Told
from sijill.ledger.acts import acts, code_of
from sijill.ledger.entry import short_hash
from sijill.ledger.rows import StoredReport
from sijill.records import Party, Report

_TYPES = {  # PLOVER's type of a CAMEO root, for what is told as intended, asked or denied
    "01": "CONSULT", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
Pair = tuple[Party, Party | None]


class Row(NamedTuple):
    """One report between two parties. `day` is ISO 8601; `mark` the modality that the code does not say, where the user wants it marked."""

    id: str
    told: Told
    stored: StoredReport
    actor: Party
    recipient: Party | None
    day: str
    latest: str | None
    basis: str
    mark: str | None


def rows(job: Job) -> Iterator[Row]:
    """The rows of all reports that codes can say; the rest is counted as left out, or marked."""
    for told in job.told:
        for stored in told.reports:
            report = stored.report
            mark = None if says_modality(report) else report.modality.value
            if mark and job.how.unsaid == "omit":
                job.left_out[mark] += 1
                continue
            day, latest, basis = day_of(told, stored)
            pairs = pairs_of(report, job.how.symmetric == "both")
            if day is None or not pairs:
                job.left_out["without a date" if day is None else "without parties"] += 1
                continue
            for actor, recipient in pairs:
                id = short_hash(stored.key, name_of(actor), name_of(recipient) if recipient else None)
                job.rows["rows"] += 1
                yield Row(id, told, stored, actor, recipient, day, latest, basis, mark)


def says_modality(report: Report) -> bool:
    """Whether the CAMEO code itself says what the modality is: done, or of a code for the intent, the request, the denial."""
    return report.modality.value == "actual" or report.modality.value in acts()[report.act].codes


def type_of(report: Report) -> str:
    """PLOVER's type: the act's, or that of its code where the code stands for an intent, a request or a refusal."""
    return report.type if report.modality.value not in acts()[report.act].codes else _TYPES[report.cameo[:2]]


def mode_of(report: Report) -> str:
    """PLOVER's mode, which an intent, a request or a refusal does not share with the act."""
    return (report.mode or "") if type_of(report) == report.type else ""


def pairs_of(report: Report, both: bool) -> list[Pair]:
    """Each actor with each recipient: 3 and 5 make 15. A symmetric act is told both ways or once; where one side is empty, all who share it pair up."""
    symmetric = acts()[report.act].symmetric
    found: list[Pair]
    if report.actors and report.recipients:
        found = [(a, r) for a, r in product(report.actors, report.recipients) if name_of(a) != name_of(r)]
    elif symmetric and len(some := report.actors or report.recipients) > 1:
        found = [(a, r) for a, r in combinations(some, 2) if name_of(a) != name_of(r)]
    else:
        found = [(a, None) for a in report.actors]
    if symmetric:
        turned: list[Pair] = [(r, a) for a, r in found if r]
        found = [*found, *turned] if both else [min((a, r), (r, a), key=lambda p: name_of(p[0])) if r else (a, r) for a, r in found]
    unique = {(name_of(a), name_of(r) if r else None): (a, r) for a, r in found}
    return list(unique.values())


def name_of(party: Party) -> str:
    """What a party is told apart by."""
    return party.id or party.name


def day_of(told: Told, stored: StoredReport) -> tuple[str | None, str | None, str]:
    """The first and the last day of what a code says, and the basis: an intent, a request or a denial is of the day on which it was published."""
    published = stored.article.published[:10] if stored.article.published else None
    time = told.event.time
    if stored.report.modality.value == "actual" and time.earliest:
        return time.earliest, time.latest, time.basis
    return published, published, "publication"


def sector_of(party: Party | None) -> str:
    """GOV for states and those who hold their offices, IGO for organisations; empty for others."""
    if party is None or party.id is None:
        return ""
    return "GOV" if party.country and code_of(party) == party.country else "" if party.country else "IGO"


def state_of(party: Party | None) -> str:
    """ISO 3166-1 alpha-3, or empty."""
    return (party.country or "") if party else ""


def code(party: Party | None) -> str:
    """State or body and sector: CHNGOV, as CAMEO and PLOVER write parties."""
    if party is None:
        return ""
    return f"{state_of(party)}GOV" if sector_of(party) == "GOV" else code_of(party) or party.name
