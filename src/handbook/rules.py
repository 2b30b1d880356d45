"""Rules across entries that need the whole handbook: generators of facts, one rule each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.cache import latest, latest_each
from handbook.coverage import UNCOUNTED
from handbook.diagnostics import Diagnostic, Edit, Note
from handbook.fields import Location, Worked
from handbook.handbook import Handbook
from handbook.ladders import unreached
from handbook.schema import Exercise, Movement, Need, Program, week_numbers
from handbook.validate import Entry
from handbook.within import blocks, lines

Rule = Callable[[Handbook], Iterator[Diagnostic]]


def judge(handbook: Handbook) -> tuple[Diagnostic, ...]:
    """Everything that is wrong between the entries that are there."""
    return tuple(one for rule in _PRESENT for one in rule(handbook))


def miss(handbook: Handbook) -> tuple[Diagnostic, ...]:
    """Everything that is missing; asked only when every file could be read and is free of errors."""
    return tuple(one for rule in _ABSENT for one in rule(handbook))


def _exercise(entry: Entry) -> Exercise:
    assert isinstance(entry.meta, Exercise)  # noqa: S101 - only exercises are handed in
    return entry.meta


def _movements(handbook: Handbook) -> Iterator[tuple[Entry, Movement]]:
    return ((e, e.meta) for e in handbook.of("movements").values() if isinstance(e.meta, Movement))


def _programs(handbook: Handbook) -> Iterator[tuple[Entry, Program]]:
    return ((e, e.meta) for e in handbook.of("programs").values() if isinstance(e.meta, Program))


@dataclass(frozen=True, slots=True)
class _Called:
    """What an entry is called: its title and aliases in lower case."""

    id: str
    title: str
    aliases: tuple[str, ...]

    def among(self, name: str) -> tuple[str, str]:
        """A name among those of the entry's kind, where no other may have it."""
        return self.id.partition("/")[0], name


@dataclass(frozen=True, slots=True)
class _Clash:
    """A name that two entries have: where the second says it, and where the first."""

    entry: str
    at: Location
    first: str
    there: Location


@latest_each
def _called(entry: Entry) -> _Called:
    meta = entry.meta
    return _Called(entry.id, meta.title.casefold(), tuple(alias.casefold() for alias in meta.aliases))


@latest
def _clashes(called: list[_Called]) -> tuple[_Clash, ...]:
    """Every name that is not the only one of its kind; `called` in the order of ids."""
    titled: dict[tuple[str, str], str] = {}
    titles = [(one.id, titled.setdefault(one.among(one.title), one.id)) for one in called]
    named: dict[tuple[str, str], tuple[str, Location]] = {key: (one, ("title",)) for key, one in titled.items()}
    found = [_Clash(one, ("title",), first, ("title",)) for one, first in titles if first != one]
    for one in called:
        for position, alias in enumerate(one.aliases):
            at: Location = ("aliases", position)
            first, there = named.setdefault(one.among(alias), (one.id, at))
            if first != one.id:
                found.append(_Clash(one.id, at, first, there))
    return tuple(found)


def _names(handbook: Handbook) -> Iterator[Diagnostic]:
    for clash in _clashes(_called(handbook.entries.values())):
        entry, first = handbook.entries[clash.entry], handbook.entries[clash.first]
        span = entry.document.span(clash.at)
        note = Note(first.document.span(clash.there), "the other one")
        if clash.at == ("title",):
            message = f"`{entry.meta.title}` is the title of two entries"
            yield Diagnostic(span, "same-title", message, "give one another title", (note,))
        else:
            message = f"`{entry.meta.aliases[int(clash.at[-1])]}` is a name of `{first.slug}` too"
            hint = "keep it where most people would look for it"
            yield Diagnostic(span, "same-alias", message, hint, (note,))


def _opposites(handbook: Handbook) -> Iterator[Diagnostic]:
    movements = handbook.movements
    for entry, movement in _movements(handbook):
        other = movements.get(movement.opposite or "")
        if other is None or (other.opposite and other.opposite not in movements):
            continue  # a name that leads nowhere is said where it stands
        if other.opposite != entry.slug:
            says = f"`{other.opposite}`" if other.opposite else "none"
            message = f"`{movement.opposite}` is said to be the opposite, but names {says}"
            span, fix = entry.document.span(("opposite",)), _named_back(handbook, entry, movement)
            yield Diagnostic(span, "opposite-mismatch", message, "let both name each other", fix=fix)


def _named_back(handbook: Handbook, entry: Entry, movement: Movement) -> Edit | None:
    """The line by which the opposite names this one in turn, where it names none and no other claims it."""
    goal = movement.opposite or ""
    other = handbook.movements[goal]
    claims = [slug for slug, one in handbook.movements.items() if one.opposite == goal]
    document = handbook.entries[f"movements/{goal}"].document
    mark = document.tree.values.get(("plane",))
    if other.opposite or other.same_opposite or claims != [entry.slug] or mark is None:
        return None
    at = document.text.find("\n", mark.end_offset) + 1
    return Edit(at, at, f"opposite: {entry.slug}\n", document.path) if at else None


def _movers(handbook: Handbook) -> Iterator[Diagnostic]:
    movers = {slug: movement.muscles for slug, movement in handbook.movements.items()}
    found = _unmoving(handbook.of("exercises").values(), movers, frozenset(handbook.muscles))
    return (one for some in found for one in some)


@latest_each
def _unmoving(entry: Entry, movers: Mapping[str, Worked], muscles: frozenset[str]) -> tuple[Diagnostic, ...]:
    """What does not go together of the movements that an exercise trains and the muscles that it works.

    While a muscle or movement that it names is missing, that is not known.
    """
    exercise = _exercise(entry)
    named = set(exercise.movements.all)
    working = {*exercise.muscles.all, *(m for name in named if name in movers for m in movers[name].all)}
    if not (named <= movers.keys() and working <= muscles):
        return ()
    return (*_unmoved(entry, exercise, movers), *_idle(entry, exercise, movers))


def _unmoved(entry: Entry, exercise: Exercise, movers: Mapping[str, Worked]) -> Iterator[Diagnostic]:
    for position, name in enumerate(exercise.movements.primary):
        if not set(exercise.muscles.all) & set(movers[name].all):
            message = f"none of the muscles that make `{name}` is among the exercise's"
            span = entry.document.span(("movements", "primary", position))
            yield Diagnostic(span, "movement-without-mover", message, f"they are {', '.join(movers[name].primary)}")


def _idle(entry: Entry, exercise: Exercise, movers: Mapping[str, Worked]) -> Iterator[Diagnostic]:
    moved = {muscle for name in exercise.movements.all for muscle in movers[name].all}
    for position, muscle in enumerate(exercise.muscles.primary):
        if muscle not in moved:
            makes = sorted(slug for slug, one in movers.items() if muscle in one.primary)
            message = f"no movement of the exercise is made by `{muscle}`"
            hint = f"it makes {', '.join(makes)}" if makes else "no movement names it"
            span = entry.document.span(("muscles", "primary", position))
            yield Diagnostic(span, "muscle-without-movement", message, hint)


def _whens(handbook: Handbook) -> Iterator[Diagnostic]:
    exercises = handbook.of("exercises")
    for edge in unreached(exercises, handbook.of("ladders")):
        message = f"nothing says when to move up from `{edge.step.easier}` to `{edge.step.harder}`"
        hint = "write beside it what to reach first: `when: 3 x 12 with …`"
        yield Diagnostic(edge.span(exercises), "ladder-when", message, hint)


def _substitutes(handbook: Handbook) -> Iterator[Diagnostic]:
    exercises = handbook.of("exercises")
    needs = dict(zip(exercises, _needs(exercises.values()), strict=True))
    found = _useless(exercises.values(), needs, frozenset(handbook.equipment))
    return (one for some in found for one in some)


@latest_each
def _needs(entry: Entry) -> tuple[Need, ...]:
    return _exercise(entry).equipment


@latest_each
def _useless(entry: Entry, needs: Mapping[str, tuple[Need, ...]], equipment: frozenset[str]) -> tuple[Diagnostic, ...]:
    """The substitutes of an exercise that help nobody, given what every exercise needs."""
    exercise = _exercise(entry)
    pieces = {piece for need in exercise.equipment for piece in need.choices}
    found: list[Diagnostic] = []
    for position, swap in enumerate(exercise.substitutes):
        other = needs.get(swap.exercise)
        if other is None or swap.lacking not in equipment or swap.exercise == entry.slug:
            continue  # said where it stands
        if swap.lacking not in pieces and not pieces <= equipment:
            continue  # it may be the one that is misspelt
        if swap.lacking not in pieces:
            message = f"the exercise does not need `{swap.lacking}`"
            hint = f"name what is missing when you do `{swap.exercise}`"
        elif any(need.choices == (swap.lacking,) and not need.optional for need in other):
            message = f"`{swap.exercise}` needs `{swap.lacking}` as well"
            hint = "name an exercise that does without"
        else:
            continue
        span = entry.document.span(("substitutes", position, "for"))
        found.append(Diagnostic(span, "substitute-useless", message, hint))
    return tuple(found)


def _rests(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        for at, block in blocks(program):
            for position, slot in enumerate(block.slots if block.style == "straight" else ()):
                if slot.sets.high > 1 and not slot.rest and not any(change.rest for change in slot.weeks.values()):
                    message = f"`{slot.done}` has {slot.sets} sets and no rest between them"
                    span = entry.document.span((*at, "slots", position, "sets"))
                    yield Diagnostic(span, "program-rest", message, "write `rest: 60 s`")


def _gaps(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        for field, parts in (("phases", program.phases), ("stages", program.stages)):
            named = {week for part in parts for week in week_numbers(part.weeks)}
            missing = [week for week in range(1, program.weeks + 1) if parts and week not in named]
            if missing:
                weeks = ", ".join(map(str, missing))
                message = f"no part of `{field}` holds week {weeks} of the program's {program.weeks}"
                span = entry.document.key_span((field,))
                yield Diagnostic(span, "program-gap", message, "lengthen one, or add one for it")


def _program_rungs(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        for at, slot in lines(program):
            rungs = handbook.climb.ladders.get(slot.ladder or "")
            rung = handbook.exercises.get(slot.rung or "")
            if rung is None or rungs is None or slot.rung in rungs:
                continue
            if set(rung.ladders) <= handbook.ladders.keys():  # while it names a ladder that is not there, who knows
                message = f"`{slot.rung}` is not a rung of `{slot.ladder}`"
                hint = f"its rungs are {', '.join(rungs)}" if rungs else "it has no rungs yet"
                yield Diagnostic(entry.document.span((*at, "rung")), "ladder-rung", message, hint)


def _program_purpose(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        coverage = handbook.coverage[entry.slug]
        for position, movement in enumerate(program.purpose):
            if movement in handbook.movements and not coverage.trains(movement):
                message = f"the program promises `{movement}` but gives it less than one set a week"
                hint = f"add an exercise for it: {_some(_trainers(handbook).get(movement, ()))}"
                yield Diagnostic(entry.document.span(("purpose", position)), "program-short", message, hint)


def _trainers(handbook: Handbook) -> Mapping[str, tuple[str, ...]]:
    """The exercises that train a movement first, by its slug."""
    exercises = handbook.of("exercises")
    return _first(list(exercises), _trained(exercises.values()))


@latest_each
def _trained(entry: Entry) -> tuple[str, ...]:
    exercise = _exercise(entry)
    return () if exercise.kind in UNCOUNTED else exercise.movements.primary


@latest
def _first(slugs: list[str], trained: list[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for slug, movements in zip(slugs, trained, strict=True):
        for movement in dict.fromkeys(movements):
            found.setdefault(movement, []).append(slug)
    return {movement: tuple(some) for movement, some in found.items()}


def _some(slugs: Sequence[str]) -> str:
    return ", ".join(slugs[:4]) + (" …" if slugs[4:] else "") if slugs else "none is there yet"


def _untrained(handbook: Handbook) -> Iterator[Diagnostic]:
    trainers = _trainers(handbook)
    for entry, movement in _movements(handbook):
        if movement.coverage and entry.slug not in trainers and not movement.kinds and not movement.parts:
            message = "no exercise trains this movement first"
            yield Diagnostic(entry.document.span(("title",)), "untrained-movement", message, "write one")


def _ladder_homes(handbook: Handbook) -> Iterator[Diagnostic]:
    for slug, entry in handbook.of("ladders").items():
        rungs = handbook.climb.ladders[slug]
        if len(rungs) < 2:  # noqa: PLR2004 - one rung is no ladder
            hint = f"name it in the `ladders` of its exercises: `ladders: [{slug}]`"
            yield Diagnostic(
                entry.document.span(("title",)), "ladder-empty", "the ladder has fewer than two rungs", hint
            )
        elif not any(at_home(handbook.exercises[rung], handbook) for rung in rungs):
            hint = "add a rung whose equipment is `[none]` or something that every home has"
            yield Diagnostic(entry.document.span(("title",)), "ladder-home", "no rung can be done at home", hint)


def at_home(exercise: Exercise, handbook: Handbook) -> bool:
    """Whether the exercise needs nothing but what nearly every home has."""
    equipment = handbook.equipment
    needs = [need for need in exercise.equipment if not need.optional]
    return all(any(name in equipment and equipment[name].home for name in need.choices) for need in needs)


def _orphans(handbook: Handbook) -> Iterator[Diagnostic]:
    named = _named(handbook.backlinks)
    for entry_id, entry in handbook.entries.items():
        if entry_id in named or entry.folder in {"programs", "guides", "ladders", "movements"}:
            continue
        if isinstance(entry.meta, Exercise) and (entry.meta.ladders or entry.slug in handbook.climb.easier):
            continue
        hint = "name it where it belongs, such as in a program, or under another entry's `harder` or `substitutes`"
        yield Diagnostic(entry.document.span(("title",)), "orphan", "nothing in the handbook leads to this entry", hint)


def _named(backlinks: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {entry_id for entry_id, sources in backlinks.items() if sources}


_PRESENT: tuple[Rule, ...] = (_names, _opposites, _movers, _substitutes, _program_rungs)
_ABSENT: tuple[Rule, ...] = (_whens, _rests, _gaps, _program_purpose, _untrained, _ladder_homes, _orphans)
