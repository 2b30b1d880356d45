"""What a proposal changes is told in the handbook's words, whole and without noise."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.editing.history import NoHistory, content_at
from handbook.editing.review import Pair, Review, markdown, review
from handbooks import Checked, check, lay, tiny_text

SQUAT = "exercises/squat.md"


def reviewed(before: Path, after: Path) -> Review:
    """The review of two handbooks on disk."""
    old, new = check(before), check(after)
    return review((old.handbook, old.diagnostics), (new.handbook, new.diagnostics))


def told(tmp_path: Path, name: str, *swaps: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """What is said of each entry when one file of the tiny handbook differs."""
    before, after = lay(tmp_path / "before", {}), lay(tmp_path / "after", {name: tiny_text(name, *swaps)})
    return {one.entry: one.said for one in reviewed(before, after).changes}


def test_nothing_changes_nothing(tmp_path: Path, tiny: Checked) -> None:
    """The same handbook twice, or the same values otherwise written: no entry differs."""
    state = (tiny.handbook, tiny.diagnostics)
    assert markdown(review(state, state)) == "# What this changes\n\nNo entry differs.\n"
    assert told(tmp_path, SQUAT, ("aliases: [air squat]", 'aliases:   "air squat"   # so they say')) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Chest up]", "Chest up, Breathe in]", "one cue more: “Breathe in”"),
        ("Heels down, Chest up]", "Heels down]", "one cue less: “Chest up”"),
        ("secondary: [hamstrings]", "secondary: []", "hamstrings taken out (muscles, secondary)"),
        ("reps: 8-12", "reps: 6-8", "dose, reps: 8-12 → 6-8"),
        ("rest: 60-90 s", "rest: 60-90 s, tempo: 3-1-1-0", "dose, tempo: 3-1-1-0"),
        ("Chest up]", "Chest tall]", "cue: “Chest up” → “Chest tall”"),
        ("level: beginner", "level: intermediate", "level: beginner → intermediate"),
        ("[air squat]", "[free squat, air squat]", "one alias more: “free squat”"),
        ("[Knees over toes, Heels down,", "[Heels down, Knees over toes,", "cues in another order"),
        ("cautions: [Knee pain: Stop above the painful depth]\n", "", "taken out"),
        ("3. Stand up.", "3. Stand up.\n4. Breathe.", "four steps now; it had three"),
        ("2. Sit down between", "2. Sit between", "the text differs: no words new, one word gone"),
        ("## How to", "## Good to know\n\nIt is.\n\n## How to", "new section “Good to know”"),
        ("aliases:", "figure: {poses: [standing]}\naliases:", "the figure is drawn anew"),
    ],
)
def test_each_change_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A change of a field, a list, a step, the text: in a sentence that names what is more, less or different."""
    assert any(said in one for one in told(tmp_path, SQUAT, (old, new))["exercises/squat"])


def test_a_change_inside_a_program_is_found_at_its_line(tmp_path: Path) -> None:
    """Another number of sets of one exercise on one day is said of that exercise on that day."""
    text = tiny_text("programs/two-days.md")
    slot = next(line for line in text.splitlines() if "exercise: " in line and "sets: " in line)
    sets = slot.partition("sets: ")[2].partition(",")[0]
    (said,) = told(tmp_path, "programs/two-days.md", (slot, slot.replace(f"sets: {sets}", "sets: 9")))[
        "programs/two-days"
    ]
    assert said.endswith(f"sets: {sets} → 9")
    assert said.startswith(("Day", "day")), said


def test_new_and_gone_entries_and_the_ladders_they_are_on(tmp_path: Path) -> None:
    """A new rung: the exercise is new, and its ladder has one rung more."""
    name = "exercises/deep-squat.md"
    text = tiny_text(
        SQUAT,
        ("title: Squat", "title: Deep squat"),
        ("easier: [{change: Hold on to a table}]\n", "easier: [{exercise: goblet-squat}]\n"),
        ("harder: [{exercise: goblet-squat, when: 3 x 12 down to level thighs}]\n", ""),
        ("level: beginner", "level: advanced"),
    )
    before, after = lay(tmp_path / "before", {}), lay(tmp_path / "after", {name: text})
    new, gone = reviewed(before, after), reviewed(after, before)
    assert [(one.entry, one.what) for one in new.changes if one.what != "climbed anew"] == [
        ("exercises/deep-squat", "new")
    ]
    assert [(one.entry, one.what) for one in gone.changes if one.what != "climbed anew"] == [
        ("exercises/deep-squat", "gone")
    ]
    (ladder,) = [one for one in new.changes if one.entry == "ladders/squat"]
    assert "rungs now" in ladder.said[0]
    assert ladder.said[0].endswith("Goblet squat < Deep squat")


def test_the_programs_that_a_change_reaches(tmp_path: Path) -> None:
    """An exercise that trains something else changes the coverage of the programs that have it, and of no other."""
    used = next(iter(check(lay(tmp_path / "before", {})).handbook.programs["two-days"].slots)).done
    name = f"exercises/{used}.md"
    cue = lay(tmp_path / "cue", {name: tiny_text(name, ("cues: [", "cues: [Breathe, "))})
    (effect,) = reviewed(tmp_path / "before", cue).effects
    assert (effect.program, effect.said) == ("two-days", ())
    assert "one program affected, coverage unchanged" in markdown(reviewed(tmp_path / "before", cue))
    halves = next(line for line in tiny_text(name).splitlines() if line.startswith("movements:"))
    other = lay(tmp_path / "other", {name: tiny_text(name, (halves, "movements: {primary: [hip-extension]}"))})
    changed = reviewed(tmp_path / "before", other)
    assert ("→" in str(changed.effects)) == (halves != "movements: {primary: [hip-extension]}")


def test_only_new_findings_are_said(tmp_path: Path) -> None:
    """What was said before is not said again, wherever its line is now; what is gone is counted."""
    long = ("aliases: [air squat]", f"aliases: [{'x' * 70}]")
    before = lay(tmp_path / "before", {SQUAT: tiny_text(SQUAT, long)})
    moved = lay(tmp_path / "moved", {SQUAT: tiny_text(SQUAT, long, ("---\ntitle", "---\n# a note\ntitle"))})
    assert reviewed(before, moved).faults == ()
    clean = lay(tmp_path / "clean", {})
    assert [one.rule for one in reviewed(clean, before).faults] == ["too-long"]
    assert reviewed(before, clean).mended == 1


def test_nothing_that_an_author_wrote_is_markup(tmp_path: Path) -> None:
    """A title or a cue cannot place a picture, a link, a mention or a heading into the summary."""
    cue = "<img src=x> ![a](//evil) @all # `x`"
    text = tiny_text(SQUAT, ("Chest up]", f"'{cue}']"))
    said = markdown(reviewed(lay(tmp_path / "before", {}), lay(tmp_path / "after", {SQUAT: text})))
    assert r"\<img src=x\> \!\[a\](//evil) \@all \# \`x\`" in said


def test_pictures_stand_side_by_side() -> None:
    """Each pair under its title; where one side is missing that is said."""
    said = markdown(Review((), (), (), 0), [Pair("Squat", "", "after/squat.png")])
    assert "### Squat\n\n| Before | After |\n|---|---|\n| none | ![After of Squat](after/squat.png) |\n" in said


def git(root: Path, *words: str) -> None:
    """Run git as somebody."""
    who = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run(["git", *who, "-C", str(root), *words], check=True, capture_output=True)


def run(root: Path, *words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(main, ["--root", str(root), "review", *words])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The tiny handbook under git, one commit."""
    root = lay(tmp_path / "it", {})
    git(root, "init", "-q")
    git(root, "add", "content")
    git(root, "commit", "-qm", "first")
    return root


def test_a_review_compares_with_where_the_branch_began(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What others did on main since is no part of it; the words go into the job's summary, pictures into the folder."""
    git(repository, "switch", "-qc", "mine")
    lay(repository, {SQUAT: tiny_text(SQUAT, ("[Knees over toes", "[Breathe in, Knees over toes"))})
    git(repository, "commit", "-qam", "mine")
    git(repository, "switch", "-q", "main")
    lay(repository, {"guides/why.md": tiny_text("guides/why.md") + "\nMore words by others.\n"})
    git(repository, "commit", "-qam", "theirs")
    git(repository, "switch", "-q", "mine")
    summary = repository / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = run(repository, "main", "--output", str(repository / "out"))
    assert result.exit_code == 0, result.output
    assert "- **Squat**: one cue more: “Breathe in”" in result.stdout
    assert "Guides" not in result.stdout
    assert summary.read_text(encoding="utf-8").startswith("# What this changes\n\nOne entry changed; ")
    written = (repository / "out/review.md").read_text(encoding="utf-8")
    pictures = [part.partition(")")[0] for part in written.split("](")[1:]]
    assert pictures, "the sheet prints the cue"
    assert all((repository / "out" / one).read_bytes().startswith(b"\x89PNG") for one in pictures)


@pytest.mark.parametrize("base", ["nowhere", "--output=/etc", "HEAD:content", ""])
def test_a_revision_that_is_none_is_wrong_use(repository: Path, base: str) -> None:
    """No such branch, an option in disguise, a file: said, and nothing is written."""
    result = run(repository, "--", base)
    assert result.exit_code == 2
    assert not (repository / "build" / "review").exists()


def test_without_git_it_is_said(tmp_path: Path) -> None:
    """A folder that is under no git has no history."""
    with pytest.raises(NoHistory):
        content_at(lay(tmp_path / "it", {}), "HEAD", tmp_path / "then")


def test_a_link_that_led_out_is_left_out_of_the_past(repository: Path, tmp_path: Path) -> None:
    """What was wrong at the revision keeps nobody from a review of what is there now."""
    (repository / "content" / "guides" / "out.md").symlink_to("/etc/hostname")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "a link")
    content_at(repository, "HEAD", tmp_path / "then")
    assert (tmp_path / "then" / "content" / SQUAT).is_file()
    assert not (tmp_path / "then" / "content" / "guides" / "out.md").is_symlink()
