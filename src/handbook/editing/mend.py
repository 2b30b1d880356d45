"""Mends put into texts, and nothing else touched: the pure half of `check --fix`."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from handbook.diagnostics import Diagnostic, Edit
from handbook.load import Document, Documents

MOST_ROUNDS = 8
"""A mend may bring the next to light, such as a misspelt name under a misspelt field; never more than a few deep."""

_SIGNS = re.compile(r"\A\ufeff|\r\n|.", re.DOTALL)
_MARK = "\ufeff"

Check = Callable[[Documents], Iterable[Diagnostic]]


def mend(text: str, edits: Iterable[Edit]) -> str:
    r"""A file's text with `edits` made. Line ends, a byte order mark and everything between the edits stay as they are.

    Edits count a line end as one sign, however it is written, and a byte order mark as none. Of two that overlap the
    first is made. New lines end as the file's own do.
    """
    signs = _SIGNS.findall(text)
    mark = signs[:1] == [_MARK]
    head, signs = (_MARK, signs[1:]) if mark else ("", signs)
    ending = next((sign for sign in signs if sign in {"\r\n", "\r", "\n"}), "\n")
    parts, at = [head], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start >= at:
            parts += [*signs[at : edit.start], edit.text.replace("\n", ending)]
            at = edit.end
    return "".join([*parts, *signs[at:]])


def mends(found: Iterable[Diagnostic]) -> dict[str, tuple[Edit, ...]]:
    """The certain mends among diagnostics, by the path of the file that each changes."""
    edits: dict[str, dict[Edit, None]] = {}
    for one in found:
        if one.fix is not None:
            edits.setdefault(one.fix.path or one.span.path, {})[one.fix] = None
    return {path: tuple(some) for path, some in edits.items()}


def rounds(documents: Documents, check: Check) -> dict[str, list[tuple[Edit, ...]]]:
    """For each file its mends, round after round, until `check` of the mended documents knows of no more."""
    made: dict[str, list[tuple[Edit, ...]]] = {}
    for _ in range(MOST_ROUNDS):
        wanted = {path: edits for path, edits in mends(check(documents)).items() if path in documents.texts}
        if not wanted:
            break
        for path, edits in wanted.items():
            made.setdefault(path, []).append(edits)
        documents = mended(documents, wanted)
    return made


def mended(documents: Documents, edits: Mapping[str, Iterable[Edit]]) -> Documents:
    """The documents as they are after `edits`, read anew where their text has changed."""
    texts = {path: mend(text, edits.get(path, ())) for path, text in documents.texts.items()}

    def anew(document: Document | None) -> Document | None:
        if document is None or document.path not in edits:
            return document
        return Document(document.id, document.path, texts[document.path])

    entries = tuple(one for document in documents.entries if (one := anew(document)))
    settings, references = anew(documents.settings), anew(documents.references)
    return replace(documents, entries=entries, settings=settings, references=references, texts=texts)
