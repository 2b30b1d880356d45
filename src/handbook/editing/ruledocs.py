"""The rules as Markdown: what each stands for, how much it matters, and an example from its case."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath

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
_SAID = re.compile(r"(.+?):(\d+):(\d+): (.*?)(?: \((.*)\))?")
_RIGHT = re.compile(r"(.+?):(\d+)(?:: ?(.*))?")


@dataclass(frozen=True, slots=True)
class Case:
    """A rule's case: why there is such a rule, small files, what is said of them, and how the lines would be right.

    `files` and `right` are by name below `content/`; a file of None is one that is taken away. `right` has the lines
    that stand in place of one, by its number.
    """

    why: str
    files: Mapping[str, bytes | None]
    said: tuple[str, ...]
    right: Mapping[str, Mapping[int, tuple[str, ...]]]

    def mended(self) -> dict[str, bytes | None]:
        """The files as they would be right."""
        found = dict(self.files)
        for name, lines in self.right.items():
            old = _lines(self.files.get(name))
            new = [one for number, line in enumerate(old, 1) for one in lines.get(number, (line,))]
            found[name] = "\n".join(new).encode()
        return found


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
    wrong = "\n\n".join(_example(line, known.files) for line in known.said[:MOST])
    places = {normpath(f"content/{name}"): lines for name, lines in known.right.items()}
    right = "".join(f"{path}\n{''.join(_shown(lines))}" for path, lines in places.items() if path in wrong)
    shown = f"\nRight:\n\n```text\n{right}```\n" if right else ""
    return f"{head}\n{known.why}\n\n```text\n{wrong}\n```\n{shown}"


def _shown(lines: Mapping[int, tuple[str, ...]]) -> Iterator[str]:
    """Lines as they would be right, each with the number that it would have."""
    more = 0
    for number in sorted(lines):
        for line in lines[number]:
            yield f"{number + more:>4} | {_short(line)}".rstrip() + "\n"
            more += 1
        more -= 1


def section(reference: str, rule: str) -> str:
    """What docs/rules.md says of one rule, from its heading on; empty if it says nothing."""
    _, _, after = reference.partition(f"\n## {rule}\n")
    return f"## {rule}\n{after.partition(chr(10) + '## ')[0]}".rstrip() + "\n" if after else ""


def parted(case: str) -> Case:
    """A case's text as a value: the heading is the rule, a fence a file, and two fences more.

    `expected` is what is said, `right` how lines would be right: `exercises/plank.md:3: title: Plank`, a line twice
    where two are to stand in its place, `exercises/plank.md:3` alone where none is. A file is named from `content/`,
    such as `../templates/base.html`; behind its name may stand `in latin-1` or another encoding, or `removed`.
    """
    fences = {name: inside for _, name, inside in _FENCE.findall(case)}
    why = " ".join(_FENCE.sub("", case).partition("\n")[2].split())
    said, right = fences.pop("expected", ""), fences.pop("right", "")
    return Case(why, dict(map(_file, fences.items())), tuple(said.splitlines()), _right(right))


def _file(fence: tuple[str, str]) -> tuple[str, bytes | None]:
    name, removed, _ = fence[0].partition(" removed")
    name, _, encoding = name.partition(" in ")
    return name, None if removed else fence[1].encode(encoding or "utf-8")


def _right(fence: str) -> dict[str, dict[int, tuple[str, ...]]]:
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for line in fence.splitlines():
        if said := _RIGHT.fullmatch(line):
            ours, number = found.setdefault(said[1], {}), int(said[2])
            ours[number] = (*ours.get(number, ()), *said.groups()[2:]) if said[3] is not None else ()
    return found


def _lines(content: bytes | None) -> list[str]:
    """A file's lines, whatever it holds."""
    return (content or b"").decode("utf-8", "replace").split("\n")


def _weight(rule: str) -> str:
    return "error" if RULES[rule].severity is Severity.ERROR else "warning"


def _example(line: str, files: Mapping[str, bytes | None]) -> str:
    """What is said in one line, as `check` shows it in full: the place, the line it is about, and the way out."""
    found = _SAID.fullmatch(line)
    if found is None:
        return line
    path, number, column, fact, hint = found.groups()
    name = path.removeprefix("content/") if path.startswith("content/") else f"../{path}"
    lines = _lines(files.get(name))
    return "\n".join((f"{path}:{number}:{column}: {fact}", *_excerpt(lines, int(number), int(column), hint)))


def _excerpt(lines: list[str], number: int, column: int, hint: str | None) -> Iterator[str]:
    """The line with a caret under the place; the hint alone where the whole file is meant, or the line is not shown."""
    whole = (number, column) == (1, 1) or number > len(lines) or column > WIDTH
    if not whole:
        yield f"{number:>4} | {_short(lines[number - 1])}"
    if hint or not whole:
        yield f"     | {'' if whole else ' ' * (column - 1) + '^ '}{hint or ''}".rstrip()


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + ELLIPSIS
