"""Entries against one another: every name and link resolved, every fault once, everything computed both ways."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.diagnostics import RULES, Severity, failed
from handbook.fields import names
from handbook.link import leads_out, link, target
from handbook.load import Loader, load, loader
from handbook.markdown import Hole
from handbook.schema import FORMS
from handbook.validate import parse, readable, validate
from handbooks import Checked, check, entry, exercise, lay, tiny_text

ROOT = Path(__file__).parents[1]
GUIDE = "---\ntitle: Rest\nsummary: How much of it.\nreviewed: 2026-11-23\n---\n"


def hole(address: str) -> Hole:
    """A link to an address."""
    return Hole("link", address, 0, 1, 1)


@pytest.mark.parametrize(
    ("address", "goal"),
    [
        ("../muscles/quads.md", ("muscles/quads", "")),
        ("squat.md", ("exercises/squat", "")),
        ("./squat.md#how-to", ("exercises/squat", "how-to")),
        ("../exercises/../exercises/squat.md", ("exercises/squat", "")),
        ("#how-to", ("exercises/it", "how-to")),
        ("../../README.md", ("../README", "")),
    ],
)
def test_a_link_leads_where_it_would_on_a_code_host(address: str, goal: tuple[str, str]) -> None:
    """Addresses are relative to the file they stand in, as in an editor or on a code host."""
    assert target(entry("exercises/it", exercise()), hole(address)) == goal


@pytest.mark.parametrize("address", ["https://example.org/", "HTTP://example.org", "mailto:a@example.org", "tel:+4930"])
def test_addresses_of_the_world_lead_out(address: str) -> None:
    """Web, mail and telephone are the ways out."""
    assert leads_out(hole(address))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///x", "//example.org", "a.md", ""]
)
def test_nothing_else_leads_out(address: str) -> None:
    """No other scheme is followed, so none can run."""
    assert not leads_out(hole(address))


def test_every_name_leads_to_an_entry(real: Checked) -> None:
    """In the real handbook every name in every entry is that of an entry or a work, and its page knows who names it."""
    handbook = real.handbook
    for entry_id, one in handbook.entries.items():
        for _, slug in names(one.meta):
            if slug.folder == "references":
                assert entry_id in handbook.cited[slug]
            elif f"{slug.folder}/{slug}" != entry_id:
                assert entry_id in handbook.backlinks[f"{slug.folder}/{slug}"]


def test_every_link_in_a_text_leads_back(real: Checked) -> None:
    """Who links an entry is among its backlinks; nobody is their own."""
    handbook = real.handbook
    for entry_id, one in handbook.entries.items():
        for found in one.prose.holes:
            if found.kind == "link" and not leads_out(found):
                goal, _ = target(one, found)
                assert goal == entry_id or entry_id in handbook.backlinks[goal]
    assert all(goal not in sources for goal, sources in handbook.backlinks.items())


def test_what_is_unknown_carries_its_mend(tmp_path: Path) -> None:
    """A misspelt name carries the edit that mends it, exact to the letter, wherever it stands."""
    whole = tiny_text("exercises/squat.md")
    for right in ("glutes]", "hamstrings", "goblet-squat"):
        wrong = right.replace("l", "", 1).replace("i", "", 1)
        text = whole.replace(right, wrong, 1)
        found = check(lay(tmp_path, {"exercises/squat.md": text}))
        (fault,) = [one for one in found.diagnostics if one.rule.startswith("unknown-")]
        assert fault.fix is not None
        assert text[: fault.fix.start] + fault.fix.text + text[fault.fix.end :] == whole


def test_names_in_the_settings_are_checked(tmp_path: Path) -> None:
    """The picture of the stride names movements, the home page names entries: both must be there."""
    stride = "stride:\n  poses: [x]\n  labels: [{movement: hip-extention, pose: 1, joint: hip}]\n"
    text = tiny_text("handbook.yaml", ("programs/two-days", "programs/none")) + stride
    found = check(lay(tmp_path, {"handbook.yaml": text})).diagnostics
    assert [(one.span.line, one.span.column, one.rule, one.message) for one in found] == [
        (6, 40, "broken-link", "no entry `programs/none`"),
        (9, 23, "unknown-movement", "no movement called `hip-extention`"),
    ]


def test_a_link_to_a_broken_entry_is_no_second_fault(tmp_path: Path) -> None:
    """Links and headings of an entry that cannot be read are not asked for."""
    files = {
        "guides/rest.md": GUIDE + "See [it](broken.md#anywhere).\n",
        "guides/broken.md": "---\ntitle: [\n---\n",
    }
    assert [one.span.path for one in check(lay(tmp_path, files)).diagnostics] == ["content/guides/broken.md"]


@pytest.mark.parametrize("folder", ["exercises", "movements", "muscles", "equipment", "programs", "guides"])
def test_absence_is_only_spoken_of_when_all_is_read(tmp_path: Path, folder: str) -> None:
    """While any file is broken, nothing is said to be missing, unnamed or untrained: it may be in that file."""
    lay(tmp_path, {"muscles/calves.md": tiny_text("muscles/quads.md", ("title: Quads", "title: Calves"))})
    assert check(tmp_path).rules == ["orphan"]
    lay(tmp_path, {f"{folder}/broken.md": "---\ntitle: [\n---\n"})
    assert check(tmp_path).rules == ["yaml"]


def test_warnings_keep_nothing_from_being_said(tmp_path: Path) -> None:
    """Only errors silence the rules of absence; a warning beside them does not."""
    files = {
        "muscles/calves.md": tiny_text("muscles/quads.md", ("title: Quads", "title: Calves")),
        "guides/rest.md": GUIDE.replace("reviewed: 2026-11-23\n", "") + "Sleep.\n",
    }
    assert sorted(check(lay(tmp_path, files)).rules) == ["orphan", "unreviewed"]


def test_checking_twice_says_the_same() -> None:
    """The order of what is said depends on nothing but the files, and nothing is said twice."""
    bad = Path(__file__).parent / "sites" / "bad"
    one, other = check(bad), check(bad)
    assert one.diagnostics == other.diagnostics
    assert len(set(one.said)) == len(one.said)
    assert list(one.diagnostics) == sorted(one.diagnostics, key=lambda d: (d.span, d.rule, d.message))


def test_of_gives_entries_by_title(tiny: Checked) -> None:
    """Entries of a kind come in the order of their titles, whatever their files are called."""
    for folder in FORMS:
        titles = [one.meta.title.lower() for one in tiny.handbook.of(folder).values()]
        assert titles == sorted(titles)
    assert list(tiny.handbook.exercises) == list(tiny.handbook.of("exercises"))


def test_severity_is_the_rules() -> None:
    """How much a fault matters stands in the table alone."""
    assert {rule.severity for rule in RULES.values()} == set(Severity)
    assert all(rule.explanation.endswith(".") for rule in RULES.values())


def test_names_and_links_of_an_entry_whose_fields_do_not_fit_are_judged(tmp_path: Path) -> None:
    """A bad number does not hide a misspelt name in its neighbour, nor a broken link in the text."""
    swaps = (("reps: 8-12", "reps: many"), ("[quads", "[quds"), ("harder: [{", "harder: [{wann: x, "))
    text = tiny_text("exercises/squat.md", *swaps, ("goblet-squat", "goblin-squat"), ("../guides/why.md", "why.md"))
    assert check(lay(tmp_path, {"exercises/squat.md": text})).rules == [
        "unknown-muscle",
        "field",
        "unknown-field",
        "unknown-exercise",
        "broken-link",
    ]


def test_whatever_does_not_fit_the_other_names_of_an_entry_are_read() -> None:
    """In every entry of the handbook: with any one field unfit, the names in all others are those of the whole."""
    for document in load(ROOT)[0].entries:
        model, data = FORMS[document.folder].model, document.tree.data
        whole = parse(document).names
        for spoilt in data:
            others = [one for one in whole if one[0][0] != spoilt]
            assert list(readable(model, {**data, spoilt: [[]]})) == others


PARTS = (
    "numbers",
    "glimpses",
    "headings",
    "climb",
    "swaps",
    "coverage",
    "uses",
    "backlinks",
    "links",
    "cited",
    "cites",
)
EDITS: tuple[tuple[str, str, str], ...] = (
    ("movements/knee-extension.md", "title: ", "title: A "),
    ("movements/hip-extension.md", "title: ", "title: Z "),
    ("exercises/squat.md", "title: ", "title: Z "),
    ("exercises/squat.md", "[quads, glutes]", "[hamstrings]"),
    ("muscles/quads.md", "title: ", "title: Z "),
    ("exercises/squat.md", "ladders: [squat]", "ladders: []"),
    ("exercises/goblet-squat.md", "title: ", "title: A "),
    ("exercises/squat.md", "## How to", "## How to do it"),
    ("exercises/squat.md", "[air squat]", "[half squat]"),
    ("ladders/squat.md", "title: ", "title: Z "),
)
AFRESH = """
import os, sys
from pathlib import Path
from handbook.load import loader
from test_link import told
for folder in sys.argv[1:]:
    sys.stdout.flush()
    if not os.fork():
        print(told(Path(folder), loader()))
        sys.stdout.flush()
        os._exit(0)
    os.wait()
"""


def told(root: Path, load_it: Loader) -> str:
    """All that follows from a handbook's entries together, and all that is wrong, orders included."""
    documents, unread = load_it(root)
    valid, invalid = validate(documents)
    found, unlinked = link(valid, sound=not failed([*unread, *invalid]))
    order = {folder: list(some) for folder, some in found.folders.items()}
    return repr(([getattr(found, part) for part in PARTS], order, found.editions, sorted(map(repr, unlinked))))


def test_what_is_remembered_of_a_handbook_changes_nothing_for_the_next(tmp_path: Path) -> None:
    """Edit after edit in one process, and each state in a process that never saw another: the same, in one order."""
    root, load_it, said, states = tmp_path / "0", loader(), [], []
    lay(root, {})
    for number, (name, old, new) in enumerate(EDITS, 1):
        file = root / "content" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        states.append(shutil.copytree(root, tmp_path / str(number)))
        said.append(told(root, load_it))
    command = [sys.executable, "-c", AFRESH, *map(str, states)]
    path = os.pathsep.join([str(ROOT / "tests"), *sys.path])
    fresh = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path})
    assert len(set(said)) == len(EDITS)
    assert fresh.stdout.splitlines() == said
