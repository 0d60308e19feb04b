"""Says what the program does without, of what PyInstaller collects: more than a third of it."""

import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

# One file of the frozen program, as PyInstaller notes it: where it goes, where it comes from, what it is.
Entry = tuple[str, str, str]

# English, what all rest on, and the languages in whose figures and days a paper may be written: those that the
# bundled letters can print. One more is one more word here.
LANGUAGES = {
    *("root", "cs", "da", "de", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv"),
    *("nb", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sv", "tr"),
}

# What Qt loads by name while it runs. Not named here, so left out: the GTK theme (which brings GTK), the
# screen keyboard (which brings Quick and Qml), displays of embedded devices, TLS and OpenGL.
PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qmacheif", "qsvg", "qwebp"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}


def _bare(name: str) -> str:
    """A library's name without what each system puts around it."""
    return name.split(".", 1)[0].removeprefix("lib")


def wanted(entry: Entry) -> bool:
    """Whether a file is used: not so most of Qt's plugins, its Qml, and the translations of its tools."""
    parts = PurePath(entry[0]).parts
    if parts[:2] == ("babel", "locale-data"):
        # 32 MB for all languages of the world; a test holds that no other is named in the source.
        return _bare(parts[-1]).split("_")[0] in LANGUAGES
    if parts[0] != "PySide6":
        return True
    if "plugins" in parts:
        kind, name = parts[parts.index("plugins") + 1 :][:2]
        return _bare(name) in PLUGINS.get(kind, set())
    if "translations" in parts:
        return parts[-1].startswith("qtbase_")
    return "qml" not in parts


def _is_shared(entry: Entry) -> bool:
    """Whether the file came along only because another one links it, so that it goes when that one goes."""
    place, _source, kind = entry
    parts = PurePath(place).parts
    if kind != "BINARY" or "plugins" in parts or parts[-1].startswith(("libpython", "python3")):
        return False
    return len(parts) == 1 or parts[0] in {"PySide6", "shiboken6"}


def reachable(entries: Sequence[Entry], links: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries without those shared libraries that nothing left links; `links` names what a file links."""
    shared = {PurePath(entry[1]).name: entry for entry in entries if _is_shared(entry)}
    queue = [entry for entry in entries if entry[2] in {"BINARY", "EXTENSION"} and not _is_shared(entry)]
    found: set[str] = set()
    while queue:
        for name in links(queue.pop()[1]):
            if name in shared and name not in found:
                found.add(name)
                queue.append(shared[name])
    return [entry for entry in entries if not _is_shared(entry) or PurePath(entry[1]).name in found]


def without_dangling(entries: Sequence[Entry], places: set[str]) -> list[Entry]:
    """The entries without links to files that are not among `places` any more."""
    return [
        (place, source, kind)
        for place, source, kind in entries
        if kind != "SYMLINK" or posixpath.normpath(posixpath.join(posixpath.dirname(place), source)) in places
    ]
