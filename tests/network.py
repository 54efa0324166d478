"""What the tests of the network share: a small PBX, odd servers, the command as users run it."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus

import flowgraph
from flowgraph.simulator import Faults, Settings, Simulator

CLIENT_ID = "docs-7c1e"
#: Blanks at neither end, but all that would have to be encoded in a URL, a form or JSON.
CLIENT_SECRET = 's3cr3t/+ "q"&ü=%41'

PATIENCE_S = 60.0
_HOME = str(Path(flowgraph.__file__).parents[1])
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_NOT_OURS = re.compile(r"(?i)^(FLOWGRAPH_|PYTHON|.*_proxy$|REQUESTS_CA|CURL_CA|SSL_CERT|NETRC)")


# A list that is absent may not be read, and that would be worth a warning.
_EMPTY_LISTS = (
    *("ring_group", "queue", "conference", "group_vm", "inbound_route", "outbound_route"),
    *("business_hour", "holiday", "custom_prompt"),
)


# -- a PBX -----------------------------------------------------------------------------------


def menu(number: int, **keys: int | str) -> dict[str, Any]:
    """Write a menu; ``press1=2`` leads to menu 2, ``press0="extension:7"`` elsewhere."""
    fields: dict[str, Any] = {"id": number, "number": str(6200 + number), "name": f"Menu {number}"}
    for key, target in keys.items():
        kind, _, value = str(target).rpartition(":")
        fields |= {
            f"{key}_dest": kind or "ivr",
            f"{key}_dest_prefix": "",
            f"{key}_dest_value": value,
        }
    return fields


def write_pbx(folder: Path, *menus: dict[str, Any], **lists: list[dict[str, Any]]) -> Path:
    (folder / "ivr").mkdir(parents=True, exist_ok=True)
    for data in menus:
        saved = {"errcode": 0, "errmsg": "SUCCESS", "data": data}
        (folder / "ivr" / f"{data['id']}.json").write_text(json.dumps(saved), encoding="utf-8")
    for name, rows in lists.items():
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def write_exact(folder: Path, number: int, body: bytes, **meta: Any) -> None:
    """Give menu ``number`` these very bytes as its answer."""
    (folder / "ivr" / f"{number}.body").write_bytes(body)
    (folder / "ivr" / f"{number}.meta.json").write_text(json.dumps(meta), encoding="utf-8")


def eight_menus(folder: Path) -> Path:
    """Menu 1 leads to 2 to 7, menu 7 to 8; every menu to an extension with a name."""
    first = {f"press{number}": number for number in range(2, 8)}
    return write_pbx(
        folder,
        menu(1, **first, press0="extension:7"),
        *(menu(number, press0="extension:7", press_star=1) for number in range(2, 7)),
        menu(7, press1=8, press0="extension:7"),
        menu(8, press0="extension:7", press_star=1),
        extension=[{"id": 7, "number": "1007", "caller_id_name": "Ana Roe"}],
        **{name: [] for name in _EMPTY_LISTS},
    )


# -- servers that no simulator is ------------------------------------------------------------


class Server:
    """Listens on loopback and gives every connection to a function of the test.

    Attributes:
        received: Everything that arrived, of all connections.
        connections: How many there were.
    """

    def __init__(self, serve: Callable[[socket.socket, bytes], None], host: str = "127.0.0.1"):
        self._serve = serve
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family)
        self._open: list[socket.socket] = []
        self.host = host
        self.port: int = self._socket.getsockname()[1]
        self.received = b""
        self.connections = 0
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def __enter__(self) -> Server:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in self._open:
            connection.close()
        self._thread.join(5)

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            request = self._request(connection)
            self.received += request
            if request:
                self._serve(connection, request)
        connection.close()

    def _request(self, connection: socket.socket) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return data
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        while length and len(body) < int(length[1]):
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Write an HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def json_answer(**fields: Any) -> bytes:
    return http(json.dumps({"errcode": 0, "errmsg": "SUCCESS", **fields}).encode())


LOGIN_ANSWER = json_answer(
    access_token="acc-5f0c93",
    access_token_expire_time=1800,
    refresh_token="ref-5f0c93",
    refresh_token_expire_time=86400,
)


def scripted(script: Mapping[str, object], **options: Any) -> Server:
    """Serve bytes, or what a function sends, by API path; an empty path is for all others."""

    def serve(connection: socket.socket, request: bytes) -> None:
        path = request.split(b" ")[1].split(b"?")[0].decode().removeprefix("/openapi/v1.0/")
        answer = script.get(path, script.get("", b""))
        if callable(answer):
            answer(connection)
        elif isinstance(answer, bytes):
            connection.sendall(answer)

    return Server(serve, **options)


def silent(connection: socket.socket) -> None:
    """Take everything and say nothing until the other side has gone."""
    while connection.recv(65536):
        pass


class Tap:
    """Stands between a client and a PBX and keeps every byte of both directions."""

    def __init__(self, url: str) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self._target = (host, int(port))
        self._server = Server(self._relay)
        self.answers = b""

    def __enter__(self) -> Tap:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.__exit__()

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def questions(self) -> bytes:
        return self._server.received

    @property
    def tokens(self) -> set[str]:
        """Every access and refresh token that the PBX gave out."""
        found = re.findall(rb'"(?:access|refresh)_token": *"([^"]+)"', self.answers)
        return {token.decode() for token in found}

    def _relay(self, connection: socket.socket, request: bytes) -> None:
        with socket.create_connection(self._target) as pbx:
            pbx.sendall(request)
            while part := pbx.recv(65536):
                self.answers += part
                connection.sendall(part)


# -- the command -----------------------------------------------------------------------------


class Run(NamedTuple):
    """What a run of the command left behind."""

    status: int
    out: bytes
    err: str
    seconds: float
    peak_mib: float
    files: dict[str, bytes]


class Running:
    """A run of the command that has not ended yet."""

    def __init__(self, folder: Path, line: tuple[object, ...], environment: dict[str, str]):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._begun = time.monotonic()
        self._streams = [folder.parent / f"{folder.name}.{name}" for name in ("out", "err")]
        with self._streams[0].open("wb") as out, self._streams[1].open("wb") as err:
            self._process = subprocess.Popen(
                [sys.executable, *map(str, line)],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        self._peak_kib = 0
        self._meter = threading.Thread(target=self._measure, daemon=True)
        self._meter.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def signal(self, number: signal.Signals) -> float:
        """Send a signal; gives the time, for measuring how long the end takes."""
        self._process.send_signal(number)
        return time.monotonic()

    def end(self) -> Run:
        killer = threading.Timer(PATIENCE_S, self._process.kill)
        killer.start()
        _, status = os.waitpid(self.pid, 0)
        killer.cancel()
        self._meter.join()
        self._process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - self._begun
        out, err = (stream.read_bytes() for stream in self._streams)
        return Run(
            self._process.returncode,
            out,
            err.decode("utf-8", "backslashreplace"),
            seconds,
            self._peak_kib / 1024,
            _files(self.folder),
        )

    def _measure(self) -> None:
        """Note the most memory that the run has taken so far, until it is over.

        What the kernel says of it in the end would count the tests' own memory too, from which
        the run was forked.
        """
        status = Path(f"/proc/{self.pid}/status")
        while match := _PEAK.search(_text_of(status)):
            self._peak_kib = int(match[1])
            time.sleep(0.01)

    @property
    def descendants(self) -> list[int]:
        """Processes of this run's session that still live."""
        return [pid for pid in _pids() if pid != self.pid and _session(pid) == self.pid]


def _text_of(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def _files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _session(pid: int) -> int:
    with contextlib.suppress(OSError):
        return os.getsid(pid)
    return 0


class Bench(ExitStack):
    """A simulated PBX and the command, with what must hold for every run of it.

    Attributes:
        pbx: The PBX's folder; a test may put other menus into it.
        lost: Tokens that no client could give back, because their answer never came.
    """

    def __init__(self, place: Path) -> None:
        super().__init__()
        self._place = place
        self._runs = 0
        self._simulators: list[Simulator] = []
        self.lost = 0
        self.pbx = eight_menus(place / "pbx")

    def serve(self, *faults: str, **settings: Any) -> Simulator:
        known = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **settings}
        simulator = Simulator(self.pbx, Settings(**known), Faults.of(*faults))
        self._simulators.append(self.enter_context(simulator))
        return simulator

    @property
    def next_folder(self) -> Path:
        """The folder of the next run, which is empty unless the test puts something there."""
        return self._place / f"run-{self._runs + 1}"

    def python(self, *line: object, **environment: str) -> Running:
        """Start Python in a folder of its own, with the environment that the command gets."""
        folder = self.next_folder
        self._runs += 1
        kept = {name: text for name, text in os.environ.items() if not _NOT_OURS.match(name)}
        login = {"FLOWGRAPH_CLIENT_ID": CLIENT_ID, "FLOWGRAPH_CLIENT_SECRET": CLIENT_SECRET}
        python = {"PYTHONPATH": _HOME, "PYTHONUTF8": "1"}
        return Running(folder, line, {**kept, **login, **python, **environment})

    def start(self, url: str, *arguments: object, **environment: str) -> Running:
        line = (*arguments, *(("--pbx", url) if url else ()))
        return self.python("-m", "flowgraph", *line, **environment)

    def run(self, url: str, *arguments: object, **environment: str) -> Run:
        """Run the command to its end and expect what every run owes its user."""
        done = self.start(url, *arguments, **environment).end()
        expect_manners(done)
        assert sum(simulator.tokens_in_use for simulator in self._simulators) == self.lost
        return done

    def draw(self, url: str, *arguments: object, **environment: str) -> Run:
        """Draw from menu 1 as ``x.svg``, with little patience."""
        options = ("--timeout", "0.5") if "--timeout" not in arguments else ()
        return self.run(url, "draw", "1", "-o", "x.svg", *options, *arguments, **environment)


def expect_manners(run: Run) -> None:
    """No traceback, no secret, and no half of anything."""
    assert "Traceback" not in run.err
    assert "Exception" not in run.err
    assert leaks(run, CLIENT_SECRET) == []
    assert not [name for name in run.files if name.endswith(".part")]
    if run.status == 2:
        assert run.files == {}
        assert run.out == b""


def expect_failure(run: Run, place: str, *words: str) -> None:
    """It could not be done, and the message says what, where and what next."""
    assert run.status == 2, run.err
    assert re.search(r"(?m)^error: \S", run.err), run.err
    assert re.search(r"(?m)^  next:  \S", run.err), run.err
    for text in (place, *words):
        assert text in run.err, f"{text!r} is not in {run.err!r}"


def place_of(url: str) -> str:
    return url.partition("://")[2]


def leaks(run: Run, *secrets: str) -> list[str]:
    """Say where a secret stands in what left the program, in any usual form."""
    texts = {"stdout": run.out, "stderr": run.err.encode(), **run.files}
    return sorted(
        name
        for name, content in texts.items()
        if any(form in content for secret in secrets for form in forms(secret))
    )


def forms(secret: str) -> set[bytes]:
    """Give a secret as somebody might have encoded it."""
    raw = secret.encode()
    coded = {base64.b64encode(raw), base64.urlsafe_b64encode(raw)}
    # Within a longer text base64 looks different at each of three places.
    for shift in (1, 2):
        coded.add(base64.b64encode(b"x" * shift + raw)[4:-4])
    return {
        raw,
        quote(secret).encode(),
        quote(secret, safe="").encode(),
        quote_plus(secret).encode(),
        json.dumps(secret)[1:-1].encode(),
        *(code.rstrip(b"=") for code in coded),
    }


def wait_until(condition: Callable[[], bool], limit_s: float = 20.0) -> None:
    """Wait for something that another thread or process does."""
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


@contextlib.contextmanager
def full_listener() -> Iterator[int]:
    """Listen on a port whose queue is full, so that connecting to it hangs."""
    with ExitStack() as sockets:
        listener = sockets.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            filler = sockets.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
