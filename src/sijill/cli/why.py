"""`sijill why`: what a value of a reading stands on, and what was dropped beside it; of a ledger, why reports are one event."""

import sys
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from sijill.cli.options import Options, reading_options, readings
from sijill.cli.read import complain
from sijill.cli.show import Line, parties, printable, quote, show
from sijill.cli.values import speaker
from sijill.packs import Packs, load_packs
from sijill.packs.toml import as_toml, find
from sijill.records import Assessment, Dropped, FailureLine, Membership, ModalityTold, Position, Reading, Report, Span, Speaker

Finding = Report | Position | Assessment | Membership | Dropped


@click.command()
@click.argument("file", metavar="FILE | EVENT")
@click.argument("id", required=False, default="")
@click.option("--ledger", "path", metavar="FILE", help="Explain an event of this ledger: why its reports are one event.")
@reading_options
def why(file: str, id: str, path: str | None, **options: Any) -> None:
    """Explain what a reading says, or why reports of a ledger are one event.

    ID is the beginning of a report's id, or p1, a1, m1, d1 for the first position, assessment, membership or dropped sentence. Without an ID that
    fits, the ids of the file are listed.
    """
    if path is not None:
        show(_event(file, path))
        return
    packs = load_packs()
    known: list[Line] = []
    explained = failed = False
    for result in readings([file], Options(**options), packs):
        if isinstance(result, FailureLine):
            complain(result)
            failed = True
            continue
        for name, finding in findings(result):
            if id and name.startswith(id) if isinstance(finding, Report) else name == id:
                show(explanation(name, finding, result, packs))
                explained = True
            known.append(Line(f"{name}  {summary(finding)}", 2))
    if not explained:
        click.echo(f"nothing in {file} is called {id!r}; it has:" if id else f"{file} has:", err=bool(id))
        show(known)
    sys.exit(2 if id and not explained else 1 if failed else 0)


def _event(id: str, path: str) -> Iterator[Line]:
    from sijill.cli.events import why as reasons
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        yield from reasons(ledger.event(id))


def findings(reading: Reading) -> Iterator[tuple[str, Finding]]:
    """Everything in a reading that can be explained, with the name it goes by."""
    yield from ((report.id, report) for report in reading.reports)
    labelled: tuple[tuple[str, tuple[Finding, ...]], ...] = (
        ("p", reading.positions), ("a", reading.assessments), ("m", reading.memberships), ("d", reading.dropped),
    )  # fmt: skip
    for letter, rows in labelled:
        yield from ((f"{letter}{number}", row) for number, row in enumerate(rows, 1))


def summary(finding: Finding) -> str:
    """A finding in one line."""
    match finding:
        case Report():
            return f"{finding.act}, {finding.modality.value}: {parties(finding)}"
        case Position():
            return f"position: {', '.join(printable(p.name) for p in finding.holders)}, {finding.stance}"
        case Assessment():
            return f"assessment: {' – '.join(finding.about)}, {finding.tone}"
        case Membership():
            return f"membership: {', '.join(printable(p.name) for p in finding.members)}, {finding.role} of {finding.body}"
        case Dropped():
            return f"dropped: {finding.reason}"


def explanation(name: str, finding: Finding, reading: Reading, packs: Packs) -> Iterator[Line]:
    """A finding, value by value, each with its words; then the pack entry it comes from and what was dropped beside it."""
    yield Line(f"{name}  {summary(finding)}", 0, "head")
    yield quote(finding.evidence, 2)
    for path, told in spans(finding):
        yield Line(f"{path}: {_says(told)}", 2)
        span = told if isinstance(told, Span) else told.span if hasattr(told, "span") else told.cue if isinstance(told, Speaker) else None
        if span is not None:
            yield Line(f"{span.start}–{span.end}{' of the title' if span.where else ''}", 6, "dim")
            yield quote(span, 6)
        elif isinstance(told, ModalityTold):
            yield Line("no word says otherwise: a plain past or present", 6, "dim")
        elif isinstance(told, Speaker) and told.kind == "narrator":
            yield Line("no word gives it to another voice", 6, "dim")
    yield from _rule(finding.rule, packs)
    yield from _beside(finding, reading)
    yield Line("")


def spans(finding: Finding) -> Iterator[tuple[str, Any]]:
    """The values of a finding with their names: what has a span, is one, or is a voice."""
    for field in msgspec.structs.fields(finding):
        value = getattr(finding, field.name)
        rows = value if isinstance(value, tuple) else (value,)
        for number, row in enumerate(rows, 1):
            name = field.encode_name if len(rows) == 1 else f"{field.encode_name} {number}"
            if field.name != "evidence" and (isinstance(row, Span | Speaker) or hasattr(row, "span")):
                yield name, row
                if getattr(row, "speaker", None) is not None:
                    yield f"{name}, speaker", row.speaker
            elif hasattr(row, "trigger"):
                yield name, row.trigger


def _says(value: Any) -> str:
    """A value without its words."""
    if isinstance(value, Span):
        return "these words"
    if isinstance(value, Speaker):
        return printable(f"{value.kind} {speaker(value)}" if value.kind != "narrator" else "the narrator")
    told = msgspec.to_builtins(value)
    return printable(", ".join(f"{key} {part}" for key, part in told.items() if key not in ("span", "speaker", "text") and part is not None))


def _rule(rule: str | None, packs: Packs) -> Iterator[Line]:
    """The pack entry that a rule names."""
    if rule is None:
        return
    language, _, id = rule.partition("/")
    yield Line(f"rule {rule}", 2)
    for kind, entry in find(packs.language(language), id):
        yield from (Line(printable(line), 6) for line in as_toml(kind, entry, sentences=False).splitlines())


def _beside(finding: Finding, reading: Reading) -> Iterator[Line]:
    """What was dropped in the same sentence or next to it."""
    for number, drop in enumerate(reading.dropped, 1):
        if drop is not finding and _touches(finding.evidence, drop.evidence, reading.article.text):
            yield Line(f"beside it, dropped d{number}: {drop.reason} ({drop.rule})", 2)
            yield quote(drop.trigger, 6)


def _touches(a: Span, b: Span, text: str) -> bool:
    """Whether two sentences are one or neighbours."""
    first, last = sorted((a, b), key=lambda span: (span.start, span.end))
    return a.where == b.where and (last.start <= first.end or (a.where is None and not text[first.end : last.start].strip()))
