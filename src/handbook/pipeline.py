"""The whole way, once: content in, a site out. Check, build and preview are this one way with three endings.

`draft` goes as far as everything that is known before anything is made; `make` makes all of it, while the preview
makes what is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from handbook.contents import Files, held
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.handbook import Handbook
from handbook.hands import forked
from handbook.link import link
from handbook.load import Documents
from handbook.maker import made_by
from handbook.making import Line, holds, keep_ledger, make_all, open_ledger, open_packed, taken
from handbook.outputs.cms import form_files
from handbook.outputs.feeds import feeds
from handbook.outputs.fulltext import texts
from handbook.outputs.offline import offline_files
from handbook.outputs.sharing import share_makers
from handbook.pages.page import Download
from handbook.pictures import Pictures, figure_names, pictures
from handbook.scripts import lean
from handbook.sheets.prints import Paper, download, ordered, paper_makers, printed, said
from handbook.theme import Theme, characters, theme
from handbook.validate import Valid, validate
from handbook.wishes import STRIDE
from handbook.works import Listed, Materials, desk, paper
from handbook.workshop import Workshop, proofs, silent, workshop


@dataclass(frozen=True, slots=True)
class Site:
    """A finished site: files by address, everything there is to say about the content, and the texts it is said of.

    Files are read when they are asked for; `files.contents` has the size and the digest of each. `costs` are the
    seconds that pages and documents took when they were made, by address.
    """

    files: Files
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    handbook: Handbook
    costs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known before anything is made: the look, the files as they were read, the handbook, what is wrong.

    `form` are the files of the form for editors, if the handbook has one.
    """

    root: Path
    look: Theme
    documents: Documents
    handbook: Handbook
    form: Mapping[str, bytes]
    found: tuple[Diagnostic, ...]


def draft(root: Path, tools: Workshop, *, base_url: str = "") -> Draft:
    """Read, check and link everything below `root`. `base_url` replaces the address in the settings."""
    documents, unread = tools.load(root)
    valid, invalid = validate(documents, tools.parse)
    handbook, unlinked = link(_published_at(valid, base_url), sound=not failed([*unread, *invalid]))
    look = theme(root)
    fonts = tools.cut_fonts(characters([*documents.texts.values(), *look.texts()]))
    form, unformed = form_files(handbook, look)
    found = (*unread, *invalid, *unlinked, *unformed)
    return Draft(root, look.joined(fonts), documents, handbook, form, found)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is made from the linked handbook itself: figures, papers and works; and all that is wrong."""

    drawn: Pictures
    papers: Mapping[str, Line]
    works: Mapping[str, Line]
    pages: Files
    found: tuple[Diagnostic, ...]


def make(
    root: Path, tools: Workshop | None = None, *, base_url: str = "", tell: Callable[[str], None] = silent
) -> Site:
    """Everything that the files below `root` give. Writes nothing but what `tools` remember.

    Without `tools` nothing is remembered. `tell` hears what is being done, for whoever waits.
    """
    tools = tools or workshop(None)
    tell("Reading the content")
    drafted = draft(root, tools, base_url=base_url)
    made, handbook, look = _pieces(drafted, tools, tell), drafted.handbook, drafted.look
    more = {
        **made.drawn.files,
        **{address: pdf for address, line in made.papers.items() if (pdf := line.content.at_hand)},
        **look.published(),
        **drafted.form,
        **feeds(handbook, listed(made.works)),
        **_shares(drafted, made, tools),
    }
    if handbook.settings.fulltext:
        more |= tools.fulltext(searched(made.works, made.pages))
    files = made.pages.beside(more)
    costs = {address: line.cost for address, line in made.works.items()}
    return Site(files.beside(_offline(files, handbook, look)), made.found, drafted.documents.texts, handbook, costs)


def judge(root: Path, tools: Workshop) -> tuple[tuple[Diagnostic, ...], Mapping[str, str]]:
    """All that `make` would say, and the texts that it is said of; nothing is printed and nothing finished."""
    proving = proofs(tools)
    drafted = draft(root, proving)
    return _pieces(drafted, proving, silent).found, dict(drafted.documents.texts)


def _pieces(drafted: Draft, tools: Workshop, tell: Callable[[str], None]) -> Pieces:
    tell("Drawing the figures")
    drawn, unsound = pictures(drafted.handbook, tools.draw)
    tell("Printing the sheets")
    papers = _papers(drafted, drawn, tools)
    tell("Making the pages")
    about = [line.about for line in papers.values() if isinstance(line.about, Paper)]
    works, pages = _pages(drafted, drawn, about, tools)
    unprinted = tuple(said(drafted.handbook, about))
    broken = {fault.span: fault for line in works.values() for fault in line.found}
    found = arrange(drafted.found, unsound, unprinted, tuple(broken.values()))
    return Pieces(drawn, papers, works, pages, found)


def _published_at(valid: Valid, base_url: str) -> Valid:
    if not base_url:
        return valid
    return replace(valid, settings=valid.settings.model_copy(update={"base_url": base_url.rstrip("/") + "/"}))


def _materials(drafted: Draft, drawn: Pictures, papers: Iterable[Paper] = ()) -> Materials:
    offered: dict[str, tuple[Download, ...]] = {}
    for one in papers:
        if one.bytes:
            offered[one.entry] = (*offered.get(one.entry, ()), download(one))
    names = figure_names(drafted.handbook, drawn.files)
    return Materials(
        drafted.root, drafted.handbook, drafted.look, drawn.files, drawn.words, names, drawn.inline, offered
    )


def _papers(drafted: Draft, drawn: Pictures, tools: Workshop) -> dict[str, Line]:
    """Every paper that there is a template for, printed."""
    laid = desk(_materials(drafted, drawn))
    parts, folder = (made_by("handbook.sheets.prints"), made_by("handbook.typesetting")), _ledger(tools, "papers")
    before = open_ledger(folder, parts)
    makers = paper_makers(drafted.handbook)
    kept = {name: before[name] for name in makers if holds(before.get(name), laid.watch)}
    fresh = {n: taken(partial(paper, laid, one.make), laid.watch) for n, one in makers.items() if n not in kept}
    orders = {name: order for name, (one, _) in fresh.items() if (order := ordered(one, drafted.look))}
    done = dict(zip(orders, tools.typeset(orders.values()), strict=True))
    for name, pdf in done.items():
        one, reads = fresh[name]
        kept[name] = Line(reads, laid.watch.seal(reads), held(pdf.pdf or b""), (), printed(one, pdf))
    after = {name: kept[name] for name in makers if name in kept}
    keep_ledger(folder, parts, before, after)
    return after


def _pages(drafted: Draft, drawn: Pictures, papers: Iterable[Paper], tools: Workshop) -> tuple[dict[str, Line], Files]:
    """Every page, document and map, and the files that are made of them."""
    laid = desk(_materials(drafted, drawn, papers))
    parts, folder = (made_by(), str(drafted.root)), _ledger(tools, "pages")
    before, pack = open_packed(folder, parts)
    after = make_all(laid.works, before, laid.watch, forked, pack.put)
    keep_ledger(folder, (*parts, pack.name), before, after)
    contents = {address: line.content for address, line in after.items() if line.content.size}
    return after, Files(contents, pack, lambda address: laid.works[address]().content)


def _shares(drafted: Draft, made: Pieces, tools: Workshop) -> dict[str, bytes]:
    """The pictures that stand for pages where they are shared."""

    def svg(address: str) -> str:
        if not address:
            return made.drawn.inline.get(STRIDE, "")
        return (made.drawn.files.get(address) or made.pages[address]).decode()

    makers = share_makers(drafted.handbook, figure_names(drafted.handbook, made.drawn.files), drafted.look)
    return dict(zip(makers, tools.share([make(svg) for make in makers.values()]), strict=True))


def _ledger(tools: Workshop, name: str) -> Path | None:
    return tools.store / "made" / name if tools.store else None


def listed(works: Mapping[str, Line]) -> Iterator[tuple[str, str]]:
    """The pages that search engines should list: each address, with the entry that it shows."""
    for address, line in works.items():
        if isinstance(line.about, Listed) and line.about.listed:
            yield address, line.about.entry


def searched(works: Mapping[str, Line], pages: Mapping[str, bytes]) -> dict[str, str]:
    """The texts of entries' pages, to be searched."""
    return texts((address, pages[address]) for address, entry in listed(works) if entry and address in pages)


def _offline(files: Mapping[str, bytes], handbook: Handbook, look: Theme) -> dict[str, bytes]:
    worker = look.file("sw.js")
    return offline_files(files, handbook, lean(worker.read_bytes()).decode()) if worker else {}
