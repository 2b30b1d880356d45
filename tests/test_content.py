"""The real handbook: clean, whole, in its own words, and without the sources' errors."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.rules import at_home
from handbooks import Checked

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
RUN = 8

MOVEMENTS = """
shoulder-flexion shoulder-extension spinal-extension lateral-flexion plantar-flexion dorsiflexion knee-flexion
knee-extension hip-extension hip-flexion hip-abduction hip-adduction stabilisation rotation triple-extension
spinal-flexion anti-extension anti-rotation anti-lateral-flexion elbow-flexion elbow-extension scapular-retraction
scapular-protraction scapular-upward-rotation shoulder-abduction shoulder-adduction horizontal-adduction
horizontal-abduction hip-rotation grip
"""
MUSCLES = """
neck traps front-delts side-delts rear-delts chest serratus biceps triceps forearms abs obliques hip-flexors quads
adductors abductors glutes hamstrings calves soleus tibialis-anterior lats mid-back lower-back
"""
EQUIPMENT = """
barbell rack bench dumbbells kettlebell weight-plate landmine band mini-band cable-machine mat stability-ball
medicine-ball foam-roller sliders box step chair wall pull-up-bar captains-chair back-extension-bench leg-curl-machine
leg-extension-machine calf-raise-machine hip-thrust-machine lat-pulldown-machine
"""
PROGRAMS = """
ten-essentials starter-five ten-minute-routine basic-two-day three-day-six-weeks movement-circuit fifteen-minute-core
a-year
"""
GUIDES = """
how-to-use-this-handbook why-runners-lift how-often heavy-or-light lifting-and-running progressive-overload
rest-between-sets the-year train-movements-not-muscles warm-up-and-cool-down without-a-gym soreness safety faq glossary
"""
REFERENCES = """
sports-med-2018 sports-med-2017 sports-med-open-2022 j-strength-cond-res-2025 sports-med-1992 br-j-sports-med-2018
br-j-sports-med-2014 sports-med-2024-prevention sports-med-2024-performance med-sci-sports-exerc-2004
med-sci-sports-exerc-2003 j-strength-cond-res-2010 sports-med-2008 med-sci-sports-exerc-2006 acsm s0 s1 s2 s3 s4
kinesiology-2017 essentials-2016
"""
LADDERS = {
    "squat": "chair-squat bodyweight-squat goblet-squat back-squat",
    "hinge": "hip-hinge dumbbell-romanian-deadlift romanian-deadlift deadlift",
    "single-leg-hinge": ("supported-single-leg-hinge single-leg-romanian-deadlift single-leg-romanian-deadlift-to-row"),
    "lunge": "lunge reverse-lunge forward-lunge walking-lunge overhead-forward-lunge",
    "split-squat": "lunge bulgarian-split-squat",
    "step-up": "low-step-up step-up dumbbell-step-up",
    "calf-raise": "floor-calf-raise standing-calf-raise single-leg-calf-raise",
    "plank": "knee-plank plank plank-hip-dip plank-jack",
    "side-plank": "kneeling-side-plank side-plank kneeling-side-plank-leg-up dynamic-side-plank side-plank-leg-up",
    "push-up": "wall-push-up knee-push-up push-up feet-raised-push-up",
    "bench-press": "push-up dumbbell-bench-press bench-press",
    "row": "prone-pulldown band-row dumbbell-row alternating-row barbell-row",
    "pull-up": "prone-pulldown band-pulldown lat-pulldown assisted-pull-up pull-up",
    "leg-curl": "bridge-walkout stability-ball-leg-curl slider-leg-curl single-leg-stability-ball-leg-curl",
    "hip-thrust": "glute-bridge single-leg-glute-bridge hip-thrust",
    "hanging-raise": "lying-knee-raise captains-chair-knee-raise hanging-knee-raise hanging-leg-raise",
    "back-extension": "prone-back-extension superman stability-ball-back-extension back-extension",
    "pike": "mountain-climber stability-ball-knee-tuck pike stability-ball-pike-up",
    "jump": "pogo-hop squat-jump box-jump",
}
OTHERS = """
lateral-step-up medial-step-up seated-calf-raise scapular-push-up close-grip-pulldown close-grip-pull-up
machine-leg-curl cable-leg-curl band-leg-curl machine-hip-thrust bird-dog dead-bug pallof-press russian-twist scorpion
medicine-ball-rotational-throw wall-sit cobra cat-cow prone-t-raise stability-ball-t-raise inverted-hamstring-stretch
sumo-squat sumo-squat-to-stand forward-lunge-elbow-to-instep mini-band-walk side-lying-leg-raise foam-roll-glutes
foam-roll-it-band foam-roll-quads foam-roll-calves squat-to-overhead-press band-romanian-deadlift lateral-lunge
medial-lunge machine-leg-extension cable-leg-extension band-leg-extension tibialis-raise close-grip-bench-press
close-grip-cable-press overhead-press dumbbell-overhead-press close-grip-overhead-press one-arm-landmine-press
rotational-shoulder-press close-grip-row
"""
WANTED = {
    "movements": MOVEMENTS.split(),
    "muscles": MUSCLES.split(),
    "equipment": EQUIPMENT.split(),
    "programs": PROGRAMS.split(),
    "guides": GUIDES.split(),
    "ladders": list(LADDERS),
    "exercises": [*dict.fromkeys(" ".join([*LADDERS.values(), OTHERS]).split())],
}
LINES = {
    ("three-day-six-weeks", 1): """
        back-squat 4x6
        romanian-deadlift 3x8
        walking-lunge 3x10
        standing-calf-raise 4x10
        tibialis-raise 3x15
        dynamic-side-plank 3x12
    """,
    ("three-day-six-weeks", 2): """
        bench-press 4x8
        lat-pulldown 4x8
        one-arm-landmine-press 3x8
        pallof-press 3x10
        hanging-knee-raise 3x12
        back-extension 3x12
    """,
    ("three-day-six-weeks", 3): """
        box-jump 4x3
        medicine-ball-rotational-throw 3x5
        bulgarian-split-squat 3x8
        hip-thrust 4x5
        single-leg-romanian-deadlift 3x8
        seated-calf-raise 4x10
    """,
    ("basic-two-day", 1): """
        back-squat 3-5x5-8
        romanian-deadlift 3-5x5-8
        standing-calf-raise 3-5x5-8
        bench-press 3-5x5-8
        barbell-row 3-5x5-8
        plank 2xmax
    """,
    ("basic-two-day", 2): """
        deadlift 3-5x5-8
        lunge 3-5x5-8
        lat-pulldown 3-5x5-8
        overhead-press 3-5x5-8
        hip-thrust 3-5x5-8
        hanging-knee-raise 3-5xmax
    """,
}
DOSES = """
back-squat 3-5x5-8
romanian-deadlift 3-5x5-8
deadlift 3-5x5-8
lunge 3-5x5-8
hip-thrust 3-5x5-8
standing-calf-raise 3-5x5-8
bench-press 3-5x5-8
overhead-press 3-5x5-8
barbell-row 3-5x5-8
lat-pulldown 3-5x5-8
bulgarian-split-squat 3x8
single-leg-romanian-deadlift 3x8
walking-lunge 3x10
seated-calf-raise 4x10
tibialis-raise 3x15
dynamic-side-plank 3x12
one-arm-landmine-press 3x8
pallof-press 3x10
hanging-knee-raise 3x12
hanging-leg-raise 3x12
back-extension 3x12
box-jump 4x3
medicine-ball-rotational-throw 3x5
russian-twist 10-12
scorpion 10-12
stability-ball-back-extension 10-12
squat-to-overhead-press 10-12
overhead-forward-lunge 10-12
stability-ball-pike-up 10-12
stability-ball-leg-curl 10-12
alternating-row 10-12
rotational-shoulder-press 6-8
"""
TRADE = """
RIR
1RM
DOMS
deload
eccentric
isometric
concentric
tempo
plyometrics
unilateral
posterior chain
taper
periodisation
superset
lever
lockout
pronated
supinated
supine
thoracic
half-kneeling
high plank
split stance
foot strike
mid-stance
toe-off
meta-analysis
interference effect
"""
CORE = MOVEMENTS.split()[:15]


def texts() -> Iterator[tuple[str, str]]:
    """Every file of the content with its text."""
    for path in sorted((ROOT / "content").rglob("*.*")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    """The words of a text, without case and marks."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words."""
    found = words(text)
    return (tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def test_the_handbook_is_clean(real: Checked) -> None:
    """Not an error, not a warning."""
    assert real.said == []


@pytest.mark.parametrize("folder", sorted(WANTED))
def test_everything_that_the_handbook_must_cover_has_an_entry(real: Checked, folder: str) -> None:
    """Each row of the facts that the handbook was made from has a page."""
    assert set(WANTED[folder]) - set(real.handbook.of(folder)) == set()


def test_every_work_of_the_sources_is_cited(real: Checked) -> None:
    """All the works stand among the references, and somebody cites each."""
    assert set(REFERENCES.split()) - set(real.handbook.references) == set()
    assert [key for key in real.handbook.references if not real.handbook.cited.get(key)] == []


@pytest.mark.parametrize("ladder", sorted(LADDERS))
def test_ladders_climb_as_they_were_meant(real: Checked, ladder: str) -> None:
    """The order that follows from what is said to be easier and harder is the one that coaches meant."""
    assert " ".join(real.handbook.climb.ladders[ladder]) == LADDERS[ladder]


@pytest.mark.parametrize("movement", CORE)
def test_every_movement_of_running_is_trained(real: Checked, movement: str) -> None:
    """Each core movement is one that a program should train, has exercises that train it, and a program that does."""
    handbook = real.handbook
    meta = handbook.movements[movement]
    kinds = {movement, *meta.kinds}
    first = [slug for slug, one in handbook.exercises.items() if kinds & set(one.movements.primary)]
    assert meta.role in {"core", "composite"}
    assert meta.coverage or meta.role == "composite"
    assert first or meta.parts
    assert [slug for slug, coverage in handbook.coverage.items() if coverage.trains(movement)]


def test_no_run_of_eight_words_is_a_sources() -> None:
    """Facts and figures carry over, sentences do not; the titles of cited works are theirs."""
    if not SEEDS.is_dir():
        pytest.skip("the source articles are not beside this folder; nothing to compare with")
    theirs = {run for path in SEEDS.glob("*.txt") for run in runs(path.read_text(encoding="utf-8", errors="replace"))}
    own = [(path, text) for path, text in texts() if path != "content/references.yaml"]
    assert theirs
    assert [(path, " ".join(run)) for path, text in own for run in runs(text) if run in theirs] == []


def test_the_stride_is_in_the_sagittal_plane(real: Checked) -> None:
    """A source puts running in the frontal plane; it is the sagittal, and what moves sideways steadies it."""
    planes = {slug: one.plane for slug, one in real.handbook.movements.items()}
    for movement in (
        "hip-extension",
        "hip-flexion",
        "knee-extension",
        "knee-flexion",
        "plantar-flexion",
        "dorsiflexion",
    ):
        assert planes[movement] == "sagittal"
    assert planes["hip-abduction"] == planes["hip-adduction"] == planes["lateral-flexion"] == "frontal"
    wrong = re.compile(
        r"(?:running|stride|run)\b[^.]{0,40}\b(?:is|happens|takes place)\b[^.]{0,30}\bfrontal", re.IGNORECASE
    )
    assert [path for path, text in texts() if wrong.search(text)] == []


def test_leg_extensions_extend_the_knee(real: Checked) -> None:
    """A source lists leg extensions under hip extension; they are for the knee alone, and deadlifts for the hip."""
    for slug, one in real.handbook.exercises.items():
        if slug.endswith("leg-extension"):
            assert one.movements.primary == ("knee-extension",)
            assert "hip-extension" not in one.movements.all
    assert "hip-extension" in real.handbook.exercises["deadlift"].movements.primary


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("exercises/single-leg-romanian-deadlift", "one-leg RDL"),
        ("equipment/stability-ball", "Swiss ball"),
        ("equipment/sliders", "Valslide"),
    ],
)
def test_one_thing_has_one_name_and_the_others_are_found(real: Checked, slug: str, name: str) -> None:
    """Where the sources have two names for one thing, one is the title and the other is searched."""
    meta = real.handbook.entries[slug].meta
    assert any(name.lower() in alias.lower() for alias in meta.aliases), meta.aliases


def test_misprints_of_the_sources_are_nowhere() -> None:
    """No deadliest deadlifts and no Valsilde."""
    assert [path for path, text in texts() if re.search(r"deadliest|valsilde", text, re.IGNORECASE)] == []


def test_planks_are_held_and_the_scorpion_is_counted(real: Checked) -> None:
    """The doses that a source had exchanged stand where they belong."""
    plank, scorpion = (real.handbook.exercises[slug].dose for slug in ("plank", "scorpion"))
    assert (str(plank.sets), str(plank.hold)) == ("3\u20135", "30 s")
    assert str(scorpion.reps) == "10\u201312"


@pytest.mark.parametrize(("program", "day"), sorted(LINES))
def test_programs_ask_for_what_the_sources_ask_for(real: Checked, program: str, day: int) -> None:
    """Sets and repetitions of the two large programs, line by line."""
    slots = real.handbook.programs[program].workouts[day - 1].slots
    said = [f"{slot.done} {slot.sets}x{slot.reps or slot.hold}".replace("\u2013", "-") for slot in slots]
    assert said == [line.strip() for line in LINES[program, day].strip().split("\n")]


def test_ten_essentials_are_ten_in_order(real: Checked) -> None:
    """The ten exercises, in the source's order."""
    assert " ".join(slot.done for slot in real.handbook.programs["ten-essentials"].slots) == (
        "plank russian-twist scorpion stability-ball-back-extension squat-to-overhead-press overhead-forward-lunge "
        "stability-ball-pike-up stability-ball-leg-curl rotational-shoulder-press alternating-row"
    )


def test_every_body_map_region_has_a_muscle(real: Checked) -> None:
    """The muscles are the regions of the body map, no more and no fewer."""
    assert set(real.handbook.muscles) == set(MUSCLES.split())


def test_everything_can_be_trained_at_home(real: Checked) -> None:
    """Every exercise that asks for more than a home has has something to do instead."""
    for slug, one in real.handbook.exercises.items():
        assert at_home(one, real.handbook) or real.handbook.swaps[slug], slug


def test_nobody_is_shouted_at() -> None:
    """Calm prose: no exclamation marks, and no tabs that an editor would trip over."""
    for path, text in texts():
        body = text.split("---\n", 2)[-1] if path.endswith(".md") else ""
        assert "\t" not in text, path
        assert "!" not in body, path


def test_the_glossary_is_in_order() -> None:
    """A reader who looks a word up goes by the alphabet."""
    text = (ROOT / "content" / "guides" / "glossary.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)", text, re.MULTILINE)
    assert headings == sorted(headings, key=str.casefold)


@pytest.mark.parametrize("word", TRADE.strip().splitlines())
def test_words_of_the_trade_are_explained(word: str) -> None:
    """What entries and programs take for granted stands in the glossary."""
    text = (ROOT / "content" / "guides" / "glossary.md").read_text(encoding="utf-8")
    assert word.casefold() in text.casefold()


def test_units_are_written_one_way() -> None:
    """A space before the unit, a plain hyphen in a range, and no unit spelt in a second way."""
    wrong = re.compile(r"\b\d+(?:kg|cm|min|s|m)\b|\d%|\d\s?\u2013|\u2014|\b\d+ (?:sec|secs|seconds|mins|hrs)\b")
    bodies = [(path, text.split("---\n", 2)[-1]) for path, text in texts() if path.endswith(".md")]
    assert [(path, one[0]) for path, text in bodies for one in wrong.finditer(text)] == []


@pytest.mark.parametrize("line", DOSES.strip().splitlines())
def test_doses_are_those_of_the_sources(real: Checked, line: str) -> None:
    """Where a source gives sets or repetitions for an exercise, its entry has the same."""
    slug, wanted = line.split()
    dose = real.handbook.exercises[slug].dose
    said = f"{dose.sets}x{dose.reps}" if "x" in wanted else f"{dose.reps}"
    assert said.replace("\u2013", "-") == wanted
