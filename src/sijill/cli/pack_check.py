"""The sentences of a pack's entries, run through the reader: what a `yes` lacks and what a `no` gives."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from sijill.packs import Packs
from sijill.packs.entries import Inflected, Yes
from sijill.packs.toml import entries
from sijill.reading import read
from sijill.records import Assessment, Membership, Party, Position, Reading, Report, Source, Span, Speaker

_DAY = "2023-06-15"  # a Thursday: sentences that say "Tuesday" or "next month" need a day to count from
_NEEDS = {"trigger": ("yes", "no"), "support": ("yes",), "operator": ("yes",), "stance": ("yes",), "assessment": ("yes",), "membership": ("yes",)}


class Finding(NamedTuple):
    """What is wrong with one sentence of an entry; `lines` are the sentence, what it should give and what the reader made of it."""

    kind: str
    entry: str
    which: str  # yes or no
    problem: str
    lines: list[str]


def check(code: str, packs: Packs) -> Iterator[Finding]:
    """Every sentence of a language's pack that does not give what it should by its grammar alone."""
    packs.lexicon(code).scored = False
    for kind, entry in entries(packs.language(code)):
        rule = f"{code}/{entry.id}"
        for which in _NEEDS[kind]:
            if not getattr(entry, which):
                yield Finding(kind, entry.id, which, f"the entry has no `{which}` sentence", [])
        for yes in entry.yes:
            reading = sentence(yes.text, code, packs)
            for problem in _lacks(kind, rule, yes, reading, packs):
                yield Finding(kind, entry.id, "yes", problem, [yes.text, f"wanted: {_wanted(yes)}", *_found(reading)])
        for no in entry.no:
            reading = sentence(no.text, code, packs)
            if rule in _rules(reading):
                yield Finding(kind, entry.id, "no", f"it gives what it should not ({no.why})", [no.text, *_found(reading)])


def count(code: str, packs: Packs) -> tuple[int, int]:
    """How many entries and how many sentences a pack has."""
    rows: list[Inflected] = [entry for _, entry in entries(packs.language(code))]
    return len(rows), sum(len(entry.yes) + len(entry.no) for entry in rows)


def sentence(text: str, code: str, packs: Packs) -> Reading:
    """The reading of one sentence by itself."""
    return read(Source(id="sentence", text=text, language=code, published=_DAY), packs, "all")


def summary(reading: Reading) -> list[str]:
    """What a sentence gave, and what was dropped, a line each."""
    lines = []
    for r in reading.reports:
        who = f"{_words(r.actors)} → {_words(r.recipients)}" if r.recipients else _words(r.actors)
        lines.append(f"report {r.act}, {r.modality.value}: {who} · {_voice(r.speaker)} · {r.rule}")
    for p in reading.positions:
        lines.append(f"position {p.stance}, {p.modality.value}: {_words(p.holders)} · issue [{p.issue.text}] · {_voice(p.speaker)} · {p.rule}")
    lines += [f"assessment {a.tone}: {' '.join(a.about)} · {_voice(a.speaker)} · {a.rule}" for a in reading.assessments]
    lines += [f"membership {m.role} of {m.body}: {_words(m.members)} · {m.rule}" for m in reading.memberships]
    lines += [f"dropped [{d.trigger.exact}]: {d.reason} · {d.rule}" for d in reading.dropped]
    return lines or ["nothing"]


def _lacks(kind: str, rule: str, yes: Yes, reading: Reading, packs: Packs) -> list[str]:
    """What is missing, by the candidate that lacks least; nothing if one lacks nothing."""
    if any(words is not None and words not in yes.text for words in (yes.actor, yes.recipient, yes.holder, yes.issue)):
        return ["its words do not stand in its sentence"]
    if kind == "assessment":
        about = set((yes.about or "").split())
        rows = [[] if about <= set(a.about) else ["about"] for a in reading.assessments if a.rule == rule]
    elif kind == "membership":
        rows = [[] if _holds(yes.text, yes.actor, m.members) else ["actor"] for m in reading.memberships if m.rule == rule]
    elif kind == "stance" or yes.holder or yes.issue:
        rows = [_lacks_of_position(yes, p) for p in reading.positions if kind != "stance" or p.rule == rule]
    else:
        reports = [r for r in reading.reports if (r.rule == rule if kind == "trigger" else yes.act in (None, r.act))]
        rows = [_lacks_of_report(yes, r, packs, "actual" if kind == "trigger" else None) for r in reports]
        if kind == "operator" and yes.act is None:
            rows += [_lacks_of_position(yes, p) for p in reading.positions]
    if not rows:
        return [f"no {'report' if kind in ('trigger', 'support', 'operator') else kind} of it"]
    best = min(rows, key=len)
    return [f"not as told: {', '.join(best)}"] if best else []


def _lacks_of_report(yes: Yes, report: Report, packs: Packs, modality: str | None) -> list[str]:
    symmetric = packs.world.acts[report.act].symmetric  # then the order of the parties says nothing
    actors = report.actors + report.recipients if symmetric else report.actors
    recipients = actors if symmetric else report.recipients
    wanted = yes.modality or modality
    wrong = {
        "actor": not _holds(yes.text, yes.actor, actors),
        "recipient": not _holds(yes.text, yes.recipient, recipients),
        "modality": wanted is not None and wanted != report.modality.value,
        "speaker": not _speaks(yes.speaker, report.speaker),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def _lacks_of_position(yes: Yes, position: Position) -> list[str]:
    wrong = {
        "holder": not _holds(yes.text, yes.holder or yes.actor, position.holders),
        "issue": yes.issue is not None and not _overlaps(yes.text, yes.issue, position.issue.span),
        "modality": yes.modality not in (None, position.modality.value),
        "speaker": not _speaks(yes.speaker, position.speaker),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def _holds(text: str, words: str | None, parties: Iterable[Party]) -> bool:
    """Whether one of the parties stands on these words."""
    return words is None or any(_overlaps(text, words, party.span) for party in parties)


def _overlaps(text: str, words: str, span: Span) -> bool:
    at = text.find(words)
    while at >= 0:
        if at < span.end and span.start < at + len(words):
            return True
        at = text.find(words, at + 1)
    return False


def _speaks(wanted: str | None, speaker: Speaker) -> bool:
    """A speaker is told by kind, code or name; by other words only that it is not the narrator can be checked."""
    if wanted is None:
        return True
    known = {speaker.kind, speaker.id, (speaker.id or "").split("/")[0], speaker.name}
    return wanted in known or (wanted not in ("narrator", "party", "medium", "unnamed") and speaker.kind != "narrator")


def _rules(reading: Reading) -> set[str]:
    """The rules that gave something; a report in which nobody is known (`scope="all"` keeps those) is none."""
    reports = [r for r in reading.reports if any(party.id for party in r.actors + r.recipients)]
    views: tuple[Position | Assessment | Membership, ...] = (*reading.positions, *reading.assessments, *reading.memberships)
    return {row.rule for row in (*reports, *views)} | {mention.rule for report in reports for mention in report.mentions}


def _wanted(yes: Yes) -> str:
    told = {name: value for name, value in msgspec.structs.asdict(yes).items() if value is not None and name != "text"}
    return ", ".join(f"{name} [{value}]" for name, value in told.items()) or "something"


def _found(reading: Reading) -> list[str]:
    return [f"found: {line}" for line in summary(reading)]


def _words(parties: Iterable[Party]) -> str:
    return ", ".join(f"{party.id or party.name} [{party.span.exact}]" for party in parties)


def _voice(speaker: Speaker) -> str:
    return speaker.id or speaker.name or speaker.kind
