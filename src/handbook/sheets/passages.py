"""An entry's text for paper: from finished HTML, as `markdown` makes it, to blocks of plain runs."""

from dataclasses import dataclass, replace
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; `to` is a whole URL, the id of an entry (`entry:exercises/plank`), or nothing."""

    text: str
    strong: bool = False
    emphasis: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading of `runs`, a list or quote of `items` (blocks each), or a table of `rows` of cells.

    `kind` is `p`, `h`, `ul`, `ol`, `quote` or `table`; the first row of a table is its head.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    items: tuple[tuple["Block", ...], ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()


_LISTS = {"ul": "ul", "ol": "ol", "blockquote": "quote"}
_STYLES = {"strong": (True, False), "b": (True, False), "em": (False, True), "i": (False, True)}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of some HTML. Elements without a place on paper (pictures, rules) are left out, their text is kept."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.done()


class _Reader(HTMLParser):
    """Builds blocks from the inside out: `stack` holds those that are open, the outermost first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[list[tuple[Block, ...]]] = []
        self.open: list[list[Block]] = [[]]
        self.runs: list[Run] = []
        self.styles: list[tuple[str, Run]] = []
        self.rows: list[list[tuple[Run, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = self.styles[-1][1] if self.styles else Run("")
        if tag == "a":
            self.styles.append((tag, replace(style, to=dict(attrs).get("href") or "")))
        elif tag in _STYLES:
            strong, emphasis = _STYLES[tag]
            self.styles.append(
                (tag, replace(style, strong=style.strong or strong, emphasis=style.emphasis or emphasis))
            )
        elif tag in _LISTS:
            self._flush("p")
            self.stack.append([])
            if tag == "blockquote":
                self.open.append([])
        elif tag == "li":
            self.open.append([])
        elif tag == "table":
            self._flush("p")
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag == "br":
            self.runs.append(Run(" "))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", *_HEADINGS}:
            self._flush("p" if tag == "p" else "h")
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append(self._taken())
        elif tag == "table":
            self.open[-1].append(Block("table", rows=tuple(tuple(row) for row in self.rows)))
        elif tag in {"li", "blockquote"} and len(self.open) > 1:
            self._flush("p")
            self.stack[-1].append(tuple(self.open.pop()))
        if tag in _LISTS and self.stack:
            items = tuple(self.stack.pop())
            self.open[-1].append(Block(_LISTS[tag], items=items))
        if self.styles and self.styles[-1][0] == tag:
            self.styles.pop()

    def handle_data(self, data: str) -> None:
        style = self.styles[-1][1] if self.styles else Run("")
        text = " ".join(data.split()) if data.strip() else " "
        text = (" " if data[:1].isspace() and data.strip() else "") + text
        text += " " if data[-1:].isspace() and data.strip() else ""
        if self.runs or text.strip():
            self.runs.append(replace(style, text=text))

    def done(self) -> tuple[Block, ...]:
        """All blocks, whatever was left open."""
        self._flush("p")
        return tuple(self.open[0])

    def _taken(self) -> tuple[Run, ...]:
        taken, self.runs = tuple(self.runs), []
        return taken

    def _flush(self, kind: str) -> None:
        taken = self._taken()
        if any(run.text.strip() for run in taken):
            self.open[-1].append(Block(kind, taken))
