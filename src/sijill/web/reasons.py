"""Why two reports were taken for one event, or were not, in the reader's language: the ledger's reasons, told by patterns."""

import re

from sijill.web.language import Language, plain
from sijill.web.wording import N_, Label

_REASONS = (
    N_("published {n} days apart"), N_("the same number {n} days apart"), N_("both on topic {words}"), N_("both on document {words}"),
    N_("both on {day}"), N_("{day} lies in {days}"), N_("{code}, then {other}"), N_("held and denied within the same days"),
    N_("the same sentence in two articles"), N_("the same persons"), N_("the same number"), N_("both by {code}"), N_("both in {place}"),
    N_("judged by {words}"), N_("joined by way of other reports"), N_("no date"),
    N_("no date told, and not within the days that a report looks back"), N_("dates far apart"), N_("one tells no more than the year"),
    N_("what was only possible says no day"), N_("announced after the other"), N_("announced without a day, and nothing else that tells it"),
    N_("one article tells them apart"),
)  # fmt: skip
_PATTERNS = tuple((text, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text)))) for text in _REASONS)


def because(reason: str, language: Language, label: Label) -> str:
    """A reason as `both on 15 December 2021; both in China`; what no pattern knows stays as it is."""
    comma = language.catalogue.gettext("; ")
    return comma.join(_one(part, language, label) for part in reason.split("; "))


def _one(part: str, language: Language, label: Label) -> str:
    for text, pattern in _PATTERNS:
        if found := pattern.fullmatch(part):
            return language.catalogue.gettext(text).format(**{name: _said(name, told, language, label) for name, told in found.groupdict().items()})
    return plain(part)


def _said(name: str, told: str, language: Language, label: Label) -> str:
    match name:
        case "day" | "days":
            return " – ".join(language.day(day) for day in told.split(" to "))
        case "place":
            return language.name(told)
        case "code" | "other":
            return label(told)
        case _:
            return plain(told)
