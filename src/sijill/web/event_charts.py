"""Charts of an event: where those are at home who reported it, and when they did. Each has its table on the page."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sijill.exports.geojson import capitals
from sijill.web.charts import INK, chart
from sijill.web.language import Language
from sijill.web.pages.event import EventTold
from sijill.web.wording import labels

_FEW = 8  # days that are all named on an axis
_FAINT, _TOLD, _PARTY = "#8886", "#4a7a9c", "#b5533f"


def reporters(told: EventTold, language: Language) -> dict[str, Any]:
    """Outlets by their home states: a circle stands at the capital and grows with their number; parties are ringed. No borders are drawn."""
    points = capitals()
    number = Counter(state for state in told.homes.values() if state in points)
    homes = [_point(state, points, language) | {"outlets": n} for state, n in sorted(number.items())]
    parties = [_point(state, points, language) for state in told.event.parties if state in points]
    size = {"field": "outlets", "type": "quantitative", "legend": None, "scale": {"domain": [0, max(number.values(), default=1)], "range": [0, 500]}}
    layers = [
        {"data": {"sphere": True}, "mark": {"type": "geoshape", "filled": False, "stroke": _FAINT}},
        {"data": {"graticule": {"step": [30, 30]}}, "mark": {"type": "geoshape", "filled": False, "stroke": "#8883"}},
        _at([{"lon": lon, "lat": lat} for lon, lat in points.values()], {"type": "circle", "size": 7, "color": _FAINT, "opacity": 1}),
        _at(parties, {"type": "point", "size": 760, "color": _PARTY, "strokeWidth": 1.2}),
        _at(homes, {"type": "circle", "color": _TOLD, "opacity": 0.85}, size=size),
        _at([*homes, *parties], {"type": "text", "dy": -19, "color": INK, "fontSize": 11}, text={"field": "name", "type": "nominal"}),
    ]
    return chart(layers) | {"height": 330, "projection": {"type": "equalEarth"}}


def tellings(told: EventTold, language: Language) -> dict[str, Any]:
    """Reports by the day they came out and by what they told of it: a circle grows with their number."""
    label = labels(language)
    days = Counter((telling.published[:10], mood) for mood, telling in told.life if telling.published)
    rows = [{"day": day, "told": label(mood), "reports": n} for (day, mood), n in sorted(days.items())]
    axis: dict[str, Any] = {"format": "%Y-%m-%d", "labelOverlap": True, "tickCount": 6}
    if len(some := sorted({day for day, _ in days})) < _FEW:  # else half days would be named
        axis["values"] = [{"utc": True, **dict(zip(("year", "month", "date"), map(int, day.split("-")), strict=True))} for day in some]
    encoding = {
        "x": {"field": "day", "type": "temporal", "title": None, "scale": {"type": "utc", "padding": 20}, "axis": axis},
        "y": {"field": "told", "type": "nominal", "title": None, "axis": {"grid": True}},
        "size": {"field": "reports", "type": "quantitative", "legend": None, "scale": {"domain": [0, max(days.values(), default=1)], "range": [0, 600]}},
    }
    number = {"type": "text", "color": INK, "dx": 16, "fontSize": 10}
    texts = {"x": encoding["x"], "y": encoding["y"], "text": {"field": "reports", "type": "quantitative"}}
    circles = {"data": {"values": rows}, "mark": {"type": "circle", "color": _TOLD, "opacity": 0.85}, "encoding": encoding}
    return chart([circles, {"data": {"values": rows}, "mark": number, "encoding": texts}]) | {"height": {"step": 40}}


EVENT_CHARTS = {"reporters": reporters, "tellings": tellings}


def _point(state: str, points: dict[str, list[float]], language: Language) -> dict[str, Any]:
    lon, lat = points[state]
    return {"name": language.name(state), "lon": lon, "lat": lat}


def _at(rows: Iterable[dict[str, Any]], mark: dict[str, Any], **more: dict[str, Any]) -> dict[str, Any]:
    """A layer of points on the map."""
    place = {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": place | more}
