"""What may be set by option may be set in a profile, within the same bounds."""

from __future__ import annotations

import click
import pytest

from flowgraph.cli.draw import command
from flowgraph.config import PROFILE_KEYS, RANGES

OPTIONS = {parameter.name: parameter for parameter in command.params}


#: Secrets are no options, and where a PBX stands is no matter of a single run.
ONLY_IN_A_PROFILE = {"client_id", "client_secret", "timezone"}


@pytest.mark.parametrize("key", sorted(PROFILE_KEYS.keys() - ONLY_IN_A_PROFILE))
def test_every_key_of_a_profile_is_an_option(key: str) -> None:
    assert key in OPTIONS


@pytest.mark.fault("S7")
def test_secrets_are_no_options() -> None:
    assert not [name for name in OPTIONS if name and ("secret" in name or "client" in name)]


@pytest.mark.parametrize("key", sorted(RANGES))
def test_an_option_has_the_bounds_of_its_key(key: str) -> None:
    kind = OPTIONS[key].type
    assert isinstance(kind, click.IntRange | click.FloatRange)
    assert (kind.min, kind.max) == RANGES[key]
