"""What the formats of whole events share: which events they can say, their day, their title, their words."""

from collections.abc import Iterator

from sijill.exports.job import Job
from sijill.exports.quotes import quoted
from sijill.ledger import Told
from sijill.ledger.rows import Event


def sayable(job: Job, statuses: tuple[str, ...] = ("held",)) -> Iterator[Told]:
    """The events of these statuses, and the others too where the user wants them marked; what is left out is counted."""
    for told in job.told:
        if told.event.status in statuses or job.how.unsaid == "mark":
            yield told
        else:
            job.left_out[told.event.status] += 1


def keep(job: Job, id: str, told: Told) -> None:
    """Count an object, and keep in the side file the reports that it stands on."""
    time = told.event.time
    job.rows["rows"] += 1
    for stored in told.reports:
        job.stands_on(id, told, stored, time.earliest, time.latest, time.basis)


def title(event: Event) -> str:
    """The act and the parties: meeting: CHN, RUS."""
    return f"{event.act}: {', '.join(event.parties)}"


def words(told: Told, job: Job) -> str:
    """A sentence that tells what became of the event, the first one, with its outlet; empty where the user wants no words."""
    final = [stored for stored in told.reports if told.event.status != "held" or stored.report.modality.value == "actual"]
    first = (final or told.reports)[0]
    said = quoted(first.report.evidence, job.how.text)
    return f"{said} ({first.article.publisher or first.article.id})" if said else ""


def address(told: Told) -> str | None:
    """The address of the first article that has one."""
    return next((stored.article.url for stored in told.reports if stored.article.url), None)
