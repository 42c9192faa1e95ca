"""schema.org ClaimReview: the verdicts that people signed on what was announced, and nothing that a program judged."""

from typing import Any

from sijill.exports.events import title
from sijill.exports.job import Job
from sijill.exports.quotes import quoted
from sijill.ledger import Judgement, Told
from sijill.ledger.judged import verdict_on
from sijill.ledger.rows import StoredReport

_RATING = {"kept": 3, "partly": 2, "broken": 1}  # what nobody can verify has no rating, only its name


def write(job: Job) -> None:
    """One JSON-LD object a line; events without a signed verdict are counted as left out."""
    for told in job.told:
        verdict = verdict_on([stored.key for stored in told.reports], job.judgements)
        stored = next((s for s in told.reports if verdict and s.key in verdict.reports and s.report.modality.value == "planned"), None)
        if verdict is None or stored is None:
            job.left_out["without a signed verdict"] += 1
            continue
        job.rows["rows"] += 1
        job.line(_review(verdict, told, stored, job))
        job.stands_on(verdict.id, told, stored, told.event.time.earliest, told.event.time.latest, told.event.time.basis)


def _review(verdict: Judgement, told: Told, stored: StoredReport, job: Job) -> dict[str, Any]:
    article, report = stored.article, stored.report
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict.verdict}
    if verdict.verdict in _RATING:
        rating |= {"ratingValue": _RATING[verdict.verdict], "bestRating": 3, "worstRating": 1}
    claim: dict[str, Any] = {"@type": "Claim"}
    if report.speaker.kind != "narrator":
        claim["author"] = {"@type": "Person" if "/" in (report.speaker.id or "") else "Organization", "name": report.speaker.name or report.speaker.kind}
    if article.published:
        claim["datePublished"] = article.published[:10]
    if article.url:
        claim["appearance"] = {"@type": "NewsArticle", "url": article.url}
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"urn:sijill:{verdict.id}",
        "claimReviewed": quoted(report.evidence, job.how.text) or title(told.event),
        "itemReviewed": claim,
        "reviewRating": rating,
        "author": {"@type": "Person", "name": verdict.by},
        "datePublished": verdict.at[:10],
    }
    if verdict.evidence:
        review |= {"url": verdict.evidence} if verdict.evidence.startswith(("http://", "https://")) else {"reviewBody": verdict.evidence}
    return review
