"""Every failure that flowgraph tells a user about; imports nothing of ours.

::

    FlowgraphError            what, where, what next; ends with exit status 2
    ├── UsageError            correct the command, an option or a file name
    ├── InputError            correct the file or folder that was read
    ├── ConfigError           correct flowgraph.toml
    ├── ConnectionFailed      the PBX cannot be reached, or is no PBX
    ├── PbxRefused            the PBX answered and said no (errcode)
    │   └── LoginRefused      credentials, block list, token limit: never tried twice
    ├── EngineError           the drawing engine is absent, failed or took too long
    ├── OutputError           a file could not be written
    ├── DeliveryFailed        nobody was told: a command, a webhook, a mail server failed
    └── Interrupted           Ctrl-C, SIGTERM or SIGHUP; carries its exit status
"""

from __future__ import annotations


class FlowgraphError(Exception):
    """A failure in three parts, so that its reader knows what to do.

    Args:
        what: What happened, one clause without a full stop.
        where: The place: host, file, IVR id, field. Never a URL's query.
        hint: What to do next.
    """

    exit_status = 2

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Give the message as it is printed after ``error:``, one part a line."""
        lines = [self.what]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.hint:
            lines.append(f"  next:  {self.hint}")
        return "\n".join(lines)


class UsageError(FlowgraphError):
    """The command line asks for something that cannot be."""


class InputError(FlowgraphError):
    """A file or folder does not hold what it should."""


class ConfigError(FlowgraphError):
    """``flowgraph.toml`` holds something that cannot be used."""


class ConnectionFailed(FlowgraphError):
    """The PBX cannot be reached, or what answers there is no PBX."""


class PbxRefused(FlowgraphError):
    """The PBX answered with an error.

    Args:
        code: The envelope's ``errcode``, or the HTTP status where there was no envelope.
    """

    def __init__(self, what: str, *, code: int | None, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.code = code


class LoginRefused(PbxRefused):
    """The PBX refused the login; a second try would bring the address nearer to the block list."""


class EngineError(FlowgraphError):
    """The drawing engine is absent, failed, or took too long."""


class OutputError(FlowgraphError):
    """A file could not be written; what stood there before is untouched."""


class DeliveryFailed(FlowgraphError):
    """A message did not arrive, as far as one can know; it is sent again with the next run."""


class Interrupted(FlowgraphError):
    """A signal ended the run."""

    def __init__(self, what: str = "interrupted", *, exit_status: int = 130) -> None:
        super().__init__(what)
        self.exit_status = exit_status
