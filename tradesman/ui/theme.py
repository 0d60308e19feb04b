"""Colours, sizes, type, icons and the one style sheet, all read from resources/theme/tokens.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

SCHEMES = ("light", "dark")
TEXT_PERCENTS = (100, 115, 130)
# These widths hold texts that wrap or give way, so a larger text leaves them alone.
_UNSCALED = {"side_panel", "dialog_width"}


@dataclass(frozen=True)
class TypeRole:
    """One step of the type scale, in logical pixels."""

    size: int
    line: int
    weight: int


@dataclass(frozen=True)
class Tokens:
    """The design tokens as the file declares them, before text size and colour scheme are applied."""

    family: str
    fallback: tuple[str, ...]
    weights: Mapping[str, int]
    type: Mapping[str, TypeRole]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    size: Mapping[str, int]
    window_min: tuple[int, int]
    motion: Mapping[str, int]
    schemes: Mapping[str, Mapping[str, str]]
    scrim_alpha: Mapping[str, float]
    chart: Mapping[str, tuple[str, ...]]
    chart_grid: Mapping[str, str]


def read_tokens(file: Path) -> Tokens:
    """Read a tokens file; a missing or misspelt table raises KeyError, so that it fails at the start."""
    raw: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    sizes: dict[str, Any] = raw["size"]
    return Tokens(
        family=raw["font"]["family"],
        fallback=tuple(raw["font"]["fallback"]),
        weights={name: raw["font"][f"weight_{name}"] for name in ("body", "medium", "strong", "hero")},
        type={role: TypeRole(*numbers) for role, numbers in raw["type"].items()},
        space=raw["space"],
        radius=raw["radius"],
        size={name: value for name, value in sizes.items() if isinstance(value, int)},
        window_min=(sizes["window_min"][0], sizes["window_min"][1]),
        motion={name: value for name, value in raw["motion"].items() if isinstance(value, int)},
        schemes={s: {k: v for k, v in raw[s].items() if isinstance(v, str)} for s in SCHEMES},
        scrim_alpha={s: raw[s]["scrim_alpha"] for s in SCHEMES},
        chart={s: tuple(raw["chart"][s]) for s in SCHEMES},
        chart_grid=raw["chart"]["grid"],
    )


class Theme(QObject):
    """The only place that knows how things look; passed to every widget through its constructor."""

    changed = Signal()

    def __init__(
        self, resources: Path, scheme: str = "light", text_percent: int = 100, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tokens = read_tokens(resources / "theme" / "tokens.toml")
        self._resources = resources
        self._wanted = scheme
        self._text_percent = text_percent
        self._app: QApplication | None = None
        self._sheet = Template((resources / "theme" / "app.qss").read_text(encoding="utf-8"))
        self._named: dict[str, str] = {}
        self._fonts: dict[str, QFont] = {}
        self._svgs: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int, float], QIcon] = {}
        self._choose_colours()

    # What is chosen

    @property
    def scheme(self) -> str:
        """The scheme in force, "light" or "dark"; "system" asks the desktop."""
        if self._wanted != "system":
            return self._wanted
        dark = self._app is not None and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def text_percent(self) -> int:
        """The text size, one of TEXT_PERCENTS."""
        return self._text_percent

    def set_scheme(self, scheme: str) -> None:
        """Change to "light", "dark" or "system" at once."""
        self._wanted = scheme
        self._refresh()

    def set_text_percent(self, percent: int) -> None:
        """Change the text size at once; layouts follow by their size hints."""
        self._text_percent = percent
        self._refresh()

    def apply(self, app: QApplication) -> None:
        """Put fonts, style, palette and sheet on the application and follow the desktop's scheme."""
        self._app = app
        for file in sorted((self._resources / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        fusion = QStyleFactory.create("Fusion")
        app.setStyle(fusion)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._refresh()

    def light(self) -> "Theme":
        """The same looks in light, whatever the scheme: for what customers are shown."""
        made = Theme(self._resources, "light", self._text_percent, self)
        made._app = self._app
        return made

    @property
    def app(self) -> QApplication | None:
        """The application it was applied to."""
        return self._app

    # What a widget asks for

    def colour(self, token: str) -> QColor:
        """A colour of the scheme in force by its token."""
        return QColor(self._named[token])

    def blend(self, below: str, above: str, alpha: float) -> QColor:
        """The opaque colour of one token laid over another with `alpha` from 0 to 1."""
        a, b = self.colour(below), self.colour(above)
        red, green, blue = (
            round(x + (y - x) * alpha) for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
        )
        return QColor(red, green, blue)

    def scrim(self) -> QColor:
        """The see-through colour laid over a page below a sheet."""
        colour = self.colour("scrim")
        colour.setAlphaF(self.tokens.scrim_alpha[self.scheme])
        return colour

    def chart(self, series: int) -> QColor:
        """The colour of a chart's series, counted from 0."""
        return QColor(self.tokens.chart[self.scheme][series])

    def chart_grid(self) -> QColor:
        """The colour of a chart's grid and of its empty part."""
        return QColor(self.tokens.chart_grid[self.scheme])

    def size(self, token: str) -> int:
        """A size in logical pixels; sizes that hold text grow with the text size."""
        value = self.tokens.size[token]
        return value if token in _UNSCALED else self.scaled(value)

    def space(self, token: str) -> int:
        """A space in logical pixels, by "s1" to "s12"; spaces do not grow."""
        return self.tokens.space[token]

    def radius(self, token: str) -> int:
        """A corner radius in logical pixels: small, medium, large or pill."""
        return self.tokens.radius[token]

    def scaled(self, pixels: int) -> int:
        """A length that grows with the text size."""
        return round(pixels * self._text_percent / 100)

    def font(self, role: str) -> QFont:
        """The font of a role of the type scale; "small strong" is the role small in the weight strong."""
        if role not in self._fonts:
            name, _, weight = role.partition(" ")
            step = self.tokens.type[name]
            font = QFont([self.tokens.family, *self.tokens.fallback])
            font.setPixelSize(self.scaled(step.size))
            font.setWeight(QFont.Weight(self.tokens.weights[weight] if weight else step.weight))
            self._fonts[role] = font
        return QFont(self._fonts[role])

    def line_height(self, role: str) -> int:
        """The line height of a role in logical pixels."""
        return self.scaled(self.tokens.type[role.partition(" ")[0]].line)

    def tabular(self, font: QFont) -> QFont:
        """The same font with figures of one width, for number columns and totals only."""
        copy = QFont(font)
        copy.setFeature(QFont.Tag("tnum"), 1)
        return copy

    def pixmap(self, name: str, colour: str = "ink", size: int = 18, ratio: float = 0.0) -> QPixmap:
        """A Lucide icon in a token's colour, `size` growing with the text; FileNotFoundError if none."""
        pixels, scale = self.scaled(size), ratio or self._ratio()
        key = (name, self._named[colour], pixels, scale)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(name, key[1], pixels, scale)
        return self._pixmaps[key]

    def icon(self, name: str, colour: str = "ink", size: int = 18) -> QIcon:
        """A Lucide icon for Qt's own widgets, with its disabled and selected looks."""
        key = (name, self._named[colour], self.scaled(size), self._ratio())
        if key not in self._icons:
            icon = QIcon(self.pixmap(name, colour, size))
            icon.addPixmap(self.pixmap(name, "disabled", size), QIcon.Mode.Disabled)
            icon.addPixmap(self.pixmap(name, "on_primary", size), QIcon.Mode.Selected)
            self._icons[key] = icon
        return self._icons[key]

    # How it is made

    def style_sheet(self) -> str:
        """The application sheet for the scheme and text size in force."""
        return self._sheet.substitute(self._sheet_names())

    def palette(self) -> QPalette:
        """The palette that menus, tooltips, calendars and file dialogs draw from."""
        palette = QPalette()
        for roles, token in _PALETTE.items():
            for role in roles:
                palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    def _choose_colours(self) -> None:
        colours = dict(self.tokens.schemes[self.scheme])
        # The rail and toasts are dark in both schemes; what matters on them is the lighter of the two inks.
        lighter = max(colours["ink"], colours["on_primary"], key=lambda name: QColor(name).lightness())
        self._named = colours | {"on_rail": lighter}

    def _sheet_names(self) -> dict[str, str]:
        pixels = {name: self.size(name) for name in self.tokens.size}
        pixels |= {f"radius_{name}": value for name, value in self.tokens.radius.items()}
        pixels |= {
            "input_inner": self.size("input") - 2,
            "input_focused": self.size("input") - 4,
            "menu_item": self.size("button"),
        }
        mixed = {
            "accent_hover": self.blend("accent", "on_accent", 0.08),
            "rail_line": self.blend("rail", "rail_ink", 0.15),
            "rail_edge": self.blend("rail", "rail_ink", 0.55),
            "scroll": self.blend("surface", "border_strong", 0.45),
        }
        names = {name: f"{value}px" for name, value in pixels.items()}
        return names | self._named | {name: colour.name() for name, colour in mixed.items()}

    def _render(self, name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
        if name not in self._svgs:
            self._svgs[name] = (self._resources / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        svg = self._svgs[name].replace("currentColor", colour)
        pixmap = QPixmap(round(pixels * ratio), round(pixels * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _ratio(self) -> float:
        return self._app.devicePixelRatio() if self._app else 1.0

    def _refresh(self) -> None:
        self._choose_colours()
        self._fonts.clear()
        if self._app is not None:
            self._app.setPalette(self.palette())
            self._app.setFont(self.font("body"))
            self._app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def _on_system_scheme_changed(self) -> None:
        if self._wanted == "system":
            self._refresh()


_ROLE = QPalette.ColorRole
_PALETTE: Mapping[tuple[QPalette.ColorRole, ...], str] = {
    (_ROLE.Window, _ROLE.AlternateBase): "canvas",
    (_ROLE.Base, _ROLE.Button, _ROLE.Light): "surface",
    (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText): "ink",
    (_ROLE.Midlight, _ROLE.Mid): "border",
    (_ROLE.Dark, _ROLE.Shadow): "border_strong",
    (_ROLE.Highlight, _ROLE.Accent): "primary",
    (_ROLE.HighlightedText,): "on_primary",
    (_ROLE.ToolTipBase,): "rail",
    (_ROLE.ToolTipText,): "rail_ink",
    (_ROLE.PlaceholderText,): "ink_3",
    (_ROLE.Link, _ROLE.LinkVisited): "accent_text",
    (_ROLE.BrightText,): "danger",
}
