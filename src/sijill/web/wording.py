"""Codes in words: what an act, a status or a channel is called on a page, and what a value says."""

import re
from collections.abc import Callable

from sijill.ledger.rows import Value
from sijill.records import Speaker
from sijill.web.language import Language, plain

_DURATION = re.compile(r"(\d+)([YMWDHS])")
Label = Callable[[str], str]


def N_(word: str) -> str:
    """Marks a word for the catalogue."""
    return word


CODES = (
    N_("held"), N_("planned"), N_("confirmed"), N_("cancelled"), N_("denied"), N_("possible"), N_("urged"), N_("actual"),
    N_("in_person"), N_("video"), N_("phone"), N_("letter"),
    N_("modality"), N_("party"), N_("actor"), N_("recipient"), N_("time"), N_("place"), N_("channel"), N_("duration"), N_("ordinal"), N_("topic"),
    N_("document"), N_("content"), N_("quantity"), N_("trigger"), N_("evidence"), N_("detail"), N_("dropped"),
    N_("act"), N_("type"), N_("speaker"), N_("outlet"), N_("language"), N_("year"),
    N_("narrator"), N_("unnamed"), N_("medium"), N_("told"), N_("weekday"), N_("relative"), N_("publication"), N_("unknown"),
    N_("value-conflict"), N_("ordinal-conflict"), N_("ordinal-gap"),
    N_("same"), N_("not-same"), N_("unsure"), N_("accept"), N_("reject"), N_("correct"), N_("add"), N_("report"),
    N_("due"), N_("open"), N_("overdue"), N_("undated"),
    N_("promise"), N_("position"), N_("assessment"), N_("support"), N_("oppose"), N_("positive"), N_("negative"), N_("neutral"),
    N_("kept"), N_("partly"), N_("broken"), N_("unverifiable"),
    N_("triggers"), N_("supports"), N_("operators"), N_("stances"), N_("assessments"), N_("memberships"), N_("titles"), N_("modifiers"), N_("paradigms"),
    N_("acts"), N_("states"), N_("nations"), N_("cities"), N_("bodies"), N_("people"), N_("outlets"),
)  # fmt: skip


def labels(language: Language) -> Label:
    """What codes are called: acts by their glosses, the rest by the catalogue."""
    from sijill.web.gloss import wording

    acts = wording(language.code)["acts"]

    def label(code: str) -> str:
        if language.code != "en" and code in acts:
            return str(acts[code][0])
        return language.catalogue.gettext(code).replace("_", " ")

    return label


def says(value: Value, language: Language, label: Label) -> str:
    """What a value says, in the reader's language where it is a code, else in the words of its source."""
    told = value.value
    match value.name:
        case "modality" | "channel":
            return label(str(told["value"]))
        case "party" | "actor" | "recipient":
            name = language.name(str(told["id"])) if told["id"] else str(told["name"])
            return f"{name} ({str(told['office']).replace('-', ' ')})" if told["office"] else name
        case "time":
            return language.day(str(told["edtf"]))
        case "place":
            return plain(str(told["name"]))
        case "duration":
            return _duration(str(told["iso"]), bool(told["approximate"]), language)
        case "ordinal":
            limits = [language.day(str(told[part])) for part in ("since", "within") if told[part]]
            return " · ".join([f"{told['n']}", label(str(told["of"])), *limits])
        case "quantity":
            return " ".join(str(part) for part in (f"{told['value']:,.0f}", told["unit"], told["of"]) if part)
        case _:
            return plain(str(told.get("text") or told.get("title") or told.get("kind") or ""))


def speaker(told: Speaker, language: Language) -> str:
    """Who vouches; nothing for the outlet's own voice."""
    if told.kind == "narrator":
        return ""
    return language.name(told.id) if told.id and told.id in language.names else plain(told.name or language.catalogue.gettext(told.kind))


def _duration(iso: str, approximate: bool, language: Language) -> str:
    from babel.units import format_unit

    names = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}
    day, _, clock = iso.removeprefix("P").partition("T")
    parts = [(int(n), names.get(unit, "month")) for n, unit in _DURATION.findall(day)]
    parts += [(int(n), names.get(unit, "minute")) for n, unit in _DURATION.findall(clock)]
    told = " ".join(format_unit(n, f"duration-{unit}", locale=language.locale) for n, unit in parts)
    return ("≈ " if approximate else "") + (told or iso)
