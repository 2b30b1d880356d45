"""What the handbook has to say about an author's files: facts with a place and a way out.

A diagnostic is a value. Stages return them beside their results; nothing about an author's file is raised, logged or
printed on the way. How serious a rule is, and its one line of explanation, stand in one table, `RULES`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from handbook.figures import findings


class Severity(StrEnum):
    """How much a diagnostic matters: an error keeps the site from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: `path` below the root with `/`, `line` and `column` from 1, `end` the column after the last.

    Line 1, column 1 with an `end` of 1 stands for the file as a whole.
    """

    path: str
    line: int = 1
    column: int = 1
    end: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that explains the first: "first written here"."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A certain mend: the text from `start` to `end` (offsets in the file's text) becomes `text`.

    `path` names the file where it is another than the diagnostic's own.
    """

    start: int
    end: int
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: the place, the rule, the fact in one line that stands alone, and what to do about it."""

    span: Span
    rule: str
    message: str
    hint: str = ""
    related: tuple[Note, ...] = ()
    fix: Edit | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """The rule's severity: policy is the table's, never the caller's."""
        return RULES[self.rule].severity


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule id stands for, in a sentence a coach understands."""

    severity: Severity
    explanation: str


def _errors(**rules: str) -> dict[str, Rule]:
    return {name.replace("_", "-"): Rule(Severity.ERROR, text) for name, text in rules.items()}


def _warnings(**rules: str) -> dict[str, Rule]:
    return {name.replace("_", "-"): Rule(Severity.WARNING, text) for name, text in rules.items()}


RULES: dict[str, Rule] = (
    _errors(
        unreadable="The file cannot be read as text: it is missing, too large, not UTF-8, or not a plain file.",
        misplaced="A file lies where no entry can be; only entries in their folders and the settings are read.",
        bad_name="File names are lower-case letters, digits and single hyphens: the name is the address of the page.",
        same_name="Two entries differ only in upper and lower case; on many machines they are one file.",
        front_matter="An entry begins with front matter between two lines of three hyphens.",
        yaml="The front matter is not valid YAML.",
        duplicate_key="A field is written twice; only one of them would count.",
        swallowed="A ` #` begins a comment and swallows the rest of the line; put the text in quotes.",
        too_deep="The front matter is nested deeper, or holds more, than any entry needs; or a paragraph never ends.",
        missing_field="A field that every entry of this kind needs is not there.",
        unknown_field="The front matter has a field that this kind of entry does not know.",
        field="The value of a field is not of the form that the field asks for.",
        missing_section="The text lacks a part that every entry of this kind needs.",
        unknown_exercise="No exercise has this name.",
        unknown_movement="No movement has this name.",
        unknown_muscle="No muscle has this name.",
        unknown_equipment="No piece of equipment has this name.",
        unknown_ladder="No ladder has this name.",
        unknown_program="No program has this name.",
        unknown_reference="No work in references.yaml has this key.",
        listed_twice="A name stands twice in a list, or in both halves of a pair that exclude each other.",
        same_title="Two entries of a kind have the same title; readers could not tell them apart.",
        self_link="An entry names itself as its own easier, harder or substitute.",
        broken_link="A link leads to a file or page that does not exist.",
        broken_anchor="A link leads to a heading that does not exist.",
        outside_link="A link leads out of the handbook's content, or to a place links may not lead to.",
        raw_html="Raw HTML is not part of an entry's text; it would be shown as written.",
        broken_footnote="A footnote's mark has no footnote to lead to.",
        picture="An entry's text holds no pictures; an exercise is drawn from its `figure`.",
        ladder_cycle="Following `harder` from an entry leads back to it, so nobody could say which is harder.",
        ladder_level="A harder exercise is marked with a lower level than the easier one.",
        ladder_fork="Two rungs of a ladder stand side by side: neither is said to be easier than the other.",
        ladder_rung="A program names a rung that is not part of the ladder.",
        opposite_mismatch="Two movements do not name each other as opposites.",
        program_empty="A program has neither workouts nor stages.",
        program_weeks="A week named in a program lies outside its weeks, or is claimed twice.",
        settings="The settings, `content/handbook.yaml`, are missing, or ask for what is not there.",
        template="A template cannot be rendered.",
        sheet="A sheet cannot be printed.",
    )
    | _warnings(
        program_short="A program does not train a movement that it names as its purpose.",
        ladder_home="A ladder has no rung that can be done at home without equipment.",
        ladder_empty="A ladder has fewer than two rungs.",
        ladder_when="A harder exercise is named, and nothing says what to reach before moving up to it.",
        same_alias="Two entries of a kind share a name; whoever searches for it cannot tell which is meant.",
        substitute_useless="A substitute is named for a thing that is not needed, or that it needs as well.",
        not_repeated="A tempo or a reserve is given where nothing is repeated.",
        program_rest="A line of several sets says no rest, so none is printed.",
        program_gap="Some weeks of a program lie in none of its phases or stages.",
        movement_without_mover="An exercise names a movement but none of the muscles that make it.",
        muscle_without_movement="An exercise names a muscle first, but no movement that this muscle makes.",
        untrained_movement="A movement that runners should train has no exercise that trains it first.",
        heading="A heading has the title's level or skips one, so the outline of the page has a hole.",
        template_syntax="Brackets of a template language do nothing in a text; they would be shown as written.",
        unprintable="The sheet's typefaces lack a character; an empty box is printed in its place.",
        orphan="Nothing in the handbook leads to this entry.",
        unreviewed="The entry has never been reviewed by someone who knows.",
        too_long="A text is longer than its place on the page or the printed sheet.",
    )
    | {name: Rule(Severity(level), text) for name, (level, text) in findings.RULES.items()}
)


MOST = 200
"""So many faults of one sort are said of a file: nobody reads more at once, and each costs a search."""


def arrange(*found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All diagnostics once, in one fixed order: by path, line, column, then rule and message."""
    unique = {(one.span, one.rule, one.message): one for many in found for one in many}
    return tuple(unique[key] for key in sorted(unique))


def failed(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether the site must not be published: any error, or with `strict` anything at all."""
    return any(strict or one.severity is Severity.ERROR for one in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str:
    """The hint "did you mean `x`?" for the known word closest to `word`, or an empty text."""
    near = get_close_matches(word.lower().replace(" ", "-").replace("_", "-"), sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""
