"""From what the user named to a source: a PBX, a folder, a file, standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import InputError, UsageError
from ..model.destination import INBOUND_ROUTE
from ..model.ids import canonical_id
from ..model.missing import Missing
from ..model.snapshot import Refusal, Snapshot
from ..places import kind_at
from ..text import shorten, visible
from .files import read_bytes, read_stdin
from .folder import FolderSource, answer_id, is_saved_answer
from .interface import Source
from .openapi import wire
from .saved import SnapshotSource
from .snapshot_file import load

if TYPE_CHECKING:
    from .openapi.client import Client
    from .openapi.live import LiveSource

_MAX_SHOWN = 200


class Pbx(NamedTuple):
    """How to reach a live PBX.

    Attributes:
        url: Address as the user gave it.
        client_id: Client ID of the API application.
        client_secret: Its secret, kept as ``pydantic.SecretStr`` from here on.
        ca_file: PEM file to trust; empty for the system's.
        insecure: Whether not to check the certificate.
        timeout_s: Seconds to wait for an answer.
        max_answer_mib: Largest answer, in MiB.
    """

    url: str
    client_id: str
    client_secret: Any
    ca_file: str = ""
    insecure: bool = False
    timeout_s: float = 30.0
    max_answer_mib: float = 32.0


def open_pbx(pbx: Pbx) -> LiveSource:
    """Make a source of a live PBX; nothing is sent before the first question.

    Raises:
        UsageError: Address, credentials or CA file cannot be used.
    """
    from .openapi.live import LiveSource

    return LiveSource(open_client(pbx))


def open_client(pbx: Pbx) -> Client:
    """Make a connection to a live PBX; as :func:`open_pbx`."""
    from .openapi.address import parse_address
    from .openapi.client import Client, Credentials
    from .openapi.transport import Limits, Transport

    address = parse_address(pbx.url)
    if not pbx.client_id or not pbx.client_secret.get_secret_value():
        raise UsageError(
            "no Client ID and secret for the PBX",
            where=address.place,
            hint=(
                "set FLOWGRAPH_CLIENT_ID and FLOWGRAPH_CLIENT_SECRET in the environment "
                "(the PBX shows both under Integrations > API), or name a --profile"
            ),
        )
    if pbx.ca_file and kind_at(pbx.ca_file) != "file":
        raise UsageError(
            "there is no such file", where=f"--ca-file {pbx.ca_file}", hint="name a PEM file"
        )
    limits = Limits(
        read_s=pbx.timeout_s,
        total_s=2 * pbx.timeout_s,
        max_bytes=int(pbx.max_answer_mib * 1024 * 1024),
    )
    transport = Transport(address, limits, ca_file=pbx.ca_file, insecure=pbx.insecure)
    credentials = Credentials(pbx.client_id, pbx.client_secret)
    return Client(address, credentials, transport)


def open_path(path: str) -> Source:
    """Make a source of something saved.

    Args:
        path: A PBX folder, a snapshot, one saved answer of ``ivr/get``, or ``-`` for standard
            input.

    Raises:
        InputError: It is none of these.
    """
    if path == "-":
        return _open_document(read_stdin(), "standard input")
    kind = kind_at(path)
    if not kind:
        shown = shorten(path, _MAX_SHOWN)
        raise InputError("there is no such file or folder", where=shown, hint="check the name")
    place = Path(path)
    return FolderSource(place) if kind == "folder" else _open_document(read_bytes(place), path)


def read_snapshot(path: str) -> Snapshot:
    """Read a snapshot as it stands in its file.

    Raises:
        InputError: The file cannot be read, or is no snapshot.
    """
    return parse_snapshot(read_bytes(Path(path)), path)


def parse_snapshot(content: bytes, place: str) -> Snapshot:
    """Read a snapshot from the bytes of its file; as :func:`read_snapshot`."""
    return load(_decoded(content, place).fields, place)


def _decoded(content: bytes, place: str) -> wire.Envelope:
    try:
        return wire.decode(content)
    except wire.Refused as error:
        what = error.message.replace("the answer", "the file").partition(" instead of")[0]
        raise InputError(what, where=place, hint="is it a snapshot, and complete?") from None


def _open_document(content: bytes, place: str) -> SnapshotSource:
    opened = _decoded(content, place)
    if is_saved_answer(opened.fields):
        return SnapshotSource(_of_one_answer(content, opened, place), place)
    return SnapshotSource(load(opened.fields, place), place)


def _of_one_answer(content: bytes, opened: wire.Envelope, place: str) -> Snapshot:
    asked = answer_id(opened.fields) or canonical_id(visible(Path(place).stem))
    try:
        menu = wire.ivr(asked, wire.envelope(wire.Answer(200, content)))
    except wire.Refused as error:
        raise InputError(
            f"the saved answer holds no menu: {error.message}",
            where=place,
            hint="save it once more",
        ) from None
    if isinstance(menu, Missing):
        raise InputError("the saved answer holds no menu", where=place, hint="save it once more")
    alone = {INBOUND_ROUTE: Refusal("one saved answer holds one menu and nothing else")}
    return Snapshot(name="", roots=(asked,), ivrs={asked: menu}, missing={}, refusals=alone)
