"""Each rule as a document: small files in, diagnostics out. `pytest --update` rewrites what is expected."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.diagnostics import RULES, arrange
from handbook.drawing import draw
from handbook.editing.ruledocs import parted
from handbook.pictures import pictures
from handbook.pipeline import make
from handbook.report import concise
from handbook.workshop import Workshop, workshop
from handbooks import check, lay

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*.md"))}
FENCE = re.compile(r"^(`{3,}|~{3,})(\S[^`~\n]*)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
EXPECTED = "expected"

CHECK = "figures/test_check.py"
ELSEWHERE = {
    "figure-contact-missed": (
        CHECK,
        "A contact out of reach bends a joint too far as well; near misses are the engine's.",
    ),
    "figure-slides": (CHECK, "What stays in place is held there; only the engine lets it slide."),
    "figure-below-floor": (CHECK, "The engine keeps a body above the floor, or misses a contact as well."),
    "figure-hand-off-bar": (CHECK, "A bar out of reach bends a joint too far as well."),
    "figure-unsolved": (CHECK, "Whether the engine comes to rest is a matter of its steps, not of a file."),
}
"""Rules that no file is sure to break alone: the test that plants each in a solved figure, and why."""

_NAME = "A file's name or place is wrong, no line of it; what is said names a better one."
_MORE = "What is missing is another entry, or a line in others; no line of this one is wrong."
ONLY_WRONG = {
    "bad-name": _NAME,
    "misplaced": _NAME,
    "same-name": _NAME,
    "ladder-empty": _MORE,
    "untrained-movement": _MORE,
}
"""Cases that show nothing right, and why."""

FINISHED = frozenset({"settings", "template", "sheet", "unprintable"})
"""Rules of what is made from a handbook, which are known when it is made."""


def rewritten(text: str, said: list[str]) -> str:
    """The case with what was said in place of what it expects."""
    found = next(one for one in FENCE.finditer(text) if one[2] == EXPECTED)
    return text[: found.start(3)] + "".join(f"{line}\n" for line in said) + text[found.end(3) :]


@pytest.fixture(scope="module")
def tools() -> Workshop:
    """What papers and figures are made with, once for all cases."""
    return workshop(None)


def told_apart(folder: Path) -> bool:
    """Whether names that differ in capitals alone are those of two files."""
    (folder / "name").touch()
    return not (folder / "NAME").exists()


def said_of(rule: str, files: Mapping[str, bytes | None], root: Path, tools: Workshop) -> list[str]:
    """What is said of a case's files, laid over the tiny handbook: as far along the way as its rule is known."""
    laid = lay(root, files)
    if rule in FINISHED:
        return [concise(one) for one in make(laid, tools).diagnostics]
    checked = check(laid)
    drawn = pictures(checked.handbook, lambda wishes: map(draw, wishes))[1] if rule.startswith("figure-") else ()
    return [*checked.said, *map(concise, arrange(drawn))]


@pytest.mark.parametrize("rule", CASES)
def test_case(rule: str, tmp_path: Path, tools: Workshop, update: bool) -> None:  # noqa: FBT001 - a fixture
    """The files of a case, laid over the tiny handbook, are said to have exactly the faults that the case expects."""
    text = CASES[rule].read_text(encoding="utf-8")
    case = parted(text)
    if rule == "same-name" and not told_apart(tmp_path):
        pytest.skip("this file system does not tell them apart")
    said = said_of(rule, case.files, tmp_path, tools)
    if update and said != list(case.said):
        CASES[rule].write_text(rewritten(text, said), encoding="utf-8")
    else:
        assert said == list(case.said)


@pytest.mark.parametrize("rule", CASES)
def test_a_case_is_of_its_rule_alone(rule: str) -> None:
    """A case is named after a rule, has a sentence that explains it, and expects that rule and no other."""
    text = CASES[rule].read_text(encoding="utf-8")
    case = parted(text)
    assert text.startswith(f"# {rule}\n")
    assert case.why.endswith(".")
    assert {re.findall(r"(?:error|warning)\[([a-z-]+)\]", line)[0] for line in case.said} == {rule}


@pytest.mark.parametrize("rule", [rule for rule in CASES if rule not in ONLY_WRONG])
def test_what_a_case_calls_right_is_right(rule: str, tmp_path: Path, tools: Workshop) -> None:
    """With the lines that a case shows as right in place of the wrong ones, nothing is said."""
    case = parted(CASES[rule].read_text(encoding="utf-8"))
    assert case.right
    assert said_of(rule, case.mended(), tmp_path, tools) == []


def test_every_rule_has_a_case() -> None:
    """No rule is without a case, but for those that no file can break; each exception has its reason."""
    assert RULES.keys() == CASES.keys() | ELSEWHERE.keys()
    assert not CASES.keys() & ELSEWHERE.keys()
    assert ONLY_WRONG.keys() <= CASES.keys()
    assert not [rule for rule in ONLY_WRONG if parted(CASES[rule].read_text(encoding="utf-8")).right]
    assert all(reason.endswith(".") for reason in [*ONLY_WRONG.values(), *(why for _, why in ELSEWHERE.values())])


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_rules_shown_elsewhere_are_asserted_there(rule: str) -> None:
    """The test file that stands in for a case speaks of the rule."""
    tree = ast.parse((Path(__file__).parent / ELSEWHERE[rule][0]).read_text(encoding="utf-8"))
    assert rule in {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def test_the_base_of_all_cases_is_clean(tmp_path: Path) -> None:
    """The tiny handbook under every case has no fault of its own, so whatever is said is the case's."""
    assert check(lay(tmp_path, {})).said == []


def test_update_rewrites_the_expected_fence_alone() -> None:
    """`--update` changes nothing of a case but what it expects."""
    before = "# a-rule\nWhy.\n```guides/a.md\nx\n```\n```expected\nold\nolder\n```\nAfter.\n"
    assert rewritten(before, ["new"]) == "# a-rule\nWhy.\n```guides/a.md\nx\n```\n```expected\nnew\n```\nAfter.\n"
