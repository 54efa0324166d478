"""What can be looked at without a PBX: this program, its settings, its drawing engines."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from .. import __version__
from ..config import FILE_NAME, check_profiles, load_profile
from ..errors import ConfigError, EngineError, InputError
from ..exports import FORMATS, EngineName
from ..exports.engine import INSTALL_HINT, find, run, version
from ..sources.openapi.objects import rows_of
from ..sources.openapi.schedule_fields import time_zones_from_rows
from .checks import Result, Status, Step, version_text

CONFIGURATION = "configuration"
_PROFILE = re.compile(r"\[profile\..*\]")
_ENGINES: tuple[EngineName, ...] = ("bundled", "system", "pango")
_TRY = "digraph { a -> b }"


def tell_program() -> Result:
    """Tell the versions of this program and of what it runs on."""
    python, system = platform.python_version(), platform.system()
    return Result("ok", f"flowgraph {__version__}, Python {python}, {system}")


# -- flowgraph.toml --------------------------------------------------------------------------


def read_profile(name: str | None, environment: Mapping[str, str]) -> tuple[dict[str, Any], Result]:
    """Read a profile; where none is named, look for mistakes in all of them.

    Returns:
        The profile's settings, empty where there are none, and how it went.
    """
    try:
        if name:
            profile, warnings = load_profile(name, environment)
            return profile, _tell_settings("the profile can be used", warnings)
        found = check_profiles(environment)
    except (ConfigError, InputError) as error:
        return {}, _tell_mistake(error)
    if found is None:
        return {}, Result("ok", f"there is no {FILE_NAME}, and none is needed")
    return {}, _tell_settings(f"{FILE_NAME} can be used; no profile is named", found[1])


def _tell_settings(told: str, warnings: list[str]) -> Result:
    if not warnings:
        return Result("ok", told)
    # The only one there is; it names the path, and that the user.
    cure = f"let nobody else read it: chmod 600 {FILE_NAME}"
    return Result("warning", f"{told}, but it holds a secret and others may read it", cure)


def _tell_mistake(error: ConfigError | InputError) -> Result:
    """Tell a mistake without the names of profiles, which are often those of customers."""
    if error.what.startswith(f"there is no {FILE_NAME}"):
        cure = "write one with a table [profile.NAME]"
        return Result("failed", f"there is no {FILE_NAME}", cure)
    if error.what.startswith("there is no profile"):
        cure = f"compare the name with the tables [profile.NAME] of {FILE_NAME}"
        return Result("failed", "there is no such profile", cure)
    line = re.search(r", (line \d+)$", error.where) or re.search("(line .*)[)]", error.hint)
    place = f"{FILE_NAME}, {line[1]}" if line else FILE_NAME
    what = "unknown setting" if error.what.startswith("unknown setting") else error.what
    # What follows quotes the file.
    cure = _PROFILE.sub("[profile.NAME]", error.hint).partition(": ")[0]
    return Result("failed", f"{place}: {what}", cure)


# -- drawing ---------------------------------------------------------------------------------


def drawing_steps() -> list[Step]:
    """Give the steps that look at the drawing engines."""
    return [
        *(Step(f"engine {name}", _looker(name)) for name in _ENGINES),
        Step("characters", _tell_characters),
    ]


def _looker(name: EngineName) -> Callable[[], Result]:
    return lambda: _look_at_engine(name)


def _look_at_engine(name: EngineName) -> Result:
    command = find(name)
    if command is None:
        if name == "bundled":
            return Result("failed", "not installed", "pip install --force-reinstall flowgraph")
        return Result("skipped", "because it is not installed; only needed for some characters")
    draws = " ".join(suffix for suffix, format_ in FORMATS.items() if name in format_.engines)
    try:
        told = version_text(version(command) or "unknown version")
        run(command, _TRY, "svg")
    except EngineError as error:
        status: Status = "failed" if name == "bundled" else "warning"
        return Result(status, "installed, but it draws nothing", error.hint or INSTALL_HINT)
    return Result("ok", f"{told}, draws {draws}")


def _tell_characters() -> Result:
    others: tuple[EngineName, ...] = ("system", "pango")
    if able := [name for name in others if find(name)]:
        told = "Chinese, Arabic and emoji in PNG and PDF: engine"
        return Result("ok", f"{told} '{able[0]}', with the fonts of this computer")
    told = "no Chinese, Arabic or emoji in PNG and PDF; SVG has them"
    return Result("ok", told, f"if they are wanted: {INSTALL_HINT}")


# -- time ------------------------------------------------------------------------------------


def zone_of_the_pbx(rows: Iterable[Any], profile_zone: str) -> Result:
    """Say which time zone business hours are read in.

    Args:
        rows: The PBX's time zones as they came.
        profile_zone: What the profile names; empty where it names none.
    """
    zones = time_zones_from_rows(rows_of(list(rows)))
    own = next((zone.zone for zone in zones if zone.is_default), "")
    zone, whose = (profile_zone, "profile") if profile_zone else (own, "PBX")
    if not zone:
        cure = "business hours are read as they stand; compare the PBX's clock with yours"
        return Result("warning", "the PBX names none", cure)
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        told = f"the one that the {whose} names is not known on this computer"
        return Result("warning", told, "pip install tzdata, or correct the name")
    return Result("ok", f"{zone}, as the {whose} says")
