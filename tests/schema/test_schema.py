"""The schema: the published copy is current, and what sijill writes holds to it."""

import json
from importlib.resources import files

import jsonschema
import msgspec
import pytest

from sijill.errors import BrokenLine
from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Failure, Reading, Source
from sijill.schema import schema, schema_json

EXAMPLES = sorted(files("sijill.examples").joinpath("articles").iterdir(), key=str)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_the_published_copy_is_current() -> None:
    assert files("sijill.schema").joinpath("reading.schema.json").read_text(encoding="utf-8") == schema_json(), "run `make schema`"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_readings_hold_to_it_and_come_back_the_same(path: object, packs: Packs, validator: jsonschema.Draft202012Validator) -> None:
    reading = read(Source(id="x", text=path.read_text(encoding="utf-8")), packs, "all")  # type: ignore[attr-defined]
    line = msgspec.json.encode(reading)
    validator.validate(json.loads(line))
    assert msgspec.json.decode(line, type=Reading) == reading


def test_errors_hold_to_it(validator: jsonschema.Draft202012Validator) -> None:
    error = BrokenLine("not valid JSON", fix="give one object a line", file="in.jsonl", line=3)
    line = json.loads(msgspec.json.encode(error.record()))
    validator.validate(line)
    assert set(line["error"]) == set(Failure.__struct_fields__)


@pytest.mark.parametrize("line", [{}, {"error": {"code": "x"}}, {"article": {}}, []])
def test_other_lines_do_not(line: object, validator: jsonschema.Draft202012Validator) -> None:
    assert not validator.is_valid(line)
