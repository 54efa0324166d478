"""What goes wrong between flowgraph and a PBX, over real sockets and through the command."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import trustme
from network import (
    CLIENT_ID,
    CLIENT_SECRET,
    LOGIN_ANSWER,
    Bench,
    Run,
    Server,
    expect_failure,
    full_listener,
    http,
    json_answer,
    leaks,
    menu,
    place_of,
    scripted,
    silent,
    unused_port,
    write_exact,
    write_pbx,
)

from flowgraph.simulator import Faults, Settings, Simulator
from flowgraph.simulator.messages import Request

ALL = {str(number) for number in range(1, 9)}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Bench(tmp_path) as bench:
        yield bench


def menus_of(run: Run, name: str = "x.json") -> set[str]:
    """Give the menus that a graph in JSON or a snapshot holds as read."""
    document = json.loads(run.files[name])
    if "ivrs" in document:
        return {str(ivr["id"]) for ivr in document["ivrs"]}
    lost = {gap["id"] for gap in document["missing"]}
    nodes = {node["id"] for node in document["nodes"] if node["kind"] == "ivr"}
    return {node.removeprefix("ivr:") for node in nodes - lost}


def missing_of(run: Run, name: str = "x.json") -> dict[str, Any]:
    return {gap["id"]: gap for gap in json.loads(run.files[name])["missing"]}


def fetched(simulator: Simulator) -> Counter[str]:
    """Count how often each menu was handed out."""
    ids: Counter[str] = Counter()
    for request in simulator.requests:
        if request.path in ("ivr/get", "ivr/query") and request.errcode in (0, 1):
            ids.update((request.query.get("id") or request.query["ids"]).split(","))
    return ids


# -- N: the network ----------------------------------------------------------------------------


@pytest.mark.fault(
    "N1",
    promise="names host and port, and asks about address, port 8088 and the API's switch; exit 2",
)
def test_nobody_listens(bench: Bench) -> None:
    place = f"127.0.0.1:{unused_port()}"
    run = bench.draw(f"http://{place}")
    expect_failure(run, place, "nothing listens", "8088", "API")
    assert run.seconds < 5


@pytest.mark.fault("N2", promise="names the host within seconds; exit 2")
def test_an_unknown_name_is_told_within_seconds(bench: Bench) -> None:
    run = bench.draw("https://no-such-host.invalid:8088")
    expect_failure(run, "no-such-host.invalid:8088", "'no-such-host.invalid' is not known")
    assert run.seconds < 15


@pytest.mark.fault(
    "N3",
    promise="gives up after 5 seconds of its own, whatever `--timeout` says; exit 2",
)
def test_connecting_has_a_time_limit_of_its_own(bench: Bench) -> None:
    with full_listener() as port:
        run = bench.draw(f"http://127.0.0.1:{port}", "--timeout", "60")
    expect_failure(run, f"127.0.0.1:{port}", "no connection after 5 s", "firewall")
    assert run.seconds < 9


@pytest.mark.fault("N4", promise="waits, and says nothing; exit 0")
def test_slow_answers_are_waited_for_in_silence(bench: Bench) -> None:
    simulator = bench.serve(latency_ms=120)
    run = bench.draw(simulator.url)
    assert (run.status, run.err) == (0, "wrote x.svg\n")


@pytest.mark.fault(
    "N5",
    promise="gives up after `--timeout` and a few tries, one login, within two minutes in all; "
    "exit 2",
)
@pytest.mark.parametrize("path", ["", "ivr/"])
def test_a_pbx_that_never_answers_is_given_up(bench: Bench, path: str) -> None:
    simulator = bench.serve(*([f"hang={path}", "hang=system/"] if path else ["hang"]))
    run = bench.draw(simulator.url)
    expect_failure(run, place_of(simulator.url), "timed out after 0.5 s", "--timeout")
    # Two tries of half a second, a pause, a last look, and the token.
    assert run.seconds < 6
    assert simulator.logins == 1


@pytest.mark.fault("N5b", promise="keeps and draws what was read; exit 3")
def test_a_pbx_that_falls_silent_after_some_menus_costs_the_others_alone(bench: Bench) -> None:
    simulator = bench.serve("hang=ivr/get:3-", "hang=system/", "hang=extension/", batch=False)
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json", "--timeout", "0.4")
    assert run.status == 3
    assert "the crawl is incomplete: timed out" in run.err
    assert len(menus_of(run)) < 8
    assert run.seconds < 8


@pytest.mark.fault(
    "N6",
    promise="bounds the time for the whole answer, not only for each byte; exit 2",
)
def test_a_drip_is_ended_by_the_time_for_all_of_it(bench: Bench) -> None:
    simulator = bench.serve("drip=40")
    bench.lost = 1
    run = bench.draw(simulator.url)
    expect_failure(run, place_of(simulator.url), "timed out", "no complete answer after 1 s")
    assert run.seconds < 5


@pytest.mark.fault("N6")
def test_a_drip_of_headers_is_ended_too(bench: Bench) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Noise: ")
        while True:
            time.sleep(0.05)
            connection.sendall(b"a")

    with scripted({"": drip}) as server:
        run = bench.draw(server.url)
    expect_failure(run, place_of(server.url), "no complete answer after 1 s")


@pytest.mark.fault(
    "N7",
    promise="never reads half a body: asks again in silence, exit 0; says that it breaks off if "
    "it stays so, exit 2",
)
@pytest.mark.parametrize("fault", ["truncate", "bad-chunks", "reset"])
def test_an_answer_that_breaks_off_is_asked_for_again(bench: Bench, fault: str) -> None:
    simulator = bench.serve(f"{fault}=ivr/get:2")
    run = bench.draw(simulator.url)
    assert (run.status, run.err) == (0, "wrote x.svg\n")
    # Menus 1 and 8, and twice in vain.
    assert simulator.count("ivr/get") == 4


@pytest.mark.fault("N8", promise="asks again on a new connection, without a word; exit 0")
def test_a_connection_that_is_reset_once_is_not_worth_a_word(bench: Bench) -> None:
    simulator = bench.serve("reset=1")
    run = bench.draw(simulator.url)
    assert (run.status, run.err) == (0, "wrote x.svg\n")
    assert simulator.logins == 2


@pytest.mark.fault("N8")
def test_kept_connections_that_are_reset_are_replaced(bench: Bench) -> None:
    simulator = bench.serve("reset=ivr/get:2", "reset=extension:2", keep_alive=True)
    run = bench.draw(simulator.url)
    assert (run.status, run.err) == (0, "wrote x.svg\n")


_NO_ANSWER = partial(pytest.mark.fault, promise="says what is wrong with the answer; exit 2")
_HTML = pytest.mark.fault("P1", promise="asks whether this is the port of the API; exit 2")


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        pytest.param("truncate", "it breaks off", marks=pytest.mark.fault("N7")),
        pytest.param("empty", "the answer is empty", marks=_NO_ANSWER("N9")),
        pytest.param("no-http", "no HTTP; it starts with 'SSH-2.0-Op", marks=_NO_ANSWER("N9b")),
        pytest.param("bad-chunks", "it breaks off", marks=_NO_ANSWER("N9c")),
        pytest.param("headers=300", "got more than 100 headers", marks=_NO_ANSWER("N9d")),
        pytest.param("gzip-lie", "broken compression", marks=_NO_ANSWER("N11")),
        pytest.param("html", "HTML page instead of the API", marks=_HTML),
    ],
)
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
def test_what_is_no_answer_of_a_pbx_is_refused(
    bench: Bench, fault: str, word: str, path: str
) -> None:
    simulator = bench.serve(f"{fault}{':' if '=' in fault else '='}{path}")
    bench.lost = int(path == "get_token" and not fault.startswith(("no-http", "html")))
    run = bench.draw(simulator.url)
    is_told = "" if fault in ("empty", "html") else "not what a PBX sends: "
    expect_failure(run, place_of(simulator.url), is_told + word)
    assert simulator.count(path) <= 3
    assert simulator.logins == 1


@pytest.mark.fault("N9d")
def test_a_header_without_end_is_refused(bench: Bench) -> None:
    answer = http(b"{}", f"X-Noise: {'a' * 200_000}")
    with scripted({"": answer}) as server:
        run = bench.draw(server.url)
    expect_failure(run, place_of(server.url), "not what a PBX sends: got more than 65536 bytes")


@pytest.mark.fault(
    "N9e",
    promise="shows the first bytes with stand-ins, the token as `***`; exit 2",
)
def test_the_first_bytes_are_shown_without_commanding_the_terminal(bench: Bench) -> None:
    with scripted({"": http(b"\x1b[2J\x07<b>access_token=f00baa</b>")}) as server:
        run = bench.draw(server.url)
    expect_failure(run, place_of(server.url), "\\x1b[2J")
    assert "\x1b" not in run.err
    assert "f00baa" not in run.err


BIG_NAME = json.dumps({"errcode": 0, "data": {"id": 1, "name": "x" * 3_000_000}}).encode()


_ENDLESS = pytest.mark.fault(
    "N10", promise="stops at the limit, and names `--max-answer-mib`; memory stays below; exit 2"
)
_BOMB = pytest.mark.fault("N10b", promise="counts what is unpacked, and stops at the limit; exit 2")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param("huge=ivr/get", marks=_ENDLESS),
        pytest.param("gzip-bomb=200:ivr/get", marks=_BOMB),
        pytest.param("name", marks=pytest.mark.fault("N10c")),
        pytest.param("zipped name", marks=_BOMB),
    ],
)
def test_an_answer_larger_than_the_limit_is_not_read(bench: Bench, fault: str) -> None:
    if "=" in fault:
        url = bench.serve(fault).url
    else:
        name = http(BIG_NAME)
        if fault == "zipped name":
            twice = gzip.compress(gzip.compress(BIG_NAME))
            name = http(twice, "Content-Encoding: gzip, gzip")
        script = {"get_token": LOGIN_ANSWER, "ivr/get": name, "": json_answer(data={})}
        url = bench.enter_context(scripted(script)).url
    run = bench.draw(url, "--max-answer-mib", "0.5", "--timeout", "5")
    expect_failure(run, place_of(url), "larger than the limit of 0.5 MiB", "--max-answer-mib")
    assert run.peak_mib < 400


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param("huge=ivr/get", marks=_ENDLESS),
        pytest.param("gzip-bomb=1000:ivr/get", marks=_BOMB),
    ],
)
def test_the_usual_limit_keeps_memory_within_bounds(bench: Bench, fault: str) -> None:
    simulator = bench.serve(fault)
    run = bench.draw(simulator.url, "--timeout", "20")
    expect_failure(run, place_of(simulator.url), "larger than the limit of 32 MiB")
    assert run.peak_mib < 600


@pytest.mark.fault(
    "N10c",
    promise="stops at 32 MiB, names `--max-answer-mib`, exit 2; within a larger limit draws it "
    "shortened and keeps it whole in JSON, exit 0",
)
def test_a_field_of_50_mb_is_beyond_the_usual_limit_and_within_a_larger_one(bench: Bench) -> None:
    name = "x" * 50_000_000
    whole = http(json.dumps({"errcode": 0, "data": {"id": 1, "name": name}}).encode())
    script = {"get_token": LOGIN_ANSWER, "ivr/get": whole, "": json_answer(data={})}
    with scripted(script) as server:
        refused = bench.draw(server.url, "--timeout", "20")
        larger = ("--max-answer-mib", "64", "--timeout", "20", "-o", "x.json")
        drawn = bench.draw(server.url, *larger)
    expect_failure(refused, place_of(server.url), "larger than the limit of 32 MiB")
    assert refused.peak_mib < 400
    assert drawn.status == 0
    assert json.loads(drawn.files["x.json"])["nodes"][0]["name"] == name
    assert b"<svg" in drawn.files["x.svg"]


@pytest.mark.fault("N10d", promise="does not read it; exit 2")
def test_the_body_of_a_redirect_is_not_read_either(bench: Bench) -> None:
    def endless(connection: socket.socket) -> None:
        head = http(b"", "Location: https://elsewhere.invalid/", status="302 Found")
        connection.sendall(head.replace(b"Content-Length: 0", b"X: y"))
        while True:
            connection.sendall(b" " * 65536)

    with scripted({"": endless}) as server:
        run = bench.draw(server.url, "--timeout", "20")
    expect_failure(run, place_of(server.url), "redirects to https://elsewhere.invalid")
    assert run.peak_mib < 400
    assert run.seconds < 5


# -- N12, N13: certificates --------------------------------------------------------------------


class Certified(Bench):
    """A PBX over https with a certificate of an authority that only the test knows."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.authority = trustme.CA()
        self.ca_file = place / "ca.pem"
        self.authority.cert_pem.write_to_path(str(self.ca_file))
        self.other_file = place / "other.pem"
        trustme.CA().cert_pem.write_to_path(str(self.other_file))
        self._pem = place / "server.pem"

    def secure(
        self, *faults: str, name: str = "127.0.0.1", not_after: datetime | None = None
    ) -> Simulator:
        issued = self.authority.issue_cert(name, not_after=not_after)
        issued.private_key_and_cert_chain_pem.write_to_path(str(self._pem))
        return self.serve(*faults, certificate=self._pem)


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[Certified]:
    with Certified(tmp_path) as bench:
        yield bench


_UNTRUSTED = partial(
    pytest.mark.fault,
    promise="refuses before anything is sent; names `--ca-file` first, `--insecure` second; exit 2",
)


@pytest.mark.parametrize(
    "why",
    [
        pytest.param("unknown authority", marks=_UNTRUSTED("N12")),
        pytest.param("other authority", marks=_UNTRUSTED("N12")),
        pytest.param("wrong name", marks=_UNTRUSTED("N12b")),
    ],
)
def test_an_untrusted_certificate_is_refused_before_anything_is_sent(
    certified: Certified, why: str
) -> None:
    simulator = certified.secure(name="pbx.example" if why == "wrong name" else "127.0.0.1")
    file = certified.ca_file if why == "wrong name" else certified.other_file
    options = () if why == "unknown authority" else ("--ca-file", file)
    run = certified.draw(simulator.url, *options)
    expect_failure(run, place_of(simulator.url), "certificate is not trusted", "--insecure")
    assert ("made out to another name" in run.err) == (why == "wrong name")
    assert run.err.index("--ca-file") < run.err.index("--insecure")
    assert simulator.requests == []


@pytest.mark.fault(
    "N12c",
    promise="refuses before anything is sent, and says to look at the clock; exit 2",
)
def test_an_expired_certificate_is_refused_before_anything_is_sent(certified: Certified) -> None:
    simulator = certified.secure(not_after=datetime.now(UTC) - timedelta(days=1))
    run = certified.draw(simulator.url, "--ca-file", certified.ca_file)
    expect_failure(run, place_of(simulator.url), "because it has expired", "clock")
    assert simulator.requests == []


@pytest.mark.fault("P5d", promise="does not follow it; exit 2")
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
def test_a_redirect_from_https_to_http_is_not_followed(certified: Certified, path: str) -> None:
    other = certified.enter_context(Server(lambda connection, _: None))
    simulator = certified.secure(f"redirect={other.url}:{path}")
    run = certified.draw(simulator.url, "--ca-file", certified.ca_file)
    expect_failure(run, place_of(simulator.url), f"redirects to {other.url}; it was not followed")
    assert (other.connections, other.received) == (0, b"")


@pytest.mark.fault("N12")
def test_the_right_authority_is_trusted(certified: Certified) -> None:
    run = certified.draw(certified.secure().url, "--ca-file", certified.ca_file)
    assert (run.status, run.err) == (0, "wrote x.svg\n")


@pytest.mark.fault("N12d", promise="names `--ca-file` and asks for PEM; nothing is sent; exit 2")
def test_a_ca_file_that_holds_no_certificate_is_named(certified: Certified) -> None:
    wrong = certified.ca_file.with_name("wrong.pem")
    wrong.write_text("no certificate\n")
    simulator = certified.secure()
    run = certified.draw(simulator.url, "--ca-file", wrong)
    expect_failure(run, place_of(simulator.url), "--ca-file", "PEM")
    assert simulator.requests == []


@pytest.mark.fault(
    "N13",
    promise="works with one line of warning in each run, also with `-q`; exit 0",
)
def test_insecure_works_and_is_warned_of_in_one_line(certified: Certified) -> None:
    for options in ((), ("-q",), ("-q", "-v")):
        run = certified.draw(certified.secure(name="pbx.example").url, "--insecure", *options)
        assert run.status == 0
        lines = [line for line in run.err.splitlines() if "insecure" in line.lower()]
        assert lines == ["warning: the PBX's certificate is not checked (--insecure)"]
        assert "Warning:" not in run.err


@pytest.mark.fault("N12e", promise="says which of the two to write; exit 2")
def test_https_to_a_port_that_speaks_http_is_told(bench: Bench) -> None:
    simulator = bench.serve()
    run = bench.draw(simulator.url.replace("http:", "https:"))
    expect_failure(run, place_of(simulator.url), "does not speak https", "http://")


@pytest.mark.fault("N12e")
def test_http_to_a_port_that_speaks_https_is_told(certified: Certified) -> None:
    simulator = certified.secure()
    run = certified.draw(simulator.url.replace("https:", "http:"))
    expect_failure(run, place_of(simulator.url), "https://")


@pytest.mark.fault("N12f", promise="says that it broke off, and does not advise to trust; exit 2")
def test_a_handshake_that_breaks_off_is_no_matter_of_trust(bench: Bench) -> None:
    with Server(lambda connection, _: None) as server:
        # The first bytes of the handshake hold no blank line; hang up on them.
        server._request = lambda connection: connection.recv(100)  # type: ignore[method-assign]
        run = bench.draw(server.url.replace("http:", "https:"))
    expect_failure(run, place_of(server.url), "broke off")
    assert "--insecure" not in run.err


# -- N14, N15: the way to the PBX --------------------------------------------------------------


def proxy_to(simulator: Simulator) -> Server:
    host, _, port = place_of(simulator.url).partition(":")

    def relay(connection: socket.socket, request: bytes) -> None:
        with socket.create_connection((host, int(port))) as pbx:
            pbx.sendall(request.replace(b"http://pbx.invalid:8088", b"", 1))
            while part := pbx.recv(65536):
                connection.sendall(part)

    return Server(relay)


@pytest.mark.fault(
    "N14",
    promise="uses it as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say; exit 0",
)
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_used(bench: Bench, variable: str) -> None:
    with proxy_to(bench.serve()) as proxy:
        environment = {"http_proxy" if variable == "HTTP_PROXY" else variable: proxy.url}
        run = bench.draw("http://pbx.invalid:8088", **environment)
    assert run.status == 0, run.err
    assert proxy.received.startswith(b"POST http://pbx.invalid:8088/openapi/v1.0/get_token ")


@pytest.mark.fault("N14")
def test_no_proxy_keeps_the_pbx_out_of_it(bench: Bench) -> None:
    simulator = bench.serve()
    with proxy_to(simulator) as proxy:
        run = bench.draw(simulator.url, http_proxy=proxy.url, no_proxy="127.0.0.1")
    assert run.status == 0
    assert proxy.connections == 0


@pytest.mark.fault("N14b", promise="names the variables to look at; exit 2")
@pytest.mark.parametrize("proxy", ["http://127.0.0.1:{port}", "socks5://127.0.0.1:{port}", "x://y"])
def test_a_proxy_that_cannot_be_used_is_named(bench: Bench, proxy: str) -> None:
    simulator = bench.serve()
    run = bench.draw(simulator.url, http_proxy=proxy.format(port=unused_port()))
    expect_failure(run, place_of(simulator.url), "proxy", "HTTP_PROXY")
    assert simulator.requests == []


@pytest.mark.fault(
    "N14c",
    promise="never reads it; no Authorization, cookie or Referer is ever sent; exit 0",
)
@pytest.mark.fault("S6")
def test_netrc_is_never_used(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login eve password n3trc\n")
    (tmp_path / ".netrc").chmod(0o600)
    simulator = bench.serve()
    run = bench.draw(simulator.url, HOME=str(tmp_path), NETRC=str(tmp_path / ".netrc"))
    assert run.status == 0
    names = {name.lower() for request in simulator.requests for name in request.headers}
    assert names.isdisjoint({"authorization", "cookie", "referer", "proxy-authorization"})


@pytest.mark.fault("N15", promise="takes it; exit 0")
@pytest.mark.parametrize("form", ["{0}/", "{0}/openapi", "{0}/openapi/v1.0/", " {0} "])
def test_an_address_is_taken_as_people_paste_it(bench: Bench, form: str) -> None:
    assert bench.draw(form.format(bench.serve().url)).status == 0


@pytest.mark.fault("N15")
def test_a_pbx_may_have_an_ipv6_address(bench: Bench) -> None:
    simulator = bench.serve(host="::1")
    assert simulator.url.startswith("http://[::1]:")
    assert bench.draw(simulator.url).status == 0


@pytest.mark.fault(
    "N15b",
    promise="refuses it without showing it, and names the variables for it; exit 2",
)
@pytest.mark.parametrize("form", ["http://eve:p4ss@{0}", "http://eve:12/p4ss@{0}"])
def test_a_password_in_the_address_is_refused_and_not_shown(bench: Bench, form: str) -> None:
    simulator = bench.serve()
    run = bench.draw(form.format(place_of(simulator.url)))
    expect_failure(run, "--pbx", "user name or password", "FLOWGRAPH_CLIENT_SECRET")
    assert "p4ss" not in run.err
    assert simulator.requests == []


@pytest.mark.fault("N15c", promise="refuses it with an example; exit 2")
@pytest.mark.parametrize("address", ["ftp://pbx", "http://pbx/admin", "http://", "http://[::1"])
def test_an_address_that_cannot_be_is_refused_with_an_example(bench: Bench, address: str) -> None:
    expect_failure(bench.draw(address), "--pbx", "https://pbx.example.net:8088")


# -- P: HTTP and protocol ------------------------------------------------------------------------


_ONCE = pytest.mark.fault("P2", promise="asks again, without a word; exit 0")
_WAIT = pytest.mark.fault("P2b", promise="waits at least as long as asked; exit 0")


@pytest.mark.parametrize(
    ("path", "fault", "least_s"),
    [
        pytest.param("get_token", "status=500", 0, marks=_ONCE),
        pytest.param("get_token", "retry-after=1", 1, marks=_WAIT),
        pytest.param("ivr/get", "status=502", 0, marks=_ONCE),
        pytest.param("ivr/get", "retry-date=2", 1, marks=_WAIT),
        pytest.param("ivr/query", "retry-after=1", 1, marks=_WAIT),
        pytest.param("extension", "status=500", 0, marks=_ONCE),
    ],
)
def test_a_hiccup_is_waited_out_as_long_as_asked(
    bench: Bench, path: str, fault: str, least_s: float
) -> None:
    arrivals: list[float] = []
    simulator = Simulator(
        bench.pbx,
        Settings(client_id=CLIENT_ID, client_secret=CLIENT_SECRET),
        Faults.of(f"{fault}:{path}:1"),
        lambda request: (
            arrivals.append(time.monotonic()) if request.path.startswith(path) else None
        ),
    )
    with simulator:
        run = bench.draw(simulator.url)
        assert (run.status, run.err) == (0, "wrote x.svg\n")
        assert simulator.tokens_in_use == 0
    assert arrivals[1] - arrivals[0] >= least_s


@pytest.mark.fault(
    "P3",
    promise="tries three times with growing pauses, none above a minute; exit 2",
)
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
def test_a_server_error_that_stays_is_given_up_after_few_tries(bench: Bench, path: str) -> None:
    simulator = bench.serve(f"status=503:{path}")
    run = bench.draw(simulator.url)
    # How often a menu was asked for is no fact about the PBX, and stays out of its message.
    effort = "tried 3 times" if path == "get_token" else ""
    expect_failure(run, place_of(simulator.url), "HTTP 503", effort, "try again later")
    assert simulator.count(path) == 3


@pytest.mark.fault("P3b", promise="says how long it was asked to wait, and does not; exit 2")
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
def test_a_pbx_that_asks_to_wait_for_a_day_is_not_waited_for(bench: Bench, path: str) -> None:
    simulator = bench.serve(f"retry-after=86400:{path}")
    run = bench.draw(simulator.url)
    expect_failure(run, place_of(simulator.url), "HTTP 429", "86400 s, which is too long")
    assert simulator.count(path) == 1
    assert run.seconds < 5


@pytest.mark.fault("P4", promise="asks once; 404 speaks of the API version; exit 2")
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_definite_no_is_not_asked_again(bench: Bench, path: str, status: int) -> None:
    simulator = bench.serve(f"status={status}:{path}")
    run = bench.draw(simulator.url)
    words = ("API version",) if status == 404 else ()
    expect_failure(run, place_of(simulator.url), f"HTTP {status}", *words)
    assert simulator.count(path) == 1


_NOT_FOLLOWED = partial(
    pytest.mark.fault,
    promise="names where it leads and does not follow it, nothing arrives; exit 2, or 0 if it was "
    "the farewell",
)


@pytest.mark.parametrize("path", ["get_token", "ivr/get", "del_token"])
@pytest.mark.parametrize(
    "target",
    [
        pytest.param("other", marks=_NOT_FOLLOWED("P5")),
        pytest.param("itself", marks=_NOT_FOLLOWED("P5b")),
        pytest.param("file", marks=_NOT_FOLLOWED("P5c")),
    ],
)
def test_a_redirect_is_not_followed(bench: Bench, path: str, target: str) -> None:
    other = bench.enter_context(Server(lambda connection, _: None))
    port = unused_port()
    itself = f"http://127.0.0.1:{port}"
    url = {"other": other.url, "itself": itself, "file": "file:///etc/passwd"}[target]
    simulator = bench.serve(f"redirect={url}:{path}", port=port)
    bench.lost = int(path == "del_token")
    run = bench.draw(simulator.url)
    assert (other.connections, other.received) == (0, b"")
    assert simulator.count(path) == 1
    if path == "del_token":
        assert run.status == 0
        return
    shown = "file:" if target == "file" else url
    expect_failure(run, place_of(simulator.url), f"redirects to {shown}; it was not followed")


@pytest.mark.fault("P6", promise="reads it; exit 0")
def test_a_wrong_content_type_is_no_reason_to_refuse(bench: Bench) -> None:
    assert bench.draw(bench.serve("content-type=text/html").url).status == 0


@pytest.mark.fault("P7", promise="names itself in every request; exit 0")
def test_every_request_names_its_program(bench: Bench) -> None:
    simulator = bench.serve()
    assert bench.draw(simulator.url).status == 0
    agents = {request.headers["User-Agent"].partition("/")[0] for request in simulator.requests}
    assert agents == {"flowgraph"}


@pytest.mark.fault("P8", promise="waits and asks again; exit 0")
@pytest.mark.parametrize("code", [2, 70082])
def test_a_busy_pbx_is_given_time(bench: Bench, code: int) -> None:
    simulator = bench.serve(f"errcode={code}:get_token:1", f"errcode={code}:ivr/get:2")
    run = bench.draw(simulator.url)
    assert (run.status, run.err) == (0, "wrote x.svg\n")
    assert simulator.count("ivr/get") == 4


@pytest.mark.fault(
    "P9",
    promise="refreshes, repeats that one question, loses and repeats no menu; exit 0",
)
@pytest.mark.parametrize("uses", [1, 3])
@pytest.mark.parametrize("options", [{}, {"batch": False}])
def test_no_menu_is_lost_or_read_twice_when_tokens_expire(
    bench: Bench, uses: int, options: dict[str, Any]
) -> None:
    simulator = bench.serve(f"expire-every={uses}", **options)
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json", "--concurrency", "4")
    assert run.status == 0, run.err
    assert menus_of(run) == ALL
    assert fetched(simulator) == dict.fromkeys(ALL, 1)
    assert simulator.logins == 1
    assert simulator.count("refresh_token") >= 1


@pytest.mark.fault("P10", promise="logs in once more, and goes on; exit 0")
def test_after_a_refused_refresh_there_is_one_new_login(bench: Bench) -> None:
    simulator = bench.serve("errcode=10004:ivr/get:3-3", "refuse-refresh", batch=False)
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json")
    assert run.status == 0, run.err
    assert menus_of(run) == ALL
    assert (simulator.logins, simulator.count("refresh_token")) == (2, 1)


@pytest.mark.fault(
    "P10b",
    promise="stops and keeps what was read, exit 3; exit 2 if that is nothing",
)
def test_a_login_refused_later_keeps_what_there_is(bench: Bench) -> None:
    faults = ("errcode=10004:ivr/get:4-4", "refuse-refresh", "errcode=-1:get_token:2-")
    simulator = bench.serve(*faults, batch=False)
    run = bench.run(simulator.url, "crawl", "1", "-o", "x.json")
    assert run.status == 3
    assert "the crawl is incomplete: the PBX refused the login" in run.err
    assert "1" in menus_of(run) < ALL
    assert simulator.logins == 2


@pytest.mark.fault("P10b")
def test_a_login_refused_later_before_any_menu_ends_it(bench: Bench) -> None:
    faults = ("expire-every=0", "refuse-refresh", "errcode=-1:get_token:2-")
    simulator = bench.serve(*faults)
    run = bench.draw(simulator.url)
    expect_failure(run, place_of(simulator.url), "refused the login")
    assert simulator.logins == 2


@pytest.mark.fault("P11", promise="stops after two logins and ten requests; exit 2")
@pytest.mark.parametrize("faults", [("expire-every=0",), ("expire-every=0", "refuse-refresh")])
def test_tokens_that_always_expire_are_not_asked_for_for_ever(
    bench: Bench, faults: tuple[str, ...]
) -> None:
    simulator = bench.serve(*faults)
    expect_failure(bench.draw(simulator.url), place_of(simulator.url), "expire")
    assert simulator.logins <= 2
    assert len(simulator.requests) <= 10


@pytest.mark.fault("P11")
def test_a_life_of_no_time_at_all_is_survived(bench: Bench) -> None:
    simulator = bench.serve(token_life_s=0)
    expect_failure(bench.draw(simulator.url), place_of(simulator.url), "expire")
    assert len(simulator.requests) <= 10


@pytest.mark.fault(
    "P12",
    promise="tries exactly once; tells the code and where to look in the web interface; exit 2",
)
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("errcode=-1", ("Client ID and secret", CLIENT_ID)),
        ("errcode=10002", ("10002", "version")),
        ("errcode=10003", ("10003", "firmware")),
        ("errcode=10005", ("10005", "Integrations > API")),
        ("errcode=40002", ("40002", "Client ID and secret")),
        ("errcode=60002", ("60002", "30 minutes")),
        ("errcode=70004", ("70004", "Security > Security Rules > Blocked IPs")),
        ("errcode=70087", ("70087", "Integrations > API")),
        ("errcode=70123", ("70123", "Integrations > API")),
        pytest.param(
            "errcode=99999", ("99999", "Integrations > API"), marks=pytest.mark.fault("P12c")
        ),
        ("ip-blocked", ("70004", "Blocked IPs")),
        ("token-limit", ("60002", "30 minutes")),
    ],
)
def test_a_refused_login_is_tried_exactly_once(
    bench: Bench, fault: str, words: tuple[str, ...]
) -> None:
    simulator = bench.serve(f"{fault}:get_token" if "=" in fault else fault)
    run = bench.draw(simulator.url)
    expect_failure(run, place_of(simulator.url), "refused the login", *words)
    assert [request.path for request in simulator.requests] == ["get_token"]


@pytest.mark.fault("P12")
@pytest.mark.fault(
    "S10",
    promise="one login a run, whatever the command, so that nobody is locked out; exit 2",
)
@pytest.mark.parametrize("command", ["draw", "crawl", "loops"])
def test_a_wrong_secret_is_tried_once_by_every_command(bench: Bench, command: str) -> None:
    simulator = bench.serve(client_secret="another")
    output = () if command == "loops" else ("-o", "x.json")
    run = bench.run(simulator.url, command, "1", *output)
    expect_failure(run, place_of(simulator.url), "refused the login", "errcode -1")
    assert [request.path for request in simulator.requests] == ["get_token"]


@pytest.mark.fault("P12", "S10")
def test_many_roots_do_not_mean_many_logins(bench: Bench) -> None:
    simulator = bench.serve(client_secret="another")
    roots = range(1, 900)
    run = bench.run(simulator.url, "draw", *roots, "-o", "x.svg", "--concurrency", "8")
    expect_failure(run, place_of(simulator.url), "refused the login")
    assert simulator.logins == 1


@pytest.mark.fault("P12b", promise="asks nothing more, keeps what was read; exit 3")
@pytest.mark.parametrize(("fault", "code"), [("ip-forbidden", "70087"), ("api-off", "70123")])
def test_a_pbx_that_shuts_us_out_in_mid_crawl_is_left_alone(
    bench: Bench, fault: str, code: str
) -> None:
    simulator = bench.serve(f"{fault}=ivr/get:2-", batch=False)
    run = bench.run(simulator.url, "crawl", "1", "-o", "x.json", "--concurrency", "1")
    assert run.status == 3
    assert code in run.err
    assert menus_of(run) == {"1"}
    assert simulator.count("ivr/get") == 2


@pytest.mark.fault("P13", promise="names the permission and where to give it; exit 2")
def test_a_missing_permission_for_menus_is_named(bench: Bench) -> None:
    run = bench.draw(bench.serve("deny=ivr").url)
    expect_failure(run, "127.0.0.1", "permission", "IVR", "Integrations > API")


@pytest.mark.fault("P13b", promise="shows ids instead of names, with one note; exit 0")
@pytest.mark.fault("P17", promise="shows ids instead of names, with one note; exit 0")
@pytest.mark.parametrize("fault", ["deny=extension", "absent=extension"])
def test_without_names_ids_are_shown_and_one_note_says_so(bench: Bench, fault: str) -> None:
    simulator = bench.serve(fault)
    run = bench.draw(simulator.url)
    assert run.status == 0
    warnings = [line for line in run.err.splitlines() if line.startswith("warning")]
    assert len(warnings) == 1
    assert "ids are shown" in warnings[0]
    assert simulator.count("extension/list") == 1
    assert b"Ana Roe" not in run.files["x.svg"]


@pytest.mark.fault(
    "P14",
    promise="draws it as missing and says so, `dangling-ivr` in `check`; exit 0",
)
def test_a_missing_menu_is_drawn_as_missing(bench: Bench) -> None:
    write_pbx(bench.pbx, menu(8, press1=99))
    run = bench.run(bench.serve().url, "draw", "1", "-o", "x.json")
    assert run.status == 0
    assert missing_of(run)["ivr:99"]["status"] == "not_found"
    assert "IVR 99 does not exist" in run.err


@pytest.mark.fault("P14b", promise="names it, and what there is; exit 2")
def test_a_missing_root_is_an_error(bench: Bench) -> None:
    simulator = bench.serve()
    run = bench.run(simulator.url, "draw", "99", "-o", "x.svg")
    expect_failure(run, place_of(simulator.url), "IVR 99", "60001")


_UNKNOWN_CODE = pytest.mark.fault(
    "P12c", promise="tells the code as it is; exit 2 in the login, else exit 3"
)


@pytest.mark.fault(
    "P15",
    promise="reads all others; lists it with its reason and draws it as missing; exit 3",
)
@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("hang=", "timed out after 0.8 s"),
        ("drip=100:", "timed out"),
        ("status=500:", "HTTP 500"),
        ("errcode=-2:", "errcode -2"),
        pytest.param("errcode=99999:", "errcode 99999", marks=_UNKNOWN_CODE),
        ("errcode=10004:", "errcode 10004"),
        ("html=", "HTML page"),
        ("empty=", "empty"),
        ("truncate=", "breaks off"),
        ("reset=", "broke off"),
        ("gzip-lie=", "broken compression"),
        ("no-http=", "no HTTP"),
        ("redirect=http://127.0.0.1:9:", "redirects"),
        ("drop=data:", "no menu"),
        ("drop=errcode:", "no errcode"),
    ],
)
def test_one_bad_menu_costs_one_menu(bench: Bench, fault: str, word: str) -> None:
    # A batch query leaves out a menu with exact bytes, so that it is asked for alone.
    write_exact(bench.pbx, 7, b"", status=200, content_type="application/json", times=0)
    simulator = bench.serve(f"{fault}ivr/get?id=7")
    write_pbx(bench.pbx, menu(6, press1=8))
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json", "-o", "x.svg", "--timeout", "0.8")
    assert run.status == 3, run.err
    assert menus_of(run) == ALL - {"7"}
    gap = missing_of(run)["ivr:7"]
    assert gap["status"] == "unreadable"
    assert word in gap["message"]
    assert f"IVR 7 could not be read: {gap['message']}" in run.err
    assert b"Menu 6" in run.files["x.svg"]


@pytest.mark.fault("P15c")
def test_a_pbx_that_does_not_tell_its_name_goes_without(bench: Bench) -> None:
    simulator = bench.serve("hang=system/")
    run = bench.draw(simulator.url)
    assert (run.status, run.err) == (0, "wrote x.svg\n")


@pytest.mark.fault("P15c")
@pytest.mark.parametrize("fault", ["hang=extension/", "hang=extension/get", "reset=extension/"])
def test_details_that_never_come_do_not_cost_the_picture(bench: Bench, fault: str) -> None:
    simulator = bench.serve(fault, "absent=extension/query")
    run = bench.draw(simulator.url)
    assert run.status in (0, 3)
    assert b"Menu 8" in run.files["x.svg"]
    assert run.seconds < 15


@pytest.mark.fault("P15b", promise="reads all others; exit 3")
def test_many_menus_that_hang_do_not_end_the_crawl(bench: Bench) -> None:
    hanging = [f"hang=ivr/get?id={number}" for number in range(2, 7)]
    simulator = bench.serve(*hanging, batch=False)
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json", "--timeout", "0.8")
    assert run.status == 3
    assert menus_of(run) == {"1", "7", "8"}


@pytest.mark.fault("P16", promise="asks one by one, and loses nothing; exit 0")
@pytest.mark.parametrize(
    "fault",
    [
        "absent=ivr/query",
        "deny=ivr/query",
        "status=500:ivr/query",
        "status=404:ivr/query",
        "status=414:ivr/query",
        "hang=ivr/query",
        "empty=ivr/query",
        "errcode=40001:ivr/query",
        "errcode=-1:ivr/query",
        "batch-limit=2",
        "drop=data:ivr/query",
    ],
)
def test_without_a_batch_query_nothing_is_lost(bench: Bench, fault: str) -> None:
    simulator = bench.serve(fault)
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json", "--timeout", "0.5")
    assert run.status == 0, run.err
    assert menus_of(run) == ALL
    assert simulator.count("ivr/query") <= 6


@pytest.mark.fault("P16b", promise="asks for them one by one; exit 0")
def test_what_a_batch_leaves_out_is_asked_for_alone(bench: Bench) -> None:
    good = json.dumps({"errcode": 0, "errmsg": "SUCCESS", "data": menu(4)}).encode()
    write_exact(bench.pbx, 4, good, status=200, content_type="application/json")
    simulator = bench.serve()
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json")
    assert run.status == 0
    assert menus_of(run) == ALL
    alone = [r.query["id"] for r in simulator.requests if r.path == "ivr/get"]
    assert sorted(alone) == ["1", "4", "8"]


@pytest.mark.fault(
    "P16c",
    promise="takes what it asked for, and asks for the rest one by one; exit 0",
)
@pytest.mark.parametrize("row", [None, 7, "x", {}, [menu(4)]])
def test_a_poisoned_row_of_a_batch_is_asked_for_alone(bench: Bench, row: Any) -> None:
    first = {f"press{number}": number for number in (2, 4)}
    script = {
        "get_token": LOGIN_ANSWER,
        "ivr/query": json_answer(data=[menu(2), row, menu(2), menu(66)]),
        "ivr/get": json_answer(data=menu(1, **first)),
        "": json_answer(data={}),
    }
    with scripted(script) as server:
        run = bench.run(server.url, "draw", "1", "-o", "x.json")
    assert run.status == 0, run.err
    assert menus_of(run) == {"1", "2", "4"}
    assert server.received.count(b"id=4&") == 1


@pytest.mark.fault(
    "P18",
    promise="slows down by itself, at most a dozen tries of one question; exit 0",
)
def test_a_rate_limit_by_errcode_slows_the_crawl_down(bench: Bench) -> None:
    simulator = bench.serve("errcode=70082:ivr/get:3", "errcode=2:extension:1", batch=False)
    run = bench.run(simulator.url, "draw", "1", "-o", "x.json")
    assert run.status == 0, run.err
    assert menus_of(run) == ALL
    tries = Counter(tuple(sorted(r.query.items())) for r in simulator.requests)
    assert max(tries.values()) <= 12


@pytest.mark.fault(
    "P19",
    promise="accepts a text, keeps the id that it asked for; what holds no menu costs that menu; "
    "exit 0 or 3",
)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"errcode": "0", "data": menu(4)}, 0),
        ({"errcode": " 0 ", "data": [menu(4)]}, 0),
        ({"errcode": 0, "data": menu(77)}, 0),
        ({"errcode": 0, "data": None}, 3),
        ({"errcode": 0, "data": []}, 3),
        ({"errcode": 0, "data": "menu"}, 3),
        ({"errcode": 0}, 3),
        ({"data": menu(4)}, 3),
        ({"errcode": None, "data": menu(4)}, 3),
        ({"errcode": {}, "data": menu(4)}, 3),
        ([], 3),
        (None, 3),
    ],
)
def test_odd_envelopes(bench: Bench, body: Any, status: int) -> None:
    write_exact(bench.pbx, 4, json.dumps(body).encode(), status=200, content_type="text/plain")
    run = bench.run(bench.serve().url, "draw", "1", "-o", "x.json")
    assert run.status == status, run.err
    assert menus_of(run) == (ALL if status == 0 else ALL - {"4"})


@pytest.mark.fault("P19")
def test_every_errcode_may_be_text(bench: Bench) -> None:
    run = bench.run(bench.serve("errcode-text").url, "draw", "1", "-o", "x.json")
    assert run.status == 0
    assert menus_of(run) == ALL


@pytest.mark.fault("P20", promise="shows it with `***`; exit 2")
@pytest.mark.fault("S14")
@pytest.mark.parametrize("path", ["ivr/get", "ivr/query", "extension", "system"])
def test_a_message_that_repeats_url_and_token_is_shown_masked(bench: Bench, path: str) -> None:
    write_exact(bench.pbx, 4, b"{}", status=200, content_type="text/plain")
    simulator = bench.serve(f"echo-url={path}")
    run = bench.draw(simulator.url, "-v")
    tokens = {r.query["access_token"] for r in simulator.requests if "access_token" in r.query}
    assert len(tokens) == 1
    assert leaks(run, *tokens) == []
    if path == "ivr/get":
        expect_failure(run, place_of(simulator.url), "access_token=***")


def many_extensions(bench: Bench, number: int) -> None:
    rows = [{"id": n, "number": str(n), "caller_id_name": f"Person {n}"} for n in range(1, number)]
    write_pbx(bench.pbx, extension=rows)


@pytest.mark.fault("P21b", promise="stops, and says that the list is not whole; exit 0")
@pytest.mark.fault(
    "P21c",
    promise="reads what there is, and says where it is less than was claimed; exit 0, or 3 for "
    "the list of menus",
)
@pytest.mark.parametrize(
    ("faults", "pages", "is_told"),
    [
        ((), 3, False),
        (("same-page=extension",), 2, True),
        (("total=100000:extension",), 4, True),
        (("total=5:extension",), 3, False),
        (("drop=total_number:extension",), 3, False),
        (("same-page=extension", "drop=total_number:extension"), 2, False),
    ],
)
def test_paging_ends(bench: Bench, faults: tuple[str, ...], pages: int, is_told: bool) -> None:
    many_extensions(bench, 251)
    simulator = bench.serve(*faults)
    run = bench.draw(simulator.url)
    assert run.status == 0
    assert simulator.count("extension/list") == pages
    assert ("the list of extensions is not complete" in run.err) == is_told


@pytest.mark.fault("P21", promise="stops after 20,000 rows, and says so; exit 0")
def test_a_list_without_end_stops_at_a_limit(bench: Bench) -> None:
    numbers = iter(range(1, 10**9, 100))

    def page(connection: socket.socket) -> None:
        first = next(numbers)
        rows = [{"id": first + n, "number": "1", "name": "x"} for n in range(100)]
        connection.sendall(json_answer(total_number=10**8, data=rows))

    script = {
        "get_token": LOGIN_ANSWER,
        "ivr/get": json_answer(data=menu(1, press0="extension:7")),
        "extension/list": page,
        "": json_answer(data={}),
    }
    with scripted(script) as server:
        run = bench.draw(server.url)
    assert run.status == 0, run.err
    assert "the list of extensions is not complete: the PBX gave 20000 rows" in run.err
    assert server.received.count(b"extension/list") == 200


@pytest.mark.fault("P21b", "P21c")
@pytest.mark.parametrize("fault", ["same-page=ivr/list", "total=1000:ivr/list"])
def test_a_list_of_menus_that_is_not_whole_makes_the_run_partial(bench: Bench, fault: str) -> None:
    write_pbx(bench.pbx, *(menu(number) for number in range(1, 131)))
    run = bench.run(bench.serve(fault).url, "draw", "--all", "-o", "x.json")
    assert run.status == 3
    assert "the crawl is incomplete" in run.err
    assert "list of IVRs" in run.err


@pytest.mark.fault(
    "P22",
    promise="stops at `--max-menus` (10,000), and keeps what was read, marked as cut; exit 3",
)
def test_a_chain_without_end_stops_at_max_menus(bench: Bench) -> None:
    simulator = bench.serve("endless")
    run = bench.run(simulator.url, "crawl", "1", "-o", "x.json", "--max-menus", "20")
    assert run.status == 3
    assert "--max-menus 20" in run.err
    document = json.loads(run.files["x.json"])
    assert "--max-menus 20" in document["cut"]
    assert len(document["ivrs"]) == 20
    assert [gap["status"] for gap in document["missing"]] == ["not_followed"]


@pytest.mark.fault("P22b", promise="reads so many, and says so; exit 3")
def test_a_fan_wider_than_max_menus_is_cut(bench: Bench) -> None:
    run = bench.run(bench.serve().url, "draw", "1", "-o", "x.json", "--max-menus", "3")
    assert run.status == 3
    assert menus_of(run) == {"1", "2", "3"}


@pytest.mark.fault("P22")
def test_the_usual_cap_is_documented(bench: Bench) -> None:
    assert b"10000" in bench.run("", "crawl", "--help").out


@pytest.mark.fault("P23", promise="asks once for each menu and keeps one answer; exit 0")
def test_a_pbx_that_changes_meanwhile_gives_one_answer_per_menu(bench: Bench) -> None:
    def edit(request: Request) -> None:
        if request.path.startswith("ivr/"):
            write_pbx(bench.pbx, menu(1, press1=5), menu(5, name="Changed", press1=2))
            (bench.pbx / "ivr" / "3.json").unlink(missing_ok=True)

    settings = Settings(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, batch=False)
    with Simulator(bench.pbx, settings, on_request=edit) as simulator:
        run = bench.run(simulator.url, "draw", "1", "-o", "x.json")
        assert simulator.tokens_in_use == 0
    assert run.status == 0
    assert set(fetched(simulator).values()) == {1}
    assert missing_of(run)["ivr:3"]["status"] == "not_found"


@pytest.mark.fault("N5")
def test_a_server_that_takes_everything_and_says_nothing(bench: Bench) -> None:
    with scripted({"": silent}) as server:
        run = bench.draw(server.url)
    expect_failure(run, place_of(server.url), "timed out after 0.5 s")
    assert server.connections == 1
