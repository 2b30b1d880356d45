"""Rules within one entry, which need nothing but what its own file says: generators of facts, one rule each."""

from collections.abc import Callable, Iterator, Sequence

from handbook.diagnostics import Diagnostic, Span
from handbook.fields import Location
from handbook.quantities import Quantity, read
from handbook.schema import Block, Dose, Exercise, Program, Slot, week_numbers
from handbook.validate import Entry

LONGEST = {"title": 60, "summary": 160, "cues": 60, "aliases": 60}
LONGEST_STEP = 320

Rule = Callable[[Entry], Iterator[Diagnostic]]


def look_within(entry: Entry) -> tuple[Diagnostic, ...]:
    """Everything that is wrong within an entry whose fields fit."""
    return tuple(one for rule in _RULES for one in rule(entry))


def _selves(entry: Entry) -> Iterator[Diagnostic]:
    for field in ("easier", "harder", "substitutes") if isinstance(entry.meta, Exercise) else ():
        for position, variant in enumerate(getattr(entry.meta, field)):
            if variant.exercise == entry.slug:
                span = entry.document.span((field, position, "exercise"))
                message = f"`{entry.slug}` names itself under `{field}`"
                yield Diagnostic(span, "self-link", message, "name another exercise")


def _twice(entry: Entry) -> Iterator[Diagnostic]:
    for group in ("muscles", "movements"):
        halves = getattr(entry.meta, group, None)
        if halves is not None:
            yield from _repeats(entry, group, halves)
    for field in ("ladders", "purpose", "sources", "aliases", "cues"):
        items: Sequence[str] = getattr(entry.meta, field, ())
        for position, item in enumerate(items):
            if item in items[:position]:
                message = f"`{item}` stands twice in `{field}`"
                yield Diagnostic(entry.document.span((field, position)), "listed-twice", message, "keep one")


def _repeats(entry: Entry, group: str, halves: object) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for half in ("primary", "secondary"):
        for position, item in enumerate(getattr(halves, half)):
            if item in seen:
                message = f"`{item}` stands twice in `{group}`"
                yield Diagnostic(entry.document.span((group, half, position)), "listed-twice", message, "keep one")
            seen.add(item)


def _workouts(entry: Entry) -> Iterator[Diagnostic]:
    titles = [workout.title for workout in entry.meta.workouts] if isinstance(entry.meta, Program) else []
    for position, title in enumerate(titles):
        if title in titles[:position]:
            span = entry.document.span(("workouts", position, "title"))
            message = f"`{title}` is the title of two workouts"
            yield Diagnostic(span, "listed-twice", message, "give one another title")


def _sections(entry: Entry) -> Iterator[Diagnostic]:
    if not isinstance(entry.meta, Exercise):
        return
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


def _lengths(entry: Entry) -> Iterator[Diagnostic]:
    for field, most in LONGEST.items():
        said = getattr(entry.meta, field, ())
        for at, text in [((field,), said)] if isinstance(said, str) else _items(field, said):
            if len(text) > most:
                message = f"`{field}` has {len(text)} characters; {most} fit"
                yield Diagnostic(entry.document.span(at), "too-long", message, "shorten it; the rest fits in the text")
    section = entry.prose.section("How to")
    for step in section.steps if section else ():
        if len(step) > LONGEST_STEP:
            line = section.line + entry.document.body_line if section else 1
            message = f"a step has {len(step)} characters; {LONGEST_STEP} fit: `{step[:30]}…`"
            yield Diagnostic(Span(entry.document.path, line), "too-long", message, "make two steps of it")


def _items(field: str, texts: Sequence[str]) -> list[tuple[Location, str]]:
    return [((field, position), text) for position, text in enumerate(texts)]


def _unrepeated(entry: Entry) -> Iterator[Diagnostic]:
    if isinstance(entry.meta, Exercise):
        yield from _odd(entry, ("dose",), entry.meta.dose)
    for at, slot in lines(entry.meta) if isinstance(entry.meta, Program) else ():
        yield from _odd(entry, at, slot)


def _odd(entry: Entry, at: Location, dose: Dose | Slot) -> Iterator[Diagnostic]:
    measure = "hold" if dose.hold else "distance"
    for field in ("tempo", "reserve"):
        if dose.reps is None and getattr(dose, field) is not None:
            message = f"`{field}` speaks of repetitions, but the set is a {measure}"
            yield Diagnostic(entry.document.span((*at, field)), "not-repeated", message, f"take out `{field}`")


def _weeks(entry: Entry) -> Iterator[Diagnostic]:
    program = entry.meta
    if not isinstance(program, Program):
        return
    claims = [(("phases", n, "weeks"), phase.weeks) for n, phase in enumerate(program.phases)]
    yield from _claims(entry, program.weeks, claims)
    claims = [(("stages", n, "weeks"), stage.weeks) for n, stage in enumerate(program.stages)]
    yield from _claims(entry, program.weeks, claims)
    for at, slot in lines(program):
        changes = [((*at, "weeks", key), read(key, ("",))) for key in slot.weeks]
        yield from _claims(entry, program.weeks, changes)


def _claims(entry: Entry, weeks: int, claims: Sequence[tuple[Location, Quantity]]) -> Iterator[Diagnostic]:
    taken: set[int] = set()
    for at, claimed in claims:
        numbers = set(week_numbers(claimed))
        if claimed.high > weeks or taken & numbers:
            span = entry.document.key_span(at) if at[-2] == "weeks" else entry.document.span(at)
            yield _misplaced(span, claimed, weeks, taken & numbers)
        taken |= numbers


def _misplaced(span: Span, claimed: Quantity, weeks: int, again: set[int]) -> Diagnostic:
    if claimed.high > weeks:
        return Diagnostic(span, "program-weeks", f"week {claimed.high:g} lies after the program's {weeks} weeks")
    return Diagnostic(span, "program-weeks", f"week {min(again)} is claimed twice", "let the weeks follow one another")


def _nothing_to_do(entry: Entry) -> Iterator[Diagnostic]:
    program = entry.meta
    if isinstance(program, Program) and not program.workouts and not program.stages:
        hint = "write `workouts`, or `stages` that name other programs"
        yield Diagnostic(Span(entry.document.path, 1, 1, 4), "program-empty", "the program has nothing to do", hint)


def _unreviewed(entry: Entry) -> Iterator[Diagnostic]:
    if entry.meta.reviewed is None:
        hint = "when someone who knows has read it as a whole, write `reviewed:` and the day"
        yield Diagnostic(Span(entry.document.path, 1, 1, 4), "unreviewed", "the entry has not been reviewed", hint)


def lines(program: Program) -> Iterator[tuple[Location, Slot]]:
    """The lines of a program's workouts, and where each is written."""
    return (((*at, "slots", s), slot) for at, block in blocks(program) for s, slot in enumerate(block.slots))


def blocks(program: Program) -> Iterator[tuple[Location, Block]]:
    """The blocks of a program's workouts, and where each is written."""
    for w, workout in enumerate(program.workouts):
        for b, block in enumerate(workout.blocks):
            yield ("workouts", w, "blocks", b), block


_RULES: tuple[Rule, ...] = (
    _selves,
    _twice,
    _workouts,
    _sections,
    _lengths,
    _unrepeated,
    _weeks,
    _nothing_to_do,
    _unreviewed,
)
