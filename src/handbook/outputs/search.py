"""The index of names that search works on: every entry's name and other names, and what exercises can be found by.

Columns, one value an entry, because like stands beside like and so compresses. Readers' scripts load it as a script,
which a browser also allows from a folder, where it refuses to read data; the same columns lie beside it as JSON.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from handbook.handbook import Handbook
from handbook.schema import FORMS, Exercise, Kind, Level, Meta, Program

INDEX = "search/index.json"
NAMES = "search/names.js"
FORMAT = 1
_NONE = "-"


def index(handbook: Handbook) -> bytes:
    """The columns as JSON. Entries come folder by folder, exercises first, by title; a name by number is its place.

    `folders` are (folder, title, how many entries); `slugs` are empty where the title's words make the slug; `level`
    and `kind` are a digit an entry, its place in `levels` and `kinds`, or `-`. The rest is one list an exercise:
    `muscles` and `movements` by their places in their folders, `-1 - place` where they are secondary; `equipment` as
    needs, each a list of pieces of which one will do. `start` are the entries to suggest to whoever asks for nothing.
    """
    entries = [(folder, slug, meta) for folder in FORMS for slug, meta in handbook.fields[folder].items()]
    exercises = [meta for _, _, meta in entries if isinstance(meta, Exercise)]
    muscles, movements, pieces = (_places(handbook, folder) for folder in ("muscles", "movements", "equipment"))
    columns = {
        "format": FORMAT,
        "folders": [(folder, form.plural, len(handbook.fields[folder])) for folder, form in FORMS.items()],
        "levels": list(Level),
        "kinds": list(Kind),
        "titles": [meta.title for _, _, meta in entries],
        "slugs": [_slug(slug, meta) for _, slug, meta in entries],
        "aliases": ["|".join(meta.aliases) for _, _, meta in entries],
        "level": "".join(_digit(meta, Level, "level") for _, _, meta in entries),
        "kind": "".join(_digit(meta, Kind, "kind") for _, _, meta in entries),
        "muscles": [_halves(one.muscles.primary, one.muscles.secondary, muscles) for one in exercises],
        "movements": [_halves(one.movements.primary, one.movements.secondary, movements) for one in exercises],
        "equipment": [_needs(one, pieces) for one in exercises],
        "start": _start(handbook, [f"{folder}/{slug}" for folder, slug, _ in entries]),
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


def search_makers() -> dict[str, Callable[[Handbook], bytes]]:
    """How the index is made, by its address: as data for other programs, and as the script that a page loads."""
    return {INDEX: index, NAMES: lambda handbook: b"window.NAMES = " + index(handbook) + b";\n"}


def _places(handbook: Handbook, folder: str) -> dict[str, int]:
    return {slug: place for place, slug in enumerate(handbook.fields[folder])}


def _slug(slug: str, meta: Meta) -> str:
    """The slug, empty where a script can make it from the title."""
    return "" if "-".join(re.findall(r"[a-z0-9]+", meta.title.lower())) == slug else slug


def _digit(meta: Meta, order: Iterable[str], field: str) -> str:
    if not isinstance(meta, Exercise | Program) or (value := getattr(meta, field, None)) is None:
        return _NONE
    return str(list(order).index(value))


def _halves(primary: Iterable[str], secondary: Iterable[str], places: Mapping[str, int]) -> list[int]:
    first = [places[slug] for slug in primary if slug in places]
    return first + [-1 - places[slug] for slug in secondary if slug in places]


def _needs(exercise: Exercise, places: Mapping[str, int]) -> list[list[int]]:
    needs = (
        [places[slug] for slug in need.choices if slug in places] for need in exercise.equipment if not need.optional
    )
    return [need for need in needs if need]


def _start(handbook: Handbook, ids: Sequence[str]) -> list[int]:
    """The ways in that the settings name, or the first programs."""
    wanted = [one.to for one in handbook.settings.start if one.to in handbook.entries]
    programs = handbook.programs
    ranked = [f"programs/{slug}" for slug in sorted(programs, key=lambda slug: (programs[slug].order, slug))]
    return [ids.index(one) for one in dict.fromkeys(wanted or ranked[:5])]
