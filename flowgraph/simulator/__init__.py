"""A PBX that is only a folder: serves it as the Yeastar Open API over real HTTP.

It is the other side of the wire, so it shares no parser with the client. Behaviour follows the
vendor's developer guide; what the guide leaves open is decided in the module that does it.
"""

from __future__ import annotations

from .faults import Fault, Faults
from .messages import Request
from .settings import Settings
from .simulator import Simulator

__all__ = ["Fault", "Faults", "Request", "Settings", "Simulator"]
