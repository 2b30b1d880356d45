"""What a page is, and the small values that many pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from handbook.handbook import Handbook

KILO = 1000


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to an entry: enough to show it in a line or on a card. `address` is below the site's root."""

    id: str
    title: str
    address: str
    summary: str = ""
    level: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A way for editors: what it does and the address at the code host."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A cited work in a list of sources: its number, how it is shown, and its place on the references page."""

    key: str
    number: int
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of an entry's text, as finished HTML."""

    title: str
    anchor: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Text:
    """An entry's text, as finished HTML: what stands before the first heading, the sections, the footnotes."""

    intro: Markup
    passages: tuple[Passage, ...]
    notes: Markup

    def passage(self, title: str) -> Passage | None:
        """The section of that title."""
        return next((one for one in self.passages if one.title.casefold() == title.casefold()), None)


@dataclass(frozen=True, slots=True)
class About:
    """What stands round every entry: where it is from, who says so, when it was looked at."""

    kind: Ref
    aliases: tuple[str, ...]
    sources: tuple[Cite, ...]
    reviewed: str
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to print: what it is, for which size of paper, its address, its pages and its size in bytes."""

    label: str
    paper: str
    address: str
    pages: int
    size: int

    @property
    def weight(self) -> str:
        """The size as it is shown: `120 kB`, `2.5 MB`."""
        thousands = self.size / 1000
        return f"{max(1, thousands):.0f} kB" if thousands < KILO else f"{thousands / KILO:.1f} MB"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address below the site's root, the template, and everything the template may see.

    `entry` is the id of the entry it shows, empty for lists. `index` is whether search engines should list it; `moved`
    is the address to go to instead, where an entry has another name now.
    """

    address: str
    template: str
    title: str
    description: str
    facts: Mapping[str, object]
    entry: str = ""
    index: bool = True
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages and papers are made from.

    `words` are the figures in words and `papers` what there is to print, both by the ids of entries; the handbook's
    own papers stand under an empty id. `figures` are SVGs by address.
    """

    handbook: Handbook
    words: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, bytes] = field(default_factory=dict)
    papers: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)


PageMaker = Callable[[Shown], Page]
