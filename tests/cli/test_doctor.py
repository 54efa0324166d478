"""The doctor finds what is wrong, says what to do, and tells nothing that is nobody's business."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import trustme
from network import Bench, Server, full_listener, leaks, unused_port, wait_until
from shell import menu, pbx, write

from flowgraph.cli.doctor import command
from flowgraph.doctor.checks import failure
from flowgraph.errors import EngineError, UsageError
from flowgraph.exports import engine
from flowgraph.simulator import Faults, Settings, Simulator
from flowgraph.sources.openapi.transport import TransportError

CLIENT_ID = "docs-7c1e"
SECRET = 's3cr3t/+ "q"&ü=%41'
SERIAL = "SN0S3NT1NEL"
PERSON = "Ana S3ntinel"
PLAIN_LISTS = (
    *("ring_group", "queue", "conference", "group_vm", "inbound_route", "business_hour"),
    *("holiday", "custom_prompt"),
)
ZONE = {"id": 1, "timezone": "UTC+1 Europe/Berlin", "timezone_type": "global"}
WAY_IN = ["address", "connection", "certificate", "login", "ip restriction"]
LISTS = [
    *("list ivr", "list extension", "list ring_group", "list queue", "list conference"),
    *("list group_vm", "list inbound_route", "list business_hour", "list holiday"),
    *("list time_zone", "list custom_prompt"),
]
LOCAL = ["engine bundled", "engine system", "engine pango", "characters"]


class Told(NamedTuple):
    """What a run printed, by check."""

    status: int
    checks: dict[str, dict[str, Any]]
    summary: dict[str, int]

    def of(self, name: str) -> tuple[str, str, str]:
        check = self.checks[name]
        return check["status"], check["message"], check["next"]

    def failed(self) -> list[str]:
        return [name for name, check in self.checks.items() if check["status"] == "failed"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows: dict[str, list[Any]] = {name: [] for name in PLAIN_LISTS}
    made = pbx(
        tmp_path / "pbx",
        menu(1, press1_dest="ivr", press1_dest_value="2"),
        menu(2, name=PERSON),
        extension=[{"id": 7, "number": "1007", "caller_id_name": PERSON}],
        time_zone=[ZONE],
        **rows,
    )
    system = {"device_name": PERSON, "sn": SERIAL, "model_name": "P560"}
    write(made / "system.json", {**system, "firmware_version": "37.9.0.58"})
    return made


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and an environment that knows the PBX's credentials alone."""
    for name in [*os.environ]:
        if name.startswith("FLOWGRAPH_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    run = tmp_path / "run"
    run.mkdir()
    monkeypatch.chdir(run)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FLOWGRAPH_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("FLOWGRAPH_CLIENT_SECRET", SECRET)
    return run


Doctor = Callable[..., Told]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str]) -> Doctor:
    def run(*arguments: object) -> Told:
        line = [*map(str, arguments), "--format", "json"]
        status = command.main(line, prog_name="doctor", standalone_mode=False)
        document = json.loads(capsys.readouterr().out)
        assert list(document) == ["version", "checks", "summary", "missing"]
        assert (document["version"], document["missing"]) == (1, [])
        checks = {check["check"]: check for check in document["checks"]}
        for check in checks.values():
            # Whatever fails has a cure, and a failure is never hidden in the exit status.
            assert check["status"] != "failed" or (check["next"] and status == 2), check
        return Told(status, checks, document["summary"])

    return run


@pytest.fixture
def text(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run(*arguments: object) -> tuple[int, str]:
        status = command.main([*map(str, arguments)], prog_name="doctor", standalone_mode=False)
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[..., Simulator]]:
    """Serve the folder; in the end no token may be in use."""
    running: list[Simulator] = []

    def start(*faults: str, **settings: Any) -> Simulator:
        known = {"client_id": CLIENT_ID, "client_secret": SECRET, **settings}
        simulator = Simulator(folder, Settings(**known), Faults.of(*faults))
        running.append(simulator.__enter__())
        return simulator

    yield start
    in_use = [simulator.tokens_in_use for simulator in running]
    for simulator in running:
        simulator.__exit__()
    assert not any(in_use)


# -- a PBX that is well ----------------------------------------------------------------------


def certified(place: Path, *names: str, **dates: Any) -> tuple[Path, Path]:
    """Issue a certificate; gives the file of the server and that of the authority."""
    authority = trustme.CA()
    issued = authority.issue_cert(*names, **dates)
    files = place / "server.pem", place / "ca.pem"
    issued.private_key_and_cert_chain_pem.write_to_path(str(files[0]))
    authority.cert_pem.write_to_path(str(files[1]))
    return files


def test_all_is_well(doctor: Doctor, serve: Any, place: Path) -> None:
    certificate, authority = certified(place, "127.0.0.1")
    simulator = serve(certificate=certificate)
    told = doctor("--pbx", simulator.url, "--ca-file", authority)
    assert told.status == 0
    assert [*told.checks] == [
        *("flowgraph", "configuration", *WAY_IN, *LISTS, "menus", "firmware", "time zone"),
        "inbound routes",
        *LOCAL,
    ]
    assert {told.of(name)[0] for name in [*WAY_IN, *LISTS, "menus"]} == {"ok"}
    assert told.of("address")[1] == f"https://…:{simulator.url.rpartition(':')[2]}/openapi/v1.0/"
    assert told.of("certificate")[1].startswith("trusted, good for ")
    assert told.of("login")[1] == "done; the token is good for 1800 s"
    assert told.of("menus")[1] == "read one by one and in batches"
    assert told.of("firmware") == ("ok", "37.9.0.58, model P560", "")
    assert told.of("time zone")[1] == "Europe/Berlin, as the PBX says"
    assert told.of("list queue")[1] == "'Queue' may be read, but is empty"
    assert (simulator.logins, simulator.count("del_token")) == (1, 1)


def test_without_a_pbx_it_looks_at_this_computer(doctor: Doctor) -> None:
    told = doctor()
    assert [*told.checks] == ["flowgraph", "configuration", *LOCAL]
    assert told.status == 0
    assert told.of("flowgraph")[1].startswith("flowgraph 0.")
    assert told.of("engine bundled")[1].endswith("draws .svg .png .pdf .html .drawio")


def test_text_tells_what_was_skipped_for_one_reason_on_one_line(text: Any) -> None:
    status, out = text("--pbx", f"http://127.0.0.1:{unused_port()}")
    assert status == 2
    [line] = [line for line in out.splitlines() if line.startswith("skipped  certificate")]
    assert line.split(maxsplit=2)[2].startswith("because 'connection' failed; also: login, ip")
    assert "1 failed, 0 warning" in out
    assert "paste them into a bug report" in out


# -- the way to the PBX ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "message", "cure"),
    [
        ("ftp://pbx.example.net", "begins with neither https nor http", "write it like"),
        ("https://ana:hidden@pbx.example.net", "holds a user name or password", "FLOWGRAPH_CLIENT"),
        ("https://pbx.example.net/admin", "holds a path", "write it like"),
        ("https://", "names no host", "write it like"),
    ],
)
def test_an_address_that_is_none(doctor: Doctor, url: str, message: str, cure: str) -> None:
    told = doctor("--pbx", url)
    assert told.failed() == ["address"]
    assert message in told.of("address")[1]
    assert cure in told.of("address")[2]
    assert "because 'address' failed" in told.of("time zone")[1]
    assert "example.net:" not in told.of("address")[1]


@pytest.mark.fault("N1", "N2")
@pytest.mark.parametrize(
    ("host", "message", "cure"),
    [
        ("127.0.0.1", "nothing listens at this address", "Integrations > API is switched on"),
        ("no-such-host.invalid", "the name of the host is not known", "spelling"),
    ],
)
def test_nobody_there(doctor: Doctor, host: str, message: str, cure: str) -> None:
    told = doctor("--pbx", f"https://{host}:{unused_port()}")
    assert told.failed() == ["connection"]
    assert told.of("connection")[1] == message
    assert cure in told.of("connection")[2]


@pytest.mark.fault("N3")
def test_connecting_hangs(doctor: Doctor) -> None:
    with full_listener() as port:
        told = doctor("--pbx", f"https://127.0.0.1:{port}", "--timeout", "0.3")
    assert told.failed() == ["connection"]
    assert told.of("connection")[1] == "timed out: no connection after 0.3 s"
    assert "firewall" in told.of("connection")[2]


def test_a_proxy_of_the_environment_is_named(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
    told = doctor("--pbx", "http://pbx.example.net")
    assert told.of("connection")[0] == "warning"
    assert told.failed() == ["login"]
    assert "NO_PROXY" in told.of("login")[2]


# -- its certificate -------------------------------------------------------------------------


def look(doctor: Doctor, simulator: Simulator, *options: object) -> tuple[str, str, str]:
    """Look at a certificate that is not accepted; nothing may be sent to such a PBX."""
    told = doctor("--pbx", simulator.url, *options)
    assert told.failed() == ["certificate"]
    assert told.of("login")[:2] == ("skipped", "because 'certificate' failed")
    assert simulator.requests == []
    return told.of("certificate")


@pytest.mark.fault("N12")
def test_a_self_signed_certificate_can_be_saved(doctor: Doctor, serve: Any) -> None:
    _, message, cure = look(doctor, serve(tls=True))
    assert message == "self-signed, so nothing shows that it is the PBX's"
    assert cure.startswith("save it: openssl s_client -connect HOST:PORT")
    assert cure.index("--ca-file") < cure.index("--insecure")


@pytest.mark.fault("N12")
def test_an_authority_that_is_not_known(doctor: Doctor, serve: Any, place: Path) -> None:
    certificate, _ = certified(place, "127.0.0.1")
    _, message, cure = look(doctor, serve(certificate=certificate))
    assert message == "issued by an authority that this computer does not know"
    assert cure.startswith("name the authority's certificate with --ca-file FILE; ")


@pytest.mark.fault("N12b")
def test_another_name(doctor: Doctor, serve: Any, place: Path) -> None:
    certificate, authority = certified(place, "hidden.example.net")
    simulator = serve(certificate=certificate)
    _, message, cure = look(doctor, simulator, "--ca-file", authority)
    assert message == "made out to another name than the one in the address"
    assert cure.startswith("give the PBX's address by the name")
    assert "hidden" not in message + cure


@pytest.mark.fault("N12c")
def test_an_expired_certificate(doctor: Doctor, serve: Any, place: Path) -> None:
    from datetime import UTC, datetime, timedelta

    past = datetime.now(UTC) - timedelta(days=3)
    certificate, authority = certified(place, "127.0.0.1", not_after=past)
    _, message, cure = look(doctor, serve(certificate=certificate), "--ca-file", authority)
    assert (message, cure.startswith("check this computer's clock")) == ("expired", True)


def test_a_certificate_that_expires_soon(doctor: Doctor, serve: Any, place: Path) -> None:
    from datetime import UTC, datetime, timedelta

    soon = datetime.now(UTC) + timedelta(days=3, hours=1)
    certificate, authority = certified(place, "127.0.0.1", not_after=soon)
    told = doctor("--pbx", serve(certificate=certificate).url, "--ca-file", authority)
    assert told.status == 0
    assert told.of("certificate")[:2] == ("warning", "trusted, but it expires in 3 days")


def self_signed(place: Path, name: str, *, days: int) -> Path:
    """Write a self-signed certificate as a PBX has it."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = place / "server.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_self_signed_and_another_name(doctor: Doctor, serve: Any, place: Path) -> None:
    certificate = self_signed(place, "hidden.example.net", days=100)
    _, message, cure = look(doctor, serve(certificate=certificate))
    assert message.startswith("self-signed")
    assert message.endswith("made out to another name than the one in the address")
    assert "save it: openssl" in cure
    assert "by the name that stands in the certificate" in cure
    # To save it alone would not help, and the cure after it says so truly.
    told = doctor("--pbx", serve(certificate=certificate).url, "--ca-file", certificate)
    assert told.of("certificate")[1] == "made out to another name than the one in the address"


def test_self_signed_and_expired(doctor: Doctor, serve: Any, place: Path) -> None:
    certificate = self_signed(place, "localhost", days=-1)
    _, message, cure = look(doctor, serve(certificate=certificate))
    assert message.endswith(", and expired")
    assert "clock" in cure


@pytest.mark.parametrize("content", [None, "nonsense"])
def test_a_ca_file_that_is_none(
    doctor: Doctor, serve: Any, place: Path, content: str | None
) -> None:
    if content:
        (place / "ca.pem").write_text(content)
    _, message, cure = look(doctor, serve(tls=True), "--ca-file", "ca.pem")
    assert message.startswith("the file of --ca-file")
    assert cure == "name a PEM file"


@pytest.mark.fault("N12e")
def test_a_port_that_speaks_no_tls(doctor: Doctor, serve: Any) -> None:
    simulator = serve()
    told = doctor("--pbx", simulator.url.replace("http:", "https:"))
    assert told.failed() == ["certificate"]
    assert told.of("certificate")[1:] == (
        "this port does not speak https",
        "try http:// or another port",
    )


def test_a_port_that_never_answers(doctor: Doctor) -> None:
    with Server(lambda connection, _: wait_until(lambda: not connection.recv(9))) as server:
        told = doctor("--pbx", server.url.replace("http:", "https:"), "--timeout", "0.3")
    assert told.failed() == ["certificate"]
    assert "timed out" in told.of("certificate")[1]


def test_insecure_is_a_warning_that_knows_a_better_way(doctor: Doctor, serve: Any) -> None:
    told = doctor("--pbx", serve(tls=True).url, "--insecure")
    assert told.status == 0
    status, message, cure = told.of("certificate")
    assert (status, message[:27]) == ("warning", "not checked (--insecure); i")
    assert cure.startswith("save it: ")
    assert "--insecure" not in cure


# -- login, permissions ----------------------------------------------------------------------


def test_a_wrong_secret_is_tried_once(
    doctor: Doctor, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWGRAPH_CLIENT_SECRET", "wr0ng")
    simulator = serve()
    told = doctor("--pbx", simulator.url)
    assert told.failed() == ["login"]
    assert told.checks["login"]["code"] == -1
    assert "compare Client ID and secret" in told.of("login")[2]
    assert told.of("ip restriction")[:2] == ("skipped", "because 'login' failed")
    assert len(simulator.requests) == simulator.logins == 1


def test_no_credentials(doctor: Doctor, serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLOWGRAPH_CLIENT_ID")
    simulator = serve()
    told = doctor("--pbx", simulator.url)
    assert told.failed() == ["login"]
    assert "set FLOWGRAPH_CLIENT_ID and FLOWGRAPH_CLIENT_SECRET" in told.of("login")[2]
    assert simulator.requests == []


@pytest.mark.fault("P12")
@pytest.mark.parametrize(
    ("fault", "failed", "code", "cure"),
    [
        ("ip-blocked", ["login", "ip restriction"], 70004, "Blocked IPs"),
        ("ip-forbidden=get_token", ["login", "ip restriction"], 70087, "permitted ones"),
        ("ip-forbidden=system/", ["ip restriction"], 70087, "permitted ones"),
        ("api-off", ["login"], 70123, "switch it on"),
        ("token-limit", ["login"], 60002, "wait up to 30 minutes"),
        ("errcode=10003:get_token", ["login"], 10003, "update the PBX's firmware"),
        ("status=403:get_token", ["login"], 403, "firewall"),
        ("html=get_token", ["login"], None, "address and port"),
        ("redirect=http://hidden.example.net:get_token", ["login"], None, "address"),
        ("deny=ivr", ["list ivr"], 10005, "let the API application read 'IVR'"),
        ("deny=ivr/get", ["menus"], 10005, "give the API application more rights"),
        ("ip-forbidden=queue/", ["list queue"], 70087, "permitted ones"),
    ],
)
def test_a_refusal_has_its_cure(
    doctor: Doctor, serve: Any, *, fault: str, failed: list[str], code: int | None, cure: str
) -> None:
    simulator = serve(fault)
    told = doctor("--pbx", simulator.url)
    assert (told.status, told.failed()) == (2, failed)
    assert told.checks[failed[-1]]["code"] == code
    assert cure in told.of(failed[-1])[2]
    assert simulator.logins == 1
    assert "hidden" not in str(told)


def test_what_comes_after_a_refusal_of_everything_is_skipped(doctor: Doctor, serve: Any) -> None:
    simulator = serve("ip-forbidden=queue/")
    told = doctor("--pbx", simulator.url)
    after = "because the PBX was lost at 'list queue'"
    assert told.of("list holiday")[:2] == ("skipped", after)
    assert simulator.count("conference/list") == 0


@pytest.mark.parametrize(
    ("fault", "check", "message", "cure"),
    [
        ("deny=extension", "list extension", "'Extension' may not be read (errcode 10005)", "let"),
        ("deny=queue", "list queue", "'Queue' may not be read (errcode 10005)", "read 'Queue'"),
        ("absent=holiday", "list holiday", "'Holidays' is not there: errcode 10001", "do without"),
        ("status=500:group_vm", "list group_vm", "cannot be read: HTTP 500", "try again later"),
        ("deny=system/", "firmware", "not known: errcode 10005", "more rights"),
        ("deny=time_zone", "time zone", "the PBX names none", "compare the PBX's clock"),
    ],
)
def test_what_may_not_be_read_is_a_warning(
    doctor: Doctor, serve: Any, *, fault: str, check: str, message: str, cure: str
) -> None:
    told = doctor("--pbx", serve(fault).url)
    assert told.status == 0
    assert told.of(check)[0] == "warning"
    assert message in told.of(check)[1]
    assert cure in told.of(check)[2]
    assert told.of("menus")[0] == "ok"


def test_a_pbx_without_batch_query_is_read_one_by_one(doctor: Doctor, serve: Any) -> None:
    told = doctor("--pbx", serve(batch=False).url)
    assert told.of("menus")[0] == "ok"
    assert told.of("menus")[1].startswith("read one by one; no batch query (errcode 10001")


def test_tokens_that_live_for_seconds(doctor: Doctor, serve: Any) -> None:
    told = doctor("--pbx", serve(token_life_s=30).url)
    assert told.status == 0
    assert told.of("login")[:2] == ("warning", "done; the token is good for 30 s")


def route(identity: int, current: str) -> dict[str, Any]:
    """Write a route whose calls should go to menu 1 at any hour, and do go to ``current``."""
    branches = {f"{stem}_dest": "ivr" for stem in ("office_time", "outoffice_time", "holiday")}
    return {
        "id": identity,
        "name": PERSON,
        "enb_time_condition": 1,
        "time_condition": "global",
        **branches,
        **{f"{name}_value": "1" for name in branches},
        "def_dest": "ivr",
        "def_dest_value": "1",
        "current_destination": "ivr",
        "current_desination_value": current,
    }


def test_forced_routes_are_told_by_their_ids(doctor: Doctor, serve: Any, folder: Path) -> None:
    write(folder / "inbound_route.json", [route(4, "1"), route(5, "2"), route(12, "2")])
    told = doctor("--pbx", serve().url)
    assert told.status == 0
    status, message, cure = told.of("inbound routes")
    assert (status, message) == ("warning", "forced against the schedule: id 5, 12")
    assert "override code" in cure
    write(folder / "inbound_route.json", [route(4, "1")])
    assert doctor("--pbx", serve().url).of("inbound routes")[0] == "ok"


def test_firmware_that_may_have_time_conditions_on_keys_says_how_to_learn_them(
    doctor: Doctor, serve: Any, folder: Path
) -> None:
    write(folder / "system.json", {"model_name": "P570", "firmware_version": "37.20.0.1"})
    assert "--fields" in doctor("--pbx", serve().url).of("firmware")[2]


def test_an_odd_firmware_text_is_not_told(doctor: Doctor, serve: Any, folder: Path) -> None:
    write(folder / "system.json", {"model_name": PERSON + "@home", "firmware_version": "\x1b[31m"})
    told = doctor("--pbx", serve().url)
    assert told.of("firmware")[1] == "(an odd text), model (an odd text)"


# -- settings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message", "cure"),
    [
        (None, "there is no flowgraph.toml", "write one with a table [profile.NAME]"),
        ("[profile.other-hidden]\n", "there is no such profile", "compare the name"),
        ("[profile.hidden]\npbk = 'x'\n", "flowgraph.toml, line 2: unknown setting", "mean pbx?"),
        ("[hidden]\n", "flowgraph.toml, line 1: unknown setting", "there are"),
        ("[profile]\nhidden = 1\n", "flowgraph.toml: the profile is no table", "[profile.NAME]"),
        ("[profile.hidden\n", "flowgraph.toml", "correct it"),
        ("[profile.hidden]\n[profile.hidden]\n", "flowgraph.toml", "correct it"),
    ],
)
def test_a_mistake_in_the_settings(
    doctor: Doctor, place: Path, content: str | None, message: str, cure: str
) -> None:
    if content:
        (place / "flowgraph.toml").write_text(content)
    told = doctor("--profile", "hidden")
    assert told.failed() == ["configuration"]
    assert message in told.of("configuration")[1]
    assert cure in told.of("configuration")[2]
    assert told.of("address")[:2] == ("skipped", "because 'configuration' failed")
    # A profile is often called after a customer, a folder after a person.
    assert "hidden" not in str(told)
    assert str(place.parent) not in str(told)


def test_mistakes_are_found_without_naming_a_profile(doctor: Doctor, place: Path) -> None:
    (place / "flowgraph.toml").write_text("[profile.a]\n[profile.b]\ntimeout = 'x'\n")
    told = doctor()
    assert told.of("configuration")[1] == "flowgraph.toml, line 3: timeout must be a number"
    (place / "flowgraph.toml").write_text("[profile.a]\n[profile.b]\n")
    assert doctor().of("configuration")[0] == "ok"


def test_a_profile_without_a_pbx(doctor: Doctor, place: Path) -> None:
    (place / "flowgraph.toml").write_text("[profile.a]\ntimeout = 3\n")
    told = doctor("--profile", "a")
    assert told.failed() == ["address"]
    assert told.of("address")[1] == "the profile names no PBX"


def test_a_profile_with_a_secret_that_others_may_read(
    doctor: Doctor, serve: Any, place: Path
) -> None:
    settings = f'[profile.a]\npbx = "{serve().url}"\nclient_secret = "x"\n'
    (place / "flowgraph.toml").write_text(settings)
    (place / "flowgraph.toml").chmod(0o644)
    told = doctor("--profile", "a")
    assert told.status == 0
    assert told.of("configuration")[0] == "warning"
    assert told.of("configuration")[2].endswith("chmod 600 flowgraph.toml")


# -- what was saved --------------------------------------------------------------------------


def test_a_folder_is_looked_at_instead_of_a_pbx(doctor: Doctor, folder: Path) -> None:
    (folder / "queue.json").unlink()
    write(folder / "conference.json", {"no": "list"})
    told = doctor("--from", folder)
    assert told.status == 0
    assert "connection" not in told.checks
    assert told.of("input")[1] == "a PBX folder"
    assert told.of("menus")[1] == "all can be read"
    assert told.of("list queue")[:2] == ("skipped", "because 'Queue' was not saved")
    assert told.of("list conference")[0] == "warning"
    assert told.of("firmware")[1] == "37.9.0.58, model P560"
    assert told.of("time zone")[1] == "Europe/Berlin, as the PBX says"


def test_a_folder_with_menus_that_cannot_be_read(doctor: Doctor, folder: Path) -> None:
    (folder / "ivr" / "2.json").write_text(f'{{"errcode": 10005, "errmsg": "{PERSON}"}}')
    told = doctor("--from", folder)
    status, message, _ = told.of("menus")
    assert (told.status, status) == (0, "warning")
    assert message.startswith("1 of 2 cannot be read (errcode 10005")
    (folder / "ivr" / "1.json").write_text("{")
    assert doctor("--from", folder).failed() == ["menus"]
    assert PERSON not in str(told)


@pytest.mark.parametrize("content", [None, "", "{", "[1]", '{"format": "other"}'])
def test_a_file_that_is_none_of_ours(doctor: Doctor, place: Path, content: str | None) -> None:
    if content is not None:
        (place / "hidden.json").write_text(content)
    told = doctor("--from", "hidden.json")
    assert told.failed() == ["input"]
    assert told.of("menus")[:2] == ("skipped", "because 'input' failed")
    assert "hidden" not in str(told)


def test_a_snapshot(doctor: Doctor, folder: Path, place: Path) -> None:
    from flowgraph.cli.crawl import command as crawl

    crawl.main(["1", "--from", str(folder), "-o", "saved.json"], standalone_mode=False)
    told = doctor("--from", "saved.json")
    assert told.status == 0
    assert told.of("input")[1] == "a snapshot or a saved answer"
    assert told.of("menus")[0] == "ok"
    assert told.of("firmware")[0] == "skipped"


def test_two_sources_are_refused(folder: Path) -> None:
    line = ["--from", str(folder), "--pbx", "https://pbx.example.net"]
    with pytest.raises(UsageError, match="two sources"):
        command.main(line, standalone_mode=False)


# -- drawing ---------------------------------------------------------------------------------


def test_a_computer_without_graphviz(
    doctor: Doctor, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(place))
    monkeypatch.setattr(engine, "_is_installed", lambda name: False)
    told = doctor()
    assert told.status == 0
    assert told.of("engine system")[0] == "skipped"
    assert "no Chinese" in told.of("characters")[1]
    assert "install Graphviz" in told.of("characters")[2]


def test_a_graphviz_that_is_broken(
    doctor: Doctor, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "dot").write_text("#!/bin/sh\necho hidden >&2\nexit 1\n")
    (place / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{place}:{os.environ['PATH']}")
    told = doctor()
    assert told.of("engine system")[:2] == ("warning", "installed, but it draws nothing")
    assert told.of("engine system")[2]
    assert "hidden" not in str(told)


def test_without_its_own_engine_nothing_works(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_bundled_program", lambda: "")
    assert doctor().failed() == ["engine bundled"]


def test_an_engine_that_cannot_be_run_is_told(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise EngineError("x", hint="do this")

    monkeypatch.setattr("flowgraph.doctor.local.run", broken)
    assert doctor().of("engine bundled") == ("failed", "installed, but it draws nothing", "do this")


# -- nothing that is nobody's business ---------------------------------------------------------


@pytest.mark.fault(
    "S12",
    promise="tells versions, codes and states; no name, address, serial number or secret",
)
@pytest.mark.parametrize(
    "faults",
    [
        *((), ("echo-url=extension",), ("echo-url=get_token",), ("echo-url=12345:ivr/",)),
        *(("html",), ("truncate=queue/",), ("status=500:system/",), ("no-http=get_token",)),
        *(("api-off",), ("ip-forbidden=queue/",), ("expire-every=2",)),
    ],
    ids=str,
)
@pytest.mark.parametrize("option", ["text", "json", "fields"])
def test_nothing_secret_is_printed(
    tmp_path: Path, folder: Path, faults: tuple[str, ...], option: str
) -> None:
    """All bytes of a real run are searched."""
    with Bench(tmp_path / "bench") as bench:
        bench.pbx = folder
        simulator = bench.serve(*faults)
        bench.lost = int("truncate=get_token" in faults or "html" in faults)
        url = simulator.url.replace("127.0.0.1", "localhost")
        words = ["--fields"] if option == "fields" else ["--format", option]
        run = bench.start(url, "doctor", *words, "--timeout", "5").end()
        tokens = {r.query["access_token"] for r in simulator.requests if "access_token" in r.query}
        assert simulator.logins == 1
    assert run.err == ""
    assert run.files == {}
    assert len(run.out) > 200
    hidden = (SERIAL, PERSON, "S3ntinel", CLIENT_ID, SECRET, "localhost", "127.0.0.1", *tokens)
    assert leaks(run, *hidden) == []
    assert b"\x1b" not in run.out


# -- fields ----------------------------------------------------------------------------------


@pytest.fixture
def newer(folder: Path) -> Path:
    """A PBX with fields that nobody knows; every value holds a sentinel."""
    times = [{"day": "hush-1", "hush phone 49": "hush-2", "start": 9}]
    odd: dict[str, Any] = {
        "press1_time_dest": "hush-3",
        "press1_time_list": times,
        "press1_flag": True,
        "press1_none": None,
        "press1_ratio": 4711.5,
        "+49301234": "hush-4",
        "some_password": "hush-5",
        "press9_dest": {"inner": "hush-6"},
        "mixed": "hush-7",
    }
    pbx(folder, menu(1, **odd), menu(2, mixed=4711))
    person = {"id": 7, "number": "1007", "caller_id_name": "hush-8"}
    presence = {"status": "hush-9", "enb_ex_busy_forward": 4711, "new_rule": "hush-10"}
    write(
        folder / "extension.json",
        [{**person, "email": "hush-11", "user_pin": "hush-12", "presence_list": [presence]}],
    )
    write(
        folder / "queue.json",
        [
            {
                "id": 3,
                "number": "6400",
                "name": "hush-13",
                "callback": {"Hush": 4711},
                "static_agent_list": [{"text": "hush-14", "rank": 4711}],
                "tags": ["hush-15", 4711],
            }
        ],
    )
    write(folder / "inbound_route.json", [{"id": 2, "name": "hush-16", "new_dest": "hush-17"}])
    return folder


WANTED = {
    "ivr": {
        "(odd name)": (["string"], 1),
        "mixed": (["number", "string"], 2),
        "press1_flag": (["boolean"], 1),
        "press1_none": (["null"], 1),
        "press1_ratio": (["number"], 1),
        "press1_time_dest": (["string"], 1),
        "press1_time_list": (["array"], 1),
        "press1_time_list[].(odd name)": (["string"], 1),
        "press1_time_list[].day": (["string"], 1),
        "press1_time_list[].start": (["number"], 1),
        "press9_dest": (["object"], 1),
        "press9_dest.inner": (["string"], 1),
    },
    "extension": {"email": (["string"], 1), "presence_list[].new_rule": (["string"], 1)},
    "queue": {
        "callback": (["object"], 1),
        "callback.(odd name)": (["number"], 1),
        "static_agent_list[].rank": (["number"], 1),
        "tags": (["array"], 1),
        "tags[]": (["number", "string"], 1),
    },
    "inbound_route": {"new_dest": (["string"], 1)},
}


@pytest.mark.parametrize("origin", ["folder", "http"])
def test_fields_are_names_and_types_and_no_values(
    text: Any, serve: Any, newer: Path, origin: str
) -> None:
    words = ("--from", newer) if origin == "folder" else ("--pbx", serve().url)
    status, out = text("--fields", *words, "--format", "json")
    assert status == 0
    document = json.loads(out)
    kinds = {kind["kind"]: kind for kind in document["kinds"]}
    for name, wanted in WANTED.items():
        found = {f["name"]: (f["types"], f["count"]) for f in kinds[name]["fields"]}
        assert found == wanted, name
    assert kinds["ivr"]["read"] == 2
    assert kinds["ivr"]["dropped"] == ["some_password"]
    assert kinds["extension"]["dropped"] == ["user_pin"]
    assert [f["name"] for f in kinds["ivr"]["fields"] if f["known_name"]] == ["press9_dest"]
    assert (document["firmware"], document["model"]) == ("37.9.0.58", "P560")

    status, printed = text("--fields", *words)
    assert status == 0
    assert "press1_time_list[].day         string  1 of 2\n" in printed
    assert "press9_dest                    object (known name, not understood)  1 of 2" in printed
    assert printed.rstrip().endswith("that is how new fields are learnt.")
    assert "with the firmware version" in printed.splitlines()[-1]
    for sentinel in ("hush", "Hush", "4711", "4930", PERSON, SERIAL):
        assert sentinel not in out + printed


def test_few_objects_are_read_and_nothing_is_asked_twice(
    text: Any, serve: Any, newer: Path
) -> None:
    pbx(newer, *(menu(number) for number in range(1, 41)))
    simulator = serve()
    text("--fields", "--pbx", simulator.url)
    assert simulator.count("ivr/get") == 10
    assert simulator.count("ivr/list") == simulator.logins == 1


def test_a_snapshot_tells_what_it_keeps(text: Any, newer: Path, place: Path) -> None:
    from flowgraph.cli.crawl import command as crawl

    crawl.main(["--all", "--from", str(newer), "-o", "saved.json"], standalone_mode=False)
    status, out = text("--fields", "--from", "saved.json")
    assert status == 0
    assert "press1_time_dest" in out
    assert "new_dest" in out
    assert "queue: a snapshot does not keep" in out
    assert "hush" not in out


def test_kinds_that_may_not_be_read_are_told_and_the_others_are_read(
    text: Any, serve: Any, newer: Path
) -> None:
    simulator = serve("deny=queue", "deny=extension/get")
    status, out = text("--fields", "--pbx", simulator.url)
    assert status == 0
    assert "queue: errcode 10005: permission denied" in out
    assert "press1_time_dest" in out
    assert "email" in out


def test_without_a_way_in_the_checks_are_told_instead(text: Any, serve: Any) -> None:
    status, out = text("--fields", "--pbx", serve("api-off").url)
    assert status == 2
    assert "errcode 70123: the API is switched off" in out
    assert "switch it on" in out


def test_fields_of_nothing_are_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no PBX"):
        command.main(["--fields"], standalone_mode=False)


def test_what_a_message_should_not_hold_is_taken_out_of_it() -> None:
    error = TransportError("nothing at hidden.example.net:8088", hint="look at hidden.example.net")
    result = failure(error, ["hidden.example.net"])
    assert result == ("failed", "nothing at ***:8088", "look at ***", None)
