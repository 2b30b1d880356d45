"""The whole way, once: content in, a site out. Check, build and preview are this one function with three endings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook import markdown
from handbook.diagnostics import Diagnostic, arrange, failed
from handbook.handbook import Handbook
from handbook.link import link
from handbook.load import load
from handbook.pages import pages
from handbook.render import render
from handbook.theme import theme
from handbook.validate import validate


@dataclass(frozen=True, slots=True)
class Site:
    """A finished site: files by address, everything there is to say about the content, and the texts it is said of."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    handbook: Handbook


def make(root: Path, *, base_url: str = "") -> Site:
    """Everything that the files below `root` give. Writes nothing.

    `base_url` replaces the address in the settings.
    """
    documents, unread = load(root)
    valid, invalid = validate(documents, markdown.parse)
    if base_url:
        settings = valid.settings.model_copy(update={"base_url": base_url.rstrip("/") + "/"})
        valid = type(valid)(valid.entries, settings, valid.references, valid.documents)
    handbook, unlinked = link(valid, sound=not failed([*unread, *invalid]))
    look = theme(root)
    made, broken = render(pages(handbook), handbook.settings, look, root, {})
    files = made | {look.asset(name): content for name, content in look.assets.items()}
    return Site(files, arrange(unread, invalid, unlinked, broken), documents.texts, handbook)
