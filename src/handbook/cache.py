"""Pure functions that remember: the same inputs give the same value again, sooner.

A remembered function cannot be told from the plain one but by time. Its key is made of everything that it is given, so
nothing ever has to be forgotten by hand; a file that is damaged, of another version or somebody else's is ignored.

One file a value: for 1,000 values of 4 kB reading them costs 14 ms more than one packed file would, and every value is
written whole or not at all, by any number of processes at once.
"""

import os
import pickle
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from inspect import signature
from io import BytesIO
from operator import is_
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")
K = TypeVar("K")
R = TypeVar("R")

BYTES_KEPT = 256 * 2**20
"""How much of one function's past a store holds when the function is wrapped: 256 MiB."""

VALUES_KEPT = 10_000
"""How many of one function's values stay in memory, those used last: a large handbook has a tenth of that."""

_PLAIN = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("datetime", "date"),
        ("pathlib", "Path"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
    }
)
"""The classes of values from elsewhere that may lie in a store."""

_MAGIC = b"handbook value 1\n"
_SEALED = len(_MAGIC) + sha256().digest_size


def identity(argument: A) -> A:
    """The argument itself."""
    return argument


def remember(
    function: Callable[P, R], store: Path | None, *, parts: tuple[str, ...], limit: int = BYTES_KEPT
) -> Callable[P, R]:
    """`function`, remembering its values in memory and, with a `store`, in files below that folder.

    `function` must be pure, and nobody may change what it returns. The key is the SHA-256 of its name, `parts` and its
    arguments; `parts` names whatever else the value depends on: the versions of the code and of the libraries it uses,
    and what it takes from a closure or, if it is a method, from its object.
    Arguments are values that pickle can take apart; `TypeError` for others, such as functions and open files. When the
    function is wrapped, what was used longest ago is deleted from the store until it holds at most `limit` bytes. A
    store that cannot be read or written costs time, nothing else.
    """
    past = _past(function, store, parts, limit)
    form = signature(function)

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        bound = form.bind(*args, **kwargs)
        bound.apply_defaults()
        key = past.key(tuple(bound.arguments.items()))
        found: tuple[R] = past.find(key) or past.keep(key, (function(*args, **kwargs),))
        return found[0]

    return remembered


def remember_each(
    function: Callable[[A], R],
    store: Path | None,
    *,
    parts: tuple[str, ...],
    run: Callable[[Callable[[A], R], list[A]], Iterable[R]] = map,
    spell: Callable[[A], object] = identity,
) -> Callable[[Iterable[A]], list[R]]:
    """`function` over many arguments, remembering each value as `remember` does.

    What is not remembered is handed to `run` together, `map` or the like, so that it may be worked out side by side.
    `spell` gives all that matters of an argument in a form that is sooner taken apart, such as a text.
    """
    past = _past(function, store, parts, BYTES_KEPT)

    def remembered(arguments: Iterable[A]) -> list[R]:
        asked = list(arguments)
        keys = [past.key(spell(one)) for one in asked]
        wanted = dict(zip(keys, asked, strict=True))
        found = {key: value for key in wanted if (value := past.find(key))}
        missing = [key for key in wanted if key not in found]
        made = run(function, [wanted[key] for key in missing])
        found.update((key, past.keep(key, (value,))) for key, value in zip(missing, made, strict=True))
        return [found[key][0] for key in keys]

    return remembered


def latest(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, which remembers its last arguments and value: asked the same again, it need not think.

    Arguments are compared by `==`, which is quick where most of what they hold is the very same.
    """
    last: list[tuple[tuple[object, object], R]] = []

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        if not last or last[0][0] != (args, kwargs):
            last[:] = [((args, kwargs), function(*args, **kwargs))]
        return last[0][1]

    return remembered


def latest_each(function: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[Iterable[A], P], list[R]]:
    """`function` over many arguments, which remembers the last: for one that is there again it need not think.

    They are told apart by which they are, not by what they are, and nobody may change them. What comes after them is
    the same for all; where it is not what it was, all are thought over again.
    """
    asked: list[A] = []
    given: list[R] = []
    around: list[tuple[object, object]] = []

    @wraps(function)
    def remembered(arguments: Iterable[A], /, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        if around != [(args, kwargs)]:
            asked[:], given[:], around[:] = [], [], [(args, kwargs)]
        now = list(arguments)
        stayed = list(map(is_, now, asked))
        moved = [place for place, same in enumerate(stayed) if not same]
        before = {id(asked[place]): given[place] for place in (*moved, *range(len(now), len(asked)))}
        found = given[: len(now)]
        for place in (*moved, *range(len(asked), len(now))):
            one = now[place]
            found[place : place + 1] = [before[id(one)] if id(one) in before else function(one, *args, **kwargs)]
        asked[:], given[:] = now, found
        return found

    return remembered


def recall(path: Path, parts: object) -> Any:
    """What was last stored at `path` with the same `parts`; None if there is nothing, or not as it was written."""
    found = _read(path, _digest(parts))
    return found[0] if found else None


def store(path: Path, parts: object, value: object) -> None:
    """Store a value at `path`, whole or not at all, to be found by the same `parts`; if it cannot be, it is not."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    _save(path, _digest(parts), (value,))


SHARES = 16
"""How many files `remember_together` keeps its values in; one more holds what came since they were written."""

_LATE = 16
"""The files are written anew when one in so many values is not in them."""


def remember_together(  # noqa: PLR0913 - all but two by name
    function: Callable[[A], K],
    folder: Path | None,
    *,
    parts: tuple[str, ...],
    spell: Callable[[A], str],
    give: Callable[[A, K], R],
    run: Callable[[Callable[[A], K], list[A]], Iterable[K]] = map,
) -> Callable[[Iterable[A]], list[R]]:
    """`function` over all arguments there are, its last values kept in memory and together in a few files.

    For many small values that are all wanted each time: those of arguments that are there no more are forgotten.
    `spell` gives everything that the value of an argument depends on as a text. `give` makes what is given of an
    argument and its value, so that a value need not hold what its argument does. For the very same argument, the very
    same is given again.
    """
    kept = _Together(folder, (f"{function.__module__}.{function.__qualname__}", parts))
    last: dict[int, tuple[A, bytes, R]] = {}

    def renew(asked: list[A], fresh: list[A]) -> None:
        keys = [sha256(spell(one).encode("utf-8", "surrogatepass")).digest() for one in fresh]
        values = kept.values()
        missing = {key: one for key, one in zip(keys, fresh, strict=True) if key not in values}
        values.update(zip(missing, run(function, list(missing.values())), strict=True))
        last.update((id(one), (one, key, give(one, values[key]))) for key, one in zip(keys, fresh, strict=True))
        now = [last[id(one)] for one in asked]
        last.clear()
        last.update((id(line[0]), line) for line in now)
        kept.keep({line[1] for line in now})

    def remembered(arguments: Iterable[A]) -> list[R]:
        asked = list(arguments)
        fresh = [one for one in asked if (line := last.get(id(one))) is None or line[0] is not one]
        if fresh or len(last) != len(asked):
            renew(asked, fresh)
        return [last[id(one)][2] for one in asked]

    return remembered


class _Together:
    """The values of one function by key, as they lie in its files: read when first asked for, and kept in memory."""

    def __init__(self, folder: Path | None, name: tuple[str, object]) -> None:
        self._folder = folder and folder / re.sub(r"[^\w.]+", "-", name[0])
        self._name = name
        self._values: dict[bytes, Any] | None = None
        self._early: set[bytes] = set()
        self._late: set[bytes] = set()

    def values(self) -> dict[bytes, Any]:
        if self._values is None:
            early = {key: value for share in range(SHARES) for key, value in self._recall(share).items()}
            late = self._recall(SHARES)
            self._early, self._late, self._values = set(early), set(late), early | late
        return self._values

    def keep(self, now: set[bytes]) -> None:
        """Forget all but `now`. Few new values go into a file of their own, so that an edit writes little."""
        values = self.values()
        for key in values.keys() - now:
            del values[key]
        late, gone = now - self._early, self._early - now
        if (len(late) + len(gone)) * _LATE > len(now):
            for share in range(SHARES):
                self._store(share, {key for key in now if key[0] % SHARES == share})
            self._early, late = now, set()
        if late != self._late:
            self._store(SHARES, late)
            self._late = late

    def _recall(self, share: int) -> dict[bytes, Any]:
        return (recall(self._place(share), (self._name, share)) if self._folder else None) or {}

    def _store(self, share: int, keys: set[bytes]) -> None:
        if self._folder:
            store(self._place(share), (self._name, share), {key: self.values()[key] for key in keys})

    def _place(self, share: int) -> Path:
        return (self._folder or Path()) / f"{share:02d}"


@dataclass(frozen=True, slots=True)
class _Past:
    """What one function has given before, in memory and in a folder."""

    name: str
    parts: tuple[str, ...]
    folder: Path | None
    kept: dict[bytes, tuple[Any]]

    def key(self, arguments: object) -> bytes:
        return _digest((self.name, self.parts, arguments))

    def find(self, key: bytes) -> tuple[Any] | None:
        found = self.kept.pop(key, None) or (_read(self.folder / key.hex(), key) if self.folder else None)
        if found is not None:
            self.kept[key] = found  # last in the dictionary's order, so the last to be dropped
        return found

    def keep(self, key: bytes, value: tuple[Any]) -> tuple[Any]:
        if self.folder:
            _save(self.folder / key.hex(), key, value)
        self.kept[key] = value
        if len(self.kept) > VALUES_KEPT:
            self.kept.pop(next(iter(self.kept)), None)
        return value


def _past(function: Callable[..., object], store: Path | None, parts: tuple[str, ...], limit: int) -> _Past:
    name = f"{function.__module__}.{function.__qualname__}"
    folder = None if store is None else store / re.sub(r"[^\w.]+", "-", name)
    if folder:
        _open(folder, limit)
    return _Past(name, parts, folder, {})


def _digest(value: object) -> bytes:
    """SHA-256 of a value: equal for equal values in any process, different for values that differ in anything."""
    digest = sha256()
    for piece in _pieces(value):
        digest.update(piece)
    return digest.digest()


def _pieces(value: object) -> Iterator[bytes]:
    """The value spelt out; each piece says its type and length first, so no two values are spelt alike."""
    kind = type(value)
    if kind in {type(None), bool, int, float}:
        yield _framed(kind.__name__, repr(value).encode())
    elif isinstance(value, str) and kind is str:
        yield _framed("str", value.encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes) and kind is bytes:
        yield _framed("bytes", value)
    elif isinstance(value, type):
        yield _framed("type", f"{value.__module__}.{value.__qualname__}".encode())
    else:
        yield from _inner_pieces(kind, value)


def _inner_pieces(kind: type, value: Any) -> Iterator[bytes]:
    if kind in {set, frozenset}:
        inner = sorted(b"".join(_pieces(item)) for item in value)
    elif kind in {tuple, list}:
        inner = [piece for item in value for piece in _pieces(item)]
    elif kind is dict:
        inner = [piece for item in value.items() for piece in _pieces(item)]
    else:
        inner = list(_pieces(_taken_apart(value)))
    yield _framed(f"{kind.__module__}.{kind.__qualname__}", b"".join(inner))


def _taken_apart(value: Any) -> object:
    """What pickle would write to make the value again: the maker's name, its arguments, state, items and pairs."""
    reduced = value.__reduce_ex__(4)
    if isinstance(reduced, str):
        return f"{value.__module__}.{reduced}"
    maker, arguments, state, items, pairs = (*reduced, None, None, None)[:5]
    return f"{maker.__module__}.{maker.__qualname__}", arguments, state, [*(items or ())], [*(pairs or ())]


def _framed(kind: str, content: bytes) -> bytes:
    return f"{kind} {len(content)}:".encode() + content


class _Values(pickle.Unpickler):
    """Makes values of this package and plain ones. No function is called by what lies in a file.

    A seal can be worked out by anybody, and a folder `build` may have come from somebody else.
    """

    def find_class(self, module: str, name: str) -> Any:
        """The class of a value; `UnpicklingError` for anything else."""
        ours = module.partition(".")[0] == __package__
        found = super().find_class(module, name) if ours or (module, name) in _PLAIN else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        return found


def _read(path: Path, key: bytes) -> tuple[Any] | None:
    """The value in a file, alone in a tuple; None if there is none, or any bit of the file is not as it was written."""
    try:
        sealed = path.read_bytes()
        if sealed[:_SEALED] != _seal(key, sealed[_SEALED:]):
            return None
        os.utime(path)
        value: tuple[Any] = _Values(BytesIO(sealed[_SEALED:])).load()
    except Exception:  # noqa: BLE001 - whatever keeps a value from being read, it can be made again
        return None
    return value


def _save(path: Path, key: bytes, value: tuple[Any]) -> None:
    """Write a value in one step, if it can be written."""
    content = pickle.dumps(value, protocol=5)
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as new:
        try:
            new.write(_seal(key, content) + content)
            new.close()
            Path(new.name).replace(path)
        except OSError:
            Path(new.name).unlink()


def _seal(key: bytes, content: bytes) -> bytes:
    """What stands before a value in its file; it holds for this value under this key alone."""
    return _MAGIC + sha256(key + content).digest()


def _open(folder: Path, limit: int) -> None:
    """Make the folder if need be, and delete what was used longest ago until at most `limit` bytes are left."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with os.scandir(folder) as entries:
            files = [(stat.st_mtime_ns, entry.name, stat.st_size) for entry in entries for stat in [entry.stat()]]
        room = limit
        for _, name, size in sorted(files, reverse=True):
            room -= size
            if room < 0:
                (folder / name).unlink(missing_ok=True)
