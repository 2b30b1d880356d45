"""What MkDocs lacks for the handbook: pages that list the exercises which name them."""

from collections import defaultdict
from typing import Any

KINDS = ("muscles", "movements", "equipment", "ladders")


def on_env(env: Any, *, files: Any, **_: object) -> Any:
    """Give the templates all pages by kind and name, and the exercises by what they name."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    using: defaultdict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    pages = [file.page for file in files.documentation_pages()]
    for page in sorted(pages, key=lambda one: str(one.title)):
        kind, _, name = page.file.src_uri.removesuffix(".md").rpartition("/")
        one = {"title": page.title, "address": page.canonical_url, "fields": page.meta}
        found[kind, name] = one
        using["", kind].append(one)
        if kind == "exercises":
            for group in KINDS:
                for named in page.meta.get(group, ()):
                    using[group, named].append(one)
    env.globals |= {"find": lambda kind, name: found[kind, name], "using": lambda kind, name: using[kind, name]}
    return env
