"""From a roster to what a visit needs; profiles and secrets are looked up on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..config import load_profile
from ..errors import ConfigError
from ..rules.settings import RuleSettings
from ..sources.opening import Pbx
from .roster import Member
from .visit import Task

_CLIENT_ID, _CLIENT_SECRET = "FLOWGRAPH_CLIENT_ID", "FLOWGRAPH_CLIENT_SECRET"
_SETTINGS = ("ca_file", "insecure", "max_answer_mib")


def task_of(member: Member, environment: Mapping[str, str], settings: RuleSettings) -> Task:
    """Give what a visit to a PBX needs to know.

    What the roster says counts more than the profile, that more than ``FLOWGRAPH_CLIENT_ID`` and
    ``FLOWGRAPH_CLIENT_SECRET``, which may be the same for all.

    Args:
        member: The PBX.
        environment: Holds secrets.
        settings: Those of ``check``.

    Raises:
        ConfigError: There is no such profile, or a variable is not set.
    """
    profile: dict[str, Any] = {}
    if member.profile:
        profile, _ = load_profile(member.profile, environment)
    known = {**profile, **member.settings}
    return Task(
        member.slug,
        None if member.from_ else _pbx(member, known, environment),
        member.from_,
        member.secret_command,
        member.roots,
        known.get("concurrency"),
        settings,
    )


def _pbx(member: Member, known: Mapping[str, Any], environment: Mapping[str, str]) -> Pbx:
    from pydantic import SecretStr

    timeout = {"timeout_s": known["timeout"]} if "timeout" in known else {}
    return Pbx(
        url=member.url or known.get("pbx", ""),
        client_id=member.client_id or known.get("client_id") or environment.get(_CLIENT_ID, ""),
        client_secret=SecretStr(_secret(member, known, environment).strip()),
        **{name: known[name] for name in _SETTINGS if name in known},
        **timeout,
    )


def _secret(member: Member, known: Mapping[str, Any], environment: Mapping[str, str]) -> str:
    if member.secret_command:
        return ""
    if member.secret_env:
        if not environment.get(member.secret_env):
            raise ConfigError(
                "the variable that should hold the secret is not set",
                where=member.secret_env,
                hint="set it in the environment",
            )
        return environment[member.secret_env]
    return str(known.get("client_secret") or environment.get(_CLIENT_SECRET, ""))
