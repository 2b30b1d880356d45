"""The handbook's own facts: `content/handbook.yaml`."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from handbook.fields import SLUG, Model, MovementName, Text

_WEB = re.compile(r"https?://[^\s\\\"<>^`{|}?#\x00-\x1f\x7f/][^\s\\\"<>^`{|}?#\x00-\x1f\x7f]*")
"""The address of a folder on the web: the signs that no address holds (RFC 3986) could end a line or a quotation."""


def web_address(value: object) -> str:
    """The address of a folder on the web, with a slash at its end. ValueError, with a sentence, if it is none."""
    if not (isinstance(value, str) and _WEB.fullmatch(value)):
        raise ValueError(f"`{value}` is not a web address; write it like `https://example.org/handbook/`")
    return value.rstrip("/") + "/"


_PARTS = ("url", "branch", "path", "folder", "name", "title", "text")


def _pattern(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        parts = [part[1:] for part in Formatter().parse(value) if part[1] is not None]
    except ValueError:
        raise ValueError(f"`{value}` has a bracket without its other half") from None
    if strange := [name for name, form, conversion in parts if name not in _PARTS or form or conversion]:
        raise ValueError(f"`{{{strange[0]}}}` is no part of an address; the parts are {', '.join(_PARTS)}")
    if not value.startswith(("{url}", "https://", "http://")):
        raise ValueError(f"`{value}` leads nowhere; begin it with `{{url}}` or with `https://`")
    return value


Pattern = Annotated[str, BeforeValidator(_pattern), Field(min_length=1)]
WebAddress = Annotated[str, BeforeValidator(web_address)]


class Repository(Model):
    """Where the handbook's files are kept, and how its code host addresses them."""

    url: WebAddress = Field(description="The address of the repository.")
    branch: Text = Field("main", description="The branch that is published.")
    view: Pattern = Field("{url}blob/{branch}/{path}", description="Address that shows a file.")
    edit: Pattern = Field("{url}edit/{branch}/{path}", description="Address that edits a file.")
    new: Pattern = Field(
        "{url}new/{branch}/{folder}?filename={name}&value={text}", description="Address of a new file."
    )
    issue: Pattern = Field("{url}issues/new?title={title}&body={text}", description="Address that reports a problem.")


class Cms(Model):
    """A form for people without git, made by Sveltia CMS."""

    host: Literal["github", "gitlab", "gitea"] = Field(description="What kind of code host the repository is at.")
    sign_in: WebAddress | None = Field(
        None, description="The server through which editors sign in, where the code host asks for one."
    )


class Licence(Model):
    """What others may do with the handbook."""

    content: Text = Field("CC BY-SA 4.0", description="Licence of texts and figures.")
    code: Text = Field("MIT", description="Licence of the generator.")


class Start(Model):
    """A way into the handbook, by goal."""

    goal: Text = Field(description="What the reader wants, in their words.")
    to: Text = Field(description="The entry to begin with, such as `programs/basic-two-day`.")


class Label(Model):
    """A movement pointed out in the picture of the stride."""

    movement: MovementName = Field(description="The movement.")
    pose: int = Field(ge=1, le=8, description="Which of the poses it is shown at, from 1.")
    joint: Text = Field(description="The joint, such as `right hip`.")


class Stride(Model):
    """The picture on the home page: one runner in the phases of the stride."""

    poses: tuple[Any, ...] = Field(min_length=1, max_length=8, description="The poses, in order.")
    names: tuple[Text, ...] = Field((), description="The name of each phase.")
    labels: tuple[Label, ...] = Field((), description="The movements pointed out.")


def _entry_id(value: object) -> object:
    folder, _, slug = value.partition("/") if isinstance(value, str) else ("", "", "")
    if not (SLUG.fullmatch(folder) and SLUG.fullmatch(slug)):
        raise ValueError(f"`{value}` is no entry; write it like `exercises/plank`")
    return value


def _entry_ids(value: object) -> object:
    """Both sides of a mapping name entries; said of the first that does not."""
    if isinstance(value, Mapping):
        for key in value:
            _entry_id(key)
    return value


EntryId = Annotated[str, BeforeValidator(_entry_id)]


PaperKind = Literal["sheets", "overviews", "cards", "posters", "book"]
PAPER_KINDS: tuple[PaperKind, ...] = get_args(PaperKind)


class Settings(Model):
    """What holds for the whole handbook."""

    title: Text = Field(description="The handbook's title.")
    short: Text | None = Field(None, description="A shorter title, for small screens and home screens.")
    summary: Text = Field(description="One sentence about the handbook.")
    base_url: WebAddress = Field("https://example.org/", description="The address that the site is published at.")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = Field("en", description="Language code.")
    repository: Repository | None = Field(None, description="Where editors find the files.")
    cms: Cms | None = Field(
        None,
        description="A form at `admin/` for people without git: `{host: github}`, and the script of Sveltia CMS in "
        "`templates/admin/cms.js`. Without this field there is no form.",
    )
    units: Literal["kg", "lb"] = Field("kg", description="Unit of loads.")
    paper: Literal["a4", "letter"] = Field("a4", description="Paper shown first.")
    papers: tuple[PaperKind, ...] = Field(PAPER_KINDS, description="What is printed as PDF; empty where nothing is.")
    fulltext: bool = Field(default=True, description="Whether readers can search the texts, and not only the names.")
    licence: Licence = Field(Licence(), description="What others may do with it.")
    start: tuple[Start, ...] = Field((), description="Ways in, by goal, on the home page.")
    stride: Stride | None = Field(None, description="The runner on the home page.")
    redirects: Annotated[Mapping[str, EntryId], BeforeValidator(_entry_ids)] = Field(
        {},
        description="Entries that were renamed, each with its new name: `exercises/old: exercises/new`; links and "
        "bookmarks to the old page lead to the new one.",
    )
