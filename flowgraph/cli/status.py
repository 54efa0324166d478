"""The exit status, chosen in one place."""

from __future__ import annotations

from collections.abc import Iterable

DONE = 0
FINDINGS = 1
COULD_NOT = 2
IN_PART = 3

SEVERITIES = ("error", "warning", "info")
FAIL_ON = (*SEVERITIES, "never")


def exit_status(
    severities: Iterable[str] = (), *, fail_on: str = "error", is_partial: bool = False
) -> int:
    """Choose the exit status of a job that was done, whole or in part.

    Args:
        severities: Severity of each finding.
        fail_on: Lowest severity that counts; ``never`` for none.
        is_partial: Whether something that exists could not be read or written.

    Returns:
        3 in part, 1 findings, 0 done, in this precedence. What could not be done at all or was
        interrupted never comes here.

    >>> exit_status(["warning", "info"]), exit_status(["warning"], fail_on="warning")
    (0, 1)
    """
    if is_partial:
        return IN_PART
    counting = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return FINDINGS if any(severity in counting for severity in severities) else DONE
