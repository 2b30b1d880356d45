"""Rules of a pose as weighted equations over places and unknowns, and their exact derivatives.

Every rule is one of four: a linear equation or a one-sided one (at most) over the coordinates of body points
and the unknowns, a distance between two places, or "the weight lies between the outermost carriers". A
residual is weight times violation; weights are per cm or per degree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures.skeleton import DOFS, INDEX, LIMITS, Points, forward, joint_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from handbook.figures.parts import Key
    from handbook.figures.skeleton import Floats, Posture

Term = tuple[int | str, int, float]
"""A point (its number) and an axis, or an unknown (its name; the axis is ignored), with a factor."""
_Span = tuple[tuple[tuple[Term, ...], ...], tuple[float, ...], float, float]

LIMIT_FIRMNESS = 2.0
_TRIES, _LONGEST, _PROBE, _BEND = 12, 25.0, 0.1, 0.375
"""Damping is raised at most so often; the longest step (degrees or cm); how far ahead the curve of a step is probed;
and how much of it a bend may be."""
REST, NEAR = (2e-4, 3), (1e-2, 1)
"""A pose is at rest when its cost shrinks by less than a share, so many times running; near it where that is enough to
go on from."""
_COUNT = len(DOFS)
_UNKNOWNS = np.eye(_COUNT)
_LEAST = np.array([LIMITS.get(joint_of(dof), (-np.inf, np.inf))[0] for dof in DOFS])
_GREATEST = np.array([LIMITS.get(joint_of(dof), (-np.inf, np.inf))[1] for dof in DOFS])


@dataclass(frozen=True, slots=True, eq=False)
class _Here:
    """A pose on the way: its unknowns (DOFS), the body placed by them, places and unknowns as one, violations."""

    q: Floats
    posture: Posture
    places: Floats
    x: Floats
    rows: Floats

    @property
    def cost(self) -> float:
        """Sum up the squared violations."""
        return float(self.rows @ self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """All rules of one pose, as arrays. `dim` below is 3 x points + unknowns; weights are folded in.

    `wish`, `pull` (DOFS): what each unknown wants to be and how much. `linear` (m, dim), `aims` (m),
    `at_most` (m). `spans` (k, 3, dim), `starts` (k, 3), `lengths`, `firmness` (k): |span - start| is a
    length. `weight` (dim), `carriers` (c, dim), `reach` (c): the weight between the carriers widened by
    their reach.
    """

    points: Points
    wish: Floats
    pull: Floats
    linear: Floats
    aims: Floats
    at_most: NDArray[np.bool_]
    spans: Floats
    starts: Floats
    lengths: Floats
    firmness: Floats
    weight: Floats
    carriers: Floats
    reach: Floats
    balance: float

    def softened(self, factor: float) -> System:
        """Give the same rules with places and distances weighted `factor` as much: easier to move along."""
        return replace(
            self,
            linear=self.linear * factor,
            aims=self.aims * factor,
            firmness=self.firmness * factor,
        )

    def at(self, q: Floats) -> _Here:
        """Place the body by `q` (DOFS), and weigh its violations."""
        posture = forward(q)
        places = self.points.places(posture)
        x = np.concatenate([places.ravel(), q])
        over, under = np.maximum(q - _GREATEST, 0), np.minimum(q - _LEAST, 0)
        wishes = (q - self.wish) * self.pull
        placed = (self._lines(x), self._distances(x), self._balance(x))
        return _Here(q, posture, places, x, np.concatenate([wishes, (over + under) * LIMIT_FIRMNESS, *placed]))

    def slopes(self, here: _Here) -> Floats:
        """Give the derivatives (rows, DOFS) of the violations."""
        moves = self.points.jacobian(here.posture, here.places)
        dx = np.concatenate([moves.reshape(-1, _COUNT), _UNKNOWNS])
        beyond = here.rows[_COUNT : 2 * _COUNT] != 0
        placed = np.concatenate(
            [self._line_slopes(here.x), self._distance_slopes(here.x), self._balance_slopes(here.x)]
        )
        return np.concatenate([np.diag(self.pull), np.diag(beyond * LIMIT_FIRMNESS), placed @ dx])

    def _lines(self, x: Floats) -> Floats:
        rows = self.linear @ x - self.aims
        return np.where(self.at_most, np.maximum(rows, 0), rows)

    def _line_slopes(self, x: Floats) -> Floats:
        live = ~self.at_most | (self.linear @ x > self.aims)
        return self.linear * live[:, None]

    def _span(self, x: Floats) -> tuple[Floats, Floats]:
        spans = self.spans @ x - self.starts
        return spans, np.sqrt((spans * spans).sum(-1)) + 1e-9

    def _distances(self, x: Floats) -> Floats:
        return (self._span(x)[1] - self.lengths) * self.firmness

    def _distance_slopes(self, x: Floats) -> Floats:
        spans, lengths = self._span(x)
        slopes: Floats = np.einsum("ki,kid->kd", spans / lengths[:, None] * self.firmness[:, None], self.spans)
        return slopes

    def _outermost(self, x: Floats) -> tuple[int, int]:
        carriers = self.carriers @ x
        return int(np.argmax(carriers + self.reach)), int(np.argmin(carriers - self.reach))

    def _balance(self, x: Floats) -> Floats:
        if not len(self.carriers):
            return np.zeros(0)
        weight, carriers, (high, low) = self.weight @ x, self.carriers @ x, self._outermost(x)
        over = weight - carriers[high] - self.reach[high]
        under = carriers[low] - self.reach[low] - weight
        rows: Floats = np.maximum(0, np.array([over, under])) * self.balance
        return rows

    def _balance_slopes(self, x: Floats) -> Floats:
        if not len(self.carriers):
            return np.zeros((0, len(x)))
        high, low = self._outermost(x)
        change = np.stack([self.weight - self.carriers[high], self.carriers[low] - self.weight])
        slopes: Floats = change * ((self._balance(x) > 0)[:, None] * self.balance)
        return slopes


@dataclass(slots=True)
class Rules:
    """Collects rules and freezes them into a `System`. Points are numbered as they are first named."""

    wish: Floats
    pull: Floats
    _numbers: dict[Key, int] = field(default_factory=dict)
    _lines: list[tuple[tuple[Term, ...], float, float, bool]] = field(default_factory=list)
    _spans: list[_Span] = field(default_factory=list)
    _weight: tuple[Term, ...] = ()
    _carriers: list[tuple[tuple[Term, ...], float]] = field(default_factory=list)
    _balance: float = 0.0

    def point(self, key: Key) -> int:
        """Give the number of a body point."""
        return self._numbers.setdefault(key, len(self._numbers))

    def equal(self, terms: Sequence[Term], aim: float, weight: float) -> None:
        """Ask that the sum of the terms is `aim`."""
        self._lines.append((tuple(terms), aim, weight, False))

    def at_most(self, terms: Sequence[Term], aim: float, weight: float) -> None:
        """Ask that the sum of the terms is `aim` or less."""
        self._lines.append((tuple(terms), aim, weight, True))

    def distance(self, span: Sequence[Sequence[Term]], start: Sequence[float], length: float, weight: float) -> None:
        """Ask that the place given by one sum of terms an axis lies `length` from `start`."""
        self._spans.append((tuple(tuple(terms) for terms in span), tuple(start), length, weight))

    def carry(self, weight: Sequence[Term], carriers: Iterable[tuple[Sequence[Term], float]], firmness: float) -> None:
        """Ask that `weight` lies between the outermost carriers, each widened by its reach (cm)."""
        self._weight, self._balance = tuple(weight), firmness
        self._carriers = [(tuple(terms), reach) for terms, reach in carriers]

    def system(self) -> System:
        """Freeze."""
        points, dim = Points.of(list(self._numbers)), 3 * len(self._numbers) + _COUNT
        weights = np.array([weight for _, _, weight, _ in self._lines])
        linear = np.array([_row(terms, dim) for terms, *_ in self._lines]).reshape(-1, dim)
        spans = np.array([[_row(terms, dim) for terms in span] for span, *_ in self._spans])
        return System(
            points,
            self.wish,
            self.pull,
            linear * weights[:, None],
            np.array([aim for _, aim, _, _ in self._lines]) * weights,
            np.array([one_sided for *_, one_sided in self._lines], dtype=bool),
            spans.reshape(-1, 3, dim),
            np.array([start for _, start, _, _ in self._spans]).reshape(-1, 3),
            np.array([length for _, _, length, _ in self._spans]),
            np.array([weight for *_, weight in self._spans]),
            _row(self._weight, dim),
            np.array([_row(terms, dim) for terms, _ in self._carriers]).reshape(-1, dim),
            np.array([reach for _, reach in self._carriers]),
            self._balance,
        )


def _row(terms: Iterable[Term], dim: int) -> Floats:
    row = np.zeros(dim)
    for of, axis, factor in terms:
        column = dim - _COUNT + INDEX[of] if isinstance(of, str) else 3 * of + axis
        row[column] += factor
    return row


def minimise(
    system: System, start: Floats, basis: Floats, most: int, until: tuple[float, int] = REST
) -> tuple[Floats, float, bool]:
    """Find the pose that violates the rules least (Levenberg-Marquardt with Marquardt's scaling).

    `start` (DOFS); `basis` (DOFS, free): the directions in which the pose may change; `most`: iterations
    allowed; `until`: when to stop. Returns the pose, its cost (sum of squared violations) and whether it came there.
    """
    here, damping, still = system.at(start), 1e-2, 0
    share, patience = until
    for _ in range(most):
        cost = here.cost
        slopes = system.slopes(here) @ basis
        normal = slopes.T @ slopes
        scale = np.diag(np.diag(normal) + 1e-6)
        for _ in range(_TRIES):
            tried = system.at(here.q + _step(system, here, slopes, basis, normal + damping * scale))
            if tried.cost < cost:
                damping = max(damping / 4, 1e-7)
                break
            damping *= 4
        else:
            return here.q, cost, True
        here = tried
        still = still + 1 if cost - here.cost < share * cost + 1e-9 else 0
        if still == patience:
            return here.q, here.cost, True
    return here.q, here.cost, False


def _step(system: System, here: _Here, slopes: Floats, basis: Floats, damped: Floats) -> Floats:
    """Give one step (DOFS), bent along the valley that stiff contacts make.

    The second-order correction is geodesic acceleration: Transtrum and Sethna, *Improvements to the
    Levenberg-Marquardt algorithm for nonlinear least-squares minimization* (2012). It is left out where it is large.
    """
    inverse = np.linalg.inv(damped)
    ahead = -inverse @ (slopes.T @ here.rows)
    ahead *= min(1.0, _LONGEST / max(float(np.abs(ahead).max()), 1e-9))
    probed = system.at(here.q + _PROBE * (basis @ ahead)).rows
    curve = 2 / _PROBE * ((probed - here.rows) / _PROBE - slopes @ ahead)
    aside = -0.5 * inverse @ (slopes.T @ curve)
    bent = float(np.linalg.norm(aside)) <= _BEND * float(np.linalg.norm(ahead))
    step: Floats = basis @ (ahead + aside if bent else ahead)
    return step


def columns(names: Iterable[str], tied: Mapping[str, str] | None = None) -> Floats:
    """Build a basis: one direction a named unknown, moving the unknown tied to it along."""
    names = tuple(names)
    basis = np.zeros((_COUNT, len(names)))
    for j, name in enumerate(names):
        basis[INDEX[name], j] = 1.0
        if tied and name in tied:
            basis[INDEX[tied[name]], j] = 1.0
    return basis
