"""``flowgraph.toml``: profiles of PBXs, so that nobody types an address or a secret twice.

Beside the profiles it holds the settings of ``check``, which :mod:`flowgraph.rules.settings` reads.

::

    [profile.office]
    pbx = "https://pbx.example.net:8088"
    client_id = "…"
    client_secret = "…"        # or FLOWGRAPH_CLIENT_SECRET in the environment
    ca_file = "pbx.pem"
    timezone = "Europe/Berlin" # where the PBX stands; it counts more than what the PBX says

    [check]
    ignore = ["key-gap"]

Looked for in the current folder, then in the user's configuration folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .errors import ConfigError, UsageError
from .slips import nearest, short
from .toml_file import TomlFile, read_toml

FILE_NAME = "flowgraph.toml"

#: Keys of a profile and the types that they take.
PROFILE_KEYS: dict[str, tuple[type, ...]] = {
    "pbx": (str,),
    "client_id": (str,),
    "client_secret": (str,),
    "ca_file": (str,),
    "insecure": (bool,),
    "timeout": (int, float),
    "max_answer_mib": (int, float),
    "concurrency": (int,),
    "timezone": (str,),
}
#: Least and greatest value of a number, whether it stands here or is an option.
RANGES: dict[str, tuple[float, float]] = {
    "timeout": (0.1, 3600),
    "max_answer_mib": (0.001, 4096),
    "concurrency": (1, 8),
}
#: Tables of the file.
_TABLES = ("profile", "check")


def load_profile(name: str, environment: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Read one profile.

    Args:
        name: As in ``[profile.NAME]``.
        environment: For the user's configuration folder.

    Returns:
        The profile's settings, and warnings for the user.

    Raises:
        ConfigError: No file, no such profile, or something in it cannot be used; the message
            names the file, the line and the key, and the nearest valid one.
        InputError: The file cannot be read.
    """
    for path in _places(environment):
        if os.path.isfile(path):  # noqa: PTH113  False where the folder may not be looked into
            return _profile(_read(path), name)
    raise ConfigError(
        f"there is no {FILE_NAME} for --profile {name}",
        where=", ".join(str(path.parent) for path in _places(environment)),
        hint=f"write one with a table [profile.{name}]",
    )


def check_profiles(environment: Mapping[str, str]) -> tuple[int, list[str]] | None:
    """Read all profiles, for whoever looks for mistakes.

    Returns:
        How many there are and warnings for the user; None where there is no file.

    Raises:
        ConfigError: As :func:`load_profile`.
        InputError: The file cannot be read.
    """
    for path in _places(environment):
        if os.path.isfile(path):  # noqa: PTH113  False where the folder may not be looked into
            file = _read(path)
            profiles = file.document.get("profile", {})
            names = list(profiles) if isinstance(profiles, dict) else [""]
            warnings = [text for name in names for text in _profile(file, name)[1]]
            return len(names), sorted(set(warnings))
    return None


def load_table(
    name: str, environment: Mapping[str, str]
) -> tuple[dict[str, Any], Callable[[str, str], str]]:
    """Read a table of the file as it stands there.

    Args:
        name: ``check``.
        environment: For the user's configuration folder.

    Returns:
        The table, empty where there is none, and a function that gives file and line of a key of
        a table.

    Raises:
        ConfigError: The file holds no valid TOML, an unknown table, or the name is no table.
        InputError: The file cannot be read.
    """
    for path in _places(environment):
        if os.path.isfile(path):  # noqa: PTH113  False where the folder may not be looked into
            file = _read(path)
            table = file.document.get(name, {})
            if not isinstance(table, dict):
                where = file.place(name)
                raise ConfigError(f"{name} is no table", where=where, hint=f"write [{name}]")
            return table, file.place
    return {}, lambda key, table: FILE_NAME


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    yield Path(FILE_NAME)
    home = environment.get("HOME", "")
    base = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    if base or home:
        yield Path(base or f"{home}/.config") / "flowgraph" / FILE_NAME


def _read(path: Path) -> TomlFile:
    file = read_toml(path, ConfigError)
    for key in file.document:
        if key not in _TABLES:
            raise _unknown(f"unknown setting {short(key)}", key, _TABLES, file.place(key))
    return file


def _profile(file: TomlFile, name: str) -> tuple[dict[str, Any], list[str]]:
    profiles = file.document.get("profile", {})
    _require_table("profile", profiles, file.place("profile"), name)
    if name not in profiles:
        raise _unknown(f"there is no profile {name!r}", name, profiles, str(file.path))
    profile, table = profiles[name], f"profile.{name}"
    _require_table("the profile", profile, f"{file.path}, [{table}]", name)
    for key, value in profile.items():
        _check(key, value, file.place(key, table))
    profile = {k: v.strip() if isinstance(v, str) else v for k, v in profile.items()}
    if profile.get("ca_file"):
        profile["ca_file"] = str(file.path.parent / profile["ca_file"])
    return profile, list(_warnings(file.path, profile))


def _require_table(what: str, value: Any, place: str, name: str) -> None:
    if not isinstance(value, dict):
        raise ConfigError(f"{what} is no table", where=place, hint=f"write [profile.{name}]")


def _check(key: str, value: Any, place: str) -> None:
    if key not in PROFILE_KEYS:
        raise _unknown(f"unknown setting {short(key)}", key, PROFILE_KEYS, place)
    wanted = PROFILE_KEYS[key]
    # In Python a boolean is an integer; in a settings file it is a slip.
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        words = {str: "a text in quotes", bool: "true or false", int: "a number"}
        raise ConfigError(f"{key} must be {words[wanted[0]]}", where=place, hint="correct it")
    if isinstance(value, int | float) and not _is_in_range(key, value):
        least, most = RANGES[key]
        raise ConfigError(f"{key} is from {least:g} to {most:g}", where=place, hint="correct it")
    if key == "timezone" and isinstance(value, str):
        _check_zone(value.strip(), place)


def _check_zone(name: str, place: str) -> None:
    from .analysis.schedule import load_zone

    try:
        load_zone(name)
    except UsageError as error:
        raise ConfigError(f"timezone: {error.what}", where=place, hint=error.hint) from None


def _is_in_range(key: str, value: float) -> bool:
    least, most = RANGES.get(key, (0, 1))
    return least <= value <= most  # NaN is in no range


def _unknown(what: str, name: str, known: Iterable[str], place: str) -> ConfigError:
    return ConfigError(what, where=place, hint=nearest(name, known))


def _warnings(path: Path, profile: Mapping[str, Any]) -> Iterator[str]:
    if "client_secret" not in profile or os.name == "nt":
        return
    if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield f"{path} holds a secret and others may read it; run: chmod 600 {path}"
