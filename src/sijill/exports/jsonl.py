"""JSON Lines: every report as `sijill read` gives it, with its key, its event and its article."""

import msgspec

from sijill.exports.job import Job
from sijill.exports.quotes import report_of


def write(job: Job) -> None:
    """One object a report: `key`, `event`, `article` (with `text` only where the user wants full texts), `report`."""
    for told in job.told:
        for stored in told.reports:
            article = msgspec.to_builtins(stored.article)
            if job.how.text == "full":
                article["text"] = told.texts[stored.key]
            elif job.how.text == "none":
                article["title"] = None  # a headline is the article's words
            job.rows["rows"] += 1
            job.line({"key": stored.key, "event": told.event.id, "article": article, "report": report_of(stored.report, job.how.text)})
