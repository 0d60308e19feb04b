"""The limits that keep the code readable, and the words that must never stand in it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter import cli as contracts

import tradesman

PACKAGE = Path(tradesman.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)
MOST_LINES, MOST_OF_A_FUNCTION, MOST_OF_A_CLASS = 400, 40, 250

# Only these know which database it is.
NEAR_THE_DRIVER = {
    "book/driver.py",
    "book/store.py",
    "book/search.py",
    "book/schema.py",
    "book/vetting.py",
    "book/backup.py",
    "book/renewal.py",
    "book/inspection.py",
}
# A book, a backup or a file from another program must never be able to run code.
FORBIDDEN_IMPORTS = {"pickle", "cPickle", "dill", "marshal", "shelve", "yaml", "jsonpickle"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def length(node: ast.AST) -> int:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or first) - first + 1


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_or_class_is_longer_than_a_screen_or_six() -> None:
    found = {}
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                most = MOST_OF_A_CLASS if isinstance(node, ast.ClassDef) else MOST_OF_A_FUNCTION
                if length(node) > most:
                    found[f"{name(path)} {node.name}"] = length(node)
    assert found == {}


def is_silent(node: ast.AST, kinds: type | tuple[type, ...]) -> bool:
    """Whether a public class or function has no docstring."""
    return (
        isinstance(node, ast.ClassDef | ast.FunctionDef)
        and isinstance(node, kinds)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    )


def test_every_module_class_and_public_function_of_book_and_services_says_why_it_exists() -> None:
    silent = [name(path) for path in FILES if not ast.get_docstring(tree(path))]
    for path in FILES:
        found = [node for node in nodes(path) if is_silent(node, ast.ClassDef)]
        if name(path).startswith(("book/", "services/", "exchange/")):
            found += [node for node in tree(path).body if is_silent(node, ast.FunctionDef)]
        silent += [f"{name(path)}:{getattr(node, 'lineno', 0)}" for node in found]
    assert silent == []


def test_every_module_has_a_name_of_its_own() -> None:
    names = [path.stem for path in FILES if path.stem not in ("__init__", "__main__")]
    assert sorted({stem for stem in names if names.count(stem) > 1}) == []


def test_nothing_that_could_run_somebody_elses_code_is_used() -> None:
    found = []
    for path in FILES:
        found += [f"{name(path)} imports {module}" for module in imported(path) if module in FORBIDDEN_IMPORTS]
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
                found.append(f"{name(path)} calls {node.func.id}")
    assert found == []


def test_only_the_store_and_its_helpers_know_the_database() -> None:
    near = {name(path) for path in FILES if "tradesman.book.driver" in set(imported(path))}
    assert {path for path in near if not path.startswith("sample/")} <= NEAR_THE_DRIVER
    drivers = {name(path) for path in FILES if {"sqlite3", "sqlcipher3", "sqlcipher3.dbapi2"} & set(imported(path))}
    assert drivers == {"book/driver.py"}


def test_alembic_comes_only_when_a_book_is_behind() -> None:
    users = {name(path) for path in FILES if any(module.split(".")[0] == "alembic" for module in imported(path))}
    assert users == {"book/renewal.py", "book/reshaping.py"}  # the latter is for migrations alone
    lazily = {name(path) for path in FILES if "tradesman.book.renewal" in set(imported(path))}
    assert lazily == {"book/store.py"}


@pytest.mark.filterwarnings("ignore")
def test_imports_run_downwards(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKAGE.parent)
    code = contracts.lint_imports(no_cache=True)
    assert code == contracts.EXIT_STATUS_SUCCESS, capsys.readouterr().out
