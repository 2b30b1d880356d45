"""Contents put away until somebody asks for them: known by digest and size, in memory or one behind the other on disk.

What lies on a disk may be damaged or gone. Whoever reads it sees that by its digest, and makes it again.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4


class Content(NamedTuple):
    """What a file holds: its SHA-256 in hexadecimal, its bytes in number, and itself or where in a pack it begins."""

    digest: str
    size: int
    at: bytes | int

    @property
    def at_hand(self) -> bytes:
        """Itself; nothing where it lies in a pack."""
        return self.at if isinstance(self.at, bytes) else b""


def held(content: bytes) -> Content:
    """A content in memory."""
    return Content(sha256(content).hexdigest(), len(content), content)


@dataclass(frozen=True, slots=True)
class Pack:
    """A long file of contents, only ever written on at its end; any number of processes may do so at once.

    Without a path nothing is put away, and all stays in memory.
    """

    path: Path | None = None

    @property
    def name(self) -> str:
        """Its name, which no other has or had."""
        return self.path.name if self.path else ""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0

    def remove(self) -> None:
        """Be gone, if that is allowed."""
        with suppress(OSError):
            if self.path:
                self.path.unlink()

    def put(self, content: bytes) -> Content:
        """Put a content away; it stays in memory if it cannot be written."""
        known = held(content)
        if not self.path:
            return known
        try:
            with self.path.open("ab", buffering=0) as file:
                whole = file.write(content) == len(content)
                return Content(known.digest, known.size, file.tell() - len(content)) if whole else known
        except OSError:
            return known

    def get(self, content: Content) -> bytes | None:
        """A content that was put away; None if it is not there as it was."""
        if isinstance(content.at, bytes) or not self.path:
            return content.at_hand
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(content.at)
                found = file.read(content.size)
        except OSError:
            return None
        return found if sha256(found).hexdigest() == content.digest else None


def fresh_pack(folder: Path) -> Pack:
    """An empty pack in a folder, under a name that none had before."""
    return Pack(folder / f"contents-{uuid4().hex}")


def packs(folder: Path) -> list[Pack]:
    """The packs that lie in a folder."""
    return [Pack(path) for path in sorted(folder.glob("contents-*")) if path.is_file()]


class Files(Mapping[str, bytes]):
    """Files by address, each read when it is asked for; what is known of all of them stands in `contents`.

    `again` makes the file at an address that can no longer be read.
    """

    def __init__(self, contents: Mapping[str, Content], pack: Pack, again: Callable[[str], bytes]) -> None:
        self.contents = contents
        self._pack = pack
        self._again = again

    def __getitem__(self, address: str) -> bytes:
        found = self._pack.get(self.contents[address])
        return self._again(address) if found is None else found

    def __contains__(self, address: object) -> bool:
        return address in self.contents

    def __iter__(self) -> Iterator[str]:
        return iter(self.contents)

    def __len__(self) -> int:
        return len(self.contents)

    def beside(self, others: Mapping[str, bytes]) -> "Files":
        """These files and others that are at hand, which stand in front where both have an address."""
        more = {address: held(content) for address, content in others.items()}
        return Files({**self.contents, **more}, self._pack, self._again)


def known(files: Mapping[str, bytes]) -> Mapping[str, Content]:
    """What is known of files: without reading those that were put away."""
    if isinstance(files, Files):
        return files.contents
    return {address: held(content) for address, content in files.items()}
