"""Reasons in the reader's language, told by patterns: why two reports were taken for one event or were not, and why a sentence gave nothing."""

import re

from sijill.web.language import Language, plain
from sijill.web.wording import N_, Label

_SAME = (
    N_("published {n} days apart"), N_("the same number {n} days apart"), N_("{n} days apart"), N_("both on topic {code}"), N_("both on document {code}"),
    N_("both on {day}"), N_("{day} lies in {days}"), N_("{code}, then {other}"), N_("held and denied within the same days"),
    N_("the same sentence in two articles"), N_("the same persons"), N_("the same number"), N_("the same channel: {code}"), N_("both in {place}"),
    N_("judged by {words}"), N_("joined by way of other reports"), N_("no date"),
    N_("no date told, and not within the days that a report looks back"), N_("dates far apart"), N_("one tells no more than the year"),
    N_("what was only possible says no day"), N_("announced after the other"), N_("announced without a day, and nothing else that tells it"),
    N_("one article tells them apart"), N_("another {code}"), N_("the parties are the other way round"), N_("other persons of {place}"),
)  # fmt: skip
_NOTHING = (
    N_("weighed as no event ({words})"), N_("a common word with one party only"), N_("no party"), N_("told as a position"), N_("told as an assessment"),
    N_("one party only"), N_("domestic: both parties of one state"), N_("names a relation"), N_("no actor"), N_("one side only"),
    N_("the verb tells the {code}"), N_("not a party: {kind}"),
)  # fmt: skip
_PUT_OTHERWISE = {  # where the words of the reading do not fit every act
    "told as the content of an? {code}": N_("told as the content of another act: {code}"),
    "serves an? {code}": N_("belongs to another act: {code}"),
    "the act agreed on is an? {code}": N_("what was agreed on: {code}"),
}


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text).replace("an\\?", "an?")))


_PATTERNS = tuple((told, _pattern(text)) for text, told in ({text: text for text in (*_SAME, *_NOTHING)} | _PUT_OTHERWISE).items())


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
        case "code" | "other" | "kind":
            return label(told)
        case _:
            return plain(told)
