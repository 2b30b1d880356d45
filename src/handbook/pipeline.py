"""The whole way, once: content in, a site out. Check, build and preview are this one function with three endings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import load
from handbook.pages import pages
from handbook.pictures import pictures
from handbook.render import render
from handbook.theme import theme
from handbook.validate import validate
from handbook.workshop import Workshop, workshop


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
    valid, invalid = validate(documents, tools.parse)
    if base_url:
        settings = valid.settings.model_copy(update={"base_url": base_url.rstrip("/") + "/"})
        valid = replace(valid, settings=settings)
    handbook, unlinked = link(valid, sound=not failed([*unread, *invalid]))
    drawn, unsound = pictures(handbook, tools.draw)
    look = theme(root)
    made, broken = render(pages(handbook, drawn.words), handbook.settings, look, root, drawn.inline)
    assets = {look.asset(name): content for name, content in look.assets.items()}
    files = made | assets | drawn.files
    return Site(files, arrange(unread, invalid, unlinked, unsound, broken), documents.texts, handbook)
