"""The whole way, once: content in, a site out. Check, build and preview are this one function with three endings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.api import api
from handbook.audit import audit
from handbook.auditpage import audit_page
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.feeds import feeds
from handbook.fulltext import texts
from handbook.handbook import Handbook
from handbook.link import link
from handbook.linked import linked, shared
from handbook.load import Documents, load
from handbook.offline import offline_files
from handbook.pages import Page, pages
from handbook.pages.page import Download
from handbook.pictures import Pictures, pictures
from handbook.render import Head, render
from handbook.scripts import lean
from handbook.search import search_files
from handbook.sharing import Share, shared_picture, shares
from handbook.sheets.printing import sheet_pages, sheets
from handbook.sheets.prints import Print, download, prints, said
from handbook.theme import Theme, characters, theme
from handbook.typesetting import Printed
from handbook.validate import Valid, validate
from handbook.workshop import Order, Workshop, workshop


@dataclass(frozen=True, slots=True)
class Site:
    """A finished site: files by address, everything there is to say about the content, and the texts it is said of."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    handbook: Handbook


def silent(_doing: str) -> None:
    """Tell nobody what is being done."""


def make(
    root: Path, tools: Workshop | None = None, *, base_url: str = "", tell: Callable[[str], None] = silent
) -> Site:
    """Everything that the files below `root` give. Writes nothing but what `tools` remember.

    `base_url` replaces the address in the settings. Without `tools` nothing is remembered. `tell` hears what is being
    done, for whoever waits.
    """
    tools = tools or workshop(None)
    tell("Reading the content")
    documents, unread = load(root)
    look = _dressed(theme(root), documents, tools)
    valid, invalid = validate(documents, tools.parse)
    handbook, unlinked = link(_published_at(valid, base_url), sound=not failed([*unread, *invalid]))
    tell("Drawing the figures")
    drawn, unsound = pictures(handbook, tools.draw)
    tell("Printing the sheets")
    laid_out = sheets(handbook, drawn.files, drawn.words)
    pairs, unprinted = _print(handbook, prints(handbook, laid_out, drawn.files, drawn.words), look, tools)
    everything = (
        *pages(handbook, drawn.words, _downloads(pairs)),
        *sheet_pages(handbook, laid_out),
        audit_page(handbook, audit(handbook)),
    )
    tell("Making the pages")
    html, broken = render(
        everything, look, root, _heads(handbook, everything, drawn), (handbook.settings, drawn.inline)
    )
    found = arrange(unread, invalid, unlinked, unsound, unprinted, broken)
    printed = {one.address: done.pdf for one, done in pairs if done.pdf}
    files = {**html, **drawn.files, **printed, **look.published(), **_beside(handbook, drawn, everything)}
    files |= _shared(shares(handbook, everything, drawn, look), tools) | tools.fulltext(texts(html))
    return Site({**files, **_offline(files, handbook, look)}, found, documents.texts, handbook)


def _dressed(look: Theme, documents: Documents, tools: Workshop) -> Theme:
    """The look with its typefaces, cut to the characters that content and templates write."""
    return look.joined(tools.cut_fonts(characters([*documents.texts.values(), *look.texts()])))


def _published_at(valid: Valid, base_url: str) -> Valid:
    if not base_url:
        return valid
    return replace(valid, settings=valid.settings.model_copy(update={"base_url": base_url.rstrip("/") + "/"}))


def _print(
    handbook: Handbook, wanted: tuple[Print, ...], look: Theme, tools: Workshop
) -> tuple[tuple[tuple[Print, Printed], ...], tuple[Diagnostic, ...]]:
    """Each paper with its PDF, as far as there is a template for it, and what is wrong with them."""
    shared = look.file("print.typ")
    common = shared.read_text(encoding="utf-8") if shared else ""
    orders = [
        Order(one, template, common + template.read_text(encoding="utf-8"))
        for one in wanted
        if (template := look.file(one.template))
    ]
    pairs = tuple((order.one, done) for order, done in zip(orders, tools.typeset(orders), strict=True))
    return pairs, tuple(said(handbook, pairs))


def _downloads(pairs: Iterable[tuple[Print, Printed]]) -> dict[str, tuple[Download, ...]]:
    """What there is to print, by the id of the entry that it belongs to; the handbook's own under an empty id."""
    found: dict[str, tuple[Download, ...]] = {}
    for one, done in pairs:
        if done.pdf:
            found[one.entry] = (*found.get(one.entry, ()), download(one, done))
    return found


def _shared(wanted: Mapping[str, Share], tools: Workshop) -> dict[str, bytes]:
    """The pictures that stand for pages where they are shared, by address."""
    return dict(zip(wanted, tools.share(wanted.values()), strict=True))


def _heads(handbook: Handbook, everything: Iterable[Page], drawn: Pictures) -> dict[str, Head]:
    seen = ((page, shared_picture(page, drawn)) for page in everything)
    return {page.address: Head(linked(handbook, page, one), shared(handbook, page, one)) for page, one in seen}


def _beside(handbook: Handbook, drawn: Pictures, everything: Iterable[Page]) -> dict[str, bytes]:
    """What lies beside the pages: data for other programs, and for the reader's search."""
    return {**api(handbook, drawn), **feeds(handbook, everything), **search_files(handbook)}


def _offline(files: Mapping[str, bytes], handbook: Handbook, look: Theme) -> dict[str, bytes]:
    worker = look.file("sw.js")
    return offline_files(files, handbook, lean(worker.read_bytes()).decode()) if worker else {}
