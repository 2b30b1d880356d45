"""What a proposal changes, in the handbook's words: two handbooks in, a value out, and that value as Markdown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.coverage import Coverage
from handbook.diagnostics import Diagnostic
from handbook.editing.changes import changes, number
from handbook.handbook import Handbook
from handbook.report import concise
from handbook.schema import FORMS

State = tuple[Handbook, tuple[Diagnostic, ...]]
"""A handbook, and everything that is said about it."""

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~@!&])")


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is new, gone or different: its id and title, which of these it is, and what differs."""

    entry: str
    title: str
    what: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """A program that a change reaches, and what it does to its coverage; nothing where that stays as it was."""

    program: str
    title: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that a proposal changes; `faults` are those that were not there before."""

    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    faults: tuple[Diagnostic, ...]
    mended: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures of one thing, named from the review's folder; empty where there is none."""

    title: str
    before: str
    after: str


def review(before: State, after: State) -> Review:
    """What has changed from one state of a handbook to another."""
    (old, faults), (new, found) = before, after
    changed = (*_entries(old, new), *_ladders(old, new))
    known = Counter((one.span.path, one.rule, one.message) for one in faults)
    said = Counter((one.span.path, one.rule, one.message) for one in found)
    fresh = tuple(one for one in found if not known[one.span.path, one.rule, one.message])
    return Review(changed, tuple(_effects(old, new, {one.entry for one in changed})), fresh, (known - said).total())


def _entries(old: Handbook, new: Handbook) -> Iterator[Change]:
    titles = _titles(old) | _titles(new)
    for entry_id in sorted({*old.entries, *new.entries}):
        before, after = old.entries.get(entry_id), new.entries.get(entry_id)
        if before is None and after is not None:
            was = [name for name, goal in new.settings.redirects.items() if goal == entry_id and name in old.entries]
            yield Change(entry_id, after.meta.title, "new", tuple(f"it was called {name}" for name in was))
        elif after is None and before is not None:
            yield Change(entry_id, before.meta.title, "gone")
        elif before is not None and after is not None:
            said = changes(before, after, lambda slug: titles.get(slug, slug))
            if said:
                yield Change(entry_id, after.meta.title, "changed", said)


def _titles(handbook: Handbook) -> dict[str, str]:
    return {entry.slug: entry.meta.title.lower() for entry in handbook.entries.values()}


def _ladders(old: Handbook, new: Handbook) -> Iterator[Change]:
    """Ladders that have other rungs, or another order of them, than they had."""
    for slug, rungs in new.climb.ladders.items():
        entry = new.entries.get(f"ladders/{slug}")
        was = old.climb.ladders.get(slug)
        if entry is None or was is None or tuple(rungs) == tuple(was):
            continue
        way = " < ".join(new.exercises[rung].title for rung in rungs)
        same = len(rungs) == len(was)
        said = f"its order is now {way}" if same else f"it has {number(len(rungs), 'rung')} now: {way}"
        yield Change(entry.id, entry.meta.title, "climbed anew", (said,))


def _effects(old: Handbook, new: Handbook, changed: set[str]) -> Iterator[Effect]:
    for slug, program in new.programs.items():
        reached = {f"programs/{slug}", *(f"exercises/{slot.done}" for slot in program.slots)}
        before, after = old.coverage.get(slug), new.coverage[slug]
        said = tuple(_coverage(before, after)) if before is not None else ()
        if (reached & changed or said) and before is not None:
            yield Effect(slug, program.title, said)


def _coverage(before: Coverage, after: Coverage) -> Iterator[str]:
    """What a program trains in its fullest week, where that differs."""
    for kind in ("movements", "muscles"):
        old, new = (_most(getattr(one, kind)) for one in (before, after))
        for slug in sorted({*old, *new}):
            was, now = old.get(slug, "0"), new.get(slug, "0")
            if was != now:
                yield f"{slug.replace('-', ' ')}: {was} \N{RIGHTWARDS ARROW} {now} sets a week"


def _most(weeks: Mapping[str, Iterable[object]]) -> dict[str, str]:
    return {slug: str(max(some, key=lambda one: (getattr(one, "high", 0), str(one)))) for slug, some in weeks.items()}


def markdown(found: Review, pairs: Iterable[Pair] = ()) -> str:
    """The review to read on a pull request. Nothing that an author wrote is obeyed as markup."""
    parts = [f"# What this changes\n\n{_first(found)}"]
    for folder, form in FORMS.items():
        lines = [line for one in found.changes if one.entry.startswith(f"{folder}/") for line in _change(one)]
        if lines:
            parts.append("\n".join((f"## {form.plural}", "", *lines)))
    if found.effects:
        parts.append(
            "\n".join(("## Programs that it reaches", "", *(line for one in found.effects for line in _effect(one))))
        )
    if found.faults:
        parts.append(
            "\n".join(("## What the check says of it", "", *(f"- {_plain(concise(one))}" for one in found.faults)))
        )
    if pictures := "\n\n".join(map(_pair, pairs)):
        parts.append(f"## Before and after\n\n{pictures}")
    return "\n\n".join(parts) + "\n"


def _first(found: Review) -> str:
    if not found.changes:
        return "No entry differs."
    entries = len({one.entry for one in found.changes})
    coverage = "coverage changed" if any(one.said for one in found.effects) else "coverage unchanged"
    reached = (
        f"{number(len(found.effects), 'program')} affected, {coverage}" if found.effects else "no program affected"
    )
    faults = f"{number(len(found.faults), 'new finding')} of the check"
    mended = f", {number(found.mended, 'old one')} gone" if found.mended else ""
    text = f"{number(entries, 'entry')} changed; {reached}; {faults}{mended}."
    return text[:1].upper() + text[1:]


def _change(one: Change) -> Iterator[str]:
    what = "" if one.what in {"changed", "climbed anew"} else f" is {one.what}"
    said = "; ".join(map(_plain, one.said))
    yield f"- **{_plain(one.title)}**{what}{': ' if said else ''}{said}"


def _effect(one: Effect) -> Iterator[str]:
    said = "; ".join(map(_plain, one.said)) or "coverage unchanged"
    yield f"- **{_plain(one.title)}**: {said}"


def _pair(one: Pair) -> str:
    sides = [
        f"![{side} of {_plain(one.title)}]({path})" if path else "none"
        for side, path in (("Before", one.before), ("After", one.after))
    ]
    return f"### {_plain(one.title)}\n\n| Before | After |\n|---|---|\n| {sides[0]} | {sides[1]} |"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
