"""An entry's text: links and citations with their places, headings with their addresses, and nothing obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook import markdown
from handbook.markdown import LONGEST, Hole, Html, Prose, anchor, parse
from handbooks import TINY

# The characters and words that mean something in Markdown, more often than chance would have them.
SIGNS = [*"ab \n\n#*_`[]()<>!^|-+.:\"'\\&;1\t\r\ue000", "## ", "1. ", "> ", "    ", "```\n", "---\n", "|-|\n"]
WORDS = [
    "[@k]",
    "[@a; @b]",
    "[^1]",
    "[^1]: ",
    "^[",
    "](x.md)",
    "![",
    "<script>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "{{",
    "%}",
]
MARKED = st.lists(st.sampled_from([*SIGNS, *WORDS, "&#106;"]), max_size=40).map("".join)


def whole(prose: Prose) -> str:
    """All HTML of a text, with its holes filled by what they name."""
    parts = (prose.intro, *(one.html for one in prose.sections), prose.notes)
    return "".join(part.fill(lambda hole: f"[{hole.kind}]") for part in parts)


def shown(body: str, hole: Hole) -> str:
    """The text at the place of a hole."""
    return body.split("\n")[hole.line][hole.column - 1 : hole.end - 1]


@pytest.mark.parametrize(
    ("body", "target", "place"),
    [
        ("See [it](../muscles/quads.md).", "../muscles/quads.md", (0, 10)),
        ("One\ntwo [it](a.md)", "a.md", (1, 10)),
        ("[over\ntwo](a.md) lines", "a.md", (1, 6)),
        ("`code\nspan` [it](a.md)", "a.md", (1, 12)),
        ("> quoted\n> [it](a.md)", "a.md", (1, 8)),
        ("- a list\n- [it](a.md)", "a.md", (1, 8)),
        ("| a |\n|---|\n| [it](a.md) |", "a.md", (2, 8)),
        ("text\n\n### [it](a.md)", "a.md", (2, 10)),
        ('[it](a.md "its title")', "a.md", (0, 6)),
        ("[it](<a b.md>)", "a b.md", (0, 7)),
        ("[it](a%20b.md)", "a b.md", (0, 6)),
        ("[é😀](a.md)", "a.md", (0, 6)),
        ("<https://example.org>", "https://example.org", (0, 2)),
        ("[it]()", "", (0, 5)),
        ("[a.md](a.md)", "a.md", (0, 8)),
        ("See safety: [safety](safety).", "safety", (0, 22)),
        ("a[^1]\n\n[^1]: see [it](a.md)", "a.md", (2, 16)),
    ],
)
def test_links_are_found_where_they_stand(body: str, target: str, place: tuple[int, int]) -> None:
    """The place of a link is that of its address, in whatever block; its target is the address in the clear."""
    (hole,) = parse(body).holes
    assert (hole.kind, hole.target, hole.line, hole.column) == ("link", target, *place)


def test_equal_links_have_different_places() -> None:
    """Addresses are sought one after the other, so the second of two equal ones is found at its own place."""
    body = "[a](x.md) [b](x.md)\n[c](x.md)\n\n[d](x.md)"
    assert [(hole.line, hole.column) for hole in parse(body).holes] == [(0, 5), (0, 15), (1, 5), (3, 5)]


def test_a_link_by_reference_is_placed_at_its_block() -> None:
    """The address of a reference stands elsewhere; the link is shown where it is used, if only by its line."""
    (hole,) = parse("One.\n\nSee [it][there].\n\n[there]: a.md").holes
    assert (hole.target, hole.line, hole.column, hole.end) == ("a.md", 2, 1, 1)


def test_citations_are_holes_of_their_own() -> None:
    """`[@one; @two]` cites two works, each with its place; in code, or escaped, it is text."""
    body = "Runners lift [@one; @two].\nSo `[@three]` and \\[@four]."
    prose = parse(body)
    assert [(hole.kind, hole.target, shown(body, hole)) for hole in prose.holes] == [
        ("cite", "one", "@one"),
        ("cite", "two", "@two"),
    ]
    assert prose.intro.fill(lambda hole: f"<{hole.target}>") == (
        "<p>Runners lift <one><two>.\nSo <code>[@three]</code> and [@four].</p>\n"
    )


def test_filling_gives_the_whole_html() -> None:
    """What fills a hole stands between the pieces, in order."""
    html = Html(("a ", " b ", " c"), (Hole("link", "x", 0, 1, 2), Hole("cite", "y", 0, 3, 4)))
    assert html.fill(lambda hole: hole.target.upper()) == "a X b Y c"
    assert Html().fill(lambda _: "never") == ""
    assert not Html()
    assert html


def test_headings_part_the_text_and_have_addresses() -> None:
    """Each second-level heading begins a section; what stands before is the introduction."""
    prose = parse(
        "Why.\n\n## How to\n\n1. Stand.\n2. Sit *down*.\n   Slowly.\n\n### Breath\n\nOut.\n\n## Good to know!\n\nOn.\n"
    )
    assert prose.intro.pieces == ("<p>Why.</p>\n",)
    assert [(one.title, one.anchor, one.line) for one in prose.sections] == [
        ("How to", "how-to", 2),
        ("Good to know!", "good-to-know", 12),
    ]
    assert prose.sections[0].steps == ("Stand.", "Sit down. Slowly.")
    assert '<h3 id="breath">Breath</h3>' in prose.sections[0].html.pieces[0]
    assert prose.anchors == {"how-to", "breath", "good-to-know"}
    assert prose.section("HOW TO") == prose.sections[0]
    assert prose.section("Nothing") is None
    assert (prose.lead, prose.plain) == ("Why.", "Why. How to Stand. Sit down. Slowly. Breath Out. Good to know! On.")


def test_only_the_first_list_is_the_steps() -> None:
    """Steps are the items of the first ordered list, each in one line; lists inside a step and later ones are none."""
    prose = parse("## How to\n\n- Mat\n\n1. One\n   1. Inner\n   - Dot\n\n   and more\n2. Two\n\nThen:\n\n1. Later\n")
    assert prose.sections[0].steps == ("One and more", "Two")


@pytest.mark.parametrize(
    ("title", "address"),
    [("How to", "how-to"), ("Why, then?", "why-then"), ("Müde Füße", "müde-füße"), ("—", "section")],
)
def test_anchors_are_words_and_hyphens(title: str, address: str) -> None:
    """The address of a heading is made of its words, so that it can be guessed."""
    assert anchor(title) == address


def test_no_two_headings_share_an_address() -> None:
    """Equal titles are numbered, past any number that another title has already."""
    prose = parse("## x 2\n\n## x\n\n## x\n\n### x\n\n## x 2\n")
    headings = [one.anchor for one in prose.sections]
    assert headings == ["x-2", "x", "x-3", "x-2-2"]
    assert prose.anchors == {*headings, "x-4"}


def test_a_heading_inside_a_quote_or_list_parts_nothing() -> None:
    """The element round such a heading stays whole; the heading still has its address."""
    prose = parse("> ## Said\n>\n> Words.\n\n- ## Item\n")
    assert prose.sections == ()
    assert prose.anchors == {"said", "item"}
    assert whole(prose).count("<blockquote>") == whole(prose).count("</blockquote>") == 1


def test_footnotes_stand_apart() -> None:
    """Notes are shown at the end of the page, whichever section they belong to; one that nobody marks is not shown."""
    prose = parse("A[^1].\n\n## B\n\nC[^n].\n\n[^1]: One.\n[^n]: Two.\n[^m]: Three.\n")
    assert "One." in prose.notes.pieces[0]
    assert "Two." in prose.notes.pieces[0]
    assert "Three." not in whole(prose)
    assert "Two." not in prose.sections[0].html.pieces[0]
    assert prose.blemishes == ()


@pytest.mark.parametrize(
    ("body", "rule", "marked"),
    [
        ("Sleep <b>long</b>.", "raw-html", "<b>"),
        ("One.\n\n<div>\nTwo.\n</div>", "raw-html", "<div>"),
        ("<!-- hidden -->", "raw-html", "<!-- hidden -->"),
        ("See ![it](it.png).", "picture", "!["),
        ("Do {{ this }}.", "template-syntax", "{{"),
        ("Do {% this %}.", "template-syntax", "{%"),
        ("As they say[^1].", "broken-footnote", "[^1]"),
        ("# Title", "heading", "# Title"),
        ("## Two\n\n#### Four", "heading", "#### Four"),
        ("### Three", "heading", "### Three"),
    ],
)
def test_what_cannot_be_shown_is_said_at_its_place(body: str, rule: str, marked: str) -> None:
    """A blemish names the rule and the very characters."""
    (one,) = parse(body).blemishes
    assert one.rule == rule
    assert body.split("\n")[one.line][one.column - 1 : one.end - 1] == marked
    assert one.hint


@pytest.mark.parametrize(
    "body", ["`<b>`", "    <b>\n", "```\n{{ x }} [^1] ![x](y)\n```", "a < b > c", "1 {x} 2", "\\<b>"]
)
def test_code_and_plain_signs_are_no_blemish(body: str) -> None:
    """What is meant as code, or is no markup at all, is shown and not spoken of."""
    assert parse(body).blemishes == ()


def test_raw_html_is_shown_as_it_is_written() -> None:
    """Nobody's script runs and nobody's words vanish."""
    html = whole(parse('A <script>alert("1")</script>.\n\n<iframe src="x"></iframe>\n'))
    assert html == (
        "<p>A &lt;script&gt;alert(“1”)&lt;/script&gt;.</p>\n"
        "<pre><code>&lt;iframe src=&quot;x&quot;&gt;&lt;/iframe&gt;\n</code></pre>\n"
    )


def test_tables_and_quotation_marks_are_set() -> None:
    """Tables are part of the language, straight quotation marks become curled ones."""
    assert "<td>1</td>" in whole(parse("| a |\n|---|\n| 1 |\n"))
    assert whole(parse('"So" they said.')) == "<p>“So” they said.</p>\n"


@given(st.text() | MARKED)
def test_any_text_is_parsed(body: str) -> None:
    """Nothing raises; there is one piece more than holes; no element comes from the author's own HTML."""
    prose = parse(body)
    for part in (prose.intro, *(one.html for one in prose.sections), prose.notes):
        assert len(part.pieces) == len(part.holes) + 1
        assert "\ue000" not in "".join(part.pieces)
    html = whole(prose).lower()
    assert not any(mark in html for mark in ("<script", "<b>", "<iframe", "<img", "<!--"))


@given(st.text() | MARKED)
def test_places_lie_in_the_text(body: str) -> None:
    """Every hole and blemish is at a line that is there, between its first and last column."""
    prose = parse(body)
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [(one.line, one.column, one.end) for one in prose.holes]
    places += [(one.line, one.column, one.end) for one in prose.blemishes]
    for line, column, end in places:
        assert 0 <= line < len(lines)
        assert 1 <= column <= end <= len(lines[line]) + 1


@given(MARKED)
def test_all_addresses_on_a_page_differ(body: str) -> None:
    """No two headings of a text have one address, and every section's is among the anchors."""
    prose = parse(body)
    html = whole(prose)
    ids = [one.anchor for one in prose.sections]
    assert len(ids) == len(set(ids))
    assert set(ids) <= prose.anchors
    assert all(html.count(f'id="{one}"') <= 1 for one in prose.anchors)


@given(MARKED)
def test_parsing_is_pure(body: str) -> None:
    """The same text gives an equal value, whatever was parsed between: it may be remembered."""
    first = parse(body)
    parse("## Something else\n\n[a](b.md) [^1]\n\n[^1]: [@c]\n")
    assert parse(body) == first


PLAIN = [
    "Words of a line",
    "it ends. ",
    "a",
    " b",
    "\n",
    "\n",
    "\n\n",
    "1. ",
    "- ",
    "  ",
    "[a b](c.md)",
    "![a](b.md)",
    "=",
    "é",
    "\t",
    "\u00a0",
    "\x0b",
    '(c) -- "so" it\'s',
    "https://a.b/c",
    "+ ",
    ":",
    "2) ",
    "[a](<b c> 'd')",
    "[a]: b",
]


@given(st.lists(st.sampled_from([*PLAIN, *SIGNS]), max_size=30).map("".join) | MARKED)
def test_the_shorter_way_leads_to_the_same(body: str) -> None:
    """What is plain is read by rules of our own; they say what the parser's own would have said."""
    shortly = parse(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_parser", markdown._thorough)
        assert parse(body) == shortly


@pytest.mark.parametrize(
    "sign",
    ["[", "![", "*a ", "> ", "- ", "`", "<", "[^", "[@", "(", "^[", '"', "'", "<a href='", "{{\n", "# a\n", "a\n=\n"],
)
def test_nested_brackets_end(sign: str) -> None:
    """A whole file of open brackets, stars or quotes is text like any other, and is read in the time of any other."""
    assert parse(sign * (20_000 // len(sign))).holes == ()


def test_a_paragraph_that_never_ends_is_said() -> None:
    """Brackets and quotes in a paragraph are matched in a time that grows with its square, so its length is bounded."""
    body = "Short.\n\n" + "x" * LONGEST + "\n\n" + "[a](b.md) " * LONGEST
    (blemish,) = parse(body).blemishes
    assert (blemish.rule, blemish.line, blemish.column) == ("too-deep", 4, 1)
    assert len(parse(body).holes) == LONGEST // len("[a](b.md) ")


def test_many_links_are_found_where_they_stand() -> None:
    """Each address has its own place, however many there are, and one that is written elsewhere costs no search."""
    body = "".join(f"[a](b{n}.md) and [c][d]\n" for n in range(400)) + "\n[d]: e.md\n"
    holes = parse(body).holes
    assert [(one.line, one.column) for one in holes[::2]] == [(n, 5) for n in range(400)]


def test_the_texts_of_the_tiny_handbook_are_free_of_blemishes() -> None:
    """What coaches write is read without a complaint."""
    for path in sorted((TINY / "content").glob("*/*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        assert parse(body).blemishes == (), path.name
