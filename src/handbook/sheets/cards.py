"""Exercise cards: a quarter of a sheet each, with figure, amount, cues and steps. Lengths are in mm."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.fitting import lines
from handbook.schema import Exercise
from handbook.sheets.imprint import Imprint, Shears, tall
from handbook.sheets.sheet import PAPERS, Cut, PaperName
from handbook.typeface import SMALL, TEXT, Style

TITLE = Style("BarlowCondensed-Bold", 16, 6)
CUE = Style("BarlowSemiCondensed-SemiBold", 9.2, 3.7)
STEPS = Style(TEXT.face, 8.8, 3.6)
MARGIN, TOP = 8.0, 8.0
FOOT = 13.0
CODE = 12.0
STEP = 4.0
LEAST_FIGURE, MOST_FIGURE = 18.0, 52.0
_GAP = 1.5
LOOSE = 0.6
_STEP_LINES = (5, 4, 3)


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise: `kind` says what it is and for whom, `amount` how much; `figure` is an SVG `high` mm high."""

    title: str
    kind: str
    amount: str
    needs: str
    figure: str
    figure_title: str
    high: float
    cues: tuple[str, ...]
    steps: tuple[str, ...]
    easier: str
    harder: str
    address: str
    short: str
    qr: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards on paper: four to a sheet with lines to cut along, or one `alone` on its own small page."""

    imprint: Imprint
    alone: bool
    width: float
    height: float
    cards: tuple[Card, ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What other stages know of an exercise: its steps, equipment in words, neighbours, figure, and page."""

    steps: tuple[str, ...]
    needs: str
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    figure: str
    figure_title: str
    page: Imprint


def quarter(paper: PaperName) -> tuple[float, float]:
    """Width and height of a quarter of a sheet."""
    return PAPERS[paper].width / 2, PAPERS[paper].height / 2


def card(slug: str, exercise: Exercise, facts: CardFacts, size: tuple[float, float]) -> tuple[Card, tuple[Cut, ...]]:
    """A card of that size, and the texts that did not fit. The figure takes what room the words leave."""
    shears = Shears(f"exercises/{slug}")
    room = size[0] - 2 * MARGIN
    dose = exercise.dose
    rest = f", rest {dose.rest}" if dose.rest else ""
    measure = dose.reps or dose.hold or dose.distance
    each = {"each": " each side", "alternating": " in turn", "both": ""}[exercise.sides]
    title = shears.fit(exercise.title, TITLE, room, 2)
    amount = shears.fit(f"{dose.sets} \u00d7 {measure}{each}{rest}", CUE, room, 1)
    needs = shears.fit(facts.needs, TEXT, room, 2)
    cues = tuple(shears.fit(cue, CUE, room - STEP, 2) for cue in exercise.cues[:4])
    high = size[1] - TOP - FOOT - MARGIN
    used = lines(title, TITLE, room) * TITLE.line + (1 + lines(needs, TEXT, room)) * TEXT.line + CUE.line + 4 * _GAP
    used += sum(lines(cue, CUE, room - STEP) * CUE.line + LOOSE for cue in cues)
    steps, words = _steps(facts.steps, room - STEP, high - used - (LEAST_FIGURE if facts.figure else 0), shears)
    figure = max(0.0, tall(facts.figure, room, min(MOST_FIGURE, high - used - words)))
    made = Card(
        title=title,
        kind=f"{exercise.kind} · {exercise.level}",
        amount=amount,
        needs=needs,
        figure=facts.figure,
        figure_title=facts.figure_title or exercise.title,
        high=figure,
        cues=cues,
        steps=steps,
        easier=_first(facts.easier, room - CODE - 14),
        harder=_first(facts.harder, room - CODE - 14),
        address=facts.page.address,
        short=shears.fit(facts.page.short, SMALL, room - CODE - 2, 2),
        qr=facts.page.qr,
    )
    return made, tuple(shears.cuts)


def _steps(said: Sequence[str], room: float, free: float, shears: Shears) -> tuple[tuple[str, ...], float]:
    """The steps with as many lines each as there is room for, and their height."""
    for most in _STEP_LINES:
        trial = Shears(shears.entry)
        fitted = tuple(trial.fit(step, STEPS, room, most) for step in said)
        height = sum(lines(step, STEPS, room) * STEPS.line + LOOSE for step in fitted)
        if height <= free:
            break
    while fitted and height > free:
        height -= lines(fitted[-1], STEPS, room) * STEPS.line + LOOSE
        trial.cuts.append(Cut(shears.entry, said[len(fitted) - 1]))
        fitted = fitted[:-1]
    shears.cuts.extend(trial.cuts)
    return fitted, height


def _first(names: Sequence[str], room: float) -> str:
    """The first name that one line holds."""
    return next((name for name in names if lines(name, SMALL, room, after=14) <= 1), "")
