"""The page of an exercise."""

from dataclasses import dataclass
from itertools import pairwise

from handbook import addresses
from handbook.handbook import Handbook
from handbook.ladders import Step
from handbook.pages.page import Download, Page, Ref
from handbook.pages.shown import about, naming, ref, refs, text
from handbook.quantities import MOST
from handbook.schema import Dose, Exercise, Need
from handbook.validate import Entry

SIDES = {
    "both": "Both sides together",
    "each": "One side, then the other",
    "alternating": "Sides in turn",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way up or down: to another exercise, or a change in place; `when` is what to reach before going up."""

    ref: Ref | None
    change: str
    when: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of a ladder as a strip shows it, and what to reach there before going up."""

    ref: Ref
    current: bool
    when: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A ladder with this exercise's place on it, from 1."""

    ladder: Ref
    rungs: tuple[Rung, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Instead:
    """What to do instead: the exercise, the equipment it does without, and its needs as `choices` spells them."""

    ref: Ref
    lacking: tuple[Ref, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One need of equipment: any one of the choices, perhaps only wanted."""

    choices: tuple[Ref, ...]
    optional: bool


def exercise_page(handbook: Handbook, entry: Entry, words: str, downloads: tuple[Download, ...] = ()) -> Page:
    """Everything about one exercise.

    `words` say what its figure shows; they are empty where it has none. `downloads` are its papers.
    """
    exercise = entry.meta
    assert isinstance(exercise, Exercise)  # noqa: S101 - only exercises are handed in
    return Page(
        address=addresses.entry(entry.id),
        template="exercise.html",
        title=exercise.title,
        description=exercise.summary,
        entry=entry.id,
        facts={
            "exercise": exercise,
            "about": about(handbook, entry),
            "text": text(handbook, entry),
            "sides": SIDES[exercise.sides],
            "dose": dose(exercise.dose),
            "amount": amount(exercise.dose),
            "pieces": pieces(handbook, exercise.equipment),
            "muscles": {half: refs(handbook, "muscles", getattr(exercise.muscles, half)) for half in HALVES},
            "movements": {half: refs(handbook, "movements", getattr(exercise.movements, half)) for half in HALVES},
            "easier": ways(handbook, entry, "easier"),
            "harder": ways(handbook, entry, "harder"),
            "strips": strips(handbook, entry),
            "swaps": swaps(handbook, entry),
            "programs": naming(handbook, entry.id, "programs"),
            "guides": naming(handbook, entry.id, "guides"),
            "figure": figure(entry, words),
            "bodymap": addresses.figure(entry.id, "bodymap"),
            "downloads": downloads,
        },
    )


HALVES = ("primary", "secondary")
TIMES = "\N{MULTIPLICATION SIGN}"


def figure(entry: Entry, words: str) -> dict[str, str]:
    """The addresses of an exercise's figures, and what they show as `words`; empty where it has none."""
    if not words:
        return {}
    return {"words": words} | {name: addresses.figure(entry.id, name) for name in ("strip", "thumb", "motion")}


def amount(dose: Dose) -> str:
    """The dose in one short text: sets times what one set is."""
    one = dose.reps or dose.hold or dose.distance
    return f"{dose.sets} {TIMES} {one}"


def dose(dose: Dose) -> tuple[tuple[str, str], ...]:
    """The dose as pairs of a word and a text."""
    many = dose.reps and dose.reps.unit == MOST
    long = dose.hold and dose.hold.unit == MOST
    pairs = (
        ("Sets", str(dose.sets)),
        ("Reps", "as many as you can" if many else str(dose.reps or "")),
        ("Hold", "as long as you can" if long else str(dose.hold or "")),
        ("Distance", str(dose.distance or "")),
        ("Rest", str(dose.rest or "")),
        ("Tempo", dose.tempo or ""),
        ("In reserve", f"{dose.reserve} reps" if dose.reserve else ""),
    )
    return tuple((word, said) for word, said in pairs if said)


def pieces(handbook: Handbook, needs: tuple[Need, ...]) -> tuple[Piece, ...]:
    """The equipment, what is needed first."""
    found = [Piece(refs(handbook, "equipment", need.choices), need.optional) for need in needs]
    return tuple(sorted((piece for piece in found if piece.choices), key=lambda piece: piece.optional))


def ways(handbook: Handbook, entry: Entry, direction: str) -> tuple[Way, ...]:
    """The ways up (`harder`) or down (`easier`): exercises first, whichever end they are written at, then changes."""
    exercise = entry.meta
    assert isinstance(exercise, Exercise)  # noqa: S101 - only exercises are handed in
    steps: tuple[Step, ...] = getattr(handbook.climb, direction).get(entry.slug, ())
    others = [Way(ref(handbook, f"exercises/{getattr(step, direction)}"), "", step.when) for step in steps]
    changes = [Way(None, one.change, one.when or "") for one in getattr(exercise, direction) if one.change]
    return (*others, *changes)


def strips(handbook: Handbook, entry: Entry) -> tuple[Strip, ...]:
    """Each ladder that the exercise is a rung of."""
    return tuple(_strip(handbook, slug, entry.slug) for slug in handbook.climb.places.get(entry.slug, ()))


def _strip(handbook: Handbook, ladder: str, slug: str) -> Strip:
    rungs = handbook.climb.ladders[ladder]
    return Strip(ref(handbook, f"ladders/{ladder}"), rungs_of(handbook, rungs, slug), rungs.index(slug) + 1)


def rungs_of(handbook: Handbook, rungs: tuple[str, ...], current: str = "") -> tuple[Rung, ...]:
    """The rungs of a ladder, each with what to reach before the next."""
    above = {low: handbook.climb.step(low, high) for low, high in pairwise(rungs)}
    return tuple(
        Rung(ref(handbook, f"exercises/{one}"), one == current, step.when if (step := above.get(one)) else "")
        for one in rungs
    )


def swaps(handbook: Handbook, entry: Entry) -> tuple[Instead, ...]:
    """What to do instead, the author's own first."""
    lacking: dict[str, list[str]] = {}
    for swap in handbook.swaps[entry.slug]:
        lacking.setdefault(swap.exercise, []).extend([swap.lacking] if swap.lacking else [])
    return tuple(
        Instead(
            ref(handbook, f"exercises/{one}"), refs(handbook, "equipment", pieces), choices(handbook.exercises[one])
        )
        for one, pieces in lacking.items()
    )


def choices(exercise: Exercise) -> tuple[str, ...]:
    """Each need as one word for the scripts: a piece of equipment, or those of which one will do, parted by `|`."""
    return tuple("|".join(need.choices) for need in exercise.equipment if not need.optional)
