"""More hands for long work: a function over many arguments, on all cores.

Each hand is a fresh Python that is told what to do through a pipe. Unlike those of `multiprocessing` it does not run
the caller's script again, and does not mind the caller's threads.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

A = TypeVar("A")
R = TypeVar("R")

ALONE = 8
"""Up to so many arguments are done in this process: calling for help would take longer."""


def side_by_side(function: Callable[[A], R], arguments: list[A]) -> Iterable[R]:
    """As `map`, in the same order. `function` stands at the top of a module; arguments and values can be pickled."""
    cores = os.cpu_count() or 1
    if len(arguments) <= ALONE or cores == 1:
        return map(function, arguments)
    shares = [arguments[hand::cores] for hand in range(cores)]
    hands = [_begin(function, share) for share in shares]
    done: list[list[R] | None] = [_end(hand) for hand in hands]
    if any(part is None for part in done):
        # A hand that was killed or cannot be started here: this process does what is needed, and says what is wrong.
        return map(function, arguments)
    parts = [iter(part or ()) for part in done]
    return [next(parts[place % cores]) for place in range(len(arguments))]


def _begin(function: Callable[[A], R], share: list[A]) -> "subprocess.Popen[bytes] | None":
    try:
        hand = subprocess.Popen(  # noqa: S603 - this Python, this module
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert hand.stdin is not None  # noqa: S101 - it was asked for
        with hand.stdin as pipe:
            pickle.dump((function, share), pipe, protocol=5)
    except OSError:
        return None
    return hand


def _end(hand: "subprocess.Popen[bytes] | None") -> list[R] | None:
    if hand is None:
        return None
    assert hand.stdout is not None  # noqa: S101 - it was asked for
    with hand, hand.stdout as pipe:
        said = pipe.read()
    return pickle.loads(said) if hand.returncode == 0 else None  # noqa: S301 - our own process said it


def _work() -> None:
    function, share = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process asked
    pickle.dump([function(one) for one in share], sys.stdout.buffer, protocol=5)


if __name__ == "__main__":
    _work()
