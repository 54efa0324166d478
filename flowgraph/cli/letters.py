"""Tells that a bitmap shows boxes instead of letters, which nobody sees who does not open it."""

from __future__ import annotations

from ..diagram.model import Diagram, all_text
from ..exports import engine_for
from ..exports.engine import Engine
from .gather import warn

_MOST_SHOWN = 8
_CURE = (
    "install a font that has them (Debian, Ubuntu: apt install fonts-noto-cjk "
    "fonts-noto-color-emoji), or draw .svg or .html, for which the reader's fonts count"
)


def tell_boxes(target: str, suffix: str, diagram: Diagram, engine: Engine) -> None:
    """Warn of the characters of a bitmap that no font of this computer has.

    Args:
        target: The picture.
        suffix: Its format; only ``.png`` gets letters from this computer and shows no others.
        diagram: What is drawn.
        engine: What the user wants.
    """
    command = engine_for(suffix, engine, diagram) if suffix == ".png" else None
    if command is None or command.engine == "bundled":
        return
    from ..exports.boxes import boxes

    if lost := boxes(all_text(diagram)):
        rest = len(lost) - _MOST_SHOWN
        shown = " ".join(lost[:_MOST_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
        warn(f"{target}: no font of this computer has {shown}: boxes stand there\n  next:  {_CURE}")
