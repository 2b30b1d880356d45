"""The page of what is still to do, for whoever wants to contribute."""

from dataclasses import dataclass

from handbook import addresses
from handbook.editing.audit import Audit, Topic
from handbook.handbook import Handbook
from handbook.pages.page import Page, Ref
from handbook.pages.shown import ref


@dataclass(frozen=True, slots=True)
class Work:
    """A topic with its gaps: entries as links, each with what it lacks, and what is no entry yet in words."""

    topic: Topic
    entries: tuple[tuple[Ref, str], ...]
    words: tuple[str, ...]


def audit_page(handbook: Handbook, found: Audit) -> Page:
    """All topics, those with work first."""
    topics = sorted(found.topics, key=lambda one: not one.gaps)
    works = tuple(
        Work(
            topic,
            tuple((ref(handbook, entry), lack) for entry, lack in topic.gaps if entry),
            tuple(lack for entry, lack in topic.gaps if not entry),
        )
        for topic in topics
    )
    summary = "What this handbook still lacks: pick one, and make it better."
    return Page(
        addresses.AUDIT, "audit.html", "What is missing", summary, {"works": works, "size": found.size}, index=False
    )
