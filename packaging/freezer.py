"""Builds the program that people download, from a wheel: what is frozen is what would be installed."""

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from machine import Stop


def unpack(wheel: Path, app: Path) -> str:
    """Put the wheel's content into the folder `app`, after a look at what it holds; the version."""
    _name, version, *_tags = wheel.stem.split("-")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        strangers = [name for name in names if not name.startswith(("tradesman/", f"tradesman-{version}.dist-info/"))]
        if strangers:
            raise Stop(f"The wheel holds what does not belong in it: {', '.join(strangers[:5])}.")
        if not any(name.startswith("tradesman/resources/") for name in names):
            raise Stop("The wheel holds no resources.")
        archive.extractall(app)
    return version


def program_of(dist: Path, platform: str) -> Path:
    """The frozen program that can print, which on Windows is not the one with the window."""
    if platform == "darwin":
        return dist / "Tradesman.app" / "Contents" / "MacOS" / "tradesman"
    return dist / "tradesman" / ("tradesman-cli.exe" if platform == "win32" else "tradesman")


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder, each counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def freeze(checkout: Path, python: Callable[..., int], say: Callable[[str], None]) -> int:
    """Build, freeze and try the program; the exit code. `python` calls the environment's Python."""
    build, dist = checkout / "build", checkout / "dist"
    for folder in (build, dist):
        shutil.rmtree(folder, ignore_errors=True)
    wheels = build / "wheel"
    build_wheel = ("-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps")
    if python(*build_wheel, "--no-build-isolation", "--wheel-dir", str(wheels), str(checkout)) != 0:
        raise Stop("The wheel could not be built; the reason stands above.")
    wheel = next(wheels.glob("tradesman-*.whl"))
    version = unpack(wheel, build / "app")
    say(f"Built {wheel.relative_to(checkout)}. Freezing it.")
    # -P keeps the checkout out of the way: only the unpacked wheel may be found.
    pyinstaller = ("-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN")
    places = ("--distpath", str(dist), "--workpath", str(build / "pyinstaller"))
    if python(*pyinstaller, *places, str(checkout / "packaging" / "tradesman.spec")) != 0:
        raise Stop("PyInstaller failed; the reason stands above.")
    program = program_of(dist, sys.platform)
    say(f"Frozen: {program.relative_to(checkout)}, {size_of(dist) / 1e6:.0f} MB in all. Trying it.")
    return python(str(checkout / "packaging" / "smoke.py"), str(program), version)
