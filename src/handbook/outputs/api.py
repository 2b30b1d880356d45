"""The handbook for other programs: JSON of everything under `api/`, with its JSON Schema.

Each document names its schema, its licence and the version of this form. Within one version, fields may be added; what
is there keeps its name and meaning. Addresses are below `site`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from handbook import __version__, addresses
from handbook.handbook import Handbook
from handbook.outputs.apischema import VERSION, schema
from handbook.outputs.derived import derived
from handbook.outputs.typed import Json, value
from handbook.pages.shown import reference_text, text
from handbook.schema import FORMS, Exercise, Meta, Program
from handbook.validate import Entry

INDEX = "api/index.json"
REFERENCES = "api/references.json"
SCHEMA = "api/schema.json"


@dataclass(frozen=True, slots=True)
class Told:
    """What documents are made from: the handbook, its figures in words, and which figures there are, both by entry."""

    handbook: Handbook
    words: Mapping[str, str]
    drawn: Mapping[str, tuple[str, ...]]


def documents(handbook: Handbook) -> dict[str, Callable[[Told], bytes]]:
    """How each document is made, by its address: the index, the references, the schema, and one for each entry."""
    made: dict[str, Callable[[Told], bytes]] = {
        INDEX: lambda told: _written(_index(told.handbook)),
        REFERENCES: lambda told: _written(_references(told.handbook)),
        SCHEMA: lambda told: _written(schema(told.handbook.settings.base_url + SCHEMA)),
    }
    return made | {data(one): partial(_document, one) for one in handbook.entries}


def _document(entry_id: str, told: Told) -> bytes:
    handbook = told.handbook
    entry = handbook.entries[entry_id]
    pictures = {name: addresses.figure(entry_id, name) for name in sorted(told.drawn.get(entry_id, ()))}
    return _written(
        {
            **_entry(handbook, entry),
            "pictures": {"addresses": pictures, "words": told.words.get(entry_id)},
            "links": [one for one in handbook.links[entry_id] if one in handbook.glimpses],
            "backlinks": list(handbook.backlinks.get(entry_id, ())),
            "cites": [one for one in handbook.cites[entry_id] if one in handbook.references],
            "computed": derived(handbook, entry),
        }
    )


def data(entry_id: str) -> str:
    """Where the document of an entry lies."""
    return f"api/{entry_id}.json"


def _written(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _head(handbook: Handbook, kind: str, address: str) -> Json:
    settings = handbook.settings
    return {
        "$schema": addresses.relative(address, SCHEMA),
        "version": VERSION,
        "kind": kind,
        "handbook": settings.title,
        "site": settings.base_url,
        "language": settings.language,
        "licence": settings.licence.content,
    }


def _index(handbook: Handbook) -> Json:
    return {
        **_head(handbook, "index", INDEX),
        "generator": f"exercise-handbook {__version__}",
        "summary": handbook.settings.summary,
        "references": REFERENCES,
        "kinds": [{"kind": form.name, "folder": folder, "title": form.plural} for folder, form in FORMS.items()],
        "entries": [_line(folder, slug, meta) for folder in FORMS for slug, meta in handbook.fields[folder].items()],
    }


def _line(folder: str, slug: str, meta: Meta) -> Json:
    entry_id = f"{folder}/{slug}"
    return {
        "id": entry_id,
        "kind": FORMS[folder].name,
        "title": meta.title,
        "aliases": list(meta.aliases),
        "summary": meta.summary,
        "level": str(meta.level) if isinstance(meta, Exercise | Program) else None,
        "reviewed": value(meta.reviewed),
        "page": addresses.entry(entry_id),
        "data": data(entry_id),
    }


def _references(handbook: Handbook) -> Json:
    works = [
        {
            "key": key,
            "page": addresses.reference(key),
            "text": reference_text(work),
            "fields": value(work),
            "cited_by": list(handbook.cited.get(key, ())),
        }
        for key, work in handbook.references.items()
    ]
    return {**_head(handbook, "references", REFERENCES), "works": works}


def _entry(handbook: Handbook, entry: Entry) -> Json:
    """What an entry says by itself."""
    return {
        **_head(handbook, FORMS[entry.folder].name, data(entry.id)),
        "id": entry.id,
        "page": addresses.entry(entry.id),
        "source": entry.document.path,
        "fields": value(entry.meta),
        "text": _text(handbook, entry),
    }


def _text(handbook: Handbook, entry: Entry) -> Json:
    shown, prose = text(handbook, entry), entry.prose
    sections: list[dict[str, Any]] = [
        {"title": part.title, "anchor": part.anchor, "html": str(part.html), "steps": list(section.steps)}
        for part, section in zip(shown.passages, prose.sections, strict=True)
    ]
    return {"plain": prose.plain, "intro": str(shown.intro), "sections": sections, "notes": str(shown.notes)}
