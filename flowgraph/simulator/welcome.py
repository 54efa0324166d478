"""What a browser sees at the simulator's root."""

from __future__ import annotations

from ..sources.openapi.endpoints import API_PREFIX
from .folder import PbxFolder
from .messages import Answer, text_page
from .settings import Settings

_TEXT = """\
This is flowgraph's simulator: the PBX folder "{name}" ({menus} menus),
served as a Yeastar P-Series Open API below {prefix}
It is no PBX, it holds no secrets, and it never changes the folder.

Draw it from another terminal:

    FLOWGRAPH_CLIENT_ID={client_id} FLOWGRAPH_CLIENT_SECRET=... flowgraph draw --all --pbx {scheme}://HOST:PORT

The client secret is "demo" unless --client-secret says otherwise.
"""


def welcome(folder: PbxFolder, settings: Settings) -> Answer:
    """Explain to a person what answers here."""
    text = _TEXT.format(
        name=folder.name,
        menus=len(folder.ivr_ids()),
        prefix=API_PREFIX,
        client_id=settings.client_id,
        scheme="https" if settings.is_encrypted else "http",
    )
    return text_page(text)
