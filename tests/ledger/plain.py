"""A reader of the simplest sentences (`KEN met UGA in CHE on 2023-06-13.`), so that tests of the ledger do not hang on what the packs know."""

import hashlib
import re
from typing import Any

from sijill.ledger.acts import acts
from sijill.records import Article, ModalityTold, Party, Place, Range, Reader, Reading, Report, Span, Time

_ACTS = {"met": "meeting", "condemned": "condemnation", "التقت": "meeting", "会见": "meeting"}
_SENTENCE = re.compile(r"(?P<a>[A-Z]{3}) (?P<will>will )?(?P<verb>\w+) (?P<b>[A-Z]{3})(?: in (?P<place>[A-Z]{3}))?(?: on (?P<day>[\d-]+))?[^.]*\.")


def plain(text: str, id: str = "a", *, packs: str = "1", skip: str = "none", **told: Any) -> Reading:
    """The reading of a text; `skip` is a verb that these packs do not know."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    article: dict[str, Any] = {"language": "en", "title": None, "publisher": "Wire", "published": "2023-06-15", "published_from": "given", "url": None}
    return Reading(
        article=Article(id=id, sha256=sha, text=text, furniture=(Range(start=0, end=1),), **(article | told)),
        reports=tuple(_report(match, sha) for match in _SENTENCE.finditer(text) if match["verb"] in _ACTS and match["verb"] != skip),
        positions=(),
        assessments=(),
        memberships=(),
        dropped=(),
        reader=Reader(version="0.1.0", packs={"en": packs}),
    )


def _report(match: re.Match[str], sha: str) -> Report:
    act = acts()[_ACTS[match["verb"]]]
    return Report(
        id=hashlib.sha256(f"{sha}{match.start('verb')}".encode()).hexdigest()[:16],
        digest=hashlib.sha256(f"{match.start()}{match[0]}".encode()).hexdigest()[:16],
        act=act.name,
        type=act.type,
        mode=None,
        cameo=act.cameo,
        quad="verbal cooperation",
        goldstein=act.goldstein,
        modality=ModalityTold(value="planned" if match["will"] else "actual", span=None),
        actors=(_party(match, "a"),),
        recipients=(_party(match, "b"),),
        times=(Time(span=_span(match, "day"), edtf=match["day"], basis="told"),) if match["day"] else (),
        places=(Place(span=_span(match, "place"), country=match["place"], name=match["place"]),) if match["place"] else (),
        trigger=_span(match, "verb"),
        evidence=_span(match, 0),
        rule="en/plain",
    )


def _party(match: re.Match[str], group: str) -> Party:
    return Party(id=match[group], country=match[group], name=match[group], span=_span(match, group))


def _span(match: re.Match[str], group: str | int) -> Span:
    return Span(start=match.start(group), end=match.end(group), exact=match[group])
