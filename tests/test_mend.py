"""What is certain is mended, and nothing else is touched."""

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import mutations
from handbook.cli import main
from handbook.diagnostics import Edit
from handbook.editing.mend import mend, mended, rounds
from handbook.load import Documents, load
from handbook.report import concise
from handbook.spelling import slips
from handbook.validate import validate
from handbooks import TINY, lay, tiny_text
from planting import Place, found_in, places

ROOT = Path(__file__).parents[1]
LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\ufeff"), max_size=6), max_size=6
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.data())
def test_an_edit_changes_what_it_names_and_nothing_else(
    lines: list[str],
    ending: str,
    mark: bool,  # noqa: FBT001 - a drawn value
    data: st.DataObject,
) -> None:
    """However lines end, and with a byte order mark or without, an edit lands where it does in the plain text."""
    plain = "\n".join(lines)
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    raw = "\ufeff" * mark + ending.join(lines)
    made = mend(raw, [Edit(start, end, "x\ny")])
    whole = plain[:start] + "x\ny" + plain[end:]
    theirs = ending if "\n" in plain else "\n"
    assert made == "\ufeff" * mark + whole.replace("\n", theirs)
    assert mend(raw, []) == raw


def test_of_edits_that_overlap_the_first_is_made() -> None:
    """Two mends of one place do not both cut into it."""
    assert mend("abcdef", [Edit(2, 4, "X"), Edit(1, 3, "Y"), Edit(5, 6, "Z")]) == "aYdeZ"


def test_the_real_content_needs_no_mend() -> None:
    """What is sound is left alone: there is nothing to mend in any file."""
    documents, _ = load(ROOT)
    assert rounds(documents, found_in) == {}


@pytest.mark.parametrize("seed", range(4))
def test_a_misspelling_anywhere_is_mended_to_the_byte(seed: int) -> None:
    """A slip in any name, choice, link or citation of any file: the file is as it was, or, where the slip may stand for
    two words, as the author left it.
    """  # noqa: D205 - one sentence
    documents, _ = load(ROOT)
    valid, _ = validate(documents)
    chance = random.Random(seed)  # noqa: S311 - a sample
    by_file: dict[str, list[Place]] = {}
    for one in places(documents, valid.entries):
        by_file.setdefault(one.path, []).append(one)
    planted = {path: (place := chance.choice(some), *place.slip(chance)) for path, some in by_file.items()}
    broken = mended(documents, {path: [edit] for path, (_, edit, _) in planted.items()})
    made = rounds(broken, found_in)
    restored = 0
    for path, (place, _, word) in planted.items():
        text = broken.texts[path]
        for edits in made.get(path, ()):
            text = mend(text, edits)
        if text == documents.texts[path]:
            restored += 1
        else:
            assert text == broken.texts[path]
            unsure = [one for one in place.known - {place.term} if slips(word, one) <= 2]
            assert unsure or word in place.known or any(sign.isdigit() for sign in word), (path, word)
    assert len(planted) > 150
    assert restored > 0.85 * len(planted)


@cache
def slips_everywhere() -> tuple[Documents, list[mutations.Mutation], Counter[str]]:
    """The handbook, every slip that may be planted in it, and what is said of it without any."""
    documents, _ = load(ROOT)
    return documents, list(mutations.mendable(documents)), Counter(map(concise, mutations.found_in(documents)))


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_mend_touches_nothing_but_what_it_says(chance: random.Random) -> None:
    """A slip in any field or text of any entry, however its author keeps the file: every line of which nothing is said
    stays as it was, to the byte; what is mended is not said again, nothing new is, and a second time changes nothing.
    """  # noqa: D205 - one sentence
    documents, slips, before = slips_everywhere()
    one = chance.choice(slips)
    assert mutations.ill_mended(documents, one, mutations.dressed(one, chance), before) == "", (one.what, one.group)


def run(root: Path, *words: str) -> tuple[int, str]:
    """The exit status of a task, and all that it says."""
    result = CliRunner().invoke(main, ["--root", str(root), *words])
    return result.exit_code, result.output


MENDS = [
    ("exercises/squat.md", ("kind: strength", "kind: stregth"), ("kind: strength", "kind: strength")),
    ("exercises/squat.md", ("level: beginner", "Level: beginner"), ("level: beginner", "level: beginner")),
    ("movements/hip-extension.md", ("coverage: true", "coverage: ture"), None),
    ("exercises/squat.md", ("reps: 8-12", "reps: 12-8"), ("reps: 8-12", "reps: 8-12")),
    ("exercises/squat.md", ("title: Squat", "title: Squat #2"), ("title: Squat", 'title: "Squat #2"')),
    ("exercises/squat.md", ("../guides/why.md#the", "../guides/why#the"), None),
    ("exercises/squat.md", ("## How to", "# How to"), None),
]


@pytest.mark.parametrize(("name", "fault", "sound"), MENDS)
@pytest.mark.parametrize("dress", ["plain", "windows"])
def test_fix_mends_what_is_certain(
    tmp_path: Path, name: str, fault: tuple[str, str], sound: tuple[str, str] | None, dress: str
) -> None:
    """The file is as it should be, comments, line ends and byte order mark as they were; twice changes nothing more."""

    def dressed(text: str) -> bytes:
        text = text.replace("---\n", "---\n# a note   of mine\n", 1)
        return ("\ufeff" + text.replace("\n", "\r\n") if dress == "windows" else text).encode()

    root = lay(tmp_path, {name: dressed(tiny_text(name, fault))})
    file = root / "content" / name
    before = file.read_bytes()
    status, diff = run(root, "check", "--diff")
    assert status == 1
    assert diff.startswith(f"--- a/content/{name}\n+++ b/content/{name}\n")
    assert file.read_bytes() == before
    run(root, "check", "--fix")
    once = file.read_bytes()
    assert once == dressed(tiny_text(name, sound) if sound else tiny_text(name))
    assert run(root, "check", "--diff") == (0, "")
    run(root, "check", "--fix")
    assert file.read_bytes() == once


def test_a_missing_back_link_is_written(tmp_path: Path) -> None:
    """A movement that is named as an opposite names the other in turn, in the other's file."""
    one = tiny_text("movements/knee-extension.md", ("plane: sagittal\n", "plane: sagittal\nopposite: knee-flexion\n"))
    other = tiny_text("movements/knee-extension.md", ("title: Knee extension", "title: Knee flexion"))
    root = lay(tmp_path, {"movements/knee-extension.md": one, "movements/knee-flexion.md": other})
    run(root, "check", "--fix")
    text = (root / "content/movements/knee-flexion.md").read_text(encoding="utf-8")
    assert text == other.replace("plane: sagittal\n", "plane: sagittal\nopposite: knee-extension\n")
    assert (root / "content/movements/knee-extension.md").read_text(encoding="utf-8") == one


def test_fix_of_some_files_touches_no_other(tmp_path: Path) -> None:
    """With paths, the mends are those of these files alone."""
    swap = ("kind: strength", "kind: stregth")
    names = ("exercises/squat.md", "exercises/bridge.md")
    root = lay(tmp_path, {name: tiny_text(name, swap) for name in names})
    status, said = run(root, "check", "--fix", str(root / "content" / names[0]))
    assert (status, "1 mend" in said) == (0, True)
    assert (root / "content" / names[0]).read_bytes() == (TINY / "content" / names[0]).read_bytes()
    assert (root / "content" / names[1]).read_text(encoding="utf-8") == tiny_text(names[1], swap)


def test_what_is_not_certain_stays(tmp_path: Path) -> None:
    """A name that may be two, a choice far from all: said, and left to the author."""
    text = tiny_text("exercises/squat.md", ("kind: strength", "kind: lifting"))
    root = lay(tmp_path, {"exercises/squat.md": text})
    assert run(root, "check", "--diff") == (0, "")


def test_no_text_is_put_in_quotes_where_its_field_would_not_take_it(tmp_path: Path) -> None:
    """An address, a code or a number with a remark behind it is not mended into one that is none."""
    address = "base_url: https://example.org/tiny/"
    root = lay(tmp_path, {"handbook.yaml": tiny_text("handbook.yaml", (address, f"{address} #2"))})
    assert run(root, "check", "--diff") == (0, "")
    status, said = run(root, "check")
    assert (status, "swallowed" in said) == (1, True)


def test_one_name_where_a_list_is_wanted_becomes_a_list(tmp_path: Path) -> None:
    """The brackets that are missing are written; the rest of the line stays."""
    name = "exercises/squat.md"
    for one, many in (("{any: dumbbells}", "{any: [dumbbells]}"), ('{any: "dumbbells"}', "{any: [dumbbells]}")):
        root = lay(tmp_path, {name: tiny_text(name, ("equipment: [none]", f"equipment: [{one}]  # or two"))})
        run(root, "check", "--fix")
        expected = tiny_text(name, ("equipment: [none]", f"equipment: [{many}]  # or two"))
        assert (root / "content" / name).read_text(encoding="utf-8") == expected
