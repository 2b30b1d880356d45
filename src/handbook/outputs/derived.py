"""What follows for an entry from all the others, as JSON: ladders, substitutes, coverage, who trains what.

The keys of each kind, and their schemas, stand in `SCHEMAS`.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from handbook.coverage import Coverage
from handbook.handbook import Handbook
from handbook.ladders import Step
from handbook.outputs.typed import Json, listing, names, record, value
from handbook.substitutes import Swap
from handbook.validate import Entry


def derived(handbook: Handbook, entry: Entry) -> Json:  # noqa: PLR0911 - a line for each kind
    """What is computed about an entry; an empty object for a guide."""
    match entry.folder:
        case "exercises":
            return _exercise(handbook, entry.slug)
        case "movements":
            trained = handbook.uses.trained.get(entry.slug, ()) + handbook.uses.loosened.get(entry.slug, ())
            return {"trained_by": _ranked(trained)}
        case "muscles":
            first, beside = handbook.uses.worked.get(entry.slug, ((), ()))
            halves = [(one, 0.5) for one in beside if one not in first]
            return {"worked_by": _ranked([*((one, 1.0) for one in first), *halves])}
        case "equipment":
            return {"needed_by": _ids(handbook.uses.needed, entry), "wanted_by": _ids(handbook.uses.wanted, entry)}
        case "ladders":
            return {"rungs": _rungs(handbook, handbook.climb.ladders[entry.slug])}
        case "programs":
            return _program(handbook.coverage[entry.slug])
    return {}


def _exercise(handbook: Handbook, slug: str) -> Json:
    climb = handbook.climb
    return {
        "trains": {f"movements/{one}": share for one, share in sorted(handbook.uses.shares[slug].items())},
        "easier": [_step(step.easier, step) for step in climb.easier.get(slug, ())],
        "harder": [_step(step.harder, step) for step in climb.harder.get(slug, ())],
        "ladders": [_place(climb.ladders[ladder], ladder, slug) for ladder in climb.places.get(slug, ())],
        "substitutes": [_swap(swap) for swap in handbook.swaps[slug]],
    }


def _place(rungs: tuple[str, ...], ladder: str, slug: str) -> Json:
    """Its place on a ladder, 1 the easiest."""
    return {"ladder": f"ladders/{ladder}", "position": rungs.index(slug) + 1, "of": len(rungs)}


def _ids(side: Mapping[str, tuple[str, ...]], entry: Entry) -> list[str]:
    return [f"exercises/{slug}" for slug in sorted(side.get(entry.slug, ()))]


def _ranked(shares: Iterable[tuple[str, float]]) -> list[Json]:
    """The exercises with their shares, the largest first."""
    ranked = sorted((-share, slug) for slug, share in shares)
    return [{"exercise": f"exercises/{slug}", "share": value(-share)} for share, slug in ranked]


def _step(other: str, step: Step | None) -> Json:
    return {"exercise": f"exercises/{other}", "when": step.when or None if step else None}


def _swap(swap: Swap) -> Json:
    lacking = f"equipment/{swap.lacking}" if swap.lacking else None
    return {"exercise": f"exercises/{swap.exercise}", "lacking": lacking}


def _rungs(handbook: Handbook, rungs: tuple[str, ...]) -> list[Json]:
    """The rungs from easiest to hardest, each with what to reach before the next."""
    above = {low: handbook.climb.step(low, high) for low, high in pairwise(rungs)}
    return [_step(rung, above.get(rung)) for rung in rungs]


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
