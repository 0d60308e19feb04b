"""What the computer must bring that no Python package can: Qt's system libraries, the tools to freeze."""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass


class Stop(Exception):
    """The sentence that tells a contributor why dev.py cannot go on, and what to do."""


@dataclass(frozen=True)
class Need:
    """Something the system must have, and the Debian package that brings it."""

    kind: str  # library, module or program
    name: str
    package: str


def _libraries(*pairs: tuple[str, str]) -> tuple[Need, ...]:
    return tuple(Need("library", name, package) for name, package in pairs)


# Asked of the loader and not of the package manager, so that the answer holds on every distribution.
QT = _libraries(
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libX11.so.6", "libx11-6"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    ("libbrotlidec.so.1", "libbrotli1"),
)
DISPLAY = _libraries(
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
)
# What is there when the program is frozen goes along with it, to computers that lack it.
ALONG = _libraries(
    ("libcups.so.2", "libcups2"),
    ("libwayland-client.so.0", "libwayland-client0"),
    ("libwayland-cursor.so.0", "libwayland-cursor0"),
)
BINUTILS = tuple(Need("program", name, "binutils") for name in ("objcopy", "objdump", "strip"))


def venv_needs() -> tuple[Need, ...]:
    """Debian keeps the half of `venv` that brings pip in a package of its own, one for each Python."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return tuple(Need("module", name, package) for name in ("venv", "ensurepip"))


def libpython_needs() -> tuple[Need, ...]:
    """The frozen program is started by libpython, which Debian's `python3` itself does without."""
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return ()
    package = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    return (Need("library", str(sysconfig.get_config_var("INSTSONAME")), package),)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _imports(name: str) -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


def _call(command: Sequence[str]) -> int:
    # Nobody sits at the machine that is set up as root, so nothing may be asked.
    return subprocess.call(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def _say(line: str) -> None:
    print(line, flush=True)


@dataclass(frozen=True)
class Machine:
    """What the decisions below hang on; a test hands in a machine of its own making."""

    platform: str
    root: bool
    apt: str | None
    loads: Callable[[str], bool] = _loads
    imports: Callable[[str], bool] = _imports
    program: Callable[[str], str | None] = shutil.which
    call: Callable[[Sequence[str]], int] = _call
    say: Callable[[str], None] = _say

    def has(self, need: Need) -> bool:
        """Whether the need is met."""
        if need.kind == "library":
            return self.loads(need.name)
        if need.kind == "module":
            return self.imports(need.name)
        return self.program(need.name) is not None


def this_machine() -> Machine:
    """The computer dev.py runs on."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Machine(sys.platform, root=root, apt=shutil.which("apt-get"))


def packages(needs: Iterable[Need]) -> list[str]:
    """The packages that meet the needs, each once, in order."""
    return list(dict.fromkeys(need.package for need in needs))


def provide(machine: Machine, needs: Sequence[Need]) -> None:
    """Install what is missing where that is ours to do; otherwise stop with the line that does it."""
    if not machine.platform.startswith("linux"):
        return
    missing = [need for need in needs if not machine.has(need)]
    if not missing:
        return
    names = ", ".join(need.name for need in missing)
    wanted = packages(missing)
    if machine.apt is None:
        raise Stop(
            f"This system lacks {names}.\n"
            f"On Debian they are in {', '.join(wanted)}; install what your system calls them, "
            "then call this again."
        )
    if not machine.root:
        raise Stop(
            f"This system lacks {names}. Install them, then call this again:\n"
            f"    sudo apt-get install {' '.join(wanted)}"
        )
    machine.say(f"This system lacks {names}. Installing {' '.join(wanted)} with apt-get.")
    install = [machine.apt, "install", "--yes", "--no-install-recommends", *wanted]
    for command in ([machine.apt, "update"], install):
        if machine.call(command) != 0:
            raise Stop(
                f"`{' '.join(command)}` failed; its own words stand above.\n"
                "The network is needed this once. Mend what it names, then call this again."
            )
    still = [need.name for need in missing if not machine.has(need)]
    if still:
        raise Stop(f"Installed {' '.join(wanted)}, and yet {', '.join(still)} cannot be loaded.")


def has_display(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window can be seen; on Linux a terminal, a container or a server may have no display."""
    if not platform.startswith("linux"):
        return True
    plugin = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if plugin in {"", "xcb", "wayland"}:
        return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    return plugin not in {"offscreen", "minimal"}


def child_environment(platform: str, environ: Mapping[str, str], *, offscreen: bool) -> dict[str, str]:
    """The environment for the programs that dev.py calls, cleared of what would change them."""
    # Another project's folders or another Python's library must not mix with the locked packages, and a program that
    # keeps nothing of what it compiled compiles hundreds of modules again at each start.
    foreign = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    env = {name: value for name, value in environ.items() if name not in foreign}
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    if platform.startswith("linux"):
        # Qt warns under any other encoding, and a warning fails a test.
        named = next((name for name in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(name)), None)
        if named is None or "utf" not in env[named].lower():
            env["LC_ALL" if named == "LC_ALL" else "LC_CTYPE"] = "C.UTF-8"
    return env
