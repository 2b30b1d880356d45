"""The pages of workouts as sessions: one exercise a screen, in the order in which they are done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages.exercise import SIDES
from handbook.pages.page import Page, Ref
from handbook.pages.shown import ref, refs
from handbook.schema import Program
from handbook.sessions import Step, Turn, session_addresses, steps


@dataclass(frozen=True, slots=True)
class Screen:
    """One exercise of a session.

    `figure` are the addresses of its pictures and its `words`, empty where it has none. `station` says its place in a
    superset or circuit; `again` is the anchor to go back to while rounds are left. `loaded` is whether there may be a
    weight to write down. `before` and `after` are anchors.
    """

    anchor: str
    number: int
    exercise: Ref
    ladder: Ref | None
    figure: Mapping[str, str]
    heading: str
    station: str
    again: str
    rounds: str
    amount: str
    details: tuple[str, ...]
    cues: tuple[str, ...]
    unit: str
    loaded: bool
    sets: tuple[int, ...]
    least: int
    target: str
    rest: tuple[int, int]
    hold: tuple[int, int]
    turns: tuple[Turn, ...]
    before: str
    after: str


def session_page(handbook: Handbook, slug: str, number: int, words: Mapping[str, str]) -> Page:
    """The page of a program's workout, counted from 0. `words` are the figures in words, by the ids of entries."""
    program = handbook.programs[slug]
    place, workout = session_addresses(slug, program)[number], program.workouts[number]
    known = [step for step in steps(program, workout) if f"exercises/{step.slot.done}" in handbook.entries]
    return Page(
        address=place,
        template="session.html",
        title=f"{workout.title}, {program.title}",
        description=workout.summary or program.summary,
        index=False,
        facts={
            "program": ref(handbook, f"programs/{slug}"),
            "workout": workout.title,
            "name": place.removesuffix(".html"),
            "warmup": workout.warmup or program.warmup or "",
            "cooldown": workout.cooldown or program.cooldown or "",
            "weeks": program.weeks if any(step.turns for step in known) else 0,
            "phases": _phases(program),
            "screens": tuple(_screen(handbook, known, at, words) for at in range(len(known))),
            "others": _others(program, slug, place),
        },
    )


def _phases(program: Program) -> tuple[str, ...]:
    """Each week as it is chosen: `Week 1, Accumulation`."""
    phases = {
        week: phase.name for phase in program.phases for week in range(int(phase.weeks.low), int(phase.weeks.high) + 1)
    }
    return tuple(
        f"Week {week}" + (f", {phases[week]}" if week in phases else "") for week in range(1, program.weeks + 1)
    )


def _others(program: Program, slug: str, place: str) -> tuple[tuple[str, str], ...]:
    """The program's other sessions: title and address."""
    pairs = zip(program.workouts, session_addresses(slug, program), strict=True)
    return tuple((workout.title, address) for workout, address in pairs if address != place)


def _screen(handbook: Handbook, known: Sequence[Step], at: int, words: Mapping[str, str]) -> Screen:
    step = known[at]
    done = step.slot.done
    exercise, said = handbook.exercises[done], step.said
    ladders = refs(handbook, "ladders", [step.slot.ladder] if step.slot.ladder else [])
    turning = step.block.style != "straight" and len(step.block.slots) > 1
    last = turning and step.place == len(step.block.slots) and step.sets > 1
    return Screen(
        anchor=_anchor(step),
        number=step.number,
        exercise=ref(handbook, f"exercises/{done}"),
        ladder=ladders[0] if ladders else None,
        figure=_figure(f"exercises/{done}", words),
        heading=step.block.title or "",
        station=f"{step.block.style}, {step.place} of {len(step.block.slots)}" if turning else "",
        again=_anchor(known[at - step.place + 1]) if last and at >= step.place - 1 else "",
        rounds=str(said.sets) if turning else "",
        amount=_begun(step.turns[0]) if step.turns else said.amount,
        details=_details(step, exercise.sides),
        cues=exercise.cues,
        unit=step.unit,
        loaded=_loaded(handbook, done),
        sets=tuple(range(1, step.sets + 1)),
        least=int(said.sets.low),
        target=said.measure,
        rest=step.rest,
        hold=step.hold,
        turns=step.turns,
        before=_anchor(known[at - 1]) if at else "start",
        after=_anchor(known[at + 1]) if at + 1 < len(known) else "end",
    )


def _begun(turn: Turn) -> str:
    """What is done in the week that a session shows before another is chosen."""
    return f"{turn.amount}, {turn.load}" if turn.load else turn.amount


def _loaded(handbook: Handbook, exercise: str) -> bool:
    pieces = handbook.equipment
    named = (one for need in handbook.exercises[exercise].equipment for one in need.choices)
    return any(not pieces[one].home for one in named if one in pieces)


def _anchor(step: Step) -> str:
    return f"{step.slot.done}-{step.number}"


def _figure(entry_id: str, words: Mapping[str, str]) -> dict[str, str]:
    if entry_id not in words:
        return {}
    return {"words": words[entry_id]} | {name: addresses.figure(entry_id, name) for name in ("strip", "motion")}


def _details(step: Step, sides: str) -> tuple[str, ...]:
    said = step.said
    details = (
        SIDES[sides] if sides != "both" else "",
        said.load or "",
        f"{said.reserve} reps in reserve" if said.reserve else "",
        f"tempo {said.tempo}" if said.tempo else "",
        f"rest {said.rest}" if said.rest else "",
        step.slot.note or "",
    )
    return tuple(one for one in details if one)
