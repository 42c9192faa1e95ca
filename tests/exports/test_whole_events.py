"""Contracts of the formats of whole events, each opened by a program that people use for it."""

import io
import json
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from followthemoney import model
from geojson_pydantic import FeatureCollection
from icalendar import Calendar

from sijill.exports.geojson import point_of
from sijill.ledger import Ledger, Query
from sijill.packs import Packs
from tests.exports.conftest import Make

ALL = ("ics", "geojson", "graphml", "ftm", "webannotation")


def test_a_calendar_says_what_is_certain(make: Make, covered: Ledger) -> None:
    events = {event.id: event for event in covered.events("CHN", "RUS")}
    entries = {str(entry["UID"]).split("@")[0]: entry for entry in Calendar.from_ical(make("ics").data).walk("VEVENT")}
    assert set(entries) == set(events)
    for id, entry in entries.items():
        assert str(entry["STATUS"]) == {"held": "CONFIRMED", "planned": "TENTATIVE"}[events[id].status]
        assert entry["DTSTART"].dt == date.fromisoformat(events[id].time.earliest or "")
        assert entry["DTEND"].dt > entry["DTSTART"].dt
    assert all(len(line) <= 75 for line in make("ics").data.split(b"\r\n"))


def test_geojson_is_valid_and_says_that_a_point_is_a_capital(make: Make) -> None:
    found = FeatureCollection.model_validate_json(make("geojson").data)
    properties = [feature.properties for feature in found.features if feature.properties]
    assert {(p["place"], p["point"]) for p in properties} == {("China", "capital"), ("Samarkand", "city"), ("Uzbekistan", "capital")}
    assert make("geojson").done.left_out == {"without a place told": 3}


def test_points_are_within_their_bounds(packs: Packs) -> None:
    states = [point for s in packs.world.states if (point := point_of(s.names["en"][0], s.code))]
    assert len(states) > 240
    assert all(-180 <= point[0] <= 180 and -90 <= point[1] <= 90 for point, _ in states)
    assert point_of("Florida", "USA") is None  # a region, not the town of that name
    assert point_of("Samarkand", "KAZ") is None


def test_a_graph_opens_in_networkx(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "g.graphml"
    file.write_bytes(make("graphml").data)
    graph = nx.read_graphml(file)
    assert set(graph.nodes) == {"CHN", "RUS"}
    edges = [data for _, _, data in graph.edges(data=True)]
    assert {edge["status"] for edge in edges} == {"held", "planned"}
    assert all(isinstance(edge["reports"], int) and isinstance(edge["goldstein"], float) for edge in edges)
    once = nx.read_graphml(io.BytesIO(make("graphml", symmetric="once").data))
    assert graph.number_of_edges() > once.number_of_edges() == 7


def test_entities_load_in_followthemoney(make: Make) -> None:
    made = make("ftm")
    entities = {entity.id: entity for entity in map(model.get_proxy, made.objects)}
    assert len(entities) == len(made.objects)
    events = [entity for entity in entities.values() if entity.schema.name in ("Event", "Trip")]
    assert len(events) == made.done.rows == 6
    assert made.done.left_out == {"planned": 1}
    for event in events:
        assert {id for name in ("involved", "proof") for id in event.get(name)} <= set(entities)
        assert event.get("startDate")
    marked = make("ftm", unsaid="mark")
    assert marked.done.rows == 7
    assert not marked.done.left_out
    assert b"status:planned" in marked.data


def test_annotations_find_their_words(make: Make, covered: Ledger) -> None:
    texts = {key: text for told in covered.told(Query(), texts=True) for key, text in told.texts.items()}
    page = json.loads(make("webannotation").data)
    assert (page["@context"], page["type"], len(page["items"])) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage", 30)
    for item in page["items"]:
        by_type = {selector["type"]: selector for selector in item["target"]["selector"]}
        quote, position = by_type["TextQuoteSelector"]["exact"], by_type.get("TextPositionSelector")
        if position:
            assert texts[item["id"].split(":")[-1]][position["start"] : position["end"]] == quote


@pytest.mark.parametrize("to", ALL)
def test_the_side_file_names_every_report(to: str, make: Make) -> None:
    made = make(to)
    assert made.side
    assert len({line["row"] for line in made.side}) == made.done.rows


@pytest.mark.parametrize("to", ALL)
def test_nothing_found_is_still_a_file_that_opens(to: str, make: Make, tmp_path: Path) -> None:
    data = make(to, Query(words="unheard-of")).data
    match to:
        case "ics":
            assert not Calendar.from_ical(data).walk("VEVENT")
        case "graphml":
            assert len(nx.read_graphml(io.BytesIO(data))) == 0
        case "ftm":
            assert data == b""
        case _:
            assert json.loads(data).get("features", json.loads(data).get("items")) == []


def test_only_signed_verdicts_are_reviews(make: Make, packs: Packs, tmp_path: Path, covered: Ledger) -> None:
    assert make("claimreview").data == b""
    copy = tmp_path / "judged.sijill"
    covered.backup(copy)
    with Ledger(copy, packs) as ledger:
        planned = next(event for event in ledger.events("CHN", "RUS") if event.status == "planned")
        judged = ledger.judge("verdict", planned.reports, "A. Reader", verdict="broken", evidence="https://press.example/1", at="2023-01-01")
        (review,) = make("claimreview", ledger=ledger).objects
        assert review["@type"] == "ClaimReview"
        assert review["author"] == {"@type": "Person", "name": "A. Reader"}
        assert review["reviewRating"] == {"@type": "Rating", "alternateName": "broken", "ratingValue": 1, "bestRating": 3, "worstRating": 1}
        assert (review["url"], review["datePublished"]) == ("https://press.example/1", "2023-01-01")
        ledger.undo(judged.id, "A. Reader")
        assert make("claimreview", ledger=ledger).data == b""
