"""Remembering: never another value than the function would give, and never code from a file that is not ours."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import cache
from handbook.cache import latest, latest_each, remember, remember_each, remember_together


class Side(StrEnum):
    """A kind of argument that is a text and yet is not one."""

    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Pose:
    """A kind of argument and of value that is a frozen dataclass."""

    joint: str
    degrees: float


@dataclass(frozen=True, slots=True)
class Stance:
    """The same fields as Pose, and yet another thing."""

    joint: str
    degrees: float


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The values of these tests may lie in a store, as those of the package may."""
    ours = {(module, "Pose") for module in (__name__, "long_gone")}
    monkeypatch.setattr(cache, "_PLAIN", cache._PLAIN | ours)


class Counted:
    """A function that knows how often it really ran."""

    def __init__(self) -> None:
        self.runs = 0

    def twice(self, text: str, *, times: int = 2) -> Pose:
        """The text so many times over."""
        self.runs += 1
        return Pose(text * times, times)


def louder(text: str) -> str:
    """The text in capitals."""
    return text.upper()


def softer(text: str) -> str:
    """The text in small letters."""
    return text.lower()


def side(text: str) -> Side:
    """The side with this name, if there is one."""
    return Side(text)


def remembered(counted: Counted, store: Path | None, version: str = "1", limit: int = 10**6) -> Callable[..., Pose]:
    """`counted.twice`, wrapped as a new process would wrap it."""
    return remember(counted.twice, store, parts=(version,), limit=limit)


def entries(store: Path) -> list[Path]:
    """The files of all values."""
    return sorted(path for path in store.rglob("*") if path.is_file())


@pytest.fixture
def counted() -> Counted:
    """A function that has not run yet."""
    return Counted()


def test_a_value_is_made_once(counted: Counted, tmp_path: Path) -> None:
    """In memory alone, and with a store also by the next process."""
    twice = remembered(counted, None)
    assert twice("ab") == twice("ab") == Pose("abab", 2)
    assert counted.runs == 1
    assert remembered(counted, tmp_path)("ab") == remembered(counted, tmp_path)("ab") == Pose("abab", 2)
    assert counted.runs == 2


def test_the_wrapper_looks_like_the_function(counted: Counted) -> None:
    """Name and docstring are the function's."""
    assert remembered(counted, None).__name__ == "twice"
    assert remembered(counted, None).__doc__ == "The text so many times over."


def test_the_way_of_calling_does_not_matter(counted: Counted) -> None:
    """By place, by name, with the default said or unsaid, in any order: the same inputs."""
    twice = remembered(counted, None)
    assert twice("a") == twice(text="a") == twice("a", times=2) == twice(times=2, text="a")
    assert counted.runs == 1


def test_every_input_matters(counted: Counted, tmp_path: Path) -> None:
    """Another text, another number, another version of the code: another value."""
    assert remembered(counted, tmp_path)("a").joint == "aa"
    assert remembered(counted, tmp_path)("b").joint == "bb"
    assert remembered(counted, tmp_path)("a", times=3).joint == "aaa"
    remembered(counted, tmp_path, "2")("a")
    assert counted.runs == 4


def test_two_functions_do_not_share_values(tmp_path: Path) -> None:
    """The name of a function is part of the key."""
    assert remember(louder, tmp_path, parts=())("a") == "A"
    assert remember(softer, tmp_path, parts=())("a") == "a"


def test_nothing_is_a_value_too(tmp_path: Path) -> None:
    """None, false and empty values are remembered like others."""
    runs: list[int] = []
    for store in (None, tmp_path):
        for _ in range(2):
            nothing = remember(runs.append, store, parts=())
            assert nothing(1) is nothing(1) is None
    assert len(runs) == 3


def test_a_failure_is_not_remembered(tmp_path: Path) -> None:
    """What is raised is raised, again each time."""
    for _ in range(2):
        with pytest.raises(ValueError, match="not a valid Side"):
            remember(side, tmp_path, parts=())("up")
    assert entries(tmp_path) == []


def test_a_damaged_entry_is_made_again(counted: Counted, tmp_path: Path) -> None:
    """Cut off at any place, with any byte changed, emptied or grown, an entry is ignored and replaced by a good one."""
    remembered(counted, tmp_path)("ab")
    (entry,) = entries(tmp_path)
    good = entry.read_bytes()
    damaged = [good[:n] for n in range(len(good))]
    damaged += [good[:n] + bytes([good[n] ^ 1]) + good[n + 1 :] for n in range(len(good))]
    for runs, bad in enumerate([*damaged, good + b"."], start=2):
        entry.write_bytes(bad)
        assert remembered(counted, tmp_path)("ab") == Pose("abab", 2)
        assert counted.runs == runs
        assert entry.read_bytes() == good


class Bomb:
    """A value that leaves a trace when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("trace",)


def test_nothing_without_its_digest_is_unpickled(
    counted: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain pickle, one behind a wrong digest, and a good entry under another key are never opened."""
    monkeypatch.chdir(tmp_path)
    store, bomb = tmp_path / "store", pickle.dumps((Bomb(),))
    remembered(counted, store)("a")
    (entry,) = entries(store)
    head = entry.read_bytes()[: cache._SEALED]
    for content in (bomb, head + bomb, cache._seal(b"another key", bomb) + bomb):
        entry.write_bytes(content)
        assert remembered(counted, store)("a") == Pose("aa", 2)
    assert counted.runs == 4
    assert not (tmp_path / "trace").exists()


def test_an_entry_of_a_class_that_is_gone_is_made_again(
    counted: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, but of no use to this version."""
    with monkeypatch.context() as other:
        other.setattr(Pose, "__module__", "long_gone")
        other.setitem(sys.modules, "long_gone", sys.modules[__name__])
        remembered(counted, tmp_path)("a")
    assert remembered(counted, tmp_path)("a") == Pose("aa", 2)
    assert counted.runs == 2


def test_what_was_not_used_goes_when_the_store_is_full(counted: Counted, tmp_path: Path) -> None:
    """Used is what was read or written last, not what was written last; below the limit nothing goes."""
    first = remembered(counted, tmp_path)
    for name in "abc":
        first(name)
    size = entries(tmp_path)[0].stat().st_size
    for entry in entries(tmp_path):
        os.utime(entry, (1_000_000_000, 1_000_000_000))
    assert remembered(counted, tmp_path)("b").joint == "bb"
    assert len(entries(tmp_path)) == 3
    later = remembered(counted, tmp_path, limit=size)
    assert len(entries(tmp_path)) == 1
    assert later("b").joint == "bb"
    assert counted.runs == 3


def test_memory_is_bounded_too(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that runs for days drops what was used longest ago."""
    monkeypatch.setattr(cache, "VALUES_KEPT", 2)
    twice = remembered(counted, None)
    for name in "abac":
        twice(name)
    assert counted.runs == 3
    twice("a")
    assert counted.runs == 3
    twice("b")
    assert counted.runs == 4


@pytest.mark.parametrize("trouble", ["file", "folder"])
def test_a_store_that_cannot_be_written_costs_only_time(counted: Counted, tmp_path: Path, trouble: str) -> None:
    """A file where the store should be, or a folder where an entry should be."""
    remembered(counted, tmp_path / "store")("a")
    (entry,) = entries(tmp_path)
    spoilt = entry if trouble == "folder" else entry.parent
    entry.unlink()
    if trouble == "file":
        spoilt.rmdir()
        spoilt.write_text("in the way")
    else:
        spoilt.mkdir()
    for _ in range(2):
        assert remembered(counted, tmp_path / "store")("a") == Pose("aa", 2)
    assert counted.runs == 3
    assert [path for path in entries(tmp_path) if path.name.startswith("new-")] == []


def test_a_value_without_a_spelling_is_refused() -> None:
    """A function may hide anything in its closure, so it cannot be a part of a key."""
    with pytest.raises(TypeError, match="cannot pickle"):
        remember(repr, None, parts=())(lambda: 1)


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary(), st.just(Side.LEFT)
    ),
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text(), inner),
        st.frozensets(st.text()),
        st.builds(Pose, st.text(), inner),
    ),
)


@settings(deadline=None)
@given(VALUES, VALUES)
def test_different_values_have_different_keys(one: object, other: object) -> None:
    """Values are told apart as exactly as their spelling in Python; the same value always has the same key."""
    assert (cache._digest(one) == cache._digest(other)) == (spelt(one) == spelt(other))
    assert cache._digest(one) == cache._digest(pickle.loads(pickle.dumps(one)))  # noqa: S301 - written one step before


def spelt(value: object) -> str:
    """A value as Python spells it, sets in order."""
    match value:
        case frozenset():
            return f"frozenset({sorted(map(spelt, value))})"
        case list() | tuple():
            return f"{type(value).__name__}[{', '.join(map(spelt, value))}]"
        case dict():
            return f"{{{', '.join(f'{spelt(key)}: {spelt(one)}' for key, one in value.items())}}}"
        case Pose():
            return f"Pose({spelt(value.joint)}, {spelt(value.degrees)})"
        case _:
            return repr(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        (0.0, -0.0),
        ("1", 1),
        ("a", b"a"),
        ("left", Side.LEFT),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a",), "b")),
        ([1], (1,)),
        ([], {}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Pose("knee", 1), Stance("knee", 1)),
        (Pose("knee", 1), Pose("knee", 1.0)),
        (Path("a"), "a"),
        (int, "builtins.int"),
        (None, "None"),
    ],
)
def test_values_that_seem_alike_have_different_keys(one: object, other: object) -> None:
    """Equal to Python, alike to the eye, or alike when strung together: still not the same input."""
    assert cache._digest(one) != cache._digest(other)


def test_keys_are_the_same_in_every_process() -> None:
    """The order of a set depends on the process; the key does not."""
    code = "from handbook.cache import _digest; print(_digest((frozenset('hamstrings'), {'a': (1, None)})).hex())"
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(keys) == 1


def _square(number: int) -> int:
    return number * number


def test_many_are_worked_out_together_and_only_those_that_are_not_remembered(tmp_path: Path) -> None:
    """`run` is handed what is missing, each once and in order; the answers come in the order of the questions."""
    handed: list[list[int]] = []

    def run(function: Callable[[int], int], missing: list[int]) -> list[int]:
        handed.append(missing)
        return [function(one) for one in missing]

    first = remember_each(_square, tmp_path, parts=("1",), run=run)
    assert first([3, 1, 3]) == [9, 1, 9]
    again = remember_each(_square, tmp_path, parts=("1",), run=run)
    assert again([1, 2, 3]) == [1, 4, 9]
    assert handed == [[3, 1], [2]]


class Tally:
    """A few texts counted together, in a process of its own: how often it counted, and what it gave last."""

    def __init__(self, store: Path | None) -> None:
        self.runs = 0
        self._count = remember_together(self._run, store, parts=(), spell=str, give=Counts)

    def _run(self, text: str) -> int:
        self.runs += 1
        return len(text)

    def __call__(self, texts: Iterable[str]) -> list["Counts"]:
        """What each text counts."""
        return self._count(texts)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is given of a text and of its length."""

    text: str
    length: int


def test_the_very_same_is_given_for_the_very_same(tmp_path: Path) -> None:
    """Who compares by identity sees at once which values are new: those whose arguments are."""
    tally = Tally(tmp_path)
    texts = [f"text {number}" for number in range(100)]
    before = tally(texts)
    after = tally([*texts[:50], "another", *texts[51:]])
    assert [number for number in range(100) if after[number] is not before[number]] == [50]
    assert tally.runs == 101


@settings(max_examples=20)
@given(st.lists(st.sets(st.integers(0, 60), max_size=60), max_size=6))
def test_together_is_as_one_by_one(rounds: list[set[int]]) -> None:
    """Whatever comes and goes, in one process or a new one each time, each value is its argument's."""
    with TemporaryDirectory() as folder:
        tally = Tally(Path(folder))
        for numbers in rounds:
            texts = ["x" * number for number in sorted(numbers)]
            wanted = [Counts(text, len(text)) for text in texts]
            assert tally(texts) == wanted
            new = Tally(Path(folder))
            assert new(texts) == wanted
            assert new.runs == 0


def test_few_new_values_are_written_alone(tmp_path: Path) -> None:
    """After an edit the many files of what was known before stay as they were."""
    texts = [f"text {number}" for number in range(200)]
    Tally(tmp_path)(texts)
    before = {file: file.read_bytes() for file in entries(tmp_path)}
    Tally(tmp_path)([*texts[1:], "another"])
    changed = [file for file in entries(tmp_path) if file.read_bytes() != before.get(file)]
    assert len(changed) == 1
    assert len(before) > 10


class Evil:
    """A value that is made by calling a function."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.mark}",)


def test_what_lies_in_a_store_calls_nothing(tmp_path: Path) -> None:
    """A file whose seal holds, but which would run something, is no value: nothing is run, and nothing is found."""
    mark = tmp_path / "mark"
    cache.store(tmp_path / "store" / "evil", "parts", Evil(mark))
    cache.store(tmp_path / "store" / "good", "parts", {"a": (1, "b")})
    assert cache.recall(tmp_path / "store" / "evil", "parts") is None
    assert cache.recall(tmp_path / "store" / "good", "parts") == {"a": (1, "b")}
    assert not mark.exists()


POOL = [[one] for one in "aabbc"]
ROUNDS = st.lists(st.tuples(st.lists(st.sampled_from(range(len(POOL))), unique=True), st.integers(0, 1)), max_size=8)


@given(ROUNDS)
def test_what_was_there_last_is_not_thought_over(rounds: list[tuple[list[int], int]]) -> None:
    """Whatever comes, goes and changes places, each gets its own value; only what is new, or all, is thought over."""
    thought: list[int] = []

    @latest_each
    def think(one: list[str], around: int) -> tuple[int, str, int]:
        thought.append(id(one))
        return id(one), one[0], around

    before: tuple[set[int], int] = (set(), 0)
    for places, around in rounds:
        asked = [POOL[place] for place in places]
        thought.clear()
        assert think(asked, around) == [(id(one), one[0], around) for one in asked]
        known = before[0] if around == before[1] else set()
        assert not known & set(thought)
        before = ({id(one) for one in asked}, around)


def test_the_same_question_is_thought_over_once() -> None:
    """Arguments that are equal get the last value; others a new one."""
    thought: list[list[int]] = []

    @latest
    def think(numbers: list[int]) -> int:
        thought.append(numbers)
        return sum(numbers)

    assert [think(one) for one in ([1, 2], [1, 2], [3], [1, 2])] == [3, 3, 3, 3]
    assert thought == [[1, 2], [3], [1, 2]]
