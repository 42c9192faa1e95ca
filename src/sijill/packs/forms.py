"""Forms of a word from its principal parts, by the paradigm tables of its language."""

from typing import NamedTuple

from sijill.packs.entries import Assessment, FormRule, Inflected, Paradigm

_VOWELS = frozenset("aeiou")


class Form(NamedTuple):
    """A derived form and what its shape says."""

    text: str
    pos: str  # verb, noun, participle, passive, phrase, title, adjective
    tense: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    passive: bool = False
    cases: frozenset[str] = frozenset()  # where the language has cases: those that the form may be


def listed(words: str | list[str]) -> list[str]:
    """A value that may be one word or a list, as a list."""
    return [words] if isinstance(words, str) else words


def entry_forms(entry: Inflected, paradigms: list[Paradigm]) -> list[Form]:
    """All forms of a trigger, a support verb or an operator."""
    forms = [Form(text, "phrase") for text in listed(entry.phrase)]
    for verb in listed(entry.verb) or ([""] if entry.past and entry.present else []):
        parts = {"past": entry.past or "", "present": entry.present or "", "verb": verb, "ing": entry.ing or ""}
        if verb:
            parts["participle"] = next(iter(listed(entry.participle)), entry.past or "")
        forms += inflect("verb", parts, paradigms)
    for noun in (*listed(entry.masdar), *listed(entry.noun)):
        forms += inflect("noun", {"noun": noun}, paradigms)
    if not entry.verb:
        valued = entry.adjective if isinstance(entry, Assessment) else []
        for pos, words in (("participle", entry.participle), ("passive", entry.passive), ("adjective", valued)):
            for word in listed(words):
                forms += [form._replace(pos=pos) for form in inflect("adjective", {"adjective": word}, paradigms)]
    return forms


def inflect(pos: str, parts: dict[str, str], paradigms: list[Paradigm]) -> list[Form]:
    """The forms of one word; of a word of several parts (`rule out`, `وزير الخارجية`) the first is inflected."""
    tails = {name: part.split(" ", 1)[1] if " " in part else "" for name, part in parts.items()}
    heads = {name: part.split(" ", 1)[0] for name, part in parts.items()}
    paradigm = next((p for p in paradigms if p.of == pos and _fits(p, heads)), None)
    if paradigm is None:
        return [Form(part, pos) for part in parts.values() if part]
    forms = []
    for rule in paradigm.forms:
        head = heads.get(rule.base)
        if head:
            text = " ".join(filter(None, (_derive(head, rule), tails[rule.base])))
            name = "participle" if rule.participle else pos
            forms.append(Form(text, name, rule.tense, rule.number, rule.gender, rule.person, rule.passive))
    return forms


def _fits(paradigm: Paradigm, heads: dict[str, str]) -> bool:
    for name, ends in paradigm.ends.items():
        if not heads.get(name, "").endswith(tuple(ends)):
            return False
    for name, letters in paradigm.before_last.items():
        if heads.get(name, "")[-2:-1] not in letters:
            return False
    word = next((head for head in heads.values() if head), "")
    return len(word) > paradigm.longer_than and (not paradigm.closed or _closed_syllable(word))


def _closed_syllable(word: str) -> bool:
    """One consonant after one vowel in a word of one syllable: `ban`, `plan`, not `meet`, `veto`, `allow`."""
    last = word[-3:]
    vowels = sum(1 for i, letter in enumerate(word) if letter in _VOWELS and (i == 0 or word[i - 1] not in _VOWELS))
    return len(last) == 3 and last[1] in _VOWELS and last[0] not in _VOWELS and last[2] not in _VOWELS | set("wxy") and vowels == 1


def _derive(head: str, rule: FormRule) -> str:
    text = head[: len(head) - rule.drop] if rule.drop else head
    if rule.put is not None:
        text = text[: len(text) - rule.cut] + rule.put + text[len(text) - rule.cut + 1 :]
    elif rule.cut:
        text = text[: len(text) - rule.cut] + text[len(text) - rule.cut + 1 :]
    if rule.first is not None:
        text = rule.first + text[1:]
    return text + (text[-1] if rule.add.startswith("+") else "") + rule.add.removeprefix("+")
