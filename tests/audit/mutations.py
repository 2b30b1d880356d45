"""Faults planted one at a time in every field of every kind: `python tests/audit/mutations.py`.

Each must be found, at its line and column, by one report; slips of fingers must be mended, and nothing else touched;
then as many harmless edits, of which nothing may be said.
The real content is read once and changed in memory; tests/test_mutations.py takes a few.
"""

# ruff: noqa: S311 - a script speaks to the terminal, and draws a sample

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from handbook.cache import remember_together
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.editing.mend import MOST_ROUNDS, mend, mends
from handbook.fields import Location
from handbook.frontmatter import Mark
from handbook.link import link
from handbook.load import Document, Documents, load
from handbook.report import concise
from handbook.schema import FORMS, Reference
from handbook.settings import Settings
from handbook.shapes import (
    Amount,
    Anything,
    Choice,
    Day,
    Field,
    Group,
    Keyed,
    Many,
    Name,
    Shape,
    Text,
    Truth,
    Whole,
    fields,
)
from handbook.validate import judgement, parse, validate

_FIELD = re.compile(r"(\w+:) (?=\S)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
ODDS = 0.3

ROOT = Path(__file__).parents[2]
ENOUGH = 200
SHORT = 4
"""Words of so few letters are not mended, and so no slip is planted in them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of an author: its document, where it is, what it holds, the field it belongs to, and its mark."""

    document: Document
    at: Location
    shape: Shape
    field: Field | None
    mark: Mark

    @property
    def written(self) -> str:
        """The value as it stands in the file."""
        return self.document.text[self.mark.start_offset : self.mark.end_offset]

    @property
    def group(self) -> tuple[str, ...]:
        """The kind of entry and the field, whichever entry and position in a list it is."""
        kind = self.document.folder if "/" in self.document.id else self.document.id
        return (kind, *("" if isinstance(part, int) else _generic(part) for part in self.at))


def _generic(part: str) -> str:
    return part if part.replace("_", "").replace("-", "").isalpha() and len(part) < 20 else "*"


@dataclass(frozen=True, slots=True)
class Mutation:
    """A document with a change: what was done, to which kind and field, the text, and where a fault is to be found."""

    what: str
    group: tuple[str, ...]
    document: Document
    text: str
    line: int = 0
    column: int = 0


Mutator = Callable[[Spot], Iterator[Mutation]]


def spots(documents: Documents) -> Iterator[Spot]:
    """Every value of every document that stands in one line."""
    for document in documents.entries:
        yield from _spots(document, Group(FORMS[document.folder].model), document.tree.data, (), None)
    if (settings := documents.settings) is not None:
        yield from _spots(settings, Group(Settings), settings.tree.data, (), None)
    if (references := documents.references) is not None:
        yield from _spots(references, Keyed(Group(Reference)), references.tree.data, (), None)


def _spots(document: Document, shape: Shape, data: Any, at: Location, field: Field | None) -> Iterator[Spot]:
    mark = document.tree.values.get(at)
    if mark is not None and mark.end > mark.column and isinstance(data, str):
        item = shape.item if isinstance(shape, Many) else shape
        yield Spot(document, at, item, field, mark)
    match shape, data:
        case Group(model), dict():
            for one in fields(model):
                if one.name in data:
                    yield from _spots(document, one.shape, data[one.name], (*at, one.name), one)
        case Many(item), list():
            for position, inner in enumerate(data):
                yield from _spots(document, item, inner, (*at, position), field)
        case Keyed(item), dict():
            for key, inner in data.items():
                yield from _spots(document, item, inner, (*at, key), None)


def _put(spot: Spot, what: str, text: str, mark: Mark | None = None, shift: int = 0) -> Mutation:
    """The value, or what stands at `mark`, replaced."""
    place = mark or spot.mark
    whole = spot.document.text
    changed = whole[: place.start_offset] + text + whole[place.end_offset :]
    return Mutation(what, spot.group, spot.document, changed, place.line, place.column + shift)


def wrong_value(spot: Spot) -> Iterator[Mutation]:
    """A word where another form is wanted, a name that is none, nothing where something must stand."""
    match spot.shape:
        case Name() | Choice() | Amount() | Day() | Truth() | Whole():
            yield _put(spot, "a word that is none of those", "zzyzx")
        case Text(pattern) if pattern:
            yield _put(spot, "a text of another form", '"?"')
    if not isinstance(spot.shape, Anything):
        yield _put(spot, "an empty value", '""')
        inside = isinstance(spot.shape, Group)  # where a group may stand, it is its field that is wrong
        yield _put(spot, "a group in place of a value", "{zzyzx: b}", shift=1 if inside else 0)


def wrong_key(spot: Spot) -> Iterator[Mutation]:
    """A field under a name that there is not, a field written twice."""
    key = spot.document.tree.keys.get(spot.at)
    if key is None or spot.field is None or spot.field.name != spot.at[-1]:
        return
    name = spot.document.text[key.start_offset : key.end_offset]
    yield _put(spot, "a misspelt field", f"{name}q", key)
    text, line = spot.document.text, spot.document.text[: spot.mark.end_offset].rpartition("\n")[2]
    if key.column == 1 and line.startswith(f"{name}: "):
        end = text.find("\n", spot.mark.end_offset)
        again = Mutation("a field twice", spot.group, spot.document, "", spot.mark.line + 1, 1)
        yield replace(again, text=f"{text[: end + 1]}{name}: x\n{text[end + 1 :]}")


def swallowed(spot: Spot) -> Iterator[Mutation]:
    """A `#` that makes a comment of what follows it."""
    end = spot.document.text[spot.mark.end_offset : spot.mark.end_offset + 1]
    if isinstance(spot.shape, Text) and end == "\n" and spot.written[0] not in "\"'":
        yield _put(spot, "a swallowed text", f"{spot.written} #2", shift=len(spot.written) + 1)


def quoted(spot: Spot) -> Iterator[Mutation]:
    """The same value otherwise written: in quotes of either kind, with a remark behind it, with more room round it."""
    plain = spot.written
    if plain[0] in "\"'" or plain in {"null", "~"}:
        return
    yield _put(spot, "in double quotes", f'"{plain}"')
    yield _put(spot, "in single quotes", "'" + plain.replace("'", "''") + "'")
    if spot.document.text[spot.mark.end_offset : spot.mark.end_offset + 1] == "\n":
        yield _put(spot, "with a remark", f"{plain}   # as a coach says")
        yield _put(spot, "with room behind", f"{plain}   ")


FAULTS: tuple[Mutator, ...] = (wrong_value, wrong_key, swallowed)


def slipped(spot: Spot) -> Iterator[Mutation]:
    """What a finger does and a mend undoes: a word or a field misspelt, a range turned round, a colon too many."""
    written, key = spot.written, spot.document.tree.keys.get(spot.at)
    match spot.shape:
        case Name() | Choice() | Truth() if len(written) > SHORT:
            yield _put(spot, "a slip in a word", f"{written[:2]}{written[3]}{written[2]}{written[4:]}")
        case Amount() if found := re.fullmatch(r"(\d+)-(\d+)(.*)", written):
            yield _put(spot, "a range turned round", f"{found[2]}-{found[1]}{found[3]}")
        case Text() if re.fullmatch(r"\w[\w ,.;]+ [\w ,.;]+\w", written) and _ends_line(spot):
            yield _put(spot, "a second colon", f"{written}: and so on")
    if key is not None and spot.field is not None and spot.field.name == spot.at[-1] and len(spot.field.name) > SHORT:
        name = spot.field.name
        yield _put(spot, "a slip in a field", f"{name[:2]}{name[3]}{name[2]}{name[4:]}", key)
    yield from swallowed(spot)


def _ends_line(spot: Spot) -> bool:
    return spot.document.text[spot.mark.end_offset : spot.mark.end_offset + 1] == "\n"


def slipped_texts(document: Document) -> Iterator[Mutation]:
    """The same in a text: a link without its ending or with a slip in it, a section's heading as the title's."""
    group = (document.folder, "text")
    for found in re.finditer(r"\]\((?:\.\./\w+/)?([a-z-]{5,})(\.md)", document.text):
        for what, at, better in (
            ("a link without its ending", found.span(2), ""),
            ("a slip in a link", (found.start(1) + 1, found.start(1) + 3), found[1][2] + found[1][1]),
        ):
            yield Mutation(what, group, document, document.text[: at[0]] + better + document.text[at[1] :])
    if "\n## " in document.text:
        yield Mutation("a section as the title", group, document, document.text.replace("\n## ", "\n# ", 1))


def in_texts(document: Document) -> Iterator[Mutation]:
    """What can be wrong in a text, put at the end of its first paragraph or below it."""
    group = (document.folder, "text")
    lines = document.text.split("\n")
    first = document.body_line - 1
    for what, said, column in (
        ("a link to nothing", " See [it](zzyzx.md).", 11),
        ("a link out of the content", " See [it](../../x.md).", 11),
        ("a citation of nothing", " So it is [@zzyzx].", 12),
        ("raw HTML", " It is <b>so</b>.", 8),
        ("a picture", " It is ![so](so.png).", 8),
        ("a template's brackets", " It is {{ so }}.", 8),
        ("a footnote that is not there", " It is so[^zzyzx].", 10),
    ):
        line = lines[first]
        text = "\n".join([*lines[:first], line + said, *lines[first + 1 :]])
        yield Mutation(what, group, document, text, first + 1, len(line) + column)
    end = len(lines)
    yield Mutation("a title inside the text", group, document, f"{document.text}\n# Title\n", end + 1, 1)


def whole_files(document: Document) -> Iterator[Mutation]:
    """What can be wrong with the front matter as a whole."""
    group = (document.folder, "front matter")
    text = document.text
    yield Mutation("no front matter", group, document, text.partition("---\n")[2], 1, 1)
    yield Mutation("front matter that never closes", group, document, text.replace("\n---\n", "\n\n", 1), 1, 1)
    yield Mutation("a tab", group, document, text.replace("---\n", "---\n\tx: y\n", 1), 2, 1)
    yield Mutation("an empty file", group, document, "", 1, 1)
    for field in fields(FORMS[document.folder].model):
        found = _cut(document, field.name)
        if field.needed and found is not None:
            yield Mutation("a field left out", (document.folder, field.name), document, found, 1, 1)


def _cut(document: Document, name: str) -> str | None:
    """The text without a field, with everything below it."""
    keys = sorted(mark.start_offset for at, mark in document.tree.keys.items() if len(at) == 1)
    key = document.tree.keys.get((name,))
    if key is None:
        return None
    after = [start for start in keys if start > key.start_offset]
    end = after[0] if after else document.text.find("\n---", key.start_offset) + 1
    return document.text[: key.start_offset] + document.text[end:]


def harmless_files(document: Document) -> Iterator[Mutation]:
    """The same entry otherwise kept: a remark on top, blank lines, fields in another order, more lines at the end."""
    group = (document.folder, "file")
    text = document.text
    yield Mutation("a remark on top", group, document, text.replace("---\n", "---\n# Ask Ann: is it so?\n", 1))
    yield Mutation("a blank line on top", group, document, text.replace("---\n", "---\n\n", 1))
    yield Mutation("blank lines at the end", group, document, f"{text}\n\n")
    yield Mutation("no line end at the end", group, document, text.rstrip("\n"))
    yield Mutation("room behind the fences", group, document, text.replace("---\n", "---  \n"))
    if (without := _cut(document, "title")) is not None:
        title = text[document.tree.keys[("title",)].start_offset :].partition("\n")[0]
        yield Mutation("the title last", group, document, without.replace("\n---\n", f"\n{title}\n---\n", 1))
    yield Mutation("an address in the text", group, document, f"{text}\nSee <https://example.org/a_b> and a\\*b.\n")
    yield Mutation("code in the text", group, document, f"{text}\n`<b>{{{{ x }}}}</b>` is code.\n")


_parse = remember_together(parse, None, parts=(), spell=lambda one: f"{one.path}\0{one.text}", give=judgement)


def found_in(documents: Documents) -> tuple[Diagnostic, ...]:
    """Everything that is said of these documents, but for what their files alone say."""
    valid, invalid = validate(documents, _parse)
    _, unlinked = link(valid, sound=not failed(invalid))
    return (*invalid, *unlinked)


def said_of(documents: Documents, mutation: Mutation) -> tuple[Diagnostic, ...]:
    """What is said when one document is changed."""
    path = mutation.document.path
    changed = Document(mutation.document.id, path, mutation.text)

    def anew(document: Document | None) -> Document | None:
        return changed if document is not None and document.path == path else document

    now = replace(
        documents,
        entries=tuple(one for document in documents.entries if (one := anew(document))),
        settings=anew(documents.settings),
        references=anew(documents.references),
    )
    valid, invalid = validate(now, _parse)
    _, unlinked = link(valid, sound=not failed(invalid))
    return arrange(invalid, unlinked)


def planted(documents: Documents, chance: random.Random) -> list[Mutation]:
    """Faults in every field of every kind: one of each sort for each field."""
    everything = [one for spot in spots(documents) for mutate in FAULTS for one in mutate(spot)]
    for document in documents.entries:
        everything += [*in_texts(document), *whole_files(document)]
    return _one_of_each(everything, chance)


def mendable(documents: Documents) -> Iterator[Mutation]:
    """Slips of fingers in every field and text of every entry, of which most are mended."""
    for spot in spots(documents):
        yield from slipped(spot)
    for document in documents.entries:
        yield from slipped_texts(document)


def harmless(documents: Documents, chance: random.Random) -> list[Mutation]:
    """Edits that change nothing: one of each sort for each field."""
    everything = [one for spot in spots(documents) for one in quoted(spot)]
    for document in documents.entries:
        everything += harmless_files(document)
    return _one_of_each(everything, chance)


def _one_of_each(mutations: list[Mutation], chance: random.Random) -> list[Mutation]:
    groups: dict[tuple[str, tuple[str, ...]], list[Mutation]] = {}
    for one in mutations:
        groups.setdefault((one.what, one.group), []).append(one)
    return [chance.choice(some) for _, some in sorted(groups.items(), key=lambda item: item[0])]


def missed(mutation: Mutation, said: tuple[Diagnostic, ...], before: Counter[str]) -> str:
    """What is wrong with what is said of a planted fault; empty where it is as it should be."""
    fresh = [one for one in said if not before[concise(one)]]
    places = {(one.span.path, one.span.line, one.span.column) for one in fresh}
    if not fresh:
        return "is not found"
    if len(fresh) > 1:
        return "is reported more than once"
    if places != {(mutation.document.path, mutation.line, mutation.column)}:
        return "is reported at another place"
    return ""


def dressed(mutation: Mutation, chance: random.Random) -> str:
    """The file of a mutation as an author may keep it: remarks between fields, room behind colons, other line ends."""
    front, fence, body = mutation.text.partition("\n---\n")
    lines = []
    for line in front.split("\n"):
        if _FIELD.match(line) and chance.random() < ODDS:
            lines.append(chance.choice(("# Ask Ann:  is it so?", "#", "  # later\t")))
        lines.append(_FIELD.sub(r"\1   ", line) if chance.random() < ODDS else line)
    whole = "\n".join(lines) + fence + body
    return "\ufeff" * chance.randrange(2) + whole.replace("\n", chance.choice(("\n", "\r\n", "\r")))


def plain(written: str) -> str:
    """A file's text as it is read."""
    return written.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def ill_mended(documents: Documents, mutation: Mutation, written: str, before: Counter[str]) -> str:
    """What is wrong with the certain mends of a planted fault, `written` as its file; empty where they are sound.

    They come to an end, change no line but those of which something is said, mend what they are for, and bring nothing
    new to be said.
    """
    left: set[str] | None = None
    for _ in range(MOST_ROUNDS):
        said = said_of(documents, replace(mutation, text=plain(written)))
        left = _what(said, before, fixed=False) if left is None else left
        edits = mends(said).get(mutation.document.path, ())
        if not edits:
            new = _what(said, before) - left
            return f"is mended, and then it is said: {', '.join(new)}" if new else ""
        named = {one.span.line for one in said if one.fix and not one.fix.path}
        better = mend(written, edits)
        if stray := _changed(written, better) - named:
            return f"is mended in other lines as well: {sorted(stray)}"
        written = better
    return "is mended without end"


def _what(said: tuple[Diagnostic, ...], before: Counter[str], *, fixed: bool = True) -> set[str]:
    """What is said afresh, wherever it stands; perhaps only what nobody mends in its own file."""
    kept = (one for one in said if fixed or one.fix is None or one.fix.path)
    return {f"{one.rule}: {one.message}" for one in kept if not _known(one, before)}


def _changed(old: str, new: str) -> set[int]:
    """The lines of an old text that a new one has otherwise, to the last sign, or at which it has more."""
    steps = SequenceMatcher(None, _LINE.findall(old), _LINE.findall(new), autojunk=False).get_opcodes()
    return {
        line for step, first, end, *_ in steps if step != "equal" for line in range(first + 1, max(end, first + 1) + 1)
    }


def sweep(seed: int, most: int | None = None) -> list[str]:
    """Every fault that is missed and every harmless edit that is spoken of, in sentences."""
    documents, _ = load(ROOT)
    chance = random.Random(seed)
    before = Counter(map(concise, found_in(documents)))
    wrong = []
    faults, edits = planted(documents, chance), harmless(documents, chance)
    slips = _one_of_each(list(mendable(documents)), chance)
    mended = 0
    if most is not None:
        faults, slips, edits = (chance.sample(some, most) for some in (faults, slips, edits))
    for one in faults:
        said = said_of(documents, one)
        if fault := missed(one, said, before):
            told = "".join(f"\n    {concise(d)}" for d in said if not before[concise(d)])
            name = f"{one.document.path}:{one.line}:{one.column}: {'.'.join(one.group)}"
            wrong.append(f"{name}: {one.what} {fault}{told}")
        mended += one.document.path in mends(said)
        if fault := ill_mended(documents, one, one.text, before):
            wrong.append(f"{one.document.path}: {'.'.join(one.group)}: {one.what} {fault}")
    for one in slips:
        fault = ill_mended(documents, one, dressed(one, chance), before)
        wrong += [f"{one.document.path}: {'.'.join(one.group)}: {one.what} {fault}"] if fault else []
    for one in edits:
        if fresh := [d for d in said_of(documents, one) if d.rule != "too-long" and not _known(d, before)]:
            told = "".join(f"\n    {concise(d)}" for d in fresh)
            wrong.append(f"{one.document.path}: {'.'.join(one.group)}: {one.what} is harmless, but{told}")
    made = (
        f"{len(faults)} faults planted, {mended} of them mended; {len(slips)} slips mended; {len(edits)} harmless edits"
    )
    print(f"{made}: {len(wrong)} judged wrongly.")
    return wrong


def _known(diagnostic: Diagnostic, before: Counter[str]) -> bool:
    """Whether it was said before, perhaps at another line."""
    tail = concise(diagnostic).partition(": ")[2]
    return any(line.partition(": ")[2] == tail for line in before)


def main() -> int:
    """Sweep; status 1 if anything is judged wrongly, or there was too little to judge."""
    wrong = sweep(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
