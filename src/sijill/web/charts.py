"""Charts of a relation: Vega-Lite specifications, which readers can take away, and the same as SVG. Each has its table on the page."""

import json
from functools import lru_cache
from typing import Any

from sijill.web.language import Language
from sijill.web.pages.relation import RelationTold
from sijill.web.wording import labels

_INK = "#7d766c"  # to be read on light and on dark paper
_CHANNELS = {"in_person": "#4a7a9c", "video": "#c29a2e", "phone": "#6f9a62", "letter": "#8d6fa8", "untold": "#9a948a"}
_CONFIG = {
    "background": None, "view": {"stroke": None}, "font": "Noto Sans, Noto Sans Arabic, sans-serif",
    "axis": {"labelColor": _INK, "titleColor": _INK, "domainColor": _INK, "tickColor": _INK, "gridColor": "#8883"},
    "legend": {"labelColor": _INK, "title": None, "orient": "top"},
}  # fmt: skip


def weights(told: RelationTold, language: Language) -> dict[str, Any]:
    """Cooperation above the line, conflict below, by month; months of which the ledger holds no article are shaded."""
    word = language.catalogue.gettext
    bars = [{"month": m.month, "kind": word(kind), "weight": w} for m in told.months for kind, w in (("Cooperation", m.cooperation), ("Conflict", m.conflict))]
    silent = [{"month": m.month} for m in told.months if not m.articles]
    x = {"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None, "axis": {"format": "%Y-%m", "labelOverlap": True}}
    colour = {"field": "kind", "type": "nominal", "scale": {"domain": [word("Cooperation"), word("Conflict")], "range": ["#4a8a63", "#b5533f"]}}
    return _chart(
        [
            {"data": {"values": silent}, "mark": {"type": "bar", "color": "#8882"}, "encoding": {"x": x, "y": {"value": 0}, "y2": {"value": "height"}}},
            {"data": {"values": bars}, "mark": "bar", "encoding": {"x": x, "y": {"field": "weight", "type": "quantitative", "title": None}, "color": colour}},
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
    return _chart([{"data": {"values": rows}, "mark": {"type": "bar", "size": 26}, "encoding": encoding}])


CHARTS = {"weights": weights, "contacts": contacts}


def svg(spec: dict[str, Any]) -> str:
    """A specification drawn."""
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="5.20")
    return drawn


def _chart(layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 640, "height": 170, "config": _CONFIG, "layer": layers}
