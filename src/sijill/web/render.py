"""Records turned into pages: the templates, what they may call, and the reader's language."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from sijill.exports.links import page
from sijill.ledger.acts import known_parties
from sijill.packs import Packs
from sijill.web.compared import by_outlet, row_says
from sijill.web.findings import finding_on, finding_says
from sijill.web.gloss import gloss, report_gloss
from sijill.web.language import COOKIE, LANGUAGES, Language, asked, escaped, load_languages, plain
from sijill.web.pages.correct import lists
from sijill.web.reasons import because
from sijill.web.safety import Door, change_token, reviewer
from sijill.web.wording import labels, says, sides, speaker, topic


class Renderer:
    """Renders pages; holds the templates and the languages."""

    def __init__(self, packs: Packs, door: Door) -> None:
        self.door = door
        self.languages = load_languages(packs)
        self.environments = {code: self._environment(language) for code, language in self.languages.items()}

    def page(self, request: Request, template: str, told: Any, status: int = 200) -> HTMLResponse:
        """A page in the reader's language; a language that was asked for in the address is remembered."""
        language = self.language(request)
        text = (
            self.environments[language.code]
            .get_template(template)
            .render(
                told=told,
                request=request,
                here=request.url.path,
                with_query=lambda **change: _address(request, change),
                languages=[self.languages[code] for code in LANGUAGES],
                reviewer=reviewer(request, self.door),
                change_token=change_token(request, self.door),
            )
        )
        answer = HTMLResponse(text, status, {"Content-Language": language.code, "Vary": "Cookie, Accept-Language"})
        if request.query_params.get("lang") in self.languages:
            answer.set_cookie(COOKIE, language.code, samesite="strict", max_age=365 * 86400)
        return answer

    def language(self, request: Request) -> Language:
        """In which language to answer."""
        return asked(request, self.languages)

    def error(self, request: Request, status: int, code: str, message: str, fix: str) -> HTMLResponse:
        """What went wrong, as a page."""
        return self.page(request, "error.html", {"status": status, "code": code, "message": message, "fix": fix}, status)

    def _environment(self, language: Language) -> Environment:
        made = Environment(
            loader=PackageLoader("sijill.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        made.install_gettext_translations(language.catalogue, newstyle=True)  # type: ignore[attr-defined]
        label = labels(language)

        made.globals.update(
            language=language,
            label=label,
            gloss=lambda event: gloss(event, language),
            report_gloss=lambda report, publisher=None: report_gloss(report, language, publisher),
            says=lambda value: says(value, language, label),
            speaker=lambda told: speaker(told, language),
            topic=lambda told: topic(told, label),
            sides=sides,
            by_outlet=by_outlet,
            row_says=lambda row: row_says(row, language, label),
            because=lambda reason: because(reason, language, label),
            finding_says=lambda found: finding_says(found, language, label),
            closed=lists(),
            known=tuple(known_parties()),
            finding_on=lambda found: finding_on(found, language, label),
            closed=lists(),
            known=tuple(known_parties()),
        )
        made.filters.update(day=language.day, party=language.name, plain=plain, page=page, json_text=_json_text)
        return made


def _json_text(record: Any) -> str:
    """A record as JSON to be read by people."""
    return escaped(msgspec.json.format(msgspec.json.encode(record), indent=2).decode())


def _address(request: Request, change: dict[str, Any]) -> str:
    """The address of this page with some parameters changed; None takes one out."""
    rest = [(name, value) for name, value in request.query_params.multi_items() if name not in change]
    rest += [(name, str(value)) for name, value in change.items() if value is not None]
    return request.url.path + (f"?{urlencode(rest)}" if rest else "")
