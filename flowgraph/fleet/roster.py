"""The file that names the PBXs of a fleet: TOML, or CSV with the same words as heads of columns.

::

    [defaults]                                     # for every PBX that does not say otherwise
    client_id = "flowgraph"
    client_secret_command = "pass show pbx/{name}" # run without a shell; its first line is taken

    [[pbx]]
    name = "harbour"                               # each has another
    pbx = "https://10.0.1.5:8088"
    tags = ["dental", "north"]
    client_secret_env = "HARBOUR_SECRET"           # or: from the environment

    [[pbx]]
    name = "lakeside"
    profile = "lakeside"                           # of flowgraph.toml, with all that stands there

    [[pbx]]
    name = "depot"
    from = "depot.json"                            # a snapshot or folder, beside this file

In CSV tags and roots are separated by blanks. No secret stands in the file: others need to read it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..config import PROFILE_KEYS, RANGES
from ..errors import InputError
from ..masking import is_secret_field
from ..places import kind_at
from ..slips import as_one, nearest, short
from ..sources.files import read_bytes
from ..text import one_line
from ..toml_file import read_toml

_MOST_MIB = 16
_SECRETS = ("client_secret_env", "client_secret_command")
_SOURCES = ("pbx", "profile", "from")
# Source: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_NAME = re.compile(r"[^\W_][\w .&()+-]{0,79}")
#: Settings and the types that they take; lists hold texts.
SETTINGS: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "from": (str,),
    "profile": (str,),
    "client_secret_env": (str,),
    "client_secret_command": (str,),
    "tags": (list,),
    "roots": (list,),
    **{key: types for key, types in PROFILE_KEYS.items() if not is_secret_field(key)},
}
_Where = Callable[[str], str]


class Member(NamedTuple):
    """A PBX of the fleet.

    Attributes:
        name: What it is called; each has another.
        url: Its address; empty where it is read from a file or a profile.
        profile: A profile of ``flowgraph.toml``; empty for none.
        from_: A snapshot or folder; empty for none.
        client_id: Client ID; empty for that of the profile or the environment.
        secret_env: Variable that holds its secret; empty for none.
        secret_command: Program and arguments that print its secret; empty for none.
        tags: Words by which some are chosen.
        roots: Where its calls come in; empty for everything.
        settings: ``ca_file``, ``insecure``, ``timeout``, ``max_answer_mib``, ``concurrency``.
    """

    name: str
    url: str = ""
    profile: str = ""
    from_: str = ""
    client_id: str = ""
    secret_env: str = ""
    secret_command: str = ""
    tags: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    settings: Mapping[str, Any] = {}

    @property
    def slug(self) -> str:
        """Its name as that of a folder, on any file system."""
        plain = re.sub(r"[^\w-]+", "-", self.name.casefold()).strip("-")
        return f"{plain}-" if _DEVICE.fullmatch(plain) else plain


def read_roster(path: Path) -> list[Member]:
    """Read a roster.

    Args:
        path: The file; ``.csv`` is CSV, anything else TOML.

    Returns:
        At least one PBX, in the order of the file.

    Raises:
        InputError: It cannot be read, or something in it cannot be used: no PBX, an unknown
            setting, a secret, a wrong type, two of one name, none or two sources. All slips are
            told at once, each with its line and the nearest valid word.
    """
    if not kind_at(str(path)):
        hint = "write one: see 'flowgraph fleet --help'"
        raise InputError("there is no such file", where=str(path), hint=hint)
    reader = _Reader(path)
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _toml_rows(path, reader)
    members = [member for row, where in rows if (member := reader.member(row, where))]
    if not members and not reader.slips:
        reader.slip("it names no PBX", "write [[pbx]] tables", str(path))
    if reader.slips:
        raise as_one(reader.slips)
    return members


def _toml_rows(path: Path, reader: _Reader) -> Iterator[tuple[dict[str, Any], _Where]]:
    file = read_toml(path, InputError, most_mib=_MOST_MIB)
    for key in file.document:
        if key not in ("defaults", "pbx"):
            hint = nearest(key, ("defaults", "pbx"))
            reader.slip(f"unknown table {short(key)}", hint, file.place(key))
    defaults, rows = file.document.get("defaults", {}), file.document.get("pbx", [])
    if not isinstance(defaults, dict):
        reader.slip("defaults is no table", "write [defaults]", file.place("defaults"))
        defaults = {}
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        reader.slip("pbx is no list of tables", "write [[pbx]]", file.place("pbx"))
        return
    lines = file.entries("pbx")
    known = lines if len(lines) == len(rows) else [{}] * len(rows)
    for row, at in zip(rows, known, strict=True):

        def where(key: str, at: Mapping[str, int] = at) -> str:
            if key in defaults and key not in at:
                return file.place(key, "defaults")
            return file.at(at.get(key, at.get("", 0)))

        yield _with_defaults(row, defaults), where


def _with_defaults(row: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row what it does not say; how it logs in it says as a whole, or its profile does."""
    shared = dict(defaults)
    if row.get("profile") or row.get("from") or any(row.get(key) for key in _SECRETS):
        shared = {key: value for key, value in shared.items() if key not in _SECRETS}
    if row.get("profile") or row.get("from"):
        shared.pop("client_id", None)
    return {**shared, **row}


def _csv_rows(path: Path) -> Iterator[tuple[dict[str, Any], _Where]]:
    try:
        text = read_bytes(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True))
    except UnicodeDecodeError:
        raise InputError("not in UTF-8", where=str(path), hint="save it as UTF-8") from None
    except csv.Error as error:
        hint = f"correct it: {one_line(str(error))}"
        raise InputError("no valid CSV", where=str(path), hint=hint) from None
    for number, row in enumerate(rows, 2):
        place = f"{path}, row {number}"
        yield dict(_typed(row)), lambda key, place=place: place  # type: ignore[misc]


def _typed(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the cells that are filled, as the types that they stand for."""
    for head, cell in row.items():
        key, value = (head or "").strip(), cell.strip() if isinstance(cell, str) else cell
        if not value:
            continue
        types = SETTINGS.get(key, (str,))
        if list in types:
            yield key, value.split()
        elif bool in types:
            yield key, {"true": True, "yes": True, "1": True}.get(value.lower(), value)
        elif int in types:
            yield key, float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else value
        else:
            yield key, value


class _Reader:
    """Reads one PBX after the other; what cannot be used becomes a slip."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._seen: dict[str, str] = {}
        self.slips: list[InputError] = []

    def slip(self, what: str, hint: str, where: str) -> None:
        self.slips.append(InputError(what, where=where, hint=hint))

    def member(self, row: Mapping[str, Any], where: _Where) -> Member | None:
        """Read one; None where it cannot be used."""
        before = len(self.slips)
        for key, value in row.items():
            self._check(key, value, where)
        if len(self.slips) == before:
            self._check_name(row.get("name", ""), where)
        if len(self.slips) == before:
            self._check_sources(row, where)
        return self._member(row) if len(self.slips) == before else None

    def _check(self, key: str, value: Any, where: _Where) -> None:
        if key not in SETTINGS:
            if is_secret_field(key):
                hint = "name client_secret_env or client_secret_command instead"
                self.slip(f"a secret does not belong here: {short(key)}", hint, where(key))
            else:
                self.slip(f"unknown setting {short(key)}", nearest(key, SETTINGS), where(key))
            return
        wanted = SETTINGS[key]
        is_list = wanted == (list,)
        # In Python a boolean is an integer; in a settings file it is a slip.
        is_right = isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool))
        if is_list and is_right:
            is_right = all(isinstance(part, str) for part in value)
        if not is_right:
            words = {str: "a text", list: "a list of texts", bool: "true or false", int: "a number"}
            self.slip(f"{key} must be {words[wanted[0]]}", "correct it", where(key))
        elif key in RANGES and not RANGES[key][0] <= value <= RANGES[key][1]:
            least, most = RANGES[key]
            self.slip(f"{key} is from {least:g} to {most:g}", "correct it", where(key))

    def _check_name(self, name: str, where: _Where) -> None:
        if not _NAME.fullmatch(name):
            what = f"{short(name)!r} cannot name a PBX" if name else "a PBX has no name"
            self.slip(what, "use letters, digits, blanks and hyphens", where("name"))
            return
        slug = Member(name).slug
        if slug in self._seen:
            hint = f"give it another name: {self._seen[slug]} is called so too"
            self.slip(f"two PBXs are called {short(name)}", hint, where("name"))
        self._seen.setdefault(slug, where("name"))

    def _check_sources(self, row: Mapping[str, Any], where: _Where) -> None:
        named = [key for key in _SOURCES if row.get(key)]
        if not named:
            hint = 'name its address: pbx = "https://…:8088", or profile, or from'
            self.slip(f"where is {row['name']} to be read?", hint, where("name"))
        elif len(named) > 1:
            what = f"{' and '.join(named)} name two sources"
            self.slip(what, "leave one of them out", where(named[1]))
        if all(row.get(key) for key in _SECRETS):
            what = f"{' and '.join(_SECRETS)} name two secrets"
            self.slip(what, "leave one of them out", where("client_secret_env"))

    def _member(self, row: Mapping[str, Any]) -> Member:
        name = row["name"]
        settings = {key: row[key] for key in (*RANGES, "insecure") if key in row}
        if "concurrency" in settings:
            settings["concurrency"] = int(settings["concurrency"])
        if row.get("ca_file"):
            settings["ca_file"] = str(self._folder / row["ca_file"])
        return Member(
            name,
            url=row.get("pbx", "").strip(),
            profile=row.get("profile", ""),
            from_=str(self._folder / row["from"]) if row.get("from") else "",
            client_id=row.get("client_id", "").strip(),
            secret_env=_filled(row.get("client_secret_env", ""), _variable(name)),
            secret_command=_filled(row.get("client_secret_command", ""), name),
            tags=tuple(row.get("tags", ())),
            roots=tuple(row.get("roots", ())),
            settings=settings,
        )


def _filled(text: str, name: str) -> str:
    """Put a PBX's name into a setting that several share."""
    return text.replace("{name}", name)


def _variable(name: str) -> str:
    """Write a name as part of that of a variable.

    >>> _variable("Harbour Dental")
    'HARBOUR_DENTAL'
    """
    return re.sub(r"\W+", "_", name.upper()).strip("_")


def chosen(members: list[Member], tags: tuple[str, ...]) -> list[Member]:
    """Give the PBXs that have one of some tags; all where none is asked for.

    Raises:
        InputError: Nobody has one of the tags.
    """
    known = {tag for member in members for tag in member.tags}
    for tag in tags:
        if tag not in known:
            hint = nearest(tag, sorted(known))
            raise InputError(f"no PBX has the tag {short(tag)}", where=f"--tag {tag}", hint=hint)
    return [m for m in members if not tags or not set(tags).isdisjoint(m.tags)]
