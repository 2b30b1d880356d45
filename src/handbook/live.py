"""A site of which each file is made when it is asked for: what the preview shows."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Generic, TypeVar

from handbook import addresses
from handbook.contents import held
from handbook.diagnostics import Diagnostic, arrange
from handbook.making import Line, holds, make_line, taken
from handbook.outputs.feeds import FEEDS, feeds
from handbook.outputs.fulltext import BUNDLE
from handbook.outputs.offline import manifest
from handbook.outputs.sharing import share_makers
from handbook.pages.page import Download
from handbook.pictures import RUNNING, all_wishes, drawn_names, faults, figure_files, map_index, marks
from handbook.pipeline import Draft, listed, searched
from handbook.sheets.prints import Paper, ordered, paper_makers, printed, said
from handbook.wishes import STRIDE, Drawing
from handbook.works import Materials, desk, paper
from handbook.workshop import Workshop

V = TypeVar("V")


class OnDemand(Mapping[str, V], Generic[V]):
    """A mapping whose keys are known and whose values are made when they are looked up; None is no value."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], V | None]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make

    def __getitem__(self, key: str) -> V:
        found = self._make(key) if key in self._keys else None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Live:
    """One edition of the site. What was made for the edition before is taken over where it would be made alike.

    `lines` are what was made, by address, and are added to; files may be asked for by several threads.
    """

    def __init__(self, drafted: Draft, tools: Workshop, lines: dict[str, Line]) -> None:
        self.drafted = drafted
        self._tools = tools
        self._lines = lines
        self._making = threading.RLock()
        self._wishes = all_wishes(drafted.handbook)
        self._names = drawn_names(drafted.handbook)
        self._drawings: dict[str, Drawing] = {}
        self._seen: dict[str, Line] = {}
        self._owners = {addresses.figure(one, name): one for one, some in self._names.items() for name in some}
        self._figures = OnDemand((one for one in self._owners if not one.endswith("/bodymap.svg")), self._figure)
        self._assets = {**drafted.look.published(), **drafted.form}
        self._papers = paper_makers(drafted.handbook)
        self._desk = desk(self._materials())
        self._shares = share_makers(drafted.handbook, self._names, drafted.look)

    def file(self, address: str) -> bytes | None:
        """The file at an address below the site's root, made now if need be; None if there is none."""
        with self._making:
            if address in self._assets:
                return self._assets[address]
            if address in self._desk.works:
                return self._line(address, lambda: make_line(self._desk.works[address], self._desk.watch))
            if address in self._papers:
                return self._line(address, partial(self._print, address))
            if address in self._shares:
                return self._tools.share([self._shares[address](self._svg)])[0]
            return self._figures.get(address) or self._beside(address)

    @property
    def pictured(self) -> object:
        """What its pictures are drawn from: where that is equal, so are they."""
        return self.drafted.look.prefix, self._wishes, marks(self.drafted.handbook)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong, as far as it is known from what was asked for."""
        with self._making:
            handbook = self.drafted.handbook
            drawn = [fault for name, one in self._drawings.items() for fault in faults(handbook, name, one)]
            made = list(self._seen.values())
            papers = said(handbook, (one.about for one in made if isinstance(one.about, Paper)))
            broken = {fault.span: fault for one in made for fault in one.found}
            return arrange(self.drafted.found, drawn, tuple(papers), tuple(broken.values()))

    @property
    def assets(self) -> str:
        """The folder of its assets."""
        return self.drafted.look.prefix

    @property
    def sources(self) -> Mapping[str, str]:
        """The texts of the content, by path."""
        return self.drafted.documents.texts

    def _line(self, address: str, make: Callable[[], Line]) -> bytes | None:
        line = self._lines.get(address)
        if not holds(line, self._desk.watch):
            line = make()
        if line is None:
            return None
        self._seen[address] = line
        if line.content.size or address not in self._lines:  # where a template broke, what was good before stays
            self._lines[address] = line
        return self._lines[address].content.at_hand or None

    def _print(self, address: str) -> Line:
        watch = self._desk.watch
        one, reads = taken(partial(paper, self._desk, self._papers[address].make), watch)
        order = ordered(one, self.drafted.look)
        done = self._tools.typeset([order])[0] if order else None
        pdf, about = (done.pdf or b"", printed(one, done)) if done else (b"", None)
        return Line(reads, watch.seal(reads), held(pdf), (), about)

    def _materials(self) -> Materials:
        handbook, look = self.drafted.handbook, self.drafted.look
        words = OnDemand(set(self._wishes) - {RUNNING}, self._words)
        inline = OnDemand(("muscles", "stride", "stride_narrow", STRIDE), self._inline)
        return Materials(self.drafted.root, handbook, look, self._figures, words, self._names, inline, self._offered())

    def _offered(self) -> dict[str, tuple[Download, ...]]:
        """What there will be to print; how large it is nobody knows yet."""
        found: dict[str, tuple[Download, ...]] = {}
        for address, one in self._papers.items():
            found[one.entry] = (*found.get(one.entry, ()), Download(one.label, one.size, address, 0, 0))
        return found

    def _drawn(self, name: str) -> Drawing:
        if name not in self._drawings:
            self._drawings[name] = self._tools.draw([self._wishes[name]])[0]
        return self._drawings[name]

    def _figure(self, address: str) -> bytes | None:
        owner = self._owners[address]
        return figure_files(owner, self._drawn(owner)).get(address)

    def _svg(self, address: str) -> str:
        """The SVG at an address, or the runner's under none."""
        return (self.file(address) or b"").decode() if address else self._inline(STRIDE) or ""

    def _words(self, entry_id: str) -> str | None:
        drawing = self._drawn(entry_id)
        return drawing.words if drawing.files else None

    def _inline(self, name: str) -> str | None:
        if name == "muscles":
            return map_index(self.drafted.handbook)
        return self._drawn(RUNNING).files.get(name) if RUNNING in self._wishes else None

    def _beside(self, address: str) -> bytes | None:
        """What is made of the finished pages."""
        if address == "manifest.webmanifest":
            return manifest(self.drafted.handbook.settings, self._assets)
        if not address.startswith(f"{BUNDLE}/") and address not in FEEDS:
            return None
        for one in self._desk.works:
            self.file(one)
        if address in FEEDS:
            return feeds(self.drafted.handbook, listed(self._seen)).get(address)
        return (
            self._tools.fulltext(
                searched(self._seen, {one: line.content.at_hand for one, line in self._seen.items()})
            ).get(address)
            if self.drafted.handbook.settings.fulltext
            else None
        )
