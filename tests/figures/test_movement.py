"""Joint actions, the stride and the contact sheet."""

import re
from itertools import pairwise

import pytest

from figures.pictures import STYLE_SHEET, SVG, parse, words
from figures.stand_in import SQUAT, STANDING, figure
from handbook.figures.draw import strip
from handbook.figures.labels import Label, Legend
from handbook.figures.movement import movement
from handbook.figures.sheet import sheet
from handbook.figures.skeleton import DOFS, OBJECTS, PLACES
from handbook.figures.stride import stride

JOINTS = [dof for dof in DOFS if dof not in {*PLACES, *OBJECTS}]
LINKS = {"hip-extension": ("Hip extension", "movements/hip-extension/"), "rotation": ("Rotation", "m/rotation/")}
NAMES = ("Foot strike", "Mid-stance", "Toe-off", "Swing")
LABELS = (
    Label("hip-extension", 3, "right hip"),
    Label("rotation", 4, "twist"),
    Label("hip-extension", 9, "right hip"),
    Label("unheard-of", 1, "right hip"),
)


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("view", ["side", "front"])
def test_every_joint_action_has_an_arrow(joint: str, view: str) -> None:
    """Whatever joint a movement names, its picture has a ghost, an arrow and a dot at the joint."""
    text = movement(figure(STANDING, {**STANDING, joint: 35.0}, view=view), joint, "Title")
    assert words(text, "title") == "Title"
    for kind in "iaj":
        assert text.count(f'class="{kind}"') == 1
    assert len(text.encode()) <= 8 * 1024


def test_without_a_joint_there_is_no_arrow() -> None:
    """A figure that names no joint, or has one pose, is drawn without an arrow."""
    assert 'class="a"' not in movement(figure(STANDING, SQUAT), "", "t")
    assert 'class="a"' not in movement(figure(SQUAT), "right hip", "t")


def _arc_ends(text: str) -> tuple[list[int], list[int]]:
    """Return where the arc of the arrow starts and how far it goes."""
    path = next(one.get("d", "") for one in parse(text).findall(f"{SVG}path") if one.get("class") == "a")
    found = re.match(r"M(-?\d+) ?(-?\d+)a\d+ \d+ 0 [01][01](-?\d+) ?(-?\d+)", path)
    assert found
    values = [int(value) for value in found.groups()]
    return values[:2], values[2:]


def test_the_arc_goes_the_way_of_the_joint() -> None:
    """Hip flexion swings the thigh forwards and up, hip extension back: the arrow says which."""
    flexed = {**STANDING, "right hip": 80.0}
    _, forward = _arc_ends(movement(figure(STANDING, flexed), "right hip", "t"))
    _, back = _arc_ends(movement(figure(flexed, STANDING), "right hip", "t"))
    assert forward[0] > 0 > forward[1]
    assert back[0] < 0 < back[1]


@pytest.mark.parametrize("joint", ["twist", "head turn"])
@pytest.mark.parametrize("view", ["side", "front", "quarter"])
@pytest.mark.parametrize("way", [1, -1])
def test_the_ring_goes_the_way_of_the_turn(joint: str, view: str, way: int) -> None:
    """Turning to the right carries the near side of the ring, which is drawn, to the left of the page."""
    text = movement(figure(STANDING, {**STANDING, joint: 40.0 * way}, view=view), joint, "t")
    data = next(one.get("d", "") for one in parse(text).findall(f"{SVG}path") if one.get("class") == "a")
    line = re.split(r"[mM]", data)[1]
    steps = [int(number) for number in re.findall(r"-?\d+", line)[2::2]]
    assert sum(steps) * way < 0


def test_small_joints_are_shown_close_up() -> None:
    """The ankle's picture is a leg's length high at most; the hip's shows the whole body."""

    def height(joint: str) -> int:
        text = movement(figure(STANDING, {**STANDING, joint: 30.0}), joint, "t")
        return int(parse(text).get("viewBox", "").split()[3])

    assert height("right ankle") < 95 * 4 < 160 * 4 < height("right hip")


def test_the_arrow_of_a_slide_lies_beside_its_joint() -> None:
    """The dot at the shoulder does not hide the way the shoulder blade goes."""
    text = movement(figure(STANDING, {**STANDING, "right reach": 6.0}), "right reach", "t")
    data = {one.get("class"): one.get("d", "") for one in parse(text).findall(f"{SVG}path")}
    arrow, dot = (int(re.findall(r"-?\d+", data[kind])[1]) for kind in "aj")
    assert arrow - dot > 10 * 4


def _stride(columns: int = 4) -> str:
    return stride(figure(STANDING, SQUAT, STANDING, SQUAT), Legend("The stride", NAMES, LABELS), LINKS, columns)


def test_labels_of_the_stride_are_links_with_names() -> None:
    """Each label whose movement is known is a link that can be read aloud; the others are left out."""
    links = parse(_stride()).findall(f".//{SVG}a")
    assert {(one.get("aria-label"), one.get("href")) for one in links} == set(LINKS.values())
    said = " ".join(one.text or "" for one in parse(_stride()).iter(f"{SVG}text"))
    assert all(name in said for name in NAMES)


def test_the_stride_leaks_nothing_into_its_page() -> None:
    """Every class of the inlined stride has its prefix, and it brings no style, id or colour of its own."""
    text = _stride()
    names = {name for names in re.findall(r'class="([^"]+)"', text) for name in names.split()}
    assert all(name == "stride" or name.startswith("stride-") for name in names)
    assert ' id="' not in text
    assert "<style" not in text
    assert "fill=" not in text


def test_the_style_sheet_knows_every_shape_of_the_stride() -> None:
    """What is drawn without a style of its own is coloured by the site's style sheet."""
    rules = STYLE_SHEET.read_text("utf-8")
    shapes = [one for one in parse(_stride()).iter() if one.tag.removeprefix(SVG) in {"path", "circle", "text"}]
    drawn = {name for one in shapes for name in one.get("class", "").split()}
    assert len(drawn) > 10
    assert {name for name in drawn if not re.search(rf"\.{name}\b", rules)} == set()


def test_a_narrow_stride_is_narrower() -> None:
    """Two columns make the picture much narrower and taller; its letters are a third larger, as in the style sheet."""

    def size(text: str) -> tuple[int, int]:
        _, _, width, height = (int(part) for part in parse(text).get("viewBox", "").split())
        return width, height

    wide, narrow = size(_stride()), size(_stride(2))
    assert narrow[0] < 0.75 * wide[0]
    assert narrow[1] > wide[1]
    rules = STYLE_SHEET.read_text("utf-8")
    assert re.findall(r"\.stride-text \{ font-size: (\d+)px", rules) == ["48", "64"]


def test_labels_of_one_phase_do_not_overlap() -> None:
    """Four labels at one hip are set one under the other."""
    links = {f"m{n}": (f"Movement {n}", f"m{n}/") for n in range(4)}
    labels = [Label(slug, 1, "right hip") for slug in links]
    text = stride(figure(STANDING), Legend("t", ("One",), labels), links)
    levels = sorted(
        int(one.get("y", "0")) for link in parse(text).findall(f".//{SVG}a") for one in link.findall(f"{SVG}text")
    )
    assert len(levels) == 8
    assert min(after - before for before, after in pairwise(levels)) >= 45


def test_a_sheet_shows_every_figure_once() -> None:
    """The contact sheet is one valid file with one style, a cell and a name for each figure."""
    drawings = [(f"figure {n} <&>", strip(figure(STANDING, SQUAT), ["quads"], ["calves"], "t")) for n in range(5)]
    text = sheet(drawings, "All", columns=2)
    root = parse(text)
    assert len(root.findall(f"{SVG}svg")) == 5
    assert [one.text for one in root.findall(f"{SVG}text")] == [name for name, _ in drawings]
    assert text.count("<style>") == text.count("<pattern") == 1
