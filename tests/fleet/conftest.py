from __future__ import annotations

from opening import opened

__all__ = ["opened"]
