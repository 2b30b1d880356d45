"""The text of a fresh entry: every field with its explanation, likely values filled in, the rest for its author.

What has to be written is left empty, so that `check` is the list of what is still to do; what may be left out is there
as a comment, ready to be used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from re import fullmatch
from textwrap import wrap
from typing import Any

from handbook.editing.likeness import Twin, neighbour, slug, twins, words
from handbook.fields import Model
from handbook.handbook import Handbook
from handbook.schema import Equipment, Form
from handbook.shapes import ONE_OF, Anything, Choice, Day, Field, Group, Keyed, Many, Shape, fields
from handbook.validate import Entry

WIDTH = 110
GAP = "\N{HORIZONTAL ELLIPSIS}"
STEPS = "How to"
_OWN = ("title", "aliases", "summary", "sources", "reviewed", "order", "cues", "figure")
_PLAIN = r"[^\W_][\w .%/()'\u2019+-]*(?<! )"
_ONE_SIDE = {"single", "one"}


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new entry: its file below the root, its text, the entry its likely values are from, and those it looks like."""

    path: str
    text: str
    like: str
    twins: tuple[Twin, ...]


def scaffold(handbook: Handbook, form: Form, title: str, today: date, *, like: str = "") -> Fresh:
    """A complete new entry of a kind.

    `like` is the name of an entry to take likely values from; without it, the one whose name is nearest, if any is.
    ValueError, with a sentence for the author, if `title` gives no name for a file or there is no entry `like`.
    """
    title = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    name = slug(title)
    if not name:
        raise ValueError(f"`{title}` has no letters to name a file with; give a title such as `Nordic curl`")
    model = _model(handbook, form, title, like)
    given = {"title": title, **_likely(handbook, form, title, model)}
    head = "\n\n".join(_lines(form.model, given, today))
    note = f"# Likely values are filled in as in {model.meta.title}: change what differs.\n\n" if model else ""
    text = f"---\n{note}{head}\n---\n\n{_body(handbook, form)}"
    seen = twins(handbook, form.folder, title)
    return Fresh(f"content/{form.folder}/{name}.md", text, model.id if model else "", seen)


def outline(handbook: Handbook, form: Form) -> str:
    """A short new entry for the code host's own editor: the fields that must be there, and the sections."""
    needed = "".join(f"{_field(one.name, _empty(one.shape))}\n" for one in fields(form.model) if one.needed)
    return f"---\n{needed}---\n\n{_body(handbook, form)}"


def _model(handbook: Handbook, form: Form, title: str, like: str) -> Entry | None:
    if not like:
        return neighbour(handbook, form.folder, title)
    found = handbook.entries.get(f"{form.folder}/{like.rpartition('/')[2]}")
    if found is None:
        raise ValueError(f"there is no {form.name} called `{like}` to be like")
    return found


def _likely(handbook: Handbook, form: Form, title: str, model: Entry | None) -> dict[str, Any]:
    """The values that must be there, as the nearest entry has them, and what the title itself says."""
    written: Mapping[str, Any] = model.document.tree.data if model else {}
    needed = [one.name for one in fields(form.model) if one.needed and one.name not in _OWN]
    likely = {name: written[name] for name in needed if name in written}
    pieces = _pieces(handbook, title)
    if "equipment" in needed and pieces:
        likely["equipment"] = pieces
    if "sides" in needed and _ONE_SIDE & set(words(title)):
        likely["sides"] = "each"
    return likely


def _pieces(handbook: Handbook, title: str) -> list[str]:
    """The equipment that a title names."""
    said = f" {' '.join(words(title))} "
    named = {
        piece.slug: [piece.meta.title, *piece.meta.aliases]
        for piece in handbook.of("equipment").values()
        if isinstance(piece.meta, Equipment)
    }
    return [one for one, names in named.items() if any(f" {' '.join(words(name))} " in said for name in names)]


def _lines(model: type[Model], given: Mapping[str, Any], today: date) -> Iterator[str]:
    """Every field under its explanation; one that may be left out stands there as a comment."""
    for field in fields(model):
        written = _field(field.name, given.get(field.name, _empty(field.shape)))
        example = "" if isinstance(field.shape, Anything) else _example(field.shape, today)
        line = written if field.needed else f"# {_field(field.name, example)}"
        yield "\n".join((*_explained(field, "# "), line))


def _explained(field: Field, indent: str) -> Iterator[str]:
    """What a field is for, then what each field inside it is for."""
    inner: Shape = field.shape
    while isinstance(inner, Many | Keyed):
        inner = inner.item
    choices = f" One of {', '.join(inner.words)}." if isinstance(inner, Choice) and "`" not in field.description else ""
    needed = " Needed." if field.needed else ""
    name = "" if indent == "# " else f"{field.name}: "
    yield from wrap(
        f"{name}{field.description}{choices}{needed}",
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  " if name else indent,
    )
    if isinstance(inner, Group):
        for one in fields(inner.model):
            yield from _explained(one, f"{indent}  ")


def _empty(shape: Shape) -> Any:
    """The place for a value that must be written: nothing, in the right form."""
    match shape:
        case Many():
            return []
        case Group(model):
            return {one.name: _empty(one.shape) for one in _must(model)}
    return ""


def _example(shape: Shape, today: date) -> Any:
    """The form of a value that may be left out."""
    match shape:
        case Many(item, _, _, _):
            return [_example(item, today)]
        case Keyed(item):
            return {"1": _example(item, today)}
        case Group(model):
            return {one.name: _example(one.shape, today) for one in _must(model)}
        case Day():
            return today.isoformat()
    return GAP


def _must(model: type[Model]) -> tuple[Field, ...]:
    """The fields that a group cannot do without; where one of several is needed, the first."""
    first = {choice[0] for choice in ONE_OF.get(model, ())}
    return tuple(one for one in fields(model) if one.needed or one.name in first)


def _field(name: str, value: Any) -> str:
    return f"{name}: {_flow(value)}".rstrip()


def _flow(value: Any) -> str:
    """A value in one line of YAML, read back as the same texts."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_flow(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case "" | "\N{HORIZONTAL ELLIPSIS}":
            return str(value)
    return str(value) if fullmatch(_PLAIN, value) else '"' + "".join(map(_sign, value)) + '"'


def _sign(sign: str) -> str:
    """A character between YAML's double quotes."""
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _body(handbook: Handbook, form: Form) -> str:
    """Room for the text under the headings that entries of this kind have."""
    titles = handbook.headings.get(form.folder, ())
    return "\n".join(f"## {title}\n\n{'1. ' if title == STEPS else ''}\n" for title in titles)
