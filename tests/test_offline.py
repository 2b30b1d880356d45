"""What the site may keep on a device: an edition named by its content, and what belongs to each program."""

import json
import math
from pathlib import Path

from PIL import Image

from handbook.icons import icons
from handbook.outputs.offline import LISTING, MANIFEST, WORKER, offline_files
from ours import handbook

ASSETS = Path(__file__).parents[1] / "templates" / "assets"
FILES = {
    "index.html": b"home",
    "device.html": b"device",
    "assets/0/main.js": b"script",
    "assets/0/icon.svg": b"<svg/>",
    "programs/starter-five.html": b"program",
    "programs/starter-five/sheet.html": b"sheet",
    "programs/basic-two-day.html": b"another",
    "exercises/plank.html": b"plank",
    "figures/exercises/plank/strip.svg": b"<svg/>",
    "api/index.json": b"{}",
    "sitemap.xml": b"<urlset/>",
    "share/handbook.png": b"picture",
    "pagefind/pagefind.js": b"engine",
    "pagefind/pagefind-entry.json": b"{}",
    "pagefind/fragment/en_1.pf_fragment": b"text",
}


def _listing(files: dict[str, bytes]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = json.loads(offline_files(files, handbook(), "")[LISTING])
    return made


def test_an_edition_is_named_by_its_content() -> None:
    """The same files make the same edition; any file that can be kept, or the worker, changed makes another."""
    one = offline_files(FILES, handbook(), "work()")
    assert offline_files(dict(reversed(FILES.items())), handbook(), "work()") == one
    for changed in (FILES | {"index.html": b"new"}, FILES | {"new.html": b""}):
        assert _listing(changed)["version"] != _listing(FILES)["version"]
    assert offline_files(FILES, handbook(), "rest()")[WORKER] != one[WORKER]
    assert _listing(FILES | {"sitemap.xml": b"new"})["version"] == _listing(FILES)["version"]


def test_the_worker_knows_the_edition_of_the_list() -> None:
    """Worker and list of one build name one edition, and the worker begins with it."""
    files = offline_files(FILES, handbook(), "work()")
    first, rest = files[WORKER].decode().split("\n", 1)
    assert rest == "work()"
    assert (
        json.loads(first.removeprefix("self.EDITION = ").removesuffix(";"))["version"]
        == json.loads(files[LISTING])["version"]
    )


def test_every_visitor_gets_the_shell_alone() -> None:
    """Look, scripts and the ways in are kept for everyone; entries only when they are opened or saved."""
    worker = offline_files(FILES, handbook(), "")[WORKER].decode()
    shell = json.loads(worker.splitlines()[0].removeprefix("self.EDITION = ").removesuffix(";"))["shell"]
    assert shell == ["assets/0/icon.svg", "assets/0/main.js", "device.html", "index.html", MANIFEST]


def test_a_program_is_saved_with_what_it_needs() -> None:
    """Its page, what lies below it, its exercises and their figures; nothing of other programs."""
    listing = json.loads(offline_files(FILES, handbook(), "")[LISTING])
    slots = {slot.done for slot in handbook().programs["starter-five"].slots}
    assert "plank" in slots
    saved = {listing["addresses"][place] for place in listing["saves"]["programs/starter-five"]}
    assert saved == {one for one in FILES if "starter-five" in one or "plank" in one}


def test_what_is_for_machines_is_not_kept() -> None:
    """Data for other programs, for search engines and for shared links takes no room on a reader's device."""
    assert not {"api/index.json", "sitemap.xml", "share/handbook.png"} & set(_listing(FILES)["addresses"])


def test_the_full_text_can_be_kept() -> None:
    """Whoever saves the whole handbook can search its texts offline."""
    assert {one for one in FILES if one.startswith("pagefind/")} <= set(_listing(FILES)["addresses"])


def test_icons_are_drawn_from_the_stride() -> None:
    """The icons are what the engine makes of this handbook's runner: `make figures` draws them anew."""
    stride = handbook().settings.stride
    assert stride is not None
    assert {file.name: file.read_bytes() for file in ASSETS.glob("icon*")} == icons(stride)


def test_a_maskable_icon_loses_nothing_to_the_mask() -> None:
    """Cut to a circle of 0.8 sides, as systems may do, the icon still has all of its figure."""
    picture = Image.open(ASSETS / "icon-maskable-512.png").convert("RGB")
    ground, side = picture.getpixel((0, 0)), picture.width
    figure = [(x, y) for x in range(side) for y in range(side) if picture.getpixel((x, y)) != ground]
    assert figure
    assert max(math.dist((x, y), (side / 2, side / 2)) for x, y in figure) < 0.4 * side
