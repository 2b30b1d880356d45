"""Publishing: the whole new site or the whole old one, and nobody's file lost."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import crash, harm
from handbook.publishing import exchange
from handbook.publishing.write import Unwritable, Written, publish

SITE = {"index.html": b"<h1>home</h1>", "squat/index.html": b"<h1>squat</h1>", "css/a.css": b"body {}"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder for a handbook."""
    return tmp_path


def build(root: Path, files: Mapping[str, bytes] = SITE) -> Written:
    """Publish below `root` as a build does."""
    return publish(files, root / "site", root / "build")


def put(root: Path, path: str, text: bytes = b"mine") -> None:
    """A person writes a file into the site."""
    target = root / "site" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text)


def refusal(root: Path, files: Mapping[str, bytes] = SITE) -> str:
    """The one line with which a build refuses, having changed nothing in the site and left nothing beside it."""
    before = crash.content(root / "site"), sorted(path.name for path in root.iterdir())
    with pytest.raises(Unwritable) as refused:
        build(root, files)
    assert (crash.content(root / "site"), sorted({path.name for path in root.iterdir()} - {"build"})) == (
        before[0],
        sorted(set(before[1]) - {"build"}),
    )
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_site_is_made_whole_and_its_work_is_reported(root: Path) -> None:
    """The folder holds the files and nothing else; what was new, what went and how many there are is told."""
    assert build(root) == Written(("css/a.css", "index.html", "squat/index.html"), (), 3)
    assert crash.content(root / "site") == SITE
    after = {"index.html": b"new", "css/a.css": b"body {}"}
    assert build(root, after) == Written(("index.html",), ("squat/index.html",), 2)
    assert crash.content(root / "site") == after
    assert sorted(path.name for path in (root / "site").iterdir()) == ["css", "index.html"]
    assert sorted(path.name for path in root.iterdir()) == ["build", "site"]


def test_a_build_that_changes_nothing_touches_nothing(root: Path) -> None:
    """Not even the folder is another one."""
    build(root)
    before = {path: path.stat() for path in [root / "site", *(root / "site").rglob("*")]}
    assert build(root) == Written((), (), 3)
    assert {path: path.stat() for path in before} == before


def test_unchanged_files_keep_their_times_when_others_change(root: Path) -> None:
    """Tools that copy by time see only the page that changed."""
    build(root)
    os.utime(root / "site/css/a.css", (1_000_000_000, 1_000_000_000))
    build(root, {**SITE, "index.html": b"new"})
    assert (root / "site/css/a.css").stat().st_mtime == 1_000_000_000


def test_the_order_of_the_files_does_not_matter(root: Path) -> None:
    """Two builds of the same files in another order leave the same bytes, in the site and in the manifest."""
    build(root)
    manifest = (root / "build/manifest.json").read_bytes()
    shutil.rmtree(root / "site")
    shutil.rmtree(root / "build")
    build(root, dict(reversed(SITE.items())))
    assert crash.content(root / "site") == SITE
    assert (root / "build/manifest.json").read_bytes() == manifest


def test_what_a_person_put_there_is_carried_over(root: Path) -> None:
    """Files, hidden files, links, empty folders and a checkout's .git outlive every build, with times and rights."""
    build(root)
    put(root, "CNAME", b"example.org")
    put(root, ".git/objects/ab", b"\0")
    put(root, "squat/notes.txt")
    (root / "site/empty").mkdir()
    (root / "site/away").symlink_to("nowhere")
    (root / "site/squat/notes.txt").chmod(0o600)
    (root / "site/squat").chmod(0o775)
    build(root, {"index.html": b"new"})
    assert crash.content(root / "site") == {
        "index.html": b"new",
        "CNAME": b"example.org",
        ".git/objects/ab": b"\0",
        "squat/notes.txt": b"mine",
    }
    assert (root / "site/empty").is_dir()
    assert str((root / "site/away").readlink()) == "nowhere"
    assert (root / "site/squat/notes.txt").stat().st_mode & 0o777 == 0o600
    assert (root / "site/squat").stat().st_mode & 0o777 == 0o775


def test_a_written_file_that_a_person_changed_is_not_removed(root: Path) -> None:
    """The manifest knows by digest what a build wrote; other content at the same path is a person's."""
    build(root)
    put(root, "squat/index.html", b"rewritten by hand")
    assert build(root, {"index.html": SITE["index.html"]}).removed == ("css/a.css",)
    assert (root / "site/squat/index.html").read_bytes() == b"rewritten by hand"


def test_a_damaged_page_is_mended(root: Path) -> None:
    """A page that a build wrote and that is written again is simply right again."""
    build(root)
    put(root, "index.html", b"")
    assert build(root) == Written(("index.html",), (), 3)
    assert crash.content(root / "site") == SITE


def test_a_folder_that_no_build_wrote_is_left_alone(root: Path) -> None:
    """A wrong output folder costs nothing: the line names the first file that stands in the way."""
    put(root, "thesis.txt")
    line = f"{root}/site/thesis.txt was not written by a build; move it away, or choose another output folder"
    assert refusal(root) == line


def test_a_folder_with_gitignore_alone_is_taken(root: Path) -> None:
    """A fresh checkout has just that."""
    put(root, ".gitignore", b"*")
    build(root)
    assert crash.content(root / "site") == {**SITE, ".gitignore": b"*"}


@pytest.mark.parametrize("path", ["robots.txt", "css", "squat/curl/mine.txt"])
def test_a_persons_file_is_not_overwritten(root: Path, path: str) -> None:
    """A new page at the address of a person's file, above it or below it, is refused."""
    build(root, {"index.html": SITE["index.html"]})
    put(root, path)
    assert f"site/{path} was not written" in refusal(
        root, {**SITE, "robots.txt": b"", "squat/curl": b"", "css/a.css": b""} | {"squat/index.html": b""}
    )


def test_a_link_at_a_pages_address_is_not_overwritten(root: Path) -> None:
    """Neither the link nor what it leads to is touched."""
    build(root)
    (root / "site/index.html").unlink()
    (root / "site/index.html").symlink_to(root / "else.html")
    (root / "else.html").write_bytes(b"elsewhere")
    assert "site/index.html was not written" in refusal(root)
    assert (root / "else.html").read_bytes() == b"elsewhere"


def test_another_site_in_the_old_ones_place_is_not_overwritten(root: Path) -> None:
    """That a build once wrote an index page here proves nothing if nothing it wrote is left."""
    build(root)
    shutil.rmtree(root / "site")
    put(root, "index.html", b"somebody's")
    assert "site/index.html was not written" in refusal(root)


def test_the_workspace_may_be_deleted_at_any_time(root: Path) -> None:
    """The site is known again by the files that are still the same, and the next build publishes into it."""
    build(root)
    put(root, "CNAME")
    shutil.rmtree(root / "build")
    assert build(root, {**SITE, "index.html": b"new"}).changed == ("index.html",)
    assert build(root, {"index.html": b"new"}).removed == ("css/a.css", "squat/index.html")
    assert crash.content(root / "site") == {"index.html": b"new", "CNAME": b"mine"}


def test_without_a_workspace_a_page_of_unknown_origin_is_not_guessed_about(root: Path) -> None:
    """After `build/` is deleted, a page that is no longer made could be a person's: a person decides."""
    build(root)
    shutil.rmtree(root / "build")
    assert "site/css/a.css was not written" in refusal(root, {"index.html": SITE["index.html"]})


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[1]",
        b'{"../site": 3}',
        b'{"../site": {"index.html": 3}}',
        b'{"../site": {"index.html": [[3]]}}',
        b"[" * 99_999,
        b"\xff",
    ],
)
def test_a_damaged_manifest_is_no_manifest(root: Path, damage: bytes) -> None:
    """It proves nothing and breaks nothing."""
    build(root)
    (root / "build/manifest.json").write_bytes(damage)
    assert build(root, {**SITE, "index.html": b"new"}).changed == ("index.html",)


def test_one_workspace_keeps_several_folders_apart(root: Path) -> None:
    """What is known of one output folder stays when another is published; a handbook moved as a whole is known."""
    build(root)
    publish({"a.html": b"a"}, root / "other", root / "build")
    assert sorted(json.loads((root / "build/manifest.json").read_text())) == ["../other", "../site"]
    (root / "moved").mkdir()
    for name in ("build", "site"):
        (root / name).rename(root / "moved" / name)
    assert build(root / "moved", {"index.html": b"new"}).removed == ("css/a.css", "squat/index.html")


@pytest.mark.parametrize(
    "path", ["", ".", "..", "../a", "a/../b", "/a", "a//b", "a/", "./a", "a\\b", "c:/a", "a\0", "a/."]
)
def test_paths_that_lead_out_of_the_site_are_refused(root: Path, path: str) -> None:
    """A path is relative, plain and below the folder on every system."""
    with pytest.raises(Unwritable, match="is not an address inside the site"):
        build(root, {path: b""})
    assert list(root.iterdir()) == []


def test_a_path_cannot_be_file_and_folder(root: Path) -> None:
    """`a` and `a/b` cannot both be."""
    with pytest.raises(Unwritable, match="'a/b' would be a file and a folder at once"):
        build(root, {"a/b": b"", "a/b/c": b""})


def test_a_link_in_the_sites_place_is_refused(root: Path) -> None:
    """Exchanging would replace the link and leave its folder behind."""
    (root / "real").mkdir()
    (root / "site").symlink_to("real")
    assert refusal(root).endswith("site is a link; name the folder it leads to")


def test_a_file_in_the_sites_place_is_refused(root: Path) -> None:
    """Nobody's file is taken for a folder."""
    (root / "site").write_text("x")
    with pytest.raises(Unwritable, match="site is not a folder"):
        build(root)
    assert (root / "site").read_text() == "x"


def test_a_second_build_at_the_same_time_is_told_so(root: Path) -> None:
    """One line, and the lock ends with the process that holds it."""
    hold = (
        "import sys, pathlib, handbook.publishing.exchange as it\n"
        "with it.alone(pathlib.Path(sys.argv[1])): print(); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-u", "-c", hold, root / "build"],
        env=crash.ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(
            Unwritable, match=r"^another build of this handbook is running; build again when it is done$"
        ):
            build(root)
        assert not (root / "site").exists()
        process.kill()
    assert build(root).total == 3


@contextmanager
def as_nobody() -> Iterator[Path]:
    """A folder of an unprivileged user, acted in as that user, since nothing is read-only to root."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            if user == 0:
                os.chown(folder, 65534, -1)
                os.seteuid(65534)
            yield folder
        finally:
            folder.chmod(0o755)
            os.seteuid(user)


def test_a_read_only_folder_is_named() -> None:
    """The line says what cannot be written, and the site stays."""
    with as_nobody() as folder:
        build(folder)
        folder.chmod(0o555)
        line = refusal(folder, {"index.html": b"new"})
    assert line == f"{folder}/site cannot be published: there is no permission to write ({folder}/.site.handbook-new)"


def test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_site(root: Path) -> None:
    """Here the system's limit on a file's size stands for a full disk: the write fails in the middle."""
    build(root)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
    try:
        line = refusal(root, {**SITE, "a.html": b"fits", "large.pdf": b"x" * 5000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert line == f"{root}/site cannot be published: file too large"


MOUNTED = """
import sys; from pathlib import Path; from handbook.publishing.write import publish, Unwritable
root, size = Path(sys.argv[1]), int(sys.argv[2])
try: publish({"index.html": b"x" * size}, root / "site", root / "build")
except Unwritable as error: print(error)
print(sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.name != "lock"))
"""


def mounted(root: Path, mount: str, size: int) -> list[str]:
    """What a build says and leaves in a private view of the disks in which `mount` was run before."""
    command = f'{mount} && exec "$0" -c "$1" "$2" {size}'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", command, sys.executable, MOUNTED, root],
        env=crash.ENVIRONMENT | {"ROOT": str(root)},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"this system lets nobody mount: {done.stderr.strip()}")
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="there is no unshare(1) to make mounts with")
def test_mount_points_and_full_disks_are_named(root: Path) -> None:
    """A site on a disk of its own, one bound from elsewhere, one with a disk inside it, and a disk that runs full."""
    (root / "site").mkdir()
    (root / "else").mkdir()
    left = "['build', 'else', 'site']"
    assert mounted(root, 'mount -t tmpfs none "$ROOT/site"', 1) == [
        f"{root}/site is a mount point; choose a folder inside it",
        left,
    ]
    assert mounted(root, 'mount --bind "$ROOT/else" "$ROOT/site"', 1) == [
        f"{root}/site cannot be published: it is a mount point; choose a folder inside it",
        "['build', 'build/manifest.json', 'else', 'site']",
    ]
    assert mounted(root, 'mkdir -p "$ROOT/site/in" && mount -t tmpfs none "$ROOT/site/in"', 1) == [
        f"{root}/site cannot be published: it is, or holds, a mount point; choose a folder inside it ({root}/site/in)",
        "['build', 'build/manifest.json', 'else', 'site', 'site/in']",
    ]
    assert mounted(root, 'mount -t tmpfs -o size=64k none "$ROOT"', 100_000) == [
        f"{root}/site cannot be published: the disk is full",
        "['build']",
    ]


def test_where_folders_cannot_be_exchanged_two_renames_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same site comes out, with nothing left beside it."""
    monkeypatch.setattr(exchange, "_exchanged_at_once", lambda _one, _other: False)
    build(root)
    put(root, "CNAME")
    build(root, {"index.html": b"new"})
    assert crash.content(root / "site") == {"index.html": b"new", "CNAME": b"mine"}
    assert sorted(path.name for path in root.iterdir()) == ["build", "site"]


def test_where_there_are_no_hard_links_files_are_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The times stay as they were."""

    def refuse(_old: str, _new: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    build(root)
    os.utime(root / "site/css/a.css", (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(os, "link", refuse)
    build(root, {**SITE, "index.html": b"new"})
    assert crash.content(root / "site") == {**SITE, "index.html": b"new"}
    assert (root / "site/css/a.css").stat().st_mtime == 1_000_000_000


def kept(root: Path) -> dict[str, int]:
    """The files that the last build kept for the next one, each with its inode."""
    folder = root / "build/spare"
    return {path.relative_to(folder).as_posix(): path.lstat().st_ino for path in folder.rglob("*") if not path.is_dir()}


def test_what_is_kept_for_the_next_build_is_in_the_site(root: Path) -> None:
    """The very same files, of those that builds wrote: no old page, and nothing of a person, uses room there."""
    build(root)
    put(root, "CNAME")
    build(root, {**SITE, "index.html": b"new"})
    assert kept(root) == {path: (root / "site" / path).stat().st_ino for path in ("css/a.css", "squat/index.html")}


@pytest.mark.parametrize("harm", ["changed", "link", "folder", "more", "gone", "file", "away"])
def test_whatever_became_of_what_was_kept_the_next_site_is_right(root: Path, harm: str) -> None:
    """Only what is the very file of the old site is taken from there."""
    build(root)
    build(root, {**SITE, "index.html": b"new"})
    spare = root / "build/spare"
    match harm:
        case "changed":
            (spare / "css/a.css").unlink()
            (spare / "css/a.css").write_bytes(b"other")
        case "link":
            shutil.rmtree(spare / "css")
            (root / "css").mkdir()
            (root / "css/a.css").write_bytes(b"elsewhere")
            (spare / "css").symlink_to(root / "css")
        case "folder":
            (spare / "css/a.css").unlink()
            (spare / "css/a.css").mkdir()
        case "more":
            (spare / "more/and").mkdir(parents=True)
            (spare / "more/and/more.html").write_bytes(b"more")
        case "gone":
            shutil.rmtree(spare)
        case "file":
            shutil.rmtree(spare)
            spare.write_bytes(b"")
        case "away":
            shutil.rmtree(spare)
            (root / "css").mkdir()
            (root / "css/a.css").write_bytes(b"elsewhere")
            spare.symlink_to(root / "css")
    for page in (b"newer", b"newest"):
        build(root, {**SITE, "index.html": page})
        assert crash.content(root / "site") == {**SITE, "index.html": page}
    if harm in {"link", "away"}:
        assert (root / "css/a.css").read_bytes() == b"elsewhere"


def test_a_site_set_aside_by_a_killed_build_is_brought_back(root: Path) -> None:
    """Killed between two renames, a build leaves the old site aside and half a new one: the old one counts."""
    build(root)
    put(root, "CNAME")
    (root / "site").rename(root / ".site.handbook-old")
    (root / ".site.handbook-new").mkdir()
    assert build(root, {**SITE, "index.html": b"new"}).changed == ("index.html",)
    assert crash.content(root / "site") == {**SITE, "index.html": b"new", "CNAME": b"mine"}
    assert sorted(path.name for path in root.iterdir()) == ["build", "site"]


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_build_killed_at_any_step_leaves_a_whole_site(root: Path, way: str) -> None:
    """Every ninth step here; tests/audit/crash.py takes them all."""
    kills = list(takewhile(lambda step: crash.strike(root / "h", crash.OLD, step, way), range(1, 1000, 9)))
    assert len(kills) > 5


@pytest.mark.parametrize("way", ["step", "half"])
def test_a_disk_that_is_full_at_any_step_leaves_a_whole_site(root: Path, way: str) -> None:
    """Every fifth step here; tests/audit/harm.py takes them all."""
    steps = list(takewhile(lambda step: harm.fill(root / "h", step, way), range(2, 1000, 5 if way == "step" else 1)))
    assert len(steps) > 1


def test_after_a_power_cut_the_next_build_is_right(root: Path) -> None:
    """What is left empty holds nothing of a person: it is mended or removed. A lost record lets nothing be removed."""
    chance = random.Random(3)  # noqa: S311 - nothing secret about it
    for _ in range(10):
        harm.cut_power(root / "h", chance)
        harm.lose_record(root / "h", chance)


def test_a_build_killed_at_random_leaves_a_whole_site(root: Path) -> None:
    """The same at times that no list of steps foresaw."""
    chance = random.Random(11)  # noqa: S311 - nothing secret about it
    for _ in range(4):
        crash.strike_at_random(root / "h", chance)


NAMES = st.sampled_from(["a", "b", "c.html", "d", "é"])
SITES = st.dictionaries(
    st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.binary(max_size=3), max_size=6
).filter(lambda files: not any(path != other and path.startswith(f"{other}/") for path in files for other in files))


@settings(deadline=None)
@given(st.lists(SITES, min_size=1, max_size=4))
def test_after_any_series_of_builds_the_site_is_the_last_one(series: list[dict[str, bytes]]) -> None:
    """Nothing of an earlier site stays, whatever changed between file, folder and nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for files in series:
            build(Path(folder), files)
            assert crash.content(Path(folder) / "site") == files
