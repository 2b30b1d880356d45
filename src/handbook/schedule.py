"""A program as days in a calendar: its sessions from a start date on chosen weekdays, as iCalendar (RFC 5545).

The page in the browser does the same in `calendar.js`; both are held to the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handbook import addresses
from handbook.handbook import Handbook
from handbook.prescriptions import standing
from handbook.schema import Program, week_numbers

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
APART = 2
"""Days from one session to the next that leave the 48 hours which the handbook asks for."""

_OCTETS = 75
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weeks in which one program is followed, and its workouts in turn, each with what is done in it."""

    weeks: int
    program: str
    workouts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a calendar of a program says. `stamp` is the handbook's date, `20261123`."""

    slug: str
    title: str
    address: str
    stamp: str
    per_week: tuple[int, int]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One training day: its date, the week of the plan from 1, the program, the workout and what is done in it."""

    day: date
    week: int
    program: str
    workout: str
    lines: str


def plan(handbook: Handbook, slug: str, day: date) -> Plan:
    """A program of the handbook; one made of stages is the programs of its stages one after the other."""
    program = handbook.programs[slug]
    stretches = tuple(_stages(handbook, program)) if program.stages else (_stretch(handbook, program, program.weeks),)
    return Plan(
        slug=slug,
        title=program.title,
        address=handbook.settings.base_url + addresses.entry(f"programs/{slug}"),
        stamp=day.strftime("%Y%m%d"),
        per_week=(int(program.per_week.low), int(program.per_week.high)),
        stretches=stretches,
    )


def _stages(handbook: Handbook, program: Program) -> Iterator[Stretch]:
    week = 0
    for stage in program.stages:
        first, last = week_numbers(stage.weeks)[0], week_numbers(stage.weeks)[-1]
        if first > week + 1:
            yield Stretch(first - week - 1, "", ())
        inner = handbook.programs.get(stage.program or "")
        yield _stretch(handbook, inner, last - first + 1) if inner else Stretch(last - first + 1, "", ())
        week = last


def _stretch(handbook: Handbook, program: Program, weeks: int) -> Stretch:
    workouts = tuple(
        (
            workout.title,
            "\n".join(
                f"{handbook.exercises[slot.done].title}: {standing(block, slot).amount}"
                for block in workout.blocks
                for slot in block.slots
                if slot.done in handbook.exercises
            ),
        )
        for workout in program.workouts
    )
    return Stretch(weeks, program.title, workouts)


def sessions(plan: Plan, start: date, days: Sequence[int]) -> tuple[Session, ...]:
    """The sessions from `start` on `days` (0 is Monday): weeks count from the start, workouts take turns."""
    found: list[Session] = []
    week = 0
    for stretch in plan.stretches:
        turn = 0
        for _ in range(stretch.weeks):
            opening = start + timedelta(days=_WEEK * week)
            week += 1
            dates = [opening + timedelta(days=ahead) for ahead in range(_WEEK)]
            for day in dates if stretch.workouts else ():
                if day.weekday() in days:
                    title, lines = stretch.workouts[turn % len(stretch.workouts)]
                    found.append(Session(day, week, stretch.program, title, lines))
                    turn += 1
    return tuple(found)


def concerns(plan: Plan, days: Sequence[int]) -> tuple[str, ...]:
    """Where chosen weekdays break what the handbook asks for: its number of sessions, and the days between them."""
    chosen = sorted(set(days))
    low, high = plan.per_week
    said = []
    if not low <= len(chosen) <= high:
        wanted = str(low) if low == high else f"{low} to {high}"
        said.append(f"{plan.title} asks for {wanted} sessions a week; you chose {len(chosen)}.")
    for one, other in zip(chosen, [*chosen[1:], *(day + _WEEK for day in chosen[:1])], strict=True):
        if other - one < APART and len(chosen) > 1:
            said.append(
                f"{DAYS[one]} and {DAYS[other % _WEEK]} are next to each other; leave 48 hours between two sessions."
            )
    return tuple(said)


def ics(plan: Plan, start: date, days: Sequence[int]) -> str:
    """The sessions as an iCalendar file: all-day events, lines ended by CRLF and folded at 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//exercise-handbook//calendar//EN", "CALSCALE:GREGORIAN"]
    for number, one in enumerate(sessions(plan, start, days), 1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{plan.slug}-{start:%Y%m%d}-{number}@exercise-handbook",
            f"DTSTAMP:{plan.stamp}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{one.workout}, {one.program} (week {one.week})')}",
            f"DESCRIPTION:{_escaped(one.lines)}",
            f"URL:{plan.address}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, each after the first led by a space; no character is broken."""
    out, used = "", 0
    for character in line:
        size = len(character.encode())
        if used + size > _OCTETS:
            out, used = out + "\r\n ", 1
        out, used = out + character, used + size
    return out
