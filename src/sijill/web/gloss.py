"""One line on a record in the reader's language, whatever languages its articles are in. Wording is data: `glosses/CODE.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.ledger.acts import acts
from sijill.ledger.rows import Event, Promise, When
from sijill.ledger.values import of
from sijill.records import Assessment, Position, Report
from sijill.web.language import Language, plain
from sijill.web.wording import labels, sides, speaker, topic

_MODALITY = {"held": "actual", "confirmed": "planned"}  # an event's status and the modality it is worded by, where they differ
_NAMED = 2  # outlets that are named before the rest is counted


def gloss(event: Event, language: Language) -> str:
    """`China and Russia met by video on 15 December 2021, says CRI`."""
    words = wording(language.code)
    mood = _MODALITY.get(event.status, event.status)
    return f"{_core(event.act, mood, _states(event), language)}{_channel(event, words)}{_when(event.time, language, words)}{_says(event, language, words)}"


def report_gloss(report: Report, language: Language, publisher: str | None = None) -> str:
    """`Xi Jinping and Vladimir Putin to meet by video on 15 December 2021, says Hua Chunying`: by its speaker, else by who published it."""
    words = wording(language.code)
    by = speaker(report.speaker, language) or (language.name(publisher) if publisher else "")
    told = [_core(report.act, report.modality.value, sides(report), language)]
    told += [_by(report.act, report.channels[0].value, words)] if len({medium.value for medium in report.channels}) == 1 else []
    told += [_on(report.times[0].edtf, language, words)] if len({time.edtf for time in report.times}) == 1 else []
    return "".join(told) + _by_whom(by, language)


def promise_gloss(promise: Promise, language: Language) -> str:
    """`visit: China and Russia, 4 February 2022 (held)`."""
    label, comma = labels(language), language.catalogue.gettext(", ")
    told = comma.join([language.listed(promise.parties), language.day(promise.due) or label("undated")])
    return f"{label(promise.act)}: {told} ({label(promise.state)})"


def position_gloss(position: Position, language: Language) -> str:
    """`China and Russia against unilateral sanctions, says Xi Jinping`."""
    return stand(position.stance, [party.id or party.name for party in position.holders], position.issue.id, position.issue.text, language) + _by_whom(
        speaker(position.speaker, language), language
    )


def stand(stance: str, holders: Iterable[str], issue: str | None, text: str, language: Language) -> str:
    """`China and Russia against unilateral sanctions`."""
    _ = language.catalogue.gettext
    told = _("{holders} for {issue}") if stance == "support" else _("{holders} against {issue}")
    return told.format(holders=plain(language.listed(holders)), issue=_apart(topic({"id": issue, "text": text}, labels(language))))


def assessment_gloss(assessment: Assessment, language: Language) -> str:
    """`relations of China and Russia: positive, says Xi Jinping`."""
    told = language.catalogue.gettext("relations of {parties}: {tone}")
    parties = language.listed(assessment.about)
    return told.format(parties=parties, tone=labels(language)(assessment.tone)) + _by_whom(speaker(assessment.speaker, language), language)


@cache
def wording(code: str) -> Mapping[str, Any]:
    """How a language tells events."""
    return tomllib.loads(files("sijill.web").joinpath("glosses", f"{code}.toml").read_text(encoding="utf-8"))


def _core(act: str, modality: str, parts: list[list[str]], language: Language) -> str:
    """Who did what to whom: `parts` are who acts and on whom, or all parties of a mutual act."""
    words = wording(language.code)
    done, bare, before = words["acts"][act]
    actors, recipients = ([plain(language.listed(part)) for part in parts] + ["", ""])[:2]
    if "actors" in words:
        mutual = not recipients and acts()[act].symmetric and len(parts) == 1 and len(parts[0]) > 1
        actors = words["actors"]["mutual" if mutual else "alone"].format(names=actors)
    to = "".join(f" {part}" for part in (before, recipients) if part) if recipients else ""
    return str(words["modality"][modality].format(actors=actors or words["says"]["nobody"], done=done, bare=bare, to=to))


def _states(event: Event) -> list[list[str]]:
    """Who acts and on whom, by their states; parties of a mutual act are one side."""
    if acts()[event.act].symmetric:
        return [list(event.parties)]
    told = [{str(v.value["id"]).split("/")[0] for v in of(event.values, name) if v.value["id"]} for name in ("actor", "recipient")]
    actors = [code for code in event.parties if code in told[0]]
    return [actors, [code for code in event.parties if code in told[1] and code not in told[0]]]


def _channel(event: Event, words: Mapping[str, Any]) -> str:
    told = {str(v.value["value"]) for v in of(event.values, "channel")}
    return _by(event.act, told.pop(), words) if len(told) == 1 else ""  # where sources differ, the line says nothing of it


def _by(act: str, channel: str, words: Mapping[str, Any]) -> str:
    known = (act, channel) in (("call", "phone"), ("visit", "in_person"))  # the act says so itself
    return "" if known else str(words["channel"][channel])


def _when(time: When, language: Language, words: Mapping[str, Any]) -> str:
    if not time.earliest:
        return ""
    told = language.when(time)
    units = (language.day(time.earliest[:7]), time.earliest[:4])  # the month and the year that it begins in
    kind = "day" if time.earliest == time.latest else "month" if told in units else "span"
    return str(words["when"][kind].format(when=told))


def _on(edtf: str, language: Language, words: Mapping[str, Any]) -> str:
    kind = {10: "day", 7: "month", 4: "month"}.get(len(edtf), "span")
    return str(words["when"][kind].format(when=language.day(edtf)))


def _says(event: Event, language: Language, words: Mapping[str, Any]) -> str:
    names = list(dict.fromkeys(_apart(language.name(t.publisher)) for v in of(event.values, "modality") for t in v.tellings if t.publisher))
    if not names:
        return ""
    kind = "one" if len(names) == 1 else "many" if len(names) <= _NAMED else "more"
    told = words["says"]["comma"].join(names[:_NAMED]) if kind == "more" else language.listed(names[:_NAMED])
    return str(words["says"][kind].format(names=told, n=len(names) - _NAMED))


def _by_whom(name: str, language: Language) -> str:
    return str(wording(language.code)["says"]["one"].format(names=_apart(name))) if name else ""


def _apart(name: str) -> str:
    """A name from outside, which must not turn the line around it."""
    return f"\u2068{plain(name)}\u2069"
