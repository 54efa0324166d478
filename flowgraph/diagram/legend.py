"""What the signs of a picture mean: an entry for each kind of box and arrow that occurs in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.destination import INBOUND_ROUTE, IVR
from . import theme
from .model import Arrow, Leaf, LegendEntry, Menu, Tone


def legend(
    menus: Sequence[Menu], leaves: Sequence[Leaf], arrows: Sequence[Arrow], *, is_known: bool = True
) -> Iterator[LegendEntry]:
    """Explain what occurs in a picture, and nothing else.

    Args:
        menus: Its tables.
        leaves: Its other boxes.
        arrows: Its arrows.
        is_known: Whether it is known all the way where calls come to.
    """
    yield from _kinds(menus, leaves)
    yield from lines(arrows)
    yield from grey((*menus, *leaves), is_known=is_known)
    shown = _tones(menus, leaves, arrows)
    if "error" in shown:
        yield LegendEntry("error", "needs mending")
    if "warning" in shown:
        yield LegendEntry("warning", "worth a look")


def _kinds(menus: Sequence[Menu], leaves: Sequence[Leaf]) -> Iterator[LegendEntry]:
    used = {row.style for menu in menus for row in menu.rows} | {leaf.style for leaf in leaves}
    used |= {INBOUND_ROUTE if menu.is_entry else IVR for menu in menus}
    for name, style in theme.STYLES.items():
        if name in used:
            yield LegendEntry(name, style.word)


def lines(arrows: Sequence[Arrow]) -> Iterator[LegendEntry]:
    """Explain the kinds of arrow."""
    if any(arrow.is_fallback for arrow in arrows):
        yield LegendEntry("fallback", "no key pressed, or a wrong one")
    if any(arrow.is_back for arrow in arrows):
        yield LegendEntry("back", "goes back")
    if any(arrow.manner == "rings" for arrow in arrows):
        yield LegendEntry("rings", "rings it as one of the group")
    if any(arrow.manner == "owns" for arrow in arrows):
        yield LegendEntry("owns", "its voicemail")
    if any(arrow.is_closed for arrow in arrows):
        yield LegendEntry("closed", "no call goes here at this moment")
    if any(arrow.manner == "forced" for arrow in arrows):
        yield LegendEntry("forced", "forced: calls go here instead")


def grey(boxes: Sequence[Menu | Leaf], *, is_known: bool) -> Iterator[LegendEntry]:
    """Explain why boxes are grey, if some are."""
    if any(box.is_unreached for box in boxes):
        doubt = "" if is_known else ", as far as is known"
        caption = f"not reached from these inbound routes at this moment{doubt}"
        yield LegendEntry("unreached", caption)


def _tones(
    menus: Sequence[Menu], leaves: Sequence[Leaf], arrows: Sequence[Arrow]
) -> set[Tone | None]:
    """Give the tones that are seen; what is grey has none, and an entry's badge explains itself."""
    boxes: list[Menu | Leaf] = [*(menu for menu in menus if not menu.is_entry), *leaves]
    badges = (badge for box in boxes if not box.is_unreached for badge in box.badges)
    return {*(arrow.tone for arrow in arrows), *(badge.tone for badge in badges)}
