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
    found = _found(snapshot)
    if snapshot.name == NAME:
        # The name alone is not believed: somebody may have added something since.
        kept = _rewritten(snapshot, found, Pseudonyms(found, keeps_numbers=True))
        if kept == snapshot:
            return Redacted(snapshot, ())
    pseudonyms = Pseudonyms(found)
    renamed = _rewritten(snapshot, found, pseudonyms)._replace(name=NAME)
    mapping = mapping_of(found, pseudonyms.give)
    if snapshot.name:
        mapping = (*mapping, Pseudonym("pbx", "", snapshot.name, NAME))
    return Redacted(renamed, mapping)


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
