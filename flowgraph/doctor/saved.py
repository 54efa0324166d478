"""A PBX folder, a snapshot or a saved answer, step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import FlowgraphError
from ..model.make import Make
from ..model.missing import Missing
from ..sources.folder import FolderSource
from ..sources.interface import Source
from ..sources.openapi import codes
from ..sources.openapi.endpoints import LISTS
from ..sources.opening import open_path
from .checks import Result, Step, failure
from .live import tell_make
from .local import zone_of_the_pbx

INPUT = "input"
_MENUS = "menus"
# Lists that sources give as rows alone.
_ROWS = ("business_hour", "holiday", "time_zone", "custom_prompt")
_ABSENT = (" is not in the folder", " does not hold this list")


class SavedPbx:
    """Takes the steps.

    Args:
        path: What ``--from`` named.
        zone: Time zone that the profile names; empty where it names none.
    """

    def __init__(self, path: str, zone: str = "") -> None:
        self._path = path
        self._zone = zone
        self.source: Any = None

    @property
    def make(self) -> Make:
        """Model and firmware, where a folder tells."""
        return self.source.make if isinstance(self.source, FolderSource) else Make()

    def close(self) -> None:
        """Nothing was taken."""

    def way_in(self) -> list[Step]:
        """Give the step up to the first answer."""
        return [Step(INPUT, self._open)]

    def steps(self) -> list[Step]:
        """Give all steps."""
        kinds = [kind for kind in LISTS if kind != "ivr"]
        return [
            *self.way_in(),
            Step(_MENUS, self._read_menus, (INPUT,)),
            *(Step(f"list {kind}", self._lister(kind), (INPUT,)) for kind in kinds),
            Step("firmware", self._tell_make, (INPUT,)),
            Step("time zone", self._tell_zone, (INPUT,)),
        ]

    def _open(self) -> Result:
        try:
            self.source = open_path(self._path)
        except FlowgraphError as error:
            return failure(error)
        if isinstance(self.source, FolderSource):
            return Result("ok", "a PBX folder")
        if cut := self.source.cut:
            return Result("warning", f"a snapshot that is cut off: {cut}", "crawl once more")
        return Result("ok", "a snapshot or a saved answer")

    def _read_menus(self) -> Result:
        source: Source = self.source
        try:
            ids = [entry.id for entry in source.index()]
            answers = source.ask(ids).answers
        except FlowgraphError as error:
            return failure(error)
        gaps = [answer for answer in answers if isinstance(answer, Missing)]
        if len(gaps) == len(answers):
            return Result("failed", "there is none that can be read", "save the PBX once more")
        if gaps:
            numbers = sorted({gap.code for gap in gaps if gap.code is not None})
            why = "; ".join(map(codes.describe, numbers)) or "they hold no valid answer"
            told = f"{len(gaps)} of {len(answers)} cannot be read ({why})"
            return Result("warning", told, "save those once more, or read the PBX itself")
        return Result("ok", "all can be read")

    def _lister(self, kind: str) -> Callable[[], Result]:
        return lambda: self._look_at_list(kind)

    def _look_at_list(self, kind: str) -> Result:
        if kind in _ROWS:
            refusal = self.source.rows(kind).refusal
            reason, code = (refusal.message, refusal.code) if refusal else ("", None)
        else:
            listing = self.source.listing(kind)
            reason, code = listing.refusal, listing.code
        permission = LISTS[kind].permission
        if not reason:
            return Result("ok", f"'{permission}' is there")
        if reason.endswith(_ABSENT):
            return Result("skipped", f"because '{permission}' was not saved")
        if code is not None:
            cure = codes.cure(code) or "save the PBX once more"
            told = f"'{permission}' could not be read: {codes.describe(code)}"
            return Result("warning", told, cure, code)
        return Result("warning", f"'{permission}' holds no valid list", "save it once more")

    def _tell_make(self) -> Result:
        if not self.make.firmware:
            return Result("skipped", "because the input does not tell it")
        return tell_make(self.make)

    def _tell_zone(self) -> Result:
        return zone_of_the_pbx(self.source.rows("time_zone").rows, self._zone)
