"""The bodies and outlets of the world pack: coded once, named in Arabic and English, and no name taken twice."""

import re
from collections import defaultdict
from collections.abc import Iterable

from sijill.packs import Packs
from sijill.text import fold, tokenize

LANGUAGES = ("ar", "en", "zh", "ru")
# What the scheme of annotation names, and what a reader of the news would miss.
_WANTED = """
UN UNSC EU NATO OPEC AU ARAB_LEAGUE GCC SCO BRICS G7 G20 IAEA WHO IMF WTO ICC ICJ OIC OPCW OSCE CIS CSTO ASEAN EUROPEAN_COUNCIL WORLD_BANK
HAMAS HEZBOLLAH HOUTHIS TALIBAN ISIS AL_QAEDA SDF YPG PKK POLISARIO SYRIAN_OPPOSITION ARAB_COALITION E3 P5+1 WEST
"""


def _folded(text: str) -> str:
    return " ".join(token.norm for token in tokenize(fold(text)))


def _shared(rows: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Names that more than one entry has."""
    taken: dict[str, set[str]] = defaultdict(set)
    for owner, name in rows:
        taken[_folded(name)].add(owner)
    return {name: owners for name, owners in taken.items() if len(owners) > 1}


def test_there_are_bodies_enough(packs: Packs) -> None:
    assert len(packs.world.bodies) >= 60
    assert [code for code in _WANTED.split() if code not in {body.code for body in packs.world.bodies}] == []


def test_codes_are_unique_and_no_state(packs: Packs) -> None:
    codes = [body.code for body in packs.world.bodies]
    assert sorted(codes) == sorted(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[A-Z][A-Z0-9_+]*", code)] == []
    assert set(codes).isdisjoint(nation.code for nation in packs.world.nations)


def test_bodies_are_named_in_every_language(packs: Packs) -> None:
    for body in packs.world.bodies:
        assert [code for code in LANGUAGES if not body.names.get(code)] == [], body.code


def test_no_two_bodies_share_a_name(packs: Packs) -> None:
    for code in LANGUAGES:
        assert _shared((body.code, name) for body in packs.world.bodies for name in body.names.get(code, ())) == {}


def test_no_body_is_called_like_a_state(packs: Packs) -> None:
    for code in LANGUAGES:
        states = {_folded(name) for nation in packs.world.nations for name in (*nation.names.get(code, ()), *nation.capital.get(code, ()))}
        assert [(body.code, name) for body in packs.world.bodies for name in body.names.get(code, ()) if _folded(name) in states] == []


def test_groups_act_from_states_that_are_known(packs: Packs) -> None:
    known = {nation.code for nation in packs.world.nations}
    assert [body.code for body in packs.world.bodies if body.country and body.country not in known] == []
    assert [body.code for body in packs.world.bodies if body.country and body.kind == "organisation"] == []


def test_outlets_are_named_and_at_home(packs: Packs) -> None:
    known = {nation.code for nation in packs.world.nations}
    assert len(packs.world.outlets) >= 120
    for outlet in packs.world.outlets:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", outlet.id), outlet.id
        assert outlet.names.get("en"), outlet.id
        assert outlet.country is None or outlet.country in known, outlet.id
    assert len({outlet.id for outlet in packs.world.outlets}) == len(packs.world.outlets)


def test_no_two_outlets_share_an_address_or_an_arabic_or_english_name(packs: Packs) -> None:
    domains = [domain for outlet in packs.world.outlets for domain in outlet.domains]
    assert sorted(domains) == sorted(set(domains))
    assert [domain for domain in domains if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)] == []
    for code in ("ar", "en"):
        assert _shared((outlet.id, name) for outlet in packs.world.outlets for name in outlet.names.get(code, ())) == {}


def test_no_outlet_is_called_like_a_body_or_state(packs: Packs) -> None:
    for code in ("ar", "en"):
        taken = {_folded(name) for body in packs.world.bodies for name in body.names.get(code, ())}
        taken |= {_folded(name) for nation in packs.world.nations for name in (*nation.names.get(code, ()), *nation.capital.get(code, ()))}
        assert [(outlet.id, name) for outlet in packs.world.outlets for name in outlet.names.get(code, ()) if _folded(name) in taken] == []
