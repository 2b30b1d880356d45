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

    from handbook.figures.parts import Key
    from handbook.figures.skeleton import Floats

Term = tuple[int | str, int, float]
"""A point (its number) and an axis, or an unknown (its name; the axis is ignored), with a factor."""
_Span = tuple[tuple[tuple[Term, ...], ...], tuple[float, ...], float, float]

LIMIT_FIRMNESS = 2.0
_TRIES, _LONGEST, _PROBE, _BEND = 12, 25.0, 0.1, 0.375
"""Damping is raised at most so often; the longest step (degrees or cm); how far ahead the curve of a step is probed;
and how much of it a bend may be."""
REST, _PATIENCE = 2e-4, 3
"""A pose is at rest when its cost shrinks by less than this share, this many times running."""
_COUNT = len(DOFS)
_LEAST = np.array([LIMITS.get(joint_of(dof), (-np.inf, np.inf))[0] for dof in DOFS])
_GREATEST = np.array([LIMITS.get(joint_of(dof), (-np.inf, np.inf))[1] for dof in DOFS])


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
    at_most: Floats
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

    def residual(self, q: Floats) -> Floats:
        """Give the weighted violations at `q` (DOFS)."""
        return self._violations(q, derive=False)[0]

    def linearised(self, q: Floats) -> tuple[Floats, Floats]:
        """Give the weighted violations and their derivatives (rows, DOFS) at `q`."""
        return self._violations(q, derive=True)

    def _violations(self, q: Floats, *, derive: bool) -> tuple[Floats, Floats]:
        posture = forward(q)
        places = self.points.places(posture)
        x = np.concatenate([places.ravel(), q])
        dx = np.empty((0, 0))
        if derive:
            moves = self.points.jacobian(posture, places)
            dx = np.concatenate([moves.reshape(-1, _COUNT), np.eye(_COUNT)])
        placed = (self._lines(x, dx), self._distances(x, dx), self._balance(x, dx))
        blocks = [self._wishes(q), self._limits(q), *placed]
        rows = np.concatenate([block[0] for block in blocks])
        return rows, np.concatenate([block[1] for block in blocks]) if derive else dx

    def _wishes(self, q: Floats) -> tuple[Floats, Floats]:
        return (q - self.wish) * self.pull, np.diag(self.pull)

    def _limits(self, q: Floats) -> tuple[Floats, Floats]:
        over, under = np.maximum(q - _GREATEST, 0), np.minimum(q - _LEAST, 0)
        return (over + under) * LIMIT_FIRMNESS, np.diag(((over + under) != 0) * LIMIT_FIRMNESS)

    def _lines(self, x: Floats, dx: Floats) -> tuple[Floats, Floats]:
        rows = self.linear @ x - self.aims
        live = (self.at_most == 0) | (rows > 0)
        return rows * live, (self.linear * live[:, None]) @ dx if dx.size else dx

    def _distances(self, x: Floats, dx: Floats) -> tuple[Floats, Floats]:
        spans = self.spans @ x - self.starts
        lengths = np.sqrt((spans * spans).sum(-1)) + 1e-9
        rows = (lengths - self.lengths) * self.firmness
        if not dx.size:
            return rows, dx
        along = spans / lengths[:, None] * self.firmness[:, None]
        return rows, np.einsum("ki,kid->kd", along, self.spans) @ dx

    def _balance(self, x: Floats, dx: Floats) -> tuple[Floats, Floats]:
        if not len(self.carriers):
            return np.zeros(0), np.zeros((0, _COUNT))
        weight, carriers = self.weight @ x, self.carriers @ x
        high, low = int(np.argmax(carriers + self.reach)), int(np.argmin(carriers - self.reach))
        over = weight - carriers[high] - self.reach[high]
        under = carriers[low] - self.reach[low] - weight
        rows = np.maximum(0, np.array([over, under])) * self.balance
        if not dx.size:
            return rows, dx
        change = np.stack([self.weight - self.carriers[high], self.carriers[low] - self.weight])
        return rows, (change * (rows > 0)[:, None] * self.balance) @ dx


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
            np.array([float(one_sided) for *_, one_sided in self._lines]),
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


def minimise(system: System, start: Floats, basis: Floats, most: int) -> tuple[Floats, float, bool]:
    """Find the pose that violates the rules least (Levenberg-Marquardt with Marquardt's scaling).

    `start` (DOFS); `basis` (DOFS, free): the directions in which the pose may change; `most`: iterations
    allowed. Returns the pose, its cost (sum of squared violations) and whether it came to rest.
    """
    q, damping, still = start.copy(), 1e-2, 0
    rows, slopes = system.linearised(q)
    cost = float(rows @ rows)
    for _ in range(most):
        slopes = slopes @ basis
        normal = slopes.T @ slopes
        scale = np.diag(np.diag(normal) + 1e-6)
        for _ in range(_TRIES):
            step = _step(system, q, basis, (rows, slopes), normal + damping * scale)
            tried = system.residual(q + step)
            new = float(tried @ tried)
            if new < cost:
                damping = max(damping / 4, 1e-7)
                break
            damping *= 4
        else:
            return q, cost, True
        still = still + 1 if cost - new < REST * cost + 1e-9 else 0
        q, cost = q + step, new
        if still == _PATIENCE:
            return q, cost, True
        rows, slopes = system.linearised(q)
    return q, cost, False


def _step(system: System, q: Floats, basis: Floats, here: tuple[Floats, Floats], damped: Floats) -> Floats:
    """Give one step (DOFS), bent along the valley that stiff contacts make.

    The second-order correction is geodesic acceleration: Transtrum and Sethna, *Improvements to the
    Levenberg-Marquardt algorithm for nonlinear least-squares minimization* (2012). It is left out where it is large.
    """
    rows, slopes = here
    inverse = np.linalg.inv(damped)
    ahead = -inverse @ (slopes.T @ rows)
    ahead *= min(1.0, _LONGEST / max(float(np.abs(ahead).max()), 1e-9))
    probed = system.residual(q + _PROBE * (basis @ ahead))
    curve = 2 / _PROBE * ((probed - rows) / _PROBE - slopes @ ahead)
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
