"""The tokens that a run has taken and must give back: the PBX has eight for an application."""

from __future__ import annotations

import threading


class Bag:
    """The access tokens that the PBX wants back; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens: list[str] = []
        self._is_closed = False
        self._settled = threading.Event()
        self._settled.set()

    def open(self) -> None:
        """Expect a token, which :meth:`keep` will bring."""
        self._settled.clear()

    def keep(self, access: str) -> bool:
        """Put a token in; False if the bag is closed and it must be given back by hand."""
        with self._lock:
            if access and not self._is_closed:
                self._tokens.append(access)
            self._settled.set()
            return not (access and self._is_closed)

    def drop(self, access: str) -> None:
        """Take a token out that is no longer good."""
        with self._lock:
            self._tokens = [token for token in self._tokens if token != access]

    def close(self, late_s: float) -> list[str]:
        """Empty the bag, after at most so many seconds for a token that is on its way."""
        self._settled.wait(late_s)
        with self._lock:
            self._is_closed = True
            tokens, self._tokens = self._tokens, []
            return tokens
