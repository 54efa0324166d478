"""The Open API over a PBX folder: who may ask, and who answers which path.

Not in the vendor's words and decided here: a request without User-Agent is answered 40002; an
unknown API version 10003; a known path with the wrong method 10001; anything that would change
the PBX 10005.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from ..sources.openapi.endpoints import (
    API_PREFIX,
    DEL_TOKEN,
    GET_TOKEN,
    REFRESH_TOKEN,
    SYSTEM_INFORMATION,
)
from . import catalogue
from .folder import PbxFolder, Problem
from .ivrs import Ivrs
from .messages import (
    ACCESS_DENIED,
    INTERNAL_ERROR,
    NOT_EXISTED,
    PARAMETER_SYNTAX,
    UNSUPPORTED_VERSION,
    Answer,
    Ask,
    Refusal,
    envelope,
    success,
    text_page,
    wrong_parameter,
)
from .objects import Objects
from .sessions import Session, Sessions
from .settings import Settings
from .welcome import welcome


class Api:
    """Answers every question; a file that is broken costs that answer alone.

    Args:
        folder: The PBX.
        sessions: Its tokens.
        settings: Its set-up.
    """

    def __init__(self, folder: PbxFolder, sessions: Sessions, settings: Settings) -> None:
        self._folder = folder
        self._sessions = sessions
        self._settings = settings
        self._ivrs = Ivrs(folder)
        self._objects = Objects(folder)
        self._without_token: dict[tuple[str, str], Callable[[Ask], Answer]] = {
            ("POST", GET_TOKEN): self._log_in,
            ("POST", REFRESH_TOKEN): self._refresh,
        }

    def answer(self, ask: Ask) -> Answer:
        """Answer a question."""
        try:
            return self._answer(ask)
        except Refusal as refusal:
            return envelope(refusal.code, **refusal.fields)
        except (Problem, OSError) as problem:
            print(f"simulator: {problem}", file=sys.stderr)
            return envelope(INTERNAL_ERROR)

    def _answer(self, ask: Ask) -> Answer:
        if ask.path.startswith("/"):
            return self._outside(ask)
        _require_user_agent(ask)
        self._sessions.require_unblocked(ask.address)
        token_call = self._without_token.get((ask.method, ask.path))
        if token_call:
            return token_call(ask)
        self._sessions.require(ask.token, ask.max_uses)
        return self._permitted(ask)

    def _outside(self, ask: Ask) -> Answer:
        if ask.path == "/":
            return welcome(self._folder, self._settings)
        if ask.path.startswith("/openapi/"):
            raise Refusal(UNSUPPORTED_VERSION)
        return text_page(f"404: the Open API begins at {API_PREFIX}\n", status=404)

    def _log_in(self, ask: Ask) -> Answer:
        form = _form(ask, "username", "password")
        return self._tokens(self._sessions.log_in(form["username"], form["password"], ask.address))

    def _refresh(self, ask: Ask) -> Answer:
        form = _form(ask, "refresh_token")
        return self._tokens(self._sessions.refresh(form["refresh_token"]))

    def _tokens(self, session: Session) -> Answer:
        return success(
            access_token_expire_time=int(self._settings.token_life_s),
            access_token=session.access,
            refresh_token_expire_time=int(self._settings.refresh_life_s),
            refresh_token=session.refresh,
        )

    def _permitted(self, ask: Ask) -> Answer:
        found = catalogue.find(ask.path)
        if found and found[1] in catalogue.WRITE_VERBS:
            raise Refusal(ACCESS_DENIED)
        if ask.method != "GET":
            raise Refusal(NOT_EXISTED)
        if ask.path == DEL_TOKEN:
            self._sessions.revoke(ask.token)
            return success()
        if ask.path == SYSTEM_INFORMATION:
            return self._objects.system(self._settings.device_name)
        if found and found[1] in catalogue.READ_VERBS:
            return self._read(ask, *found)
        raise Refusal(NOT_EXISTED)

    def _read(self, ask: Ask, kind: catalogue.Kind, verb: str) -> Answer:
        if kind.name != "ivr":
            return self._objects.answer(kind, verb, ask.query)
        if verb == "query" and not self._settings.batch:
            raise Refusal(NOT_EXISTED)
        return self._ivrs.answer(verb, ask.query)


def _require_user_agent(ask: Ask) -> None:
    names = {name.lower() for name, value in ask.headers.items() if value.strip()}
    if "user-agent" not in names:
        raise wrong_parameter("User-Agent")


def _form(ask: Ask, *fields: str) -> dict[str, Any]:
    """Read a JSON body; the vendor wants ``application/json``, but clients get by without."""
    try:
        form = json.loads(ask.body)
    except (ValueError, RecursionError):
        raise Refusal(PARAMETER_SYNTAX) from None
    for field in fields:
        if not isinstance(form, dict) or field not in form:
            raise wrong_parameter(field)
    return dict(form)
