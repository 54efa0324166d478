"""Colour, shape and glyph of everything in a picture.

A kind is always told three ways, by colour, shape and glyph, so that nobody depends on one of them.
Text stands on its fill with a contrast of 7:1 or more, borders with 4.5:1. The glyphs are those
that the bundled engine's fonts have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ..model.destination import (
    CONFERENCE,
    DIAL_BY_NAME,
    END_CALL,
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    GROUP_VM,
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    PLAY_GREETING,
    PLAY_PROMPT,
    QUEUE,
    RING_GROUP,
)

MISSING = "missing"
UNREAD = "unread"
NOT_FOLLOWED = "not-followed"
UNKNOWN = "unknown"
REFERENCE = "reference"


#: What becomes of a part between two states of a PBX, as :data:`Palette.tones` names it.
BECAME = ("added", "removed", "changed", "unchanged")
#: How it is marked besides its colour.
SIGNS = {"added": "+", "removed": "–", "changed": "~"}

ThemeName = Literal["screen", "print", "contrast"]


class Style(NamedTuple):
    """How a kind looks.

    Attributes:
        word: Name in the legend.
        glyph: One character, in tables and in the legend.
        shape: Graphviz shape of a node of its own.
        fill: Background.
        border: Line and glyph.
        text: Writing on the background.
        dashed: Whether the outline is dashed.
    """

    word: str
    glyph: str
    shape: str
    fill: str
    border: str
    text: str
    dashed: bool = False


class Palette(NamedTuple):
    """The colours of a picture.

    Attributes:
        styles: How each kind looks, by name.
        tones: Line of what is wrong, by severity (``info`` needs no attention), and of what
            changed between two states.
        tone_fills: Background of it.
        tone_texts: Writing on that background.
        line: An arrow.
        ink: Headlines and keys.
        faint_ink: Small print.
        header_fill: Background of a menu's name.
        entry_fill: Background of an entry's name.
        header_text: Writing on both.
        frame: Outline of a menu.
        key_fill: Background of a key.
        fallback_ink: What happens without a key.
        cell_line: Lines within a menu.
        closed_ink: What calls do not take at the moment that is drawn; it says so in words, too.
        closed_line: Its arrow.
        paper: Background.
    """

    styles: Mapping[str, Style]
    tones: Mapping[str, str]
    tone_fills: Mapping[str, str]
    tone_texts: Mapping[str, str]
    line: str
    ink: str
    faint_ink: str
    header_fill: str
    entry_fill: str
    header_text: str
    frame: str
    key_fill: str
    fallback_ink: str
    cell_line: str
    closed_ink: str
    closed_line: str
    paper: str


_GREY = ("#ECEFF1", "#455A64", "#1C272D")

STYLES: dict[str, Style] = {
    INBOUND_ROUTE: Style("Inbound route", "▼", "plain", "#FFFFFF", "#00493F", "#00332C"),
    IVR: Style("Menu (IVR)", "►", "plain", "#FFFFFF", "#1F4E79", "#163A5A"),
    EXTENSION: Style(KIND_WORDS[EXTENSION], "●", "box", "#E3F2FD", "#1565C0", "#0D2B45"),
    QUEUE: Style(KIND_WORDS[QUEUE], "≡", "cylinder", "#EDE7F6", "#5E35B1", "#2A1760"),
    RING_GROUP: Style(KIND_WORDS[RING_GROUP], "♦", "hexagon", "#E8F5E9", "#2E7D32", "#12351A"),
    CONFERENCE: Style(KIND_WORDS[CONFERENCE], "○", "ellipse", "#E0F2F1", "#00695C", "#00332C"),
    EXT_VM: Style(KIND_WORDS[EXT_VM], "♪", "note", "#FFF8E1", "#945700", "#4A2C00"),
    GROUP_VM: Style(KIND_WORDS[GROUP_VM], "♫", "folder", "#FFF3E0", "#9A4A00", "#4E2600"),
    EXTERNAL_NUM: Style(KIND_WORDS[EXTERNAL_NUM], "→", "cds", "#FCE4EC", "#AD1457", "#4A0A26"),
    DIAL_BY_NAME: Style(
        KIND_WORDS[DIAL_BY_NAME], "@", "parallelogram", "#F1F8E9", "#4B6B1A", "#24380A"
    ),
    PLAY_GREETING: Style("Message, then hang up", "»", "tab", *_GREY),
    PLAY_PROMPT: Style("Message, then the menu again", "↔", "tab", "#F3F0EC", "#6D4C41", "#34221B"),
    END_CALL: Style(KIND_WORDS[END_CALL], "■", "octagon", *_GREY),
    UNKNOWN: Style("Kind not known", "?", "box3d", "#FFFDE7", "#7A6200", "#3B3000", dashed=True),
    MISSING: Style("Does not exist", "!", "box", "#FFEBEE", "#C62828", "#7F0000", dashed=True),
    UNREAD: Style("Could not be read", "‼", "box", "#FFF3E0", "#B04A00", "#5A2600", dashed=True),
    REFERENCE: Style("Shown elsewhere", "↑", "box", "#FFFFFF", "#1F4E79", "#163A5A", dashed=True),
    NOT_FOLLOWED: Style("Not followed", "…", "box", "#FFFFFF", "#546E7A", "#37474F", dashed=True),
}

#: Colour of a loop's arrows, rows and badges, by severity; ``info`` needs no attention.
LINE = "#546E7A"
TONES = {
    "error": "#C62828",
    "warning": "#B26A00",
    "info": LINE,
    "added": "#146C36",
    "removed": "#B3261E",
    "changed": "#1557A8",
    "unchanged": "#7D8C96",
}
TONE_FILLS = {
    "error": "#FFEBEE",
    "warning": "#FFF3E0",
    "info": "#FFFFFF",
    "added": "#E3F4E8",
    "removed": "#FDECEA",
    "changed": "#E4EEFA",
    "unchanged": "#FFFFFF",
}
TONE_TEXTS = {
    "error": "#7F0000",
    "warning": "#5A3500",
    "info": "#163A5A",
    "added": "#0B3D1E",
    "removed": "#7F0000",
    "changed": "#0C3263",
    "unchanged": "#4A5B66",
}

INK = "#1C272D"
FAINT_INK = "#455A64"
HEADER_FILL = "#1F4E79"
ENTRY_FILL = "#00493F"
HEADER_TEXT = "#FFFFFF"
FRAME = "#163A5A"
KEY_FILL = "#ECEFF1"
FALLBACK_INK = "#37474F"
CELL_LINE = "#90A4AE"
#: What calls do not take at the moment that is drawn; its row says so in words as well.
CLOSED_INK = "#546E7A"
CLOSED_LINE = CELL_LINE
PAPER = "#FFFFFF"
FONT = "Helvetica"

SCREEN = Palette(
    styles=STYLES,
    tones=TONES,
    tone_fills=TONE_FILLS,
    tone_texts=TONE_TEXTS,
    line=LINE,
    ink=INK,
    faint_ink=FAINT_INK,
    header_fill=HEADER_FILL,
    entry_fill=ENTRY_FILL,
    header_text=HEADER_TEXT,
    frame=FRAME,
    key_fill=KEY_FILL,
    fallback_ink=FALLBACK_INK,
    cell_line=CELL_LINE,
    closed_ink=CLOSED_INK,
    closed_line=CLOSED_LINE,
    paper=PAPER,
)


def _alike(fill: str, border: str, text: str) -> dict[str, Style]:
    """Give every kind the same colours; shape and sign still tell them apart."""
    return {
        name: style._replace(fill=fill, border=border, text=text) for name, style in STYLES.items()
    }


_BLACK, _DARK, _WHITE = "#000000", "#333333", "#FFFFFF"

#: For paper: little toner, and nothing that a copier in black and white would lose.
PRINT = Palette(
    styles=_alike(_WHITE, _BLACK, _BLACK),
    tones={
        "error": _BLACK,
        "warning": "#6E6E6E",
        "info": _DARK,
        "added": _BLACK,
        "removed": _BLACK,
        "changed": _BLACK,
        "unchanged": "#777777",
    },
    tone_fills={
        "error": "#DDDDDD",
        "warning": "#EEEEEE",
        "info": _WHITE,
        "added": "#E4E4E4",
        "removed": _WHITE,
        "changed": "#EEEEEE",
        "unchanged": _WHITE,
    },
    tone_texts={
        "error": _BLACK,
        "warning": _BLACK,
        "info": _BLACK,
        "added": _BLACK,
        "removed": _BLACK,
        "changed": _BLACK,
        "unchanged": "#555555",
    },
    line=_DARK,
    ink=_BLACK,
    faint_ink=_DARK,
    header_fill="#E4E4E4",
    entry_fill="#CFCFCF",
    header_text=_BLACK,
    frame=_BLACK,
    key_fill="#F4F4F4",
    fallback_ink=_DARK,
    cell_line="#777777",
    closed_ink="#595959",
    closed_line="#777777",
    paper=_WHITE,
)

_YELLOW, _CYAN, _LIGHT_RED, _LIGHT_GREEN = "#FFEB3B", "#4DD0E1", "#FF8A80", "#69F0AE"
_GREY_ON_BLACK = "#BDBDBD"

#: For eyes that need it: light on black, every contrast 7:1 or more.
CONTRAST = Palette(
    styles=_alike(_BLACK, _CYAN, _WHITE)
    | {
        name: STYLES[name]._replace(fill=_BLACK, border=_LIGHT_RED, text=_WHITE)
        for name in (MISSING, UNREAD, UNKNOWN)
    },
    tones={
        "error": _LIGHT_RED,
        "warning": _YELLOW,
        "info": _WHITE,
        "added": _LIGHT_GREEN,
        "removed": _LIGHT_RED,
        "changed": _CYAN,
        "unchanged": _GREY_ON_BLACK,
    },
    tone_fills=dict.fromkeys(TONES, _BLACK),
    tone_texts={
        "error": _LIGHT_RED,
        "warning": _YELLOW,
        "info": _WHITE,
        "added": _LIGHT_GREEN,
        "removed": _LIGHT_RED,
        "changed": _CYAN,
        "unchanged": _GREY_ON_BLACK,
    },
    line=_WHITE,
    ink=_WHITE,
    faint_ink=_WHITE,
    header_fill=_BLACK,
    entry_fill="#00332C",
    header_text=_YELLOW,
    frame=_WHITE,
    key_fill=_BLACK,
    fallback_ink=_WHITE,
    cell_line=_GREY_ON_BLACK,
    closed_ink=_GREY_ON_BLACK,
    closed_line=_GREY_ON_BLACK,
    paper=_BLACK,
)

PALETTES: Mapping[ThemeName, Palette] = {"screen": SCREEN, "print": PRINT, "contrast": CONTRAST}
