"""Pages through templates: the only importer of Jinja. Template faults are diagnostics, one for each place."""

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup, escape

from handbook import __version__, addresses
from handbook.diagnostics import Diagnostic, Span
from handbook.pages import Page
from handbook.schema import FORMS
from handbook.settings import Settings
from handbook.theme import Theme


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round every page: the handbook's settings, the lists to go to, and what made it."""

    settings: Settings
    lists: tuple[tuple[str, str, str], ...]
    generator: str


def frame(settings: Settings) -> Frame:
    """What stands round every page of a handbook."""
    lists = tuple((folder, form.plural, addresses.listing(folder)) for folder, form in FORMS.items())
    return Frame(settings, lists, f"exercise-handbook {__version__}")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to machines: JSON-LD, and Open Graph properties with their values."""

    linked: Markup
    shared: tuple[tuple[str, str], ...]


Renderer = Callable[[Page, Head], tuple[bytes | None, tuple[Diagnostic, ...]]]


class _Compiled(BytecodeCache):
    """Templates that were compiled before, for every environment of this process, by file and text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over the code of a template, if it is there."""
        if found := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def renderer(theme: Theme, root: Path, settings: Settings, inline: Mapping[str, str]) -> Renderer:
    """What makes HTML of a page, or says what is wrong with its template.

    `inline` are pictures by name that pages hold in their own markup, such as the index of the body map.
    """
    environment = _environment(theme, settings, inline)

    def render(page: Page, head: Head) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        try:
            template = environment.get_template(page.template)
            html = template.render(**page.facts, page=page, to=_ways(page.address, settings), machines=head)
        except Exception as error:  # noqa: BLE001 - whatever a template does wrong is said at its line
            return None, (_fault(error, theme, root, page),)
        return _tidy(html).encode(), ()

    return render


def _ways(source: str, settings: Settings) -> Callable[[str], str]:
    """How a page leads to an address: relatively, but for the one that a host shows in place of any other."""
    return settings.base_url.__add__ if source == addresses.NOT_FOUND else partial(addresses.relative, source)


class _Inline(Mapping[str, Markup]):
    """Pictures to stand in a page's own markup; looked up when a template asks for one."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        self._pictures = pictures

    def __getitem__(self, name: str) -> Markup:
        return Markup(self._pictures[name])  # noqa: S704 - drawn by `figures`, texts escaped

    def __contains__(self, name: object) -> bool:
        return name in self._pictures

    def __iter__(self) -> Iterator[str]:
        return iter(self._pictures)

    def __len__(self) -> int:
        return len(self._pictures)


def _environment(theme: Theme, settings: Settings, inline: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(theme.folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters["unbroken"] = unbroken
    environment.globals.update(
        frame=frame(settings),
        asset=theme.asset,
        inline=_Inline(inline),
        listing=addresses.listing,
        entry=addresses.entry,
    )
    return environment


_RANGE = re.compile(r"\d+\N{EN DASH}\d+")


def unbroken(text: str) -> Markup:
    """A text in which no range of numbers is parted at the end of a line, as browsers like to do after a dash."""
    return Markup(_RANGE.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped first


_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def _tidy(html: str) -> str:
    """Without the blank lines that template tags leave behind, but in text that is set as it is written."""
    return html if "<pre" in html else _BLANK_LINES.sub("\n", html)


_ABSENT = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


def _fault(error: Exception, theme: Theme, root: Path, page: Page) -> Diagnostic:
    hint = f"while making {page.address}"
    if isinstance(error, TemplateSyntaxError):
        path = Path(error.filename) if error.filename else theme.folders[0] / page.template
        return Diagnostic(Span(_path(path, root), error.lineno), "template", error.message or "not a template", hint)
    if isinstance(error, TemplateNotFound):
        path = theme.folders[0] / str(error.name or page.template)
        return Diagnostic(Span(_path(path, root)), "template", f"there is no template `{error.name}`", hint)
    places = list(_places(error, theme))
    path, line = places[-1] if places else (theme.folders[0] / page.template, 1)
    said = error.message if isinstance(error, TemplateError) and error.message else f"{type(error).__name__}: {error}"
    return Diagnostic(
        Span(_path(path, root), line), "template", _ABSENT.sub(r"`\1` has no `\2`", said.replace("\n", " ")), hint
    )


def _places(error: Exception, theme: Theme) -> Iterator[tuple[Path, int]]:
    """The template lines that the error came through, the last where it arose."""
    for summary in traceback.extract_tb(error.__traceback__):
        path = Path(summary.filename)
        if summary.lineno and any(path.is_relative_to(folder) for folder in theme.folders):
            yield path, summary.lineno


def _path(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
