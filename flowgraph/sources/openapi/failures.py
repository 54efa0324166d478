"""What ends a run, told to the user: what happened, at which PBX, and what to do next."""

from __future__ import annotations

from ...errors import ConnectionFailed, LoginRefused, PbxRefused
from . import codes, wire
from .transport import TransportError

_API_PAGE = "Integrations > API in the PBX's web interface"


def no_connection(error: TransportError, place: str) -> ConnectionFailed:
    """Say that the PBX is not there.

    Args:
        error: How the request failed.
        place: ``host:port`` of the PBX.
    """
    hint = error.hint or "check address, port and network, then try again"
    return ConnectionFailed(error.what, where=place, hint=hint)


def refused_for_good(error: wire.Refused, place: str) -> PbxRefused:
    """Say that the PBX refuses everything: block list, API switched off and the like."""
    hint = codes.cure(error.code) or f"compare the settings under {_API_PAGE}"
    return PbxRefused(error.whole, code=error.code, where=place, hint=hint)


def expires_at_once(place: str) -> LoginRefused:
    """Say that no token is ever good for anything."""
    return LoginRefused(
        "the PBX lets tokens expire as fast as it gives them",
        code=codes.TOKEN_EXPIRED,
        where=place,
        hint="check the clock and the load of the PBX, then try again",
    )


def login_refused(error: wire.Refused, place: str, client_id: str) -> LoginRefused:
    """Say that there is no login, and whether the credentials are to blame.

    Args:
        error: The PBX's answer to the login.
        place: ``host:port`` of the PBX.
        client_id: As it may be shown.
    """
    if error.code is None:
        hint = "check address and port (usually 8088) of the PBX"
        return LoginRefused(error.whole, code=None, where=place, hint=hint)
    if error.code in codes.BUSY or codes.is_transient(error.code):
        what = f"the PBX takes no login now: {error.whole}"
        hint = codes.cure(error.code) or "try again later"
        return LoginRefused(what, code=error.code, where=place, hint=hint)
    what = "the PBX refused the login"
    if error.code != codes.FAILURE:
        what = f"{what}: {error.whole}"
    hint = codes.cure(error.code)
    if error.code in (codes.FAILURE, codes.PARAMETER, codes.ACCESS_DENIED) or not hint:
        hint = f"compare Client ID and secret with {_API_PAGE}"
    where = (
        f"{place}, client id {client_id!r} (errcode {error.code}; not tried again: "
        "five failures in a row block this address)"
    )
    return LoginRefused(what, code=error.code, where=where, hint=hint)
