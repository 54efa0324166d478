"""Asks the PBX: log in, send, wait, try again, give the token back.

What is worth another try is decided here and nowhere else. The login is not: five failed ones put
this computer's address on the PBX's block list, and at most eight tokens may be in use at a time.
"""

from __future__ import annotations

import contextlib
import logging
import random
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import SecretStr

from ...errors import ConnectionFailed, LoginRefused, PbxRefused
from ...masking import mask
from . import codes, wire
from .address import Address
from .endpoints import DEL_TOKEN, GET_TOKEN, READ_PATHS, REFRESH_TOKEN
from .transport import Cancelled, Transport, TransportError

log = logging.getLogger("flowgraph")

#: Tries in all for a broken connection, a server error or errcode -2.
MAX_TRIES = 3
#: Tries in all while the PBX says that it is busy; it also serves calls.
MAX_BUSY_TRIES = 8
#: Longest pause between two tries, in seconds, even if the PBX asks for more.
MAX_PAUSE_S = 60.0
#: Logins of one run: the first, and one after a refresh token that is no longer good.
MAX_LOGINS = 2
#: Requests in a row that may find nobody before the PBX counts as gone.
MAX_DEAD = 3
#: A token is renewed this long before it expires, in seconds.
MARGIN_S = 60.0
_GOODBYE_S = 3.0
_LATE_S = 1.0


class Credentials(NamedTuple):
    """What the PBX shows under Integrations > API."""

    client_id: str
    client_secret: SecretStr


class _Token(NamedTuple):
    access: str
    refresh: str
    renew_at: float
    refresh_until: float


class Client:
    """A logged-in connection to one PBX; safe to use from several threads.

    Args:
        address: The PBX.
        credentials: Client ID and secret.
        transport: Sends single requests.
        first_pause_s: Seconds before the second try; it doubles with every further one.
    """

    def __init__(
        self,
        address: Address,
        credentials: Credentials,
        transport: Transport,
        *,
        first_pause_s: float = 0.5,
    ) -> None:
        self._address = address
        self._credentials = credentials
        self._transport = transport
        self._first_pause_s = first_pause_s
        self._lock = threading.Lock()
        self._token: _Token | None = None
        self._secrets: list[str] = [credentials.client_secret.get_secret_value()]
        self._logins = 0
        self._dead = 0
        self._reached = False
        self._login_settled = threading.Event()
        self._login_settled.set()

    def ask(self, path: str, query: Mapping[str, str] | None = None) -> wire.Envelope:
        """Read something from the PBX.

        Args:
            path: One of :data:`endpoints.READ_PATHS`.
            query: Parameters without the token.

        Returns:
            The opened answer.

        Raises:
            wire.Refused: The PBX said no to this question, or its answer made no sense.
            LoginRefused: The login failed; it was tried once.
            PbxRefused: The PBX refuses everything (block list, API switched off, …).
            ConnectionFailed: The PBX is not there.
            Cancelled: The user ended the run.
        """
        if path not in READ_PATHS:
            raise ValueError(f"{path} is not on the list of read paths")
        token = self._current_token()
        try:
            return self._ask_as(token, path, query)
        except wire.Refused as error:
            if error.code != codes.TOKEN_EXPIRED:
                raise
        log.debug("the token has expired; renewing it and asking again")
        return self._ask_as(self._renewed(token), path, query)

    def _ask_as(self, token: _Token, path: str, query: Mapping[str, str] | None) -> wire.Envelope:
        parameters = {**(query or {}), "access_token": token.access}
        try:
            opened = self._persist(path, lambda: self._once("GET", path, parameters))
        except TransportError as error:
            self._dead += 1
            if self._dead >= MAX_DEAD or not error.sent:
                raise self._no_connection(error) from None
            raise wire.Refused(error.what) from None
        except wire.Refused as error:
            self._dead = 0
            if error.code in codes.FATAL:
                raise self._fatal(error) from None
            raise
        self._dead = 0
        return opened

    def _once(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str],
        on_late: Callable[[wire.Answer], None] | None = None,
    ) -> wire.Envelope:
        """Send one request; a GET carries its parameters in the query, a POST in the body."""
        started = time.monotonic()
        query, json = (parameters, None) if method == "GET" else (None, parameters)
        answer = self._transport.send(method, path, query=query, json=json, on_late=on_late)
        self._reached = True
        spent_ms = (time.monotonic() - started) * 1000
        log.debug(
            "%s %s -> HTTP %s, %s bytes, %.0f ms",
            method,
            path,
            answer.status,
            len(answer.body),
            spent_ms,
        )
        try:
            return wire.envelope(answer)
        except wire.Refused as error:
            error.message = mask(error.message, self._secrets)
            raise

    def _persist(self, path: str, send: Callable[[], wire.Envelope]) -> wire.Envelope:
        """Repeat what may succeed a moment later, with growing pauses."""
        tries = 0
        while True:
            tries += 1
            try:
                return send()
            except TransportError as error:
                # Nobody there at the first try is a wrong address; later it is a hiccup.
                worth = error.worth_retrying or (self._reached and not error.sent)
                if not worth or tries >= MAX_TRIES:
                    raise
                reason, asked_s = error.what, None
            except wire.Refused as error:
                busy = error.code in codes.BUSY
                limit = MAX_BUSY_TRIES if busy else MAX_TRIES
                if not (busy or codes.is_transient(error.code)) or tries >= limit:
                    raise
                if (error.retry_after_s or 0) > MAX_PAUSE_S:
                    error.message += (
                        f"; it asks to wait {error.retry_after_s:.0f} s, which is too long"
                    )
                    raise
                reason, asked_s = error.message, error.retry_after_s
            pause_s = self._pause_s(tries, asked_s)
            log.debug("%s: %s; trying again in %.1f s", path, reason, pause_s)
            if self._transport.cancelled.wait(pause_s):
                raise Cancelled

    def _pause_s(self, tries: int, asked_s: float | None) -> float:
        # A little chance, so that two runs that collided do not collide for ever.
        grown = self._first_pause_s * 2 ** (tries - 1) * random.uniform(1.0, 1.25)  # noqa: S311
        return float(min(MAX_PAUSE_S, max(grown, asked_s or 0.0)))

    # -- the token ------------------------------------------------------------------------

    def _current_token(self) -> _Token:
        with self._lock:
            if self._token is None:
                self._token = self._log_in()
            elif time.monotonic() >= self._token.renew_at:
                self._token = self._renew(self._token)
            return self._token

    def _renewed(self, stale: _Token) -> _Token:
        """Give a token newer than ``stale``; whoever comes second finds it done."""
        with self._lock:
            if self._token is stale:
                self._token = self._renew(stale)
            assert self._token is not None  # noqa: S101  nobody asks before the first login
            return self._token

    def _renew(self, stale: _Token) -> _Token:
        if time.monotonic() < stale.refresh_until:
            try:
                return self._take(
                    self._once("POST", REFRESH_TOKEN, {"refresh_token": stale.refresh})
                )
            except wire.Refused as error:
                log.debug("the PBX refuses to renew the token: %s", error.message)
            except TransportError as error:
                raise self._no_connection(error) from None
        return self._log_in()

    def _log_in(self) -> _Token:
        if self._logins >= MAX_LOGINS:
            raise LoginRefused(
                "the PBX lets tokens expire as fast as it gives them",
                code=codes.TOKEN_EXPIRED,
                where=self._address.place,
                hint="check the clock and the load of the PBX, then try again",
            )
        self._logins += 1
        body = {
            "username": self._credentials.client_id,
            "password": self._credentials.client_secret.get_secret_value(),
        }
        self._login_settled.clear()
        try:
            opened = self._once("POST", GET_TOKEN, body, self._give_back_late)
            self._login_settled.set()
            return self._take(opened)
        except wire.Refused as error:
            self._login_settled.set()
            raise self._login_refused(error) from None
        except TransportError as error:
            self._login_settled.set()
            raise self._no_connection(error) from None

    def _take(self, opened: wire.Envelope) -> _Token:
        fields = opened.fields
        access, refresh = (
            str(fields.get(name) or "") for name in ("access_token", "refresh_token")
        )
        if not access:
            raise wire.Refused("the answer to the login holds no access token")
        self._secrets += [access, refresh]
        now = time.monotonic()
        life_s = _seconds(fields, "access_token_expire_time", 1800.0)
        # A life shorter than the margin is used up to its end, or every request would renew it.
        renew_at = now + (life_s - MARGIN_S if life_s > 2 * MARGIN_S else max(life_s, MARGIN_S))
        refresh_s = _seconds(fields, "refresh_token_expire_time", 86400.0) if refresh else 0.0
        return _Token(access, refresh, renew_at, now + refresh_s)

    def cancel(self) -> None:
        """Wake everybody who waits; they raise Cancelled."""
        self._transport.cancel()

    def close(self) -> None:
        """Give the token back and close; what fails here must not hide a good result."""
        self._transport.cancelled.clear()
        if self._token is not None:
            self._give_back(self._token.access)
            self._token = None
        # A login that was broken off may have taken a token all the same.
        self._login_settled.wait(_LATE_S)
        self._transport.close()

    def _give_back(self, access: str) -> None:
        try:
            query = {"access_token": access}
            self._transport.send("GET", DEL_TOKEN, query=query, total_s=_GOODBYE_S)
        except (TransportError, Cancelled) as error:
            log.debug("the token could not be given back: %s", error)

    def _give_back_late(self, answer: wire.Answer) -> None:
        with contextlib.suppress(wire.Refused):
            self._give_back(str(wire.envelope(answer).fields.get("access_token") or ""))
        self._login_settled.set()

    # -- errors ---------------------------------------------------------------------------

    def _no_connection(self, error: TransportError) -> ConnectionFailed:
        hint = error.hint or "check address, port and network, then try again"
        return ConnectionFailed(error.what, where=self._address.place, hint=hint)

    def _fatal(self, error: wire.Refused) -> PbxRefused:
        return PbxRefused(
            error.message,
            code=error.code,
            where=self._address.place,
            hint=codes.cure(error.code) or "compare the settings under Integrations > API",
        )

    def _login_refused(self, error: wire.Refused) -> LoginRefused:
        what = "the PBX refused the login"
        hint = codes.cure(error.code)
        if error.code in (codes.FAILURE, codes.PARAMETER, codes.ACCESS_DENIED) or not hint:
            hint = "compare Client ID and secret with Integrations > API in the PBX's web interface"
        if error.code is None:
            what, hint = error.message, "check address and port (usually 8088) of the PBX"
        elif error.code != codes.FAILURE:
            what = f"{what}: {error.message}"
        where = (
            f"{self._address.place}, client id "
            f"{mask(self._credentials.client_id, self._secrets)!r} "
            f"({_name(error.code)}not tried again: five failures in a row block this address)"
        )
        return LoginRefused(what, code=error.code, where=where, hint=hint)


def _seconds(fields: Mapping[str, Any], name: str, default: float) -> float:
    try:
        return max(0.0, float(fields.get(name, default)))
    except (TypeError, ValueError):
        return default


def _name(code: int | None) -> str:
    return f"errcode {code}; " if code is not None else ""
