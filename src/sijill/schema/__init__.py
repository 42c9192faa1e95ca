"""The JSON Schema of sijill's output, made from the records; the file beside this one is its published copy."""

import json
from typing import Any

import msgspec

from sijill.records import FailureLine, Reading, Record

__all__ = ["schema", "schema_json"]


def schema() -> dict[str, Any]:
    """The schema of a line: a reading, or an error in its place."""
    (reading, failure), components = msgspec.json.schema_components((Reading, FailureLine), ref_template="#/$defs/{name}")
    records = {record.__name__: record for record in Record.__subclasses__() + [r for base in Record.__subclasses__() for r in base.__subclasses__()]}
    for name, component in components.items():
        if not records[name].__struct_config__.omit_defaults:
            component["required"] = list(component["properties"])  # such a record is written whole, its nulls and empty lists too
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of `sijill read --json`",
        "oneOf": [reading, failure],
        "$defs": components,
    }


def schema_json() -> str:
    """The schema as text, as it is published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
