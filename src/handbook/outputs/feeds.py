"""What lies beside the pages for those who do not come by a link: sitemap, feed, robots.txt and llms.txt.

Forms: sitemaps.org (protocol 0.9); RFC 4287 (Atom); RFC 9309 (robots); llmstxt.org (an outline of the site in
Markdown for language models).
"""

import re
from collections.abc import Iterable
from html import escape

from handbook import addresses
from handbook.handbook import Handbook
from handbook.outputs.api import INDEX
from handbook.outputs.canonical import canonical
from handbook.schema import FORMS
from handbook.validate import Entry

SITEMAP = "sitemap.xml"
FEED = "feed.xml"
ROBOTS = "robots.txt"
OUTLINE = "llms.txt"
FEEDS = frozenset({SITEMAP, FEED, ROBOTS, OUTLINE})
NEWEST = 50
"""How many entries the feed holds."""

_DAWN = "1970-01-01"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def feeds(handbook: Handbook, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """All four files by address. `pages` are those to list: each address, with the entry that it shows or nothing.

    robots.txt speaks where the site lies at the root of its host.
    """
    files = {
        SITEMAP: _sitemap(handbook, pages),
        FEED: _feed(handbook),
        ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {canonical(handbook.settings, SITEMAP)}\n",
        OUTLINE: _outline(handbook),
    }
    return {address: text.encode() for address, text in files.items()}


def _xml(text: str) -> str:
    """A text in XML, without the characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text))


def _sitemap(handbook: Handbook, pages: Iterable[tuple[str, str]]) -> str:
    urls = "".join(_url(handbook, *page) for page in pages)
    return f'{_HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'


def _url(handbook: Handbook, address: str, shown: str) -> str:
    entry = handbook.entries.get(shown)
    day = f"<lastmod>{_day(entry)}</lastmod>" if entry and entry.meta.reviewed else ""
    return f"<url><loc>{_xml(canonical(handbook.settings, address))}</loc>{day}</url>\n"


def _day(entry: Entry) -> str:
    return entry.meta.reviewed.isoformat() if entry.meta.reviewed else _DAWN


def _feed(handbook: Handbook) -> str:
    """The entries that were last reviewed, which a new or changed entry is; each keeps its id as long as its name."""
    settings = handbook.settings
    reviewed = (one for one in handbook.entries.values() if one.meta.reviewed)
    newest = sorted(sorted(reviewed, key=lambda one: (one.meta.title, one.id)), key=_day, reverse=True)[:NEWEST]
    home, here = _xml(canonical(settings, addresses.HOME)), _xml(canonical(settings, FEED))
    head = (
        f"<id>{home}</id>\n"
        f"<title>{_xml(settings.title)}</title>\n"
        f"<subtitle>{_xml(settings.summary)}</subtitle>\n"
        f"<updated>{max(map(_day, newest), default=_DAWN)}T00:00:00Z</updated>\n"
        f"<author><name>{_xml(settings.title)}</name></author>\n"
        f"<rights>{_xml(settings.licence.content)}</rights>\n"
        f'<link rel="self" type="application/atom+xml" href="{here}"/>\n'
        f'<link rel="alternate" type="text/html" href="{home}"/>\n'
    )
    items = "".join(_item(handbook, entry) for entry in newest)
    lang = _xml(settings.language)
    return f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n{head}{items}</feed>\n'


def _item(handbook: Handbook, entry: Entry) -> str:
    settings, form = handbook.settings, FORMS[entry.folder]
    return (
        "<entry>\n"
        f"<id>{_xml(settings.base_url + entry.id)}</id>\n"
        f"<title>{_xml(entry.meta.title)}</title>\n"
        f"<updated>{_day(entry)}T00:00:00Z</updated>\n"
        f'<link rel="alternate" type="text/html" href="{_xml(canonical(settings, addresses.entry(entry.id)))}"/>\n'
        f'<category term="{form.folder}" label="{_xml(form.plural)}"/>\n'
        f'<summary type="text">{_xml(entry.meta.summary)}</summary>\n'
        "</entry>\n"
    )


def _outline(handbook: Handbook) -> str:
    settings = handbook.settings
    index = canonical(settings, INDEX)
    head = (
        f"# {_words(settings.title)}\n\n> {_words(settings.summary)}\n\n"
        f"Texts and figures: {_words(settings.licence.content)}."
        f" Everything is also there as typed JSON, listed in [the index]({index}).\n"
    )
    parts = []
    for folder in ("programs", "guides", *(one for one in FORMS if one not in {"programs", "guides"})):
        lines = "".join(_point(handbook, entry) for entry in handbook.of(folder).values())
        parts.append(f"\n## {FORMS[folder].plural}\n\n{lines}" if lines else "")
    references = f"- [References]({canonical(settings, addresses.REFERENCES)}): every work that the handbook cites.\n"
    return "".join((head, *parts, "\n## Optional\n\n", references))


def _point(handbook: Handbook, entry: Entry) -> str:
    address = canonical(handbook.settings, addresses.entry(entry.id))
    return f"- [{_words(entry.meta.title)}]({address}): {_words(entry.meta.summary)}\n"


def _words(text: str) -> str:
    """A text within a line of Markdown, read as it is written."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))
