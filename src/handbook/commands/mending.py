"""What `check --fix` and `check --diff` share: which files would be mended, and how they would read then."""

from collections.abc import Callable, Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

from handbook.diagnostics import Diagnostic, failed
from handbook.editing.mend import mend, rounds
from handbook.link import link
from handbook.load import Documents, load
from handbook.validate import Parser, validate


def mended_files(root: Path, parse: Parser, within: Callable[[Path], bool]) -> tuple[dict[str, bytes], int]:
    """The new content of every file that has a certain mend, by path below `root`, and how many mends there are.

    Only files that are `within` are changed.
    """
    documents, unread = load(root)

    def check(now: Documents) -> Iterable[Diagnostic]:
        valid, invalid = validate(now, parse)
        _, unlinked = link(valid, sound=not failed([*unread, *invalid]))
        found = (*invalid, *unlinked)
        return (one for one in found if one.fix and within(root / (one.fix.path or one.span.path)))

    made = rounds(documents, check)
    texts = {path: (root / path).read_bytes().decode() for path in made}
    for path, some in made.items():
        for edits in some:
            texts[path] = mend(texts[path], edits)
    return {path: text.encode() for path, text in texts.items()}, sum(
        len(edits) for some in made.values() for edits in some
    )


def differences(root: Path, contents: Mapping[str, bytes]) -> str:
    """What would change, as a unified diff that `git apply` and `patch` read."""
    parts = []
    for path, content in sorted(contents.items()):
        old, new = ((root / path).read_bytes().decode(), content.decode())
        lines = unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
        parts += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(parts)


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
