"""Each rule as a document: small files in, diagnostics out. `pytest --update` rewrites what is expected."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.diagnostics import RULES, arrange
from handbook.drawing import draw
from handbook.pictures import pictures
from handbook.report import concise
from handbooks import check, lay

TESTS = Path(__file__).parent
CASES = sorted((TESTS / "cases").glob("*.md"))
FENCE = re.compile(r"^(`{3,}|~{3,})(\S[^`~\n]*)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
EXPECTED = "expected"

# Rules that no text file can break, that belong to a later stage, or that only a fault of the engine breaks alone: the
# test that shows each of them.
ELSEWHERE = {
    "unreadable": "test_load.py",
    "same-name": "test_load.py",
    "settings": "test_load.py",
    "template": "test_render.py",
    "sheet": "test_printing.py",
    "unprintable": "test_printing.py",
    "figure-contact-missed": "figures/test_check.py",
    "figure-slides": "figures/test_check.py",
    "figure-below-floor": "figures/test_check.py",
    "figure-hand-off-bar": "figures/test_check.py",
    "figure-bar-path": "figures/test_check.py",
    "figure-through-body": "figures/test_check.py",
    "figure-unsolved": "figures/test_check.py",
}


@dataclass(frozen=True)
class Case:
    """A case as it is written: the files by name from `content/`, and what is expected to be said."""

    title: str
    files: dict[str, str]
    expected: list[str]


def read(text: str) -> Case:
    """Part a case into its heading, its files and what it expects."""
    fences = {name: inside for _, name, inside in FENCE.findall(text)}
    expected = fences.pop(EXPECTED).splitlines()
    return Case(text.partition("\n")[0].removeprefix("# "), fences, expected)


def rewritten(text: str, said: list[str]) -> str:
    """The case with what was said in place of what it expects."""
    found = next(one for one in FENCE.finditer(text) if one[2] == EXPECTED)
    return text[: found.start(3)] + "".join(f"{line}\n" for line in said) + text[found.end(3) :]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, update: bool) -> None:  # noqa: FBT001 - a fixture
    """The files of a case, laid over the tiny handbook, are said to have exactly the faults that the case expects."""
    text = path.read_text(encoding="utf-8")
    case = read(text)
    checked = check(lay(tmp_path, case.files))
    drawn = pictures(checked.handbook, lambda wishes: map(draw, wishes))[1] if path.stem.startswith("figure-") else ()
    said = [*checked.said, *map(concise, arrange(drawn))]
    if update and said != case.expected:
        path.write_text(rewritten(text, said), encoding="utf-8")
    else:
        assert said == case.expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_of_its_rule_alone(path: Path) -> None:
    """A case is named after a rule, has a sentence that explains it, and expects that rule and no other."""
    text = path.read_text(encoding="utf-8")
    case = read(text)
    prose = FENCE.sub("", text).split("\n", 1)[1].strip()
    rules = {re.findall(r"(?:error|warning)\[([a-z-]+)\]", line)[0] for line in case.expected}
    assert case.title == path.stem
    assert prose.endswith(".")
    assert rules == {path.stem}


def test_every_rule_has_a_case_or_a_test() -> None:
    """No rule is without a case; the few that no case can show name the test file that does."""
    assert RULES.keys() == {path.stem for path in CASES} | ELSEWHERE.keys()
    assert not {path.stem for path in CASES} & ELSEWHERE.keys()


@pytest.mark.parametrize("rule", [rule for rule in ELSEWHERE if rule not in {"template", "sheet", "unprintable"}])
def test_rules_shown_elsewhere_are_asserted_there(rule: str) -> None:
    """The test file that stands in for a case speaks of the rule."""
    tree = ast.parse((TESTS / ELSEWHERE[rule]).read_text(encoding="utf-8"))
    assert rule in {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def test_the_base_of_all_cases_is_clean(tmp_path: Path) -> None:
    """The tiny handbook under every case has no fault of its own, so whatever is said is the case's."""
    assert check(lay(tmp_path, {})).said == []


def test_update_rewrites_the_expected_fence_alone() -> None:
    """`--update` changes nothing of a case but what it expects."""
    before = "# a-rule\nWhy.\n```guides/a.md\nx\n```\n```expected\nold\nolder\n```\nAfter.\n"
    assert rewritten(before, ["new"]) == "# a-rule\nWhy.\n```guides/a.md\nx\n```\n```expected\nnew\n```\nAfter.\n"
