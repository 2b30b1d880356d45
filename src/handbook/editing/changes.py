"""What an author has changed in an entry, in the handbook's words: two states of its fields and text, sentences out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from handbook.fields import SLUG
from handbook.validate import Entry

Named = Callable[[str], str]
"""What a reader calls an entry, from its slug; any other word as it is."""

_ONE = {"aliases": "alias", "cues": "cue", "mistakes": "mistake", "slots": "line", "blocks": "part"}
_LABELS = ("title", "exercise", "rung", "name", "change", "when", "wrong", "equipment")
_LONGEST = 80
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def changes(before: Entry, after: Entry, named: Named) -> tuple[str, ...]:
    """Every change between two states of an entry, a sentence without a full stop each; none if they are the same."""
    old, new = (_written(one) for one in (before, after))
    drawn = ("the figure is drawn anew",) if old.pop("figure", None) != new.pop("figure", None) else ()
    return (*_within(old, new, (), named), *drawn, *_text(before, after))


def number(count: int, noun: str) -> str:
    """`one cue`, `two cues`, `9 cues`."""
    said = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    plural = {"alias": "aliases", "entry": "entries"}.get(noun, f"{noun}s")
    return f"{said} {noun if count == 1 else plural}"


def _written(entry: Entry) -> dict[str, Any]:
    data = entry.document.tree.data
    return dict(data) if isinstance(data, Mapping) else {}


def _within(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...], named: Named) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        yield from _field(old.get(key), new.get(key), (*path, key), named)


def _field(old: Any, new: Any, path: tuple[str, ...], named: Named) -> Iterator[str]:
    if _listed(old) == _listed(new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _within(old, new, path, named)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _list(_listed(old), _listed(new), path, named)
    elif old is None:
        yield f"{_place(path)}: {_short(new, named)}"
    elif new is None:
        yield f"{_place(path)} taken out; it was {_short(old, named)}"
    else:
        yield f"{_place(path)}: {_short(old, named)} \N{RIGHTWARDS ARROW} {_short(new, named)}"


def _listed(value: Any) -> Any:
    """A list as a list, and one text as it is written for a list of one; nothing as an empty list."""
    return value if isinstance(value, list | Mapping) else [] if value is None else [value]


def _list(old: Sequence[Any], new: Sequence[Any], path: tuple[str, ...], named: Named) -> Iterator[str]:
    gone, come = _less(old, new), _less(new, old)
    if not gone and not come:
        yield f"{_place(path)} in another order"
        return
    for label in [one for one in map(_label, gone) if one and one in map(_label, come)]:
        pair = [next(one for one in side if _label(one) == label) for side in (gone, come)]
        gone.remove(pair[0])
        come.remove(pair[1])
        yield from _within(pair[0], pair[1], (*path[:-1], named(label)), named)
    if gone and len(gone) == len(come) and all(isinstance(one, Mapping) for one in (*gone, *come)):
        for one, other in zip(gone, come, strict=True):
            yield from _within(one, other, path[:-1], named)
        return
    if path[-1] in _ONE and len(gone) == len(come):
        for one, other in zip(gone, come, strict=True):
            yield from _field(one, other, (*path[:-1], _ONE[path[-1]]), named)
        return
    yield from _items(come, path, ("added", "more"), named)
    yield from _items(gone, path, ("taken out", "less"), named)


def _items(items: Sequence[Any], path: tuple[str, ...], said: tuple[str, str], named: Named) -> Iterator[str]:
    """Names one by one, as `calves added`; texts with their number, as `one cue more`."""
    if not items:
        return
    noun = _ONE.get(path[-1], "")
    shown = ", ".join(_short(one, named) for one in items)
    if noun:
        yield f"{number(len(items), noun)} {said[1]}: {shown}"
    else:
        yield f"{shown} {said[0]} ({_place(path)})"


def _less(some: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """What stands in `some` more often than in `others`."""
    left = Counter(map(repr, others))
    found = []
    for one in some:
        if left[repr(one)]:
            left[repr(one)] -= 1
        else:
            found.append(one)
    return found


def _label(item: Any) -> str:
    return next((str(item[name]) for name in _LABELS if name in item), "") if isinstance(item, Mapping) else ""


def _short(value: Any, named: Named) -> str:
    if isinstance(value, Mapping):
        return ", ".join(_short(inner, named) for inner in value.values())[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(_short(inner, named) for inner in value)[:_LONGEST]
    text = str(value)
    if SLUG.fullmatch(text):
        return named(text)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}" if " " in text else text


def _place(path: tuple[str, ...]) -> str:
    return ", ".join(path).replace("_", " ")


def _text(before: Entry, after: Entry) -> Iterator[str]:
    """What has become of the text: its sections, and how much of it differs."""
    if before.document.body == after.document.body:
        return
    old, new = ([one.title for one in entry.prose.sections] for entry in (before, after))
    yield from (
        f"new section \N{LEFT DOUBLE QUOTATION MARK}{one}\N{RIGHT DOUBLE QUOTATION MARK}" for one in _less(new, old)
    )
    yield from (
        f"section \N{LEFT DOUBLE QUOTATION MARK}{one}\N{RIGHT DOUBLE QUOTATION MARK} taken out"
        for one in _less(old, new)
    )
    steps = [len(section.steps) if (section := entry.prose.section("How to")) else 0 for entry in (before, after)]
    if steps[0] != steps[1]:
        yield f"{number(steps[1], 'step')} now; it had {number(steps[0], 'step').partition(' ')[0]}"
    lost, won = (
        _less(before.prose.plain.split(), after.prose.plain.split()),
        _less(after.prose.plain.split(), before.prose.plain.split()),
    )
    yield (
        f"the text differs: {number(len(won), 'word')} new, {number(len(lost), 'word')} gone"
        if lost or won
        else "the text is arranged anew"
    )
