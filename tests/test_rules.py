"""Rules across entries, where a case would be long: what is let pass, and what a hint holds."""

from pathlib import Path

import pytest

from handbook.rules import at_home
from handbooks import check, exercise, lay, tiny_text

CALVES = tiny_text("muscles/quads.md", ("title: Quads", "title: Calves"))
TWIST = tiny_text("exercises/wall-sit.md", ("title: Wall sit", "title: Twist"))


@pytest.mark.parametrize(
    ("needs", "home"),
    [
        (["none"], True),
        (["dumbbells"], False),
        (["mat"], True),
        (["mat", "dumbbells"], False),
        ([{"any": ["dumbbells", "mat"]}], True),
        ([{"optional": "dumbbells"}], True),
        (["ghost"], False),
    ],
)
def test_at_home_means_with_what_every_home_has(tmp_path: Path, needs: list[object], home: bool) -> None:  # noqa: FBT001 - a column of the table
    """Each need is met by something that nearly every home has; what is only wanted does not count."""
    mat = tiny_text("equipment/dumbbells.md", ("title: Dumbbells", "title: Mat"), ("home: false", "home: true"))
    found = check(lay(tmp_path, {"equipment/mat.md": mat}))
    assert at_home(exercise(equipment=needs), found.handbook) is home


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guides/why.md", "A stride is", "A [twist](../exercises/twist.md) is"),
        ("exercises/bridge.md", "cues:", "harder: [{exercise: twist, when: 20 reps}]\ncues:"),
        ("exercises/bridge.md", "cues:", "substitutes: [{exercise: twist, for: dumbbells}]\ncues:"),
        ("programs/two-days.md", "exercise: bridge", "exercise: twist"),
    ],
    ids=["a link", "harder", "a substitute", "a program"],
)
def test_whatever_leads_to_an_entry_saves_it(tmp_path: Path, name: str, old: str, new: str) -> None:
    """An exercise is found by a link, a ladder's step, a substitute or a program; without them it is an orphan."""
    assert check(lay(tmp_path, {"exercises/twist.md": TWIST})).rules == ["orphan"]
    found = check(lay(tmp_path, {name: tiny_text(name, (old, new))}))
    assert "content/exercises/twist.md" not in {one.span.path for one in found.diagnostics}


def test_an_entry_that_only_names_itself_is_an_orphan(tmp_path: Path) -> None:
    """A link to oneself leads nobody here."""
    text = CALVES + "\nMore about [them](calves.md).\n"
    assert check(lay(tmp_path, {"muscles/calves.md": text})).rules == ["orphan"]


def test_a_promise_that_is_not_kept_names_what_would_keep_it(tmp_path: Path) -> None:
    """A program that is short of a movement is told which exercises train it first."""
    program = tiny_text(
        "programs/two-days.md", ("exercise: bridge", "exercise: wall-sit"), ("rung: squat", "rung: half-squat")
    )
    squat = tiny_text("exercises/half-squat.md", (", secondary: [hip-extension]", ""))
    found = check(lay(tmp_path, {"programs/two-days.md": program, "exercises/half-squat.md": squat}))
    (short,) = [one for one in found.diagnostics if one.rule == "program-short"]
    assert short.message == "the program promises `hip-extension` but gives it less than one set a week"
    assert short.hint == "add an exercise for it: bridge, goblet-squat, squat"


def test_a_misspelt_muscle_is_one_fault(tmp_path: Path) -> None:
    """That it makes no movement, and that nothing makes the movement, follow from the name alone."""
    for name in ("exercises/wall-sit.md", "movements/knee-extension.md"):
        text = tiny_text(name, ("[quads]", "[quadz]"))
        assert check(lay(tmp_path / name.partition("/")[0], {name: text})).rules == ["unknown-muscle"]


def test_a_movement_whose_opposite_is_misspelt_is_one_fault(tmp_path: Path) -> None:
    """The other one is not blamed for not being named back."""
    files = {
        "movements/knee-extension.md": tiny_text(
            "movements/knee-extension.md", ("plane:", "opposite: hip-extensoin\nplane:")
        ),
        "movements/hip-extension.md": tiny_text(
            "movements/hip-extension.md", ("plane:", "opposite: knee-extension\nplane:")
        ),
    }
    assert check(lay(tmp_path, files)).rules == ["unknown-movement"]


@pytest.mark.parametrize("whole", ["parts: [knee-extension, hip-extension]", "kinds: [knee-extension]"])
def test_a_whole_is_trained_by_what_it_is_made_of(tmp_path: Path, whole: str) -> None:
    """A movement made of others needs no exercise that names it; one that is not does."""
    text = tiny_text("movements/knee-extension.md", ("title: Knee extension", "title: Push-off"))
    assert check(lay(tmp_path, {"movements/push-off.md": text})).rules == ["untrained-movement"]
    made = text.replace("role: core", f"role: composite\n{whole}")
    assert check(lay(tmp_path, {"movements/push-off.md": made})).said == []
