"""A page's record as JSON, with a line on each of the records in it: `gloss`, in the language of who asks."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from sijill.ledger.rows import Event, Promise, StoredReport
from sijill.records import Assessment, Position, Report
from sijill.web.findings import Explained, finding_gloss
from sijill.web.gloss import assessment_gloss, gloss, position_gloss, promise_gloss, report_gloss
from sijill.web.language import Language
from sijill.web.wording import labels

Gloss = Callable[[Any], str]


def glosses(language: Language) -> Mapping[type[msgspec.Struct], Gloss]:
    """How each kind of record is told in one line."""
    return {
        Event: lambda event: gloss(event, language),
        Report: lambda report: report_gloss(report, language),
        StoredReport: lambda stored: report_gloss(stored.report, language, stored.article.publisher),
        Promise: lambda promise: promise_gloss(promise, language),
        Explained: lambda finding: finding_gloss(finding, language, labels(language)),
        Position: lambda position: position_gloss(position, language),
        Assessment: lambda assessment: assessment_gloss(assessment, language),
    }


def twin(told: Any, lines: Mapping[type[msgspec.Struct], Gloss]) -> bytes:
    """The record of a page as JSON."""
    plain = msgspec.to_builtins(told)
    _add(told, plain, lines)
    return msgspec.json.encode(plain)


def _add(told: Any, plain: Any, lines: Mapping[type[msgspec.Struct], Gloss]) -> None:
    """Put each record's line into what it became."""
    if isinstance(told, msgspec.Struct):
        for field in msgspec.structs.fields(told):
            if field.encode_name in plain:
                _add(getattr(told, field.name), plain[field.encode_name], lines)
        if line := lines.get(type(told)):
            plain["gloss"] = line(told)
    elif isinstance(told, tuple | list):
        for one, other in zip(told, plain, strict=True):
            _add(one, other, lines)
    elif isinstance(told, dict):
        for key, one in told.items():
            _add(one, plain[key], lines)
