from __future__ import annotations

import sys
from pathlib import Path

import pytest
import requests
import trustme

from flowgraph.errors import InputError, UsageError
from flowgraph.simulator import Settings, Simulator

from .support import logged_in


def test_a_self_signed_certificate_is_not_trusted_by_itself(
    pbx: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Simulator(pbx, Settings(tls=True)) as simulator:
        assert simulator.url.startswith("https://127.0.0.1:")
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(simulator.url, timeout=5)
        assert simulator.requests == []
    assert capfd.readouterr().err == ""


def test_a_given_certificate_is_served(pbx: Path, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "server.pem"))
    with Simulator(pbx, Settings(certificate=tmp_path / "server.pem")) as simulator:
        caller = logged_in(simulator, verify=str(tmp_path / "ca.pem"))
        assert caller.get("ivr/get", id=1)["errcode"] == 0


def test_a_certificate_that_is_none_is_refused(pbx: Path, tmp_path: Path) -> None:
    (tmp_path / "server.pem").write_text("nonsense", encoding="utf-8")
    with pytest.raises(InputError, match="certificate") as caught:
        Simulator(pbx, Settings(certificate=tmp_path / "server.pem")).__enter__()
    assert caught.value.where.endswith("server.pem")


def test_tls_says_which_package_it_needs(pbx: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "flowgraph.simulator.certificate", raising=False)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(UsageError) as caught:
        Simulator(pbx, Settings(tls=True)).__enter__()
    assert "pip install cryptography" in caught.value.hint


def test_a_client_that_speaks_no_tls_disturbs_nobody(
    pbx: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Simulator(pbx, Settings(tls=True)) as simulator:
        plain = simulator.url.replace("https", "http")
        with pytest.raises(requests.exceptions.ConnectionError):
            requests.get(plain, timeout=5)
    assert capfd.readouterr().err == ""
