"""Typesetting: data in, PDF/UA bytes out, and every fault a sentence."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.press import STAND_IN, Printed
from handbook.typesetting import pdf

DAY = date(2026, 11, 23)
SHOW = """
#let d = json(bytes(sys.inputs.data))
#set document(title: "Shown")
#set text(font: "Barlow", stretch: 87.5%, lang: "en")
#set page(paper: if sys.inputs.paper == "a4" { "a4" } else { "us-letter" })
#d.text
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template that shows one text."""
    path = tmp_path_factory.mktemp("templates") / "show.typ"
    path.write_text(SHOW)
    return path


def show(template: Path, text: Any, paper: str = "a4") -> Printed:
    """One text, typeset."""
    return pdf(template, {"text": text}, paper=paper, day=DAY)


def words(printed: Printed) -> str:
    """The text of the first page."""
    assert printed.pdf is not None, printed.faults
    with pdfplumber.open(BytesIO(printed.pdf)) as document:
        return str(document.pages[0].extract_text())


def test_it_claims_to_be_accessible(template: Path) -> None:
    """The file says that it is PDF/UA-1, in which language it is, and what it is called."""
    found = show(template, "Squat").pdf or b""
    assert b"pdfuaid:part" in found
    assert b"/Lang(en)" in found.replace(b" ", b"")
    assert b"/StructTreeRoot" in found
    with pdfplumber.open(BytesIO(found)) as document:
        assert document.metadata["Title"] == "Shown"


def test_the_same_data_give_the_same_bytes_and_no_clock_shows(template: Path) -> None:
    """Only the day that is handed in dates a file."""
    first, again = show(template, "Squat"), show(template, "Squat")
    assert first == again
    other = pdf(template, {"text": "Squat"}, paper="a4", day=date(2020, 1, 2)).pdf or b""
    assert first.pdf != other
    with pdfplumber.open(BytesIO(other)) as document:
        assert document.metadata["CreationDate"].startswith("D:20200102")


def test_only_the_handbooks_fonts_are_used(template: Path) -> None:
    """Plain text is set in Barlow, whatever the machine has installed."""
    with pdfplumber.open(BytesIO(show(template, "Squat, Größe, Łódź").pdf or b"")) as document:
        assert {one["fontname"].partition("+")[2] for one in document.pages[0].chars} == {"BarlowSemiCondensed-Regular"}


@pytest.mark.parametrize("text", ["Ελληνικά", "Приседание", "تمرين القرفصاء", "≥ 45°", "x² ½ → ✓"])
def test_other_scripts_borrow_a_face(template: Path, text: str) -> None:
    """Greek, Cyrillic, Arabic and signs that Barlow lacks are drawn with the faces that the compiler carries."""
    assert show(template, text).faults == ()
    assert show(template, text).pdf is not None


@pytest.mark.parametrize(
    ("text", "shown", "named"),
    [
        ("Go \U0001f4aa now", f"Go {STAND_IN} now", "flexed biceps"),
        ("\u6df1\u8e72", STAND_IN * 2, "cjk unified ideograph-6df1"),
    ],
)
def test_what_cannot_be_drawn_is_seen_and_said(template: Path, text: str, shown: str, named: str) -> None:
    """A character that no face has is printed as an empty box and reported by name."""
    printed = show(template, text)
    assert words(printed) == shown
    assert named in printed.faults[0]
    assert STAND_IN in printed.faults[0]


def test_signs_without_a_shape_are_left_out(template: Path) -> None:
    """Marks that turn the direction of writing, and control characters, cannot upset a page."""
    printed = show(template, "left\u202eright\u0007 \u200fend")
    assert words(printed) == "leftright end"
    assert printed.faults == ()


def test_markup_is_text(template: Path) -> None:
    """Nothing in the data is read as Typst."""
    said = '#read("/etc/passwd") *b* _i_ $x$ @ref <l> \\u{41} // no'
    assert words(show(template, said)) == said


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_is_a_choice(template: Path, paper: str, size: tuple[int, int]) -> None:
    """The template is told which paper is meant."""
    with pdfplumber.open(BytesIO(show(template, "Squat", paper).pdf or b"")) as document:
        assert (round(document.pages[0].width), round(document.pages[0].height)) == size


def test_a_fault_in_the_template_is_returned(tmp_path: Path) -> None:
    """A template that asks for what is not there gives no PDF, and a sentence that says so."""
    path = tmp_path / "broken.typ"
    path.write_text("#json(bytes(sys.inputs.data)).nothing")
    printed = pdf(path, {"text": "Squat"}, paper="a4", day=DAY)
    assert printed.pdf is None
    assert "nothing" in printed.faults[0]


def test_a_template_cannot_read_outside_its_folder(tmp_path: Path) -> None:
    """What lies beside the templates stays unread."""
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "templates").mkdir()
    path = tmp_path / "templates" / "nosy.typ"
    path.write_text('#set document(title: "x")\n#read("../secret.txt")')
    assert pdf(path, {}, paper="a4", day=DAY).pdf is None


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=40))
def test_every_text_can_be_typeset(template: Path, text: str) -> None:
    """Any text at all gives a PDF; what it cannot show, it names."""
    printed = show(template, text)
    assert printed.pdf is not None, printed.faults
