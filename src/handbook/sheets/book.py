"""The whole handbook as a book, as a value: parts, chapters by movement, indexes. Page numbers are the typesetter's."""

from dataclasses import dataclass

from handbook.sheets.imprint import Imprint
from handbook.sheets.passages import Block
from handbook.sheets.sheet import Cut


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that is referred to: its id, which the page number is found by, and how it is called."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A word and what stands beside it; `to` are entries that are named, shown with their pages."""

    label: str
    text: str = ""
    to: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of a ladder with its page, and what to reach there before the next."""

    to: Named
    when: str


@dataclass(frozen=True, slots=True)
class Table:
    """A workout: its title, and for each line the exercise, the amount and how."""

    title: str
    summary: str
    rows: tuple[tuple[Named, str, str], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An entry in the book; what it has not is empty. `figure` is an SVG, at most `high` mm high."""

    id: str
    title: str
    summary: str
    facts: tuple[Fact, ...] = ()
    figure: str = ""
    figure_title: str = ""
    high: float = 0
    cues: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    mistakes: tuple[tuple[str, str], ...] = ()
    rungs: tuple[Step, ...] = ()
    tables: tuple[Table, ...] = ()
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles under a title. The chapter of a movement begins with its own article, `about`."""

    title: str
    about: Article | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A word of an index, with the entries to find under it: those that matter most, and others."""

    word: str
    first: tuple[Named, ...]
    others: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """An index: what its words are, and its lines in alphabetical order."""

    title: str
    about: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The handbook from title page to index."""

    imprint: Imprint
    licence: str
    chapters: tuple[Chapter, ...]
    references: tuple[tuple[int, str], ...]
    indexes: tuple[Index, ...]
    cuts: tuple[Cut, ...] = ()
