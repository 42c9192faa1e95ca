"""POLECAT: 40 columns, tab-separated, with a header; one line a report and pair of parties."""

from sijill.exports.dyads import Row, mode_of, rows, sector_of, state_of, type_of
from sijill.exports.job import Job
from sijill.exports.tabbed import write_line
from sijill.records import Party

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
    "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename",
    "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write(job: Job) -> None:
    """What is not told, or not known here (COW and Wikipedia ids, coordinates), is empty."""
    write_line(job.out, COLUMNS)
    for row in rows(job):
        write_line(job.out, _values(row, job.how.text != "none"))
        job.stands_on(row.id, row.told, row.stored, row.day, row.latest, row.basis)


def _values(row: Row, words: bool) -> tuple[object, ...]:
    from sijill.version import __version__

    report, article = row.stored.report, row.stored.article
    place = report.places[0] if report.places else None
    parties = (*report.actors, *report.recipients)
    people = ";".join(dict.fromkeys(p.name for p in parties if p.id and "/" in p.id))
    bodies = ";".join(dict.fromkeys(p.name for p in parties if sector_of(p) == "IGO"))
    contexts = [topic.id for topic in report.topics if topic.id] + ([f"modality:{row.mark}"] if row.mark else [])
    return (
        row.id, row.day, type_of(report), mode_of(report), report.goldstein, report.quad.upper(), ";".join(contexts), *_party(row.actor, words),
        *_party(row.recipient, words), place.name if place else None, None, None, None, place.country if place else None, None, None, None,
        place.span.exact if place and words else None, None, article.publisher, article.published[:10] if article.published else None, people, bodies,
        ";".join(p.name for p in report.places), article.language, __version__,
    )  # fmt: skip


def _party(party: Party | None, words: bool) -> tuple[object, ...]:
    if party is None:
        return (None,) * 8
    raw = party.span.exact if words and party.by in ("named", "title") else None  # other spans hold what leads to a party, not its name
    return party.name, state_of(party), None, sector_of(party), sector_of(party), party.office, raw, None
