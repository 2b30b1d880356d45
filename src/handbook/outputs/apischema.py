"""The JSON Schema (draft 2020-12) of the documents under `api/`, made from the same declarations as the documents."""

from handbook.outputs.derived import SCHEMAS
from handbook.outputs.typed import QUANTITY, Json, described, listing, names, record
from handbook.schema import FORMS, Form, Level, Reference

VERSION = 1

_TEXT: Json = {"type": "string"}
_HTML: Json = {"type": "string", "description": "HTML; its links are relative to the entry's page."}
_DAY: Json = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
_ADDRESS: Json = {"type": "string", "format": "uri-reference", "description": "An address below `site`."}
_ENTRY: Json = {"type": "string", "pattern": f"^({'|'.join(FORMS)})/[a-z0-9-]+$", "description": "The id of an entry."}
_KEY = names("references")


def schema(address: str) -> Json:
    """The schema of all documents; `address` is where it is published."""
    kinds: dict[str, Json] = {"index": _index(), "references": _references()}
    kinds |= {form.name: _entry(form) for form in FORMS.values()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Documents of an exercise handbook",
        "description": "An index, the references, or an entry, told apart by `kind`. Within a version, properties"
        " may be added; those that are there keep their names and meanings.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": {"quantity": QUANTITY, **kinds},
    }


def _document(kind: str, properties: Json, description: str) -> Json:
    head: Json = {
        "$schema": {"type": "string", "format": "uri-reference"},
        "version": {"const": VERSION},
        "kind": {"const": kind},
        "handbook": {**_TEXT, "description": "The handbook's title."},
        "site": {"type": "string", "format": "uri", "description": "Where the site is published."},
        "language": _TEXT,
        "licence": {**_TEXT, "description": "What others may do with texts and figures."},
    }
    return record({**head, **properties}, description=description)


def _index() -> Json:
    line = record(
        {
            "id": _ENTRY,
            "kind": {"enum": [form.name for form in FORMS.values()]},
            "title": _TEXT,
            "aliases": listing(_TEXT),
            "summary": _TEXT,
            "level": {"enum": [*map(str, Level), None]},
            "reviewed": _DAY,
            "page": _ADDRESS,
            "data": _ADDRESS,
        }
    )
    properties: Json = {
        "generator": _TEXT,
        "summary": _TEXT,
        "references": _ADDRESS,
        "kinds": listing(record({"kind": _TEXT, "folder": {"enum": list(FORMS)}, "title": _TEXT})),
        "entries": listing(line),
    }
    return _document("index", properties, "Every entry in a line, with the way to the whole of it.")


def _references() -> Json:
    work = record(
        {
            "key": _KEY,
            "page": _ADDRESS,
            "text": {**_TEXT, "description": "The work in one line."},
            "fields": {**described(Reference), "description": "In the terms of CSL."},
            "cited_by": listing(_ENTRY),
        }
    )
    return _document("references", {"works": listing(work)}, "Every cited work, in the order of their numbers.")


def _entry(form: Form) -> Json:
    section = record(
        {
            "title": _TEXT,
            "anchor": _TEXT,
            "html": _HTML,
            "steps": listing(_TEXT, description="The items of its first numbered list, as plain text."),
        }
    )
    text = record({"plain": _TEXT, "intro": _HTML, "sections": listing(section), "notes": _HTML})
    pictures = record(
        {
            "addresses": {"type": "object", "additionalProperties": _ADDRESS},
            "words": {"type": ["string", "null"], "description": "What the figure shows, in words."},
        }
    )
    properties: Json = {
        "id": {**names(form.folder), "description": "Folder and name; the same as long as the entry's file."},
        "page": _ADDRESS,
        "source": {**_TEXT, "description": "The file in the handbook's repository."},
        "fields": {**described(form.model), "description": "What the entry's author says, each value typed."},
        "text": text,
        "pictures": pictures,
        "links": listing(_ENTRY, description="The entries that this one names or links."),
        "backlinks": listing(_ENTRY, description="The entries that name or link this one."),
        "cites": listing(_KEY, description="The works that it cites, by key."),
        "computed": {**SCHEMAS[form.folder], "description": "What follows from all entries together."},
    }
    return _document(form.name, properties, (form.model.__doc__ or "").strip())
