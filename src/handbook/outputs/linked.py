"""What a page says to machines that read pages: its facts as JSON-LD (schema.org), and how it is shown when shared.

JSON-LD stands in `<script type="application/ld+json">`. That is data, which browsers never run, so the content
security policy does not speak of it (HTML standard, "prepare the script element").
"""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from handbook import addresses
from handbook.handbook import Handbook
from handbook.outputs.canonical import canonical
from handbook.pages import Page
from handbook.pages.shown import reference_text
from handbook.schema import FORMS, Equipment, Exercise, Guide, Ladder, Meta, Movement, Muscle, Program
from handbook.validate import Entry

Json = dict[str, Any]

STEPS = "How to"
CARD = (1200, 630)
"""Width and height in pixels of the picture that is shown when a page is shared."""


def linked(handbook: Handbook, page: Page, picture: str = "") -> Markup:
    """The facts of a page as JSON-LD for a script element: nothing in it can end the element or begin another.

    `picture` is the address of a picture of what the page is about.
    """
    image = {"image": canonical(handbook.settings, picture)} if picture else {}
    graph = [{**_page(handbook, page), **image}, *_trail(handbook, page)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that HTML would read is escaped above


def shared(handbook: Handbook, page: Page, picture: str = "") -> tuple[tuple[str, str], ...]:
    """The page's Open Graph properties (ogp.me) with their values; `picture` is the address of a PNG of `CARD` size."""
    settings = handbook.settings
    image = canonical(settings, picture) if picture else ""
    pairs = (
        ("og:type", "article" if page.entry else "website"),
        ("og:site_name", settings.title),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", canonical(settings, page.address)),
        ("og:locale", settings.language.replace("-", "_")),
        ("og:image", image),
        ("og:image:type", "image/png" if image else ""),
        ("og:image:width", str(CARD[0]) if image else ""),
        ("og:image:height", str(CARD[1]) if image else ""),
        ("og:image:alt", f"{page.title}: {page.description}" if image else ""),
    )
    return tuple((name, value) for name, value in pairs if value)


def _page(handbook: Handbook, page: Page) -> Json:
    settings = handbook.settings
    entry = handbook.entries.get(page.entry)
    facts: Json = {
        "@type": "CollectionPage" if page.address.endswith("index.html") else "WebPage",
        "url": canonical(settings, page.address),
        "name": page.title,
        "description": page.description,
        "inLanguage": settings.language,
        "license": {"@type": "CreativeWork", "name": settings.licence.content},
    }
    if page.address == addresses.HOME:
        return {**facts, "@type": "WebSite", "@id": facts["url"], "potentialAction": _search(handbook)}
    part = {"isPartOf": {"@type": "WebSite", "@id": canonical(settings, addresses.HOME), "name": settings.title}}
    return {**facts, **part, **(_entry(handbook, entry) if entry else {})}


def _search(handbook: Handbook) -> Json:
    goal = canonical(handbook.settings, addresses.SEARCH) + "?q={search_term_string}"
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": goal},
        "query-input": "required name=search_term_string",
    }


def _entry(handbook: Handbook, entry: Entry) -> Json:
    meta = entry.meta
    said: Json = {}
    if meta.aliases:
        said["alternateName"] = list(meta.aliases)
    if meta.reviewed:
        said["dateModified"] = meta.reviewed.isoformat()
    works = [handbook.references[key] for key in meta.sources if key in handbook.references]
    if works:
        said["citation"] = [reference_text(one) for one in works]
    return {**said, **_kind(handbook, entry, meta)}


def _kind(handbook: Handbook, entry: Entry, meta: Meta) -> Json:  # noqa: PLR0911 - a line for each kind
    match meta:
        case Exercise():
            return _how_to(handbook, entry, meta)
        case Program():
            return _plan(handbook, meta)
        case Ladder():
            return {"@type": "WebPage", "mainEntity": _rungs(handbook, entry)}
        case Guide():
            return {"@type": "Article", "headline": meta.title}
        case Muscle():
            return {"@type": "Article", "headline": meta.title, "about": _about("Muscle", meta, meta.latin)}
        case Movement() | Equipment():
            return {"@type": "Article", "headline": meta.title, "about": _about("Thing", meta)}
    return {}


def _about(kind: str, meta: Meta, *more: str) -> Json:
    return {"@type": kind, "name": meta.title, "alternateName": [*more, *meta.aliases], "description": meta.summary}


def _how_to(handbook: Handbook, entry: Entry, exercise: Exercise) -> Json:
    section = entry.prose.section(STEPS)
    tools = [" or ".join(_titles(handbook, "equipment", need.choices)) for need in exercise.equipment]
    return {
        "@type": "HowTo",
        "step": [
            {"@type": "HowToStep", "position": number, "text": step}
            for number, step in enumerate(section.steps if section else (), 1)
        ],
        "tool": [{"@type": "HowToTool", "name": tool} for tool in tools if tool],
        "about": [{"@type": "Muscle", "name": name} for name in _titles(handbook, "muscles", exercise.muscles.primary)],
    }


def _titles(handbook: Handbook, folder: str, slugs: Iterable[str]) -> list[str]:
    """The titles of entries of one kind; names without an entry are left out."""
    found = (handbook.entries.get(f"{folder}/{slug}") for slug in slugs)
    return [one.meta.title for one in found if one]


def _plan(handbook: Handbook, program: Program) -> Json:
    done = dict.fromkeys(slot.done for slot in program.slots)
    exercises = [one for slug in done if (one := handbook.entries.get(f"exercises/{slug}"))]
    kinds = sorted({str(one.meta.kind) for one in exercises if isinstance(one.meta, Exercise)})
    return {
        "@type": "ExercisePlan",
        "activityDuration": f"P{program.weeks}W",
        "activityFrequency": f"{program.per_week} times a week",
        "exerciseType": kinds,
        "hasPart": [
            {"@type": "HowTo", "name": one.meta.title, "url": canonical(handbook.settings, addresses.entry(one.id))}
            for one in exercises
        ],
    }


def _rungs(handbook: Handbook, entry: Entry) -> Json:
    rungs = [handbook.entries[f"exercises/{slug}"] for slug in handbook.climb.ladders[entry.slug]]
    items = [_place(handbook, number, one.meta.title, addresses.entry(one.id)) for number, one in enumerate(rungs, 1)]
    return {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(items),
        "itemListElement": items,
    }


def _place(handbook: Handbook, position: int, name: str, address: str) -> Json:
    at = canonical(handbook.settings, address)
    return {"@type": "ListItem", "position": position, "name": name, "item": at}


def _trail(handbook: Handbook, page: Page) -> list[Json]:
    """The way from the home page, for every page below it."""
    if page.address == addresses.HOME:
        return []
    steps = [(handbook.settings.short or handbook.settings.title, addresses.HOME)]
    form = FORMS.get(page.entry.partition("/")[0])
    if form:
        steps.append((form.plural, addresses.listing(form.folder)))
    steps.append((page.title, page.address))
    places = [_place(handbook, number, *step) for number, step in enumerate(steps, 1)]
    return [{"@type": "BreadcrumbList", "itemListElement": places}]
