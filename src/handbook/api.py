"""The handbook for other programs: JSON of everything under `api/`, with its JSON Schema.

Each document names its schema, its licence and the version of this form. Within one version, fields may be added; what
is there keeps its name and meaning. Addresses are below `site`.
"""

import json
from collections.abc import Mapping
from typing import Any

from handbook import __version__, addresses
from handbook.apischema import VERSION, schema
from handbook.derived import derived
from handbook.handbook import Handbook
from handbook.pages.shown import reference_text, text
from handbook.pictures import Pictures
from handbook.schema import FORMS, Exercise, Program
from handbook.typed import Json, value
from handbook.validate import Entry

INDEX = "api/index.json"
REFERENCES = "api/references.json"
SCHEMA = "api/schema.json"


def api(handbook: Handbook, pictures: Pictures) -> dict[str, bytes]:
    """Every document by address: the index, the references, the schema, and one for each entry."""
    links, cites = _outward(handbook.backlinks), _outward(handbook.cited)
    computed, drawn = derived(handbook), _by_entry(pictures)
    documents: dict[str, Json] = {
        INDEX: _index(handbook),
        REFERENCES: _references(handbook),
        SCHEMA: schema(handbook.settings.base_url + SCHEMA),
    }
    for entry in handbook.entries.values():
        ways = {
            "links": [one for one in links.get(entry.id, []) if one in handbook.entries],
            "backlinks": list(handbook.backlinks.get(entry.id, ())),
            "cites": [one for one in cites.get(entry.id, []) if one in handbook.references],
        }
        shown = {"addresses": drawn.get(entry.id, {}), "words": pictures.words.get(entry.id)}
        documents[data(entry.id)] = {
            **_entry(handbook, entry),
            "pictures": shown,
            **ways,
            "computed": computed[entry.id],
        }
    return {address: _written(document) for address, document in documents.items()}


def data(entry_id: str) -> str:
    """Where the document of an entry lies."""
    return f"api/{entry_id}.json"


def _written(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _outward(inward: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """From "who names it" to "what it names", sorted."""
    found: dict[str, list[str]] = {}
    for goal in sorted(inward):
        for source in inward[goal]:
            found.setdefault(source, []).append(goal)
    return found


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
        "entries": [_line(entry) for folder in FORMS for entry in handbook.of(folder).values()],
    }


def _line(entry: Entry) -> Json:
    meta = entry.meta
    return {
        "id": entry.id,
        "kind": FORMS[entry.folder].name,
        "title": meta.title,
        "aliases": list(meta.aliases),
        "summary": meta.summary,
        "level": str(meta.level) if isinstance(meta, Exercise | Program) else None,
        "reviewed": value(meta.reviewed),
        "page": addresses.entry(entry.id),
        "data": data(entry.id),
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


def _by_entry(pictures: Pictures) -> dict[str, dict[str, str]]:
    """For each entry the pictures that were drawn: name to address."""
    found: dict[str, dict[str, str]] = {}
    for address in sorted(pictures.files):
        folder, _, name = address.rpartition("/")
        found.setdefault(folder.partition("/")[2], {})[name.partition(".")[0]] = address
    return found
