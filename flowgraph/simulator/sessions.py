"""Logins and tokens, by the vendor's rules.

Source: the vendor's pages "Get Access Token", "Refresh Access Token", "Revoke Access Token" and
"Remove Blocked API IP Addresses". Not in the vendor's words and decided here: a refresh makes the
old access token invalid and takes no new slot; a revoked token takes its refresh token along; a
refresh token that is not known is answered like an expired access token.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from .messages import FAILURE, IP_BLOCKED, LIMIT_EXCEEDED, TOKEN_EXPIRED, Refusal
from .settings import Settings

MAX_TOKENS = 8
MAX_FAILURES = 5
#: 1 January 2099: a block that lasts. Administrators have seen such dates.
BLOCKED_UNTIL = 4070908800


@dataclass
class Session:
    """A pair of tokens; times are those of the monotonic clock, in seconds."""

    access: str
    refresh: str
    access_until: float
    refresh_until: float
    uses: int = 0


class Sessions:
    """All tokens that this PBX has given out; safe to use from several threads.

    Args:
        settings: Credentials and lifetimes.
        clock: Monotonic seconds.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: list[Session] = []
        self._failures: Counter[str] = Counter()

    @property
    def in_use(self) -> int:
        """Number of access tokens that are valid now."""
        with self._lock:
            return self._count_valid()

    def require_unblocked(self, address: str) -> None:
        """Refuse an address that failed to log in five times in a row, for the rest of the run."""
        with self._lock:
            if self._failures[address] >= MAX_FAILURES:
                raise Refusal(IP_BLOCKED, block_expire_time=BLOCKED_UNTIL)

    def log_in(self, username: object, password: object, address: str) -> Session:
        """Give out a new pair; older ones stay valid."""
        with self._lock:
            if (username, password) != (self._settings.client_id, self._settings.client_secret):
                self._failures[address] += 1
                wrong = {"field": "username or password", "value": "invalid"}
                raise Refusal(FAILURE, invalid_param_list=[wrong])
            self._failures[address] = 0
            return self._open()

    def refresh(self, token: object) -> Session:
        """Replace a pair by a new one."""
        with self._lock:
            now = self._clock()
            for session in self._sessions:
                if session.refresh == token and now < session.refresh_until:
                    self._sessions.remove(session)
                    return self._open()
            raise Refusal(TOKEN_EXPIRED)

    def require(self, access: str, max_uses: int | None = None) -> None:
        """Refuse an access token that is unknown or expired.

        Args:
            access: The token.
            max_uses: Let the token expire once it was used so often.
        """
        with self._lock:
            session = self._find(access)
            if max_uses is not None and session.uses >= max_uses:
                session.access_until = self._clock()
                raise Refusal(TOKEN_EXPIRED)
            session.uses += 1

    def revoke(self, access: str) -> None:
        """Forget a pair, which frees its slot."""
        with self._lock:
            self._sessions.remove(self._find(access))

    def _find(self, access: str) -> Session:
        now = self._clock()
        for session in self._sessions:
            if session.access == access and now < session.access_until:
                return session
        raise Refusal(TOKEN_EXPIRED)

    def _open(self) -> Session:
        if self._count_valid() >= MAX_TOKENS:
            raise Refusal(LIMIT_EXCEEDED)
        now = self._clock()
        self._sessions = [session for session in self._sessions if now < session.refresh_until]
        session = Session(
            secrets.token_hex(16),
            secrets.token_hex(16),
            now + self._settings.token_life_s,
            now + self._settings.refresh_life_s,
        )
        self._sessions.append(session)
        return session

    def _count_valid(self) -> int:
        now = self._clock()
        return sum(now < session.access_until for session in self._sessions)
