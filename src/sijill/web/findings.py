"""What does not add up, in plain words of the reader's language."""

from collections.abc import Sequence

from babel.lists import format_list

from sijill.ledger import Finding, Ledger
from sijill.ledger.rows import Value, When
from sijill.records import Record
from sijill.web.language import Language, plain
from sijill.web.wording import Label, ordinal, says


class About(Record, frozen=True, kw_only=True):
    """An event that a finding is on, in short."""

    event: str
    act: str
    parties: tuple[str, ...]
    time: When


class Explained(Finding, frozen=True, kw_only=True):
    """A finding with what its first events are: enough to say what it is on."""

    about: tuple[About, ...]


def explained(ledger: Ledger, finding: Finding) -> Explained:
    """A finding with the one or two events that it speaks of; of a count that is held against the ledger, the one that it is claimed of."""
    events = [ledger.event(id) for id in finding.events[: len(_numbers(finding)) or 1]]
    about = tuple(About(event=e.id, act=e.act, parties=e.parties, time=e.time) for e in events)
    return Explained(kind=finding.kind, events=finding.events, values=finding.values, evidence=finding.evidence, says=finding.says, about=about)


def finding_says(found: Explained, language: Language, label: Label) -> str:
    """`sources differ on the duration: 74 minutes (3 outlets) or 1 hour 30 minutes (3 outlets)`."""
    _, numbers = language.catalogue.gettext, _numbers(found)
    if found.kind == "overdue":
        due = language.when(found.about[0].time)
        return _("announced for {day}; that day is past, and nothing read since says that it happened").format(day=due)
    if found.kind == "value-conflict":
        return _("sources differ on the {field}: {values}").format(field=label(found.values[0].name), values=_either(found.values, language, label))
    if len(found.events) == 1 and len(numbers) > 1:
        return _("counted in different ways: {values}").format(values=_either(numbers, language, label))
    claim = ordinal(numbers[0].value, language, label)
    if found.kind == "ordinal-gap":
        return _("called {claim}; this ledger knows {n}").format(claim=claim, n=len(found.events))
    if len(numbers) == 1:
        return _("called {claim}, though this ledger knows {n} before it").format(claim=claim, n=len(found.events) - 1)
    first, second = (language.when(about.time) for about in found.about)
    if numbers[0].value["n"] == numbers[1].value["n"]:
        return _("two are called {claim}: {day} and {other}").format(claim=claim, day=first, other=second)
    later = ordinal(numbers[1].value, language, label)
    return _("called {claim} on {day}, and after that {later} on {other}").format(claim=claim, day=first, later=later, other=second)


def finding_on(found: Explained, language: Language, label: Label) -> str:
    """`China and Russia, meeting, 15 December 2021`: what a finding is on."""
    first = found.about[0]
    when = [language.when(first.time)] if len(found.about) == 1 and found.kind != "overdue" else []
    return language.catalogue.gettext(", ").join([language.listed(first.parties), label(first.act), *when])


def finding_gloss(found: Explained, language: Language, label: Label) -> str:
    """A finding in one line."""
    return f"{finding_on(found, language, label)}: {finding_says(found, language, label)}"


def _numbers(found: Finding) -> list[Value]:
    return [value for value in found.values if value.name == "ordinal"]


def _either(values: Sequence[Value], language: Language, label: Label) -> str:
    """Each value once, with how many tell it."""
    tellers: dict[str, set[str]] = {}
    for value in values:
        tellers.setdefault(says(value, language, label), set()).update(told.publisher or told.article for told in value.tellings)
    told = [f"{plain(words)} ({_outlets(len(some), language)})" for words, some in tellers.items()]
    return format_list(told, style="or", locale=language.locale)


def _outlets(n: int, language: Language) -> str:
    return language.catalogue.ngettext("%(num)s outlet", "%(num)s outlets", n) % {"num": n}
