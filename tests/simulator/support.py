"""A small PBX folder and a plain client, for tests of the simulator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol

import requests

LOGIN = {"username": "demo", "password": "demo"}


def menu(number: int, **fields: Any) -> dict[str, Any]:
    return {"id": number, "number": str(6200 + number), "name": f"Menu {number}", **fields}


def saved(data: dict[str, Any], code: int = 0, text: str = "SUCCESS") -> dict[str, Any]:
    return {"errcode": code, "errmsg": text, "data": data}


def write(folder: Path, **files: Any) -> Path:
    """Write ``ivr_5`` as ``ivr/5.json`` and any other name as ``<name>.json``."""
    (folder / "ivr").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / f"{name.replace('ivr_', 'ivr/')}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def write_exact(folder: Path, identity: int, body: bytes, **meta: Any) -> None:
    (folder / "ivr" / f"{identity}.body").write_bytes(body)
    (folder / "ivr" / f"{identity}.meta.json").write_text(json.dumps(meta), encoding="utf-8")


class Served(Protocol):
    """A simulator in this process or in another one."""

    @property
    def url(self) -> str: ...


class Caller:
    """Asks a simulator with nothing but requests."""

    def __init__(self, simulator: Served, **options: Any) -> None:
        self._base = f"{simulator.url}/openapi/v1.0/"
        self._options = {"timeout": 5, "allow_redirects": False, **options}
        self.token = ""

    def post(self, path: str, form: Any, **options: Any) -> requests.Response:
        return requests.post(self._base + path, json=form, **self._options, **options)

    def raw(self, path: str, **query: Any) -> requests.Response:
        query = {"access_token": self.token, **query}
        return requests.get(self._base + path, params=query, **self._options)

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        content: dict[str, Any] = self.raw(path, **query).json()
        return content

    def log_in(self) -> dict[str, Any]:
        content: dict[str, Any] = self.post("get_token", LOGIN).json()
        self.token = content.get("access_token", "")
        return content


def logged_in(simulator: Served, **options: Any) -> Caller:
    caller = Caller(simulator, **options)
    caller.log_in()
    return caller
