"""A reading as a notebook shows it: the article, its reports' sentences highlighted, and a list of what they tell.

Arabic letters join across the elements of a line only where nothing stands between them: marks have colour and underline, never room or an edge.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from sijill.records import Article, Party, Reading, Report, Span

_SENTENCE, _WORDS, _ASIDE = "background-color:#fff3bf", "text-decoration:underline 2px #1971c2", "color:#868e96"
Mark = tuple[int, int, str]  # from, to, style


def html_of(reading: Reading) -> str:
    """HTML of one article. All of its text is there once, escaped; the list names each report by its act, modality and parties."""
    article = reading.article
    head = " · ".join(escape(part) for part in (article.publisher, article.published, article.language) if part)
    title = _marked(article.title, _marks(reading.reports, "title")) if article.title else escape(article.id)
    text = _marked(article.text, [*_marks(reading.reports, None), *((r.start, r.end, _ASIDE) for r in article.furniture)])
    return (
        f'<article lang="{escape(article.language)}"><h4 dir="auto">{title}</h4><p><small>{head}</small></p>'
        f'<div dir="auto" style="white-space:pre-wrap;text-align:start">{text}</div>'
        f"<ol>{''.join(_item(report, article) for report in reading.reports)}</ol></article>"
    )


def _marks(reports: Sequence[Report], where: str | None) -> Iterator[Mark]:
    """The sentences of reports in the text or the headline, and in them the words that tell the act and the parties."""
    for report in reports:
        tellings = [report.evidence, *(mention.evidence for mention in report.mentions)]
        words = [report.trigger, *(party.span for party in (*report.actors, *report.recipients))]
        yield from ((s.start, s.end, _SENTENCE) for s in tellings if s.where == where)
        yield from ((s.start, s.end, _WORDS) for s in words if s.where == where)


def _marked(text: str, marks: Iterable[Mark]) -> str:
    """Text with marks, which may overlap: it is cut wherever one begins or ends, and each piece has the styles that cover it."""
    some = list(marks)
    cuts = sorted({0, len(text), *(at for start, end, _ in some for at in (start, end) if at <= len(text))})
    out = []
    for start, end in pairwise(cuts):
        styles = dict.fromkeys(style for first, last, style in some if first <= start and end <= last)
        piece = escape(text[start:end])
        out.append(f'<span style="{";".join(styles)}">{piece}</span>' if styles else piece)
    return "".join(out)


def _item(report: Report, article: Article) -> str:
    modality = "" if report.modality.value == "actual" else f", {report.modality.value}"
    sides = [", ".join(map(_name, side)) for side in (report.actors, report.recipients) if side]
    speaker = report.speaker.name or report.speaker.id
    says = f" — says <bdi>{escape(speaker)}</bdi>" if speaker else ""
    when = " · ".join(escape(time.edtf) for time in report.times)
    return f"<li><b>{escape(report.act)}</b>{modality}: {' → '.join(sides)}{f' · {when}' if when else ''}{says}<br>{_quote(report.evidence, article)}</li>"


def _quote(span: Span, article: Article) -> str:
    return f'<small lang="{escape(article.language)}"><bdi>{escape(span.exact)}</bdi></small>'


def _name(party: Party) -> str:
    return f"<bdi>{escape(party.name)}</bdi>"
