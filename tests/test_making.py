"""What is remembered between builds is never seen in what is built: warm and cold give the same bytes."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.handbook import Fields, Handbook
from handbook.making import Made, holds, keep_ledger, make_all, make_line, open_ledger
from handbook.pipeline import Site, make
from handbook.reads import watched
from handbook.workshop import Workshop, workshop
from handbooks import Checked, check, lay

TINY = Path(__file__).parent / "sites/tiny/content"
TOOLS = workshop(None)
"""Fonts and papers are cut and printed once for all tests here; what is asked about is everything else."""

Change = Callable[[Path, int], None]


def _rewrite(name: str, old: str, new: str) -> Change:
    def change(root: Path, number: int) -> None:
        file = root / "content" / name
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, new.format(number)), "utf-8")

    return change


def _append(name: str, more: str) -> Change:
    def change(root: Path, number: int) -> None:
        file = root / "content" / name
        if file.exists():
            file.write_text(file.read_text("utf-8") + more.format(number), "utf-8")

    return change


def _delete(name: str) -> Change:
    return lambda root, _: (root / "content" / name).unlink(missing_ok=True)


def _rename(old: str, new: str) -> Change:
    def change(root: Path, _: int) -> None:
        if (root / "content" / old).exists():
            (root / "content" / old).rename(root / "content" / new)

    return change


def _template(name: str, text: str) -> Change:
    def change(root: Path, number: int) -> None:
        (root / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "templates" / name).write_text(text.format(number), "utf-8")

    return change


CHANGES: dict[str, Change] = {
    "a sentence in a guide": _append("guides/why.md", "\nSentence {}.\n"),
    "a title": _rewrite("exercises/squat.md", "title: ", "title: {} "),
    "a summary": _rewrite("muscles/glutes.md", "summary: ", "summary: {} "),
    "another level": _rewrite("exercises/goblet-squat.md", "level: intermediate", "level: advanced"),
    "a step up fewer": _rewrite("exercises/squat.md", "harder:", "sources: []\n#harder:"),
    "an entry that is broken": _rewrite("exercises/bridge.md", "kind: strength", "kind: strong{}"),
    "an entry gone": _delete("exercises/wall-sit.md"),
    "another name": _rename("exercises/bridge.md", "exercises/hip-bridge.md"),
    "a reference gone": _delete("references.yaml"),
    "another unit": _rewrite("handbook.yaml", "title: ", "units: lb\ntitle: "),
    "another style": _template("assets/style.css", "body {{ margin: {}px }}\n"),
    "another template": _template("guide.html", '{{% extends "base.html" %}}{{% block main %}}{}{{% endblock %}}\n'),
    "another paper": _template("cards.typ", '#set document(title: "{}")\n#set text(lang: "en")\nA card.\n'),
    "a broken template": _template("muscle.html", "{{{{ nothing{} }}}}\n"),
}


def _made(root: Path, tools: Workshop) -> Site:
    return make(root, replace(tools, cut_fonts=TOOLS.cut_fonts, typeset=TOOLS.typeset, fulltext=TOOLS.fulltext))


@settings(max_examples=6)
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4))
def test_a_warm_build_is_a_cold_one(names: list[str]) -> None:
    """After any edits, deletions, renamings and changes of the look, what was remembered gives what all anew gives."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(TINY, root / "content")
        _made(root, workshop(root / "build/cache"))
        for number, name in enumerate(names):
            CHANGES[name](root, number)
            warm, cold = _made(root, workshop(root / "build/cache")), _made(root, workshop(None))
            assert warm.diagnostics == cold.diagnostics, names[: number + 1]
            assert {
                one for one in cold.files.keys() | warm.files.keys() if cold.files.get(one) != warm.files.get(one)
            } == set()


def tiny(folder: Path) -> Checked:
    """The tiny handbook, linked."""
    return check(lay(folder, {}))


def test_a_work_is_done_again_only_when_what_it_read_has_changed(tmp_path: Path) -> None:
    """Of two works that read one entry each, the edit of one entry calls for one of them."""
    before = tiny(tmp_path / "before").handbook
    changed = {**before.glimpses, "exercises/squat": replace(before.glimpses["exercises/squat"], title="Other")}
    ledger: dict[str, object] = {}
    done: list[str] = []

    def lines(handbook: object) -> dict[str, object]:
        watch, seen = watched(handbook, {})  # type: ignore[arg-type]

        def work(name: str) -> Callable[[], Made]:
            def do() -> Made:
                done.append(name)
                return Made(seen.glimpses[f"exercises/{name}"].title.encode())

            return do

        works = {name: work(name) for name in ("squat", "bridge")}
        return dict(make_all(works, ledger, watch, map))  # type: ignore[arg-type]

    ledger = lines(before)
    assert done == ["squat", "bridge"]
    ledger = lines(before)
    assert done == ["squat", "bridge"]
    lines(replace(before, glimpses=changed))
    assert done == ["squat", "bridge", "squat"]


def test_what_was_looked_for_and_not_there_counts(tmp_path: Path) -> None:
    """A work that found nothing under a name is done again when there is something."""
    before = tiny(tmp_path).handbook
    watch, seen = watched(before, {})
    line = make_line(lambda: Made(str("exercises/lunge" in seen.glimpses).encode()), watch)
    assert line.content.at_hand == b"False"
    more = {**before.glimpses, "exercises/lunge": before.glimpses["exercises/squat"]}
    later, _ = watched(replace(before, glimpses=more), {})
    assert holds(line, watch)
    assert not holds(line, later)


def test_a_list_counts_with_its_order_and_all_that_is_in_it(tmp_path: Path) -> None:
    """A work that went through all of a part is done again when one thing more, less or other is there."""
    before = tiny(tmp_path).handbook
    watch, seen = watched(before, {})
    line = make_line(lambda: Made(" ".join(one.title for one in seen.exercises.values()).encode()), watch)
    fewer = {slug: entry for slug, entry in before.of("exercises").items() if slug != "bridge"}
    for exercises in (fewer, dict(reversed(list(before.of("exercises").items())))):
        folders = {**before.folders, "exercises": exercises}
        fields = {**before.fields, "exercises": Fields(exercises)}
        later, _ = watched(replace(before, folders=folders, fields=fields), {})
        assert not holds(line, later)


@pytest.mark.parametrize(("old", "new", "lists"), [(r"\Z", "\nMore.\n", False), ("title: ", "title: New ", True)])
def test_who_asks_for_fields_has_nothing_to_do_with_texts(tmp_path: Path, old: str, new: str, *, lists: bool) -> None:
    """A sentence more in an exercise calls for its page and for no list; another title calls for both."""
    shutil.copytree(TINY, tmp_path / "content")
    makers = {"page": entry_title, "catalogue": field_titles}
    watch, seen = watched(check(tmp_path).handbook, {})
    lines = {name: make_line(partial(make, seen), watch) for name, make in makers.items()}
    file = tmp_path / "content/exercises/squat.md"
    file.write_text(re.sub(old, new, file.read_text("utf-8"), count=1), "utf-8")
    later, _ = watched(check(tmp_path).handbook, {})
    assert {name: holds(line, later) for name, line in lines.items()} == {"page": False, "catalogue": not lists}


def entry_title(seen: Handbook) -> Made:
    """A work that looks at an exercise as a whole."""
    return Made(seen.entries["exercises/squat"].meta.title.encode())


def field_titles(seen: Handbook) -> Made:
    """A work that looks at the fields of all exercises."""
    return Made(" ".join(one.title for one in seen.exercises.values()).encode())


def test_a_ledger_is_read_as_it_was_kept_or_not_at_all(tmp_path: Path) -> None:
    """Lines come back for the same code alone; a damaged file costs its own lines and no others."""
    watch, _ = watched(tiny(tmp_path / "site").handbook, {})
    lines = {name: make_line(lambda: Made(b"it"), watch) for name in map(str, range(100))}
    keep_ledger(tmp_path / "ledger", ("one",), {}, lines)
    assert open_ledger(tmp_path / "ledger", ("one",)) == lines
    assert open_ledger(tmp_path / "ledger", ("another",)) == {}
    file = min((tmp_path / "ledger").iterdir())
    file.write_bytes(file.read_bytes()[:-1])
    left = open_ledger(tmp_path / "ledger", ("one",))
    assert 0 < len(left) < len(lines)
    assert left.items() <= lines.items()
