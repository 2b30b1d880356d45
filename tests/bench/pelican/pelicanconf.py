"""Pelican's settings for the handbook, and what its own reader of Markdown lacks: fields within fields."""

import re
from collections import defaultdict

import yaml
from markdown import Markdown
from pelican import signals
from pelican.readers import MarkdownReader

SITENAME = "Strength for Runners"
SITEURL = "https://example.org/handbook"
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
ARTICLE_PATHS: list[str] = []
PAGE_PATHS = [""]
PAGE_TRANSLATION_ID = None
STATIC_PATHS: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FORMATTED_FIELDS: list[str] = []
DIRECT_TEMPLATES = ["index", "names"]
NAMES_SAVE_AS = "search.json"
CACHE_CONTENT = False
KINDS = ["exercises", "movements", "muscles", "equipment", "ladders", "programs", "guides"]
SHOWN = ["joint", "plane", "opposite", "role", "parts", "kinds", "latin", "group", "side", "home", "instead"]
SHOWN += ["level", "weeks", "per_week", "purpose", "progression", "place"]

_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)


class Reader(MarkdownReader):  # type: ignore[misc]
    """Front matter in YAML; one parser of Markdown for all files, where Pelican's own makes one for each."""

    _parser = Markdown(extensions=["tables", "footnotes", "attr_list", "smarty", "toc"], output_format="html")

    def read(self, source_path: str) -> tuple[str, dict[str, object]]:
        """The text as HTML, and the fields."""
        with open(source_path, encoding="utf-8") as file:  # noqa: PTH123 - as Pelican reads
            found = _FRONT.fullmatch(file.read())
        assert found is not None
        fields = yaml.load(found[1], Loader=yaml.CSafeLoader)
        html = self._parser.reset().convert(found[2])
        return html, {name: self.process_metadata(name, value) for name, value in fields.items()}


READERS = {"md": Reader}
_found: dict[tuple[str, str], dict[str, object]] = {}
_using: defaultdict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)


def _ordered(generator: object) -> None:
    """All pages by kind and name, and the exercises by what they name."""
    for page in sorted(generator.pages, key=lambda one: one.title):  # type: ignore[attr-defined]
        one = {"title": page.title, "address": f"{SITEURL}/{page.url}", "fields": page.metadata}
        _found[page.folder, page.slug] = one
        _using["", page.folder].append(one)
        if page.folder == "exercises":
            for kind in ("muscles", "movements", "equipment", "ladders"):
                for name in page.metadata.get(kind, ()):
                    _using[kind, name].append(one)


signals.page_generator_finalized.connect(_ordered)
JINJA_GLOBALS = {
    "find": lambda kind, name: _found[kind, name],
    "using": lambda kind, name: _using[kind, name],
}
