"""A handbook of which every text is an attack: the tiny one, with text from vectors.txt in each field and body."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, Page

from handbook.load import load
from handbook.pipeline import Site, make
from handbook.press import Printed
from handbook.schema import FORMS, Reference
from handbook.settings import Settings
from handbook.shapes import ONE_OF, Group, Keyed, Many, Shape, Text, fields
from handbook.workshop import workshop

HERE = Path(__file__).parent
TINY = HERE / "sites/tiny"
VECTORS = tuple((HERE / "vectors.txt").read_text("utf-8").splitlines())
KEPT = {"to", "branch", "language", "base_url", "url", "view", "edit", "new", "issue"}
"""Settings that must be what they are for anything to be made; addresses among them are tried apart."""
INJECTED = """() => {
    const found = []
    const foreign = /^(i?frame|object|embed|applet|base|style|marquee|audio|video|xss|x|math|foreignobject)$/i
    const leading = /^(href|src|action|formaction|xlink:href|srcdoc|data|poster|background|srcset|to)$/i
    const runs = /^(javascript:|vbscript:|data:text)/i
    const away = /^(https?:)?\\/\\/evil\\.example/i
    for (const one of document.querySelectorAll('*')) {
        if (foreign.test(one.tagName)) found.push(`element ${one.outerHTML.slice(0, 120)}`)
        for (const { name, value } of one.attributes) {
            if (/^on/i.test(name)) found.push(`handler ${one.outerHTML.slice(0, 120)}`)
            const plain = value.replace(/[\\0-\\x20]/g, ''), chosen = name === 'href' && one.tagName === 'A'
            if (leading.test(name) && (runs.test(plain) || (away.test(plain) && !chosen)))
                found.push(`${name}=${value.slice(0, 80)}`)
        }
    }
    for (const one of document.scripts)
        if (one.type !== 'application/ld+json' && !one.src.startsWith(location.origin + '/')) found.push('script')
    return found
}"""


def _fill(shape: Shape, data: Any, text: Callable[[], str]) -> Any:
    """The value with every text in it replaced, and texts where there could be some."""
    match shape:
        case Text(""):
            return text()
        case Text():
            return data
        case Many(item, least, _, _):
            items = data if isinstance(data, list) else [data] if data is not None else []
            return [_fill(item, one, text) for one in items or [None] * max(1, least)]
        case Keyed(item) if isinstance(data, dict):
            return {name: _fill(item, one, text) for name, one in data.items()}
        case Group(model) if isinstance(data, dict) or data is None:
            names = {one.name for one in fields(model)}
            given = {name: value for name, value in (data or {}).items() if name in names}
            barred = {name for names in ONE_OF.get(model, ()) if set(names) & set(given) for name in names}
            wanted = [
                one
                for one in fields(model)
                if one.name in given or (_textual(one.shape) and one.name not in {*KEPT, *barred})
            ]
            return given | {
                one.name: given[one.name] if one.name in KEPT else _fill(one.shape, given.get(one.name), text)
                for one in wanted
            }
        case _:
            return data


def _textual(shape: Shape) -> bool:
    """Whether a value of this shape can be made of texts alone."""
    match shape:
        case Text(pattern):
            return not pattern
        case Many(item):
            return _textual(item)
        case Group(model):
            needed = [one for one in fields(model) if one.needed]
            return bool(needed) and all(_textual(one.shape) for one in needed)
        case _:
            return False


def _body(old: str, text: Callable[[], str]) -> str:
    """A body with an attack wherever Markdown takes a text."""
    one, two = text().replace("|", ""), text().replace("|", "")
    return (
        f"{old.rstrip()}\n\n{text()}\n\n**{text()}** [{text()}](../guides/why.md)\n\n- {text()}\n\n> {text()}\n\n"
        f"| {one} |\n| --- |\n| {two} |\n\n```\n{text()}\n```\n\n## {text()}\n\n{text()}\n"
    )


def lay_out(root: Path, first: int) -> Path:
    """Write the handbook below `root`, the attacks dealt out from the `first` on."""
    text: Callable[[], str] = partial(next, islice(cycle(VECTORS), first % len(VECTORS), None))
    documents, _ = load(TINY)
    for document in documents.entries:
        head = _fill(Group(FORMS[document.folder].model), document.tree.data, text)
        _write(root / document.path, f"---\n{json.dumps(head)}\n---\n{_body(document.body, text)}")
    for beside, shape in ((documents.settings, Group(Settings)), (documents.references, Keyed(Group(Reference)))):
        assert beside is not None
        _write(root / beside.path, json.dumps(_fill(shape, beside.tree.data, text)))
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def build(root: Path) -> Site:
    """The site of a handbook, without paper."""
    return make(root, replace(workshop(None), typeset=lambda orders: [Printed(None) for _ in orders]))


class Watch:
    """Opens pages and lists what an attack has reached: a dialog, another host, a breach of the policy, the page."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home, self.found = page, home, list[str]()
        page.on("dialog", self._dialog)
        page.on("console", lambda said: self._hear(said.text, "Security Policy" in said.text))
        page.on("request", lambda one: self._hear(one.url, not one.url.startswith((home, "data:", "blob:"))))

    def _dialog(self, dialog: Dialog) -> None:
        self._hear(f"ran: {dialog.message}", True)  # noqa: FBT003 - a dialog is always too much
        dialog.dismiss()

    def _hear(self, said: str, matters: bool) -> None:  # noqa: FBT001
        if matters:
            self.found.append(f"{self.page.url}: {said}")

    def look(self, address: str, keys: str = "") -> None:
        """Open a page, type in its search where `keys` are given, and look for what does not belong there."""
        self.page.goto(self.home + address)
        if keys:
            self.page.keyboard.press("/")
            self.page.keyboard.type(keys)
            self.page.locator("[role=option], .results a").first.wait_for()
        self.found += [f"{address}: {one}" for one in self.page.evaluate(INJECTED)]

    def tour(self, addresses: Iterable[str]) -> None:
        """Look at all pages, and at what the search makes of the texts."""
        for address in addresses:
            self.look(address)
        self.look("index.html", "alert script")
        self.look("search/index.html", "alert(1)")
