"""YAML as authors write it: texts stay texts, every value knows its place, and nothing an author writes raises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook import frontmatter
from handbook.frontmatter import DEPTH, VALUES, Mark, Tree, parse
from handbooks import walked

PLAIN = st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9 _./%+-]{0,20}[a-zA-Z0-9]", fullmatch=True)
KEY = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
INLINE = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3))
FIELDS = st.dictionaries(KEY, INLINE, min_size=1, max_size=5)
# The characters that mean something in YAML, more often than chance would have them.
YAMLISH = st.text(st.sampled_from("ab1 \n\n\t:-,#[]{}&*!|>'\"%@`?\\é😀\u2028\ufeff\x07"), max_size=60)


def flow(value: Any) -> str:
    """A value as YAML in one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def block(fields: dict[str, Any]) -> str:
    """Fields as YAML, one a line."""
    return "".join(f"{key}: {flow(value)}\n" for key, value in fields.items())


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "yes",
        "on",
        "null",
        "~",
        "1:30",
        "0310",
        "0x1F",
        "1e3",
        "2026-11-23",
        "1_000",
        ".5",
        "8-12",
        "3-1-1-0",
        "<<",
    ],
)
def test_texts_are_never_guessed_at(said: str) -> None:
    """What YAML would take for a truth value, a time, an octal number or a date stays the text that was written."""
    tree, faults = parse(f"value: {said}\nlist: [{said}]\n")
    assert faults == ()
    assert tree.data == {"value": said, "list": [said]}


@given(FIELDS)
def test_values_come_back_as_they_were_written(fields: dict[str, Any]) -> None:
    """Any fields of plain texts, lists and groups are read as just these."""
    tree, faults = parse(block(fields))
    assert faults == ()
    assert tree.data == fields


@given(FIELDS, st.integers(1, 50), st.text("ab\n", max_size=5))
def test_marks_point_at_the_text_that_they_claim(fields: dict[str, Any], line: int, before: str) -> None:
    """Offsets in the file cut out the very text of a plain value; its line and columns name the same place."""
    text = block(fields)
    tree, _ = parse(text, line=line, offset=len(before))
    lines = text.split("\n")
    for at, value in walked(fields):
        mark = tree.values[at]
        shown = lines[mark.line - line][mark.column - 1 : mark.end - 1]
        assert (before + text)[mark.start_offset : mark.end_offset] == shown == flow(value)


@given(FIELDS)
def test_keys_have_marks_of_their_own(fields: dict[str, Any]) -> None:
    """The name of every field knows its place, so that a fault in the name can point at it."""
    text = block(fields)
    tree, _ = parse(text)
    for at, mark in tree.keys.items():
        assert text.split("\n")[mark.line - 1][mark.column - 1 : mark.end - 1] == at[-1]
    assert {at for at, _ in walked(fields) if isinstance(at[-1], str)} == tree.keys.keys()


@given(st.text() | YAMLISH)
def test_any_text_is_read_or_said(text: str) -> None:
    """Nothing raises; what cannot be read has a fault, and every fault lies in the text."""
    tree, faults = parse(text)
    assert tree.data is not None or faults
    lines = text.split("\n")
    for fault in faults:
        assert fault.message
        assert 1 <= fault.mark.line <= len(lines) + 1
        assert 1 <= fault.mark.column <= fault.mark.end
        if fault.mark.end > fault.mark.column:
            assert fault.mark.end <= len(lines[fault.mark.line - 1]) + 1


@given(YAMLISH)
def test_marks_hold_for_any_text_that_can_be_read(text: str) -> None:
    """Also in odd texts, the line and columns of a value in one line cut out what its offsets cut out."""
    tree, _ = parse(text)
    lines = text.split("\n")
    for mark in tree.values.values():
        if mark.end > mark.column:
            shown = lines[mark.line - 1][mark.column - 1 : mark.end - 1]
            assert shown == text[mark.start_offset : mark.end_offset]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000,
        "- " * 10_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(10_000)),
        "[" + "a," * (VALUES + 1) + "]",
    ],
    ids=["lists", "closed lists", "groups", "dashes", "blocks", "many"],
)
def test_depth_and_number_are_bounded(text: str) -> None:
    """Ten thousand levels, or more values than any entry has, make one report and end."""
    tree, faults = parse(text)
    assert tree.data is None
    assert [fault.rule for fault in faults] == ["too-deep"]


def test_as_deep_as_is_allowed_is_read() -> None:
    """The bound is the one that is named: twenty levels are read, one more is not."""
    assert parse("[" * DEPTH + "]" * DEPTH)[1] == ()
    assert [fault.rule for fault in parse("[" * (DEPTH + 2) + "]" * (DEPTH + 2))[1]] == ["too-deep"]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !!python/object/apply:os.system [ls]\n",
        "a: !x b\n",
        "&x a: b\n",
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str) -> None:
    """Nothing is built, copied or multiplied by YAML's own signs; a text that begins with one needs quotes."""
    tree, faults = parse(text)
    assert tree.data is None
    assert [(fault.rule, fault.hint) for fault in faults] == [("yaml", "put the text in double quotes")]


def test_an_alias_bomb_never_goes_off() -> None:
    """Nine lines that would be a billion values stop at the first anchor."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert [fault.mark.line for fault in parse("\n".join(lines))[1]] == [1]


def test_a_key_written_twice_is_said_with_its_first_place() -> None:
    """The first value counts, the second is said and points back; what stands under it keeps its own place."""
    tree, faults = parse("title: Squat\ndose: {sets: 3}\ntitle: Lunge\n")
    (fault,) = faults
    assert tree.data == {"title": "Squat", "dose": {"sets": "3"}}
    assert (fault.rule, fault.mark.line, fault.mark.column, fault.mark.end) == ("duplicate-key", 3, 1, 6)
    assert fault.first is not None
    assert fault.first.line == 1
    assert (tree.mark(("title",)).line, tree.mark(("title",)).column) == (1, 8)


def test_each_further_time_is_said() -> None:
    """A key written three times is two faults."""
    assert [fault.mark.line for fault in parse("a: 1\na: 2\na: 3\n")[1]] == [2, 3]


@pytest.mark.parametrize(
    ("text", "swallowed"),
    [
        ("a: Update #2\n", ["#2"]),
        ("a: Update  #2 b #3\n", ["#2 b #3"]),
        ("a: [b, c #1\n  , d]\n", ["#1"]),
        ("a: C#\n", []),
        ("a: b#c\n", []),
        ("a: b # a remark\n", []),
        ('a: "Update #2"\n', []),
        ("a: 'b #1' # a remark\n", []),
        ("# a remark\na: b\n#2\n", []),
        ("a: >\n  b #2\n", []),
    ],
)
def test_only_a_number_sign_that_swallows_text_is_said(text: str, swallowed: list[str]) -> None:
    """` #2` after a plain text is said with what it takes away; remarks, quotes and signs within words are not."""
    tree, faults = parse(text)
    assert tree.data is not None
    assert [fault.message for fault in faults] == [f"`{part}` is read as a comment" for part in swallowed]
    lines = text.split("\n")
    shown = [lines[f.mark.line - 1][f.mark.column - 1 : f.mark.end - 1] for f in faults]
    assert shown == swallowed


def test_a_swallowed_bracket_is_one_fault() -> None:
    """Where the sign swallows the end of a list, that the list never ends is not said as well."""
    assert [fault.rule for fault in parse("a: [b #1]\nc: d\n")[1]] == ["swallowed"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: b\n\tc: d\n", (2, 1), "a line is indented with a tab"),
        ("a: b\n  \tc: d\n", (2, 3), "a line is indented with a tab"),
        ("a: b: c\n", (1, 5), "a second `: ` stands in this line"),
        ("a: 'b\nc: d\n", (1, 4), "a quotation mark is not closed"),
        ("b: 1\na: [c,\n d\n", (2, 4), "a list is not closed"),
        ("a: {b: c\n", (1, 4), "a group is not closed"),
        ("a: b\n  - c\nd\n", (3, 1), "a field's name has no `:` after it"),
        ("a:\n  - b\n c: d\n", (3, 2), "this line stands in another column than its neighbours"),
        ("a: - b\n", (1, 4), "a list begins beside its field's name"),
        ('a: "\\z"\n', (1, 5), "`\\` stands in double quotes"),
        ("a: @b\n", (1, 4), "a value begins with a sign that YAML keeps for itself"),
        ("a: *b*\n", (1, 4), "a value begins with `&` or `*`, which mean something else in YAML"),
        ("? [a]\n: b\n", (1, 3), "a field's name is one word, not a list or group"),
        ("a: b\n---\nc: d\n", (2, 1), "the front matter ends and begins again"),
        ("a: b\u2028c\n", (1, 5), "the front matter holds the invisible character U+2028"),
        ("a: b\x85c\n", (1, 5), "the front matter holds the invisible character U+0085"),
        ("a: \x07\n", (1, 4), "the front matter holds the invisible character U+0007"),
        ("x: y\na: \ud800\n", (2, 4), "the front matter holds the invisible character U+D800"),
    ],
)
def test_faults_are_said_in_a_coachs_words_where_they_stand(text: str, place: tuple[int, int], message: str) -> None:
    """The parser's own wording never reaches an author, and what never closes is shown where it opens."""
    tree, (fault,) = parse(text)
    assert tree.data is None
    assert (fault.rule, fault.mark.line, fault.mark.column, fault.message) == ("yaml", *place, message)
    assert fault.hint


@pytest.mark.parametrize("text", ['a: "b\\0c"', '"b\\x1b": c', 'a: ["b\\rc"]', 'a: "b\\Lc"', 'a: "b\\ufffec"'])
def test_escapes_write_nothing_that_may_not_be_written(text: str) -> None:
    """What stands for an invisible character is no way round the rule that there are none."""
    (fault,) = parse(text)[1]
    assert (fault.rule, fault.message[:48]) == ("yaml", "the front matter holds the invisible character U")
    assert text[fault.mark.column - 1 : fault.mark.end - 1].startswith('"b')


def test_a_line_of_spaces_is_read_as_any_other() -> None:
    """Where a sentence ends before its spaces is found without trying every one of them."""
    (fault,) = parse("a: Keep them: so" + " " * 100_000 + "[\n")[1]
    assert fault.fix is None


def test_faults_count_lines_from_the_files_first() -> None:
    """Front matter begins in line 2 of its file, so its third line is line 4."""
    assert [fault.mark.line for fault in parse("a: b\nc: d\na: e\n", line=2)[1]] == [4]


def test_an_empty_front_matter_is_an_empty_group() -> None:
    """Nothing, blank lines and remarks alone are fields that are all missing, not a broken file."""
    for text in ("", "\n\n", "# nothing yet\n"):
        assert parse(text) == (Tree({}, {}, {}), ())


def test_the_place_of_what_is_not_there_is_its_nearest_parent() -> None:
    """A missing field is shown at the group it belongs to, or at the file."""
    tree, _ = parse("dose: {sets: 3}\nnotes: |\n  one\n  two\n")
    assert tree.mark(("dose", "reps")) == tree.mark(("dose",))
    assert (tree.mark(("dose",)).column, tree.mark(("dose",)).end) == (7, 16)
    assert tree.mark(("notes",)) == tree.keys["notes",]
    assert tree.mark(("rest",)) == Mark(1, 1, 1)
    assert tree.key(("dose", "sets")).column == 8
    assert tree.key(("dose", 0)) == tree.mark(("dose",))


@given(FIELDS.map(block) | YAMLISH | st.tuples(FIELDS.map(block), YAMLISH).map("".join))
def test_the_shorter_way_leads_to_the_same(text: str) -> None:
    """Of most texts there is nothing to say; what is read of them at once, the closer look would have read."""
    data = frontmatter._plain(text)
    if data is not None and not frontmatter._unfit(text, 1):
        tree, faults = frontmatter._marked(text, 1, 0)
        assert (data, faults) == (tree.data, ())
        assert parse(text)[0] == tree
