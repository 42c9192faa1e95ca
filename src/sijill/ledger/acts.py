"""What the ledger must know of acts: which may tell one event, and whether the order of parties says something."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sijill.packs.cache import cached_tables
from sijill.packs.entries import Act
from sijill.packs.load import WorldPack, load_world, packs_folder
from sijill.records import Party, Report

DEEDS = frozenset({"AID", "RETREAT", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})  # types whose acts are a state's, whoever tells them


class Known(NamedTuple):
    """A party that the packs know: its state, null for world bodies, and its English name."""

    country: str | None
    name: str


@cache
def world() -> WorldPack:
    """What holds in every language."""
    return load_world(cached_tables(packs_folder(None), "world"))


def acts() -> Mapping[str, Act]:
    """The closed list of acts by name."""
    return world().acts


@cache
def known_parties() -> Mapping[str, Known]:
    """States by ISO 3166-1 alpha-3, bodies and groups by their codes, and office holders (`CHN/xi-jinping`), in this order."""
    bodies = {body.code: Known(body.country, _english(body.names, body.code)) for body in world().bodies}
    people = {person.id: Known(person.id.split("/")[0], person.name) for person in world().people}
    return {state.code: Known(state.code, _english(state.names, state.code)) for state in world().states} | bodies | people


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    states, bodies = ([(row.code, row.names) for row in world().states], [(row.code, row.names) for row in world().bodies])
    rows = [*states, *bodies, *((person.id, person.names) for person in world().people)]
    return {code: tuple(sorted((name for some in names.values() for name in some), key=len, reverse=True)) for code, names in rows}


def names_of(code: str) -> tuple[str, ...]:
    """What a party is called in all languages, the longest first."""
    return _names().get(code, ())


def _english(names: Mapping[str, Sequence[str]], code: str) -> str:
    return (names.get("en") or [code])[0]


def code_of(party: Party) -> str | None:
    """The state, body or group of a party: `CHN` of `CHN/xi-jinping`."""
    return party.id.split("/")[0] if party.id else None


def codes_of(parties: tuple[Party, ...]) -> frozenset[str]:
    """The codes of parties that are named."""
    return frozenset(code for party in parties if (code := code_of(party)))


def block_of(report: Report) -> str:
    """The only reports that can ever be one event share this: the family of their act, and their parties in any order.

    A call by video is talks and a meeting by phone is a call, whatever word was used.
    """
    act = acts()[report.act]
    channels = {channel.value for channel in report.channels}
    family = act.family
    if family == "talks" and channels == {"phone"}:
        family = "call"
    elif family == "call" and channels == {"video"}:
        family = "talks"
    return f"{family}:{'+'.join(sorted(codes_of(report.actors) | codes_of(report.recipients)))}"
