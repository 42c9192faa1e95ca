"""Packs read from their TOML files and checked; what is wrong is said with its file, its entry and the fix."""

import os
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from sijill.errors import PackError
from sijill.packs import entries as e
from sijill.packs.cache import Tables

_WORLD = "world"
_T = TypeVar("_T")


class Details(NamedTuple):
    """Tables that the detail stages read as they are: table name to its content."""

    tables: Mapping[str, Any]


class LanguagePack(NamedTuple):
    """One language as its TOML files tell it."""

    language: e.Language
    paradigms: list[e.Paradigm]
    words: dict[str, list[str]]
    titles: list[e.Title]
    triggers: list[e.Trigger]
    supports: list[e.Support]
    operators: list[e.Operator]
    modifiers: list[e.Modifier]
    stances: list[e.Stance]
    assessments: list[e.Assessment]
    memberships: list[e.Membership]
    details: Details
    hash: str


class WorldPack(NamedTuple):
    """What holds in every language: states, bodies, people, outlets, acts."""

    acts: dict[str, e.Act]
    quads: dict[str, str]
    states: list[e.State]
    nations: list[e.Nation]
    cities: list[e.City]
    bodies: list[e.Body]
    people: list[e.Person]
    outlets: list[e.Outlet]
    hash: str


def packs_folder(folder: str | Path | None = None) -> Traversable:
    """The folder of packs: the packaged one, or the user's."""
    return Path(folder) if folder else files("sijill.packs")


def own_outlets() -> Path | None:
    """The user's own table of outlets, if there is one: `sijill/outlets.toml` in the folder of settings."""
    path = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "sijill" / "outlets.toml"
    return path if path.is_file() else None


def languages(folder: Traversable) -> list[str]:
    """Codes of the languages that have a pack in `folder`."""
    return sorted(p.name for p in folder.iterdir() if p.name != _WORLD and p.joinpath("language.toml").is_file())


def load_world(pack: Tables) -> WorldPack:
    """The world pack. Raises PackError."""
    tables, digest = pack
    acts = {act.name: act for act in _rows(tables, "act", e.Act)}
    quads = {root: quad for _, content in tables for quad, roots in content.get("quad", {}).items() for root in roots}
    return WorldPack(
        acts,
        quads,
        _rows(tables, "state", e.State),
        _rows(tables, "nation", e.Nation),
        _rows(tables, "city", e.City),
        _rows(tables, "body", e.Body),
        _rows(tables, "person", e.Person),
        _rows(tables, "outlet", e.Outlet),
        digest,
    )


_KINDS = {"paradigm", "title", "trigger", "support", "operator", "modifier", "stance", "assessment", "membership", "language", "words"}


def load_language(pack: Tables, code: str, acts: Mapping[str, e.Act]) -> LanguagePack:
    """One language pack. Raises PackError."""
    tables, digest = pack
    language = next((_convert(content["language"], e.Language, name, "language") for name, content in tables if "language" in content), None)
    if language is None:
        raise PackError(f"no [language] table in the pack {code!r}", fix="add language.toml", file=code)
    words: dict[str, list[str]] = {}
    details: dict[str, Any] = {}
    for _, content in tables:
        for word_class, listed in content.get("words", {}).items():
            words[word_class] = [*words.get(word_class, ()), *listed]
        for key, value in content.items():
            if key not in _KINDS:
                details[key] = details[key] + value if isinstance(value, list) and key in details else value
    for name, content in tables:
        if "furniture" in content:
            _convert(content["furniture"], e.Furniture, name, "furniture")
    triggers = _rows(tables, "trigger", e.Trigger)
    for trigger in triggers:
        if trigger.act not in acts:
            raise PackError(f"unknown act {trigger.act!r} in trigger {trigger.id!r}", fix="use an act of world/acts.toml", file=f"{code}/triggers")
    return LanguagePack(
        language,
        _rows(tables, "paradigm", e.Paradigm),
        words,
        _rows(tables, "title", e.Title),
        triggers,
        _rows(tables, "support", e.Support),
        _rows(tables, "operator", e.Operator),
        _rows(tables, "modifier", e.Modifier),
        _rows(tables, "stance", e.Stance),
        _rows(tables, "assessment", e.Assessment),
        _rows(tables, "membership", e.Membership),
        Details(details),
        digest,
    )


def _rows(tables: list[tuple[str, dict[str, Any]]], kind: str, record: type[_T]) -> list[_T]:
    """All entries of one kind, checked; two entries with one id are an error."""
    rows: list[_T] = []
    seen: dict[str, str] = {}
    for name, content in tables:
        for row in content.get(kind, ()):
            label = str(row.get("id") or (kind != "city" and row.get("code")) or row.get("name") or len(rows))
            if label in seen and kind not in ("paradigm", "person"):
                raise PackError(f"two {kind} entries are called {label!r} (also in {seen[label]})", fix="rename one", file=name)
            seen[label] = name
            rows.append(_convert(row, record, name, f"{kind} {label!r}"))
    return rows


def _convert(row: Any, record: type[_T], file: str, label: str) -> _T:
    try:
        return msgspec.convert(row, record)
    except msgspec.ValidationError as error:
        raise PackError(f"{label}: {error}", fix="see docs/packs.md for the keys of an entry", file=file) from error
