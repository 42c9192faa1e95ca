"""Codes in words: what an act, a status or a channel is called on a page, and what a value says."""

import re
from collections.abc import Callable, Mapping

from sijill.ledger.acts import acts
from sijill.ledger.rows import Value
from sijill.records import Report, Speaker
from sijill.web.language import Language, plain

_CODE = re.compile("[a-z]+([-_][a-z]+)+")
_DURATION = re.compile(r"(\d+)([YMWDHS])")
Label = Callable[[str], str]


def N_(word: str) -> str:
    """Marks a word for the catalogue."""
    return word


# What each code is called. Whoever adds one that readers may see enters it here; a test looks for codes on the pages.
CODES = {code: code for code in (
    N_("held"), N_("planned"), N_("confirmed"), N_("cancelled"), N_("denied"), N_("possible"), N_("urged"),
    N_("video"), N_("letter"),
    N_("modality"), N_("party"), N_("actor"), N_("recipient"), N_("time"), N_("place"), N_("channel"), N_("duration"), N_("ordinal"), N_("topic"),
    N_("document"), N_("content"), N_("quantity"), N_("trigger"), N_("evidence"), N_("detail"), N_("dropped"),
    N_("act"), N_("type"), N_("speaker"), N_("outlet"), N_("language"), N_("year"),
    N_("narrator"), N_("unnamed"), N_("medium"), N_("told"), N_("unknown"),
    N_("accept"), N_("reject"), N_("correct"), N_("add"), N_("report"),
    N_("due"), N_("open"), N_("overdue"), N_("undated"),
    N_("promise"), N_("position"), N_("assessment"), N_("support"), N_("oppose"), N_("positive"), N_("negative"), N_("neutral"),
    N_("same"), N_("unsure"), N_("kept"), N_("partly"), N_("broken"), N_("unverifiable"),
    N_("triggers"), N_("supports"), N_("operators"), N_("stances"), N_("assessments"), N_("memberships"), N_("titles"), N_("modifiers"), N_("paradigms"),
    N_("subject"), N_("private"), N_("goods"), N_("honorific"),
    N_("acts"), N_("states"), N_("nations"), N_("cities"), N_("bodies"), N_("people"), N_("outlets"),
)} | {
    "actual": N_("happened"), "in_person": N_("in person"), "phone": N_("by phone"), "untold": N_("not told"),
    "weekday": N_("from the day of the week"), "relative": N_("from words such as yesterday"), "publication": N_("from the day of publication"),
    "value-conflict": N_("sources differ"), "ordinal-conflict": N_("counts that disagree"), "ordinal-gap": N_("fewer known than counted"),
    "not-same": N_("not the same"),
    "AGREE": N_("agreement"), "CONSULT": N_("consultation"), "SUPPORT": N_("support"), "CONCEDE": N_("concession"), "COOPERATE": N_("cooperation"),
    "AID": N_("aid"), "RETREAT": N_("retreat"), "REQUEST": N_("request"), "ACCUSE": N_("accusation"), "REJECT": N_("rejection"),
    "THREATEN": N_("threat"), "PROTEST": N_("protest"), "SANCTION": N_("sanctions"), "MOBILIZE": N_("mobilisation"), "COERCE": N_("coercion"),
    "ASSAULT": N_("assault"),
}  # fmt: skip


def labels(language: Language) -> Label:
    """What codes are called: acts and terms (topics, offices, documents) by the glosses, the rest by the catalogue; what is no code stays as it is."""
    from sijill.web.gloss import wording

    words = wording(language.code)
    named = {code: told[0] for code, told in words["acts"].items()} if "actors" in words else {}  # English tells acts by verbs, whose codes are nouns
    named |= words.get("terms", {})

    def label(code: str) -> str:
        if code in CODES and code not in named:
            return language.catalogue.gettext(CODES[code])
        told = named.get(code) or language.terms.get(code) or (re.sub("[-_]", " ", code) if _CODE.fullmatch(code) else code)
        return str(told)

    return label


def topic(told: Mapping[str, object], label: Label) -> str:
    """A topic or an issue: by its code, which has a name in every language, else in the words of its source."""
    return label(str(told["id"])) if told["id"] else plain(str(told["text"] or ""))


def says(value: Value, language: Language, label: Label) -> str:
    """What a value says, in the reader's language where it is a code, else in the words of its source."""
    told = value.value
    match value.name:
        case "modality" | "channel":
            return label(str(told["value"]))
        case "party" | "actor" | "recipient":
            name = language.name(str(told["id"])) if told["id"] else str(told["name"])
            return f"{name} ({label(str(told['office']))})" if told["office"] else name
        case "time":
            return language.day(str(told["edtf"]))
        case "place":
            return plain(str(told["name"]))
        case "duration":
            return _duration(str(told["iso"]), bool(told["approximate"]), language)
        case "ordinal":
            return ordinal(told, language, label)
        case "quantity":
            return " ".join(str(part) for part in (f"{told['value']:,.0f}", told["unit"], told["of"]) if part)
        case "topic":
            return topic(told, label)
        case "document":
            named = [label(str(told["kind"])), f"({told['n']})" if told["n"] else "", f"“{plain(str(told['title']))}”" if told["title"] else ""]
            return " ".join(part for part in named if part)
        case _:
            return plain(str(told.get("text") or told.get("title") or ""))


def ordinal(told: Mapping[str, object], language: Language, label: Label) -> str:
    """`meeting no. 38 since 2013`."""
    _ = language.catalogue.gettext
    parts = [_("{act} no. {n}").format(act=label(str(told["of"])), n=told["n"])]
    parts += [label(str(told["channel"]))] if told["channel"] else []
    parts += [_("since {day}").format(day=language.day(str(told["since"])))] if told["since"] else []
    parts += [_("within {day}").format(day=language.day(str(told["within"])))] if told["within"] else []
    return " ".join(parts)


def sides(report: Report) -> list[list[str]]:
    """Who acts and, where the act has a direction, on whom: parties of a mutual act are one side. By id, else by name."""
    actors, recipients = ([party.id or party.name for party in some] for some in (report.actors, report.recipients))
    parts = [actors + recipients] if acts()[report.act].symmetric else [actors, recipients]
    return [part for part in parts if part]


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
