"""A client against a PBX on which anything goes wrong, in any order: what must always hold.

A question is answered as the PBX's folder says, or refused with a word; no login that was refused
is tried again; every token comes back that the client could know of.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from network import CLIENT_ID, CLIENT_SECRET, eight_menus
from pydantic import SecretStr

from flowgraph.errors import FlowgraphError, LoginRefused
from flowgraph.simulator import Fault, Settings, Simulator
from flowgraph.simulator.messages import Answer, Ask, Handler
from flowgraph.sources.openapi.address import parse_address
from flowgraph.sources.openapi.client import Client, Credentials
from flowgraph.sources.openapi.transport import Limits, Transport
from flowgraph.sources.openapi.wire import Refused

_FOLDER = eight_menus(Path(tempfile.mkdtemp(prefix="flowgraph-test-")) / "pbx")
_PATIENCE_S = 0.25
#: What a question may meet. Some are over after a moment, some cost the login.
FAULTS = (
    "reset",
    "truncate",
    "empty",
    "bad-chunks",
    "no-http",
    "gzip-lie",
    "html",
    "hang",
    "status=500",
    "status=503",
    "status=404",
    "retry-after=0",
    "errcode=10004",
    "errcode=10005",
    "errcode=20001",
    "errcode=-1",
    "errcode=77777",
    "errcode-text",
    "drop=data",
    "echo-url",
)
PATHS = ("ivr/get", "ivr/query", "refresh_token", "get_token", "")


class Troubles:
    """Faults that a test switches on while the PBX is asked."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self.struck: list[tuple[str, str]] = []

    def around(self, answer: Handler) -> Handler:
        def answered(ask: Ask) -> Answer:
            for fault in self.waiting:
                if ask.path.startswith(fault.path) and ask.path != "del_token":
                    self.waiting.remove(fault)
                    self.struck.append((fault.name, ask.path))
                    return fault.around(answer)(ask)
            return answer(ask)

        return answered


class AnyOrder(RuleBasedStateMachine):
    """Asks, while things go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.troubles = Troubles()
        self.simulator = Simulator(
            _FOLDER,
            Settings(client_id=CLIENT_ID, client_secret=CLIENT_SECRET),
            self.troubles,  # type: ignore[arg-type]
        )
        self.simulator.__enter__()
        limits = Limits(read_s=_PATIENCE_S, total_s=2 * _PATIENCE_S)
        address = parse_address(self.simulator.url)
        credentials = Credentials(CLIENT_ID, SecretStr(CLIENT_SECRET))
        self.client = Client(address, credentials, Transport(address, limits), first_pause_s=0.001)
        self.is_refused = False

    @rule(number=st.integers(1, 9))
    def ask_for_a_menu(self, number: int) -> None:
        self._ask("ivr/get", {"id": str(number)}, lambda data: data["id"] == number)

    @rule(numbers=st.lists(st.integers(1, 8), min_size=1, max_size=4, unique=True))
    def ask_for_several(self, numbers: list[int]) -> None:
        ids = ",".join(map(str, numbers))
        self._ask("ivr/query", {"ids": ids}, lambda data: [m["id"] for m in data] == numbers)

    def _ask(self, path: str, query: dict[str, str], is_right: Callable[[Any], bool]) -> None:
        logins, was_refused = self.simulator.logins, self.is_refused
        try:
            fields = self.client.ask(path, query).fields
        except LoginRefused:
            self.is_refused = True
        except (FlowgraphError, Refused) as error:
            self._assert_harmless(str(error))
        else:
            # That a field is missing is found by who reads the answer.
            assert "data" not in fields or is_right(fields["data"])
            assert not self.is_refused
        if was_refused:
            # Nothing is asked any more, or the PBX would block this address.
            assert self.simulator.logins == logins

    def _assert_harmless(self, told: str) -> None:
        assert CLIENT_SECRET not in told
        assert "access_token=" not in told or "access_token=***" in told
        assert json.dumps(CLIENT_SECRET)[1:-1] not in told

    @precondition(lambda self: len(self.troubles.waiting) < 5)
    @rule(
        name=st.sampled_from(FAULTS),
        path=st.sampled_from(PATHS),
        times=st.integers(1, 3),
    )
    def something_goes_wrong(self, name: str, path: str, times: int) -> None:
        name, _, value = name.partition("=")
        self.troubles.waiting += [Fault(name, value, path)] * times

    @rule()
    def the_next_login_is_refused(self) -> None:
        self.troubles.waiting.append(Fault("errcode", "-1", "get_token"))

    @rule()
    def the_token_is_no_longer_good(self) -> None:
        refused = Fault("errcode", "10004", "refresh_token")
        self.troubles.waiting += [Fault("errcode", "10004", "ivr/"), refused]

    @rule()
    def all_is_well_again(self) -> None:
        self.troubles.waiting.clear()

    @invariant()
    def no_login_that_was_refused_is_tried_again(self) -> None:
        refused = [
            request
            for request in self.simulator.requests
            if request.path == "get_token" and request.errcode not in (0, None)
        ]
        judged = [request for request in refused if request.errcode in (-1, 10005, 77777)]
        assert len(judged) <= 1

    @invariant()
    def there_are_never_more_tokens_than_the_pbx_gives(self) -> None:
        assert self.simulator.tokens_in_use <= 8

    def teardown(self) -> None:
        self.troubles.waiting.clear()
        self.client.close()
        # A token whose answer was cut nobody can know of.
        lost = [path for _, path in self.troubles.struck if path in ("get_token", "refresh_token")]
        assert self.simulator.tokens_in_use <= len(lost)
        self.simulator.__exit__(None, None, None)


AnyOrder.TestCase.settings = settings(
    max_examples=200,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyOrder = AnyOrder.TestCase
