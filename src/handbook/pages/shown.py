"""Entries as pages show them: links, texts with their links filled in, sources, doors."""

from collections.abc import Iterable
from hashlib import sha1

from markupsafe import Markup, escape

from handbook import addresses
from handbook.editing.scaffold import outline
from handbook.handbook import Handbook
from handbook.link import leads_out, target
from handbook.markdown import Hole, Html
from handbook.pages.page import About, Cite, Door, Passage, Ref, Text
from handbook.schema import FORMS, Reference
from handbook.validate import Entry

_DOORS = {
    "view": "View this file",
    "edit": "Edit it",
    "new": "Propose a new {kind}",
    "report": "Report a problem",
}


def ref(handbook: Handbook, entry_id: str) -> Ref:
    """A link to an entry of the handbook."""
    seen = handbook.glimpses[entry_id]
    figure = addresses.figure(entry_id, "thumb") if seen.drawn else ""
    return Ref(entry_id, seen.title, addresses.entry(entry_id), seen.summary, seen.level, figure)


def refs(handbook: Handbook, folder: str, slugs: Iterable[str]) -> tuple[Ref, ...]:
    """Links to entries of one kind, in the order given; names without an entry are left out."""
    ids = (f"{folder}/{slug}" for slug in slugs)
    return tuple(ref(handbook, one) for one in ids if one in handbook.glimpses)


def naming(handbook: Handbook, entry_id: str, folder: str) -> tuple[Ref, ...]:
    """Links to the entries of one kind that name or link this one, by title."""
    ids = (one for one in handbook.backlinks.get(entry_id, ()) if one.startswith(f"{folder}/"))
    return tuple(sorted((ref(handbook, one) for one in ids), key=lambda one: (one.title.lower(), one.id)))


def text(handbook: Handbook, entry: Entry) -> Text:
    """The entry's text with every link and citation filled in."""

    def whole(html: Html) -> Markup:
        return Markup(html.fill(lambda hole: _filled(handbook, entry, hole)))  # noqa: S704 - made by `markdown`

    passages = tuple(Passage(one.title, one.anchor, whole(one.html)) for one in entry.prose.sections)
    return Text(whole(entry.prose.intro), passages, whole(entry.prose.notes))


def _filled(handbook: Handbook, entry: Entry, hole: Hole) -> str:
    here = addresses.entry(entry.id)
    if hole.kind == "cite":
        return _citation(handbook, here, hole.target)
    if leads_out(hole):
        return str(escape(hole.target))
    goal, fragment = target(entry, hole)
    if goal not in handbook.glimpses:
        return "#"
    return str(escape(addresses.relative(here, addresses.entry(goal) + (f"#{fragment}" if fragment else ""))))


def _citation(handbook: Handbook, here: str, key: str) -> str:
    if key not in handbook.references:
        return f"[{escape(key)}]"
    one = cite(handbook, key)
    address = addresses.relative(here, one.address)
    return f'<a class="cite" href="{escape(address)}" title="{escape(one.text)}">[{one.number}]</a>'


def _number(one: Cite) -> int:
    return one.number


def cite(handbook: Handbook, key: str) -> Cite:
    """A work as a source: numbered by its place in references.yaml."""
    return Cite(key, handbook.numbers[key], reference_text(handbook.references[key]), addresses.reference(key))


def reference_text(work: Reference) -> str:
    """A work in one line: who, title, where, when."""
    people = ", ".join(f"{one.family} {one.given or ''}".strip() for one in work.author)
    numbers = (work.volume or "") + (f"({work.issue})" if work.issue else "") + (f":{work.page}" if work.page else "")
    place = " ".join(filter(None, (work.container, numbers)))
    parts = (people, work.title, work.edition, place, work.publisher, work.issued)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def about(handbook: Handbook, entry: Entry) -> About:
    """What stands round every entry."""
    form = FORMS[entry.folder]
    return About(
        kind=Ref(form.folder, form.plural, addresses.listing(form.folder)),
        aliases=entry.meta.aliases,
        sources=tuple(
            sorted((cite(handbook, key) for key in entry.meta.sources if key in handbook.references), key=_number)
        ),
        reviewed=entry.meta.reviewed.isoformat() if entry.meta.reviewed else "",
        doors=doors(handbook, entry),
    )


def version(text: str) -> str:
    """What tells a file's text from what it was and will be: the first signs of the name that git has for it."""
    content = text.encode()
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()[:10]


def _report(handbook: Handbook, entry: Entry) -> str:
    page = handbook.settings.base_url + addresses.entry(entry.id)
    seen = f"{version(entry.document.text)}, reviewed {entry.meta.reviewed or 'never'}"
    return f"Page: {page}\nFile: {entry.document.path}\nVersion: {seen}\n\nWhat is wrong, and what should it say?\n"


def doors(handbook: Handbook, entry: Entry) -> tuple[Door, ...]:
    """The ways for editors, where the handbook says where its files are."""
    repository = handbook.settings.repository
    if repository is None:
        return ()
    found = addresses.doors(repository, entry.document.path, entry.folder, entry.meta.title, _report(handbook, entry))
    form = FORMS[entry.folder]
    found["new"] = addresses.proposal(repository, form.folder, outline(handbook, form))
    kind = form.name
    return tuple(Door(_DOORS[name].format(kind=kind), address) for name, address in found.items())
