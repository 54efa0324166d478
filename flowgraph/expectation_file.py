"""A file of expectations, for ``flowgraph test``, written by hand.

::

    from = "did:+15550100"                # where calls come in, unless an expectation says so

    [[expect]]
    name = "2 then 1 reaches Sales"       # what reports call it; made from the rest if absent
    from = "did:+15550100"                # as for a ROOT: 5, number:6200, name:…, did:…, route:…
    caller = "+15550177"                  # decides between inbound routes that take one number
    at = "2026-12-24T21:00"               # in the PBX's own time; or office, outoffice, holiday in
                                          # front of the keys; neither where the hour is nothing
    keys = "2,1"                          # as for flowgraph trace; without: where does it arrive?
    reaches = "queue Sales"               # a kind with a name or number, a node id, "hang up",
                                          # or "unknown" where nobody knows
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from .analysis.expectations.expectation import Expectation
from .analysis.schedule import parse_moment
from .analysis.tokens import parse_keys
from .errors import InputError, UsageError
from .places import kind_at
from .roots import parse_root
from .slips import as_one, nearest, short
from .text import one_line, visible
from .toml_file import TomlFile, read_toml

_TABLE = "expect"
#: What may stand above all expectations, and in each of them.
_TOP = ("from", _TABLE)
_SETTINGS = ("name", "from", "caller", "at", "keys", "reaches")
#: Ten thousand expectations take a megabyte.
_MOST_MIB = 16
_MENUS = ("ivr", "number", "name")

_Value = TypeVar("_Value")
_Where = Callable[[str], str]


def read_expectations(path: Path) -> list[Expectation]:
    """Read a file of expectations.

    Args:
        path: The file.

    Returns:
        At least one, in the order of the file.

    Raises:
        InputError: It is not there, cannot be read or holds no valid TOML, or something in it
            cannot be used: no expectation, an unknown setting, a wrong type, an unknown form of a
            root, a key or moment that is none, two settings that contradict each other. All slips
            are told at once, each with its line and the nearest valid word.
    """
    if not kind_at(path):
        hint = "write one, or let --init write a first one"
        raise InputError("there is no such file", where=str(path), hint=hint)
    file = read_toml(path, InputError, most_mib=_MOST_MIB)
    reader = _Reader(file)
    found = reader.expectations()
    if reader.slips:
        raise as_one(reader.slips)
    return found


class _Reader:
    """Reads one expectation after the other; what cannot be used becomes a slip."""

    def __init__(self, file: TomlFile) -> None:
        self._file = file
        self._is_top_bad = False
        self.slips: list[InputError] = []

    def expectations(self) -> list[Expectation]:
        document = self._file.document
        self._check_names(document, _TOP, self._file.place)
        if top := self._text(document, "from", self._file.place):
            self._form(top, self._file.place)
        self._is_top_bad = bool(self.slips)
        rows = document.get(_TABLE, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._slip("expect is no list of tables", "write [[expect]]", self._file.place(_TABLE))
            return []
        if not rows and not self.slips:
            hint = "write [[expect]], or let --init write a first file"
            self._slip("there is no expectation", hint, self._file.at(0))
        lines = self._file.entries(_TABLE)
        # Where tables are written in another form, or stand in a text, no line is certain.
        known = lines if len(lines) == len(rows) else [{}] * len(rows)
        top = "" if self._is_top_bad else top
        return [self._expectation(row, at, top) for row, at in zip(rows, known, strict=True)]

    def _slip(self, what: str, hint: str, where: str) -> None:
        self.slips.append(InputError(what, where=where, hint=hint))

    def _check_names(self, table: Mapping[str, Any], known: tuple[str, ...], where: _Where) -> None:
        for key in (key for key in table if key not in known):
            self._slip(f"unknown setting {short(key)}", nearest(key, known), where(key))

    def _expectation(
        self, row: Mapping[str, Any], lines: Mapping[str, int], top: str
    ) -> Expectation:
        line = lines.get("", 0)
        where: _Where = lambda key: self._file.at(lines.get(key, line))  # noqa: E731
        before = len(self.slips)
        self._check_names(row, _SETTINGS, where)
        found = Expectation(
            name=self._text(row, "name", where),
            start=self._text(row, "from", where) or top,
            caller=self._text(row, "caller", where),
            at=self._read(row, "at", parse_moment, where),
            keys=self._read(row, "keys", parse_keys, where) or (),
            reaches=self._text(row, "reaches", where),
            line=line,
        )
        if len(self.slips) == before:  # else one slip would be told twice
            self._check(found, where)
        return found

    def _check(self, found: Expectation, where: _Where) -> None:
        """Look at what one expectation says as a whole."""
        if not found.reaches:
            hint = 'for example reaches = "queue Sales"'
            self._slip("no reaches: where should the call get?", hint, where("reaches"))
        if found.at and found.names_the_hour:
            what = f"at and the key {found.keys[0]} both say which hour it is"
            self._slip(what, "leave one of them out", where("at"))
        if not found.start:
            if not self._is_top_bad:  # that has been told already
                hint = 'write from = "did:…"'
                self._slip("no from: where does the call come in?", hint, where(""))
        elif self._form(found.start, where) in _MENUS:
            self._check_menu(found, where)

    def _form(self, start: str, where: _Where) -> str:
        """Give the form of a root; empty where it has none."""
        try:
            return parse_root(start, "from")[0]
        except UsageError as error:
            hint = error.hint or 'write did:+15550100, route:Main_Line, number:6200 or name:"Main"'
            self._slip(error.what, hint, where("from"))
            return ""

    def _check_menu(self, found: Expectation, where: _Where) -> None:
        """Refuse what makes no sense where a call comes in at a menu."""
        menu = f"and from {short(found.start)} is a menu"
        if found.caller:
            what = f"caller chooses between inbound routes, {menu}"
            self._slip(what, 'leave caller out, or write from = "did:…"', where("caller"))
        if found.at:
            what = f"at chooses the branch of an inbound route, {menu}"
            self._slip(what, 'leave at out, or write from = "did:…"', where("at"))
        if found.names_the_hour:
            what = f"the key {found.keys[0]} is the hour of an inbound route, {menu}"
            self._slip(what, f"leave {found.keys[0]} out", where("keys"))

    # -- values --------------------------------------------------------------------------------

    def _text(self, row: Mapping[str, Any], name: str, where: _Where) -> str:
        value = row.get(name, "")
        if isinstance(value, datetime | date) and name == "at":
            return value.isoformat()
        if not isinstance(value, str):
            example = short(",".join(map(str, value)) if isinstance(value, list) else value)
            hint = f'write {name} = "{example}"'
            self._slip(f"{name} must be a text in quotes", hint, where(name))
            return ""
        return one_line(visible(value))

    def _read(
        self,
        row: Mapping[str, Any],
        name: str,
        parse: Callable[[str], _Value],
        where: _Where,
    ) -> _Value | None:
        """Read a text that means something; None where it is absent or a slip."""
        text = self._text(row, name, where)
        try:
            return parse(text) if text else None
        except UsageError as error:
            self._slip(f"{name}: {error.what}", error.hint, where(name))
            return None
