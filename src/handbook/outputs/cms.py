"""The form for people without git, at `admin/`: nothing of it is there unless `handbook.yaml` asks for it.

The form itself is Sveltia CMS, whose script the handbook keeps in `templates/admin/cms.js`. Here is what that script is
told: every kind of entry and its fields, folded from the schema. Each field carries in `as` how its value is read from
front matter and written back by `templates/admin/form.js`, which takes the mark off again.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from handbook.diagnostics import Diagnostic
from handbook.editing.scaffold import outline
from handbook.fields import Model
from handbook.handbook import Handbook
from handbook.schema import FORMS, Caution, Form, Need
from handbook.scripts import lean
from handbook.settings import Cms, Repository
from handbook.shapes import (
    Amount,
    Anything,
    Choice,
    Day,
    Field,
    Group,
    Keyed,
    Many,
    Name,
    Shape,
    Text,
    Truth,
    Whole,
    fields,
)
from handbook.theme import Theme

Json = dict[str, Any]
SCRIPT = "admin/cms.js"
_OURS = ("admin/index.html", "admin/frontmatter.js", "admin/form.js")
_ROOTS = {"gitlab": "api/v4", "gitea": "api/v1"}
_PUBLIC = {"github.com", "gitlab.com"}


def form_files(handbook: Handbook, look: Theme) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The files of the form by address, none where it is not asked for; and what keeps it from working."""
    settings, document = handbook.settings, handbook.settings_document
    if settings.cms is None or document is None:
        return {}, ()
    span = document.key_span(("cms",))
    if settings.repository is None:
        hint = "say `repository` as well, or take `cms` out"
        return {}, (Diagnostic(span, "settings", "the form for editors has no place to save to", hint),)
    script = look.file(SCRIPT)
    if script is None:
        hint = "put `sveltia-cms.js` from the npm package `@sveltia/cms` there under this name, or take `cms` out"
        return {}, (Diagnostic(span, "settings", f"the form for editors has no `templates/{SCRIPT}`", hint),)
    ours = {name: file.read_bytes() for name in _OURS if (file := look.file(name))}
    files = {name: lean(content) if name.endswith(".js") else content for name, content in ours.items()}
    told = config(handbook, settings.cms, settings.repository)
    return {**files, SCRIPT: script.read_bytes(), "admin/config.json": _written(told)}, ()


def config(handbook: Handbook, cms: Cms, repository: Repository) -> Json:
    """What the form is told: where to save, and the fields of every kind of entry."""
    return {
        "backend": _backend(cms, repository),
        "publish_mode": "editorial_workflow",
        "site_url": handbook.settings.base_url,
        "media_folder": "content",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [_collection(handbook, form) for form in FORMS.values()],
    }


def _backend(cms: Cms, repository: Repository) -> Json:
    """Where entries are saved; a proposal comes from a fork where the host can do that."""
    at = urlsplit(repository.url)
    backend: Json = {"name": cms.host, "repo": at.path.strip("/"), "branch": repository.branch}
    if cms.host == "github":
        backend["open_authoring"] = True
    if at.netloc not in _PUBLIC and cms.host in _ROOTS:
        host = f"{at.scheme}://{at.netloc}"
        backend |= {"base_url": host, "api_root": f"{host}/{_ROOTS[cms.host]}"}
    return {**backend, **({"base_url": cms.sign_in.rstrip("/")} if cms.sign_in else {})}


def _collection(handbook: Handbook, form: Form) -> Json:
    body = {"name": "body", "label": "Text", "widget": "text", "required": False, "as": "body"}
    usual = outline(handbook, form).partition("\n---\n\n")[2]
    return {
        "name": form.folder,
        "label": form.plural,
        "label_singular": form.name.capitalize(),
        "folder": f"content/{form.folder}",
        "identifier_field": "title",
        "slug": "{{title}}",
        "create": True,
        "delete": False,
        "extension": "md",
        "fields": [
            *_fields(form.model, handbook),
            {**body, "default": usual, "hint": "What stands below the facts, in Markdown: `## How to` and the like."},
            {"name": "source", "label": "File", "widget": "hidden", "as": "source"},
        ],
    }


def _fields(model: type[Model], handbook: Handbook) -> list[Json]:
    return [_field(one, handbook) for one in fields(model)]


def _field(field: Field, handbook: Handbook) -> Json:
    named = {"name": field.name, "label": _label(field.name), "hint": field.description, "required": field.needed}
    return {**named, **_widget(field.shape, handbook)}


def _widget(shape: Shape, handbook: Handbook) -> Json:  # noqa: C901, PLR0911 - a line for each shape
    match shape:
        case Text() | Amount():
            return {"widget": "string"}
        case Day():
            return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
        case Truth():
            return {"widget": "boolean", "as": "truth"}
        case Whole(least, most):
            bounds = {"min": least, "max": most}
            number = {"widget": "number", "value_type": "int", "as": "whole"}
            return {**number, **{name: bound for name, bound in bounds.items() if bound is not None}}
        case Name(folder):
            return _name(folder, handbook)
        case Choice(words):
            return {"widget": "select", "options": list(words)}
        case Many():
            return _many(shape, handbook)
        case Keyed(item):
            key = {"name": "under", "label": "Which", "widget": "string"}
            inner = _fields(item.model, handbook) if isinstance(item, Group) else []
            return {"widget": "list", "fields": [key, *inner], "as": "keyed"}
        case Group(model):
            return {"widget": "object", "fields": _fields(model, handbook), "as": "group"}
        case Anything():
            return {"widget": "text", "as": "raw"}


def _name(folder: str, handbook: Handbook) -> Json:
    """An entry chosen by its title, or a work of the reference list.

    The choices are written out. The relation widget would find new ones by itself, but Sveltia CMS 0.221 cannot open
    an entry that another names twice where there is one.
    """
    if folder in FORMS:
        known = [(slug, entry.meta.title) for slug, entry in handbook.of(folder).items()]
    else:
        known = [(key, work.title) for key, work in handbook.references.items()]
    return {"widget": "select", "options": [{"value": value, "label": label} for value, label in known]}


def _many(many: Many, handbook: Handbook) -> Json:
    bounds = {"min": many.least or None, "max": many.most}
    said = {name: bound for name, bound in bounds.items() if bound is not None}
    match many.item:
        case Name():
            return {**_widget(many.item, handbook), "multiple": True, "as": "many", **said}
        case Group(model):
            kind = "needs" if model is Need else "cautions" if model is Caution else "many"
            return {"widget": "list", "fields": _fields(model, handbook), "as": kind, **said}
    return {"widget": "list", "as": "many", **said}


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _written(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
