"""The handbook's content as other generators take it: the same entries, fields and texts, each where a tool looks."""

from collections.abc import Callable, Iterable, Iterator

from bench.multiply import COPIED, Original
from bench.plain import Plain, plain, works
from handbook.load import REFERENCES
from handbook.schema import FORMS

LISTED = ("muscles", "movements", "equipment", "ladders")
"""The kinds whose pages list the exercises that name them."""

Translation = Callable[[Iterable[Original]], Iterator[Original]]


def handbook(files: Iterable[Original]) -> Iterator[Original]:
    """For this handbook's own generator: as it is."""
    yield from files


def hugo(files: Iterable[Original]) -> Iterator[Original]:
    """For Hugo: exercises, programs and guides are pages; what lists exercises are the terms of its taxonomies."""
    for entry in _entries(files):
        name = f"{entry.name}/_index" if entry.folder in LISTED else entry.name
        text = entry.text({}, lambda goal, anchor: f"/{goal}{anchor}")
        yield Original(f"content/{_id(entry.folder, name)}.md", text, entry.folder in COPIED)
    for folder, form in FORMS.items():
        yield Original(f"content/{folder}/_index.md", f"---\ntitle: {form.plural}\n---\n")


def pelican(files: Iterable[Original]) -> Iterator[Original]:
    """For Pelican: pages, each with its address and its template."""
    for entry in _entries(files):
        address = f"{_id(entry.folder, entry.name)}.html"
        more = {**_asked(entry), "url": address, "save_as": address}
        text = entry.text(more, lambda goal, anchor: f"{{filename}}/{goal}.md{anchor}")
        yield Original(f"content/{_id(entry.folder, entry.name)}.md", text, entry.folder in COPIED)
    for folder, form in FORMS.items():
        address = f"{folder}/index.html"
        listed = {"title": form.plural, "template": "list", "listed": folder, "url": address, "save_as": address}
        yield Original(f"content/{folder}/index.md", _front({**listed, "folder": "", "slug": folder}))


def mkdocs(files: Iterable[Original]) -> Iterator[Original]:
    """For MkDocs: a folder of documents, each with its template; links lead from file to file."""
    for entry in _entries(files):
        up = "../" if entry.folder else ""
        more = {**_asked(entry), "template": f"{_template(entry)}.html", "description": entry.fields["summary"]}
        text = entry.text(more, lambda goal, anchor, up=up: f"{up}{goal}.md{anchor}")  # type: ignore[misc]
        yield Original(f"docs/{_id(entry.folder, entry.name)}.md", text, entry.folder in COPIED)
    for folder, form in FORMS.items():
        listed = {"title": form.plural, "template": "list.html", "listed": folder}
        yield Original(f"docs/{folder}/index.md", _front(listed))
    yield Original("docs/index.md", _front({"title": "Strength for Runners"}))


def _entries(files: Iterable[Original]) -> Iterator[Plain]:
    """All entries and the page of cited works."""
    for file in files:
        if file.path.endswith(".md"):
            yield plain(file)
        elif file.path.endswith(REFERENCES):
            yield works(file)


def _asked(entry: Plain) -> dict[str, str]:
    return {"folder": entry.folder, "slug": entry.name, "template": _template(entry)}


def _template(entry: Plain) -> str:
    return "exercise" if entry.folder == "exercises" else "page"


def _front(fields: dict[str, str]) -> str:
    return Plain("", "", fields, "").text({}, lambda goal, anchor: f"{goal}{anchor}")


def _id(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
