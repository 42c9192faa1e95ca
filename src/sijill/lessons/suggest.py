"""Candidates for the language packs, out of what people judged: entries in TOML that a linguist weighs and takes over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sijill.ledger.acts import acts, names_of
from sijill.ledger.judged import corrections_of
from sijill.ledger.missed import PERSON
from sijill.ledger.rows import Judgement
from sijill.ledger.whole import Placed
from sijill.lessons.looked import Looked
from sijill.packs import Packs
from sijill.packs.entries import Inflected, No, Trigger, Yes
from sijill.packs.forms import entry_forms
from sijill.packs.toml import as_toml, find
from sijill.records import Party, Report

_TAUGHT = ("act", "actor", "recipient", "modality")  # what a `yes` sentence can say of a report
_HEAD = "Candidates for the language packs, out of what people judged: weigh each, give it its forms, then `sijill pack check`."


class _Candidate(NamedTuple):
    """A sentence for an entry, and the judgements that it comes from."""

    entry: tuple[str, str, str]  # language, table, id
    act: str
    words: str | None  # of an entry that is not there yet
    sentence: Yes | No
    judgements: list[Judgement]


def suggestions(looked: Iterable[Looked], packs: Packs) -> str:
    """TOML: of each language the entries with the sentences to add to them, after comments that say who judged and when."""
    entries: defaultdict[tuple[str, str, str], list[_Candidate]] = defaultdict(list)
    for article in looked:
        for candidate in _candidates(article, packs):
            entries[candidate.entry].append(candidate)
    parts = [f"# {_HEAD}\n"]
    parts += [_written(key, entries[key], packs) for key in sorted(entries)]
    return "\n".join(parts)


def _candidates(article: Looked, packs: Packs) -> Iterator[_Candidate]:
    language = article.whole.article.language
    if language not in packs.languages:
        return
    for placed in article.whole.reports:
        said = article.said.get(placed.key, [])
        last = {judgement.kind: judgement for judgement in said}
        person = placed.report.rule.startswith(PERSON)
        if placed.rejected:
            if "reject" in last and not person:
                yield _rejected(language, placed, last["reject"], packs)
        elif person and "add" in last:
            yield _added(language, placed.report, last["add"], packs)
        else:
            taught = [j for j in corrections_of(placed.key, said) if j.correction and j.correction.name in _TAUGHT]
            if taught:
                yield _corrected(language, placed, taught, packs)


def _rejected(language: str, placed: Placed, judgement: Judgement, packs: Packs) -> _Candidate:
    read = placed.read or placed.report
    why = _line(judgement.evidence or "a person says that this is not told")
    return _Candidate(_entry(language, read.rule, packs), read.act, None, No(text=_line(read.evidence.exact), why=why), [judgement])


def _corrected(language: str, placed: Placed, judgements: list[Judgement], packs: Packs) -> _Candidate:
    read = placed.read or placed.report
    wordless = frozenset(j.correction.name for j in judgements if j.correction and not j.correction.words)
    return _Candidate(_entry(language, read.rule, packs), read.act, None, _yes(placed.report, read.act, wordless), judgements)


def _added(language: str, report: Report, judgement: Judgement, packs: Packs) -> _Candidate:
    """A sentence of the entry that has these words, else of a new one."""
    words = _line(report.trigger.exact)
    known = next((entry for entry in _knowing(language, words, packs) if entry.act == report.act), None)
    if known:
        return _Candidate((language, "trigger", known.id), known.act, None, _yes(report, known.act), [judgement])
    return _Candidate((language, "trigger", f"{report.act}.new-{report.id[:8]}"), report.act, words, _yes(report, report.act), [judgement])


def _knowing(language: str, words: str, packs: Packs) -> Iterator[Trigger]:
    """The triggers of which a form is just these words."""
    pack = packs.language(language)
    wanted = words.casefold()
    return (entry for entry in pack.triggers if any(form.text.casefold() == wanted for form in entry_forms(entry, pack.paradigms)))


def _entry(language: str, rule: str, packs: Packs) -> tuple[str, str, str]:
    """The entry by whose rule a report was read; one that the packs have no more was a trigger, as far as can be told."""
    id = rule.removeprefix(f"{language}/")
    return (language, next((kind for kind, _ in find(packs.language(language), id)), "trigger"), id)


def _yes(report: Report, act: str, wordless: frozenset[str] = frozenset()) -> Yes:
    """What a sentence tells, with the words of its parties; of those that people gave without words (`wordless`) their names, if they stand there."""
    modality = report.modality.value
    return Yes(
        text=_line(report.evidence.exact), act=report.act if report.act != act else None, modality=modality if modality != "actual" else None,
        actor=_words(report, report.actors, "actor" in wordless), recipient=_words(report, report.recipients, "recipient" in wordless),
    )  # fmt: skip


def _words(report: Report, parties: Iterable[Party], wordless: bool) -> str | None:
    """The words of the first party that has some in the sentence."""
    if wordless:  # its span is that of the party read in its place
        sentence = report.evidence.exact
        return next((name for party in parties for name in names_of(party.id or "") if name in sentence), None)
    return next((_line(party.span.exact) for party in parties if party.span != report.evidence), None)


def _written(key: tuple[str, str, str], candidates: list[_Candidate], packs: Packs) -> str:
    language, kind, id = key
    first = candidates[0]
    comments = [f"# {language}: {'a new entry' if first.words else f'more sentences of the entry {id}'}"]
    comments += [f"# {_signed(judgement)}" for candidate in candidates for judgement in candidate.judgements]
    yes = [c.sentence for c in candidates if isinstance(c.sentence, Yes)]
    no = [c.sentence for c in candidates if isinstance(c.sentence, No)]
    act = first.act if first.act in acts() else ""
    entry: Inflected = Trigger(id=id, act=act, phrase=[first.words] if first.words else [], yes=yes, no=no)
    if not first.words:
        there = next((entry for _, entry in find(packs.language(language), id)), None)
        entry = Inflected(id=id, yes=yes, no=no) if there is not None and not isinstance(there, Trigger) else entry
    return "\n".join(comments) + "\n" + as_toml(kind, entry)


def _signed(judgement: Judgement) -> str:
    reason = f": {judgement.evidence}" if judgement.evidence else ""
    told = judgement.correction
    what = f"correct {told.name} to {'; '.join(told.values) or 'nothing told'}" if told else judgement.kind
    return _line(f"{what}, {judgement.by}, {judgement.at}{reason}")


def _line(text: str) -> str:
    """Text in one line, without characters that TOML has no place for."""
    return " ".join("".join(sign if sign.isprintable() or sign.isspace() or sign in "\u200c\u200d" else " " for sign in text).split())
