"""Diagnostics for code hosts: SARIF, and annotations with what is beyond their number."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.diagnostics import RULES, Diagnostic, Edit, Note, Severity, Span
from handbook.editing.annotations import MOST, overflow, parted
from handbook.editing.sarif import sarif
from handbooks import check, lay, tiny_text

ERROR, WARNING = "unknown-muscle", "too-long"


def test_sarif_names_the_rule_the_place_and_the_mend() -> None:
    """A result has its rule by id and index, its level, its region in characters, and the mend by line and column."""
    text = "---\na: [é, hamstrngs]\n---\n"
    fault = Diagnostic(
        Span("content/a b.md", 2, 8, 17),
        ERROR,
        "no muscle",
        "did you mean `hamstrings`?",
        (Note(Span("content/c.md"), "here"),),
        Edit(11, 20, "hamstrings"),
    )
    log = json.loads(sarif([fault], {"content/a b.md": text}))
    (run,) = log["runs"]
    (result,) = run["results"]
    region = {"startLine": 2, "startColumn": 8, "endColumn": 17}
    file = {"uri": "content/a%20b.md", "uriBaseId": "ROOT"}
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == ERROR
    assert result["level"] == "error"
    assert result["message"] == {"text": "no muscle (did you mean `hamstrings`?)"}
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": file, "region": region}}]
    assert "region" not in result["relatedLocations"][0]["physicalLocation"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replaced,) = change["replacements"]
    assert replaced["deletedRegion"] == {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 17}
    assert replaced["insertedContent"] == {"text": "hamstrings"}


def test_sarif_describes_every_rule_and_holds_every_fault() -> None:
    """All rules with their weight, and as many results as there are diagnostics, for a handbook full of faults."""
    found = check(Path(__file__).parent / "sites" / "bad")
    (run,) = json.loads(sarif(found.diagnostics, found.sources))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert [result["ruleId"] for result in run["results"]] == found.rules
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"].get(
            "region", {"startLine": 1, "startColumn": 1, "endColumn": 1}
        )
        assert 1 <= region["startColumn"] <= region["endColumn"]


def faults(errors: int, warnings: int) -> list[Diagnostic]:
    """So many faults of each weight, in turn."""
    return [Diagnostic(Span("a.md", n + 1), ERROR, f"e{n}") for n in range(errors)] + [
        Diagnostic(Span("b.md", n + 1), WARNING, f"w{n}") for n in range(warnings)
    ]


@pytest.mark.parametrize(("errors", "warnings"), [(0, 0), (10, 10), (11, 3), (25, 40)])
def test_no_fault_is_lost_beyond_the_annotations(errors: int, warnings: int) -> None:
    """Ten of each weight are annotated, all the others stand in the summary, in their order."""
    found = faults(errors, warnings)
    shown, rest = parted(found)
    assert sorted([*shown, *rest], key=found.index) == found
    assert all(sum(one.severity is weight for one in shown) <= MOST for weight in Severity)
    text = overflow(rest)
    assert text.count(": error[") + text.count(": warning[") == len(rest)
    assert bool(text) == bool(rest)


def test_the_summary_cannot_be_written_out_of() -> None:
    """Backticks of an author stay inside the block of text."""
    text = overflow((Diagnostic(Span("a.md"), ERROR, "``` # not a heading"),))
    assert text.endswith("\n````\n")


def test_check_writes_the_rest_into_the_jobs_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve faults: ten annotations on the output, two in the file that the host names."""
    names = ", ".join("x" * 61 + str(n) for n in range(12))
    long = tiny_text("exercises/squat.md", ("aliases: [air squat]", f"aliases: [{names}]"))
    root = lay(tmp_path / "it", {"exercises/squat.md": long})
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    number = len(check(root).diagnostics)
    assert number > MOST
    said = CliRunner().invoke(main, ["--root", str(root), "check", "--format", "github"]).output
    assert said.count("::warning ") == MOST
    assert summary.read_text(encoding="utf-8").count(": warning[") == number - MOST
