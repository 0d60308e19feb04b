"""The tokens keep their promises, and the theme hands them out."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QIcon, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from tradesman.ui.theme import SCHEMES, TEXT_PERCENTS, Theme, read_tokens

RESOURCES = Path(__file__).parents[2] / "resources"
TOKENS = read_tokens(RESOURCES / "theme" / "tokens.toml")
GROUNDS = ("surface", "surface_alt", "canvas")
STATES = ("danger", "warn", "good", "info")

BODY = [(ink, ground) for ink in ("ink", "ink_2") for ground in (*GROUNDS, "hover", "accent_soft")]
BODY += [(ink, f"{state}_soft") for ink in ("ink", "ink_2") for state in STATES]
BODY += [("on_primary", "primary"), ("on_accent", "accent"), ("rail_ink", "rail"), ("rail_ink", "rail_active")]
BODY += [("ink_3", "surface")]
OTHER = [("ink_3", ground) for ground in (*GROUNDS, "hover", "pressed", "accent_soft")]
OTHER += [(state, ground) for state in STATES for ground in (*GROUNDS, "hover", "accent_soft", f"{state}_soft")]
OTHER += [("accent_text", "surface"), ("accent_text", "accent_soft"), ("on_primary", "primary_hover")]
EDGES = [("border_strong", ground) for ground in (*GROUNDS, "hover", "rail")]
EDGES += [("accent_edge", "surface"), ("accent_edge", "accent_soft"), ("danger", "surface"), ("accent", "rail")]
EDGES += [("focus", ground) for ground in GROUNDS]
# Graphs and bars draw with these.
EDGES += [("danger", "hover"), ("warn", "hover")]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(RESOURCES)
    theme.apply(qapp)
    return theme


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("pairs", "least"), [(BODY, 7.0), (OTHER, 4.5), (EDGES, 3.0)], ids=["body", "other", "edges"])
def test_contrast(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    colours = TOKENS.schemes[scheme]
    measured = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_line_of_a_graph_stands_out(scheme: str) -> None:
    assert contrast(TOKENS.chart[scheme][0], TOKENS.schemes[scheme]["surface"]) >= 3


def test_both_schemes_have_the_same_colours() -> None:
    assert TOKENS.schemes["light"].keys() == TOKENS.schemes["dark"].keys()


def test_no_text_is_smaller_than_12() -> None:
    assert min(role.size for name, role in TOKENS.type.items() if name != "doc_body") == 12


@pytest.mark.parametrize("role", ["body", "body medium", "strong", "hero", "caption"])
def test_letters_come_from_inter(theme: Theme, role: str) -> None:
    face = QRawFont.fromFont(theme.font(role))
    assert face.familyName() == "Inter"
    assert [c for c in "abcdefghijklmnopqrstuvwxyzž£€½×→’“”·—" if not face.supportsCharacter(ord(c))] == []


def test_figures_of_one_width_on_request(theme: Theme) -> None:
    plain = QFontMetricsF(theme.font("small"))
    tabular = QFontMetricsF(theme.tabular(theme.font("small")))
    assert plain.horizontalAdvance("111") != plain.horizontalAdvance("000")
    assert tabular.horizontalAdvance("111") == tabular.horizontalAdvance("000")


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_larger_text_gets_larger_boxes_but_the_same_gaps(percent: int) -> None:
    theme = Theme(RESOURCES, text_percent=percent)
    assert theme.font("body").pixelSize() == round(14 * percent / 100)
    assert theme.line_height("small strong") == round(18 * percent / 100)
    assert theme.size("button") == round(40 * percent / 100)
    assert theme.size("dialog_width") == 760
    assert theme.space("s4") == 16


def test_every_icon_draws(theme: Theme) -> None:
    for file in sorted((RESOURCES / "icons").glob("*.svg")):
        drawn = theme.pixmap(file.stem, "ink", 24).toImage()
        dots = [drawn.pixelColor(x, y) for x in range(24) for y in range(24)]
        inked = {dot.name() for dot in dots if dot.alpha() > 200}
        assert inked, file.stem
        assert "#000000" not in inked, file.stem


def test_icons_are_tinted_cached_and_know_their_states(theme: Theme) -> None:
    icon = theme.icon("phone", "danger")
    assert theme.icon("phone", "danger") is icon

    def ink(mode: QIcon.Mode) -> set[str]:
        image = icon.pixmap(18, 18, mode).toImage()
        dots = [image.pixelColor(x, y) for x in range(18) for y in range(18)]
        return {dot.name() for dot in dots if dot.alpha() == 255}

    assert ink(QIcon.Mode.Normal) == {TOKENS.schemes["light"]["danger"].lower()}
    assert ink(QIcon.Mode.Disabled) == {TOKENS.schemes["light"]["disabled"].lower()}
    assert ink(QIcon.Mode.Selected) == {TOKENS.schemes["light"]["on_primary"].lower()}


def test_unknown_names_fail_at_once(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")
    with pytest.raises(KeyError):
        theme.colour("no_such_colour")


def test_changing_the_scheme_recolours_the_program(qapp: QApplication, theme: Theme) -> None:
    changes: list[str] = []
    theme.changed.connect(lambda: changes.append(theme.scheme))
    light = qapp.styleSheet()
    theme.set_scheme("dark")
    assert changes == ["dark"]
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("canvas")
    assert qapp.styleSheet() != light
    theme.set_scheme("light")
    assert qapp.styleSheet() == light


def test_the_system_decides_when_asked_to(qapp: QApplication, theme: Theme) -> None:
    theme.set_scheme("system")
    dark = qapp.styleHints().colorScheme().name == "Dark"
    assert theme.scheme == ("dark" if dark else "light")


def test_style_sheet_has_every_name_filled_in(theme: Theme) -> None:
    assert "$" not in theme.style_sheet()


def test_blend_lies_between_its_colours(theme: Theme) -> None:
    assert theme.blend("ink", "surface", 0) == theme.colour("ink")
    assert theme.blend("ink", "surface", 1) == theme.colour("surface")
    assert theme.scrim().alphaF() == pytest.approx(0.6, abs=0.01)


def test_licences_are_shipped() -> None:
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "licences" / "inter.txt").read_text(encoding="utf-8")
    assert "ISC License" in (RESOURCES / "licences" / "lucide.txt").read_text(encoding="utf-8")
