"""Holds what dev.py decides before it touches anything: which Python, which libraries, which environment."""

import ast
import re
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import dev
import environment
import freezer
import machine
import tasks
import trim
from machine import Machine, Need, Stop

CHECKOUT = environment.CHECKOUT
LOCK = environment.LOCK.read_text(encoding="utf-8")
LIBRARY = Need("library", "libEGL.so.1", "libegl1")
OTHER = Need("library", "libGL.so.1", "libgl1")


class FakeMachine:
    """A Linux computer that lacks some things until they are installed."""

    def __init__(self, lacks: Sequence[Need], *, root: bool, apt: str | None = "apt-get") -> None:
        self.lacks = {need.name for need in lacks}
        self.calls: list[list[str]] = []
        self.said: list[str] = []
        self.code = 0
        self.cures = True
        self.machine = Machine(
            "linux",
            root=root,
            apt=apt,
            loads=self._has,
            imports=self._has,
            program=lambda name: name if self._has(name) else None,
            call=self._call,
            say=self.said.append,
        )

    def _has(self, name: str) -> bool:
        return name not in self.lacks

    def _call(self, command: Sequence[str]) -> int:
        self.calls.append(list(command))
        if "install" in command and self.cures:
            self.lacks.clear()
        return self.code


# --- any Python can read dev.py


def test_an_old_python_can_read_dev() -> None:
    source = Path(dev.__file__).read_text(encoding="ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    # What Python 2 cannot read and feature_version does not judge.
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not [a for a in (*node.args.args, *node.args.kwonlyargs) if a.annotation or node.args.kwonlyargs]


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_so(version: tuple[int, int]) -> None:
    said = dev.complaint(version)
    assert f"this is Python {version[0]}.{version[1]}" in said
    assert "3.11 or newer" in said


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_python_will_do(version: tuple[int, int]) -> None:
    assert dev.complaint(version) == ""


def test_the_oldest_python_is_the_projects() -> None:
    project = tomllib.loads(environment.PROJECT.read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">={}.{}".format(*dev.OLDEST)


# --- system libraries


def test_nothing_is_called_where_nothing_is_missing() -> None:
    fake = FakeMachine([], root=True)
    machine.provide(fake.machine, [LIBRARY, OTHER])
    assert fake.calls == []
    assert fake.said == []


def test_root_is_told_and_gets_it_installed() -> None:
    fake = FakeMachine([LIBRARY], root=True)
    machine.provide(fake.machine, [LIBRARY, OTHER])
    assert fake.said == ["This system lacks libEGL.so.1. Installing libegl1 with apt-get."]
    assert fake.calls == [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", "libegl1"],
    ]


def test_anybody_else_gets_the_one_line() -> None:
    fake = FakeMachine([LIBRARY, OTHER], root=False)
    with pytest.raises(Stop, match=r"lacks libEGL\.so\.1, libGL\.so\.1") as stop:
        machine.provide(fake.machine, [LIBRARY, OTHER])
    assert str(stop.value).endswith("    sudo apt-get install libegl1 libgl1")
    assert fake.calls == []


@pytest.mark.parametrize("root", [True, False])
def test_without_apt_the_libraries_are_named(root: bool) -> None:
    fake = FakeMachine([LIBRARY], root=root, apt=None)
    with pytest.raises(Stop, match=r"lacks libEGL\.so\.1"):
        machine.provide(fake.machine, [LIBRARY])
    assert fake.calls == []


def test_a_failure_of_apt_is_not_swallowed() -> None:
    fake = FakeMachine([LIBRARY], root=True)
    fake.code = 100
    with pytest.raises(Stop, match="`apt-get update` failed"):
        machine.provide(fake.machine, [LIBRARY])
    assert fake.calls == [["apt-get", "update"]]


def test_what_is_still_missing_afterwards_is_named() -> None:
    fake = FakeMachine([LIBRARY], root=True)
    fake.cures = False
    with pytest.raises(Stop, match=r"yet libEGL\.so\.1 cannot be loaded"):
        machine.provide(fake.machine, [LIBRARY])


def test_other_systems_bring_it_all() -> None:
    fake = FakeMachine([LIBRARY], root=False)
    elsewhere = Machine("darwin", root=False, apt=None, loads=lambda _name: False, call=fake.machine.call)
    machine.provide(elsewhere, [LIBRARY])
    assert fake.calls == []


def test_a_package_is_asked_for_once() -> None:
    assert machine.packages([*machine.BINUTILS, LIBRARY]) == ["binutils", "libegl1"]


def test_this_machine_answers_truly() -> None:
    here = machine.this_machine()
    assert here.has(Need("module", "json", "x"))
    assert here.has(Need("program", sys.executable, "x"))
    assert not here.has(Need("module", "no_such_module", "x"))
    assert not here.has(Need("library", "libno-such-thing.so.1", "x"))
    assert not here.has(Need("program", "no-such-program", "x"))


# --- display and environment variables


@pytest.mark.parametrize(
    ("platform", "environ", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen:size=800x600"}, False),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_recognised(platform: str, environ: dict[str, str], seen: bool) -> None:
    assert machine.has_display(platform, environ) is seen


@pytest.mark.parametrize(
    ("environ", "added"),
    [
        ({}, {"LC_CTYPE": "C.UTF-8"}),
        ({"LANG": "de_DE.UTF-8"}, {}),
        ({"LANG": "POSIX"}, {"LC_CTYPE": "C.UTF-8"}),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, {"LC_ALL": "C.UTF-8"}),
        ({"LC_ALL": "", "LANG": "en_GB.utf8"}, {}),
    ],
)
def test_qt_gets_an_encoding_it_does_not_warn_about(environ: dict[str, str], added: dict[str, str]) -> None:
    assert machine.child_environment("linux", environ, offscreen=False) == environ | added


def test_children_see_no_foreign_python_and_no_display() -> None:
    foreign = {"PYTHONPATH": "/elsewhere", "PYTHONHOME": "/elsewhere"}
    environ = {**foreign, "QT_QPA_PLATFORM": "xcb", "A": "b"}
    children = machine.child_environment("win32", environ, offscreen=True)
    assert children == {"QT_QPA_PLATFORM": "offscreen", "A": "b"}


def test_children_keep_what_they_compiled() -> None:
    environ = {"PYTHONDONTWRITEBYTECODE": "1", "A": "b"}
    assert machine.child_environment("win32", environ, offscreen=False) == {"A": "b"}


# --- the key of .venv


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    lock, project = tmp_path / "lock", tmp_path / "project"
    lock.write_text("a==1")
    project.write_text("[project]")
    return lock, project


def test_a_whole_environment_is_left_alone(files: tuple[Path, Path], tmp_path: Path) -> None:
    key = environment.current_key(*files, tmp_path)
    assert environment.work(key, environment.current_key(*files, tmp_path)) == "nothing"


def test_a_changed_project_is_only_installed_again(files: tuple[Path, Path], tmp_path: Path) -> None:
    key = environment.current_key(*files, tmp_path)
    files[1].write_text("[project]\nname = 'x'")
    assert environment.work(key, environment.current_key(*files, tmp_path)) == "project"


def test_another_lock_checkout_or_python_starts_afresh(files: tuple[Path, Path], tmp_path: Path) -> None:
    key = environment.current_key(*files, tmp_path)
    assert environment.work(key, environment.current_key(*files, tmp_path / "moved")) == "all"
    assert environment.work(key, environment.current_key(*files, tmp_path, Path("/opt/python"))) == "all"
    files[0].write_text("a==2")
    assert environment.work(key, environment.current_key(*files, tmp_path)) == "all"


def test_a_half_made_environment_starts_afresh(files: tuple[Path, Path], tmp_path: Path) -> None:
    wanted = environment.current_key(*files, tmp_path)
    assert environment.work({}, wanted) == "all"
    packages_only = {part: value for part, value in wanted.items() if part != "project"}
    assert environment.work(packages_only, wanted) == "project"


# --- the lock


def requirements() -> list[str]:
    joined = LOCK.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_the_lock_names_no_place() -> None:
    assert "http" not in LOCK
    assert "index-url" not in LOCK
    assert "find-links" not in LOCK
    assert str(CHECKOUT) not in LOCK
    assert "/" not in LOCK.replace("packaging/dev.py", "")


def test_each_requirement_is_pinned_and_hashed() -> None:
    assert len(requirements()) > 20
    for line in requirements():
        assert re.match(r"[a-z0-9-]+==\S+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads(environment.PROJECT.read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=;\s]", line, maxsplit=1)[0].lower() for line in asked}
    assert names <= {line.split("==")[0] for line in requirements()}


def test_commits_are_checked_by_the_locked_ruff() -> None:
    locked = next(line.split()[0] for line in requirements() if line.startswith("ruff=="))
    hooks = (CHECKOUT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"ruff==[\d.]+", hooks)) == {locked}


# --- the verbs


def test_help_has_a_sentence_for_each_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for verb in tasks.VERBS:
        assert [line for line in lines if re.match(rf"  {verb} +\S.*\.$", line)], verb


@pytest.mark.parametrize(("arguments", "code"), [([], 1), (["tset"], 2), (["lint", "more"], 2)])
def test_what_is_not_understood_shows_the_help(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tasks.main(arguments) == code
    assert "dev.py VERB" in "".join(capsys.readouterr())


# --- the frozen program


def wheel(folder: Path, *names: str) -> Path:
    path = folder / "tradesman-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return path


def test_a_wheel_is_unpacked(tmp_path: Path) -> None:
    made = wheel(tmp_path, "tradesman/a.py", "tradesman/resources/b", "tradesman-1.2.3.dist-info/RECORD")
    assert freezer.unpack(made, tmp_path / "app") == "1.2.3"
    assert (tmp_path / "app" / "tradesman" / "resources" / "b").exists()


@pytest.mark.parametrize("name", ["tests/test_a.py", "packaging/dev.py", "tradesmanship/a.py"])
def test_a_wheel_holds_nothing_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(Stop, match="does not belong"):
        freezer.unpack(wheel(tmp_path, "tradesman/resources/b", name), tmp_path / "app")


def test_a_wheel_without_resources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no resources"):
        freezer.unpack(wheel(tmp_path, "tradesman/a.py"), tmp_path / "app")


@pytest.mark.parametrize(
    ("platform", "program"),
    [
        ("linux", "tradesman/tradesman"),
        ("win32", "tradesman/tradesman-cli.exe"),
        ("darwin", "Tradesman.app/Contents/MacOS/tradesman"),
    ],
)
def test_the_program_that_prints_is_known_on_each_system(platform: str, program: str) -> None:
    assert freezer.program_of(Path("dist"), platform) == Path("dist", program)


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/designer_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("babel/global.dat", True),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/en_GB.dat", True),
        ("babel/locale-data/enm.dat", False),
        ("babel/locale-data/de.dat", True),
        ("babel/locale-data/zh_Hans.dat", False),
        ("tradesman/resources/plugins/x", True),
    ],
)
def test_only_what_is_used_of_qt_is_kept(place: str, kept: bool) -> None:
    assert trim.wanted((place, "/somewhere", "BINARY")) is kept


def test_babel_is_asked_only_for_the_languages_of_the_frozen_program() -> None:
    """The frozen program leaves other languages out: name a new one in trim.py, and name it in each call."""
    without_locale = {"Locale", "get_currency_precision", "get_territory_currencies", "list_currencies"}
    for path in (CHECKOUT / "tradesman").rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        ours = [n for n in nodes if isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] == "babel"]
        asked = {alias.name for node in ours for alias in node.names} - without_locale
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in asked:
                assert "locale" in {keyword.arg for keyword in node.keywords}, f"{path}:{node.lineno}"
            if isinstance(node, ast.Assign) and "LOCALE" in [ast.unparse(target) for target in node.targets]:
                assert ast.literal_eval(node.value).split("_")[0] in trim.LANGUAGES, f"{path}:{node.lineno}"


def test_libraries_go_with_the_last_that_links_them() -> None:
    entries = [
        ("PySide6/QtGui.abi3.so", "/q/QtGui.abi3.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/q/libQt6Gui.so.6", "BINARY"),
        ("libpng.so", "/lib/libpng.so", "BINARY"),
        ("libgtk-3.so.0", "/lib/libgtk-3.so.0", "BINARY"),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "/q/libQt6Quick.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/lib/libpython3.11.so.1.0", "BINARY"),
        ("sqlcipher3.libs/libz.so", "/s/libz.so", "BINARY"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
    ]
    links = {"/q/QtGui.abi3.so": ["libQt6Gui.so.6"], "/q/libQt6Gui.so.6": ["libpng.so", "libc.so.6"]}
    left = trim.reachable(entries, lambda path: links.get(path, []))
    gone = [place for place, _source, _kind in entries if place not in {entry[0] for entry in left}]
    assert gone == ["libgtk-3.so.0", "PySide6/Qt/lib/libQt6Quick.so.6"]


def test_no_link_dangles() -> None:
    entries = [
        ("PySide6/Qt/lib/a.so", "/q/a.so", "BINARY"),
        ("a.so", "PySide6/Qt/lib/a.so", "SYMLINK"),
        ("b.so", "PySide6/Qt/lib/b.so", "SYMLINK"),
        ("PySide6/c.so", "Qt/lib/a.so", "SYMLINK"),
    ]
    left = trim.without_dangling(entries, {"PySide6/Qt/lib/a.so"})
    assert [place for place, _source, _kind in left] == ["PySide6/Qt/lib/a.so", "a.so", "PySide6/c.so"]
