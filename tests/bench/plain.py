"""An entry as other generators take it: the same fields, of which each has one form, and the text with plain links."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import normpath
from typing import Any

import yaml

from bench.multiply import Original

_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#:]+)\.md(#[^)\s]*)?\)")
_CITE = re.compile(r"\[((?:@[^\]\s;]+(?:;\s*)?)+)\]")

# Names that a generator keeps for itself, and what the fields are called for it.
_RENAMED = {"aliases": "other_names", "kind": "sort", "order": "place"}

Link = Callable[[str, str], str]
"""From the id of an entry and `#anchor` or nothing, the address by which a text names it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The fields and the text of one entry."""

    folder: str
    name: str
    fields: Mapping[str, Any]
    body: str

    def text(self, more: Mapping[str, Any], link: Link) -> str:
        """The file, with more fields and with the links that a generator follows."""
        head = yaml.dump({**self.fields, **more}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        return f"---\n{head}---\n{_linked(self, link)}"


def plain(file: Original) -> Plain:
    """The fields and text of an entry's file."""
    found = _FRONT.fullmatch(file.text)
    assert found is not None, f"{file.path} has no front matter"
    fields = yaml.load(found[1], Loader=yaml.CBaseLoader)  # noqa: S506 - it reads texts and makes nothing of them
    _, folder, name = file.path.split("/")
    return Plain(folder, name.removesuffix(".md"), _fields(folder, fields), found[2])


def works(file: Original) -> Plain:
    """The cited works as a page of its own, one heading each."""
    listed = yaml.load(file.text, Loader=yaml.CBaseLoader)  # noqa: S506 - it reads texts and makes nothing of them
    body = "\n".join(f"## {work['title']} {{#{key}}}\n\n{_work(work)}\n" for key, work in listed.items())
    return Plain("", "references", {"title": "References", "summary": "Every work that is cited."}, body)


def _work(work: Mapping[str, Any]) -> str:
    people = ", ".join(one["family"] for one in work.get("author", ()))
    parts = (people, work.get("container-title"), work.get("publisher"), work.get("issued"), work.get("DOI"))
    return ". ".join(part for part in parts if part)


def _fields(folder: str, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {_RENAMED.get(name, name): value for name, value in given.items()}
    if folder == "exercises":
        fields["equipment"] = [name for need in _many(fields["equipment"]) for name in _choices(need)]
        fields["cautions"] = [_caution(one) for one in fields.get("cautions", ())]
    if folder in {"exercises", "movements"}:
        for field in ("muscles", "movements"):
            fields |= _halves(field, fields.pop(field, {}))
    return fields


def _halves(field: str, both: Mapping[str, Any]) -> dict[str, list[str]]:
    first, second = (_many(both.get(half, [])) for half in ("primary", "secondary"))
    return {f"{field}_first": first, f"{field}_also": second, field: [*first, *second]} if both else {}


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _choices(need: object) -> Iterable[str]:
    if isinstance(need, dict):
        return [str(name) for value in need.values() if value not in ("true", "false") for name in _many(value)]
    return [] if need == "none" else [str(need)]


def _caution(one: Mapping[str, str]) -> Mapping[str, str]:
    if "when" in one:
        return one
    ((when, advice),) = one.items()
    return {"when": when, "advice": advice}


def _linked(entry: Plain, link: Link) -> str:
    def led(found: re.Match[str]) -> str:
        return f"]({link(normpath(f'{entry.folder}/{found[1]}'), found[2] or '')})"

    def cited(found: re.Match[str]) -> str:
        keys = re.findall(r"@([^\s;]+)", found[1])
        return ", ".join(f"[{key}]({link('references', f'#{key}')})" for key in keys)

    return _CITE.sub(cited, _LINK.sub(led, entry.body))
