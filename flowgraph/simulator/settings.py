"""How the simulated PBX is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Everything about the simulated PBX that is not in its folder.

    Attributes:
        host: Address to listen on.
        port: Port to listen on; 0 takes any free one.
        client_id: What ``get_token`` accepts as ``username``.
        client_secret: What ``get_token`` accepts as ``password``. A play secret.
        latency_ms: Pause before every answer.
        token_life_s: Life of an access token; 0 makes every token stale at once.
        refresh_life_s: Life of a refresh token.
        batch: Whether this firmware has ``ivr/query``.
        tls: Serve HTTPS with a self-signed certificate made at the start.
        certificate: PEM file to serve HTTPS with instead.
        private_key: PEM file with its key, if the certificate's file does not hold it.
        keep_alive: Keep connections open. The vendor says that the PBX closes each of them.
        device_name: Name of the PBX; empty takes it from ``system.json``, else from the folder.
    """

    host: str = "127.0.0.1"
    port: int = 0
    client_id: str = "demo"
    client_secret: str = "demo"  # noqa: S105  a play secret, as the contract says
    latency_ms: float = 0
    token_life_s: float = 1800
    refresh_life_s: float = 86400
    batch: bool = True
    tls: bool = False
    certificate: Path | None = None
    private_key: Path | None = None
    keep_alive: bool = False
    device_name: str = ""

    @property
    def is_encrypted(self) -> bool:
        """Whether the PBX is served over HTTPS."""
        return self.tls or self.certificate is not None
