"""The pages that are not of one entry: home, lists, references, search, contribute, not found."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages.exercise import amount, choices
from handbook.pages.knowledge import guides_in_order
from handbook.pages.page import Cite, Download, Page, Ref
from handbook.pages.shown import cite, ref, refs
from handbook.schema import FORMS, Exercise, Kind, Level, Muscle
from handbook.substitutes import equipment

INTRODUCTIONS = {
    "exercises": "Every exercise, with what it trains, what it needs and how hard it is.",
    "movements": "What the joints do when you run, and what trains them.",
    "muscles": "The muscles that run, front and back.",
    "equipment": "What the exercises ask for, and what stands in for it at home.",
    "ladders": "Paths from easy to hard: find your rung, and climb.",
    "programs": "Weeks of training, each with a sheet to print and write on.",
    "guides": "The reasons behind it all, with their sources.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """An exercise in the catalogue, with what it can be filtered by."""

    ref: Ref
    kind: str
    amount: str
    muscles: tuple[str, ...]
    movements: tuple[str, ...]
    equipment: tuple[str, ...]
    needs: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter the catalogue by: its name, and its values with how many exercises have each."""

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading."""

    title: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work with the entries that cite it."""

    cite: Cite
    link: str
    note: str
    used: tuple[Ref, ...]


ListMaker = Callable[[Handbook, tuple[Download, ...]], Page]


def lists(folders: Iterable[str]) -> dict[str, ListMaker]:
    """How all pages that are not of one entry are made, by address, from the handbook and its own papers."""
    makers: dict[str, ListMaker] = {addresses.HOME: _home, addresses.listing("exercises"): _catalogue}
    makers |= {addresses.listing(folder): partial(_list, folder) for folder in folders if folder != "exercises"}
    return makers | {
        addresses.REFERENCES: _references,
        addresses.SEARCH: _search,
        addresses.CARDS: _cards,
        addresses.CONTRIBUTE: _contribute,
        addresses.NOT_FOUND: _not_found,
    }


def _contribute(handbook: Handbook, _: tuple[Download, ...]) -> Page:
    summary = "How to add to this handbook, or mend it."
    return Page(addresses.CONTRIBUTE, "contribute.html", "Contribute", summary, _doors(handbook))


def _not_found(_handbook: Handbook, _: tuple[Download, ...]) -> Page:
    return Page(addresses.NOT_FOUND, "404.html", "Not found", "There is no page at this address.", {}, index=False)


def _home(handbook: Handbook, downloads: tuple[Download, ...]) -> Page:
    settings = handbook.settings
    starts = tuple((one.goal, ref(handbook, one.to)) for one in settings.start if one.to in handbook.entries)
    core = [slug for slug, movement in handbook.movements.items() if movement.role == "core"]
    facts: dict[str, object] = {
        "starts": starts,
        "movements": refs(handbook, "movements", core),
        "programs": programs_in_order(handbook),
        "guides": guides_in_order(handbook),
        "downloads": downloads,
        "counts": tuple(
            (form.plural, len(handbook.fields[folder]), addresses.listing(folder)) for folder, form in FORMS.items()
        ),
    }
    return Page(addresses.HOME, "home.html", settings.title, settings.summary, facts)


def programs_in_order(handbook: Handbook) -> tuple[Ref, ...]:
    """All programs by their `order`, then title."""
    programs = handbook.programs
    return refs(handbook, "programs", sorted(programs, key=lambda slug: (programs[slug].order, programs[slug].title)))


def _catalogue(handbook: Handbook, _: tuple[Download, ...]) -> Page:
    exercises = handbook.exercises
    cards = tuple(_card(handbook, slug, one) for slug, one in exercises.items())
    facts = {"cards": cards, "facets": _facets(handbook, cards), "introduction": INTRODUCTIONS["exercises"]}
    return Page(addresses.listing("exercises"), "catalogue.html", "Exercises", INTRODUCTIONS["exercises"], facts)


def _card(handbook: Handbook, slug: str, exercise: Exercise) -> Card:
    pieces = handbook.equipment
    needs = sorted(equipment(exercise))
    titles = [pieces[name].title for name in needs if name in pieces]
    return Card(
        ref=ref(handbook, f"exercises/{slug}"),
        kind=str(exercise.kind),
        amount=amount(exercise.dose),
        muscles=exercise.muscles.all,
        movements=exercise.movements.all,
        equipment=choices(exercise),
        needs=", ".join(titles) or "No equipment",
    )


def _facets(handbook: Handbook, cards: tuple[Card, ...]) -> tuple[Facet, ...]:
    def named(folder: str, field: str) -> tuple[tuple[str, str, int], ...]:
        counts = Counter(slug for card in cards for slug in _slugs(getattr(card, field)))
        return tuple((slug, one.title, counts[slug]) for slug, one in handbook.fields[folder].items() if counts[slug])

    def worded(found: Iterable[str], words: Iterable[str]) -> tuple[tuple[str, str, int], ...]:
        counts = Counter(found)
        return tuple((word, word.capitalize(), counts[word]) for word in words if counts[word])

    return (
        Facet("equipment", "What I have", (*_nothing(cards), *named("equipment", "equipment"))),
        Facet("level", "Level", worded((card.ref.level for card in cards), Level)),
        Facet("kind", "Kind", worded((card.kind for card in cards), Kind)),
        Facet("movement", "Movement", named("movements", "movements")),
        Facet("muscle", "Muscle", named("muscles", "muscles")),
    )


def _nothing(cards: tuple[Card, ...]) -> tuple[tuple[str, str, int], ...]:
    return (("none", "Nothing", sum(not card.equipment for card in cards)),)


def _slugs(words: tuple[str, ...]) -> set[str]:
    return {slug for word in words for slug in word.split("|")}


def _list(folder: str, handbook: Handbook, _: tuple[Download, ...]) -> Page:
    form = FORMS[folder]
    facts = {"groups": _groups(handbook, folder), "introduction": INTRODUCTIONS[folder], "folder": folder}
    return Page(addresses.listing(folder), "list.html", form.plural, INTRODUCTIONS[folder], facts)


def _groups(handbook: Handbook, folder: str) -> tuple[Group, ...]:
    match folder:
        case "movements":
            roles = {"core": "Movements of running", "composite": "Together", "support": "Supporting movements"}
            movements = handbook.movements
            return tuple(
                Group(title, refs(handbook, folder, [s for s, m in movements.items() if m.role == role]))
                for role, title in roles.items()
            )
        case "muscles":
            return _muscles(handbook)
        case "programs":
            return (Group("", programs_in_order(handbook)),)
        case "guides":
            return (Group("", guides_in_order(handbook)),)
        case "equipment":
            pieces = handbook.equipment
            return tuple(
                Group(title, refs(handbook, folder, [slug for slug, one in pieces.items() if one.home is home]))
                for home, title in ((True, "In nearly every home"), (False, "To get, or to find in a gym"))
            )
    return (Group("", refs(handbook, folder, handbook.fields[folder])),)


def _muscles(handbook: Handbook) -> tuple[Group, ...]:
    order = Muscle.model_fields["group"].annotation.__args__  # type: ignore[union-attr]
    muscles = sorted(handbook.muscles.items(), key=lambda one: order.index(one[1].group))
    return tuple(
        Group(group, refs(handbook, "muscles", [slug for slug, _ in inside]))
        for group, inside in groupby(muscles, key=lambda one: one[1].group)
    )


def _references(handbook: Handbook, _: tuple[Download, ...]) -> Page:
    works = tuple(
        Work(
            cite=cite(handbook, key),
            link=f"https://doi.org/{work.doi}" if work.doi else work.url or "",
            note=work.note or "",
            used=tuple(ref(handbook, one) for one in handbook.cited.get(key, ())),
        )
        for key, work in handbook.references.items()
    )
    summary = "Every work that this handbook cites, and where."
    return Page(addresses.REFERENCES, "references.html", "References", summary, {"works": works})


def _search(handbook: Handbook, _: tuple[Download, ...]) -> Page:
    groups = tuple(
        Group(form.plural, refs(handbook, folder, handbook.fields[folder])) for folder, form in FORMS.items()
    )
    return Page(
        addresses.SEARCH, "search.html", "Search", "Find anything in the handbook.", {"groups": groups}, index=False
    )


def _cards(handbook: Handbook, downloads: tuple[Download, ...]) -> Page:
    cards = tuple(
        (ref(handbook, f"exercises/{slug}"), one, amount(one.dose)) for slug, one in handbook.exercises.items()
    )
    summary = "Every exercise as a card to cut out: four to a sheet of A4."
    return Page(
        addresses.CARDS,
        "cards.html",
        "Exercise cards",
        summary,
        {"cards": cards, "downloads": downloads},
        index=False,
    )


def _doors(handbook: Handbook) -> dict[str, object]:
    repository = handbook.settings.repository
    return {"repository": repository.url if repository else "", "forms": tuple(FORMS.values())}
