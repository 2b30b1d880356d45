"""The shape of the generator, read from its sources: who imports whom, and how large anything gets."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from sys import stdlib_module_names

import pytest

from handbook.diagnostics import RULES

SOURCE = Path(__file__).parents[1] / "src" / "handbook"
LONGEST_FUNCTION = 45

# The way of a handbook through the stages. A stage may import those before it, and knows nothing of those after it.
STAGES = (
    ("quantities", "diagnostics"),
    ("fields",),
    ("schema", "settings", "frontmatter", "markdown"),
    ("load",),
    ("validate",),
    ("ladders", "prescriptions"),
    ("coverage", "substitutes"),
    ("handbook",),
    ("rules",),
    ("link",),
    ("pages.page", "pages.shown"),
    ("pages",),
    ("render",),
    ("pipeline",),
    ("cli",),
)

# A third-party library is imported by one module, so that it can be replaced there. Those that are not, and why.
SHARED = {
    "pydantic": {
        "fields",
        "schema",
        "settings",
        "validate",
    },  # at the border: the forms, and who words their complaints
    "pydantic_core": {"fields", "validate"},
    "click": {"cli", "commands"},  # the command line, one command a module
    "numpy": {"figures"},  # the engine that draws is arithmetic throughout
    "markupsafe": {"linked", "pages", "render"},  # finished HTML is a type of its own from the pages on
    "fontpkg_barlow_condensed": {"fonts", "typeface"},  # a folder of font files and no code: drawn with and measured
    "fontpkg_barlow_semi_condensed": {"fonts", "typeface"},
}

# Where each of the others is at home.
HOMES = {
    "yaml": "frontmatter",
    "markdown_it": "markdown",
    "mdit_py_plugins": "markdown",
    "jinja2": "render",
    "typst": "typesetting",
    "segno": "qr",
    "rjsmin": "scripts",
    "pagefind_bin": "fulltext",
    "PIL": "postcard",
}


# Dataclasses that change while they gather, within the making of one thing.
GATHERERS = {
    "figures.stage.Reel",  # the keyframes of one moving picture
    "figures.system.Rules",  # the equations of one pose
}


@cache
def modules() -> Mapping[str, ast.Module]:
    """Every module of the package by its name below it, parsed; a package goes by its own name."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """The full names that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def arrows() -> Mapping[str, frozenset[str]]:
    """From each module to those of the package that it imports."""
    known = modules()

    def inner(name: str) -> str:
        below = name.removeprefix("handbook").removeprefix(".")
        return below if below in known else below.rpartition(".")[0]

    return {
        name: frozenset(inner(one) for one in imported(tree) if one.partition(".")[0] == "handbook") - {name}
        for name, tree in known.items()
    }


def reached(start: str) -> set[str]:
    """Every module that is loaded with this one."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(arrows()[here])
    return seen


def test_no_module_imports_itself_by_a_detour() -> None:
    """The modules have an order: there is no circle among them."""
    assert list(TopologicalSorter(arrows()).static_order())


@pytest.mark.parametrize("place", range(len(STAGES)), ids=["+".join(stage) for stage in STAGES])
def test_arrows_only_lead_back(place: int) -> None:
    """A stage, with everything that it loads, knows nothing of the stages after it."""
    later = {name for stage in STAGES[place + 1 :] for name in stage}
    for name in STAGES[place]:
        assert reached(name) & later == set(), name


def test_every_stage_is_there() -> None:
    """The order that is written down speaks of modules that exist."""
    assert {name for stage in STAGES for name in stage} <= modules().keys()


def libraries() -> dict[str, set[str]]:
    """Each third-party library with the modules that import it."""
    found: dict[str, set[str]] = {}
    for name, tree in modules().items():
        for one in imported(tree):
            library = one.partition(".")[0]
            if library != "handbook" and library not in stdlib_module_names:
                found.setdefault(library, set()).add(name)
    return found


def test_each_library_is_imported_by_one_module() -> None:
    """One module knows a library; the few that are shared are shared by those that are named here."""
    for library, users in libraries().items():
        if library in SHARED:
            homes = {next((part for part in name.split(".") if part in SHARED[library]), name) for name in users}
            assert homes == SHARED[library], library
        else:
            assert len(users) == 1, (library, sorted(users))


def test_libraries_are_where_they_are_expected() -> None:
    """The libraries that matter most are each at home in the module that is named after what it does."""
    found = libraries()
    for library, home in HOMES.items():
        assert {name.rpartition(".")[2] for name in found[library]} == {home}, library


def test_no_module_is_a_drawer() -> None:
    """A module is a noun of the field; nothing is put where it fits nowhere else."""
    for name in modules():
        assert name.rpartition(".")[2] not in {"utils", "util", "helpers", "helper", "manager", "base", "misc", "tools"}


def test_no_function_is_long() -> None:
    """A function fits in one look."""
    long = [
        (name, node.name, node.end_lineno - node.lineno + 1)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_is_printed_or_logged_on_the_way() -> None:
    """What there is to say about an author's files is returned as a value; only the command line speaks."""
    for name, tree in modules().items():
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if name.partition(".")[0] not in {"cli", "commands"}:
            assert "print" not in called, name
            assert "logging" not in {one.partition(".")[0] for one in imported(tree)}, name


def test_every_rule_that_is_said_stands_in_the_table() -> None:
    """No stage makes a diagnostic of a rule that has no severity and no explanation."""
    place = {"Diagnostic": 1, "Fault": 1, "Blemish": 0}
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in place:
                rule = node.args[place[node.func.id]] if len(node.args) > place[node.func.id] else None
                if isinstance(rule, ast.Constant):
                    assert rule.value in RULES, (name, node.lineno, rule.value)


def test_every_rule_in_the_table_is_said_somewhere() -> None:
    """The table holds no rule that nothing can break."""
    written = {
        node.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {rule for rule in RULES if not rule.startswith(("unknown-", "figure-"))}
    assert named - written == set()


def test_values_do_not_ripen() -> None:
    """Every dataclass that a module hands out is frozen, but for the few that gather while one thing is made."""
    thawed = {
        f"{name}.{node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and _thawed(node)
    }
    assert thawed <= GATHERERS


def _thawed(node: ast.ClassDef) -> bool:
    marks = [mark for mark in node.decorator_list if "dataclass" in ast.unparse(mark)]
    return any("frozen=True" not in ast.unparse(mark) for mark in marks)
