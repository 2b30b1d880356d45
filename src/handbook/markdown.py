"""An entry's text: CommonMark with tables, footnotes and citations `[@key]`, parsed once into a value.

Links and citations stay open (`Hole`), because where they lead is known only when all entries are. The only importer of
markdown-it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_CITE = re.compile(r"\[@([^\]\s@;]+(?:\s*;\s*@[^\]\s@;]+)*)\]")
_TEMPLATE = re.compile(r"\{[{%#]|[%#}]\}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_LEADS = ("](", "](<", "<")
"""What stands before the address of a link; the same words may be its text."""
_LINE_END = re.compile(r"\r\n?")
_FILL = "\ue000"
_HOLE = re.compile(f"{_FILL}(\\d+){_FILL}")

LONGEST = 10_000
"""Characters of one paragraph, cell or heading. Brackets and quotes in it are matched in a time that grows with its
square."""


class Hole(NamedTuple):
    """What a link or citation names: `kind` is `link` or `cite`; the place counts lines from the body's first as 0."""

    kind: str
    target: str
    line: int
    column: int
    end: int


class Html(NamedTuple):
    """Finished HTML around open links: `pieces[0] + fill(holes[0]) + pieces[1] + …`."""

    pieces: tuple[str, ...] = ("",)
    holes: tuple[Hole, ...] = ()

    def fill(self, filling: Callable[[Hole], str]) -> str:
        """The whole HTML. For a link `filling` gives the escaped address, for a citation the HTML in its place."""
        filled = [piece + filling(hole) for piece, hole in zip(self.pieces, self.holes, strict=False)]
        return "".join(filled) + self.pieces[-1]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return self.pieces != ("",)


class Section(NamedTuple):
    """A second-level heading and what stands under it; `steps` are the items of its first ordered list, as text."""

    title: str
    anchor: str
    html: Html
    steps: tuple[str, ...]
    line: int


class Blemish(NamedTuple):
    """Something in the text that the handbook cannot show; line from 0 in the body, columns from 1.

    `mend` is what surely belongs in place of its line, empty where nobody knows.
    """

    rule: str
    message: str
    hint: str
    line: int
    column: int
    end: int
    mend: str = ""


class Prose(NamedTuple):
    """A parsed text: what stands before the first heading, the sections, all anchors, and the plain text."""

    intro: Html = Html()
    sections: tuple[Section, ...] = ()
    notes: Html = Html()
    anchors: frozenset[str] = frozenset()
    plain: str = ""
    lead: str = ""
    blemishes: tuple[Blemish, ...] = ()

    @property
    def holes(self) -> tuple[Hole, ...]:
        """All links and citations, in order."""
        parts = (self.intro, *(section.html for section in self.sections), self.notes)
        return tuple(hole for part in parts for hole in part.holes)

    def section(self, title: str) -> Section | None:
        """The section of that title, if there is one."""
        return next((one for one in self.sections if one.title.casefold() == title.casefold()), None)


def anchor(title: str) -> str:
    """The address of a heading within its page: lower-case words joined by hyphens."""
    return "-".join(re.findall(r"\w+", title.lower())) or "section"


def _cite(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    found = _CITE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.content = found[0]
        token.meta = {"keys": [key.strip().removeprefix("@") for key in found[1].split(";")]}
    state.pos = found.end()
    return True


def _bound(state: StateCore) -> None:
    """Cut a paragraph that is too long to be read on, and remember the line where it begins."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST:
            token.content = token.content[:LONGEST]
            state.env.setdefault("long", []).append(token.map[0] if token.map else 0)


def _align(state: StateCore) -> None:
    """Say how a cell is aligned by a class, for the pages' policy lets nothing style itself."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", None)):
            token.attrs["class"] = str(style).removeprefix("text-align:")


_ITEM = re.compile(r"(?:[0-9]{1,9}[.)]|[-+*]) \S")


def _plain_lines(state: StateBlock, first: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """As the parser's own rule for paragraphs, where each line begins with a letter: then no other rule can apply."""
    if silent or state.sCount[first] - state.blkIndent > 3:  # noqa: PLR2004 - else it is code
        return False
    last = first
    while last < state.lineMax and not state.isEmpty(last):
        if not state.src[state.bMarks[last] + state.tShift[last]].isalpha():
            if last > first and _next_item(state, last):
                break
            return False
        last += 1
    state.line = last
    state.push("paragraph_open", "p", 1).map = [first, last]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.getLines(first, last, state.blkIndent, False))  # noqa: FBT003
    token.map = [first, last]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _next_item(state: StateBlock, line: int) -> bool:
    """Whether a line within an item of a list at the margin begins the next item."""
    return state.sCount[line] == 0 < state.blkIndent and _ITEM.match(state.src, state.bMarks[line]) is not None


_LINK = re.compile(r"\[(?<![!^]\[)([^\n&*<>\[\\\]^_`!@]+)\]\(((?!//)[A-Za-z0-9_./#-]+)\)")
"""A link as nearly all are: plain words, and the path of a file."""

_SIGNS = re.compile(r"[&*<\[\\\]_`]")
"""What has a meaning in a paragraph besides words and plain links."""

_EDGES = re.compile(r" \n|\n[ \t]")
"""White space at the edge of a line, which is left out or breaks the line."""


def _words(state: StateCore) -> None:
    """As the parser's own rule for what stands in paragraphs, where that is words and plain links alone."""
    for token in state.tokens:
        if token.type != "inline" or token.children is None:
            continue
        parts = _LINK.split(token.content)
        if _SIGNS.search("".join(parts[::3])) or _EDGES.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = list(_worded(parts))


def _worded(parts: list[str]) -> Iterator[Token]:
    """The tokens of words, and of the words and the path of each link, in turn."""
    for place, part in enumerate(parts):
        match place % 3:
            case 0:
                yield from _lines(part)
            case 1:
                yield Token("link_open", "a", 1, {"href": parts[place + 1]})
                yield Token("text", "", 0, content=part, level=1)
                yield Token("link_close", "a", -1)


def _lines(words: str) -> Iterator[Token]:
    for number, line in enumerate(words.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        if line:
            yield Token("text", "", 0, content=line)


@cache
def _parser() -> MarkdownIt:
    """The parser, with shorter ways for what is plain."""
    parser = _thorough()
    parser.block.ruler.before("table", "plain_lines", _plain_lines)
    parser.core.ruler.at("inline", _words)
    return parser


def _thorough() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"]).use(footnote_plugin)
    parser.add_render_rule("cite", _render_cite)
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    parser.inline.ruler.before("link", "cite", _cite)
    parser.core.ruler.after("block", "bound", _bound)
    parser.core.ruler.after("block", "align", _align)
    # Every address is accepted here and judged with its place, so that none is dropped in silence.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


@dataclass(slots=True)
class _Page:
    """One parse: the text and its lines to find places in, and what has been found so far.

    `words` are the plain text of each inline token, by its identity.
    """

    body: str
    lines: list[str]
    starts: list[int]
    holes: list[Hole]
    blemishes: list[Blemish]
    anchors: dict[str, int]
    sought: dict[int, int]
    words: dict[int, str]


def parse(body: str) -> Prose:
    """Parse a body. Pure: the same text gives an equal value, whatever the site around it."""
    body = _LINE_END.sub("\n", body).replace(_FILL, "\N{REPLACEMENT CHARACTER}")
    env: dict[str, Any] = {}
    tokens = _parser().parse(body, env)
    page = _page(body)
    page.blemishes.extend(_long(line, page) for line in env.get("long", []))
    for token in tokens:
        if token.type == "inline":
            _inline(token, page)
        elif token.type == "html_block":
            _raw(token, range(*(token.map or [0, len(page.lines)])), page)
    page.words.update((id(token), _plain(token)) for token in tokens if token.type == "inline")
    _headings(tokens, page)
    parts = list(_parts(tokens))
    sections = tuple(_section(part, page) for part in parts[1:] if part[0].type == "heading_open")
    notes = [part for part in parts[1:] if part[0].type != "heading_open"]
    return Prose(
        intro=_html(parts[0], page),
        sections=sections,
        notes=_html([token for part in notes for token in part], page),
        anchors=frozenset(page.anchors),
        plain=" ".join(filter(None, page.words.values())),
        lead=next(iter(page.words.values()), ""),
        blemishes=tuple(page.blemishes),
    )


def _page(body: str) -> _Page:
    lines = body.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return _Page(body, lines, starts, [], [], {}, {}, {})


def _long(line: int, page: _Page) -> Blemish:
    hint = "part it with empty lines"
    message = f"a paragraph has more than {LONGEST} characters"
    return Blemish("too-deep", message, hint, line, 1, len(page.lines[line]) + 1)


def _inline(token: Token, page: _Page) -> None:
    block = range(*(token.map or [0, len(page.lines)]))
    for child in token.children or []:
        match child.type:
            case "text":
                _text(child.content, block, page)
            case "link_open":
                href = str(child.attrs.get("href", ""))
                spellings = (href, unquote(href)) if href else ("()",)
                place = _find(spellings, block, page, _LEADS if href else ("]",))
                child.attrs["href"] = _hole("link", unquote(href), place, page)
            case "cite":
                keys = child.meta["keys"]
                child.content = "".join(_hole("cite", key, _find((f"@{key}",), block, page), page) for key in keys)
            case "image":
                _picture(child, block, page)
            case "html_inline":
                _raw(child, block, page)


def _hole(kind: str, target: str, place: tuple[int, int, int], page: _Page) -> str:
    page.holes.append(Hole(kind, target, *place))
    return f"{_FILL}{len(page.holes) - 1}{_FILL}"


def _find(spellings: Sequence[str], block: range, page: _Page, leads: Sequence[str] = ("",)) -> tuple[int, int, int]:
    """Where one of `spellings` next stands behind a lead in the lines of a block: line from 0, columns from 1.

    Inline tokens have no place of their own; addresses are sought in order, each after the one before. One that is
    written otherwise (a reference-style link) gets the block's first line.
    """
    begin = page.sought.get(block.start, page.starts[block.start])
    stop = page.starts[block.stop]
    written = [(lead, one) for lead in leads for one in spellings]
    found = [(at + len(lead), one) for lead, one in written if (at := page.body.find(lead + one, begin, stop)) >= 0]
    if not found:
        return block.start, 1, 1
    at, spelling = min(found, key=itemgetter(0))
    page.sought[block.start] = at + len(spelling)
    return _place(at, len(spelling), page)


def _sees(spelling: str, block: range, page: _Page) -> tuple[int, int, int]:
    """Where `spelling` first stands in a block: line from 0, columns from 1."""
    at = page.body.find(spelling, page.starts[block.start], page.starts[block.stop])
    return _place(at, len(spelling), page) if at >= 0 else (block.start, 1, 1)


def _place(at: int, length: int, page: _Page) -> tuple[int, int, int]:
    """The line from 0 and the columns from 1 of what stands at an offset of the body."""
    line = bisect_right(page.starts, at) - 1
    column = at - page.starts[line] + 1
    return line, column, column + length


def _raw(token: Token, block: range, page: _Page) -> None:
    """Raw HTML is shown as it is written, and said."""
    first = token.content.strip().split("\n")[0]
    token.type = "text" if token.type == "html_inline" else "html_shown"
    if first.startswith("</"):
        return
    hint = "write it in Markdown, or put it in backticks if it shall be read as code"
    page.blemishes.append(Blemish("raw-html", f"`{first[:40]}` is raw HTML", hint, *_sees(first, block, page)))


def _picture(token: Token, block: range, page: _Page) -> None:
    hint = "the picture of an exercise is drawn from `figure:` in its front matter"
    page.blemishes.append(Blemish("picture", "an entry's text holds no pictures", hint, *_sees("![", block, page)))
    token.type, token.content = "text", token.content


def _text(content: str, block: range, page: _Page) -> None:
    """What looks like more than text and is not: a template's brackets, the mark of a footnote that is not there."""
    if ("{" in content or "}" in content) and (found := _TEMPLATE.search(content)):
        hint = "remove it, or put it in backticks if it shall be read as code"
        message = f"`{found[0]}` does nothing in an entry's text"
        page.blemishes.append(Blemish("template-syntax", message, hint, *_sees(found[0], block, page)))
    for mark in _FOOTNOTE.findall(content) if "[^" in content else ():
        hint = f"write a line `{mark}: …` below, or take the mark out"
        page.blemishes.append(Blemish("broken-footnote", f"`{mark}` has no footnote", hint, *_sees(mark, block, page)))


def _headings(tokens: Sequence[Token], page: _Page) -> None:
    """Give every heading its anchor; a heading that skips a level, or takes the title's, is said."""
    level = 1
    numbers = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    titles = ((token, inline) for token, inline in pairwise(tokens) if token.type == "heading_open")
    for (token, inline), below in zip(titles, [*numbers, 0][1:], strict=True):
        number, line = int(token.tag[1:]), token.map[0] if token.map else 0
        if number == 1 or number > level + 1:
            fault = "is the title's level" if number == 1 else f"comes after level {level}"
            end = len(page.lines[line]) + 1
            better = "#" * (min(number, level + 1) if number > 1 else 2)
            mend = _levelled(page.lines[line], better) if _alone(number, below) else ""
            said = f"a heading of level {number} {fault}"
            page.blemishes.append(Blemish("heading", said, f"begin it with `{better} `", line, 1, end, mend))
        level = max(number, 2)
        token.attrs["id"] = _free(anchor(page.words[id(inline)]), page)


def _alone(number: int, below: int) -> bool:
    """Whether a heading can change its level and leave that of the next, `below` (0 if none), in its place.

    The title's level always can.
    """
    return number == 1 or below < number - 1 or below <= 2  # noqa: PLR2004 - a section's level


def _levelled(line: str, signs: str) -> str:
    """The line of a heading under other signs; empty where it is written in another way."""
    return f"{signs}{line.lstrip('#')}" if line.startswith("#") else ""


def _free(name: str, page: _Page) -> str:
    """`name`, or the first of `name-2`, `name-3` … that no heading has yet; taken from now on."""
    free = name
    while free in page.anchors:
        page.anchors[name] += 1
        free = f"{name}-{page.anchors[name]}"
    page.anchors[free] = 1
    return free


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """What stands before the first second-level heading, then each section, then the footnotes."""
    part: list[Token] = []
    for token in tokens:
        # A heading inside a quote, a list or a footnote parts nothing: its element would be torn in two.
        if token.level == 0 and (
            (token.type, token.tag) == ("heading_open", "h2") or token.type == "footnote_block_open"
        ):
            yield part
            part = []
        part.append(token)
    yield part


def _section(part: list[Token], page: _Page) -> Section:
    title, line = page.words[id(part[1])], part[0].map[0] if part[0].map else 0
    return Section(title, str(part[0].attrs["id"]), _html(part[3:], page), tuple(_steps(part, page)), line)


def _steps(part: Sequence[Token], page: _Page) -> Iterator[str]:
    """The items of the first ordered list, each in one line; a list inside an item is not part of it."""
    depth, words = 0, list[str]()
    for token in part:
        if token.type == "ordered_list_open" or (depth and token.type == "bullet_list_open"):
            depth += 1
        elif depth and token.type in {"ordered_list_close", "bullet_list_close"}:
            depth -= 1
            if not depth:
                return
        elif depth == 1 and token.type == "inline":
            words.append(page.words[id(token)])
        elif depth == 1 and token.type == "list_item_close":
            yield " ".join(words)
            words = []


def _plain(token: Token) -> str:
    words = (_word(child) for child in token.children or [])
    return " ".join("".join(words).split())


def _word(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    return child.content if child.type in {"text", "code_inline"} else ""


def _html(tokens: Sequence[Token], page: _Page) -> Html:
    parser = _parser()
    html = parser.renderer.render([_shown(token) for token in tokens], parser.options, {}) if tokens else ""
    split = _HOLE.split(html)
    return Html(tuple(split[::2]), tuple(page.holes[int(number)] for number in split[1::2]))


def _shown(token: Token) -> Token:
    if token.type == "html_shown":
        return Token("code_block", "code", 0, content=token.content)
    return token


def _render_cite(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return tokens[at].content


def _open_table(_self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any) -> str:
    """A table wider than the screen moves in a frame of its own, which a keyboard can reach."""
    return '<div class="scroll" role="group" tabindex="0" aria-label="Table">\n<table>\n'


def _close_table(_self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any) -> str:
    return "</table>\n</div>\n"
