"""More hands for long work: the same values, in the same order, as one would give alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from handbook.hands import MANY, forked, side_by_side
from handbook.quantities import read


def _measured(text: str) -> object:
    return read(text, ("s",))


def test_many_hands_give_what_one_gives_in_the_same_order() -> None:
    """Forty amounts, read by several processes, come back as if they had been read here one after the other."""
    said = [f"{number} s" for number in range(1, 41)]
    assert list(side_by_side(str.upper, said)) == [one.upper() for one in said]


def test_copies_of_the_process_give_what_one_gives_in_the_same_order() -> None:
    """A function that holds what cannot be handed over is shared out all the same."""
    plus = 7
    numbers = list(range(2 * MANY))
    assert list(forked(lambda number: (number + plus) * "x", numbers)) == [(number + plus) * "x" for number in numbers]


def test_what_goes_wrong_in_a_copy_is_raised_here() -> None:
    """Where a copy cannot do its share, this process does it, and meets the fault itself."""

    def fussy(number: int) -> int:
        if number == 2 * MANY - 1:
            raise ValueError("not this one")
        return number

    with pytest.raises(ValueError, match="not this one"):
        list(forked(fussy, list(range(2 * MANY))))


def test_what_goes_wrong_in_a_hand_is_raised_here() -> None:
    """A fault in the function is not swallowed by the process that met it."""
    with pytest.raises(ValueError, match="not an amount"):
        list(side_by_side(_measured, ["30 s"] * 20 + ["soon"]))


def test_a_script_without_a_guard_may_ask_for_hands(tmp_path: Path) -> None:
    """Whoever calls from a plain script gets the answer once; the script is not run again by the other processes."""
    script = tmp_path / "script.py"
    script.write_text("from handbook.hands import side_by_side\nprint(sum(side_by_side(abs, list(range(-50, 0)))))\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout == "1275\n"
