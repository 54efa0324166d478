"""``flowgraph.toml``: profiles of PBXs, so that nobody types an address or a secret twice.

::

    [profile.office]
    pbx = "https://pbx.example.net:8088"
    client_id = "…"
    client_secret = "…"        # or FLOWGRAPH_CLIENT_SECRET in the environment
    ca_file = "pbx.pem"

Looked for in the current folder, then in the user's configuration folder.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from .errors import ConfigError, InputError

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
}
_MAX_BYTES = 1024 * 1024


def load_profile(name: str, environment: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Read one profile.

    Args:
        name: As in ``[profile.NAME]``.
        environment: For the user's configuration folder.

    Returns:
        The profile's settings, and warnings for the user.

    Raises:
        ConfigError: No file, no such profile, or something in it cannot be used; the message
            names the file and the key, and the nearest valid one.
    """
    for path in _places(environment):
        if path.is_file():
            return _read(path, name)
    raise ConfigError(
        f"there is no {FILE_NAME} for --profile {name}",
        where=", ".join(str(path.parent) for path in _places(environment)),
        hint=f"write one with a table [profile.{name}]",
    )


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    yield Path(FILE_NAME)
    home = environment.get("HOME", "")
    base = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    if base or home:
        yield Path(base or f"{home}/.config") / "flowgraph" / FILE_NAME


def _read(path: Path, name: str) -> tuple[dict[str, Any], list[str]]:
    document = _parse(path)
    _known(document, ("profile",), path, "")
    profiles = document.get("profile", {})
    if not isinstance(profiles, dict):
        raise ConfigError("profile is no table", where=str(path), hint=f"write [profile.{name}]")
    if name not in profiles:
        raise _nearest(f"there is no profile {name!r}", name, profiles, str(path))
    profile = profiles[name]
    place = f"{path}, [profile.{name}]"
    if not isinstance(profile, dict):
        raise ConfigError("the profile is no table", where=place, hint=f"write [profile.{name}]")
    _known(profile, PROFILE_KEYS, path, f"[profile.{name}] ")
    for key, value in profile.items():
        _check_type(key, value, place)
    profile = {k: v.strip() if isinstance(v, str) else v for k, v in profile.items()}
    if profile.get("ca_file"):
        profile["ca_file"] = str(path.parent / profile["ca_file"])
    return profile, list(_warnings(path, profile))


def _parse(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()[:_MAX_BYTES].removeprefix(b"\xef\xbb\xbf")
        return tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise ConfigError("not in UTF-8", where=str(path), hint="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("no valid TOML", where=str(path), hint=f"correct it: {error}") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None


def _known(table: Mapping[str, Any], known: Any, path: Path, place: str) -> None:
    for key in table:
        if key not in known:
            raise _nearest(f"unknown setting {place}{key}", key, known, str(path))


def _nearest(what: str, name: str, known: Any, place: str) -> ConfigError:
    near = get_close_matches(name, list(known), 1)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known) or 'none'}"
    return ConfigError(what, where=place, hint=hint)


def _check_type(key: str, value: Any, place: str) -> None:
    wanted = PROFILE_KEYS[key]
    # In Python a boolean is an integer; in a settings file it is a slip.
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        words = {str: "a text in quotes", bool: "true or false", int: "a number"}
        raise ConfigError(f"{key} must be {words[wanted[0]]}", where=place, hint="correct it")


def _warnings(path: Path, profile: Mapping[str, Any]) -> Iterator[str]:
    if "client_secret" not in profile or os.name == "nt":
        return
    if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield f"{path} holds a secret and others may read it; run: chmod 600 {path}"
