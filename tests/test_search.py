"""What readers type leads to what they mean: the index, and the matching that runs in their browsers."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from handbook.outputs.search import INDEX, NAMES, index, search_makers
from ours import handbook

ROOT = Path(__file__).parents[1]
MATCHING = ROOT / "templates" / "assets" / "matching.js"
QUERIES = {
    query: expected
    for group in yaml.safe_load((ROOT / "tests" / "queries.yaml").read_text("utf-8")).values()
    for query, expected in group.items()
}
KILOBYTE = 1024
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="the matching is JavaScript and there is no Node")


def found(queries: Sequence[str], folder: Path) -> list[list[str]]:
    """The ids found for each query, best first, by the very script that pages load."""
    names, asked = folder / "index.json", folder / "queries.json"
    names.write_bytes(index(handbook()))
    asked.write_text(json.dumps(queries), "utf-8")
    command = ["node", str(ROOT / "tests" / "find.js"), str(MATCHING), str(names), str(asked)]
    answer: list[list[str]] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def test_the_index_is_small() -> None:
    """The whole index of the handbook fits in 10 KB as it travels."""
    assert len(gzip.compress(index(handbook()))) <= 10 * KILOBYTE


def test_the_index_says_every_entry_once() -> None:
    """Columns are of equal length, and the folders say how many entries each has."""
    columns = json.loads(index(handbook()))
    total = sum(many for _, _, many in columns["folders"])
    assert total == len(handbook().entries)
    assert {len(columns[name]) for name in ("titles", "slugs", "aliases", "level", "kind")} == {total}
    assert {len(columns[name]) for name in ("muscles", "movements", "equipment")} == {len(handbook().exercises)}


def test_the_index_as_a_script_is_the_index_as_data() -> None:
    """What pages load and what other programs read is one thing."""
    files = {address: make(handbook()) for address, make in search_makers().items()}
    assert files[NAMES] == b"window.NAMES = " + files[INDEX] + b";\n"


@needs_node
def test_real_queries_find_what_is_meant(tmp_path: Path) -> None:
    """Typos, slang, muscle words, American spelling: the right entry is among the first three, every time."""
    assert len(QUERIES) >= 150
    answers = dict(zip(QUERIES, found(list(QUERIES), tmp_path), strict=True))
    missed = {query: answers[query][:3] for query, expected in QUERIES.items() if expected not in answers[query][:3]}
    assert not missed, "\n".join(f"{query}: {ids}" for query, ids in missed.items())


@needs_node
def test_an_exact_name_comes_first(tmp_path: Path) -> None:
    """Whoever types the title of any entry, in whatever case, finds it first."""
    titles = {entry.meta.title.upper(): entry.id for entry in handbook().entries.values()}
    answers = found(list(titles), tmp_path)
    assert [ids[:1] for ids in answers] == [[entry] for entry in titles.values()]


@needs_node
def test_every_other_name_leads_home(tmp_path: Path) -> None:
    """Whoever types another name of any entry finds it among the first three."""
    aliases = [(alias, entry.id) for entry in handbook().entries.values() for alias in entry.meta.aliases]
    answers = found([alias for alias, _ in aliases], tmp_path)
    missed = [(*asked, ids[:3]) for asked, ids in zip(aliases, answers, strict=True) if asked[1] not in ids[:3]]
    assert missed == []


@needs_node
def test_one_slip_in_a_name_is_forgiven(tmp_path: Path) -> None:
    """Two letters swapped inside a title of one long word still lead to it."""
    titles = {
        e.meta.title: e.id for e in handbook().entries.values() if e.meta.title.isalpha() and len(e.meta.title) > 4
    }
    swapped = [title[:2] + title[3] + title[2] + title[4:] for title in titles]
    missed = [
        (query, ids[:3])
        for query, ids, expected in zip(swapped, found(swapped, tmp_path), titles.values(), strict=True)
        if expected not in ids[:3]
    ]
    assert missed == []


@needs_node
@pytest.mark.parametrize(
    "query", ["", " ", "🏃🏋️", "<img src=x onerror=alert(1)>", "__proto__", "a" * 10_000, "squat " * 2000, "٣", "\0"]
)
def test_nothing_typed_breaks_it(query: str, tmp_path: Path) -> None:
    """Whatever is typed gives a list, be it empty."""
    assert isinstance(found([query], tmp_path)[0], list)
