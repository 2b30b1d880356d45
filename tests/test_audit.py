"""What the handbook lacks is found, and nothing that it has."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from handbook.cli import main
from handbook.editing.audit import Audit, as_text, audit
from handbook.editing.auditpage import audit_page
from handbooks import Checked, check, lay, tiny_text

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)


def gaps(found: Audit, title: str) -> list[tuple[str, str]]:
    """What is found under a topic."""
    (topic,) = [one for one in found.topics if one.title == title]
    return list(topic.gaps)


def test_few_exercises_for_a_movement(tiny: Checked) -> None:
    """A movement with fewer than three exercises that train it first is named with their number."""
    for entry, lack in gaps(audit(tiny.handbook, TODAY), "Movements with few exercises"):
        slug = entry.partition("/")[2]
        number = sum(slug in one.movements.primary for one in tiny.handbook.exercises.values())
        assert number < 3
        assert lack.startswith(str(number or "no"))


def test_what_no_program_uses(tmp_path: Path) -> None:
    """An exercise that is neither named nor a rung of a named ladder; named once, it is gone from the list."""
    text = tiny_text("exercises/bridge.md", ("title: Bridge", "title: Bench"))
    handbook = check(lay(tmp_path, {"exercises/bench.md": text})).handbook
    unused = [entry for entry, _ in gaps(audit(handbook, TODAY), "Exercises in no program")]
    assert "exercises/bench" in unused
    named = {str(slot.done) for one in handbook.programs.values() for slot in one.slots}
    assert not {f"exercises/{slug}" for slug in named} & set(unused)


def test_aliases_and_sources(tmp_path: Path) -> None:
    """An entry with one name only, and one that rests on nothing, are named; a citation in the text is a source."""
    text = tiny_text("exercises/squat.md", ("aliases: [air squat]\n", ""), ("sources: [review-2018, book-2016]\n", ""))
    found = audit(check(lay(tmp_path, {"exercises/squat.md": text})).handbook, TODAY)
    assert ("exercises/squat", "no other name") in gaps(found, "Entries under one name only")
    assert "exercises/squat" not in dict(gaps(found, "Entries without a source"))
    bare = text.replace(" [@review-2018]", "")
    found = audit(check(lay(tmp_path, {"exercises/squat.md": bare})).handbook, TODAY)
    assert "exercises/squat" in dict(gaps(found, "Entries without a source"))


def test_reviews_grow_old(tmp_path: Path) -> None:
    """Two years after its review an entry is to be read anew; one that was never read comes first."""
    old = tiny_text("guides/why.md", ("reviewed: 2026-11-23", "reviewed: 2024-01-01"))
    never = tiny_text("exercises/squat.md", ("reviewed: 2026-11-23\n", ""))
    handbook = check(lay(tmp_path, {"guides/why.md": old, "exercises/squat.md": never})).handbook
    title = "Reviews older than two years"
    expected = [("exercises/squat", "never reviewed"), ("guides/why", "last reviewed 2024-01-01")]
    assert gaps(audit(handbook, TODAY), title) == expected
    assert gaps(audit(handbook), title) == expected, "without a day, counted from the newest review"
    assert gaps(audit(handbook, date(2025, 1, 1)), title) == expected[:1]


def test_words_that_lead_nowhere(tiny: Checked) -> None:
    """A query whose entry is not there, and a word that no name holds."""
    queries = {
        "air squats": "exercises/squat",
        "nordic": "exercises/nordic-curl",
        "Squat, goblet": "",
        "sissy squat": "",
    }
    assert gaps(audit(tiny.handbook, TODAY, queries), "Words that lead nowhere") == [
        ("", "`nordic` should lead to `exercises/nordic-curl`, which is not there"),
        ("", "`sissy squat`"),
    ]


def test_the_text_names_every_gap_with_its_file(tiny: Checked) -> None:
    """As many lines as gaps, each with a path that exists."""
    found = audit(tiny.handbook, TODAY)
    lines = [line for line in as_text(tiny.handbook, found).splitlines() if line.startswith("  - ")]
    assert len(lines) == found.size > 0
    assert all(line.startswith("  - content/") for line in lines)


def test_the_command_reads_what_readers_search_for() -> None:
    """The real list of queries leads somewhere, all of it; a day long after finds every review old."""
    words = ["--root", str(ROOT), "audit", "--queries", str(ROOT / "tests/queries.yaml"), "--today", "2036-01-01"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert "Words that lead nowhere: none" in result.output
    assert f"Reviews older than two years: {len(check(ROOT).handbook.entries)}" in result.output


def test_the_page_shows_what_is_to_do_first(tiny: Checked) -> None:
    """Topics with work before those without, every gap of an entry as a link to it."""
    found = audit(tiny.handbook, TODAY, {"sissy squat": ""})
    page = audit_page(tiny.handbook, found)
    works = page.facts["works"]
    assert isinstance(works, tuple)
    tallies = [len(work.entries) + len(work.words) for work in works]
    assert sum(tallies) == found.size
    assert all(tallies[: tallies.index(0)]) if 0 in tallies else True
    assert {ref.id for work in works for ref, _ in work.entries} <= tiny.handbook.entries.keys()
