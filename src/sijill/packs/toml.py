"""Pack entries as TOML: found by the rule that a report names, and written for people."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from sijill.packs.entries import Inflected
from sijill.packs.load import LanguagePack

_SENTENCES = ("yes", "no")
_FIRST = ("id", "act", "stance", "tone", "as", "modality")


def entries(pack: LanguagePack) -> Iterator[tuple[str, Inflected]]:
    """Every rule-like entry of a pack with the name of its table."""
    for kind, rows in (
        ("trigger", pack.triggers),
        ("support", pack.supports),
        ("operator", pack.operators),
        ("stance", pack.stances),
        ("assessment", pack.assessments),
        ("membership", pack.memberships),
    ):
        yield from ((kind, row) for row in rows)


def find(pack: LanguagePack, id: str) -> list[tuple[str, Inflected]]:
    """The entries of that id: tables may share one."""
    return [(kind, entry) for kind, entry in entries(pack) if entry.id == id]


def as_toml(kind: str, entry: Inflected, sentences: bool = True) -> str:
    """An entry as it would stand in its file, without what is left at its default."""
    content = msgspec.to_builtins(entry)
    empty = {f.encode_name: f.default for f in msgspec.structs.fields(type(entry))}
    lines = [f"[[{kind}]]"]
    for key in sorted(content, key=lambda key: key not in _FIRST):
        value = content[key]
        if value is None or value in ([], {}) or value == empty.get(key) or key in _SENTENCES:
            continue
        if isinstance(value, dict):
            lines.extend(f"{key}.{_key(name)} = {_value(role)}" for name, role in value.items())
        else:
            lines.append(f"{key} = {_value(value)}")
    for key in _SENTENCES if sentences else ():
        for row in content.get(key, ()):
            lines.append(f"[[{kind}.{key}]]")
            lines.extend(f"{name} = {_value(told)}" for name, told in row.items() if told is not None)
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else _value(name)


def _value(value: Any) -> str:
    """Text, lists and truth values are written in TOML as in JSON."""
    return json.dumps(value, ensure_ascii=False)
