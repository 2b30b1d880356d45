"""Rules across entries that need the whole handbook: generators of facts, one rule each."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from handbook.coverage import UNCOUNTED
from handbook.diagnostics import Diagnostic, Edit, Note, Span
from handbook.fields import Location
from handbook.handbook import Handbook
from handbook.ladders import edges
from handbook.quantities import Quantity, read
from handbook.schema import Block, Dose, Exercise, Movement, Program, Slot, week_numbers
from handbook.validate import Entry

LONGEST = {"title": 60, "summary": 160, "cues": 60, "aliases": 60}
LONGEST_STEP = 320

Rule = Callable[[Handbook], Iterator[Diagnostic]]


def judge(handbook: Handbook) -> tuple[Diagnostic, ...]:
    """Everything that is wrong between the entries that are there."""
    return tuple(one for rule in _PRESENT for one in rule(handbook))


def miss(handbook: Handbook) -> tuple[Diagnostic, ...]:
    """Everything that is missing; asked only when every file could be read and is free of errors."""
    return tuple(one for rule in _ABSENT for one in rule(handbook))


def _exercises(handbook: Handbook) -> Iterator[tuple[Entry, Exercise]]:
    return ((e, e.meta) for e in handbook.of("exercises").values() if isinstance(e.meta, Exercise))


def _movements(handbook: Handbook) -> Iterator[tuple[Entry, Movement]]:
    return ((e, e.meta) for e in handbook.of("movements").values() if isinstance(e.meta, Movement))


def _programs(handbook: Handbook) -> Iterator[tuple[Entry, Program]]:
    return ((e, e.meta) for e in handbook.of("programs").values() if isinstance(e.meta, Program))


def _titles(handbook: Handbook) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in sorted(handbook.entries.values(), key=lambda one: one.id):
        first = seen.setdefault((entry.folder, entry.meta.title.casefold()), entry)
        if first is not entry:
            note = Note(first.document.span(("title",)), "the other one")
            message = f"`{entry.meta.title}` is the title of two entries"
            yield Diagnostic(entry.document.span(("title",)), "same-title", message, "give one another title", (note,))


def _aliases(handbook: Handbook) -> Iterator[Diagnostic]:
    entries = sorted(handbook.entries.values(), key=lambda one: one.id)
    seen: dict[tuple[str, str], tuple[Entry, Location]]
    seen = {(entry.folder, entry.meta.title.casefold()): (entry, ("title",)) for entry in entries}
    for entry in entries:
        for position, alias in enumerate(entry.meta.aliases):
            at: Location = ("aliases", position)
            first, there = seen.setdefault((entry.folder, alias.casefold()), (entry, at))
            if first is not entry:
                note = Note(first.document.span(there), "the other one")
                message = f"`{alias}` is a name of `{first.slug}` too"
                hint = "keep it where most people would look for it"
                yield Diagnostic(entry.document.span(at), "same-alias", message, hint, (note,))


def _selves(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, exercise in _exercises(handbook):
        for field in ("easier", "harder", "substitutes"):
            for position, variant in enumerate(getattr(exercise, field)):
                if variant.exercise == entry.slug:
                    at = (field, position, "exercise")
                    message = f"`{entry.slug}` names itself under `{field}`"
                    yield Diagnostic(entry.document.span(at), "self-link", message, "name another exercise")


def _twice(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry in handbook.entries.values():
        for group in ("muscles", "movements"):
            halves = getattr(entry.meta, group, None)
            if halves is not None:
                yield from _repeats(entry, group, halves)
        for field in ("ladders", "purpose", "sources", "aliases", "cues"):
            items: Sequence[str] = getattr(entry.meta, field, ())
            for position, item in enumerate(items):
                if item in items[:position]:
                    at = (field, position)
                    yield Diagnostic(
                        entry.document.span(at), "listed-twice", f"`{item}` stands twice in `{field}`", "keep one"
                    )


def _workouts(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        titles = [workout.title for workout in program.workouts]
        for position, title in enumerate(titles):
            if title in titles[:position]:
                span = entry.document.span(("workouts", position, "title"))
                yield Diagnostic(
                    span, "listed-twice", f"`{title}` is the title of two workouts", "give one another title"
                )


def _repeats(entry: Entry, group: str, halves: object) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for half in ("primary", "secondary"):
        for position, item in enumerate(getattr(halves, half)):
            if item in seen:
                message = f"`{item}` stands twice in `{group}`"
                yield Diagnostic(entry.document.span((group, half, position)), "listed-twice", message, "keep one")
            seen.add(item)


def _sections(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, _ in _exercises(handbook):
        place = Span(entry.document.path, entry.document.body_line)
        if not entry.prose.intro:
            hint = "before the first heading, say in two to four sentences why a runner does it"
            yield Diagnostic(place, "missing-section", "the text does not say what the exercise is for", hint)
        section = entry.prose.section("How to")
        if section is None:
            hint = "write a heading `## How to` and under it the steps as a numbered list"
            yield Diagnostic(place, "missing-section", "the text has no section `How to`", hint)
        elif not section.steps:
            line = section.line + entry.document.body_line
            span = Span(entry.document.path, line, 1, len(section.title) + 4)
            yield Diagnostic(span, "missing-section", "`How to` has no steps", "write them as a numbered list `1. …`")


def _lengths(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry in handbook.entries.values():
        for field, most in LONGEST.items():
            said = getattr(entry.meta, field, ())
            for at, text in [((field,), said)] if isinstance(said, str) else _items(field, said):
                if len(text) > most:
                    message = f"`{field}` has {len(text)} characters; {most} fit"
                    yield Diagnostic(
                        entry.document.span(at), "too-long", message, "shorten it; the rest fits in the text"
                    )
        section = entry.prose.section("How to")
        for step in section.steps if section else ():
            if len(step) > LONGEST_STEP:
                line = section.line + entry.document.body_line if section else 1
                message = f"a step has {len(step)} characters; {LONGEST_STEP} fit: `{step[:30]}…`"
                yield Diagnostic(Span(entry.document.path, line), "too-long", message, "make two steps of it")


def _items(field: str, texts: Sequence[str]) -> list[tuple[Location, str]]:
    return [((field, position), text) for position, text in enumerate(texts)]


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
    for entry, exercise in _exercises(handbook):
        # While a muscle or movement that it names is missing, what it works and makes is not known.
        if _whole(exercise, handbook):
            yield from _unmoved(entry, exercise, handbook)
            yield from _idle(entry, exercise, handbook)


def _whole(exercise: Exercise, handbook: Handbook) -> bool:
    movements, muscles = handbook.movements, handbook.muscles
    named = exercise.movements.all
    working = {*exercise.muscles.all, *(m for name in named if name in movements for m in movements[name].muscles.all)}
    return set(named) <= movements.keys() and working <= muscles.keys()


def _unmoved(entry: Entry, exercise: Exercise, handbook: Handbook) -> Iterator[Diagnostic]:
    for position, name in enumerate(exercise.movements.primary):
        movers = handbook.movements[name].muscles
        if not set(exercise.muscles.all) & set(movers.all):
            message = f"none of the muscles that make `{name}` is among the exercise's"
            span = entry.document.span(("movements", "primary", position))
            yield Diagnostic(span, "movement-without-mover", message, f"they are {', '.join(movers.primary)}")


def _idle(entry: Entry, exercise: Exercise, handbook: Handbook) -> Iterator[Diagnostic]:
    movements = handbook.movements
    moved = {muscle for name in exercise.movements.all for muscle in movements[name].muscles.all}
    for position, muscle in enumerate(exercise.muscles.primary):
        if muscle not in moved:
            makes = [slug for slug, one in movements.items() if muscle in one.muscles.primary]
            message = f"no movement of the exercise is made by `{muscle}`"
            hint = f"it makes {', '.join(makes)}" if makes else "no movement names it"
            span = entry.document.span(("muscles", "primary", position))
            yield Diagnostic(span, "muscle-without-movement", message, hint)


def _whens(handbook: Handbook) -> Iterator[Diagnostic]:
    for edge in (one for one in edges(handbook.of("exercises")) if not one.when):
        message = f"nothing says when to move up from `{edge.easier}` to `{edge.harder}`"
        hint = "write beside it what to reach first: `when: 3 x 12 with …`"
        yield Diagnostic(edge.entry.document.span(edge.at), "ladder-when", message, hint)


def _substitutes(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, exercise in _exercises(handbook):
        pieces = {piece for need in exercise.equipment for piece in need.choices}
        for position, swap in enumerate(exercise.substitutes):
            other = handbook.exercises.get(swap.exercise)
            if other is None or swap.lacking not in handbook.equipment or swap.exercise == entry.slug:
                continue  # said where it stands
            span = entry.document.span(("substitutes", position, "for"))
            if swap.lacking not in pieces:
                message = f"the exercise does not need `{swap.lacking}`"
                yield Diagnostic(
                    span, "substitute-useless", message, f"name what is missing when you do `{swap.exercise}`"
                )
            elif any(need.choices == (swap.lacking,) and not need.optional for need in other.equipment):
                message = f"`{swap.exercise}` needs `{swap.lacking}` as well"
                yield Diagnostic(span, "substitute-useless", message, "name an exercise that does without")


def _unrepeated(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, exercise in _exercises(handbook):
        yield from _odd(entry, ("dose",), exercise.dose)
    for entry, program in _programs(handbook):
        for at, slot in _lines(program):
            yield from _odd(entry, at, slot)


def _odd(entry: Entry, at: Location, dose: Dose | Slot) -> Iterator[Diagnostic]:
    measure = "hold" if dose.hold else "distance"
    for field in ("tempo", "reserve"):
        if dose.reps is None and getattr(dose, field) is not None:
            message = f"`{field}` speaks of repetitions, but the set is a {measure}"
            yield Diagnostic(entry.document.span((*at, field)), "not-repeated", message, f"take out `{field}`")


def _rests(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        for at, block in _blocks(program):
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


def _program_weeks(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        claims = [(("phases", n, "weeks"), phase.weeks) for n, phase in enumerate(program.phases)]
        yield from _claims(entry, program.weeks, claims)
        claims = [(("stages", n, "weeks"), stage.weeks) for n, stage in enumerate(program.stages)]
        yield from _claims(entry, program.weeks, claims)
        for at, slot in _lines(program):
            changes = [((*at, "weeks", key), read(key, ("",))) for key in slot.weeks]
            yield from _claims(entry, program.weeks, changes)


def _claims(entry: Entry, weeks: int, claims: Sequence[tuple[Location, Quantity]]) -> Iterator[Diagnostic]:
    taken: set[int] = set()
    for at, claimed in claims:
        span = entry.document.key_span(at) if at[-2] == "weeks" else entry.document.span(at)
        if claimed.high > weeks:
            yield Diagnostic(span, "program-weeks", f"week {claimed.high:g} lies after the program's {weeks} weeks")
        elif taken & set(week_numbers(claimed)):
            again = min(taken & set(week_numbers(claimed)))
            yield Diagnostic(
                span, "program-weeks", f"week {again} is claimed twice", "let the weeks follow one another"
            )
        taken |= set(week_numbers(claimed))


def _lines(program: Program) -> Iterator[tuple[Location, Slot]]:
    return (((*at, "slots", s), slot) for at, block in _blocks(program) for s, slot in enumerate(block.slots))


def _blocks(program: Program) -> Iterator[tuple[Location, Block]]:
    for w, workout in enumerate(program.workouts):
        for b, block in enumerate(workout.blocks):
            yield ("workouts", w, "blocks", b), block


def _program_rungs(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, program in _programs(handbook):
        if not program.workouts and not program.stages:
            hint = "write `workouts`, or `stages` that name other programs"
            yield Diagnostic(Span(entry.document.path, 1, 1, 4), "program-empty", "the program has nothing to do", hint)
        for at, slot in _lines(program):
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
                hint = f"add an exercise for it: {_some(_trainers(handbook, movement))}"
                yield Diagnostic(entry.document.span(("purpose", position)), "program-short", message, hint)


def _trainers(handbook: Handbook, movement: str) -> list[str]:
    exercises = handbook.exercises.items()
    return [slug for slug, one in exercises if movement in one.movements.primary and one.kind not in UNCOUNTED]


def _some(slugs: Sequence[str]) -> str:
    return ", ".join(slugs[:4]) + (" …" if slugs[4:] else "") if slugs else "none is there yet"


def _untrained(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry, movement in _movements(handbook):
        if movement.coverage and not _trainers(handbook, entry.slug) and not movement.kinds and not movement.parts:
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
    for entry in handbook.entries.values():
        if entry.folder in {"programs", "guides", "ladders", "movements"} or entry.id in named:
            continue
        if isinstance(entry.meta, Exercise) and (entry.meta.ladders or entry.slug in handbook.climb.easier):
            continue
        hint = "name it where it belongs, such as in a program, or under another entry's `harder` or `substitutes`"
        yield Diagnostic(entry.document.span(("title",)), "orphan", "nothing in the handbook leads to this entry", hint)


def _named(backlinks: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {entry_id for entry_id, sources in backlinks.items() if sources}


def _unreviewed(handbook: Handbook) -> Iterator[Diagnostic]:
    for entry in handbook.entries.values():
        if entry.meta.reviewed is None:
            hint = "when someone who knows has read it as a whole, write `reviewed:` and the day"
            yield Diagnostic(Span(entry.document.path, 1, 1, 4), "unreviewed", "the entry has not been reviewed", hint)


_PRESENT: tuple[Rule, ...] = (
    _titles,
    _aliases,
    _selves,
    _twice,
    _workouts,
    _sections,
    _lengths,
    _opposites,
    _movers,
    _substitutes,
    _unrepeated,
    _program_weeks,
    _program_rungs,
    _unreviewed,
)
_ABSENT: tuple[Rule, ...] = (_whens, _rests, _gaps, _program_purpose, _untrained, _ladder_homes, _orphans)
