"""Menus: the four verbs over ``ivr/<id>.json`` and ``ivr/<id>.body``."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

from .catalogue import KINDS
from .folder import PbxFolder, Problem, Saved
from .listing import identity, listed, ordered, page, required, required_ids, searched
from .messages import NOT_FOUND, PARTIAL_SUCCESS, SUCCESS, Answer, Refusal, envelope, success

_IVR = KINDS["ivr"]


class Ivrs:
    """Answers for menus. The name of its file is a menu's id, whatever the file says.

    Args:
        folder: Where the files are.
    """

    def __init__(self, folder: PbxFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._asked: Counter[str] = Counter()

    def answer(self, verb: str, query: Mapping[str, str]) -> Answer:
        """Answer ``list``, ``search``, ``get`` or ``query``."""
        verbs = {"list": self._list, "search": self._search, "get": self._get}
        return verbs.get(verb, self._query)(query)

    def _get(self, query: Mapping[str, str]) -> Answer:
        asked = identity(required(query, "id"))
        exact = self._folder.exact(asked)
        if exact and self._is_due(asked, exact.times):
            code = _errcode(exact.body)
            return Answer(exact.body, code, exact.status, exact.content_type)
        saved = self._folder.ivr(asked)
        if saved is None:
            raise Refusal(NOT_FOUND)
        return Answer(saved.body, _code(saved.envelope))

    def _is_due(self, asked: str, times: int | None) -> bool:
        with self._lock:
            self._asked[asked] += 1
            return times is None or self._asked[asked] <= times

    def _query(self, query: Mapping[str, str]) -> Answer:
        ids = required_ids(query)
        menus = [menu for menu in map(self._menu_for_batch, ids) if menu is not None]
        return envelope(SUCCESS if len(menus) == len(ids) else PARTIAL_SUCCESS, data=menus)

    def _menu_for_batch(self, asked: str) -> dict[str, Any] | None:
        """Give a menu that can stand in a batch: it is in order and goes by the asked id."""
        if self._folder.exact(asked) is not None:
            return None
        data = self._data(asked)
        return data if data is not None and identity(data.get("id", "")) == asked else None

    def _data(self, asked: str) -> dict[str, Any] | None:
        try:
            saved: Saved | None = self._folder.ivr(asked)
        except Problem as problem:
            # One broken file must not cost the other menus of the batch or the list.
            print(f"simulator: {problem}", file=sys.stderr)
            return None
        return saved.data if saved else None

    def _list(self, query: Mapping[str, str]) -> Answer:
        ids = self._folder.ivr_ids()
        if query.get("sort_by", "id") != "id":
            return listed(_IVR, [self._row(one) for one in ids], query)
        # By id the names of the files will do, and only the files of one page are read.
        cut = page(ordered(_IVR, [{"id": one} for one in ids], query), query)
        return success(total_number=len(ids), data=[self._row(row["id"]) for row in cut])

    def _search(self, query: Mapping[str, str]) -> Answer:
        return searched(_IVR, [self._row(one) for one in self._folder.ivr_ids()], query)

    def _row(self, one: str) -> dict[str, Any]:
        """Give what the list tells of a menu; of one that cannot be read the id alone is known."""
        data = self._data(one) or {}
        return {
            "id": int(one) if one.isdecimal() else one,
            "number": data.get("number", ""),
            "name": data.get("name", ""),
            "dial_ext_option": data.get("dial_ext_option", "disable"),
            "enb_dial_outb_routes": data.get("enb_dial_outb_routes", 0),
        }


def _errcode(body: bytes) -> int | None:
    try:
        return _code(json.loads(body))
    except (ValueError, RecursionError):
        return None


def _code(content: object) -> int | None:
    code = content.get("errcode") if isinstance(content, dict) else None
    return code if isinstance(code, int) else None
