"""Every text field of every kind with texts that are code elsewhere: `python tests/audit/literal.py`.

One small handbook is made twice: with plain words in every text field, and with the same words followed by markup,
scripts, templates, Typst, YAML and paths. In the second site everything must be built as in the first, element by
element, and the texts stand in it as they were written. tests/test_literal.py takes one text of each kind.
"""

import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pdfplumber
import pikepdf

from handbook.fields import Location
from handbook.load import load
from handbook.pipeline import Site, make
from handbook.report import concise
from handbook.schedule import ics, plan
from handbook.schema import FORMS, Reference
from handbook.settings import Settings
from handbook.shapes import Group, Keyed, Many, Shape, Text, fields
from handbooks import lay

_DATA = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))

# By what they are code for. Sources of the first two: the evasion lists that testers of web sites use (OWASP).
TEXTS: dict[str, list[str]] = _DATA["texts"]

# What the tiny handbook leaves out, laid over it so that every text field of the schema is there.
_MORE: dict[str, dict[str, Any]] = _DATA["more"] | {"programs/long": _DATA["plan"]}

# Texts that name something, and are judged: an address, an entry, a joint.
NAMING = {
    ("base_url",), ("repository", "url"), ("repository", "branch"), ("repository", "view"), ("repository", "edit"),
    ("repository", "new"), ("repository", "issue"), ("start", "to"), ("redirects",), ("stride", "labels", "joint"),
    ("cms", "sign_in"),
}  # fmt: skip


def written(shape: Shape, data: Any, change: Callable[[str], str], at: Location = ()) -> Any:
    """The data of a front matter with every free text changed."""
    match shape, data:
        case Text(pattern), str():
            return change(data) if not pattern and at not in NAMING else data
        case Group(model), dict():
            known = {one.name: one.shape for one in fields(model)}
            return {
                key: written(known[key], value, change, (*at, key)) if key in known else value
                for key, value in data.items()
            }
        case Many(item), list():
            return [written(item, inner, change, at) for inner in data]
        case Keyed(item), dict():
            return {key: written(item, inner, change, at) for key, inner in data.items()}
    return data


def free_texts(shape: Shape, at: Location = ()) -> Iterator[Location]:
    """Every free text that a shape declares."""
    match shape:
        case Text(pattern) if not pattern and at not in NAMING:
            yield at
        case Group(model):
            for one in fields(model):
                yield from free_texts(one.shape, (*at, one.name))
        case Many(item) | Keyed(item):
            yield from free_texts(item, at)


def texts_in(shape: Shape, data: Any, at: Location = ()) -> Iterator[Location]:
    """Every free text that data hold."""
    match shape, data:
        case Text(pattern), str() if not pattern and at not in NAMING:
            yield at
        case Group(model), dict():
            for one in fields(model):
                if one.name in data:
                    yield from texts_in(one.shape, data[one.name], (*at, one.name))
        case (Many(item), list()):
            for inner in data:
                yield from texts_in(item, inner, at)
        case (Keyed(item), dict()):
            for inner in data.values():
                yield from texts_in(item, inner, at)


def shape_of(entry_id: str) -> Shape:
    """What the front matter of a file is made of."""
    if entry_id == "references.yaml":
        return Keyed(Group(Reference))
    return Group(Settings if entry_id == "handbook.yaml" else FORMS[entry_id.partition("/")[0]].model)


def sources(root: Path) -> dict[str, tuple[Any, str]]:
    """The data and the text of every file of a handbook in which every text field is filled."""
    documents, _ = load(lay(root, {}))
    files: dict[str, tuple[Any, str]] = {"programs/long": (_MORE["programs/long"], "Text.\n")}
    for one in (*documents.entries, documents.settings, documents.references):
        if one is not None:
            spare = {"aliases": [f"Other {one.slug}"]} if "/" in one.id else {}
            files[one.id] = ({**spare, **one.tree.data, **_MORE.get(one.id, {})}, one.body)
    return files


def unfilled(files: dict[str, tuple[Any, str]]) -> list[tuple[str, Location]]:
    """The text fields of the schema that no file fills."""
    declared = {(name.partition("/")[0], at) for name in files for at in free_texts(shape_of(name))}
    filled = {
        (name.partition("/")[0], at) for name, (data, _) in files.items() for at in texts_in(shape_of(name), data)
    }
    return sorted(declared - filled, key=str)


def made(root: Path, added: str) -> Site:
    """The site of that handbook with `added` at the end of every text field."""
    files = {}
    for name, (data, body) in sources(root).items():
        text = json.dumps(written(shape_of(name), data, lambda text: text + added), ensure_ascii=False)
        files[name if name.endswith(".yaml") else f"{name}.md"] = (
            text if name.endswith(".yaml") else f"---\n{text}\n---\n{body}"
        )
    return make(lay(root, files))


class _Reader(HTMLParser):
    """What a page is built of, and what it says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.built: list[object] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element with the names of its attributes, and where its addresses lead as far as the host."""
        ways = [
            urlsplit(value or "")[:2] for name, value in attrs if name in {"href", "src", "action", "poster", "data"}
        ]
        self.built.append((tag, sorted(name for name, _ in attrs), ways))
        if tag == "meta" and ("http-equiv", "Content-Security-Policy") in attrs:
            self.built.append(dict(attrs)["content"])
        self.said += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        self.built.append(tag)

    def handle_data(self, data: str) -> None:
        """Text; what a script holds must be data."""
        if self.built and self.built[-1] == ("script", ["type"], []):
            self.built.append(outline(json.loads(data)))
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        """A remark."""
        self.built.append(("remark", data))

    def handle_decl(self, decl: str) -> None:
        """A declaration, such as that of HTML."""
        self.built.append(("remark", decl))

    def handle_pi(self, data: str) -> None:
        """An instruction to some other program."""
        self.built.append(("remark", data))

    def unknown_decl(self, data: str) -> None:
        """A declaration that HTML does not know."""
        self.built.append(("remark", data))


def read_html(content: bytes) -> _Reader:
    """A page, read."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    return reader


def outline(value: Any) -> Any:
    """JSON without its texts, and without keys that are texts, such as a workout's title."""
    match value:
        case dict():
            return {key if re.fullmatch(r"[\w$@:-]+", key) else "": outline(inner) for key, inner in value.items()}
        case list():
            return [outline(inner) for inner in value]
    return type(value).__name__


BY_TEXT = ("assets/", "pagefind/")
"""Folders whose files are named and parted by what the texts say."""


def built_of(address: str, content: bytes) -> object:
    """What a file is built of beside its texts."""
    if address.endswith(".html"):
        return _page(address, content)
    if address == "offline.json":
        return sorted(one for one in json.loads(content)["addresses"] if not one.startswith(BY_TEXT))
    built = _BUILT.get(address.rpartition(".")[2])
    return built(content) if built else None


def _xml(content: bytes) -> object:
    return [(one.tag, sorted(one.attrib), urlsplit(one.get("href", ""))[:2]) for one in _elements(content)]


def _svg(content: bytes) -> object:
    """What of it could act or lead away, for a longer title breaks into more lines."""
    acts = {"script", "foreignObject", "a", "image", "iframe", "animate", "set", "handler"}
    kinds = {one.tag.rpartition("}")[2] for one in _elements(content)}
    names = {name for one in _elements(content) for name in one.attrib if name.startswith("on") or "href" in name}
    return sorted(kinds & acts), sorted(names)


def _page(address: str, content: bytes) -> object:
    """A page element by element; of a sheet the kinds of elements alone, for its pages break where its texts end."""
    built = read_html(content).built
    return sorted(set(map(str, built))) if re.search(r"/sheet(-\w+)?\.html$", address) else built


def _elements(content: bytes) -> Iterator[ET.Element]:
    return ET.fromstring(content).iter()  # noqa: S314 - we have just made it


def _lines_and_links(content: bytes) -> object:
    lines = content.decode().split("\n")
    return len(lines), [len(re.findall(r"(?<!\\)\]\(", line)) for line in lines]


def papers(content: bytes) -> set[str]:
    """What a PDF could do: actions, files in it, and the hosts that it leads to."""
    found = set()
    with pikepdf.open(BytesIO(content)) as paper:
        for one in paper.objects:
            if isinstance(one, pikepdf.Dictionary):
                found |= {
                    name
                    for name in ("/JS", "/JavaScript", "/EmbeddedFiles", "/OpenAction", "/AA", "/Launch")
                    if name in one
                }
                if "/URI" in one:
                    found.add(urlsplit(str(one["/URI"])).netloc)
    return found


_BUILT: dict[str, Callable[[bytes], object]] = {
    "json": lambda content: outline(json.loads(content)),
    "webmanifest": lambda content: outline(json.loads(content)),
    "xml": _xml,
    "svg": _svg,
    "txt": _lines_and_links,
    "pdf": papers,
}


def differences(plain: Site, other: Site) -> Iterator[str]:
    """Everything that a site with other texts is built of in another way."""
    if missing := set(plain.files) ^ set(other.files):
        stray = {name for name in missing if not name.startswith(BY_TEXT)}
        yield from (f"{name} is in one site alone" for name in sorted(stray))
    for address in sorted(set(plain.files) & set(other.files)):
        one, two = (built_of(address, site.files[address]) for site in (plain, other))
        if one != two:
            yield f"{address} is built otherwise: {_first(one, two)}"
    for slug in other.handbook.programs:
        one, two = (_lines(ics(plan(site.handbook, slug, DAY), DAY, (0, 3))) for site in (plain, other))
        if one != two:
            yield f"the calendar of {slug} is built otherwise"


DAY = date(2026, 11, 23)


def _lines(calendar: str) -> Counter[str]:
    lines = calendar.replace("\r\n ", "").split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    return Counter(line.partition(":")[0] for line in lines)


def _first(one: object, two: object) -> str:
    """Where the first difference is."""
    first, second = str(one), str(two)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    at = max(0, sum(1 for _ in same) - 80)
    return f"{first[at : at + 200]} / {second[at : at + 200]}"


def unsaid(site: Site, added: str) -> Iterator[str]:
    """Where the text that was added does not stand as it was written."""
    want = _words(f"Squat{added}")
    if "exercises/squat.html" not in site.files:
        yield f"nothing, for {concise(site.diagnostics[0])[:300]}"
        return
    if not any(want in _words(text) for text in read_html(site.files["exercises/squat.html"]).said):
        yield "the page"
    if json.loads(site.files["api/exercises/squat.json"])["fields"]["title"] != f"Squat{added}":
        yield "the API"
    titles = [_words(one.text or "") for one in _elements(site.files["feed.xml"]) if one.tag.endswith("}title")]
    if want not in titles:
        yield "the feed"


def _words(text: str) -> str:
    return " ".join(text.split())


def printed(site: Site) -> str:
    """The text of all printed sheets of a program, without spaces and breaks."""
    with pdfplumber.open(BytesIO(site.files["programs/two-days/two-days-a4.pdf"])) as paper:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in paper.pages))


def main() -> int:
    """Make a site for each kind of text, and say what was found; status 1 if any text had an effect."""
    wrong = []
    with tempfile.TemporaryDirectory() as place:
        began = time.perf_counter()
        if lacking := unfilled(sources(Path(place, "all"))):
            wrong.append(f"text fields that are not tried: {lacking}")
        plain = made(Path(place, "plain"), " ")
        for kind, texts in TEXTS.items():
            added = " ".join(("", *texts))
            site = made(Path(place, kind), added)
            wrong += [f"{kind}: {one}" for one in differences(plain, site)]
            wrong += [f"{kind}: {one} does not say it as it is written" for one in unsaid(site, added)]
    number = sum(map(len, TEXTS.values()))
    print(
        f"literal: {number} texts in every text field, {len(wrong)} had an effect, {time.perf_counter() - began:.0f} s"
    )
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
