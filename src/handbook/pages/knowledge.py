"""The pages of what exercises are made of: movements, muscles, equipment, ladders; and the guides."""

from collections.abc import Iterable

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages.exercise import HALVES, rungs_of
from handbook.pages.page import Download, Page, Ref
from handbook.pages.shown import about, naming, ref, refs, text
from handbook.schema import Equipment, Ladder, Meta, Movement, Muscle
from handbook.validate import Entry


def page(handbook: Handbook, entry: Entry, words: str, downloads: tuple[Download, ...] = ()) -> Page:
    """The page of an entry that is neither exercise nor program.

    `words` say what its figure shows, if it has one. `downloads` are its papers.
    """
    match entry.meta:
        case Movement():
            facts = _movement(handbook, entry, entry.meta, words)
        case Muscle():
            facts = _muscle(handbook, entry)
        case Equipment():
            facts = _equipment(handbook, entry, entry.meta)
        case Ladder():
            facts = _ladder(handbook, entry)
        case _:
            facts = _guide(handbook, entry)
    return Page(
        address=addresses.entry(entry.id),
        template=f"{_template(entry.meta)}.html",
        title=entry.meta.title,
        description=entry.meta.summary,
        entry=entry.id,
        facts={
            "meta": entry.meta,
            "about": about(handbook, entry),
            "text": text(handbook, entry),
            "guides": naming(handbook, entry.id, "guides"),
            "downloads": downloads,
            **facts,
        },
    )


def _template(meta: Meta) -> str:
    return type(meta).__name__.lower()


def _movement(handbook: Handbook, entry: Entry, movement: Movement, words: str) -> dict[str, object]:
    movements, trained = handbook.movements, handbook.uses.trained.get(entry.slug, ())
    loosened = handbook.uses.loosened.get(entry.slug, ())
    wholes = [s for s, one in movements.items() if entry.slug in (*one.parts, *one.kinds)]
    return {
        "opposite": next(iter(refs(handbook, "movements", [movement.opposite] if movement.opposite else [])), None),
        "parts": refs(handbook, "movements", movement.parts),
        "kinds": refs(handbook, "movements", movement.kinds),
        "wholes": refs(handbook, "movements", wholes),
        "muscles": {half: refs(handbook, "muscles", getattr(movement.muscles, half)) for half in HALVES},
        "primary": refs(handbook, "exercises", [slug for slug, share in trained if share == 1]),
        "secondary": refs(handbook, "exercises", [slug for slug, share in trained if share < 1]),
        "loosening": refs(handbook, "exercises", [slug for slug, _ in loosened]),
        "programs": _covering(handbook, entry.slug),
        "figure": addresses.figure(entry.id, "movement") if words else "",
        "words": words,
        "bodymap": addresses.figure(entry.id, "bodymap"),
    }


def _covering(handbook: Handbook, movement: str) -> tuple[tuple[Ref, str], ...]:
    """The programs that train a movement, each with its most sets in a week."""
    found = []
    for slug, coverage in handbook.coverage.items():
        if coverage.trains(movement):
            most = max(coverage.movements[movement], key=lambda week: (week.high, week.low))
            found.append((ref(handbook, f"programs/{slug}"), str(most)))
    return tuple(found)


def _muscle(handbook: Handbook, entry: Entry) -> dict[str, object]:
    movements, worked = handbook.movements, handbook.uses.worked.get(entry.slug, ((), ()))
    return {
        **{half: refs(handbook, "exercises", some) for half, some in zip(HALVES, worked, strict=True)},
        "movements": {
            half: refs(
                handbook, "movements", [s for s, m in movements.items() if entry.slug in getattr(m.muscles, half)]
            )
            for half in HALVES
        },
        "count": len({*worked[0], *worked[1]}),
        "bodymap": addresses.figure(entry.id, "bodymap"),
    }


def _equipment(handbook: Handbook, entry: Entry, piece: Equipment) -> dict[str, object]:
    named = [one.equipment for one in piece.instead if one.equipment]
    return {
        "needing": refs(handbook, "exercises", handbook.uses.needed.get(entry.slug, ())),
        "wanting": refs(handbook, "exercises", handbook.uses.wanted.get(entry.slug, ())),
        "stand_ins": refs(handbook, "equipment", named),
        "things": tuple(one.thing for one in piece.instead if one.thing),
        "replaces": refs(handbook, "equipment", _replaced(handbook, entry.slug)),
        "without": _without(handbook, entry.slug),
    }


def _replaced(handbook: Handbook, slug: str) -> Iterable[str]:
    return [other for other, one in handbook.equipment.items() if any(i.equipment == slug for i in one.instead)]


def _without(handbook: Handbook, slug: str) -> tuple[tuple[Ref, Ref], ...]:
    """For each exercise whose author says so, the exercise to do when this piece is missing."""
    pairs = handbook.uses.without.get(slug, ())
    return tuple((ref(handbook, f"exercises/{one}"), ref(handbook, f"exercises/{other}")) for one, other in pairs)


def _ladder(handbook: Handbook, entry: Entry) -> dict[str, object]:
    rungs = handbook.climb.ladders[entry.slug]
    return {"rungs": rungs_of(handbook, rungs), "programs": naming(handbook, entry.id, "programs")}


def _guide(handbook: Handbook, entry: Entry) -> dict[str, object]:
    ordered = guides_in_order(handbook)
    place = next((n for n, one in enumerate(ordered) if one.id == entry.id), 0)
    return {
        "before": ordered[place - 1] if place > 0 else None,
        "after": ordered[place + 1] if place + 1 < len(ordered) else None,
    }


def guides_in_order(handbook: Handbook) -> tuple[Ref, ...]:
    """All guides by their `order`, then title."""
    guides = handbook.guides
    ranked = sorted(guides, key=lambda slug: (guides[slug].order, guides[slug].title.lower()))
    return refs(handbook, "guides", ranked)
