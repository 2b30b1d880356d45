"""What CONTRIBUTING promises to editors holds: its example is a sound entry, and its files and lengths are real."""

import re
import shutil
from pathlib import Path

import pytest

from handbook.diagnostics import RULES
from handbook.within import LONGEST, LONGEST_STEP
from handbooks import check

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/decisions.md", "SECURITY.md", "CHANGELOG.md")


def example() -> str:
    """The exercise that editors are told to copy."""
    return GUIDE.split("```markdown\n", 1)[1].partition("```\n")[0]


def test_the_example_is_a_sound_entry_of_our_handbook(tmp_path: Path) -> None:
    """Pasted as a new file it brings no fault; that nothing leads to it yet is all that may be said of it."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    path = tmp_path / "content/exercises/nordic-curl.md"
    assert not path.exists()
    path.write_text(example(), encoding="utf-8")
    found = check(tmp_path)
    assert "exercises/nordic-curl" in found.handbook.entries
    assert [one for one in found.diagnostics if "nordic-curl" in one.span.path and one.rule != "orphan"] == []


def test_the_fault_that_is_shown_is_what_the_check_says(tmp_path: Path) -> None:
    """The report in the walk-through is the real one, of the example with one letter missing."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content/exercises/nordic-curl.md").write_text(
        example().replace("primary: [hamstrings]", "primary: [hamstrngs]"), encoding="utf-8"
    )
    said = [line for line in check(tmp_path).said if "unknown-muscle" in line]
    shown = re.findall(r"^ *(content/\S+: error\[.*)$", GUIDE, re.MULTILINE)
    assert [line.partition(" (")[0] for line in said] == shown


def test_the_lengths_are_those_of_the_check() -> None:
    """The table tells editors the limits that the check holds them to."""
    assert f"| `title`, each of `aliases` | at most {LONGEST['title']} characters |" in GUIDE
    assert LONGEST["aliases"] == LONGEST["title"]
    assert f"at most {LONGEST['summary']} |" in GUIDE
    assert f"| each of `cues` | at most {LONGEST['cues']} characters" in GUIDE
    assert f"at most {LONGEST_STEP} |" in GUIDE


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    """Every relative link names a file that is there, and every anchor a heading of it."""
    path = ROOT / name
    text = re.sub(r"^(```|~~~).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    for goal in re.findall(r"\]\(([^)\s]+)\)", text):
        if goal.startswith("https:"):
            continue
        file, _, anchor = goal.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), goal
        assert not anchor or anchor in headings(there), goal


def headings(path: Path) -> set[str]:
    """The anchors that a code host gives to a document's headings."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in found}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_rules_named_in_documents_exist(name: str) -> None:
    """A rule that a document speaks of is one that the check knows."""
    named = re.findall(r"(?:error|warning)\[([a-z-]+)\]", (ROOT / name).read_text(encoding="utf-8"))
    assert set(named) <= set(RULES)
