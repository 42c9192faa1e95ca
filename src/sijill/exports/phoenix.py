"""Phoenix: 26 columns, tab-separated, no header; one line an event, code and pair of parties, however many reports tell it."""

from itertools import groupby

from sijill.exports.dyads import Row, code, rows, sector_of
from sijill.exports.job import Job
from sijill.exports.tabbed import write_line
from sijill.ledger.acts import code_of
from sijill.ledger.entry import short_hash
from sijill.records import Party

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute", "TargetActorFull",
    "TargetActorEntity", "TargetActorRole", "TargetActorAttribute", "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Lon",
    "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
_PENTA = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


def write(job: Job) -> None:
    """Lists are parted by `;`; `SentenceID` holds the keys of the reports."""
    for _, some in groupby(rows(job), key=lambda row: row.told.event.id):
        merged: dict[tuple[str, ...], list[Row]] = {}
        for row in some:
            key: tuple[str, ...] = (row.day, code(row.actor), code(row.recipient), row.stored.report.cameo, row.mark or "")
            merged.setdefault(key, []).append(row)
        job.rows["rows"] -= sum(len(same) - 1 for same in merged.values())
        for key, same in merged.items():
            id = short_hash(same[0].told.event.id, *key)
            write_line(job.out, _values(id, same))
            for row in {row.stored.key: row for row in same}.values():
                job.stands_on(id, row.told, row.stored, row.day, row.latest, row.basis)


def _values(id: str, same: list[Row]) -> tuple[object, ...]:
    first, report = same[0], same[0].stored.report
    place = next((p for row in same for p in row.stored.report.places), None)
    issues = [t.id for row in same for t in row.stored.report.topics if t.id] + ([f"modality:{first.mark}"] if first.mark else [])
    return (
        id, first.day.replace("-", ""), first.day[:4], first.day[5:7], first.day[8:10], *_party(first.actor), *_party(first.recipient), report.cameo,
        report.cameo[:2], _PENTA[report.quad], report.goldstein, _list(issues), None, None, place.name if place else None, None,
        place.country if place else None, _list([row.stored.key for row in same]), _list([row.stored.article.url or "" for row in same]),
        _list([row.stored.article.publisher or "" for row in same]),
    )  # fmt: skip


def _party(party: Party | None) -> tuple[str, str, str, str]:
    return code(party), (code_of(party) or party.name) if party else "", sector_of(party), ""


def _list(values: list[str]) -> str:
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values if value))
