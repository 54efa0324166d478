"""Options of a picture that could change nothing: told, and not passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..exports import FORMATS
from .sheets import CUT_FORMATS

if TYPE_CHECKING:
    from .pictures import Look

_PICTURES = frozenset({".svg", ".png", ".pdf", ".html", ".drawio", ".dot", ".mmd", ".md"})
#: Formats that each option can change; a test holds them to what is written.
CHANGES: Mapping[str, Set[str]] = {
    "direction": _PICTURES,
    "leaves": _PICTURES,
    "tree": _PICTURES | {".txt"},
    "focus": frozenset(FORMATS),
    # A page has colours of its own, by day and by night.
    "theme": _PICTURES - {".html"},
    "paper": frozenset({".pdf"}),
    "overview": CUT_FORMATS,
    "title": _PICTURES | {".txt"},
    "engine": frozenset(suffix for suffix, format_ in FORMATS.items() if format_.engines),
}


def refuse_unused(look: Look, suffixes: Set[str]) -> None:
    """Refuse what the user asks for and could not get from any file that is written.

    Args:
        look: What the user wants; what is wanted anyway is no wish.
        suffixes: Formats of the pictures that are written; there may be none.

    Raises:
        UsageError: There is such an option.
    """
    if look.hops and look.focus is None:
        what = "--hops says how far around --focus is drawn, and there is no --focus"
        raise UsageError(what, hint="add --focus DEST, or leave --hops out")
    plain = look._field_defaults
    wanted = [name for name in CHANGES if getattr(look, name) != plain[name]]
    lost = [name for name in wanted if CHANGES[name].isdisjoint(suffixes)]
    if lost:
        named = " and ".join(f"--{name}" for name in lost)
        raise UsageError(f"{named} would change nothing that is written", hint=_cure(lost))


def _cure(lost: Sequence[str]) -> str:
    told = [f"--{name} is for {_shown(CHANGES[name])}" for name in lost]
    return f"{'; '.join(told)}: add such a file with -o, or leave the option out"


def _shown(suffixes: Set[str]) -> str:
    return " ".join(suffix for suffix in FORMATS if suffix in suffixes)
