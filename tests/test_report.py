"""Diagnostics as text: exactly these shapes, and never an author's control characters."""

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import report
from handbook.diagnostics import RULES, Diagnostic, Edit, Note, Span

CURL = "content/exercises/nordic-curl.md"
CURL_TEXT = "---\ntitle: Nordic curl\nmuscles:\n  primary: [hamstrngs]\n---\n"
UNKNOWN = Diagnostic(
    Span(CURL, 4, 13, 22), "unknown-muscle", "no muscle called `hamstrngs`", "did you mean `hamstrings`?"
)


def shown(line: str, column: int, end: int, hint: str = "") -> list[str]:
    """The excerpt for a place in a file of one line."""
    fault = Diagnostic(Span("a.md", 1, column, end), "field", "fault", hint)
    return report.full([fault], {"a.md": line}, colour=False).split("\n")[1:]


def test_full_shows_the_line_the_caret_and_the_hint() -> None:
    """The first shape anybody sees: place, rule and fact, then the line, then the way out behind the caret."""
    assert report.full([UNKNOWN], {CURL: CURL_TEXT}, colour=False) == (
        "content/exercises/nordic-curl.md:4:13: error[unknown-muscle] no muscle called `hamstrngs`\n"
        "   4 |   primary: [hamstrngs]\n"
        "     |             ^^^^^^^^^ did you mean `hamstrings`?"
    )


def test_full_shows_related_places_below_and_parts_faults_by_an_empty_line() -> None:
    """A note is a further place with its own line; the next fault starts after an empty line."""
    twice = Diagnostic(
        Span("a.md", 2, 1, 6),
        "duplicate-key",
        "`title` is written twice",
        "",
        (Note(Span("a.md", 1, 1, 6), "first here"),),
    )
    late = Diagnostic(Span("a.md", 2, 8, 13), "too-long", "`Lunge` is long")
    assert report.full([twice, late], {"a.md": "title: Squat\r\ntitle: Lunge"}, colour=False) == (
        "a.md:2:1: error[duplicate-key] `title` is written twice\n"
        "   2 | title: Lunge\n"
        "     | ^^^^^\n"
        "a.md:1:1: note: first here\n"
        "   1 | title: Squat\n"
        "     | ^^^^^\n"
        "\n"
        "a.md:2:8: warning[too-long] `Lunge` is long\n"
        "   2 | title: Lunge\n"
        "     |        ^^^^^"
    )


def test_full_names_places_that_have_no_line() -> None:
    """A whole file, a file without text and a line beyond the end are named; the hint still has its place."""
    whole = Diagnostic(Span("a.md"), "unreadable", "the file is empty", "write an entry")
    gone = Diagnostic(Span("b.md", 3, 1, 4), "unreadable", "no such file")
    beyond = Diagnostic(Span("a.md", 9, 1, 4), "field", "no such line")
    assert report.full([whole, gone, beyond], {"a.md": "title: x"}, colour=False) == (
        "a.md:1:1: error[unreadable] the file is empty\n"
        "     | write an entry\n"
        "\n"
        "b.md:3:1: error[unreadable] no such file\n"
        "\n"
        "a.md:9:1: error[field] no such line"
    )


def test_a_place_without_width_or_beyond_the_line_still_has_a_caret() -> None:
    """A missing field is a point; a place may lie behind the last letter."""
    assert shown("ab", 2, 2) == ["   1 | ab", "     |  ^"]
    assert shown("ab", 3, 3, "add it") == ["   1 | ab", "     |   ^ add it"]
    assert shown("ab", 40, 50) == ["   1 | ab", "     |   ^"]
    assert shown("", 1, 2) == ["   1 |", "     | ^"]


def test_the_gutter_grows_with_the_line_number() -> None:
    """Line 12345 keeps its caret under the place."""
    fault = Diagnostic(Span("a.md", 12345, 2, 3), "field", "fault")
    assert report.full([fault], {"a.md": "\n" * 12344 + "abc"}, colour=False).split("\n")[1:] == [
        "12345 | abc",
        "      |  ^",
    ]


def test_wide_joined_and_tabbed_letters_keep_the_caret_in_place() -> None:
    """A wide letter takes two cells, a combining mark none, a tab reaches to the next fourth cell."""
    assert shown("深蹲: x", 5, 6) == ["   1 | 深蹲: x", "     |       ^"]
    assert shown("深蹲: x", 1, 3) == ["   1 | 深蹲: x", "     | ^^^^"]
    assert shown("cafe\u0301: x", 8, 9) == ["   1 | cafe\u0301: x", "     |       ^"]
    assert shown("\ta\tb", 4, 5) == ["   1 |     a   b", "     |         ^"]
    assert shown("深\tb", 3, 4) == ["   1 | 深  b", "     |     ^"]


def test_a_long_line_is_cut_round_the_place() -> None:
    """The place and some words before it stay; what is cut off is marked at both ends."""
    line, caret = shown("a" * 500 + "here" + "b" * 500, 501, 505)
    assert line == "   1 | …" + "a" * 33 + "here" + "b" * 63 + "…"
    assert caret == "     | " + " " * 34 + "^^^^"


def test_a_long_line_is_cut_at_its_end_alone_if_the_place_is_near_the_start() -> None:
    """Nothing is cut before a place near the start, and a mark as long as the line ends with the cut."""
    assert shown("ab" * 400, 1, 3) == ["   1 | " + "ab" * 50 + "…", "     | ^^"]
    assert shown("ab" * 400, 1, 801) == ["   1 | " + "ab" * 50 + "…", "     | " + "^" * 100]


def test_control_characters_of_an_author_are_shown_and_never_obeyed() -> None:
    """Colours, cursor moves, invisible letters and turned writing are spelt out, and the caret counts the spelling."""
    assert shown("a\x1b[31mb\u202ec\u200bd", 7, 8) == [
        "   1 | a\\x1b[31mb\\u202ec\\u200bd",
        "     |          ^",
    ]
    sly = Diagnostic(Span("a\n.md", 1, 2, 3), "field", "no `\x1b[2J`", "is it `\r`?")
    assert report.full([sly], {}, colour=False) == "a\\n.md:1:2: error[field] no `\\x1b[2J`\n     | is it `\\r`?"
    assert report.concise(sly) == "a\\n.md:1:2: error[field] no `\\x1b[2J` (is it `\\r`?)"


def test_colour_adds_escapes_and_nothing_else() -> None:
    """Without its colours the coloured report is the plain one."""
    coloured = report.full([UNKNOWN], {CURL: CURL_TEXT}, colour=True)
    assert "\x1b[1;31merror[unknown-muscle]\x1b[0m" in coloured
    stripped = coloured
    for code in ("1;31", "1;33", "1;36", "34", "1", "0"):
        stripped = stripped.replace(f"\x1b[{code}m", "")
    assert stripped == report.full([UNKNOWN], {CURL: CURL_TEXT}, colour=False)


def test_concise_is_one_line_with_the_hint_in_brackets() -> None:
    """The line that stands alone in a list, and in the expected output of cases."""
    assert report.concise(UNKNOWN) == (
        "content/exercises/nordic-curl.md:4:13: error[unknown-muscle] no muscle called `hamstrngs`"
        " (did you mean `hamstrings`?)"
    )
    assert report.concise(Diagnostic(Span("a.md", 2, 3, 4), "too-long", "long")) == "a.md:2:3: warning[too-long] long"


def test_github_commands_escape_what_github_asks_for() -> None:
    """Percent and line ends in the message; colon and comma too in what stands before it."""
    fault = Diagnostic(
        Span("a,b:c.md", 2, 3, 5), "field", "5 % is: too, much", "less", (Note(Span("d.md", 1, 1, 2), "as here"),)
    )
    assert report.github([fault, UNKNOWN]) == (
        "::error file=a%2Cb%3Ac.md,line=2,col=3,endColumn=5,title=field::5 %25 is: too, much (less)"
        "%0Ad.md:1:1: as here\n"
        f"::error file={CURL},line=4,col=13,endColumn=22,title=unknown-muscle::"
        "no muscle called `hamstrngs` (did you mean `hamstrings`?)"
    )


def test_json_has_its_documented_shape() -> None:
    """Every field of a diagnostic is there, always, under the same name."""
    fixed = Diagnostic(
        Span("a.md", 2, 1, 6), "too-long", "lång", "", (Note(Span("b.md", 1, 1, 6), "here"),), Edit(3, 5, "x")
    )
    text = report.json([UNKNOWN, fixed])
    assert text.isascii()
    assert json.loads(text) == {
        "version": 1,
        "diagnostics": [
            {
                "path": CURL,
                "line": 4,
                "column": 13,
                "end": 22,
                "severity": "error",
                "rule": "unknown-muscle",
                "message": "no muscle called `hamstrngs`",
                "hint": "did you mean `hamstrings`?",
                "related": [],
                "fix": None,
            },
            {
                "path": "a.md",
                "line": 2,
                "column": 1,
                "end": 6,
                "severity": "warning",
                "rule": "too-long",
                "message": "lång",
                "hint": "",
                "related": [{"path": "b.md", "line": 1, "column": 1, "end": 6, "message": "here"}],
                "fix": {"path": "a.md", "start": 3, "end": 5, "text": "x"},
            },
        ],
    }


def test_summary_counts_errors_warnings_and_files() -> None:
    """One closing line, with the right plural, and what is not there unsaid."""
    error, warning = Diagnostic(Span("a.md"), "yaml", "x"), Diagnostic(Span("b.md"), "orphan", "x")
    assert report.summary([]) == "no faults"
    assert report.summary([error]) == "1 error in 1 file"
    assert report.summary([warning, warning]) == "2 warnings in 1 file"
    assert report.summary([error, error, error, warning]) == "3 errors and 1 warning in 2 files"


@st.composite
def faults(draw: st.DrawFn) -> Diagnostic:
    """Any diagnostic, its texts and place drawn without regard for sense."""
    column = draw(st.integers(1, 200))
    span = Span(draw(st.text(min_size=1)), draw(st.integers(1, 4)), column, draw(st.integers(column, 300)))
    return Diagnostic(
        span, draw(st.sampled_from(sorted(RULES))), draw(st.text()), draw(st.text()), (Note(span, draw(st.text())),)
    )


@settings(deadline=None)
@given(faults(), st.text(max_size=300))
def test_nothing_a_terminal_would_obey_gets_through(fault: Diagnostic, text: str) -> None:
    """Whatever an author wrote, only line ends of our own and letters reach the terminal, and lines stay short."""
    full = report.full([fault], {fault.span.path: text}, colour=False)
    for out in (full, report.concise(fault), report.github([fault])):
        assert {unicodedata.category(letter) for letter in out.replace("\n", "")}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert report.concise(fault).count("\n") == report.github([fault]).count("\n") == 0
    excerpts = [line for line in full.split("\n") if line.startswith(f"{fault.span.line:>4} | ")]
    assert all(
        sum(unicodedata.category(letter) not in {"Mn", "Me", "Cf"} for letter in line) <= 109 for line in excerpts
    )
    assert json.loads(report.json([fault]))["diagnostics"][0]["message"] == fault.message
