"""The page of a program: its workouts, its weeks, what it trains, and its sheets."""

import json
from dataclasses import asdict, dataclass

from handbook import addresses
from handbook.coverage import Amount, Coverage
from handbook.handbook import Handbook
from handbook.pages.exercise import Piece, pieces
from handbook.pages.page import Download, Page, Ref
from handbook.pages.shown import about, naming, ref, refs, text
from handbook.prescriptions import prescribed, standing
from handbook.schedule import plan
from handbook.schema import Block, Program, Progression, Slot, Workout
from handbook.sessions import session_addresses
from handbook.validate import Entry

_RULES = {
    "load": "When you finish all sets, add load.",
    "double": "Add reps until every set reaches the top of the range; then add load and begin at the bottom of it.",
    "reps": "Add a rep when you can.",
    "time": "Hold or work a little longer each time.",
    "sets": "Add a set from week to week.",
    "none": "Nothing is added; do it as written.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a workout: the exercise, how much, and each week's amount where it differs."""

    exercise: Ref
    ladder: Ref | None
    amount: str
    details: tuple[str, ...]
    note: str
    weeks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a workout."""

    title: str
    style: str
    rounds: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One workout, and the address of its session."""

    title: str
    address: str
    summary: str
    minutes: str
    warmup: str
    cooldown: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the coverage chart: sets a week, the share of the longest bar in percent, and by week."""

    ref: Ref
    promised: bool
    sets: str
    share: int
    weeks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A phase of a program, or a stage of a long plan."""

    name: str
    weeks: str
    aim: str
    changes: str
    program: Ref | None


def program_page(handbook: Handbook, entry: Entry, downloads: tuple[Download, ...] = ()) -> Page:
    """Everything about one program. `downloads` are its papers."""
    program = entry.meta
    assert isinstance(program, Program)  # noqa: S101 - only programs are handed in
    coverage = handbook.coverage[entry.slug]
    return Page(
        address=addresses.entry(entry.id),
        template="program.html",
        title=program.title,
        description=program.summary,
        entry=entry.id,
        facts={
            "program": program,
            "about": about(handbook, entry),
            "text": text(handbook, entry),
            "guides": naming(handbook, entry.id, "guides"),
            "often": str(program.per_week),
            "purpose": refs(handbook, "movements", program.purpose),
            "progress": progress(program.progression),
            "periods": periods(handbook, program),
            "sessions": sessions(handbook, entry.slug, program, coverage),
            "equipment": equipment(handbook, coverage),
            "week_numbers": tuple(range(1, program.weeks + 1)),
            "movements": bars(handbook, "movements", coverage, program),
            "muscles": bars(handbook, "muscles", coverage, program),
            "untrained": _untrained(handbook, coverage),
            "bodymap": addresses.figure(entry.id, "bodymap"),
            "sheet": addresses.sheet(entry.slug),
            "downloads": downloads,
            "calendar": json.dumps(asdict(plan(handbook, entry.slug, handbook.edition)), ensure_ascii=False),
        },
    )


def progress(progression: Progression) -> tuple[str, ...]:
    """How to progress, in sentences: the program's own words, or the rule's."""
    said = [progression.note or _RULES[progression.rule]]
    if progression.step and not progression.note:
        said.append(f"Step: {progression.step}.")
    if progression.round:
        said.append(f"Round loads to {progression.round}.")
    return tuple(said)


def periods(handbook: Handbook, program: Program) -> tuple[Period, ...]:
    """Phases, or the stages of a long plan."""
    phases = [
        Period(one.name, str(one.weeks), one.aim, _changes(one.sets, one.reps, one.load), None)
        for one in program.phases
    ]
    stages = [
        Period(one.name, str(one.weeks), one.aim, "", next(iter(_named(handbook, one.program)), None))
        for one in program.stages
    ]
    return (*phases, *stages)


def _named(handbook: Handbook, program: str | None) -> tuple[Ref, ...]:
    return refs(handbook, "programs", [program] if program else [])


def _changes(sets: object, reps: object, load: object) -> str:
    said = [f"{sets} sets" if sets else "", f"{reps} reps" if reps else "", f"load {load}" if load else ""]
    return ", ".join(filter(None, said))


def sessions(handbook: Handbook, slug: str, program: Program, coverage: Coverage) -> tuple[Session, ...]:
    """Every workout as it is shown."""
    return tuple(
        Session(
            title=workout.title,
            address=address,
            summary=workout.summary or "",
            minutes=_minutes(coverage.minutes[workout.title]),
            warmup=workout.warmup or program.warmup or "",
            cooldown=workout.cooldown or program.cooldown or "",
            parts=_parts(handbook, program, workout),
        )
        for workout, address in zip(program.workouts, session_addresses(slug, program), strict=True)
    )


def _minutes(amount: Amount) -> str:
    low, high = (max(5, round(end / 5) * 5) for end in (amount.low, amount.high))
    return f"{low} min" if low == high else f"{low}\u2013{high} min"


def _parts(handbook: Handbook, program: Program, workout: Workout) -> tuple[Part, ...]:
    return tuple(
        Part(
            title=block.title or "",
            style=block.style,
            rounds=str(block.rounds or ""),
            lines=tuple(
                _line(handbook, program, block, slot)
                for slot in block.slots
                if f"exercises/{slot.done}" in handbook.entries
            ),
        )
        for block in workout.blocks
    )


def _line(handbook: Handbook, program: Program, block: Block, slot: Slot) -> Line:
    said = standing(block, slot)
    details = (
        f"rest {said.rest}" if said.rest else "",
        f"{said.reserve} in reserve" if said.reserve else "",
        f"tempo {said.tempo}" if said.tempo else "",
        said.load or "",
    )
    weeks = [prescribed(program, block, slot, week) for week in range(1, program.weeks + 1)]
    amounts = tuple(" ".join(filter(None, (one.amount, one.load or ""))) for one in weeks)
    ladders = refs(handbook, "ladders", [slot.ladder] if slot.ladder else [])
    return Line(
        exercise=ref(handbook, f"exercises/{slot.done}"),
        ladder=ladders[0] if ladders else None,
        amount=said.amount,
        details=tuple(filter(None, details)),
        note=slot.note or "",
        weeks=amounts if len(set(amounts)) > 1 else (),
    )


def equipment(handbook: Handbook, coverage: Coverage) -> tuple[Piece, ...]:
    """What the program asks for, as it is shown."""
    return pieces(handbook, coverage.equipment)


def bars(handbook: Handbook, folder: str, coverage: Coverage, program: Program) -> tuple[Bar, ...]:
    """The coverage chart of movements or muscles, the most trained first."""
    rows = coverage.movements if folder == "movements" else coverage.muscles
    most = {slug: max(weeks, key=lambda week: (week.high, week.low)) for slug, weeks in rows.items()}
    longest = max((amount.high for amount in most.values()), default=1)
    ranked = sorted(most, key=lambda slug: (-most[slug].high, slug))
    return tuple(
        Bar(
            ref=ref(handbook, f"{folder}/{slug}"),
            promised=slug in program.purpose,
            sets=_span(rows[slug]),
            share=round(100 * most[slug].high / longest),
            weeks=tuple(str(week) for week in rows[slug]),
        )
        for slug in ranked
        if f"{folder}/{slug}" in handbook.entries
    )


def _span(weeks: tuple[Amount, ...]) -> str:
    return str(Amount(min(week.low for week in weeks), max(week.high for week in weeks)))


def _untrained(handbook: Handbook, coverage: Coverage) -> tuple[Ref, ...]:
    """Movements that a runner's program should train and this one does not."""
    wanted = [slug for slug, one in handbook.movements.items() if one.coverage and not coverage.trains(slug)]
    return refs(handbook, "movements", wanted)
