"""Fields against their forms: what fits gets its type, what does not is said once, at the value to change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handbook.fields import Model, names
from handbook.frontmatter import Tree
from handbook.load import Document, load
from handbook.quantities import Quantity
from handbook.schema import FORMS, Exercise, Need, Program
from handbook.settings import Settings
from handbook.validate import Judgement, judgement, parse, read, validate
from handbooks import TINY, Checked, check, exercise, lay, program, tiny_text

SQUAT = tiny_text("exercises/squat.md")


def said(text: str, model: type[Model] = Exercise, path: str = "exercises/it") -> list[tuple[str, str, str]]:
    """The rule, the marked text and the message of each fault in a file's front matter."""
    document = Document(path, f"content/{path}.md", text)
    assert document.faults == ()
    _, faults = read(model, document)
    lines = text.split("\n")
    return [(f.rule, lines[f.span.line - 1][f.span.column - 1 : f.span.end - 1], f.message) for f in faults]


def changed(old: str, new: str) -> str:
    """The squat of the tiny handbook with a text swapped."""
    assert old in SQUAT
    return SQUAT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("level: beginner", "level: begginer", ("field", "begginer", "`level` cannot be `begginer`")),
        ("kind: strength", "kind: [strength]", ("field", "[strength]", "`kind` cannot be a list or group of fields")),
        ("title: Squat", "title: [Squat]", ("field", "[Squat]", "`title` is one text, not a list or group of fields")),
        ("title: Squat", "title: ''", ("field", "''", "`title` is empty")),
        ("title: Squat", "title:", ("field", "title", "`title` is empty")),
        ("sets: 3,", "sets: 0,", ("field", "0", "`dose.sets`: `0` is outside 1 to 100")),
        (
            "sets: 3,",
            "sets: [3],",
            ("field", "[3]", "`dose.sets`: an amount is one value, not a list or a group of fields"),
        ),
        (
            "reps: 8-12,",
            "",
            ("field", "{sets: 3,  rest: 60-90 s}", "`dose`: say exactly one of `reps`, `hold` and `distance`"),
        ),
        ("sets: 3, ", "", ("missing-field", "{reps: 8-12, rest: 60-90 s}", "`sets` is missing in `dose`")),
        (
            "dose: {sets: 3, reps: 8-12, rest: 60-90 s}",
            "dose: plenty",
            ("field", "plenty", "`dose` is a group of fields; write it as `{name: value}`"),
        ),
        ("equipment: [none]", "equipment: []", ("field", "[]", "`equipment`: say `[none]` where nothing is needed")),
        ("summary:", "sumary:", ("unknown-field", "sumary", "`sumary` is not a field of an exercise")),
        (
            "fix: Sit back further",
            "mend: Sit back further",
            ("unknown-field", "mend", "`mend` is not a field of `mistakes`"),
        ),
        ("{change: Hold on to a table}", "{}", ("field", "{}", "`easier`: say either `exercise` or `change`")),
        (
            "[Knees over toes, Heels down, Chest up]",
            "[a, b, c, d, e, f, g]",
            ("field", "[a, b, c, d, e, f, g]", "`cues` has 7 items; 6 is the most"),
        ),
        (
            "reviewed: 2026-11-23",
            "reviewed: 2026-02-30",
            ("field", "2026-02-30", "`reviewed`: `2026-02-30` is not a date; write it like `2026-11-23`"),
        ),
    ],
)
def test_a_fault_is_said_once_at_the_value_to_change(old: str, new: str, expected: tuple[str, str, str]) -> None:
    """The characters that are marked are those to change; the message names the field as it is written."""
    found = said(changed(old, new))
    assert expected in found
    assert len(found) == 1 or (expected[1] == "mend" and len(found) == 2)


def test_every_fault_of_a_file_is_said() -> None:
    """A file with several faults is told all of them at once."""
    text = (
        changed("level: beginner", "level: easy").replace("sides: both", "sides: no").replace("sets: 3,", "sets: no,")
    )
    assert [marked for _, marked, _ in said(text)] == ["easy", "no", "no"]


def test_a_misspelt_field_is_not_missing_as_well() -> None:
    """One cause, one report: the field that the misspelt one was meant to be is not asked for."""
    assert [rule for rule, _, _ in said(changed("muscles:", "muscels:"))] == ["unknown-field"]
    assert [rule for rule, _, _ in said(changed("muscles:", "colour:"))] == ["missing-field", "unknown-field"]


@pytest.mark.parametrize(("folder", "noun"), [(form.folder, form.name) for form in FORMS.values()])
def test_every_field_that_is_needed_is_asked_for(folder: str, noun: str) -> None:
    """An empty front matter is told each field that its kind needs, with what it is for, and nothing else."""
    document = Document(f"{folder}/it", f"content/{folder}/it.md", "---\n---\n")
    model = FORMS[folder].model
    _, faults = read(model, document)
    needed = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
    assert {one.message.split("`")[1] for one in faults} == needed, noun
    assert {one.rule for one in faults} == {"missing-field"}
    assert all(one.hint for one in faults)


def test_every_field_says_what_it_is_for() -> None:
    """Each field of each form, and of the settings, has a sentence that hints and documents are made from."""

    def fields(model: type[Model]) -> set[str]:
        return {f"{model.__name__}.{name}" for name, info in model.model_fields.items() if not info.description}

    def inside(model: type[Model]) -> set[type[Model]]:
        return {model}.union(*(inside(one) for one in model.__subclasses__()))

    assert set().union(*(fields(model) for model in inside(Model))) == set()


@pytest.mark.parametrize(
    ("old", "right", "new"),
    [
        ("level: beginner", "beginner", "begginer"),
        ("kind: strength", "strength", '"strenght"'),
        ("sides: both", "both", "boht"),
    ],
)
def test_a_certain_mend_mends(old: str, right: str, new: str) -> None:
    """Where a fault carries its mend, the file is sound when the mend is made."""
    text = changed(old, old.replace(right, new))
    document = Document("exercises/it", "content/exercises/it.md", text)
    (fault,) = read(Exercise, document)[1]
    assert fault.fix is not None
    mended = text[: fault.fix.start] + fault.fix.text + text[fault.fix.end :]
    assert mended.replace('"strength"', "strength") == SQUAT, "what stands in quotes stays in quotes"


def test_amounts_lists_and_choices_get_their_types() -> None:
    """What fits is typed: amounts as quantities, one text as a list of one, choices as their words."""
    document = Document("exercises/it", "content/exercises/it.md", changed("[air squat]", "air squat"))
    meta, faults = read(Exercise, document)
    assert faults == ()
    assert meta is not None
    assert meta.dose.reps == Quantity(8, 12)
    assert meta.aliases == ("air squat",)
    assert meta.equipment == ()
    assert (meta.cautions[0].when, meta.cautions[0].advice) == ("Knee pain", "Stop above the painful depth")


@pytest.mark.parametrize(
    ("said_needs", "needs"),
    [
        (["none"], []),
        ("none", []),
        ("barbell", [(("barbell",), False)]),
        (["barbell", "rack"], [(("barbell",), False), (("rack",), False)]),
        ([{"any": ["a", "b"]}], [(("a", "b"), False)]),
        ([{"optional": "mat"}], [(("mat",), True)]),
        ([{"any": ["a", "b"], "optional": "true"}], [(("a", "b"), True)]),
        ([{"optional": ["a", "b"]}], [(("a", "b"), True)]),
    ],
)
def test_equipment_is_said_in_four_ways(said_needs: Any, needs: list[tuple[tuple[str, ...], bool]]) -> None:
    """Nothing, a piece, one of several, or only wanted."""
    found: tuple[Need, ...] = exercise(equipment=said_needs).equipment
    assert [(need.choices, need.optional) for need in found] == needs


@pytest.mark.parametrize("tempo", ["3-1-1-0", "3110", "311", "X-0-X-0", "20X0"])
def test_tempos(tempo: str) -> None:
    """A tempo is three or four digits, with hyphens or without; X is as fast as you can."""
    assert exercise(dose={"sets": "3", "reps": "8", "tempo": tempo}).dose.tempo == tempo


@pytest.mark.parametrize("tempo", ["31", "31100", "3-1-1-0-0", "slow", "3 1 1 0", "-311"])
def test_what_is_no_tempo(tempo: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValidationError):
        exercise(dose={"sets": "3", "reps": "8", "tempo": tempo})


def test_a_line_of_a_program_is_an_exercise_or_a_rung() -> None:
    """`exercise` alone, or `ladder` and `rung` together; and one measure."""
    good: list[dict[str, Any]] = [
        {"exercise": "a", "sets": "1", "reps": "1"},
        {"ladder": "a", "rung": "b", "sets": "1", "hold": "1 s"},
    ]
    assert [slot.done for slot in program([{"slots": good}]).slots] == ["a", "b"]
    bad: list[dict[str, Any]] = [
        {"sets": "1", "reps": "1"},
        {"exercise": "a", "ladder": "b", "sets": "1", "reps": "1"},
        {"ladder": "b", "sets": "1", "reps": "1"},
        {"exercise": "a", "rung": "b", "sets": "1", "reps": "1"},
        {"exercise": "a", "sets": "1"},
        {"exercise": "a", "sets": "1", "reps": "1", "hold": "1 s"},
        {"exercise": "a", "sets": "1", "reps": "1", "weeks": {"0": {"sets": "1"}}},
        {"exercise": "a", "sets": "1", "reps": "1", "weeks": {"2-1": {"sets": "1"}}},
    ]
    for line in bad:
        with pytest.raises(ValidationError):
            program([{"slots": [line]}])


def test_every_name_inside_an_entry_is_found_with_its_place() -> None:
    """Names are found however deep they lie, under the names that authors write."""
    one = program(
        [{"slots": [{"ladder": "squat", "rung": "lunge", "sets": "1", "reps": "1"}]}], purpose=["knee-extension"]
    )
    assert {(at, f"{slug.folder}/{slug}") for at, slug in names(one)} == {
        (("purpose", 0), "movements/knee-extension"),
        (("workouts", 0, "blocks", 0, "slots", 0, "ladder"), "ladders/squat"),
        (("workouts", 0, "blocks", 0, "slots", 0, "rung"), "exercises/lunge"),
    }
    swap = exercise(substitutes=[{"exercise": "a", "for": "b"}], equipment=[{"any": ["c"]}])
    found = {at: str(slug) for at, slug in names(swap)}
    assert found["substitutes", 0, "for"] == "b"
    assert found["equipment", 0, "any", 0] == "c"


TREES = st.recursive(
    st.text(max_size=6) | st.sampled_from(["max", "3", "30 s", "none", "1-2"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@dataclass(frozen=True)
class Given(Document):
    """A document whose front matter holds `data`, whatever its text says."""

    data: object

    @property
    def tree(self) -> Tree:
        """The data, without places."""
        return Tree(self.data, {}, {})


@given(st.sampled_from(sorted(FORMS)), st.data())
def test_no_value_in_any_field_raises(folder: str, data: st.DataObject) -> None:
    """Whatever stands in a field, in whatever shape, it fits or it is said; nothing else happens."""
    model = FORMS[folder].model
    name = data.draw(st.sampled_from([info.alias or name for name, info in model.model_fields.items()]))
    document = Given(f"{folder}/it", f"content/{folder}/it.md", "---\n---\n", {name: data.draw(TREES)})
    for one in read(model, document)[1]:
        assert one.message
        assert one.rule in {"field", "missing-field", "unknown-field"}


@given(TREES)
def test_no_settings_raise(tree: object) -> None:
    """Nor do the settings, whatever they hold."""
    for name in Settings.model_fields:
        read(Settings, Given("handbook.yaml", "content/handbook.yaml", "", {name: tree}))


def test_the_web_address_of_the_site_ends_in_one_slash(tmp_path: Path) -> None:
    """With a slash or without, an address is one address."""
    for end in ("", "/", "//"):
        text = tiny_text("handbook.yaml", ("https://example.org/tiny/", f"https://example.org/tiny{end}"))
        found = check(lay(tmp_path, {"handbook.yaml": text}))
        assert found.handbook.settings.base_url == "https://example.org/tiny/"


def test_the_tiny_handbook_fits(tiny: Checked) -> None:
    """The base of all cases holds an entry of every kind, and each is of the type of its kind."""
    assert tiny.said == []
    for folder, form in FORMS.items():
        entries = tiny.handbook.of(folder)
        assert entries
        assert all(isinstance(entry.meta, form.model) for entry in entries.values())
    assert isinstance(tiny.handbook.entries["programs/two-days"].meta, Program)
    assert (TINY / "content").is_dir()


def test_documents_are_read_by_the_parser_that_is_handed_in(tmp_path: Path) -> None:
    """A remembered parser can stand in for the real one: all documents are handed to it together, each once."""
    seen: list[str] = []
    documents, _ = load(lay(tmp_path, {}))

    def remember(some: Iterable[Document]) -> Iterator[Judgement]:
        for document in some:
            seen.append(document.id)
            yield judgement(document, parse(document))

    valid, _ = validate(documents, remember)
    assert seen == [one.id for one in documents.entries]
    assert valid == validate(documents)[0]
