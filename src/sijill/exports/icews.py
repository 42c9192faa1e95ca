"""ICEWS: 20 columns, tab-separated, with a header; one line a report and pair of parties."""

from sijill.exports.dyads import rows, sector_of, state_of
from sijill.exports.job import Job
from sijill.exports.tabbed import write_line

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(job: Job) -> None:
    """`Event Text` is our name of the act. `Event ID` is a number made of the row's hash, which the side file holds too."""
    write_line(job.out, COLUMNS)
    for row in rows(job):
        report, article = row.stored.report, row.stored.article
        id = number(row.id)
        place = report.places[0] if report.places else None
        text = f"{report.act} [{row.mark}]" if row.mark else report.act
        write_line(job.out, (
            id, row.day, row.actor.name, sector_of(row.actor), state_of(row.actor), text, report.cameo, report.goldstein,
            row.recipient.name if row.recipient else None, sector_of(row.recipient), state_of(row.recipient), article.sha256[:16], None,
            article.publisher, None, None, None, place.country or place.name if place else None, None, None,
        ))  # fmt: skip
        job.stands_on(id, row.told, row.stored, row.day, row.latest, row.basis)


def number(id: str) -> str:
    """A row's hash as a whole number that 64 bits with a sign hold."""
    return str(int(id[:13], 16))
