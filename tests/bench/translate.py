"""The handbook's content as other generators take it: the same entries, fields and texts, each where a tool looks."""

from collections.abc import Iterable, Iterator

from bench.multiply import COPIED, Original
from bench.plain import Plain, plain, works
from handbook.load import REFERENCES
from handbook.schema import FORMS

LISTED = ("muscles", "movements", "equipment", "ladders")
"""The kinds whose pages list the exercises that name them."""


def entries(files: Iterable[Original]) -> Iterator[Plain]:
    """All entries and the page of cited works."""
    for file in files:
        if file.path.endswith(".md"):
            yield plain(file)
        elif file.path.endswith(REFERENCES):
            yield works(file)


def hugo(files: Iterable[Original]) -> Iterator[Original]:
    """For Hugo: exercises, programs and guides are pages; what lists exercises are the terms of its taxonomies."""
    for entry in entries(files):
        name = f"{entry.name}/_index" if entry.folder in LISTED else entry.name
        text = entry.text({}, lambda goal, anchor: f"/{goal}{anchor}")
        yield Original(_below("content", entry.folder, f"{name}.md"), text, entry.folder in COPIED)
    for folder, form in FORMS.items():
        yield Original(f"content/{folder}/_index.md", f"---\ntitle: {form.plural}\n---\n")


def _below(*parts: str) -> str:
    return "/".join(filter(None, parts))
