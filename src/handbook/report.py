r"""Diagnostics as text: for a person's terminal, for one line in a list, for a code host, for another program.

An author's text is shown, never obeyed: control characters, terminal escapes, invisible letters and marks that turn
the direction of writing round leave this module as visible escapes such as `\x1b`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from json import dumps
from typing import Any
from unicodedata import category, east_asian_width

from handbook.diagnostics import Diagnostic, Note, Severity, Span

EXCERPT_CELLS = 100
"""How many terminal cells of a line are shown; a longer line is cut round the place."""

_BESIDE = 4 * EXCERPT_CELLS
_TAB_CELLS = 4
_LINE_END = re.compile(r"\r\n|\r|\n")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # invisible, but part of the spelling of Persian and Hindi, and of emoji
_Paint = Callable[[str, str], str]
_COLOURS = {"error": "1;31", "warning": "1;33", "note": "1;36", "place": "1", "gutter": "34"}


def full(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool) -> str:
    """Every diagnostic with its line, a caret under the place and the hint after the caret; an empty line between.

    `sources` holds the text of the files by `Span.path`. A place without a text, beyond its end, or standing for the
    whole file is named without a line. Related notes follow as further places. The result has no final newline.
    """
    paint = _coloured if colour else _bare
    return "\n\n".join(_report(one, sources, paint) for one in diagnostics)


def concise(diagnostic: Diagnostic) -> str:
    """One line, `path:line:column: severity[rule] message (hint)`, without the brackets where there is no hint."""
    return f"{_place(diagnostic.span)}: {diagnostic.severity}[{diagnostic.rule}] {_said(diagnostic)}"


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands, one a line, that GitHub shows as annotations beside the changed lines.

    Form and escapes: docs.github.com, "Workflow commands for GitHub Actions". Columns count from 1, the end column is
    the one after the last.
    """
    return "\n".join(_command(one) for one in diagnostics)


def json(diagnostics: Iterable[Diagnostic]) -> str:
    """`{"version": 1, "diagnostics": [...]}` in ASCII, indented by two, in the order given.

    Each has `path`, `line`, `column`, `end` (as in `Span`), `severity`, `rule`, `message`, `hint` (may be empty),
    `related` (a list of `path`, `line`, `column`, `end`, `message`) and `fix` (`path`, `start` and `end` as
    offsets in that file's text, and `text`; or null). A change of this shape changes `version`.
    """
    return dumps({"version": 1, "diagnostics": [_record(one) for one in diagnostics]}, indent=2)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """The closing line: "3 errors and 1 warning in 2 files", or "no faults"."""
    listed = tuple(diagnostics)
    if not listed:
        return "no faults"
    counts = ((sum(one.severity is kind for one in listed), kind.value) for kind in Severity)
    files = len({one.span.path for one in listed})
    return f"{' and '.join(_count(n, noun) for n, noun in counts if n)} in {_count(files, 'file')}"


def _report(diagnostic: Diagnostic, sources: Mapping[str, str], paint: _Paint) -> str:
    severity = diagnostic.severity.value
    label = paint(severity, f"{severity}[{diagnostic.rule}]")
    head = f"{paint('place', _place(diagnostic.span))}: {label} {_plain(diagnostic.message)}"
    lines = [head, *_excerpt(diagnostic.span, sources, diagnostic.hint, severity, paint)]
    for note in diagnostic.related:
        lines.append(_note(note, paint))
        lines += _excerpt(note.span, sources, "", "note", paint)
    return "\n".join(lines)


def _note(note: Note, paint: _Paint) -> str:
    place, label = paint("place", _place(note.span)), paint("note", "note")
    return f"{place}: {label}: {_plain(note.message)}"


def _excerpt(span: Span, sources: Mapping[str, str], hint: str, tone: str, paint: _Paint) -> list[str]:
    """The line of `span` and the carets under it, or the hint alone where there is no line to show."""
    line = _line(span, sources)
    number, said = f"{span.line:>4}", _plain(hint)
    if line is None:
        empty = paint("gutter", f"{'':>4} |")
        return [f"{empty} {paint(tone, said)}"] if said else []
    shown, indent, width = _window(*_cells(*_near(line, span)))
    under = " " * indent + paint(tone, f"{'^' * width} {said}".rstrip())
    gutter, empty = (paint("gutter", f"{text} |") for text in (number, " " * len(number)))
    return [f"{gutter} {shown}".rstrip(), f"{empty} {under}"]


def _line(span: Span, sources: Mapping[str, str]) -> str | None:
    """The text of the span's line; None for a whole file, an unknown file and a line that is not there."""
    if (span.line, span.column, span.end) == (1, 1, 1) or span.path not in sources:
        return None
    lines = _lines(sources[span.path])
    return lines[span.line - 1] if 0 < span.line <= len(lines) else None


@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[str, ...]:
    """A file's lines, parted once for all that is said of it."""
    return tuple(_LINE_END.split(text))


def _near(line: str, span: Span) -> tuple[str, Span]:
    """The part of a long line that may be shown, and the place in it: the rest is not measured."""
    cut = max(0, span.column - 1 - _BESIDE)
    part = line[cut : span.column + _BESIDE]
    return part, replace(span, column=span.column - cut, end=min(span.end - cut, len(part) + 1))


def _cells(line: str, span: Span) -> tuple[list[str], int, int]:
    """What is drawn for each character of `line`, and the first and the one after the last that are marked."""
    drawn: list[str] = []
    column = 0
    for character in line:
        drawn.append(" " * (_TAB_CELLS - column % _TAB_CELLS) if character == "\t" else _visible(character))
        column += _width(drawn[-1])
    first = min(span.column - 1, len(drawn))
    return drawn, first, max(first, min(span.end - 1, len(drawn)))


def _window(drawn: Sequence[str], first: int, after: int) -> tuple[str, int, int]:
    """At most `EXCERPT_CELLS` of the line round the place: the text, cells before the caret, number of carets."""
    widths = [_width(text) for text in drawn]
    if sum(widths) <= EXCERPT_CELLS:
        return "".join(drawn), sum(widths[:first]), max(1, sum(widths[first:after]))
    start, room = first, EXCERPT_CELLS // 3
    while start and (room := room - widths[start - 1]) >= 0:
        start -= 1
    while start < first and not widths[start]:  # a mark stays with its letter
        start += 1
    stop, room = start, EXCERPT_CELLS
    while stop < len(drawn) and (room := room - widths[stop]) >= 0:
        stop += 1
    before, behind = "…" * (start > 0), "…" * (stop < len(drawn))
    marked = sum(widths[first : min(after, stop)])
    return before + "".join(drawn[start:stop]) + behind, len(before) + sum(widths[start:first]), max(1, marked)


def _width(text: str) -> int:
    """Terminal cells of `text`: two for wide East Asian letters and emoji, none for marks that join the one before."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _visible(character: str) -> str:
    """The character itself, or its escape if a terminal would act on it, or show nothing."""
    if category(character) in _HIDDEN and character not in _JOINERS:
        return character.encode("unicode_escape").decode("ascii")
    return character


def _plain(text: str) -> str:
    return "".join(map(_visible, text))


def _place(span: Span) -> str:
    return f"{_plain(span.path)}:{span.line}:{span.column}"


def _said(diagnostic: Diagnostic) -> str:
    hint = f" ({_plain(diagnostic.hint)})" if diagnostic.hint else ""
    return _plain(diagnostic.message) + hint


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "file": _plain(span.path),
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(max(span.column, span.end)),
        "title": diagnostic.rule,
    }
    notes = [f"{_place(note.span)}: {_plain(note.message)}" for note in diagnostic.related]
    written = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items()
    )
    message = "\n".join([_said(diagnostic), *notes])
    return f"::{diagnostic.severity} {written}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _record(diagnostic: Diagnostic) -> dict[str, Any]:
    return _where(diagnostic.span) | {
        "severity": diagnostic.severity.value,
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "related": [_where(note.span) | {"message": note.message} for note in diagnostic.related],
        "fix": _mend(diagnostic),
    }


def _where(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column, "end": span.end}


def _mend(diagnostic: Diagnostic) -> dict[str, Any] | None:
    fix = diagnostic.fix
    if fix is None:
        return None
    return {"path": fix.path or diagnostic.span.path, "start": fix.start, "end": fix.end, "text": fix.text}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _coloured(tone: str, text: str) -> str:
    return f"\x1b[{_COLOURS[tone]}m{text}\x1b[0m" if text else text


def _bare(_tone: str, text: str) -> str:
    return text
