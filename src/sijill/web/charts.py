"""Charts of a relation: Vega-Lite specifications, which readers can take away, and the same as SVG. Each has its table on the page."""

import json
from functools import lru_cache
from typing import Any

from sijill.web.language import Language
from sijill.web.pages.relation import STATUSES, RelationTold
from sijill.web.wording import labels

INK = "#7d766c"  # to be read on light and on dark paper
_CHANNELS = {"in_person": "#4a7a9c", "video": "#c29a2e", "phone": "#6f9a62", "letter": "#8d6fa8", "untold": "#9a948a"}
_SHAPES = {"held": ("circle", "#4a8a63"), "planned": ("diamond", "#b07a1e"), "cancelled": ("cross", "#b5533f"), "denied": ("triangle-down", "#8d6fa8")}
_MONTH = {
    "field": "month",
    "type": "temporal",
    "timeUnit": "utcyearmonth",
    "title": None,
    "scale": {"type": "utc"},
    "axis": {"format": "%Y-%m", "labelOverlap": True},
}
_CONFIG = {
    "background": None, "view": {"stroke": None}, "font": "Noto Sans, Noto Sans Arabic, sans-serif",
    "axis": {"labelColor": INK, "titleColor": INK, "domainColor": INK, "tickColor": INK, "gridColor": "#8883"},
    "legend": {"labelColor": INK, "title": None, "orient": "top"},
}  # fmt: skip


def weights(told: RelationTold, language: Language) -> dict[str, Any]:
    """Cooperation above the line, conflict below, by month; months of which the ledger holds no article are shaded."""
    word = language.catalogue.gettext
    bars = [{"month": m.month, "kind": word(kind), "weight": w} for m in told.months for kind, w in (("Cooperation", m.cooperation), ("Conflict", m.conflict))]
    y = {"field": "weight", "type": "quantitative", "title": None}
    colour = {"field": "kind", "type": "nominal", "scale": {"domain": [word("Cooperation"), word("Conflict")], "range": ["#4a8a63", "#b5533f"]}}
    return chart(
        [
            _silence(told),
            {
                "data": {"values": bars},
                "mark": "bar",
                "encoding": {"x": _MONTH, "y": y, "color": colour},
            },
        ]
    )


def contacts(told: RelationTold, language: Language) -> dict[str, Any]:
    """Contacts held in each year, by channel."""
    label = labels(language)
    names = {channel: label(channel) for channel in _CHANNELS}
    rows = [{"year": c.year, "channel": names[channel], "contacts": n} for c in told.contacts for channel, n in c.channels.items()]
    most = max((sum(c.channels.values()) for c in told.contacts), default=1)  # no half a contact on the axis
    colour = {"field": "channel", "type": "nominal", "scale": {"domain": list(names.values()), "range": list(_CHANNELS.values())}}
    encoding = {
        "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "labelOverlap": True}},
        "y": {"field": "contacts", "type": "quantitative", "title": None, "axis": {"format": "d", "tickCount": min(5, most)}},
        "color": colour,
    }
    return chart([{"data": {"values": rows}, "mark": {"type": "bar", "size": 26}, "encoding": encoding}])


def timeline(told: RelationTold, language: Language) -> dict[str, Any]:
    """Every event that is shown, on its days, by act; what was held, planned, called off and denied differ by shape; months without an article are shaded."""
    label = labels(language)
    dated = [event for event in told.events if event.time.earliest]
    rows = [
        {"from": e.time.earliest, "to": e.time.latest or e.time.earliest, "act": label(e.act), "status": label(STATUSES.get(e.status, e.status))}
        for e in dated
    ]  # fmt: skip
    names = [label(status) for status in _SHAPES]
    x = {"field": "from", "type": "temporal", "title": None, "scale": {"type": "utc", "padding": 14}, "axis": {"format": "%Y-%m", "labelOverlap": True}}
    y = {"field": "act", "type": "nominal", "title": None, "axis": {"grid": True}}
    shape = {"field": "status", "type": "nominal", "scale": {"domain": names, "range": [shape for shape, _ in _SHAPES.values()]}}
    colour = {"field": "status", "type": "nominal", "scale": {"domain": names, "range": [colour for _, colour in _SHAPES.values()]}}
    point = {"type": "point", "size": 110, "strokeWidth": 2}
    layers = [
        _silence(told),
        {"data": {"values": rows}, "mark": {"type": "rule", "color": INK}, "encoding": {"x": x, "x2": {"field": "to"}, "y": y}},
        {"data": {"values": rows}, "mark": point, "encoding": {"x": x, "y": y, "shape": shape, "color": colour}},
    ]
    return chart(layers) | {"height": {"step": 26}}


CHARTS = {"timeline": timeline, "weights": weights, "contacts": contacts}


def _silence(told: RelationTold) -> dict[str, Any]:
    """The months of which the ledger holds no article, shaded."""
    silent = [{"month": m.month} for m in told.months if not m.articles]
    encoding = {"x": _MONTH, "y": {"value": 0}, "y2": {"value": "height"}}
    return {"data": {"values": silent}, "mark": {"type": "bar", "color": "#8882"}, "encoding": encoding}


def svg(spec: dict[str, Any]) -> str:
    """A specification drawn."""
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="5.20")
    return drawn


def chart(layers: list[dict[str, Any]]) -> dict[str, Any]:
    """A specification of these layers, in the room's style."""
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 640, "height": 170, "config": _CONFIG, "layer": layers}
