"""Where everything lies on the site: the one place to change an address."""

from functools import lru_cache
from urllib.parse import quote

from handbook.schema import FORMS
from handbook.settings import Repository

REFERENCES = "references.html"
SEARCH = "search/index.html"
HOME = "index.html"
NOT_FOUND = "404.html"
DEVICE = "device.html"
AUDIT = "audit.html"
CONTRIBUTE = "contribute.html"
CARDS = "exercises/cards.html"


def entry(entry_id: str) -> str:
    """The page of an entry: `exercises/plank` is at `exercises/plank.html`."""
    return f"{entry_id}.html"


def listing(folder: str) -> str:
    """The list of all entries of a kind."""
    return f"{folder}/index.html"


def reference(key: str) -> str:
    """A work on the page of references."""
    return f"{REFERENCES}#{key}"


def sheet(program: str, paper: str = "") -> str:
    """The sheet of a program, for the browser: on the handbook's own paper, or on another that is named."""
    return f"programs/{program}/sheet{paper and '-'}{paper}.html"


def sheet_pdf(program: str, paper: str) -> str:
    """The sheet of a program as PDF."""
    return f"programs/{program}/{program}-{paper}.pdf"


def overview_pdf(program: str, paper: str) -> str:
    """The overview of a program as PDF."""
    return f"programs/{program}/{program}-overview-{paper}.pdf"


def poster_pdf(ladder: str, paper: str) -> str:
    """The poster of a ladder as PDF."""
    return f"ladders/{ladder}/{ladder}-{paper}.pdf"


def card_pdf(exercise: str) -> str:
    """The card of an exercise as PDF."""
    return f"exercises/{exercise}/{exercise}-card.pdf"


def cards_pdf(paper: str) -> str:
    """The cards of all exercises as PDF."""
    return f"exercises/cards-{paper}.pdf"


def book_pdf(paper: str) -> str:
    """The whole handbook as PDF."""
    return f"handbook-{paper}.pdf"


def figure(entry_id: str, name: str) -> str:
    """A figure of an entry: `strip`, `thumb`, `motion` or `bodymap`."""
    return f"figures/{entry_id}/{name}.svg"


def share(name: str) -> str:
    """The picture that stands for an entry, or for the handbook, where a page is shared."""
    return f"share/{name}.png"


def relative(source: str, goal: str) -> str:
    """The way from one page to another, so that the site works under any base and from a folder."""
    path, mark, fragment = goal.partition("#")
    if path == source:
        return mark + fragment or "#"
    return _way(source.rpartition("/")[0], path) + mark + fragment


@lru_cache(maxsize=10_000)  # the pages of a folder lead to much the same
def _way(folder: str, path: str) -> str:
    here, there = folder.split("/") if folder else [], path.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:])


def doors(repository: Repository, path: str, folder: str, title: str, report: str) -> dict[str, str]:
    """The addresses at the code host to view and edit a file, to propose a new entry and to report a problem.

    `report` is the text that a report begins with.
    """
    known = {**_known(repository, folder), "path": quote(path), "title": quote(f"{title}: ")}
    return {
        "view": repository.view.format_map(known),
        "edit": repository.edit.format_map(known),
        "new": proposal(repository, folder),
        "report": repository.issue.format_map({**known, "text": quote(report)}),
    }


def proposal(repository: Repository, folder: str, outline: str = "") -> str:
    """The address at the code host of a new entry in a folder, which begins with the text `outline`."""
    return repository.new.format_map({**_known(repository, folder), "text": quote(outline)})


def _known(repository: Repository, folder: str) -> dict[str, str]:
    """What an address at the code host may be made of; empty where it is not known yet."""
    form = FORMS.get(folder)
    return {
        "url": repository.url,
        "branch": quote(repository.branch),
        "path": "",
        "folder": f"content/{folder}",
        "name": f"new-{form.name if form else 'entry'}.md",
        "title": "",
        "text": "",
    }
