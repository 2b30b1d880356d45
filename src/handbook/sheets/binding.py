"""Bind the handbook into a book: which entry stands in which chapter, and what the indexes say."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from handbook import addresses
from handbook.handbook import Handbook
from handbook.link import leads_out, target
from handbook.markdown import Hole, Html
from handbook.prescriptions import standing
from handbook.schema import Equipment, Exercise, Movement, Muscle, Program
from handbook.sheets.book import Article, Book, Chapter, Fact, Step, Table
from handbook.sheets.imprint import Imprint, Source, tall
from handbook.sheets.indexes import indexes, named
from handbook.sheets.passages import Block, blocks
from handbook.validate import Entry

FIGURE = 46.0
COLUMN = 80.0
HOW_TO = "how to"


def book(handbook: Handbook, source: Source, front: Imprint, references: Iterable[tuple[int, str]]) -> Book:
    """The whole handbook. `references` are the cited works as they are numbered on the site."""
    return Book(
        imprint=front,
        licence=handbook.settings.licence.content,
        chapters=tuple(one for one in _chapters(handbook, source) if one.about or one.articles),
        references=tuple(references),
        indexes=tuple(one for one in indexes(handbook) if one.lines),
    )


def _chapters(handbook: Handbook, source: Source) -> Iterator[Chapter]:
    guides = sorted(handbook.guides, key=lambda slug: (handbook.guides[slug].order, handbook.guides[slug].title))
    yield Chapter("Why and how", None, tuple(_plain(handbook, f"guides/{slug}") for slug in guides))
    for movement, exercises in by_movement(handbook).items():
        about = _movement(handbook, source, movement, exercises)
        yield Chapter(about.title, about, tuple(_exercise(handbook, source, slug) for slug in exercises))
    yield Chapter("Ladders", None, tuple(_ladder(handbook, slug) for slug in handbook.ladders))
    programs = sorted(handbook.programs, key=lambda slug: (handbook.programs[slug].order, slug))
    yield Chapter("Programs", None, tuple(_program(handbook, slug) for slug in programs))
    yield Chapter("Muscles", None, tuple(_muscle(handbook, slug) for slug in handbook.muscles))
    yield Chapter("Equipment", None, tuple(_equipment(handbook, slug) for slug in handbook.equipment))


def by_movement(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Movements, those of running first, each with the exercises that are done for it before anything else."""
    movements = handbook.movements
    order = sorted(movements, key=lambda slug: (("core", "composite", "support").index(movements[slug].role), slug))
    found: dict[str, list[str]] = {slug: [] for slug in order}
    for slug, one in handbook.exercises.items():
        found.setdefault(one.movements.primary[0], []).append(slug)
    return {slug: tuple(found[slug]) for slug in order}


def _plain(handbook: Handbook, entry_id: str, facts: Iterable[Fact] = ()) -> Article:
    entry = handbook.entries[entry_id]
    return Article(entry_id, entry.meta.title, entry.meta.summary, _said(facts), body=_body(handbook, entry))


def _said(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(one for one in facts if one.text or one.to)


def _body(handbook: Handbook, entry: Entry, leave: str = "") -> tuple[Block, ...]:
    """An entry's text, without the section that is shown in another way."""
    found = list(blocks(_filled(handbook, entry, entry.prose.intro)))
    for section in entry.prose.sections:
        if section.title.casefold() != leave:
            found += [*blocks(f"<h2>{_escaped(section.title)}</h2>")]
            found += _untitled(blocks(_filled(handbook, entry, section.html)), section.title)
    return (*found, *blocks(_filled(handbook, entry, entry.prose.notes)))


def _untitled(found: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks of a section without its heading, should they begin with it."""
    own = bool(found) and found[0].kind == "h" and "".join(run.text for run in found[0].runs).strip() == title
    return found[1:] if own else found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _filled(handbook: Handbook, entry: Entry, html: Html) -> str:
    numbers = {key: number for number, key in enumerate(handbook.references, 1)}

    def fill(hole: Hole) -> str:
        if hole.kind == "cite":
            return f"[{numbers.get(hole.target, _escaped(hole.target))}]"
        if leads_out(hole):
            return _escaped(hole.target).replace('"', "&quot;")
        goal, _ = target(entry, hole)
        return f"entry:{goal}" if goal in handbook.entries else ""

    return html.fill(fill)


def _exercise(handbook: Handbook, source: Source, slug: str) -> Article:
    entry = handbook.entries[f"exercises/{slug}"]
    one = entry.meta
    assert isinstance(one, Exercise)  # noqa: S101 - only exercises are handed in
    how = entry.prose.section(HOW_TO)
    figure = source.figure(addresses.figure(entry.id, "strip"))
    return Article(
        id=entry.id,
        title=one.title,
        summary=one.summary,
        facts=_said(_exercise_facts(handbook, slug, one)),
        figure=figure,
        figure_title=source.words.get(entry.id, "") or one.title,
        high=tall(figure, COLUMN, FIGURE),
        cues=one.cues,
        steps=how.steps if how else (),
        mistakes=tuple((fault.wrong, fault.fix) for fault in one.mistakes),
        body=_body(handbook, entry, HOW_TO),
    )


def _exercise_facts(handbook: Handbook, slug: str, one: Exercise) -> Iterator[Fact]:
    dose, climb = one.dose, handbook.climb
    sides = {"each": ", each side", "alternating": ", sides in turn", "both": ""}[one.sides]
    said = [f"{dose.sets} \u00d7 {dose.reps or dose.hold or dose.distance}{sides}", f"rest {dose.rest}"]
    yield Fact("Level", f"{one.level}, {one.kind}")
    yield Fact("How much", ", ".join(said[: 2 if dose.rest else 1]))
    yield Fact("Needs", needs(handbook, one))
    yield Fact("Muscles", to=named(handbook, "muscles", one.muscles.primary))
    yield Fact("Also trains", to=named(handbook, "movements", one.movements.all[1:]))
    for label, steps, end in (
        ("Easier", climb.easier.get(slug, ()), "easier"),
        ("Harder", climb.harder.get(slug, ()), "harder"),
    ):
        changes = "; ".join(way.change for way in getattr(one, end) if way.change)
        yield Fact(label, changes, named(handbook, "exercises", [getattr(step, end) for step in steps]))
    yield Fact("Instead", to=named(handbook, "exercises", dict.fromkeys(s.exercise for s in one.substitutes)))
    for care in one.cautions:
        yield Fact(f"Care: {care.when}", care.advice)


def needs(handbook: Handbook, exercise: Exercise) -> str:
    """The equipment in words: what is needed, and what is only wanted."""
    pieces = handbook.equipment
    said = []
    for need in exercise.equipment:
        choices = " or ".join(pieces[one].title.lower() for one in need.choices if one in pieces)
        said.append(f"{choices} if you have it" if need.optional else choices)
    return ", ".join(filter(None, said)) or "nothing"


def _movement(handbook: Handbook, source: Source, slug: str, exercises: tuple[str, ...]) -> Article:
    entry = handbook.entries[f"movements/{slug}"]
    one = entry.meta
    assert isinstance(one, Movement)  # noqa: S101 - only movements are handed in
    elsewhere = [s for s, e in handbook.exercises.items() if slug in e.movements.primary and s not in exercises]
    facts = (
        Fact("Joint", f"{one.joint}, {one.plane} plane" if one.plane != "several" else one.joint),
        Fact("Prime movers", to=named(handbook, "muscles", one.muscles.primary)),
        Fact("Opposite", to=named(handbook, "movements", [one.opposite] if one.opposite else [])),
        Fact("Parts", to=named(handbook, "movements", one.parts)),
        Fact("Kinds", to=named(handbook, "movements", one.kinds)),
        Fact("Trained elsewhere by", to=named(handbook, "exercises", elsewhere)),
    )
    figure = source.figure(addresses.figure(entry.id, "movement"))
    shown = source.words.get(entry.id, "") or one.title
    body = _body(handbook, entry)
    return Article(
        entry.id, one.title, one.summary, _said(facts), figure, shown, tall(figure, COLUMN, FIGURE), body=body
    )


def _ladder(handbook: Handbook, slug: str) -> Article:
    entry = handbook.entries[f"ladders/{slug}"]
    rungs = handbook.climb.ladders[slug]
    steps = [handbook.climb.step(low, high) for low, high in pairwise(rungs)]
    whens = [*(step.when if step else "" for step in steps), ""]
    pairs = zip(named(handbook, "exercises", rungs), whens, strict=True)
    made = tuple(Step(to, when) for to, when in pairs)
    return Article(entry.id, entry.meta.title, entry.meta.summary, rungs=made, body=_body(handbook, entry))


def _program(handbook: Handbook, slug: str) -> Article:
    entry = handbook.entries[f"programs/{slug}"]
    one = entry.meta
    assert isinstance(one, Program)  # noqa: S101 - only programs are handed in
    facts = [
        Fact("Level", str(one.level)),
        Fact("Time", f"{one.weeks} weeks, {one.per_week} \u00d7 a week"),
        Fact("Trains", to=named(handbook, "movements", one.purpose)),
        Fact("Warm-up", one.warmup or ""),
        Fact("How to progress", one.progression.note or ""),
        *(Fact(f"{phase.name}, weeks {phase.weeks}", phase.aim) for phase in one.phases),
        *(
            Fact(
                f"{stage.name}, weeks {stage.weeks}",
                stage.aim,
                named(handbook, "programs", filter(None, [stage.program])),
            )
            for stage in one.stages
        ),
    ]
    tables = tuple(_table(handbook, one, at) for at in range(len(one.workouts)))
    return Article(entry.id, one.title, one.summary, _said(facts), tables=tables, body=_body(handbook, entry))


def _table(handbook: Handbook, program: Program, at: int) -> Table:
    workout = program.workouts[at]
    rows = []
    for block in workout.blocks:
        for slot in block.slots:
            said = standing(block, slot)
            rest = f"rest {said.rest}" if said.rest and said.rest.high else ""
            rows += [(to, said.amount, rest) for to in named(handbook, "exercises", [slot.done])]
    return Table(workout.title, workout.summary or "", tuple(rows))


def _muscle(handbook: Handbook, slug: str) -> Article:
    one = handbook.muscles[slug]
    assert isinstance(one, Muscle)  # noqa: S101 - only muscles are handed in
    return _plain(handbook, f"muscles/{slug}", [Fact("Latin", one.latin), Fact("Group", one.group)])


def _equipment(handbook: Handbook, slug: str) -> Article:
    one = handbook.equipment[slug]
    assert isinstance(one, Equipment)  # noqa: S101 - only equipment is handed in
    things = "; ".join(other.thing for other in one.instead if other.thing)
    others = named(handbook, "equipment", [other.equipment for other in one.instead if other.equipment])
    return _plain(handbook, f"equipment/{slug}", [Fact("Instead", things, others)])
