"""The files of a new handbook: a small one that is whole and free of faults, to write over."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_SOURCES = _PACKAGE.parents[1]

IGNORED = "/build/\n/site/\n/.vscode/schemas/\n"


def starter() -> dict[str, bytes]:
    """Every file by its path below the new handbook's folder."""
    packed = _PACKAGE / "starter"
    handbook, editor = (packed, packed) if packed.is_dir() else (_SOURCES / "tests" / "sites" / "tiny", _SOURCES)
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for folder, part in ((handbook, "content/**/*"), (editor, ".vscode/*.json"))
        for file in sorted(folder.glob(part))
        if file.is_file()
    }
    return {**files, ".gitignore": IGNORED.encode()}
