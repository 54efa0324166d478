"""Which fonts this computer has: asked of fontconfig, else looked for where systems keep them."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

# Else fontTools would speak to the user of oddities in somebody's font.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

_TIME_LIMIT_S = 60.0
_ANY, _OUTLINES = ":", ":outline=true:color=false"
_FORMAT = "%{index}\t%{weight}\t%{slant}\t%{width}\t%{family[0]}\t%{file}\t%{charset}\n"
# Of a font with axes there are instances besides, with indices of more digits; one is enough.
_LINE = re.compile(
    r"(?P<index>\d{1,4})\t(?P<weight>\d+)\t(?P<slant>\d+)\t(?P<width>\d+)\t"
    r"(?P<family>[^\t]*)\t(?P<file>[^\t]+)\t(?P<charset>[-\da-f ]*)"
)
# What fontconfig needs to know; nothing of ours is its business.
_TOLD = re.compile("PATH|HOME|SYSTEMROOT|(FONTCONFIG|XDG)_.*")
_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
# Source: fontconfig, "Font Properties", weight: regular is 80, medium 100, bold 200.
_REGULAR, _BOLD = range(75, 101), range(180, 211)
_UPRIGHT, _NORMAL_WIDTH = "0", "100"
# The same by OpenType's table OS/2.
_REGULAR_CLASS, _BOLD_CLASS = range(380, 501), range(600, 801)
_ITALIC_BIT, _NORMAL_WIDTH_CLASS = 1, 5


class Installed(NamedTuple):
    """A font with outlines that has some of the characters that are wanted.

    Attributes:
        file: Where it is.
        number: Its place in a collection; 0 in a file of its own.
        family: Name of its family.
        is_regular: Whether it is upright, of normal weight and width.
        is_bold: Whether it is the same in bold.
        codes: What it has of the characters that are wanted.
    """

    file: str
    number: int
    family: str
    is_regular: bool
    is_bold: bool
    codes: frozenset[int]


def installed(codes: frozenset[int], *, is_colour_welcome: bool = False) -> list[Installed]:
    """Find the fonts that have at least one of these characters, in no particular order.

    Args:
        codes: What is wanted.
        is_colour_welcome: Whether fonts of coloured pictures count, which a PDF cannot carry.
    """
    program = shutil.which("fc-list")
    wanted = _ANY if is_colour_welcome else _OUTLINES
    found = _of_fontconfig(program, wanted, codes) if program else _of_folders(codes)
    return [font for font in found if font.codes]


# -- fontconfig ------------------------------------------------------------------------------


def _of_fontconfig(program: str, wanted: str, codes: frozenset[int]) -> Iterator[Installed]:
    environment = {name: v for name, v in os.environ.items() if _TOLD.fullmatch(name)}
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603  a list of arguments, no shell
            [program, f"--format={_FORMAT}", wanted],
            capture_output=True,
            timeout=_TIME_LIMIT_S,
            env=environment,
            check=True,
        )
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            if found := _LINE.fullmatch(line):
                yield _told(found, codes)


def _told(line: re.Match[str], codes: frozenset[int]) -> Installed:
    is_plain = line["slant"] == _UPRIGHT and line["width"] == _NORMAL_WIDTH
    weight = int(line["weight"])
    return Installed(
        line["file"],
        int(line["index"]),
        line["family"],
        is_plain and weight in _REGULAR,
        is_plain and weight in _BOLD,
        frozenset(_within(line["charset"], sorted(codes))),
    )


def _within(charset: str, codes: Sequence[int]) -> Iterator[int]:
    """Give the codes that lie in a charset, which is written like ``20-7e a0-17f 192``."""
    left = iter(codes)
    code = next(left, None)
    for part in charset.split():
        low, _, high = part.partition("-")
        first, last = int(low, 16), int(high or low, 16)
        while code is not None and code <= last:
            if code >= first:
                yield code
            code = next(left, None)


# -- without fontconfig ----------------------------------------------------------------------


def _of_folders(codes: frozenset[int]) -> Iterator[Installed]:
    for folder in _folders():
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in _SUFFIXES:
                yield from _in_file(path, codes)


def _folders() -> Sequence[str | Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", home)
        windows = os.environ.get("SYSTEMROOT", r"C:\Windows")
        return (Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return ("/System/Library/Fonts", "/Library/Fonts", home / "Library" / "Fonts")
    # Source: XDG Base Directory Specification.
    own = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [*(Path(data) / "fonts" for data in (own, *shared.split(":"))), home / ".fonts"]


def _in_file(path: Path, codes: frozenset[int]) -> Iterator[Installed]:
    from fontTools.ttLib import TTCollection, TTFont

    # Whatever is wrong with somebody's font, others can take its place.
    with suppress(Exception), path.open("rb") as file:
        if path.suffix.lower() in (".ttc", ".otc"):
            fonts = TTCollection(file, lazy=True)
            yield from (_read(path, n, font, codes) for n, font in enumerate(fonts))
        else:
            yield _read(path, 0, TTFont(file, lazy=True), codes)


def _read(path: Path, number: int, font: Any, codes: frozenset[int]) -> Installed:
    has_outlines = "glyf" in font or "CFF " in font or "CFF2" in font
    found = codes & frozenset(font.getBestCmap()) if has_outlines else ()
    style = font["OS/2"]
    is_plain = style.usWidthClass == _NORMAL_WIDTH_CLASS and not style.fsSelection & _ITALIC_BIT
    return Installed(
        str(path),
        number,
        font["name"].getBestFamilyName() or path.stem,
        is_plain and style.usWeightClass in _REGULAR_CLASS,
        is_plain and style.usWeightClass in _BOLD_CLASS,
        frozenset(found),
    )
