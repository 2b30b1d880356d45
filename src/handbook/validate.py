"""Documents against the schema: what fits becomes an `Entry`, what does not becomes diagnostics at the value to change.

The only module that knows how pydantic words its complaints.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handbook import markdown
from handbook.cache import latest
from handbook.diagnostics import MOST, Diagnostic, Edit, Span, nearest
from handbook.fields import SLUG, Location, Named, Slug, names
from handbook.load import Document, Documents
from handbook.markdown import Prose
from handbook.quantities import turned
from handbook.schema import FORMS, Meta, Reference
from handbook.settings import Settings
from handbook.spelling import meant

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document read as its kind: its fields, unless they do not fit, what they name, its text, and what is wrong."""

    meta: Meta | None
    names: tuple[Named, ...]
    prose: Prose
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that fits its kind's fields, with its text parsed; `names` are all that its fields name."""

    document: Document
    meta: Meta
    prose: Prose
    names: tuple[Named, ...] = ()

    @property
    def id(self) -> str:
        """Such as `exercises/plank`."""
        return self.document.id

    @property
    def slug(self) -> str:
        """Such as `plank`."""
        return self.document.slug

    @property
    def folder(self) -> str:
        """Such as `exercises`."""
        return self.document.folder


@dataclass(frozen=True, slots=True)
class Unfit:
    """A document whose fields do not fit, with its text parsed; `names` are what those of its fields name that do."""

    document: Document
    prose: Prose
    names: tuple[Named, ...]

    @property
    def id(self) -> str:
        """Such as `exercises/plank`."""
        return self.document.id

    @property
    def folder(self) -> str:
        """Such as `exercises`."""
        return self.document.folder


@dataclass(frozen=True, slots=True)
class Judgement:
    """A document judged by itself: the entry that it is, if its fields fit its kind, and what is wrong with it."""

    entry: Entry | Unfit
    found: tuple[Diagnostic, ...]


Parser = Callable[[Iterable[Document]], Iterable[Judgement]]


@dataclass(frozen=True, slots=True)
class Valid:
    """Everything that fits, what does not, and the documents that they were read from."""

    entries: tuple[Entry, ...]
    unfit: tuple[Unfit, ...]
    settings: Settings
    references: Mapping[str, Reference]
    documents: Documents


def parse(document: Document) -> Parsed:
    """Read a document as its kind. Pure: it depends on nothing but the document, and holds nothing of it."""
    prose = markdown.parse(document.body)
    model = FORMS[document.folder].model
    meta, faults = read(model, document)
    named = names(meta) if meta else readable(model, document.tree.data)
    found = (*_written(document, model), *islice(_blemishes(document, prose), MOST), *faults)
    return Parsed(meta, tuple(named), prose, found)


def judgement(document: Document, parsed: Parsed) -> Judgement:
    """What comes of a document as it was parsed."""
    if parsed.meta is None:
        return Judgement(Unfit(document, parsed.prose, parsed.names), parsed.found)
    return Judgement(Entry(document, parsed.meta, parsed.prose, parsed.names), parsed.found)


def judged(documents: Iterable[Document]) -> Iterator[Judgement]:
    """Each document read as its kind."""
    return (judgement(document, parse(document)) for document in documents)


def validate(documents: Documents, parser: Parser = judged) -> tuple[Valid, tuple[Diagnostic, ...]]:
    """Check every document against its kind. `parser` reads them all."""
    judged = list(parser(documents.entries))
    entries = tuple(one.entry for one in judged if isinstance(one.entry, Entry))
    unfit = tuple(one.entry for one in judged if isinstance(one.entry, Unfit))
    settings, unset = _settings(documents.settings)
    references, uncited = _references(documents.references)
    found = (*(fault for one in judged for fault in one.found), *unset, *uncited)
    return Valid(entries, unfit, settings, references, documents), found


def read(model: type[_Model], document: Document) -> tuple[_Model | None, tuple[Diagnostic, ...]]:
    """A document's front matter as `model`, or what keeps it from being one."""
    data = document.tree.data
    if data is None:
        return None, ()
    if not isinstance(data, Mapping):
        fault = Diagnostic(
            document.span(()), "front-matter", "the front matter is not a list of fields", "write `name: value`"
        )
        return None, (fault,)
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(islice(_faults(error, model, document), MOST))


def readable(form: Any, data: Any, at: Location = ()) -> Iterator[Named]:
    """The names in data that do not fit a form as a whole: those in each part of it that does.

    Whoever misspells a name and a number hears of both at once. Each part is read as pydantic reads it.
    """
    try:
        value = _reader(form).validate_python(data)
    except ValidationError:
        yield from _inside(*_bare(form, data), at)
    else:
        yield from [(at, value)] if isinstance(value, Slug) else names(value, at)


def _bare(form: Any, data: Any) -> tuple[Any, Any]:
    """A form without its marks, and the data as they read it; None where they cannot."""
    if get_origin(form) is Annotated:
        inner, *marks = get_args(form)
        try:
            for mark in marks:
                data = mark.func(data) if isinstance(mark, BeforeValidator) else data  # type: ignore[call-arg]
        except ValueError:
            return inner, None
        return _bare(inner, data)
    if get_origin(form) in {Union, UnionType}:
        return _bare(next(one for one in get_args(form) if one is not NoneType), data)
    return form, data


def _inside(form: Any, data: Any, at: Location) -> Iterator[Named]:
    """The names in the fields of a group, in the items of a list, or in the values under names of the author's."""
    match data:
        case Mapping() if isinstance(form, type) and issubclass(form, BaseModel):
            for name, info in _fields(form).items():
                if name in data:
                    yield from readable(_form(info), data[name], (*at, name))
        case Mapping() if isinstance(get_origin(form), type) and issubclass(get_origin(form), Mapping):
            for key, inner in data.items():
                yield from readable(get_args(form)[1], inner, (*at, key))
        case list() if get_origin(form) is tuple:
            for position, inner in enumerate(data):
                yield from readable(get_args(form)[0], inner, (*at, position))


@cache
def _reader(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _blemishes(document: Document, prose: Prose) -> Iterator[Diagnostic]:
    for one in prose.blemishes:
        span = Span(document.path, one.line + document.body_line, one.column, one.end)
        line = document.text.split("\n")[span.line - 1] if one.mend else ""
        fix = document.edit_text(span, line, one.mend) if one.mend else None
        yield Diagnostic(span, one.rule, one.message, one.hint, fix=fix)


@latest
def _settings(document: Document | None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    fallback = Settings(title="Handbook", summary="A handbook.")
    if document is None:
        return fallback, ()
    settings, faults = read(Settings, document)
    return settings or fallback, (*_written(document, Settings), *faults)


@latest
def _references(document: Document | None) -> tuple[dict[str, Reference], tuple[Diagnostic, ...]]:
    works: dict[str, Reference] = {}
    if document is None:
        return works, ()
    found = list(_written(document, Reference, 1))
    if document.tree.data is None:
        return works, tuple(found)
    if not isinstance(document.tree.data, Mapping):
        hint = "write `key: {type: book, title: …}` for each"
        fault = Diagnostic(Span(document.path), "field", "the file is not a list of works by key", hint)
        return works, (*found, fault)
    for key, data in document.tree.data.items():
        if SLUG.fullmatch(key) is None:
            hint = "use lower-case letters, digits and single hyphens"
            found.append(Diagnostic(document.key_span((key,)), "field", f"`{key}` cannot be a key", hint))
            continue
        try:
            works[key] = Reference.model_validate(data)
        except ValidationError as error:
            found.extend(_faults(error, Reference, document, (key,)))
    return works, tuple(found)


def _written(document: Document, model: type[BaseModel], under: int = 0) -> Iterator[Diagnostic]:
    """What is wrong with how a document is written; no text is put in quotes where its field would not take it.

    The fields of `model` stand `under` so many names.
    """
    for fault in document.faults:
        yield (
            fault
            if fault.rule != "swallowed" or _takes(model, document, under, fault.fix)
            else replace(fault, fix=None)
        )


def _takes(model: type[BaseModel], document: Document, under: int, fix: Edit | None) -> bool:
    """Whether the field at an edit takes the text that it puts in quotes."""
    marks = document.tree.values.items()
    at = next((at for at, mark in marks if fix is not None and mark.start_offset == fix.start), ())
    info = _field(model, at[under:])
    if info is None or fix is None:
        return False
    text = fix.text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    try:
        _reader(_form(info)).validate_python([text] if isinstance(at[-1], int) else text)
    except ValidationError:
        return False
    return True


def _form(info: Any) -> Any:
    """A field's type with its marks."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _faults(
    error: ValidationError, model: type[BaseModel], document: Document, under: Location = ()
) -> Iterator[Diagnostic]:
    details = error.errors(include_url=False)
    for detail in details:
        if not _follows(detail, details):
            yield _fault(detail, model, document, under)


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a complaint only follows from another: a list without its bad items, a field lost to its misspelling."""
    at = detail["loc"]
    if detail["type"] == "too_short":
        return any(other["loc"][: len(at)] == at and other is not detail for other in details)
    if detail["type"] == "missing":
        strays = [o["loc"] for o in details if o["type"] == "extra_forbidden" and o["loc"][:-1] == at[:-1]]
        # In a small group inside an entry the stray stands for what is missing, however it is called.
        return any(len(at) > 1 or nearest(str(stray[-1]), [str(at[-1])]) for stray in strays)
    return False


def _fault(detail: ErrorDetails, model: type[BaseModel], document: Document, under: Location) -> Diagnostic:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    at = document.written((*under, *where))
    name = _name(at[len(under) :])
    match detail["type"]:
        case "missing":
            return _missing(where, model, document, at)
        case "extra_forbidden":
            return _unknown(where, model, document, at)
        case "literal_error" | "enum":
            return _choice(detail, document, at)
    info = _field(model, where)
    hint = info.description if info is not None and info.description else ""
    fix = _sure(detail, info, document, at)
    return Diagnostic(document.span(at), "field", _sentence(detail, name), _lower(hint), fix=fix)


def _sure(detail: ErrorDetails, info: Any, document: Document, at: Location) -> Edit | None:
    """The edit of a range that runs backwards, of a misspelt yes or no, and of one name where a list is wanted."""
    said, mark = detail["input"], document.tree.mark(at)
    if not isinstance(said, str):
        return None
    better = ""
    match detail["type"]:
        case "value_error":
            better = turned(said)
        case "bool_parsing":
            better = meant(said, ("true", "false"))
        case "tuple_type" if SLUG.fullmatch(said) and info is not None and _inner(info.annotation) is None:
            return Edit(mark.start_offset, mark.end_offset, f"[{said}]") if document.edit(mark, said, said) else None
    return document.edit(mark, said, better) if better else None


def _missing(where: Location, model: type[BaseModel], document: Document, at: Location) -> Diagnostic:
    info = _field(model, where)
    hint = _lower(info.description or "") if info else ""
    span = document.span(at[:-1]) if len(at) > 1 else Span(document.path, 1, 1, 4)
    inside = f" in `{_name(where[:-1])}`" if len(where) > 1 else ""
    return Diagnostic(span, "missing-field", f"`{where[-1]}` is missing{inside}", hint)


def _unknown(where: Location, model: type[BaseModel], document: Document, at: Location) -> Diagnostic:
    known = sorted(_fields(_model(model, where[:-1])))
    hint = nearest(str(where[-1]), known) or f"the fields are {', '.join(known)}"
    message = f"`{where[-1]}` is not a field of {_owner(where, document)}"
    said = str(where[-1])
    free = [name for name in known if (*at[:-1], name) not in document.tree.keys]
    better = meant(said, known)
    fix = document.edit(document.tree.key(at), said, better) if better in free else None
    return Diagnostic(document.key_span(at), "unknown-field", message, hint, fix=fix)


def _owner(where: Location, document: Document) -> str:
    if len(where) > 1:
        return f"`{_name(where[:-1])}`"
    form = FORMS.get(document.folder)
    return f"{'an' if form.name[0] in 'aeiou' else 'a'} {form.name}" if form else f"{document.id}"


def _choice(detail: ErrorDetails, document: Document, at: Location) -> Diagnostic:
    expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    choices = [choice.strip() for choice in expected.split(",") if choice.strip()]
    said = detail["input"]
    mark = document.tree.mark(at)
    near = nearest(str(said), choices)
    better = meant(said, choices) if isinstance(said, str) else ""
    fix = document.edit(mark, said, better) if better else None
    hint = f"{near} {_or(choices)}" if near else _or(choices)
    shown = f"cannot be `{said}`" if isinstance(said, str) else "cannot be a list or group of fields"
    fact = "is empty" if said == "" else shown
    return Diagnostic(document.span(at), "field", f"`{_name(at)}` {fact}", hint, fix=fix)


def _or(choices: list[str]) -> str:
    return f"it is one of {', '.join(choices)}"


_KINDS = {
    "string_type": "is one text, not a list or group of fields",
    "tuple_type": "is a list; write it as `[one, two]`",
    "list_type": "is a list; write it as `[one, two]`",
    "model_type": "is a group of fields; write it as `{name: value}`",
    "model_attributes_type": "is a group of fields; write it as `{name: value}`",
    "dict_type": "is a group of fields; write it as `{name: value}`",
    "mapping_type": "is a group of fields; write it as `{name: value}`",
    "bool_parsing": "is `true` or `false`",
    "bool_type": "is `true` or `false`",
    "int_parsing": "is a whole number",
    "int_type": "is a whole number",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "string_pattern_mismatch": "is not of the form that is needed",
}


def _sentence(detail: ErrorDetails, name: str) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "value_error":
            return f"`{name}`: {context['error']}" if name else str(context["error"])
        case "too_long":
            return f"`{name}` has {context['actual_length']} items; {context['max_length']} is the most"
        case "greater_than_equal" | "less_than_equal" as kind:
            least = kind == "greater_than_equal"
            return f"`{name}` is {'at least' if least else 'at most'} {context['ge' if least else 'le']}"
    return f"`{name}` {_KINDS.get(detail['type'], 'is not of the form that is needed')}"


def _name(where: Location) -> str:
    """The field's name as its author sees it: `dose.reps`, or `cues` for one of its items."""
    return ".".join(str(part) for part in where if isinstance(part, str))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".") if sentence else ""


def _fields(model: type[BaseModel] | None) -> dict[str, Any]:
    return {info.alias or name: info for name, info in model.model_fields.items()} if model else {}


def _field(model: type[BaseModel], where: Location) -> Any:
    """The declaration of the field at `where`, or of the list that an item belongs to."""
    names = [part for part in where if isinstance(part, str)]
    owner = _model(model, tuple(names[:-1]))
    return _fields(owner).get(names[-1]) if names else None


def _model(model: type[BaseModel], where: Location) -> type[BaseModel] | None:
    """The model whose fields stand at `where`."""
    current: type[BaseModel] | None = model
    for part in where:
        if isinstance(part, int):
            continue
        info = _fields(current).get(part)
        current = _inner(info.annotation) if info is not None else current
    return current


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model inside a type such as `tuple[Annotated[Need, …], ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner(one) for one in get_args(annotation) if one is not NoneType and one is not Ellipsis)
    return next((one for one in inner if one is not None), None)
