"""What follows for an entry from all the others, as JSON: ladders, substitutes, coverage, who trains what.

The keys of each kind, and their schemas, stand in `SCHEMAS`.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from handbook.coverage import Coverage, weights
from handbook.handbook import Handbook
from handbook.ladders import Edge
from handbook.substitutes import Swap
from handbook.typed import Json, listing, names, record, value


def derived(handbook: Handbook) -> dict[str, Json]:
    """What is computed about each entry, by its id; an empty object for a guide."""
    return {
        **{entry_id: {} for entry_id in handbook.entries},
        **dict(_exercises(handbook)),
        **dict(_trained(handbook)),
        **dict(_worked(handbook)),
        **dict(_equipment(handbook)),
        **{f"ladders/{slug}": {"rungs": _rungs(handbook, rungs)} for slug, rungs in handbook.climb.ladders.items()},
        **{f"programs/{slug}": _program(coverage) for slug, coverage in handbook.coverage.items()},
    }


def _exercises(handbook: Handbook) -> Iterator[tuple[str, Json]]:
    climb, movements, places = handbook.climb, handbook.movements, _places(handbook)
    for slug, exercise in handbook.exercises.items():
        shares = sorted(weights(exercise, movements).items())
        yield (
            f"exercises/{slug}",
            {
                "trains": {f"movements/{one}": share for one, share in shares},
                "easier": [_step(step.easier, step) for step in climb.easier.get(slug, ())],
                "harder": [_step(step.harder, step) for step in climb.harder.get(slug, ())],
                "ladders": places.get(slug, []),
                "substitutes": [_swap(swap) for swap in handbook.swaps[slug]],
            },
        )


def _places(handbook: Handbook) -> dict[str, list[Json]]:
    """For each exercise its place on each of its ladders, 1 the easiest."""
    found: dict[str, list[Json]] = {}
    for ladder, rungs in handbook.climb.ladders.items():
        for position, rung in enumerate(rungs, 1):
            place = {"ladder": f"ladders/{ladder}", "position": position, "of": len(rungs)}
            found.setdefault(rung, []).append(place)
    return found


def _step(other: str, step: Edge | None) -> Json:
    return {"exercise": f"exercises/{other}", "when": step.when or None if step else None}


def _swap(swap: Swap) -> Json:
    lacking = f"equipment/{swap.lacking}" if swap.lacking else None
    return {"exercise": f"exercises/{swap.exercise}", "lacking": lacking}


def _rungs(handbook: Handbook, rungs: tuple[str, ...]) -> list[Json]:
    """The rungs from easiest to hardest, each with what to reach before the next."""
    above = {low: handbook.climb.step(low, high) for low, high in pairwise(rungs)}
    return [_step(rung, above.get(rung)) for rung in rungs]


def _trained(handbook: Handbook) -> Iterator[tuple[str, Json]]:
    """For each movement the exercises that train it."""
    movements = handbook.movements
    shares = {slug: weights(one, movements) for slug, one in handbook.exercises.items()}
    for movement in movements:
        yield f"movements/{movement}", {"trained_by": _ranked(shares, movement)}


def _worked(handbook: Handbook) -> Iterator[tuple[str, Json]]:
    """For each muscle the exercises that work it."""
    shares: dict[str, dict[Any, float]] = {
        slug: {**dict.fromkeys(one.muscles.secondary, 0.5), **dict.fromkeys(one.muscles.primary, 1.0)}
        for slug, one in handbook.exercises.items()
    }
    for muscle in handbook.muscles:
        yield f"muscles/{muscle}", {"worked_by": _ranked(shares, muscle)}


def _ranked(shares: Mapping[str, Mapping[Any, float]], goal: str) -> list[Json]:
    """The exercises with a share in `goal`, the largest first."""
    ranked = sorted((-share[goal], slug) for slug, share in shares.items() if share.get(goal))
    return [{"exercise": f"exercises/{slug}", "share": value(-share)} for share, slug in ranked]


def _equipment(handbook: Handbook) -> Iterator[tuple[str, Json]]:
    """For each piece of equipment the exercises that need it, and those that can also be done without."""
    found: dict[str, dict[str, list[str]]] = {piece: {"needed_by": [], "wanted_by": []} for piece in handbook.equipment}
    for slug, exercise in sorted(handbook.exercises.items()):
        needed, wanted = ({c for n in exercise.equipment if n.optional is o for c in n.choices} for o in (False, True))
        for side, pieces in (("needed_by", needed), ("wanted_by", wanted)):
            for piece in pieces & found.keys():
                found[piece][side].append(f"exercises/{slug}")
    yield from ((f"equipment/{piece}", uses) for piece, uses in found.items())


def _program(coverage: Coverage) -> Json:
    return {
        "sets_per_week": {
            "movements": {f"movements/{one}": value(weeks) for one, weeks in coverage.movements.items()},
            "muscles": {f"muscles/{one}": value(weeks) for one, weeks in coverage.muscles.items()},
        },
        "equipment": [[f"equipment/{choice}" for choice in need.choices] for need in coverage.equipment],
        "minutes": {title: value(span) for title, span in coverage.minutes.items()},
    }


_SHARE: Json = {"enum": [0.5, 1], "description": "1 where it comes first, 0.5 beside."}
_SHARED = listing(record({"exercise": names("exercises"), "share": _SHARE}))
_STEPS = listing(record({"exercise": names("exercises"), "when": {"type": ["string", "null"]}}))
_SPAN = record({"low": {"type": "number"}, "high": {"type": "number"}})


def _by(folder: str, inner: Json) -> Json:
    return {"type": "object", "propertyNames": names(folder), "additionalProperties": inner}


SCHEMAS: dict[str, Json] = {
    "exercises": record(
        {
            "trains": _by("movements", _SHARE),
            "easier": _STEPS,
            "harder": {**_STEPS, "description": "Each with what to reach before moving up to it."},
            "ladders": listing(
                record(
                    {
                        "ladder": names("ladders"),
                        "position": {"type": "integer", "minimum": 1, "description": "Its rung, 1 the easiest."},
                        "of": {"type": "integer", "minimum": 1, "description": "How many rungs the ladder has."},
                    }
                )
            ),
            "substitutes": listing(
                record(
                    {
                        "exercise": names("exercises"),
                        "lacking": {
                            "anyOf": [names("equipment"), {"type": "null"}],
                            "description": "The equipment that it does without, where an editor says so.",
                        },
                    }
                ),
                description="What to do instead, the best first.",
            ),
        }
    ),
    "movements": record({"trained_by": _SHARED}),
    "muscles": record({"worked_by": _SHARED}),
    "equipment": record({"needed_by": listing(names("exercises")), "wanted_by": listing(names("exercises"))}),
    "ladders": record({"rungs": {**_STEPS, "description": "From easiest to hardest; `when` to go up to the next."}}),
    "programs": record(
        {
            "sets_per_week": record(
                {"movements": _by("movements", listing(_SPAN)), "muscles": _by("muscles", listing(_SPAN))},
                description="Sets for each week, from week 1: whole for what an exercise is done for, half for what it"
                " trains beside. Mobility and release count for nothing.",
            ),
            "equipment": listing(
                listing(names("equipment"), minItems=1),
                description="What all its exercises need: of each list, any one piece.",
            ),
            "minutes": {
                "type": "object",
                "additionalProperties": _SPAN,
                "description": "About how long each workout takes, without warm-up, by its title.",
            },
        }
    ),
    "guides": record({}),
}
