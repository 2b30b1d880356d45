"""The fields of every kind of entry: the one declaration from which checks, scaffolds, docs and schemas are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from handbook.fields import (
    Count,
    Day,
    Distance,
    EquipmentName,
    ExerciseName,
    Hold,
    LadderName,
    Model,
    MovementName,
    ProgramName,
    ReferenceName,
    Reps,
    Rest,
    Step,
    Tempo,
    Text,
    Texts,
    Trained,
    Weeks,
    Weight,
    Worked,
    listed,
)
from handbook.quantities import Quantity, read


class Level(StrEnum):
    """How much experience an entry asks for; the order is the order of difficulty."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """0 for beginner, 2 for advanced."""
        return list(Level).index(self)


class Dose(Model):
    """How much of it: sets, and exactly one of reps, hold and distance."""

    sets: Count = Field(description="Number of sets, `3` or `3-5`.")
    reps: Reps | None = Field(
        None,
        description="Repetitions in a set, `8`, `6-8` or `max`; for each side where sides are trained one at a time.",
    )
    hold: Hold | None = Field(None, description="How long a set is held or done, `30 s`, `20-40 s`, `1 min` or `max`.")
    distance: Distance | None = Field(None, description="How far a set goes, `20 m`.")
    rest: Rest | None = Field(None, description="Rest after a set, `60 s` or `2-3 min`.")
    tempo: Tempo | None = Field(
        None, description="Seconds down, held, up, held: `3-1-1-0` or `3110`; X is as fast as you can."
    )
    reserve: Count | None = Field(None, description="Repetitions left in reserve at the end of a set, `1-2`.")

    @model_validator(mode="after")
    def _one_measure(self) -> "Dose":
        if len([one for one in (self.reps, self.hold, self.distance) if one is not None]) != 1:
            raise ValueError("say exactly one of `reps`, `hold` and `distance`")
        return self


class Mistake(Model):
    """A common fault and its mend."""

    wrong: Text = Field(description="What goes wrong, as a coach sees it.")
    fix: Text = Field(description="What to do instead.")


class Variant(Model):
    """A way to make an exercise easier or harder: another entry, or a change made in place."""

    exercise: ExerciseName | None = Field(None, description="The easier or harder exercise.")
    change: Text | None = Field(None, description="What to change, where it is no entry of its own.")
    when: Text | None = Field(None, description="What to reach before moving up to the harder one.")

    @model_validator(mode="after")
    def _one_way(self) -> "Variant":
        if (self.exercise is None) == (self.change is None):
            raise ValueError("say either `exercise` or `change`")
        return self


class Substitute(Model):
    """Another exercise to do when a piece of equipment is missing."""

    exercise: ExerciseName = Field(description="The exercise that takes its place.")
    lacking: EquipmentName = Field(alias="for", description="The equipment that is missing.")


class Caution(Model):
    """A situation in which to take care, and the advice."""

    when: Text = Field(description="The situation, such as low-back pain.")
    advice: Text = Field(description="What to do then.")


def _caution(value: object) -> object:
    if isinstance(value, Mapping) and len(value) == 1 and not {"when", "advice"} & set(value):
        ((when, advice),) = value.items()
        return {"when": when, "advice": advice}
    return value


class Need(Model):
    """Equipment that an exercise needs: any one of the choices."""

    choices: tuple[EquipmentName, ...] = Field(alias="any", min_length=1, description="Any one of these will do.")
    optional: bool = Field(default=False, description="Whether the exercise can also be done without it.")


def _need(value: object) -> object:
    if isinstance(value, str):
        return {"any": [value]}
    if isinstance(value, Mapping) and set(value) == {"optional"}:
        wanted = value["optional"]
        return {"any": [wanted] if isinstance(wanted, str) else wanted, "optional": "true"}
    return value


def _needs(value: object) -> object:
    needs = listed(value)
    if not needs:
        raise ValueError("say `[none]` where nothing is needed")
    if needs == ["none"]:
        return []
    if isinstance(needs, list) and "none" in needs:
        raise ValueError("`none` stands alone; leave it out where something is needed")
    return needs


Needs = Annotated[
    tuple[Annotated[Need, BeforeValidator(_need)], ...],
    BeforeValidator(_needs),
    WithJsonSchema({"type": ["array", "string"]}),
]


class Kind(StrEnum):
    """What an exercise is for."""

    STRENGTH = "strength"
    POWER = "power"
    CORE = "core"
    MOBILITY = "mobility"
    ACTIVATION = "activation"
    RELEASE = "release"


class Meta(Model):
    """What every entry says of itself."""

    title: Text = Field(description="The name, as a reader would say it.")
    aliases: Texts = Field((), description="Other names that people search for.")
    summary: Text = Field(description="One sentence that stands under the title and in lists.")
    sources: Annotated[tuple[ReferenceName, ...], BeforeValidator(listed)] = Field(
        (), description="Keys of works in references.yaml."
    )
    reviewed: Day | None = Field(
        None, description="The day someone who knows last read the entry as a whole, `2026-11-23`."
    )


class Exercise(Meta):
    """One exercise."""

    kind: Kind = Field(description="What the exercise is for.")
    level: Level = Field(description="How much experience it asks for.")
    sides: Literal["both", "each", "alternating"] = Field(
        description="`both` sides together, `each` side in a set of its own, or `alternating` within a set."
    )
    muscles: Worked = Field(description="The muscles that work.")
    movements: Trained = Field(description="The movements that are trained.")
    equipment: Needs = Field(description="What is needed; `[none]` where nothing is.")
    dose: Dose = Field(description="How much of it, where a program does not say otherwise.")
    cues: Texts = Field(min_length=1, max_length=6, description="Short reminders; the first two are printed on sheets.")
    mistakes: tuple[Mistake, ...] = Field((), description="What commonly goes wrong, each with its mend.")
    easier: tuple[Variant, ...] = Field((), description="Ways to make it easier.")
    harder: tuple[Variant, ...] = Field((), description="Ways to make it harder, and when.")
    ladders: Annotated[tuple[LadderName, ...], BeforeValidator(listed)] = Field(
        (), description="The ladders it is a rung of."
    )
    substitutes: tuple[Substitute, ...] = Field((), description="What to do instead when equipment is missing.")
    cautions: tuple[Annotated[Caution, BeforeValidator(_caution)], ...] = Field(
        (), description="Situations in which to take care, `situation: advice`."
    )
    figure: Any = Field(None, description="The poses that its picture is drawn from.")


class Movement(Meta):
    """What a joint does."""

    joint: Text = Field(description="The joint, or the part of the body.")
    plane: Literal["sagittal", "frontal", "transverse", "several"] = Field(description="The plane it happens in.")
    opposite: MovementName | None = Field(None, description="The movement that undoes it.")
    same_opposite: bool = Field(
        default=False, description="Whether its opposite is the same movement to the other side."
    )
    muscles: Worked = Field(description="The prime movers, and those that help.")
    role: Literal["core", "support", "composite"] = Field(
        description="`core` to running, a `support`ing joint action, or a `composite` of others."
    )
    parts: tuple[MovementName, ...] = Field(
        (), description="Of a composite: an exercise that trains all of these trains it."
    )
    kinds: tuple[MovementName, ...] = Field(
        (), description="Its kinds: an exercise that trains one of these trains it."
    )
    coverage: bool = Field(default=False, description="Whether a runner's program should train it.")
    figure: Any = Field(None, description="The poses that its picture is drawn from.")


class Muscle(Meta):
    """A muscle or group of muscles: one region of the body map."""

    latin: Text = Field(description="The anatomical name.")
    group: Literal["Neck", "Shoulder", "Chest", "Arm", "Trunk", "Back", "Hip", "Thigh", "Lower leg"] = Field(
        description="The part of the body it is listed under."
    )
    side: Literal["front", "back", "both"] = Field(description="The side of the body map it is seen on.")


class StandIn(Model):
    """What can take the place of a piece of equipment: another piece, or a thing about the house."""

    equipment: EquipmentName | None = Field(None, description="Another piece of equipment.")
    thing: Text | None = Field(None, description="A thing about the house.")

    @model_validator(mode="after")
    def _one_thing(self) -> "StandIn":
        if (self.equipment is None) == (self.thing is None):
            raise ValueError("say either `equipment` or `thing`")
        return self


class Equipment(Meta):
    """A thing that exercises need."""

    home: bool = Field(description="Whether nearly every home has it, or something that does as well.")
    instead: tuple[StandIn, ...] = Field((), description="What can stand in for it.")


class Ladder(Meta):
    """A named path of exercises from easy to hard; its rungs are the exercises that name it."""


class Guide(Meta):
    """A text about training."""

    order: int = Field(100, description="Its place in the list of guides, lowest first.")


class Change(Model):
    """What differs in some weeks."""

    sets: Count | None = Field(None, description="Sets in these weeks.")
    reps: Reps | None = Field(None, description="Repetitions in these weeks.")
    hold: Hold | None = Field(None, description="Hold in these weeks.")
    distance: Distance | None = Field(None, description="Distance in these weeks.")
    rest: Rest | None = Field(None, description="Rest in these weeks.")
    tempo: Tempo | None = Field(None, description="Tempo in these weeks.")
    reserve: Count | None = Field(None, description="Repetitions in reserve in these weeks.")
    load: Text | None = Field(None, description="Load in these weeks, in words or percent of a one-rep max.")


def _week_keys(value: object) -> object:
    if isinstance(value, Mapping):
        for key in value:
            read(str(key), ("",), least=1, most=104)
    return value


class Slot(Model):
    """One line of a workout: an exercise, or a rung of a ladder, and how much of it."""

    exercise: ExerciseName | None = Field(None, description="The exercise.")
    ladder: LadderName | None = Field(None, description="A ladder: the reader takes the rung that fits.")
    rung: ExerciseName | None = Field(None, description="The rung that the program has in mind.")
    sets: Count = Field(description="Number of sets, `3` or `3-5`.")
    reps: Reps | None = Field(None, description="Repetitions in a set.")
    hold: Hold | None = Field(None, description="How long a set is held or done.")
    distance: Distance | None = Field(None, description="How far a set goes.")
    rest: Rest | None = Field(None, description="Rest after a set.")
    tempo: Tempo | None = Field(None, description="Seconds down, held, up, held.")
    reserve: Count | None = Field(None, description="Repetitions left in reserve.")
    load: Text | None = Field(None, description="Load, in words or percent of a one-rep max.")
    note: Text | None = Field(None, description="A remark for this line.")
    weeks: Annotated[Mapping[str, Change], BeforeValidator(_week_keys)] = Field(
        {}, description="What differs in some weeks: `{1: {sets: 1}, 5-6: {reps: 6}}`."
    )

    @model_validator(mode="after")
    def _whole(self) -> "Slot":
        if (self.exercise is None) == (self.ladder is None):
            raise ValueError("say either `exercise` or `ladder` with `rung`")
        if (self.ladder is None) != (self.rung is None):
            raise ValueError("`ladder` and `rung` go together")
        if len([one for one in (self.reps, self.hold, self.distance) if one is not None]) != 1:
            raise ValueError("say exactly one of `reps`, `hold` and `distance`")
        return self

    @property
    def done(self) -> ExerciseName:
        """The exercise of this line, be it named outright or as a rung."""
        named = self.exercise or self.rung
        assert named is not None  # noqa: S101 - `_whole` has seen to it
        return named


class Block(Model):
    """Lines of a workout that belong together."""

    title: Text | None = Field(None, description="A heading.")
    style: Literal["straight", "superset", "circuit"] = Field(
        "straight", description="`straight` sets, a `superset` in turn, or a `circuit` of rounds."
    )
    rounds: Count | None = Field(None, description="How often a circuit is gone through.")
    slots: tuple[Slot, ...] = Field(min_length=1, description="The lines, in order.")


class Workout(Model):
    """One session."""

    title: Text = Field(description="Its name, such as `Day 1`.")
    summary: Text | None = Field(None, description="What it is about.")
    warmup: Text | None = Field(None, description="Its warm-up, where it differs from the program's.")
    cooldown: Text | None = Field(None, description="Its cool-down, where it differs from the program's.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="Its parts, in order.")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All its lines, in order."""
        return tuple(slot for block in self.blocks for slot in block.slots)


class Phase(Model):
    """Weeks of a program with an aim of their own; what it changes holds for every line that does not say otherwise."""

    name: Text = Field(description="Its name, such as `Accumulation`.")
    weeks: Weeks = Field(description="Its weeks, `1-2`.")
    aim: Text = Field(description="What it is for.")
    sets: Count | None = Field(None, description="Sets in this phase.")
    reps: Reps | None = Field(None, description="Repetitions in this phase.")
    load: Text | None = Field(None, description="Load in this phase.")


class Progression(Model):
    """What to add, and when."""

    rule: Literal["load", "double", "reps", "time", "sets", "none"] = Field(
        description="Add `load` when all sets are done; `double`: reps first, then load; or `reps`, `time`, `sets`, "
        "`none`."
    )
    step: Step | None = Field(None, description="How much to add, `2-5 %`, `2.5 kg`, `5 s` or `1`.")
    round: Weight | None = Field(None, description="The smallest difference in load, `2.5 kg`.")
    note: Text | None = Field(None, description="The rule in the program's own words.")


class Stage(Model):
    """Weeks of a long plan, filled by another program."""

    name: Text = Field(description="Its name, such as `Strength`.")
    weeks: Weeks = Field(description="Its weeks, `1-12`.")
    aim: Text = Field(description="What it is for.")
    program: ProgramName | None = Field(None, description="The program to follow in these weeks.")


class Program(Meta):
    """Workouts over weeks."""

    order: int = Field(100, description="Its place in the list of programs, lowest first.")
    level: Level = Field(description="How much experience it asks for.")
    weeks: Annotated[int, Field(ge=1, le=104)] = Field(description="How many weeks it runs.")
    per_week: Count = Field(description="How many sessions a week.")
    purpose: Annotated[tuple[MovementName, ...], BeforeValidator(listed)] = Field(
        min_length=1, description="The movements that it promises to train; its coverage is checked against them."
    )
    progression: Progression = Field(description="What to add, and when.")
    phases: tuple[Phase, ...] = Field((), description="Weeks with an aim of their own.")
    warmup: Text | None = Field(None, description="What to do before each workout.")
    cooldown: Text | None = Field(None, description="What to do after each workout.")
    workouts: tuple[Workout, ...] = Field((), description="The sessions.")
    stages: tuple[Stage, ...] = Field((), description="Other programs strung together, instead of workouts.")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All lines of all workouts, in order."""
        return tuple(slot for workout in self.workouts for slot in workout.slots)


class Name(Model):
    """A person who wrote a cited work."""

    family: Text = Field(description="Family name.")
    given: Text | None = Field(None, description="Given names or initials.")


class Reference(Model):
    """A cited work, in the terms of CSL."""

    type: Literal["article-journal", "book", "chapter", "webpage", "report"] = Field(description="What it is.")
    title: Text = Field(description="Its title.")
    author: tuple[Name, ...] = Field((), description="Who wrote it.")
    container: Text | None = Field(
        None, alias="container-title", description="The journal, book or site it is part of."
    )
    volume: Text | None = Field(None, description="Volume.")
    issue: Text | None = Field(None, description="Issue.")
    page: Text | None = Field(None, description="Pages.")
    issued: Text | None = Field(None, description="Year, or date, of publication.")
    edition: Text | None = Field(None, description="Edition.")
    publisher: Text | None = Field(None, description="Publisher.")
    doi: Annotated[str, Field(pattern=r"^10\.\S+$")] | None = Field(
        None, alias="DOI", description="Digital object identifier, `10.…`."
    )
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = Field(None, alias="URL", description="Web address.")
    note: Text | None = Field(None, description="A remark, such as what it stands for here.")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of entry: its folder below `content/`, its name in one and in many, its fields."""

    folder: str
    name: str
    plural: str
    model: type[Meta]


FORMS: dict[str, Form] = {
    form.folder: form
    for form in (
        Form("exercises", "exercise", "Exercises", Exercise),
        Form("movements", "movement", "Movements", Movement),
        Form("muscles", "muscle", "Muscles", Muscle),
        Form("equipment", "equipment", "Equipment", Equipment),
        Form("ladders", "ladder", "Ladders", Ladder),
        Form("programs", "program", "Programs", Program),
        Form("guides", "guide", "Guides", Guide),
    )
}


def week_numbers(weeks: Quantity) -> range:
    """The numbers of the weeks that `1-2` names, from 1."""
    return range(int(weeks.low), int(weeks.high) + 1)
