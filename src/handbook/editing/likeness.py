"""Which entries a title looks like: the same name otherwise written, or a name made of the same words.

Names are compared as `key` and `words` write them: without case, accents, hyphens and plurals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from handbook.handbook import Handbook
from handbook.validate import Entry

ALIKE = 0.86
"""From which share of common letters on two names are taken for one: `dedlift` and `deadlift` have 0.93."""

_ENDINGS = ("sses", "ies", "ss", "us", "s")
_STEMS = {"sses": "ss", "ies": "y", "ss": "ss", "us": "us", "s": ""}


@dataclass(frozen=True, slots=True)
class Twin:
    """An entry that a title looks like, and the name of it that does."""

    entry: str
    title: str
    name: str


def words(name: str) -> tuple[str, ...]:
    """The words of a name, small, without accents and plurals: `Push-ups` is `push`, `up`."""
    plain = "".join(sign for sign in normalize("NFKD", name) if not combining(sign))
    return tuple(_singular(word) for word in re.findall(r"[^\W_]+", plain.casefold()))


def key(name: str) -> str:
    """A name as one word, so that `push up` and `Pushups` are one."""
    return "".join(words(name))


def slug(title: str) -> str:
    """The file's name for a title: `Bulgarian split squat` is `bulgarian-split-squat`. May be empty."""
    plain = "".join(sign for sign in normalize("NFKD", title) if not combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold().replace("'", "").replace("\u2019", "")))


def twins(handbook: Handbook, folder: str, title: str) -> tuple[Twin, ...]:
    """The entries of a kind that `title` may already be, the likest first."""
    found = []
    for entry in handbook.of(folder).values():
        near, name = max((_alike(title, name), name) for name in _names(entry))
        if near >= ALIKE:
            found.append((-near, Twin(entry.id, entry.meta.title, name)))
    return tuple(twin for _, twin in sorted(found, key=lambda one: (one[0], one[1].entry)))


def neighbour(handbook: Handbook, folder: str, title: str) -> Entry | None:
    """The entry of a kind whose name has most words in common with `title`, if its last word is among them.

    The last word is what a thing is, the words before it which: a Nordic *curl*, a goblet *squat*.
    """
    wanted = words(title)
    ranked = sorted(
        (-_common(wanted, words(name)), len(words(name)), entry.id)
        for entry in handbook.of(folder).values()
        for name in _names(entry)
        if wanted[-1:] and wanted[-1] in words(name)
    )
    return handbook.entries[ranked[0][2]] if ranked else None


def _names(entry: Entry) -> Iterator[str]:
    yield entry.meta.title
    yield from entry.meta.aliases


def _alike(one: str, other: str) -> float:
    """1 for the same words in any order; where each word is like its partner, how much of the letters is shared."""
    ours, theirs = words(one), words(other)
    if sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs):
        return 1.0
    if len(ours) != len(theirs) or any(_shared(*pair) < ALIKE for pair in zip(ours, theirs, strict=True)):
        return 0.0
    return _shared("".join(ours), "".join(theirs))


def _shared(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return len(set(one) & set(other))


def _singular(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) > len(one) + 1), "")
    return word.removesuffix(ending) + _STEMS.get(ending, "") if ending else word
