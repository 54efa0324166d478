"""A snapshot that can be shown to strangers: pseudonyms for names, numbers and files.

What is drawn or told of a redacted snapshot can hold nothing private, because there is nothing
private in it. What stays, because a helper needs it and it is nobody's: ids, kinds, keys, field
names, times and dates, model, firmware, time zone, presence statuses, and the structure. So loops,
findings and paths are those of the original.

========================  ====================================================================
names                     kind and id: ``Menu 5``, ``Person 73``; one that several have, the lowest
numbers inside            length and first digit stay, the rest follows from the id; :mod:`.inside`
numbers outside           zeros with at most three other digits at the end; :mod:`.outside`
files of prompts          ``prompt-7.wav`` on the list, else ``file417.wav``; :mod:`.files`
what prompts say          the words that name keys stay; :mod:`.speech`
reasons and remarks       those of ours that quote nothing, and the meaning of codes
fields that are unknown   their names, and whether there is anything in them
========================  ====================================================================

A pseudonym is the same in every run, and mostly stays so when something else is added to the PBX.
It is no encryption: whoever knows the PBX will recognise it by its structure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model.destination import EXTENSION
from ..model.prompt import Prompt
from ..model.snapshot import Snapshot
from .choosing import Pseudonyms
from .found import Found
from .mapping import Pseudonym, mapping_of
from .rewriting import rewrite
from .speech import hushed

#: What every PBX is called.
NAME = "redacted PBX"


class Redacted(NamedTuple):
    """A snapshot without private texts.

    Attributes:
        snapshot: It can be saved, read and redacted again, and stays the same.
        mapping: Every pseudonym in it: the only place that tells what was there.
    """

    snapshot: Snapshot
    mapping: tuple[Pseudonym, ...]


def redact(snapshot: Snapshot) -> Redacted:
    """Put pseudonyms in the place of all private texts; pure, in about linear time.

    Args:
        snapshot: Of any PBX, or one that is redacted already.
    """
    (redacted,) = redact_alike([snapshot])
    return redacted


def redact_alike(snapshots: Sequence[Snapshot]) -> list[Redacted]:
    """Redact several states of a PBX so that what is the same in them stays the same.

    Args:
        snapshots: As for :func:`redact`. Beside one that is redacted already, the pseudonyms of
            the others are those that they have alone.

    Returns:
        One for each; where they have pseudonyms in common, the mapping is that of all.
    """
    kept = [_kept(snapshot) for snapshot in snapshots]
    if any(kept):
        pairs = zip(kept, snapshots, strict=True)
        return [before or _renamed([snapshot])[0] for before, snapshot in pairs]
    return _renamed(snapshots)


def _kept(snapshot: Snapshot) -> Redacted | None:
    """Give a snapshot that is redacted already as it is; None for any other."""
    if snapshot.name != NAME:
        return None
    # The name alone is not believed: somebody may have added something since.
    found = _found(snapshot)
    kept = _rewritten(snapshot, found, Pseudonyms(found, keeps_numbers=True))
    return Redacted(snapshot, ()) if kept == snapshot else None


def _renamed(snapshots: Sequence[Snapshot]) -> list[Redacted]:
    found = [text for snapshot in snapshots for text in _found(snapshot)]
    pseudonyms = Pseudonyms(found)
    names = dict.fromkeys(snapshot.name for snapshot in snapshots if snapshot.name)
    mapping = mapping_of(found, pseudonyms.give)
    mapping += tuple(Pseudonym("pbx", "", name, NAME) for name in names if name != NAME)
    return [
        Redacted(_rewritten(snapshot, found, pseudonyms)._replace(name=NAME), mapping)
        for snapshot in snapshots
    ]


def _found(snapshot: Snapshot) -> list[Found]:
    """Find all private texts, by going through the snapshot once without changing it."""
    found: list[Found] = []

    def keep(kind: str, identity: str, text: str) -> str:
        found.append(Found(kind, identity, text))
        return text

    rewrite(snapshot, keep, lambda prompt: prompt.text)
    return found


def _rewritten(snapshot: Snapshot, found: Sequence[Found], pseudonyms: Pseudonyms) -> Snapshot:
    people = {text for kind, _, text in found if kind == EXTENSION}

    def say(prompt: Prompt) -> str:
        return hushed(prompt.text, prompt.language, people)

    return rewrite(snapshot, pseudonyms.give, say)
