"""The rules as Markdown: what each stands for, how much it matters, and an example from its case."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.diagnostics import RULES, Severity

MOST = 3
"""How many places of a case are shown."""

WIDTH = 100
"""How many characters of a line are shown."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_HEAD = """\
# Rules

What `handbook check` can find. An **error** keeps the site from being published; a
**warning** does not, unless you ask for it with `--strict`. This page is made from the code and from `tests/cases/`
(`make update`).
"""
_FENCE = re.compile(r"^(`{3,}|~{3,})(\S[^`~\n]*)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"content/(.+?):(\d+):(\d+): (.*?)(?: \((.*)\))?")


@dataclass(frozen=True, slots=True)
class Case:
    """A rule's case: why there is such a rule, small files by name below `content/`, and what is said of them."""

    why: str
    files: Mapping[str, str]
    said: tuple[str, ...]


def rule_reference(cases: Mapping[str, str]) -> str:
    """docs/rules.md, whole. `cases` are the texts of tests/cases/ by rule; a rule may go without."""
    index = "".join(f"| [{rule}](#{rule}) | {_weight(rule)} | {said.explanation} |\n" for rule, said in RULES.items())
    table = f"| Rule | Weight | What it says |\n|---|---|---|\n{index}"
    return "\n".join((_HEAD, table, *(explained(rule, cases.get(rule, "")) for rule in RULES)))


def explained(rule: str, case: str) -> str:
    """One rule in full: its heading, its weight, its line, and an example from the text of its case, if it has one."""
    head = f"## {rule}\n\n**{_weight(rule).capitalize()}.** {RULES[rule].explanation}\n"
    if not case:
        return head
    known = parted(case)
    shown = "\n\n".join(_example(line, known.files) for line in known.said[:MOST])
    return f"{head}\n{known.why}\n\n```text\n{shown}\n```\n"


def section(reference: str, rule: str) -> str:
    """What docs/rules.md says of one rule, from its heading on; empty if it says nothing."""
    _, _, after = reference.partition(f"\n## {rule}\n")
    return f"## {rule}\n{after.partition(chr(10) + '## ')[0]}".rstrip() + "\n" if after else ""


def parted(case: str) -> Case:
    """A case's text as a value: the heading is the rule, a fence a file, the fence `expected` what is said."""
    fences = {name: inside for _, name, inside in _FENCE.findall(case)}
    why = " ".join(_FENCE.sub("", case).partition("\n")[2].split())
    return Case(why, fences, tuple(fences.pop("expected", "").splitlines()))


def _weight(rule: str) -> str:
    return "error" if RULES[rule].severity is Severity.ERROR else "warning"


def _example(line: str, files: Mapping[str, str]) -> str:
    """What is said in one line, as `check` shows it in full: the place, the line it is about, and the way out."""
    found = _SAID.fullmatch(line)
    if found is None:
        return line
    name, number, column, fact, hint = found.groups()
    return "\n".join(
        (f"content/{name}:{number}:{column}: {fact}", *_excerpt(name, int(number), int(column), hint, files))
    )


def _excerpt(name: str, number: int, column: int, hint: str | None, files: Mapping[str, str]) -> Iterator[str]:
    """The line with a caret under the place; the hint alone where the whole file is meant, or the line is not shown."""
    lines = files.get(name, "").split("\n")
    whole = (number, column) == (1, 1) or number > len(lines) or column > WIDTH
    if not whole:
        line = lines[number - 1]
        yield f"{number:>4} | {line if len(line) <= WIDTH else line[: WIDTH - 1] + ELLIPSIS}"
    if hint or not whole:
        yield f"     | {'' if whole else ' ' * (column - 1) + '^ '}{hint or ''}".rstrip()
