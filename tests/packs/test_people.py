"""The office holders of the world pack: named, dated, sourced, and never two at once where there is one office."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from sijill.packs import Packs, packs_folder
from sijill.packs.cache import cached_tables
from sijill.packs.entries import Office, Person

ONE_HOLDER = frozenset(("president", "prime-minister", "foreign-minister"))
# Two holders at once, and why that is so.
TWO_AT_ONCE: dict[tuple[str, str], str] = {
    ("LBY/baghdadi-mahmudi", "LBY/mahmoud-jibril"): "the transitional council of 2011 beside the government it overthrew",
    ("LBY/abdullah-al-thani", "LBY/fayez-al-sarraj"): "rival governments in Bayda and Tripoli",
    ("LBY/mohamed-al-dayri", "LBY/mohamed-taha-siala"): "foreign ministers of those two",
    ("LBY/abdul-hamid-dbeibeh", "LBY/fathi-bashagha"): "rival governments in Tripoli and the east",
    ("LBY/abdul-hamid-dbeibeh", "LBY/osama-hammad"): "rival governments in Tripoli and the east",
    ("YEM/abdrabbuh-mansur-hadi", "YEM/ali-abdullah-saleh"): "sworn in two days before the other handed over",
}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Term(NamedTuple):
    """One person's time in an office, as far as it is certain: from the last possible first day to the first possible last day."""

    person: str
    first: str
    last: str


def _tables() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, content in cached_tables(packs_folder(), "world").files:
        if "person" in content:
            yield name.rsplit("/", 1)[-1].removesuffix(".toml"), content["person"]


FILES = dict(_tables())


def _latest(day: str) -> str:
    """The last day a date of any precision may mean."""
    return day if len(day) == 10 else f"{day}-31" if len(day) == 7 else f"{day}-12-31"


def _earliest(day: str) -> str:
    """The first day a date of any precision may mean."""
    return day if len(day) == 10 else f"{day}-01" if len(day) == 7 else f"{day}-01-01"


def _term(person: Person, office: Office) -> Term:
    return Term(person.id, _latest(office.from_), _earliest(office.until) if office.until else "9999-12-31")


def test_there_are_people(packs: Packs) -> None:
    assert len(packs.world.people) >= 500
    assert len({person.id.split("/")[0] for person in packs.world.people}) >= 40


@pytest.mark.parametrize("code", sorted(FILES))
def test_ids_begin_with_the_file_and_are_its_own(code: str) -> None:
    ids = [row["id"] for row in FILES[code]]
    assert [i for i in ids if not i.startswith(f"{code}/")] == []
    assert [i for i in ids if not re.fullmatch(r"[A-Z0-9_+]+/[a-z0-9-]+", i)] == []
    assert sorted(ids) == sorted(set(ids))


def test_files_are_named_after_states_and_bodies(packs: Packs) -> None:
    known = {nation.code for nation in packs.world.nations} | {body.code for body in packs.world.bodies}
    assert [code for code in FILES if code not in known] == []


def test_everybody_is_named_in_arabic_and_english(packs: Packs) -> None:
    assert [p.id for p in packs.world.people if not (p.names.get("ar") and p.names.get("en"))] == []
    blank = [p.id for p in packs.world.people for names in (*p.names.values(), *p.short.values()) for name in names if name != name.strip() or not name]
    assert blank == []


def test_names_are_in_the_script_of_their_language(packs: Packs) -> None:
    scripts = {"ar": r"[\u0600-\u06ff]", "en": r"[A-Za-z]", "zh": r"[\u4e00-\u9fff]", "ru": r"[\u0400-\u04ff]"}
    wrong = [
        (person.id, name)
        for person in packs.world.people
        for names in (person.names, person.short)
        for language, listed in names.items()
        for name in listed
        if not re.search(scripts[language], name)
    ]
    assert wrong == []


def test_everybody_held_an_office_with_source_and_check(packs: Packs) -> None:
    assert [p.id for p in packs.world.people if not p.office] == []
    offices = [(p.id, o) for p in packs.world.people for o in p.office]
    assert [(i, o.source) for i, o in offices if not re.fullmatch(r"https://\S+", o.source)] == []
    assert [(i, o.title) for i, o in offices if not re.fullmatch(r"[a-z]+(-[a-z]+)*", o.title)] == []
    for person, office in offices:
        assert date.fromisoformat(office.checked), person


def test_terms_have_valid_dates_in_order(packs: Packs) -> None:
    for person in packs.world.people:
        for office in person.office:
            for day in (office.from_, office.until):
                if day is not None:
                    assert _DATE.fullmatch(day), (person.id, day)
                    assert date.fromisoformat(_earliest(day)), (person.id, day)
            if office.until is not None:
                assert _earliest(office.from_) <= _latest(office.until), (person.id, office)


def _doubles(people: list[Person]) -> Iterator[tuple[str, str]]:
    terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for person in people:
        for office in person.office:
            if office.title in ONE_HOLDER:
                terms[person.id.split("/")[0], office.title].append(_term(person, office))
    for rows in terms.values():
        for a, b in combinations(rows, 2):
            if max(a.first, b.first) < min(a.last, b.last):
                yield (a.person, b.person) if a.person <= b.person else (b.person, a.person)


def test_one_office_has_one_holder_at_a_time(packs: Packs) -> None:
    assert sorted(pair for pair in _doubles(packs.world.people) if pair not in TWO_AT_ONCE) == []


def test_exceptions_are_needed(packs: Packs) -> None:
    assert set(TWO_AT_ONCE) <= set(_doubles(packs.world.people))
