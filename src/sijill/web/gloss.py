"""One line on an event in the reader's language, whatever languages its articles are in. Wording is data: `glosses/CODE.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.ledger.acts import acts
from sijill.ledger.rows import Event, When
from sijill.ledger.values import of
from sijill.web.language import Language, plain

_MODALITY = {"held": "actual", "confirmed": "planned"}  # an event's status and the modality it is worded by, where they differ
_NAMED = 2  # outlets that are named before the rest is counted


def gloss(event: Event, language: Language) -> str:
    """`China and Russia met by video on 15 December 2021, says CRI`."""
    words = wording(language.code)
    return f"{_core(event, language, words)}{_channel(event, words)}{_when(event, language, words)}{_says(event, language, words)}"


@cache
def wording(code: str) -> Mapping[str, Any]:
    """How a language tells events."""
    return tomllib.loads(files("sijill.web").joinpath("glosses", f"{code}.toml").read_text(encoding="utf-8"))


def _core(event: Event, language: Language, words: Mapping[str, Any]) -> str:
    done, bare, before = words["acts"][event.act]
    actors, recipients = _sides(event, language)
    if not recipients and "actors" in words:
        mutual = acts()[event.act].symmetric and len(event.parties) > 1
        actors = words["actors"]["mutual" if mutual else "alone"].format(names=actors)
    elif "actors" in words:
        actors = words["actors"]["alone"].format(names=actors)
    to = "".join(f" {part}" for part in (before, recipients) if part) if recipients else ""
    return str(words["modality"][_MODALITY.get(event.status, event.status)].format(actors=actors or words["says"]["nobody"], done=done, bare=bare, to=to))


def _sides(event: Event, language: Language) -> tuple[str, str]:
    """Who acts and on whom, by their states; parties of a mutual act are one side."""
    if acts()[event.act].symmetric:
        return language.listed(event.parties), ""
    sides = [{str(v.value["id"]).split("/")[0] for v in of(event.values, name) if v.value["id"]} for name in ("actor", "recipient")]
    actors = [code for code in event.parties if code in sides[0]]
    recipients = [code for code in event.parties if code in sides[1] and code not in sides[0]]
    return language.listed(actors), language.listed(recipients)


def _channel(event: Event, words: Mapping[str, Any]) -> str:
    told = {str(v.value["value"]) for v in of(event.values, "channel")}
    only = told.pop() if len(told) == 1 else None  # where sources differ, the line says nothing of it
    return "" if only is None or (event.act, only) == ("call", "phone") else str(words["channel"][only])


def _when(event: Event, language: Language, words: Mapping[str, Any]) -> str:
    time = event.time
    if not time.earliest:
        return ""
    told = language.when(time)
    kind = "day" if time.earliest == time.latest else "month" if told in _units(time, language) else "span"
    return str(words["when"][kind].format(when=told))


def _units(time: When, language: Language) -> tuple[str, str]:
    """The month and the year that a time begins in."""
    return language.day((time.earliest or "")[:7]), (time.earliest or "")[:4]


def _says(event: Event, language: Language, words: Mapping[str, Any]) -> str:
    names = list(dict.fromkeys(_apart(language.name(t.publisher)) for v in of(event.values, "modality") for t in v.tellings if t.publisher))
    if not names:
        return ""
    kind = "one" if len(names) == 1 else "many" if len(names) <= _NAMED else "more"
    told = words["says"]["comma"].join(names[:_NAMED]) if kind == "more" else language.listed(names[:_NAMED])
    return str(words["says"][kind].format(names=told, n=len(names) - _NAMED))


def _apart(name: str) -> str:
    """A name from outside, which must not turn the line around it."""
    return f"\u2068{plain(name)}\u2069"
