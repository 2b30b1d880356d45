"""Contents put away: read again as they were, or known to be lost."""

import os
from functools import partial
from pathlib import Path

import pytest

from handbook.contents import Content, Files, Pack, fresh_pack, held, known
from handbook.making import Made, keep_ledger, make_line, open_packed
from handbook.reads import watched
from handbooks import check, lay

PARTS = ("code", "root")
MANY = 200


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """An empty pack on the disk."""
    return fresh_pack(tmp_path)


def test_what_is_put_away_is_read_again(pack: Pack) -> None:
    """In any order, also what is empty; digest and size are known without reading."""
    texts = [b"one", b"", b"three" * 1000]
    put = [pack.put(one) for one in texts]
    assert [pack.get(one) for one in reversed(put)] == texts[::-1]
    assert [one[:2] for one in put] == [held(one)[:2] for one in texts]
    assert not any(one.at_hand for one in put)


def test_without_a_file_all_stays_in_memory() -> None:
    """The same calls, nothing on the disk."""
    assert Pack().get(Pack().put(b"one")) == b"one"


def test_what_cannot_be_written_stays_in_memory(tmp_path: Path) -> None:
    """A store that cannot be written costs memory, nothing else."""
    pack = Pack(tmp_path / "nowhere" / "contents-1")
    assert pack.put(b"one") == held(b"one")
    assert pack.get(pack.put(b"one")) == b"one"


@pytest.mark.parametrize("harm", [b"", b"onE", b"\0\0\0two", None])
def test_what_is_damaged_is_made_again(pack: Pack, harm: bytes | None) -> None:
    """Cut, changed, zeros, gone: nothing of it is ever read as if it were whole."""
    put = pack.put(b"one")
    assert pack.path is not None
    pack.path.unlink()
    if harm is not None:
        pack.path.write_bytes(harm)
    assert pack.get(put) is None
    files = Files({"a.html": put}, pack, lambda address: f"{address} again".encode())
    assert dict(files) == {"a.html": b"a.html again"}


def test_many_processes_put_into_one_pack(pack: Pack) -> None:
    """What each of them puts away is found where it says."""
    reading, writing = os.pipe()
    child = os.fork()
    mine = [pack.put(f"{os.getpid()} {one}".encode() * 50) for one in range(MANY)]
    if not child:
        os.write(writing, ",".join(str(one.at) for one in mine).encode())
        os._exit(0)
    os.waitpid(child, 0)
    theirs = [held(f"{child} {one}".encode() * 50) for one in range(MANY)]
    places = map(int, os.read(reading, 1 << 16).split(b","))
    os.close(reading)
    os.close(writing)
    whole = [pack.get(Content(one.digest, one.size, at)) for one, at in zip(theirs, places, strict=True)]
    assert whole == [one.at for one in theirs]
    assert None not in map(pack.get, mine)


def test_files_are_read_when_they_are_asked_for(pack: Pack) -> None:
    """What is known of them needs no reading; others may stand beside and before them."""
    files = Files({"a": pack.put(b"one"), "b": pack.put(b"two")}, pack, lambda _: b"").beside({"b": b"2", "c": b"3"})
    assert dict(files) == {"a": b"one", "b": b"2", "c": b"3"}
    assert {address: one[:2] for address, one in known(files).items()} == {
        address: one[:2] for address, one in known(dict(files)).items()
    }


def test_a_ledger_finds_what_it_put_away(tmp_path: Path) -> None:
    """For the same parts and as long as the pack is there; without it, a ledger is worth nothing."""
    watch, _ = watched(check(lay(tmp_path / "h", {})).handbook, {})
    folder = tmp_path / "ledger"
    before, pack = open_packed(folder, PARTS)
    works = {name: partial(Made, name.encode() * 9) for name in map(str, range(30))}
    lines = {name: make_line(work, watch, pack.put) for name, work in works.items()}
    keep_ledger(folder, (*PARTS, pack.name), before, lines)
    found, again = open_packed(folder, PARTS)
    assert (found, again) == (lines, pack)
    assert {name: again.get(line.content) for name, line in found.items()} == {
        name: name.encode() * 9 for name in lines
    }
    again.remove()
    assert open_packed(folder, PARTS)[0] == {}


def test_what_was_put_away_for_other_code_is_thrown_out(tmp_path: Path) -> None:
    """A new version makes all anew, and nothing of the old one uses room any more."""
    watch, _ = watched(check(lay(tmp_path / "h", {})).handbook, {})
    folder = tmp_path / "ledger"
    _, pack = open_packed(folder, PARTS)
    keep_ledger(folder, (*PARTS, pack.name), {}, {"one": make_line(lambda: Made(b"one"), watch, pack.put)})
    lines, other = open_packed(folder, ("other code", "root"))
    assert lines == {}
    assert other != pack
    assert list(folder.glob("contents-*")) == []


def test_a_pack_that_is_mostly_waste_is_written_anew(tmp_path: Path) -> None:
    """What is of use is moved to another and found there, and the old one is gone."""
    watch, _ = watched(check(lay(tmp_path / "h", {})).handbook, {})
    folder = tmp_path / "ledger"
    _, pack = open_packed(folder, PARTS)
    line = make_line(lambda: Made(b"of use"), watch, pack.put)
    for _ in range(5):
        pack.put(bytes(2**20))
    keep_ledger(folder, (*PARTS, pack.name), {}, {"one": line})
    found, other = open_packed(folder, PARTS)
    assert other != pack
    assert [path.name for path in folder.glob("contents-*")] == [other.name]
    assert other.size == len(b"of use")
    for lines, where in ((found, other), open_packed(folder, PARTS)):
        assert {name: where.get(one.content) for name, one in lines.items()} == {"one": b"of use"}
