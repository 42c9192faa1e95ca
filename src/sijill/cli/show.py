"""A reading for people: rich on a terminal, plain in a pipe. Words of the article stand on lines of their own, so that right-to-left text stays whole."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import click

from sijill.cli.values import details, party, speaker
from sijill.records import Party, Reading, Report, Span

STYLES = {"article": "bold", "head": "bold cyan", "quote": "italic", "dim": "dim", "": ""}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # they would reorder the rest of the screen


class Line(NamedTuple):
    """A line to print: how far in, in which style."""

    text: str
    indent: int = 0
    style: str = ""


def show(lines: Iterable[Line]) -> None:
    """Print lines, styled if standard output is a terminal."""
    if not sys.stdout.isatty():
        for line in lines:
            click.echo(" " * line.indent + line.text)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Padding(Text(isolate(line.text), style=STYLES[line.style]), (0, 0, 0, line.indent)))


def printable(text: str) -> str:
    """Words of an article on one line, without what would move or colour the screen."""
    return " ".join("".join(c for c in _BIDI.sub("", text) if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs")).split())


def isolate(text: str) -> str:
    """A right-to-left line kept apart from what surrounds it."""
    return f"\u2068{text}\u2069" if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text) else text


def quote(span: Span, indent: int) -> Line:
    """The exact words of a span, on a line of their own."""
    return Line(("[title] " if span.where else "") + printable(span.exact), indent, "quote")


def told(reading: Reading, dropped: bool = False) -> Iterator[Line]:
    """Everything that one article tells."""
    article = reading.article
    yield Line(printable(article.title or article.id), 0, "article")
    yield Line(" · ".join(printable(part) for part in (article.id, article.publisher, article.published, article.language) if part), 0, "dim")
    for report in reading.reports:
        yield Line("")
        yield from _report(report)
    yield from _views(reading)
    yield Line("")
    if dropped:
        for number, drop in enumerate(reading.dropped, 1):
            yield Line(f"dropped d{number}: {drop.reason} ({drop.rule})", 2)
            yield quote(drop.trigger, 6)
            yield quote(drop.evidence, 6)
    hint = "" if dropped or not reading.dropped else " (--dropped lists them)"
    yield Line(f"{counted(len(reading.reports), 'report')}; {len(reading.dropped)} dropped{hint}", 2, "dim")
    yield Line("")


def _report(report: Report) -> Iterator[Line]:
    modality = "" if report.modality.value == "actual" else f", {report.modality.value}"
    yield Line(f"{report.act}{modality}: {parties(report)}", 2, "head")
    yield quote(report.evidence, 4)
    for name, value, words in details(report):
        yield Line(f"{name}: {value}" if value else f"{name}:", 4)
        if words is not None:
            yield quote(words, 8)
    if report.speaker.kind != "narrator":
        yield Line(f"says: {printable(speaker(report.speaker))}", 4)
    if report.mentions:
        yield Line(f"told again: {counted(len(report.mentions), 'time')}", 4)
    yield Line(f"{report.id} · {report.type} · CAMEO {report.cameo} · {report.rule}", 4, "dim")


def parties(report: Report) -> str:
    """Who to whom."""
    actors, recipients = _names(report.actors), _names(report.recipients)
    return f"{actors or '?'} → {recipients}" if recipients else actors


def _names(some: Iterable[Party]) -> str:
    return ", ".join(printable(party(p)) for p in some)


def _views(reading: Reading) -> Iterator[Line]:
    """Positions, assessments and memberships, each with the label by which `sijill why` explains it."""
    for number, position in enumerate(reading.positions, 1):
        modality = "" if position.modality.value == "actual" else f", {position.modality.value}"
        yield Line("")
        yield Line(f"position p{number}: {_names(position.holders)} · {position.stance}{modality}", 2, "head")
        yield quote(position.issue.span, 8)
        yield quote(position.evidence, 4)
    for number, assessment in enumerate(reading.assessments, 1):
        yield Line("")
        yield Line(f"assessment a{number}: {' – '.join(assessment.about)} · {assessment.tone} · {printable(speaker(assessment.speaker))}", 2, "head")
        yield quote(assessment.span, 8)
        yield quote(assessment.evidence, 4)
    for number, membership in enumerate(reading.memberships, 1):
        yield Line("")
        yield Line(f"membership m{number}: {_names(membership.members)} · {membership.role} · {membership.body}", 2, "head")
        yield quote(membership.evidence, 4)


def counted(n: int, noun: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{n} {noun}{'' if n == 1 else 's'}"
