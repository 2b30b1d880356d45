"""Diagnostics as SARIF 2.1.0, which code hosts and editors read.

Form: docs.oasis-open.org/sarif/sarif/v2.1.0, sections named beside what follows them.
"""

from collections.abc import Iterable, Mapping
from json import dumps
from typing import Any
from urllib.parse import quote

from handbook import __version__
from handbook.diagnostics import RULES, Diagnostic, Edit, Rule, Span

_Json = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """One run in ASCII, indented by two, in the order given; `sources` are the texts of the files by `Span.path`.

    Columns count characters (3.14.17), paths are from the handbook's root, and every rule is described.
    """
    rules = {name: position for position, name in enumerate(RULES)}
    run = {
        "tool": {
            "driver": {"name": "handbook", "version": __version__, "rules": [_rule(*one) for one in RULES.items()]}
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder that holds content/."}}},
        "results": [_result(one, rules[one.rule], sources) for one in diagnostics],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(name: str, rule: Rule) -> _Json:
    return {
        "id": name,
        "shortDescription": {"text": rule.explanation},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, rule: int, sources: Mapping[str, str]) -> _Json:
    said = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    result: _Json = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": said},
        "locations": [{"physicalLocation": _place(diagnostic.span)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"physicalLocation": _place(note.span), "message": {"text": note.message}} for note in diagnostic.related
        ]
    if diagnostic.fix is not None and (path := diagnostic.fix.path or diagnostic.span.path) in sources:
        result["fixes"] = [_fix(diagnostic.fix, path, sources[path])]
    return result


def _place(span: Span) -> _Json:
    """The file, and the region in it unless the whole file is meant (3.29.4)."""
    if (span.line, span.column, span.end) == (1, 1, 1):
        return {"artifactLocation": _file(span.path)}
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": max(span.end, span.column)}
    return {"artifactLocation": _file(span.path), "region": region}


def _file(path: str) -> _Json:
    return {"uri": quote(path, errors="replace"), "uriBaseId": "ROOT"}


def _fix(edit: Edit, path: str, text: str) -> _Json:
    """The mend by lines and columns (3.57), which hold however the file's lines end."""
    (line, column), (end_line, end_column) = _position(text, edit.start), _position(text, edit.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    change = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    return {"artifactChanges": [{"artifactLocation": _file(path), "replacements": [change]}]}


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
