"""The exit status is chosen in one place, by one precedence."""

from __future__ import annotations

import pytest

from flowgraph.cli.status import FAIL_ON, SEVERITIES, exit_status


@pytest.mark.parametrize(
    ("severities", "fail_on", "is_partial", "status"),
    [
        ([], "error", False, 0),
        ([], "info", False, 0),
        ([], "error", True, 3),
        (["error"], "error", False, 1),
        (["error"], "warning", False, 1),
        (["error"], "info", False, 1),
        (["error"], "never", False, 0),
        (["warning"], "error", False, 0),
        (["warning"], "warning", False, 1),
        (["warning"], "info", False, 1),
        (["warning"], "never", False, 0),
        (["info"], "error", False, 0),
        (["info"], "warning", False, 0),
        (["info"], "info", False, 1),
        (["info"], "never", False, 0),
        (["info", "warning", "error"], "error", False, 1),
        (["error"], "error", True, 3),
        (["error"], "never", True, 3),
    ],
)
def test_in_part_comes_before_findings_and_findings_before_done(
    severities: list[str], fail_on: str, is_partial: bool, status: int
) -> None:
    assert exit_status(severities, fail_on=fail_on, is_partial=is_partial) == status
    assert exit_status(iter(severities), fail_on=fail_on, is_partial=is_partial) == status


def test_errors_alone_fail_by_default() -> None:
    assert [exit_status([severity]) for severity in SEVERITIES] == [1, 0, 0]
    assert FAIL_ON == ("error", "warning", "info", "never")
