"""Programs as calendars: the right workouts on the right days, in Python as in browsers."""

import json
import shutil
import subprocess
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbook.cli import main
from handbook.schedule import Plan, Stretch, concerns, ics, plan, sessions
from printing import DAY, ROOT
from test_papers import handbook

MONDAY = date(2026, 11, 30)


def test_workouts_take_turns_over_the_weeks() -> None:
    """Six weeks of Monday and Thursday are twelve sessions, Day 1 and Day 2 in turn, from the start on."""
    found = sessions(plan(handbook(), "basic-two-day", DAY), MONDAY, [0, 3])
    assert len(found) == 12
    assert [one.workout for one in found[:3]] == ["Day 1", "Day 2", "Day 1"]
    assert (found[0].day, found[1].day, found[-1].day) == (MONDAY, date(2026, 12, 3), date(2027, 1, 7))
    assert [one.week for one in found[::2]] == [1, 2, 3, 4, 5, 6]


def test_weeks_count_from_the_day_one_begins() -> None:
    """Who begins on a Wednesday trains first on the Thursday; the Monday after still belongs to week 1."""
    found = sessions(plan(handbook(), "basic-two-day", DAY), date(2026, 12, 2), [0, 3])
    assert [(one.day.day, one.week) for one in found[:3]] == [(3, 1), (7, 1), (10, 2)]


def test_a_year_follows_the_programs_of_its_stages() -> None:
    """A plan of stages lasts its 52 weeks and does what each stage's program says."""
    found = sessions(plan(handbook(), "a-year", DAY), MONDAY, [0, 3])
    assert len(found) == 104
    assert found[0].program == "Starter five"
    assert found[-1].program == "Fifteen-minute core"


def test_days_that_break_the_rules_are_named() -> None:
    """Two days in a row, round the end of the week too, and more or fewer sessions than the program asks for."""
    made = plan(handbook(), "basic-two-day", DAY)
    assert concerns(made, [0, 3]) == ()
    assert concerns(made, [0, 1]) == (
        "Monday and Tuesday are next to each other; leave 48 hours between two sessions.",
    )
    assert "Sunday and Monday are next to each other" in concerns(made, [0, 6])[0]
    assert "asks for 2 sessions a week; you chose 3." in concerns(made, [0, 2, 4])[0]
    assert concerns(made, [])


def test_the_file_is_what_calendars_read() -> None:
    """Lines end in CRLF and hold at most 75 octets; texts are escaped; events are whole days."""
    made = Plan(
        "x", "X", "https://example.org/x", "20261123", (1, 1), (Stretch(1, "A, b; c", (("Ü" * 60, "one\ntwo"),)),)
    )
    text = ics(made, MONDAY, [0])
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert f"SUMMARY:{'Ü' * 60}\\, A\\, b\\; c (week 1)" in unfolded
    assert "DESCRIPTION:one\\ntwo" in unfolded
    assert "DTSTART;VALUE=DATE:20261130" in lines
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sets(st.integers(0, 6)))
def test_every_session_is_on_a_chosen_day(start: date, days: set[int]) -> None:
    """As many sessions as days and weeks, each on a chosen weekday, none before the start, all in order."""
    found = sessions(plan(handbook(), "three-day-six-weeks", DAY), start, sorted(days))
    assert len(found) == 6 * len(days)
    assert all(one.day.weekday() in days and one.day >= start for one in found)
    assert [one.day for one in found] == sorted({one.day for one in found})


@pytest.mark.skipif(shutil.which("node") is None, reason="the calendar of the page is JavaScript and there is no Node")
def test_the_browser_makes_the_same_file(tmp_path: Path) -> None:
    """The script that pages load writes the same bytes and warns of the same days."""
    days: tuple[list[int], ...] = ([0, 3], [0, 1, 6], [2], [])
    asked = [(plan(handbook(), slug, DAY), MONDAY, some) for slug in handbook().programs for some in days]
    file = tmp_path / "asked.json"
    file.write_text(json.dumps([(asdict(one), start.isoformat(), some) for one, start, some in asked]), "utf-8")
    command = [
        "node",
        str(ROOT / "tests" / "calendar.js"),
        str(ROOT / "templates" / "assets" / "calendar.js"),
        str(file),
    ]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert found == [[ics(*one), list(concerns(one[0], one[2]))] for one in asked]


def run(*words: str) -> tuple[int, str]:
    """The command's exit status and what it says."""
    result = CliRunner().invoke(main, ["--root", str(ROOT), "calendar", *words])
    return result.exit_code, result.output


def test_the_command_writes_the_file_and_warns(tmp_path: Path) -> None:
    """Weekdays are read in full or by their first letters; a warning does not stop the file."""
    out = tmp_path / "plan.ics"
    status, said = run("basic-two-day", "--start", "2026-11-30", "--days", "mon, Tuesday", "-o", str(out))
    assert (status, "12 sessions" in said, "next to each other" in said) == (0, True, True)
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 12


@pytest.mark.parametrize(
    ("start", "days", "said"),
    [
        ("soon", "mon", "`soon` is not a date"),
        ("9999-12-31", "mon", "lies outside 1900 to 2200"),
        ("2026-11-30", "mo", "`mo` is no weekday"),
        ("2026-11-30", "", "`` is no weekday"),
        ("2026-11-30", "funday", "`funday` is no weekday"),
    ],
)
def test_a_slip_of_the_pen_is_named(start: str, days: str, said: str) -> None:
    """What is no date or weekday is said, with the way to write it."""
    status, output = run("basic-two-day", "--start", start, "--days", days)
    assert (status, said in output) == (2, True)
