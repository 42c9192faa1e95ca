"""Pages as real sites lay them out, made around articles of our own: what is measured is how much of the article comes back.

A layout is a function from a piece to a page; its name says what is peculiar. Sites around the article are made up.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import NamedTuple

GOLD = Path(__file__).parents[3] / "gold"
MENUS = {
    "ar": ("الرئيسية", "أخبار", "سياسة", "اقتصاد", "رياضة", "منوعات", "فيديو", "اتصل بنا"),
    "en": ("Home", "World", "Politics", "Business", "Sport", "Culture", "Video", "Contact"),
    "zh": ("首页", "国际", "时政", "财经", "体育", "文化", "视频", "联系我们"),
    "ru": ("Главная", "Мир", "Политика", "Экономика", "Спорт", "Культура", "Видео", "Контакты"),
}
RELATED = {
    "ar": ("حفل غنائي يجمع آلاف المتفرجين في العاصمة", "ارتفاع أسعار الطماطم قبل العيد", "فريق المدينة يفوز بكأس الناشئين"),
    "en": ("Thousands watch the open-air concert in the old port", "Tomato prices climb before the holidays", "City youth side wins the junior cup"),
    "zh": ("数千观众在老港观看露天音乐会", "节前西红柿价格上涨", "市青年队夺得少年杯冠军"),
    "ru": ("Тысячи зрителей пришли на концерт в старом порту", "Перед праздниками подорожали помидоры", "Юношеская команда города выиграла кубок"),
}
COOKIES = "We and our 312 partners store cookies on your device to measure audiences and show you advertising. Accept all. Manage choices."
GULF = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
TUNIS = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
RUSSIAN = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
ENGLISH = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


class Piece(NamedTuple):
    """An article of our own, and the site it is put on; the number tells it from others there."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    day: date
    publisher: str
    site: str = ""
    number: int = 8812

    @property
    def url(self) -> str:
        return f"https://news.{self.site or self.publisher.split()[0].casefold()}.example/world/story-{self.number}.html"


class Made(NamedTuple):
    """A page, and what should be found in it. `day` is None where it tells none; `refused` is the code of the error that it should give."""

    name: str
    piece: Piece
    data: bytes
    day: str | None
    publisher: str | None
    url: str | None = None
    charset: str | None = None
    refused: str | None = None


def pieces() -> dict[str, list[Piece]]:
    """The articles of the gold, by language."""
    found: dict[str, list[Piece]] = {}
    for path in sorted(GOLD.glob("*/*.json")):
        told = json.loads(path.read_text("utf-8"))
        lines = [line.strip() for line in path.with_suffix(".txt").read_text("utf-8").splitlines() if line.strip()]
        if told.get("published") and len(lines) > 3 and len(lines[0]) < 120:
            piece = Piece(told["lang"], lines[0], tuple(lines[1:]), date.fromisoformat(told["published"][:10]), told["publisher"] or "Harbour Wire")
            found.setdefault(told["lang"], []).append(piece)
    return found


def made() -> Iterator[Made]:
    """Every layout with a few articles of the languages that it is found in."""
    stock = pieces()
    for number, (layout, languages) in enumerate(LAYOUTS):
        for k, language in enumerate(languages):
            piece = stock[language][(3 * number + k) % len(stock[language])]
            for found in (layout(piece),):
                yield found._replace(name=f"{layout.__name__}-{language}-{k}")


def page(piece: Piece, body: str, head: str = "", lang: bool = True, title: str | None = None, charset: str = "utf-8") -> str:
    direction = ' dir="rtl"' if piece.language == "ar" else ""
    return (
        f'<!DOCTYPE html>\n<html{f" lang={piece.language!r}" if lang else ""}{direction}>\n<head><meta charset="{charset}">\n'
        f"<title>{escape(title or f'{piece.title} | {piece.publisher}')}</title>\n{head}\n<style>body{{margin:0}}</style></head>\n<body>\n{body}\n</body></html>"
    )


def menu(piece: Piece, tag: str = "nav") -> str:
    return f'<{tag} class="menu"><ul>{"".join(f"<li><a href=/{i}>{name}</a></li>" for i, name in enumerate(MENUS[piece.language]))}</ul></{tag}>'


def related(piece: Piece, tag: str = "aside") -> str:
    rows = "".join(
        f'<li><a href="/story-{i}">{name}</a> <time datetime="2025-02-0{i + 1}T08:00:00Z">02/0{i + 1}</time></li>'
        for i, name in enumerate(RELATED[piece.language])
    )
    return f'<{tag} class="related-news"><h3>+</h3><ul>{rows}</ul></{tag}>'


def footer(piece: Piece) -> str:
    return f"<footer><p>© 2024 {piece.publisher}</p><a href=/terms>Terms</a> <a href=/privacy>Privacy</a></footer>"


def paragraphs(piece: Piece, tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for text in piece.paragraphs)


def done(piece: Piece, html: str, day: bool = True, publisher: bool = True, url: str | None = None, encoding: str = "utf-8", **more: str | None) -> Made:
    return Made(
        "", piece, html.encode(encoding, "xmlcharrefreplace"), piece.day.isoformat() if day else None, piece.publisher if publisher else None, url or piece.url, **more
    )  # fmt: skip


def ld(piece: Piece, **more: object) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": piece.title, "datePublished": f"{piece.day}T09:30:00+03:00",
            "dateModified": "2025-06-01T10:00:00Z", "publisher": {"@type": "Organization", "name": piece.publisher}} | more  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


# --- what machines are told


def agency_with_json_ld(p: Piece) -> Made:
    body = f"{menu(p)}<main><article><h1>{p.title}</h1>{paragraphs(p)}</article></main>{related(p)}{footer(p)}"
    return done(p, page(p, body, ld(p, author={"@type": "Person", "name": "Layla Haddad"})))


def graph_of_a_cms(p: Piece) -> Made:
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "x", "url": "/"},
        {"@type": ["Article", "NewsArticle"], "headline": p.title, "datePublished": f"{p.day}T09:30:00.000Z", "publisher": {"@type": "Organization", "name": p.publisher},
         "author": [{"@type": "Person", "name": "A. Nour"}, {"@type": "Person", "name": "B. Sol"}]},
        {"@type": "BreadcrumbList", "itemListElement": []}]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script><link rel="canonical" href="{p.url}">'
    return done(
        p, page(p, f'{menu(p)}<div class="entry"><h1 class="entry-title">{p.title}</h1><div class="entry-content">{paragraphs(p)}</div></div>{footer(p)}', head)
    )


def json_ld_that_is_no_json(p: Piece) -> Made:
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{p.day}T01:02:03+00:00",,}}</script><meta property="og:site_name" content="{p.publisher}">'
    return done(p, page(p, f"{menu(p)}<article><h1>{p.title}</h1>{paragraphs(p)}</article>{footer(p)}", head))


def open_graph(p: Piece) -> Made:
    head = (f'<meta property="article:published_time" content="{p.day}T05:00:00Z"><meta property="og:site_name" content="{p.publisher}">'
            f'<meta property="og:title" content="{escape(p.title)}"><meta property="og:type" content="article">')  # fmt: skip
    return done(
        p, page(p, f'{menu(p, "div")}<div class="story"><h1>{p.title}</h1><div class="story-body">{paragraphs(p)}</div></div>{related(p)}{footer(p)}', head)
    )


def meta_of_an_older_cms(p: Piece) -> Made:
    head = f'<META NAME="publishdate" CONTENT="{p.day}"><META NAME="publisher" CONTENT="{p.publisher}">'
    return done(p, page(p, f'{menu(p, "div")}<div id="content"><h2 id="title">{p.title}</h2><div id="zoom">{paragraphs(p)}</div></div>{footer(p)}', head))


def microdata(p: Piece) -> Made:
    body = (f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{p.title}</h1><meta itemprop="datePublished" content="{p.day}T22:15">'
            f'<div itemprop="articleBody">{paragraphs(p)}</div></div>')  # fmt: skip
    return done(p, page(p, menu(p) + body + footer(p), f'<meta property="og:site_name" content="{p.publisher}">'))


def time_element(p: Piece) -> Made:
    body = f'{related(p)}{menu(p)}<article><header><h1>{p.title}</h1><time class="published" datetime="{p.day}T11:00+02:00">x</time></header>{paragraphs(p)}</article>{footer(p)}'
    return done(p, page(p, body, f'<meta property="og:site_name" content="{p.publisher}">'))


def weblog_with_comments(p: Piece) -> Made:
    talk = "".join(f'<li class="comment"><p>{text}</p><time datetime="2025-03-04T10:00">4.3</time></li>' for text in RELATED[p.language])
    body = (f'<div class="post"><h1 class="entry-title">{p.title}</h1><span class="posted-on"><time class="entry-date published" datetime="{p.day}T08:00:00+00:00">x</time></span>'
            f'<div class="entry-content">{paragraphs(p)}</div></div><div id="comments"><ol class="comment-list">{talk}</ol></div>')  # fmt: skip
    return done(p, page(p, menu(p) + body + footer(p), f'<meta property="og:site_name" content="{p.publisher}">'))


def mobile_page(p: Piece) -> Made:
    body = f'<amp-sidebar>{menu(p)}</amp-sidebar><main><h1>{p.title}</h1><amp-img src="/a.jpg"></amp-img>{paragraphs(p)}</main>'
    return done(p, page(p, body, f'<link rel="canonical" href="{p.url}">' + ld(p)), url=p.url.replace("news.", "m."))


def live_blog(p: Piece) -> Made:
    posts = [{"@type": "BlogPosting", "datePublished": f"{p.day}T1{i}:00:00Z", "articleBody": text} for i, text in enumerate(p.paragraphs)]
    body = "".join(f'<section class="post"><time datetime="{p.day}T1{i}:00:00Z">1{i}:00</time><p>{text}</p></section>' for i, text in enumerate(p.paragraphs))
    return done(
        p,
        page(
            p,
            f'{menu(p)}<main><h1>{p.title}</h1><div class="posts">{body}</div></main>{footer(p)}',
            ld(p, **{"@type": "LiveBlogPosting", "liveBlogUpdate": posts}),
        ),
    )


# --- what people are shown


def _shown(p: Piece, line: str, body: str | None = None, tag: str = "span", name: str = "date") -> Made:
    shown = f'<div class="article"><h1>{p.title}</h1><{tag} class="{name}">{line}</{tag}><div class="text">{body or paragraphs(p)}</div></div>'
    return done(p, page(p, f"{menu(p)}{shown}{related(p)}{footer(p)}", f'<meta property="og:site_name" content="{p.publisher}">'))


def months_of_the_gulf(p: Piece) -> Made:
    return _shown(p, f"الخميس {p.day.day} {GULF[p.day.month - 1]} {p.day.year} - 17:45")


def months_of_the_levant(p: Piece) -> Made:
    return _shown(p, f"{p.day.day} {LEVANT[p.day.month - 1]} {p.day.year}", tag="div", name="node-info")


def both_names_of_a_month(p: Piece) -> Made:
    return _shown(p, f"نشر في: {p.day.day} {GULF[p.day.month - 1]}/ {LEVANT[p.day.month - 1]} {p.day.year}", tag="p", name="meta")


def months_of_morocco(p: Piece) -> Made:
    return _shown(p, f"{p.day.day} {MOROCCO[p.day.month - 1]} {p.day.year} على الساعة 10:05")


def months_of_tunisia_in_arabic_digits(p: Piece) -> Made:
    return _shown(p, f"{p.day.day} {TUNIS[p.day.month - 1]} {p.day.year}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))


def islamic_date(p: Piece) -> Made:
    from hijridate import Gregorian

    hijri = Gregorian(p.day.year, p.day.month, p.day.day).to_hijri()
    months = ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"]
    return _shown(p, f"{hijri.day} {months[hijri.month - 1]} {hijri.year} هـ", tag="div", name="time")


def byline_glued_to_its_date(p: Piece) -> Made:
    return _shown(p, f"{p.publisher}{p.day} 17:45:18", tag="div", name="source")


def chinese_source_line(p: Piece) -> Made:
    return _shown(p, f"{p.day.year}年{p.day.month:02}月{p.day.day:02}日 08:12 来源：{p.publisher}", tag="div", name="info")


def chinese_portal_of_divs(p: Piece) -> Made:
    body = "".join(f"<div>　　{text}</div>" for text in p.paragraphs)
    return _shown(p, f"发布时间：{p.day}　浏览次数：1024", body, tag="div", name="sub")


def russian_words(p: Piece) -> Made:
    return _shown(p, f"{p.day.day} {RUSSIAN[p.day.month - 1]} {p.day.year}, 17:45", tag="div", name="article__info-date")


def russian_digits(p: Piece) -> Made:
    return _shown(p, f"{p.day.day:02}.{p.day.month:02}.{p.day.year}", tag="div", name="doc-date")


def english_words(p: Piece) -> Made:
    return _shown(p, f"Published {ENGLISH[p.day.month - 1]} {p.day.day}, {p.day.year} 5:45 PM", tag="p", name="byline")


# --- how the text stands


def broken_by_line_breaks(p: Piece) -> Made:
    return _shown(p, f"{p.day}", "<br><br>\n".join(p.paragraphs))


def text_in_divs(p: Piece) -> Made:
    return _shown(p, f"{p.day}", paragraphs(p, "div"))


def table_of_the_nineties(p: Piece) -> Made:
    rows = "<p>".join(p.paragraphs)
    body = (f'<table width="960"><tr><td width="150">{menu(p, "div")}</td><td><font size="5"><b>{p.title}</b></font><br><font size="1">{p.day}</font><br>{rows}</td>'
            f"</tr></table>{footer(p)}")  # fmt: skip
    return done(p, page(p, body, title=p.title), publisher=False)


def links_within_the_text(p: Piece) -> Made:
    other = RELATED[p.language][0]
    texts = [f"<p>{text}</p>" + (f'<p class="read-also"><a href="/x">{other}</a></p>' if i == 0 else "") for i, text in enumerate(p.paragraphs)]
    return done(p, page(p, f"{menu(p)}<article><h1>{p.title}</h1>{''.join(texts)}</article>{related(p)}{footer(p)}", ld(p)))


def banner_over_the_page(p: Piece) -> Made:
    body = f'<div id="cookie-consent" role="dialog"><p>{COOKIES}</p><button>OK</button></div>{menu(p)}<article><h1>{p.title}</h1>{paragraphs(p)}</article>{footer(p)}'
    return done(p, page(p, body, ld(p)))


def photographs_and_quotations(p: Piece) -> Made:
    first, *rest = p.paragraphs
    body = f"<figure><img src=/a.jpg><figcaption>Photo: archive</figcaption></figure><p>{first}</p><blockquote>{rest[0]}</blockquote>" + "".join(
        f"<p>{t}</p>" for t in rest[1:]
    )
    return done(p, page(p, f"{menu(p)}<article><h1>{p.title}</h1>{body}</article>{footer(p)}", ld(p)))


# --- encodings


def windows_1256(p: Piece) -> Made:
    made_ = _shown(p, f"{p.day}")
    return made_._replace(data=made_.data.decode().replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256", "xmlcharrefreplace"))


def gb18030_called_gb2312(p: Piece) -> Made:
    made_ = _shown(p, f"{p.day}")
    return made_._replace(data=made_.data.decode().replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030"))


def windows_1251_told_by_the_server(p: Piece) -> Made:
    made_ = _shown(p, f"{p.day}")
    return made_._replace(data=made_.data.decode().replace('<meta charset="utf-8">', "").encode("cp1251", "xmlcharrefreplace"), charset="windows-1251")


def wrong_encoding_declared(p: Piece) -> Made:
    made_ = _shown(p, f"{p.day}")
    return made_._replace(data=made_.data.replace(b'charset="utf-8"', b'charset="iso-8859-1"'), charset="windows-1256")


# --- dates that stand nowhere else


def date_in_the_address(p: Piece) -> Made:
    body = f"{menu(p)}<article><h1>{p.title}</h1>{paragraphs(p)}</article>{footer(p)}"
    return done(p, page(p, body, title=p.title), publisher=False, url=f"https://wire.example/{p.day:%Y/%m/%d}/story-{p.number}")


def year_of_a_footer_only(p: Piece) -> Made:
    body = f"{menu(p)}<article><h1>{p.title}</h1>{paragraphs(p)}</article>{footer(p)}"
    return done(p, page(p, body, f'<meta property="og:site_name" content="{p.publisher}">'), day=False)


# --- what is no article


def front_page(p: Piece) -> Made:
    rows = "".join(f'<div class="teaser"><h3><a href="/s/{i}">{text[:70]}</a></h3></div>' for i, text in enumerate((*p.paragraphs, *RELATED[p.language]) * 3))
    return done(p, page(p, f"{menu(p)}<main>{rows}</main>{footer(p)}", '<meta property="og:type" content="website">'), refused="index-page")


def list_of_a_section(p: Piece) -> Made:
    rows = "".join(f'<li><a href="/s/{i}">{text[:60]}</a> <span>{p.day}</span></li>' for i, text in enumerate((*p.paragraphs, *RELATED[p.language]) * 2))
    head = f'<script type="application/ld+json">{json.dumps({"@type": "CollectionPage", "name": "World"})}</script>'
    return done(p, page(p, f'{menu(p)}<div class="list"><ul>{rows}</ul></div>{footer(p)}', head), refused="index-page")


def stub_behind_a_wall(p: Piece) -> Made:
    asks = {
        "ar": "للمشتركين فقط. اشترك لمتابعة القراءة.",
        "en": "Subscribe to continue reading. Already a subscriber? Sign in.",
        "zh": "订阅后继续阅读。",
        "ru": "Материал доступен только для подписчиков.",
    }
    body = f'{menu(p)}<article><h1>{p.title}</h1><p>{p.paragraphs[0]}</p><div class="paywall"><p>{asks[p.language]}</p></div></article>{footer(p)}'
    return done(p, page(p, body, ld(p, isAccessibleForFree=False) if p.language in ("ar", "en") else ""), refused="stub")


_ALL = ("ar", "en", "zh", "ru")
LAYOUTS: tuple[tuple[Callable[[Piece], Made], tuple[str, ...]], ...] = (
    (agency_with_json_ld, _ALL), (graph_of_a_cms, ("ar", "en")), (json_ld_that_is_no_json, ("ar", "ru")), (open_graph, _ALL), (meta_of_an_older_cms, ("zh", "ru")),
    (microdata, ("en", "ar")), (time_element, _ALL), (weblog_with_comments, ("en", "ar")), (mobile_page, ("ar", "zh")), (live_blog, ("en", "ar")),
    (months_of_the_gulf, ("ar", "ar")), (months_of_the_levant, ("ar", "ar")), (both_names_of_a_month, ("ar",)), (months_of_morocco, ("ar", "ar")),
    (months_of_tunisia_in_arabic_digits, ("ar", "ar")), (islamic_date, ("ar", "ar")), (byline_glued_to_its_date, ("ar", "zh", "en")), (chinese_source_line, ("zh", "zh")),
    (chinese_portal_of_divs, ("zh", "zh")), (russian_words, ("ru", "ru")), (russian_digits, ("ru", "ru")), (english_words, ("en", "en")),
    (broken_by_line_breaks, _ALL), (text_in_divs, _ALL), (table_of_the_nineties, ("ar", "en", "ru")), (links_within_the_text, _ALL), (banner_over_the_page, ("en", "ar")),
    (photographs_and_quotations, ("en", "ru")), (windows_1256, ("ar", "ar")), (gb18030_called_gb2312, ("zh", "zh")), (windows_1251_told_by_the_server, ("ru", "ru")),
    (wrong_encoding_declared, ("ar", "ru")), (date_in_the_address, ("en", "ar")), (year_of_a_footer_only, ("en", "ar", "zh")), (front_page, _ALL),
    (list_of_a_section, ("ar", "en")), (stub_behind_a_wall, _ALL),
)  # fmt: skip
