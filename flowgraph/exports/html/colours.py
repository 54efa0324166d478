"""The page's colours, by day and by night, as CSS.

The picture comes with the colours of :mod:`~flowgraph.diagram.theme` as attributes. Here each use
of a colour (``f`` fill, ``s`` stroke, ``t`` text) gets a class and a variable, so that the night
can have colours of its own. Text stands on its ground with a contrast of 4.5:1 or more; a test
holds every pair to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ...diagram import theme

Usage = Literal["f", "s", "t"]


class Pair(NamedTuple):
    """A colour by day and by night."""

    day: str
    night: str


#: What the page itself is painted with; the names are those of the style sheet's variables.
SURFACES: Mapping[str, Pair] = {
    "canvas": Pair("#f3f5f8", "#0d1218"),
    "dots": Pair("#d5dce4", "#212b36"),
    "surface": Pair("#ffffff", "#151c24"),
    "raised": Pair("#f6f8fa", "#1c2530"),
    "hover": Pair("#e9eef4", "#253140"),
    "ink": Pair("#17212b", "#e8eef4"),
    "muted": Pair("#4d5b68", "#a3b2c0"),
    "line": Pair("#dbe2e9", "#2a3644"),
    "edge": Pair("#74838f", "#6f8295"),
    "accent": Pair("#175a9c", "#84bdf7"),
    "accent-ink": Pair("#ffffff", "#0b1a2a"),
    "accent-soft": Pair("#e3eefa", "#16304a"),
    "focus": Pair("#0a5fd0", "#8fc0ff"),
    "error": Pair("#b3261e", "#ff948b"),
    "error-soft": Pair("#fdeceb", "#3c1a1a"),
    "warning": Pair("#8a5200", "#f5b85c"),
    "warning-soft": Pair("#fff3df", "#35260f"),
    "info": Pair("#3a5a73", "#9fc4e2"),
    "info-soft": Pair("#e9f1f7", "#1a2c3b"),
    "to": Pair("#0a5fd0", "#6cb0ff"),
    "from": Pair("#8a2bb8", "#d79bff"),
    "shade": Pair("rgb(15 30 50/.14)", "rgb(0 0 0/.55)"),
}

# Colours of the picture whose night is chosen by hand; the others are derived from their kind's.
_NIGHT: Mapping[tuple[Usage, str], str] = {
    ("f", theme.PAPER): "#18212b",
    ("f", theme.HEADER_FILL): "#245c92",
    ("f", theme.ENTRY_FILL): "#0b6355",
    ("f", theme.KEY_FILL): "#26313d",
    ("t", theme.HEADER_TEXT): "#ffffff",
    ("t", theme.INK): "#e8eef4",
    ("t", theme.FAINT_INK): "#a9b7c4",
    ("t", theme.FALLBACK_INK): "#b4c1cd",
    ("t", theme.CLOSED_INK): "#93a4b3",
    ("s", theme.FRAME): "#4f86b8",
    ("s", theme.CELL_LINE): "#3b4957",
    ("s", theme.LINE): "#8fa5b5",
    ("f", theme.LINE): "#8fa5b5",
}
_GROUND = "#18212b"
_WHITE = "#ffffff"
_FILL_SHARE, _LINE_SHARE, _TEXT_SHARE = 0.24, 0.5, 0.82


def palette() -> dict[tuple[Usage, str], Pair]:
    """Give every use of a colour in a picture with its day and night."""
    found: dict[tuple[Usage, str], Pair] = {}
    for style in theme.STYLES.values():
        found |= _kind(style.fill, style.border, style.text)
    for tone, line in theme.TONES.items():
        found |= _kind(theme.TONE_FILLS[tone], line, theme.TONE_TEXTS[tone])
    for (usage, colour), night in _NIGHT.items():
        found[usage, colour.lower()] = Pair(colour.lower(), night)
    return found


def _kind(fill: str, line: str, text: str) -> dict[tuple[Usage, str], Pair]:
    fill, line, text = fill.lower(), line.lower(), text.lower()
    bright = _mix(line, _WHITE, _LINE_SHARE)
    return {
        ("f", fill): Pair(fill, _mix(_GROUND, line, _FILL_SHARE)),
        ("s", line): Pair(line, bright),
        ("t", line): Pair(line, bright),
        # Arrow heads and signs of menus are filled with the colour of a line.
        ("f", line): Pair(line, bright),
        ("t", text): Pair(text, _mix(line, _WHITE, _TEXT_SHARE)),
    }


def _mix(one: str, other: str, share: float) -> str:
    """Give a colour between two; ``share`` is that of the other, 0 to 1."""
    parts = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def rgb(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue, 0 to 255, of a colour such as ``#1f4e79``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def class_of(usage: Usage, colour: str) -> str:
    """Give the class that paints a shape of the picture.

    >>> class_of("f", "#E3F2FD")
    'f-e3f2fd'
    """
    return f"{usage}-{colour.lower().removeprefix('#')}"


def style_sheet() -> str:
    """Write the variables for day, night and print, and the classes that use them."""
    pairs = {f"--{name}": pair for name, pair in SURFACES.items()}
    pairs |= {f"--{class_of(*use)}": pair for use, pair in sorted(palette().items())}
    day = _declarations((name, pair.day) for name, pair in pairs.items())
    night = _declarations((name, pair.night) for name, pair in pairs.items() if len(set(pair)) > 1)
    return "\n".join(
        [
            f":root{{color-scheme:light;{day}}}",
            # On paper it is always day.
            "@media screen and (prefers-color-scheme:dark){"
            f":root:not([data-theme=light]){{color-scheme:dark;{night}}}}}",
            f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{night}}}}}",
            *_classes(),
        ]
    )


def _declarations(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}:{value};" for name, value in rows)


_PROPERTY: Mapping[Usage, str] = {"f": "fill", "s": "stroke", "t": "fill"}


def _classes() -> Iterator[str]:
    for usage, colour in sorted(palette()):
        name = class_of(usage, colour)
        yield f".{name}{{{_PROPERTY[usage]}:var(--{name})}}"
    for name, style in theme.STYLES.items():
        # A menu's sign is white on its own colour, everywhere.
        is_box = style.shape == "plain"
        fill = class_of("f", _box_fill(name) if is_box else style.fill)
        ink = class_of("t", theme.HEADER_TEXT if is_box else style.border)
        yield (
            f".k-{name}{{background:var(--{fill});color:var(--{ink});"
            f"border-color:var(--{class_of('s', style.border)})}}"
        )


def _box_fill(style: str) -> str:
    return theme.ENTRY_FILL if theme.STYLES[style].border == theme.ENTRY_FILL else theme.HEADER_FILL


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    low = 0.04045
    return float(part / 12.92 if part <= low else ((part + 0.055) / 1.055) ** 2.4)
