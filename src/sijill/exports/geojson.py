"""GeoJSON: a point for each place told of an event; a state's point is its capital's and says so."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from sijill.exports.events import address, keep, sayable, title, words
from sijill.exports.job import Job
from sijill.ledger import Told

_ALL = ("planned", "confirmed", "held", "cancelled", "denied", "possible", "urged")  # a feature says its status
Point = tuple[list[float], str]


def write(job: Job) -> None:
    """One FeatureCollection, one feature an event and place told; events without a place, and places without a point, are counted as left out."""
    job.out.write(b'{"type":"FeatureCollection","features":[')
    for told in sayable(job, _ALL):
        places = dict.fromkeys((p.name, p.country) for stored in told.reports for p in stored.report.places)
        if not places:
            job.left_out["without a place told"] += 1
        for at, (name, country) in enumerate(places):
            point = point_of(name, country)
            if point is None:
                job.left_out["without a known point"] += 1
                continue
            job.out.write((b",\n" if job.rows["rows"] else b"\n") + msgspec.json.encode(_feature(told, at, name, country, point, job)))
            keep(job, f"{told.event.id}-{at}", told)
    job.out.write(b"\n]}\n")


def point_of(name: str, country: str | None) -> Point | None:
    """Longitude and latitude of a place, and of what they are: a `city`, or a state's `capital` where only the state is told."""
    states, cities, names = _points()
    if country and (city := cities.get((country, name))):
        return city, "city"
    if country and name in names.get(country, ()) and (capital := states.get(country)):
        return capital, "capital"
    return None


def capitals() -> dict[str, list[float]]:
    """Longitude and latitude of each state's capital, by its code."""
    return _points()[0]


@cache
def _points() -> tuple[dict[str, list[float]], dict[tuple[str, str], list[float]], dict[str, frozenset[str]]]:
    from sijill.packs import load_packs

    table = tomllib.loads(files("sijill.exports").joinpath("points.toml").read_text(encoding="utf-8"))
    names = {s.code: frozenset(name for some in s.names.values() for name in some) for s in load_packs().world.states}
    return table["state"], {(c["country"], c["name"]): c["point"] for c in table["city"]}, names


def _feature(told: Told, at: int, name: str, country: str | None, point: Point, job: Job) -> dict[str, Any]:
    event = told.event
    return {
        "type": "Feature",
        "id": f"{event.id}-{at}",
        "geometry": {"type": "Point", "coordinates": point[0]},
        "properties": {
            "event": event.id, "title": title(event), "act": event.act, "type": event.type, "status": event.status, "parties": event.parties,
            "earliest": event.time.earliest, "latest": event.time.latest, "date_basis": event.time.basis, "place": name, "country": country,
            "point": point[1], "url": address(told), "quote": words(told, job) or None,
        },
    }  # fmt: skip
