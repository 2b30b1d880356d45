"""YAML as authors write it: every scalar is read as text, every value knows its place.

The tree is built from the parser's events, so that nothing is guessed (`no`, `1:30` and `0310` stay as written),
duplicate keys are seen, and neither depth nor aliases can explode.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

import yaml

from handbook.diagnostics import Edit
from handbook.fields import Location

type_of_loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEPTH = 20
VALUES = 20_000

_SWALLOWED = re.compile(r"[ \t]+(#\S.*)")
# A field, and a text of several words before its colon: a sentence, not a field that slipped into the line.
_SENTENCE = re.compile(r"[ -]*[a-z_-]+: +([^\W\d_][^\s:]* [^:\[\]{}\"'#]*: [^\[\]{}\"'#]*)")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
# What YAML forbids (1.2, production 1), and what only YAML counts as the end of a line or of nothing at all: with
# these out of the way its lines and columns are those of every editor.
_ODD = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Mark(NamedTuple):
    """Where a value or key stands: line and column from 1, `end` the column after it, offsets in the whole file."""

    line: int
    column: int
    end: int
    start_offset: int = 0
    end_offset: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the YAML itself."""

    mark: Mark
    rule: str
    message: str
    hint: str = ""
    first: Mark | None = None
    fix: Edit | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The values as plain dict, list and str, with the mark of each value and of each key by location.

    `data` is None where the YAML could not be read to its end.
    """

    data: Any
    values: Mapping[Location, Mark]
    keys: Mapping[Location, Mark]

    def mark(self, at: Location) -> Mark:
        """The place of the value at `at`: its text, or its key where it spans lines, or that of the nearest parent."""
        for length in range(len(at), 0, -1):
            place = at[:length]
            value = self.values.get(place)
            if value is not None and value.end > value.column:
                return value
            if place in self.keys:
                return self.keys[place]
        return Mark(1, 1, 1)

    def key(self, at: Location) -> Mark:
        """The place of the key at `at`, or of the value where it has none."""
        return self.keys.get(at) or self.mark(at)


class _Later(Mapping[Location, Mark]):
    """Marks that are looked for when one is first asked for: of most texts that are read nobody asks."""

    def __init__(self, find: Callable[[], Mapping[Location, Mark]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[Location, Mark]:
        return self._find()

    def __getitem__(self, at: Location) -> Mark:
        return self._found[at]

    def __iter__(self) -> Iterator[Location]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class _Stop(Exception):  # noqa: N818 - ends the walk; never leaves this module
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


@dataclass(slots=True)
class _Walk:
    """One walk over the events of one text; `line` and `offset` are where the text begins in its file."""

    text: str
    events: Iterator[Any]
    line: int
    offset: int
    lines: list[str]
    values: dict[Location, Mark] = field(default_factory=dict)
    keys: dict[Location, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0

    def mark(self, start: Any, end: Any) -> Mark:
        same_line = end.line == start.line
        stop = end.column if same_line else start.column
        return Mark(
            start.line + self.line,
            start.column + 1,
            stop + 1,
            start.index + self.offset,
            end.index + self.offset,
        )

    def value(self, event: Any, at: Location) -> Any:
        self.count += 1
        if len(at) > DEPTH or self.count > VALUES:
            raise _Stop(
                Fault(
                    self.mark(event.start_mark, event.end_mark),
                    "too-deep",
                    f"the front matter goes deeper than {DEPTH} levels or holds more than {VALUES} values",
                    "no entry needs that; look for a bracket that never closes",
                )
            )
        self._plain_only(event)
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event, at)
            case yaml.SequenceStartEvent():
                return self._sequence(event, at)
            case _:
                return self._mapping(event, at)

    def _plain_only(self, event: Any) -> None:
        """Anchors, aliases and tags are YAML's, not a coach's; a text that begins with their signs needs quotes."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
            raise _Stop(
                Fault(
                    self.mark(event.start_mark, event.end_mark),
                    "yaml",
                    "a value begins with `&`, `*` or `!`, which mean something else in YAML",
                    "put the text in double quotes",
                )
            )

    def _scalar(self, event: Any, at: Location) -> str:
        self.values[at] = self.mark(event.start_mark, event.end_mark)
        if event.style in {None, ""} and event.value:
            self._see_swallowed(event)
        self._see_invisible(event)
        return str(event.value)

    def _see_invisible(self, event: Any) -> None:
        """An escape in double quotes may not write what the text itself may not hold."""
        if odd := _ODD.search(event.value):
            mark = self.mark(event.start_mark, event.end_mark)
            self.faults.append(Fault(mark, "yaml", _invisible(odd), "take out the `\\` and what belongs to it"))

    def _see_swallowed(self, event: Any) -> None:
        end = event.end_mark
        found = _SWALLOWED.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        if found:
            mark = Mark(end.line + self.line, found.start(1) + 1, found.end(1) + 1)
            hint = f'put the text in double quotes: "{event.value} {found[1].rstrip()}"'
            fix = self._quoted(event, found.end(1))
            self.faults.append(Fault(mark, "swallowed", f"`{found[1].rstrip()}` is read as a comment", hint, fix=fix))

    def _quoted(self, event: Any, stop: int) -> Edit | None:
        """The edit that puts a value and what was swallowed behind it in quotes; None inside brackets."""
        start, line = event.start_mark, self.lines[event.start_mark.line]
        if start.line != event.end_mark.line or set(line) & set("[]{}"):
            return None
        written = line[start.column : stop].rstrip()
        begin = start.index + self.offset
        return Edit(begin, begin + len(written), _in_quotes(written))

    def _sequence(self, opening: Any, at: Location) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._close(opening, event, at)
                return items
            items.append(self.value(event, (*at, len(items))))
        return items

    def _mapping(self, opening: Any, at: Location) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                self._close(opening, event, at)
                return pairs
            self._pair(event, at, pairs)
        return pairs

    def _pair(self, event: Any, at: Location, pairs: dict[str, Any]) -> None:
        self._plain_only(event)
        here = self.mark(event.start_mark, event.end_mark)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Stop(
                Fault(
                    here, "yaml", "a field's name is one word, not a list or group", "look for a stray `?`, `[` or `{`"
                )
            )
        name, place = str(event.value), (*at, str(event.value))
        if name in pairs:
            again = Fault(here, "duplicate-key", f"`{name}` is written twice", "keep one of them", self.keys[place])
            self.faults.append(again)
            place = (*at, f"{name} (again)")
        self.keys[place] = here
        self._see_invisible(event)
        inner = self.value(next(self.events), place)
        pairs.setdefault(name, inner)

    def _close(self, opening: Any, closing: Any, at: Location) -> None:
        if opening.flow_style:
            self.values[at] = self.mark(opening.start_mark, closing.end_mark)


def parse(text: str, *, line: int = 1, offset: int = 0) -> tuple[Tree, tuple[Fault, ...]]:
    """Read YAML whose first line is the `line`-th of its file and begins at `offset`.

    Returns what could be read and everything that is wrong with it; an empty text is an empty mapping. Marks count
    characters, not bytes.
    """
    if unfit := _unfit(text, line):
        return Tree(None, {}, {}), (unfit,)
    data = _plain(text)
    if data is None:
        return _marked(text, line, offset)
    marked = cache(lambda: _marked(text, line, offset)[0])
    return Tree(data, _Later(lambda: marked().values), _Later(lambda: marked().keys)), ()


_DOUBTFUL = ("\\", " #", "\t#")
"""An escape, or what may be swallowed: a text that holds one must be looked at closely."""


class _NotPlain(Exception):  # noqa: N818 - never leaves this module
    """There may be something to say of a text."""


def _plain(text: str) -> Any:
    """The values of a text of which there is nothing to say, in less than half the time; None where there may be."""
    if len(text) > VALUES or any(one in text for one in _DOUBTFUL):
        return None
    try:
        take = type_of_loader(text).get_event
        take(), take()  # the stream and the document begin
        data = _plain_value(take(), take, 0)
        take()  # the document ends
        return data if isinstance(take(), yaml.StreamEndEvent) else None
    except (_NotPlain, yaml.YAMLError):
        return None


def _plain_value(event: Any, take: Callable[[], Any], depth: int) -> Any:
    kind = type(event)
    if kind not in _BEGINS or event.anchor is not None or event.tag is not None or depth > DEPTH:
        raise _NotPlain
    if kind is _SCALAR:
        return event.value
    if kind is yaml.SequenceStartEvent:
        items = []
        while type(event := take()) is not _LIST_END:
            items.append(_plain_value(event, take, depth + 1))
        return items
    pairs: dict[str, Any] = {}
    while type(event := take()) is not _GROUP_END:
        if type(event) is not _SCALAR or event.value in pairs:
            raise _NotPlain
        name = _plain_value(event, take, depth + 1)
        pairs[name] = _plain_value(take(), take, depth + 1)
    return pairs


_SCALAR, _LIST_END, _GROUP_END = yaml.ScalarEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent
_BEGINS = {yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent}


def _marked(text: str, line: int, offset: int) -> tuple[Tree, tuple[Fault, ...]]:
    """As `parse`, of a text that can be read, with every mark and every fault."""
    walk = _Walk(text, iter(()), line, offset, text.split("\n"))
    try:
        walk.events = yaml.parse(text, Loader=type_of_loader)
        data = _document(walk)
    except _Stop as stop:
        return Tree(None, walk.values, walk.keys), (*walk.faults, stop.fault)
    except yaml.MarkedYAMLError as error:
        # A swallowed bracket or quotation mark is why nothing closes: one cause, one fault.
        swallowed = any(fault.rule == "swallowed" for fault in walk.faults)
        return Tree(None, walk.values, walk.keys), (*walk.faults, *(() if swallowed else (_syntax(error, walk),)))
    return Tree(data, walk.values, walk.keys), tuple(walk.faults)


def _unfit(text: str, line: int) -> Fault | None:
    """The first character that keeps the text from being read at all."""
    if "\t" in text and (tab := _TAB.search(text)):
        return Fault(_at(text, tab.end() - 1, line), "yaml", "a line is indented with a tab", "indent with two spaces")
    if odd := _ODD.search(text):
        return Fault(_at(text, odd.start(), line), "yaml", _invisible(odd), "delete the character here")
    return None


def _invisible(odd: re.Match[str]) -> str:
    return f"the front matter holds the invisible character U+{ord(odd[0]):04X}"


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _at(text: str, index: int, line: int) -> Mark:
    column = index - text.rfind("\n", 0, index)
    return Mark(line + text.count("\n", 0, index), column, column + 1)


def _document(walk: _Walk) -> Any:
    for event in walk.events:
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
            data = walk.value(event, ())
            _only_one(walk)
            return data
    return {}


def _only_one(walk: _Walk) -> None:
    for event in walk.events:
        if isinstance(event, yaml.DocumentStartEvent):
            mark = walk.mark(event.start_mark, event.end_mark)
            raise _Stop(Fault(mark, "yaml", "the front matter ends and begins again", "remove the extra `---`"))


_QUOTES = "put the text in double quotes"
_SECOND = "mapping values are not allowed"
_SYNTAX = (
    (_SECOND, "a second `: ` stands in this line", _QUOTES),
    ("could not find expected ':'", "a field's name has no `:` after it", "write `name: value`"),
    ("expected ',' or ']'", "a list is not closed", "close it with `]`, and put a comma between its items"),
    ("expected ',' or '}'", "a group is not closed", "close it with `}`, and put a comma between its fields"),
    ("expected key", "this line stands in another column than its neighbours", "begin fields of a group in one column"),
    ("expected '-' indicator", "this line of a list does not begin with `- `", "begin each item with `- `"),
    ("unexpected end of stream", "a quotation mark is not closed", "close it, or leave both out"),
    ("alphabetic or numeric character", "a value begins with `&` or `*`, which mean something else in YAML", _QUOTES),
    ("cannot start any token", "a value begins with a sign that YAML keeps for itself", _QUOTES),
    ("block sequence entries are not allowed", "a list begins beside its field's name", "begin it on the next line"),
    ("unknown escape character", "`\\` stands in double quotes", "use single quotes, or write it twice"),
)


# What was opened and never closed is shown where it opens, not where the file ends.
_BEGUN = ("expected ',' or", "expected ':'", "unexpected end of stream", "alphabetic or numeric")


def _syntax(error: yaml.MarkedYAMLError, walk: _Walk) -> Fault:
    """The parser's complaint in a coach's words, at the place where it stumbled."""
    problem = error.problem or "not valid YAML"
    begun = error.context_mark if any(part in problem for part in _BEGUN) else None
    place = begun or error.problem_mark or error.context_mark
    line, column = (place.line, place.column) if place else (0, 0)
    for theirs, ours, hint in _SYNTAX:
        if theirs in problem:
            fix = _one_text(walk, line) if theirs == _SECOND else None
            return Fault(Mark(line + walk.line, column + 1, column + 1), "yaml", ours, hint, fix=fix)
    return Fault(Mark(line + walk.line, column + 1, column + 1), "yaml", f"the front matter cannot be read: {problem}")


def _one_text(walk: _Walk, number: int) -> Edit | None:
    """The edit that puts the rest of a line in quotes, where a sentence goes on behind its second colon."""
    found = _SENTENCE.fullmatch(walk.lines[number]) if number < len(walk.lines) else None
    if found is None:
        return None
    begin = sum(len(line) + 1 for line in walk.lines[:number]) + found.start(1) + walk.offset
    sentence = found[1].rstrip(" \t")
    return Edit(begin, begin + len(sentence), _in_quotes(sentence))
