"""The whole way, once: content in, a site out. Check, build and preview are this one function with three endings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from handbook import addresses
from handbook.api import api
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.feeds import feeds
from handbook.handbook import Handbook
from handbook.link import link
from handbook.linked import linked, shared
from handbook.load import Documents, load
from handbook.offline import offline_files
from handbook.pages import Page, pages
from handbook.pictures import Pictures, pictures
from handbook.render import Head, render
from handbook.search import search_files
from handbook.sheets.printing import said, sheet_pages, sheets
from handbook.sheets.sheet import Sheet
from handbook.theme import Theme, characters, theme
from handbook.validate import Valid, validate
from handbook.workshop import Order, Workshop, workshop


@dataclass(frozen=True, slots=True)
class Site:
    """A finished site: files by address, everything there is to say about the content, and the texts it is said of."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    handbook: Handbook


def make(root: Path, tools: Workshop | None = None, *, base_url: str = "") -> Site:
    """Everything that the files below `root` give. Writes nothing but what `tools` remember.

    `base_url` replaces the address in the settings. Without `tools` nothing is remembered.
    """
    tools = tools or workshop(None)
    documents, unread = load(root)
    look = _dressed(theme(root), documents, tools)
    valid, invalid = validate(documents, tools.parse)
    handbook, unlinked = link(_published_at(valid, base_url), sound=not failed([*unread, *invalid]))
    drawn, unsound = pictures(handbook, tools.draw)
    laid_out = sheets(handbook, drawn.files, drawn.words)
    printed, unprinted = _print(handbook, laid_out, look, tools)
    everything = (*pages(handbook, drawn.words), *sheet_pages(handbook, laid_out))
    html, broken = render(everything, look, root, _heads(handbook, everything), (handbook.settings, drawn.inline))
    found = arrange(unread, invalid, unlinked, unsound, unprinted, broken)
    files = {**html, **drawn.files, **printed, **look.published(), **_beside(handbook, drawn, everything)}
    return Site({**files, **_offline(files, handbook, look)}, found, documents.texts, handbook)


def _dressed(look: Theme, documents: Documents, tools: Workshop) -> Theme:
    """The look with its typefaces, cut to the characters that content and templates write."""
    return look.joined(tools.cut_fonts(characters([*documents.texts.values(), *look.texts()])))


def _published_at(valid: Valid, base_url: str) -> Valid:
    if not base_url:
        return valid
    return replace(valid, settings=valid.settings.model_copy(update={"base_url": base_url.rstrip("/") + "/"}))


def _print(
    handbook: Handbook, made: tuple[Sheet, ...], look: Theme, tools: Workshop
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The sheets as PDF, and what is wrong with them."""
    template = look.file("sheet.typ")
    if template is None:
        return {}, ()
    text = template.read_text(encoding="utf-8")
    printed = tools.typeset(Order(sheet, template, text) for sheet in made)
    pairs = list(zip(made, printed, strict=True))
    found = chain.from_iterable(said(handbook, sheet, one) for sheet, one in pairs)
    return {addresses.sheet_pdf(sheet.slug, sheet.paper): one.pdf for sheet, one in pairs if one.pdf}, tuple(found)


def _heads(handbook: Handbook, everything: Iterable[Page]) -> dict[str, Head]:
    return {page.address: Head(linked(handbook, page), shared(handbook, page)) for page in everything}


def _beside(handbook: Handbook, drawn: Pictures, everything: Iterable[Page]) -> dict[str, bytes]:
    """What lies beside the pages: data for other programs, and for the reader's search."""
    return {**api(handbook, drawn), **feeds(handbook, everything), **search_files(handbook)}


def _offline(files: Mapping[str, bytes], handbook: Handbook, look: Theme) -> dict[str, bytes]:
    worker = look.file("sw.js")
    return offline_files(files, handbook, worker.read_text(encoding="utf-8")) if worker else {}
