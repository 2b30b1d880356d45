"""More hands for long work: a function over many arguments, on all cores.

Each hand is a fresh Python that is told what to do through a pipe. Unlike those of `multiprocessing` it does not run
the caller's script again, and does not mind the caller's threads.
"""

import gc
import os
import pickle
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

A = TypeVar("A")
R = TypeVar("R")

ALONE = 8
"""Up to so many arguments are done in this process: calling for help would take longer."""

MANY = 60
"""Up to so many quick ones are done without a copy of this process."""


def side_by_side(function: Callable[[A], R], arguments: list[A]) -> Iterator[R]:
    """As `map`, in the same order. `function` stands at the top of a module; arguments and values can be pickled."""
    cores = os.cpu_count() or 1
    if len(arguments) <= ALONE or cores == 1:
        yield from map(function, arguments)
        return
    hands = [_begin(function, arguments[hand::cores]) for hand in range(cores)]
    try:
        for place, argument in enumerate(arguments):
            found: tuple[R] | None = _next(hands[place % cores])
            # A hand that was killed or cannot be started here: this process does it, and says what is wrong.
            yield function(argument) if found is None else found[0]
    finally:
        for hand in hands:
            _end(hand)


def forked(function: Callable[[A], R], arguments: list[A]) -> Iterable[R]:
    """As `map`, in the same order, on all cores: by copies of this process, which have all that it has.

    Only the values are pickled, so `function` may hold whatever it likes. It must be plain Python: the threads of
    libraries are not there in a copy. Where a process has threads of its own, or cannot be copied, it works alone.
    """
    cores = os.cpu_count() or 1
    alone = cores == 1 or len(arguments) <= MANY or not hasattr(os, "fork") or threading.active_count() > 1
    if alone:
        return map(function, arguments)
    shares = [arguments[hand::cores] for hand in range(cores)]
    gc.freeze()
    pipes = [_fork(function, share) for share in shares[1:]]
    mine = [function(one) for one in shares[0]]
    others: list[list[R] | None] = [_received(pipe) for pipe in pipes]
    gc.unfreeze()
    parts = [iter(mine)]
    parts += [
        iter([function(one) for one in share] if part is None else part)
        for share, part in zip(shares[1:], others, strict=True)
    ]
    return [next(parts[place % cores]) for place in range(len(arguments))]


def _fork(function: Callable[[A], R], share: list[A]) -> tuple[int, int]:
    """A copy of this process that does a share: its number, and where its values can be read."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that libraries may have, see above
        child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    with suppress(BaseException):
        gc.disable()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump([function(one) for one in share], pipe, protocol=5)
        status = 0
    os._exit(status)


def _received(child: tuple[int, int]) -> list[R] | None:
    number, reading = child
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(number, 0)
    return pickle.loads(said) if status == 0 else None  # noqa: S301 - our own process said it


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


def _next(hand: "subprocess.Popen[bytes] | None") -> tuple[R] | None:
    """The next value that a hand has, alone in a tuple; None if it has none."""
    if hand is None or hand.stdout is None:
        return None
    try:
        return (pickle.load(hand.stdout),)  # noqa: S301 - our own process said it
    except (EOFError, pickle.UnpicklingError):
        return None


def _end(hand: "subprocess.Popen[bytes] | None") -> None:
    if hand is not None and hand.stdout is not None:
        hand.kill()
        hand.stdout.close()
        hand.wait()


def _work() -> None:
    function, share = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process asked
    for one in share:
        pickle.dump(function(one), sys.stdout.buffer, protocol=5)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _work()
