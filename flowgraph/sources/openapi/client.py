"""Asks the PBX: log in, send, wait, try again, give the token back.

What is worth another try is decided here and nowhere else. A login that the PBX has judged is not:
five failed ones put this computer's address on the PBX's block list, and at most eight tokens may
be in use at a time. A login that the PBX was too busy to judge is.
"""

from __future__ import annotations

import base64
import json
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple, TypeVar

from pydantic import SecretStr

from ...errors import ConnectionFailed, FlowgraphError
from ...masking import mask
from ...model.ids import plain_text
from . import codes, wire
from .address import Address
from .bag import Bag
from .endpoints import DEL_TOKEN, GET_TOKEN, LISTS, READ_PATHS, REFRESH_TOKEN, SYSTEM_INFORMATION
from .failures import expires_at_once, login_refused, no_connection, refused_for_good
from .transport import Cancelled, Transport, TransportError, Trouble

log = logging.getLogger("flowgraph")

#: Tries in all for a server error or errcode -2.
MAX_TRIES = 3
#: Tries in all while the PBX says that it is busy; it also serves calls.
MAX_BUSY_TRIES = 8
#: Tries in all by how a request failed; once, where nothing is said. Silence costs half a minute.
TRIES = {Trouble.UNREACHABLE: 3, Trouble.DROPPED: 3, Trouble.CUT: 3, Trouble.SILENT: 2}
#: The same for a login: a dropped connection says nothing about the credentials.
LOGIN_TRIES = {Trouble.DROPPED: 2}
#: Longest pause between two tries, in seconds, even if the PBX asks for more.
MAX_PAUSE_S = 60.0
#: Longest time that the tries of one question may take together, in seconds.
MAX_PATIENCE_S = 150.0
#: Seconds without one useful answer, after which the run is over.
MAX_BARREN_S = 300.0
#: Logins of one run: the first, and one after a refresh token that is no longer good.
MAX_LOGINS = 2
#: Tokens in a row that expire before they were good for anything.
MAX_USELESS_TOKENS = 3
#: A token is renewed this long before it expires, in seconds.
MARGIN_S = 60.0
_SMALL_LIST = (LISTS["ivr"].path, {"page": "1", "page_size": "1"})
_GOODBYE_S = 3.0
# A user who pressed Ctrl-C waits no longer than this for each of the two last things to do.
_LATE_S = 1.0

F = TypeVar("F", bound=FlowgraphError)


class Credentials(NamedTuple):
    """What the PBX shows under Integrations > API."""

    client_id: str
    client_secret: SecretStr


@dataclass(eq=False)
class _Token:
    """A pair of tokens; times are those of the monotonic clock.

    Attributes:
        life_s: Seconds that the access token is good for, as the PBX said.
        is_proven: Whether a question was answered with it.
    """

    access: str
    refresh: str
    renew_at: float
    refresh_until: float
    life_s: float
    is_proven: bool = False


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
        self._secrets = list(_forms(credentials.client_secret.get_secret_value()))
        # Held while somebody logs in or renews; the others want the very token that he gets.
        self._lock = threading.Lock()
        self._token: _Token | None = None
        self._logins = 0
        self._useless_tokens = 0
        # Once something ended the run, nothing more is asked, by whatever thread.
        self._end: FlowgraphError | None = None
        self._heard_at = self._useful_at = time.monotonic()
        self._bag = Bag()

    @property
    def place(self) -> str:
        """``host:port`` of the PBX, for messages."""
        return self._address.place

    def log_in(self) -> float:
        """Log in now rather than with the first question.

        Returns:
            Seconds that the access token is good for.

        Raises:
            LoginRefused: The login failed; once it was judged, it is not tried again.
            ConnectionFailed: The PBX is not there.
            Cancelled: The user ended the run.
        """
        return self._current_token().life_s

    def ask(self, path: str, query: Mapping[str, str] | None = None) -> wire.Envelope:
        """Read something from the PBX.

        Args:
            path: One of :data:`endpoints.READ_PATHS`.
            query: Parameters without the token.

        Returns:
            The opened answer.

        Raises:
            wire.Refused: The PBX said no to this question, or its answer made no sense.
            LoginRefused: The login failed; once it was judged, it is not tried again.
            PbxRefused: The PBX refuses everything (block list, API switched off, …).
            ConnectionFailed: The PBX is not there.
            Cancelled: The user ended the run.
        """
        if path not in READ_PATHS:
            raise ValueError(f"{path} is not on the list of read paths")
        token = self._current_token()
        for number in count(1):
            try:
                return self._ask_as(token, path, query)
            except wire.Refused as error:
                if error.code != codes.TOKEN_EXPIRED:
                    raise
                # Others may have used up a new token meanwhile; if not, the question is at fault.
                if number > 1 and self._is_accepted(token, path):
                    raise
            log.debug("the token has expired; renewing it and asking again")
            token = self._renewed(token)
        raise AssertionError("count() does not end")

    def _ask_as(self, token: _Token, path: str, query: Mapping[str, str] | None) -> wire.Envelope:
        parameters = {**(query or {}), "access_token": token.access}
        begun = time.monotonic()
        try:
            opened = self._persist(path, lambda: self._once("GET", path, parameters), TRIES)
        except TransportError as error:
            if not self._is_alive(error, begun, token, path):
                raise self._over(no_connection(error, self.place)) from None
            self._end_if_barren(error.what)
            raise wire.Refused(error.what) from None
        except wire.Refused as error:
            self._note_refusal(error, token)
            raise
        self._note_use(token)
        return opened

    def _note_use(self, token: _Token) -> None:
        token.is_proven = True
        self._useless_tokens = 0
        self._useful_at = time.monotonic()

    def _note_refusal(self, error: wire.Refused, token: _Token) -> None:
        if error.code in codes.FATAL:
            raise self._over(refused_for_good(error, self.place)) from None
        if error.code in codes.BUSY or codes.is_transient(error.code):
            self._end_if_barren(error.message)
        elif error.code != codes.TOKEN_EXPIRED:
            self._note_use(token)

    def _is_alive(self, error: TransportError, begun: float, token: _Token, path: str) -> bool:
        """Whether one question failed and not the PBX: did anybody hear from it since?"""
        if error.trouble is Trouble.UNREACHABLE:
            return False
        if error.trouble is Trouble.NONSENSE or self._heard_at > begun:
            return True
        return self._probe(token, path) is not None

    def _is_accepted(self, token: _Token, path: str) -> bool:
        """Whether the PBX takes a token for another question than the one at ``path``."""
        answer = self._probe(token, path)
        try:
            return answer is not None and bool(wire.envelope(answer))
        except wire.Refused as error:
            return error.code != codes.TOKEN_EXPIRED

    def _probe(self, token: _Token, path: str) -> wire.Answer | None:
        """Ask something small once, not what is asked at ``path``; None if no answer comes."""
        other = _SMALL_LIST if path == SYSTEM_INFORMATION else (SYSTEM_INFORMATION, {})
        query = {**other[1], "access_token": token.access}
        limit_s = self._transport.limits.read_s
        try:
            answer = self._transport.send("GET", other[0], query=query, total_s=limit_s)
        except TransportError:
            return None
        self._heard_at = time.monotonic()
        return answer

    def _end_if_barren(self, why: str) -> None:
        barren_s = time.monotonic() - self._useful_at
        if barren_s < MAX_BARREN_S:
            return
        raise self._over(
            ConnectionFailed(
                f"no useful answer for {barren_s:.0f} s; the last one: {why}",
                where=self.place,
                hint="try again when the PBX is less busy, or with --concurrency 1",
            )
        ) from None

    # -- sending --------------------------------------------------------------------------

    def _once(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str],
        on_end: Callable[[wire.Answer | None], None] | None = None,
    ) -> wire.Envelope:
        """Send one request; a GET carries its parameters in the query, a POST in the body."""
        started = time.monotonic()
        query, form = (parameters, None) if method == "GET" else (None, parameters)
        try:
            answer = self._transport.send(method, path, query=query, json=form, on_end=on_end)
        except TransportError as error:
            error.what = mask(error.what, self._secrets)
            raise
        self._heard_at = time.monotonic()
        log.debug(
            "%s %s -> HTTP %s, %s bytes, %.0f ms",
            method,
            path,
            answer.status,
            len(answer.body),
            (self._heard_at - started) * 1000,
        )
        try:
            return wire.envelope(answer)
        except wire.Refused as error:
            error.message = mask(error.message, self._secrets)
            raise

    def _persist(
        self, path: str, send: Callable[[], wire.Envelope], tries: Mapping[Trouble, int]
    ) -> wire.Envelope:
        """Repeat what may succeed a moment later, with growing pauses."""
        begun = time.monotonic()
        give_up_at = min(begun + MAX_PATIENCE_S, max(begun, self._useful_at + MAX_BARREN_S))
        for number in count(1):
            try:
                return send()
            except TransportError as error:
                pause_s = self._pause_s(number, None)
                if number >= tries.get(error.trouble, 1) or _now() + pause_s > give_up_at:
                    error.what += _tried(number)
                    raise
                reason = error.what
            except wire.Refused as error:
                pause_s = self._pause_s(number, error.retry_after_s)
                if number >= _tries_for(error) or _now() + pause_s > give_up_at:
                    error.message += _too_long(error)
                    error.effort = _tried(number)
                    raise
                reason = error.message
            log.debug("%s: %s; trying again in %.1f s", path, reason, pause_s)
            if self._transport.cancelled.wait(pause_s):
                raise Cancelled
        raise AssertionError("count() does not end")

    def _pause_s(self, number: int, asked_s: float | None) -> float:
        # A little chance, so that two runs that collided do not collide for ever.
        grown = self._first_pause_s * 2 ** (number - 1) * random.uniform(1.0, 1.25)  # noqa: S311
        return float(min(MAX_PAUSE_S, max(grown, asked_s or 0.0)))

    # -- the token ------------------------------------------------------------------------

    def _current_token(self) -> _Token:
        with self._lock:
            self._require_going_on()
            if self._token is None:
                self._token = self._log_in()
            elif time.monotonic() >= self._token.renew_at:
                self._token = self._renew(self._token)
            return self._token

    def _renewed(self, stale: _Token) -> _Token:
        """Give a token newer than ``stale``; whoever comes second finds it done."""
        with self._lock:
            self._require_going_on()
            if self._token is stale:
                self._useless_tokens += not stale.is_proven
                if self._useless_tokens >= MAX_USELESS_TOKENS:
                    raise self._over(expires_at_once(self.place))
                self._token = self._renew(stale)
            assert self._token is not None  # noqa: S101  nobody asks before the first login
            return self._token

    def _require_going_on(self) -> None:
        if self._end:
            raise self._end
        if self._transport.cancelled.is_set():
            raise Cancelled

    def _renew(self, stale: _Token) -> _Token:
        if time.monotonic() < stale.refresh_until:
            try:
                fresh = self._fetch(REFRESH_TOKEN, {"refresh_token": stale.refresh}, TRIES)
            except wire.Refused as error:
                if error.code in codes.FATAL:
                    raise self._over(refused_for_good(error, self.place)) from None
                log.debug("the PBX refuses to renew the token: %s", error.message)
            except TransportError as error:
                raise self._over(no_connection(error, self.place)) from None
            else:
                self._bag.drop(stale.access)
                return fresh
        return self._log_in()

    def _log_in(self) -> _Token:
        if self._logins >= MAX_LOGINS:
            raise self._over(expires_at_once(self.place))
        self._logins += 1
        form = {
            "username": self._credentials.client_id,
            "password": self._credentials.client_secret.get_secret_value(),
        }
        try:
            return self._fetch(GET_TOKEN, form, LOGIN_TRIES)
        except wire.Refused as error:
            client_id = mask(self._credentials.client_id, self._secrets)
            raise self._over(login_refused(error, self.place, client_id)) from None
        except TransportError as error:
            raise self._over(no_connection(error, self.place)) from None

    def _fetch(self, path: str, form: Mapping[str, str], tries: Mapping[Trouble, int]) -> _Token:
        def send() -> wire.Envelope:
            self._bag.open()
            return self._once("POST", path, form, self._keep)

        fields = self._persist(path, send, tries).fields
        access, refresh = (plain_text(fields.get(n)) for n in ("access_token", "refresh_token"))
        if not access:
            raise wire.Refused("the answer to the login holds no access token")
        self._secrets += [*_forms(access), *_forms(refresh)]
        now = time.monotonic()
        life_s = _seconds(fields, "access_token_expire_time", 1800.0)
        # A life shorter than the margin is used up to its end, or every request would renew it.
        renew_at = now + (life_s - MARGIN_S if life_s > 2 * MARGIN_S else max(life_s, MARGIN_S))
        refresh_s = _seconds(fields, "refresh_token_expire_time", 86400.0) if refresh else 0.0
        self._useful_at = now
        return _Token(access, refresh, renew_at, now + refresh_s, life_s)

    def _keep(self, answer: wire.Answer | None) -> None:
        """Take a token as soon as it arrives: whoever asked for it may have left."""
        access = ""
        if answer is not None:
            try:
                access = plain_text(wire.envelope(answer).fields.get("access_token"))
            except wire.Refused:
                access = ""
        if not self._bag.keep(access):
            self._give_back(access)

    def cancel(self) -> None:
        """Wake everybody who waits; they raise Cancelled."""
        self._transport.cancel()

    def close(self) -> None:
        """Give every token back and close; what fails here must not hide a good result."""
        for access in self._bag.close(_LATE_S):
            self._give_back(access)
        self._transport.close()

    def _give_back(self, access: str) -> None:
        is_hurried = self._transport.cancelled.is_set()
        try:
            self._transport.send(
                "GET",
                DEL_TOKEN,
                query={"access_token": access},
                total_s=_LATE_S if is_hurried else _GOODBYE_S,
                is_farewell=True,
            )
        except TransportError as error:
            log.debug("the token could not be given back: %s", mask(error.what, self._secrets))

    # -- errors ---------------------------------------------------------------------------

    def _over(self, error: F) -> F:
        self._end = self._end or error
        return error


def _now() -> float:
    return time.monotonic()


def _tries_for(error: wire.Refused) -> int:
    if (error.retry_after_s or 0) > MAX_PAUSE_S:
        return 1
    if error.code in codes.BUSY:
        return MAX_BUSY_TRIES
    return MAX_TRIES if codes.is_transient(error.code) else 1


def _tried(number: int) -> str:
    return f" (tried {number} times)" if number > 1 else ""


def _too_long(error: wire.Refused) -> str:
    if (error.retry_after_s or 0) <= MAX_PAUSE_S:
        return ""
    return f"; it asks to wait {error.retry_after_s:.0f} s, which is too long"


def _forms(secret: str) -> Iterator[str]:
    """Give a secret as it may come back in somebody's text; :func:`mask` knows percent-encoding."""
    if secret:
        coded = base64.b64encode(secret.encode()).decode()
        forms = (secret, json.dumps(secret)[1:-1], coded, coded.rstrip("="))
        # A quoted start of an answer has its backslashes doubled.
        yield from (*forms, *(repr(form)[1:-1] for form in forms))


def _seconds(fields: Mapping[str, Any], name: str, default: float) -> float:
    try:
        return max(0.0, float(fields.get(name, default)))
    except (TypeError, ValueError):
        return default
