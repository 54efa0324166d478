"""A live PBX, step by step: from its address to what the API application may read."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from ..errors import FlowgraphError, LoginRefused, UsageError
from ..model.ids import canonical_id
from ..model.make import Make
from ..model.missing import Missing
from ..sources.openapi import codes, probe, wire
from ..sources.openapi.address import Address, parse_address
from ..sources.openapi.client import Client
from ..sources.openapi.endpoints import IVR_GET, IVR_QUERY, LISTS, SYSTEM_INFORMATION
from ..sources.openapi.live import LiveSource
from ..sources.openapi.objects import make_from_data, rows_of
from ..sources.openapi.transport import Limits, TransportError, uses_proxy
from ..sources.opening import Pbx, open_client
from .checks import Result, Step, failure, version_text
from .local import zone_of_the_pbx
from .routes import look_for_forced

ADDRESS = "address"
CONNECTION = "connection"
CERTIFICATE = "certificate"
LOGIN = "login"
IP_RESTRICTION = "ip restriction"
MENU_LIST = "list ivr"

_DAY_S = 86400.0
#: A certificate that expires sooner is worth a warning.
SOON_S = 30 * _DAY_S
#: Tokens that live shorter make reading slow, in seconds.
SHORT_LIFE_S = 120.0
_IP_CODES = frozenset({codes.IP_BLOCKED, codes.IP_FORBIDDEN})
_SAVE = (
    "save it: openssl s_client -connect HOST:PORT </dev/null | openssl x509 -out pbx.pem; "
    "compare it with what a browser shows; then --ca-file pbx.pem"
)
_INSECURE = "; on a network that you trust --insecure does without"
_RENEW = "give the PBX a new certificate in its web interface"

#: What is wrong with a certificate, and what to do about it.
_CERTIFICATE_FAULTS: dict[probe.Problem, tuple[str, str]] = {
    "self-signed": ("self-signed, so nothing shows that it is the PBX's", _SAVE + _INSECURE),
    "authority": (
        "issued by an authority that this computer does not know",
        "name the authority's certificate with --ca-file FILE" + _INSECURE,
    ),
    "expired": ("expired", f"check this computer's clock; {_RENEW}"),
    "early": ("not valid yet", f"check the clocks of this computer and of the PBX; {_RENEW}"),
    "name": (
        "made out to another name than the one in the address",
        "give the PBX's address by the name that stands in the certificate" + _INSECURE,
    ),
    "other": ("not accepted", _RENEW),
}


class LivePbx:
    """Takes the steps; closing it gives the token back.

    Args:
        pbx: How to reach the PBX.
        zone: Time zone that the profile names; empty where it names none.
        now: The moment, for routes that depend on it.
    """

    def __init__(self, pbx: Pbx, zone: str, now: datetime) -> None:
        self._pbx = pbx
        self._now = now
        self._zone = zone
        self._address: Address | None = None
        self.client: Client | None = None
        self.make = Make()
        self._system: Result | None = None
        self._is_in = False
        self._login_code: int | None = None
        self._lost = ""
        self._menu = ""

    def close(self) -> None:
        """Give the token back."""
        if self.client:
            self.client.close()

    def way_in(self) -> list[Step]:
        """Give the steps up to the first answer."""
        return [
            Step(ADDRESS, self._look_at_address),
            Step(CONNECTION, self._connect, (ADDRESS,)),
            Step(CERTIFICATE, self._look_at_certificate, (CONNECTION,)),
            Step(LOGIN, self._log_in, (CERTIFICATE,)),
            Step(IP_RESTRICTION, self._look_at_restriction, (CERTIFICATE,)),
        ]

    def steps(self) -> list[Step]:
        """Give all steps, in the order in which one fails after the other."""
        needs = (LOGIN, IP_RESTRICTION)
        return [
            *self.way_in(),
            *(Step(f"list {kind}", self._lister(kind), needs) for kind in LISTS),
            Step("menus", self._read_a_menu, (*needs, MENU_LIST)),
            Step("firmware", self._tell_make, needs),
            Step("time zone", self._tell_zone, needs),
            Step("inbound routes", self._look_at_routes, needs),
        ]

    # -- the way to the PBX -----------------------------------------------------------------

    @property
    def _place(self) -> Address:
        assert self._address is not None  # noqa: S101  the other steps need this one
        return self._address

    @property
    def _secrets(self) -> list[str]:
        names = [self._address.place, self._address.host] if self._address else []
        names.append(self._pbx.client_id)
        # A very short one would take letters out of our own words.
        longer = [name for name in names if len(name) > 3]
        return [*longer, self._pbx.client_secret.get_secret_value()]

    def _failure(self, error: Any) -> Result:
        return failure(error, self._secrets)

    def _look_at_address(self) -> Result:
        try:
            self._address = parse_address(self._pbx.url)
        except UsageError as error:
            what = error.what.partition(" begins with ")[0]
            what = what if what == error.what else f"{what} begins with neither https nor http"
            return Result("failed", what, error.hint)
        return Result("ok", f"{self._place.scheme}://…:{self._place.port}/openapi/v1.0/")

    @property
    def _limits(self) -> Limits:
        return Limits(connect_s=min(Limits().connect_s, self._pbx.timeout_s))

    def _connect(self) -> Result:
        if uses_proxy(self._place):
            return Result(
                "warning",
                "goes through a proxy that the environment names; not tried by itself",
                "if the login fails, check HTTPS_PROXY and HTTP_PROXY, or add the PBX to NO_PROXY",
            )
        try:
            probe.connect(self._place, self._limits)
        except TransportError as error:
            return self._failure(error)
        return Result("ok", f"the name is known, port {self._place.port} answers")

    def _look_at_certificate(self) -> Result:
        if self._place.scheme == "http":
            return Result(
                "warning",
                "none: http sends secret and token for everybody on the way to read",
                "use https, which the PBX speaks on port 8088 unless it was changed",
            )
        if uses_proxy(self._place):
            return Result("warning", "not looked at behind a proxy", "see whether the login works")
        if self._pbx.ca_file and not os.path.isfile(self._pbx.ca_file):  # noqa: PTH113  any name
            return Result("failed", "the file of --ca-file is not there", "name a PEM file")
        try:
            found = probe.look_at_certificate(self._place, self._limits, self._pbx.ca_file)
        except TransportError as error:
            return self._failure(error)
        result = _judge(found)
        if self._pbx.insecure:
            told = f"not checked (--insecure); it is {result.message}"
            cure = result.next.removesuffix(_INSECURE) or "leave --insecure out"
            return Result("warning", told, cure)
        return result

    def _log_in(self) -> Result:
        try:
            self.client = open_client(self._pbx)
            life_s = self.client.log_in()
            self._is_in = True
        except LoginRefused as error:
            self._login_code = error.code
            return self._refused_login(error)
        except FlowgraphError as error:
            return self._failure(error)
        told = f"done; the token is good for {life_s:g} s"
        if life_s < SHORT_LIFE_S:
            cure = "tokens of the PBX usually live 1800 s; look at its clock and load"
            return Result("warning", told, cure)
        return Result("ok", told)

    def _refused_login(self, error: LoginRefused) -> Result:
        result = self._failure(error)
        if error.code in _IP_CODES:
            return result._replace(next=f"see '{IP_RESTRICTION}'")
        if error.code == codes.FAILURE:
            told = f"{result.message} (wrong ID or secret; tried once: five failures block)"
            return result._replace(message=told, next=error.hint)
        return result._replace(next=error.hint or result.next)

    def _look_at_restriction(self) -> Result:
        code = self._login_code
        if code in _IP_CODES:
            return Result("failed", codes.describe(code), codes.cure(code), code)
        if not self._is_in:
            return Result("skipped", f"because '{LOGIN}' failed")
        self._ask_for_make()
        if self._system and self._system.status == "failed":
            return self._system
        return Result("ok", "this computer's address is accepted")

    def _ask_for_make(self) -> None:
        """Ask what the PBX is: the first question that it may refuse to this computer."""
        try:
            data = self.ask(SYSTEM_INFORMATION, {}).fields.get("data")
        except wire.Refused as error:
            self._system = failure(error, self._secrets, "warning")
        except FlowgraphError as error:
            self._system = self._failure(error)
        else:
            rows = rows_of(data)
            self.make = make_from_data(rows[0]) if rows else Make()

    # -- what the application may read ------------------------------------------------------

    def _lister(self, kind: str) -> Any:
        return lambda: self._look_at_list(kind)

    def ask(self, path: str, query: dict[str, str]) -> wire.Envelope:
        """Ask the PBX, once the way in was found; see :meth:`Client.ask`."""
        assert self.client is not None  # noqa: S101  the other steps need this one
        return self.client.ask(path, query)

    def rows(self, kind: str, most: int) -> tuple[Any, ...]:
        """Read the first rows of a list.

        Raises:
            Refused: The list may not be read, or is none.
            FlowgraphError: The PBX answers no more.
        """
        endpoint = LISTS[kind]
        query = {"page": "1", "page_size": str(most)}
        return wire.page(endpoint.reply_key, self.ask(endpoint.path, query)).raw

    def _look_at_list(self, kind: str) -> Result:
        if self._lost:
            return Result("skipped", f"because the PBX was lost at '{self._lost}'")
        permission = LISTS[kind].permission
        try:
            rows = self.rows(kind, 1)
        except wire.Refused as error:
            return self._refused_list(kind, error)
        except FlowgraphError as error:
            self._lost = f"list {kind}"
            return self._failure(error)
        if kind == "ivr":
            self._menu = (
                canonical_id(rows_of(list(rows))[0].get("id")) if rows_of(list(rows)) else ""
            )
            if not self._menu:
                cure = "make a menu on the PBX, or let the API application see those there are"
                return Result("warning", f"'{permission}' may be read, but is empty", cure)
        return Result("ok", f"'{permission}' may be read" + (", but is empty" if not rows else ""))

    def _refused_list(self, kind: str, error: wire.Refused) -> Result:
        permission = LISTS[kind].permission
        result = failure(error, self._secrets, "failed" if kind == "ivr" else "warning")
        if error.code == codes.ACCESS_DENIED:
            told = f"'{permission}' may not be read (errcode {error.code})"
            cure = f"let the API application read '{permission}': Integrations > API"
            return result._replace(message=told, next=cure)
        if error.code in (codes.NOT_EXISTED, 404):
            told = f"'{permission}' is not there: {result.message}"
            return result._replace(message=told, next="do without it, or update the PBX's firmware")
        return result._replace(message=f"'{permission}' cannot be read: {result.message}")

    def _read_a_menu(self) -> Result:
        if self._lost or not self._menu:
            return Result("skipped", "because no menu is known")
        try:
            menu = wire.ivr(self._menu, self.ask(IVR_GET, {"id": self._menu}))
        except wire.Refused as error:
            return self._failure(error)
        except FlowgraphError as error:
            self._lost = "menus"
            return self._failure(error)
        if isinstance(menu, Missing):
            return Result("failed", menu.message, "please report this, with the firmware version")
        return self._try_batch()

    def _try_batch(self) -> Result:
        try:
            found = wire.ivr_batch((self._menu,), self.ask(IVR_QUERY, {"ids": self._menu}))
        except wire.Refused as error:
            why = failure(error, self._secrets).message
            return Result("ok", f"read one by one; no batch query ({why})", code=error.code)
        except FlowgraphError as error:
            self._lost = "menus"
            return self._failure(error)
        if not found:
            return Result("ok", "read one by one; the batch query gave nothing")
        return Result("ok", "read one by one and in batches")

    def _tell_make(self) -> Result:
        if self._system:
            return self._system._replace(message=f"not known: {self._system.message}")
        return tell_make(self.make)

    def _tell_zone(self) -> Result:
        rows: tuple[Any, ...] = ()
        if not self._lost:
            try:
                rows = self.rows("time_zone", 100)
            except (wire.Refused, FlowgraphError):
                rows = ()
        return zone_of_the_pbx(rows, self._zone)

    def _look_at_routes(self) -> Result:
        if self._lost or self.client is None:
            return Result("skipped", f"because the PBX was lost at '{self._lost}'")
        return look_for_forced(LiveSource(self.client), self._zone, self._now)


def _judge(found: probe.Certificate) -> Result:
    if found.problems:
        faults = [_CERTIFICATE_FAULTS[problem] for problem in found.problems]
        told = ", and ".join(what for what, _ in faults)
        cures = [cure.removesuffix(_INSECURE) for _, cure in faults]
        *_, last = (cure for _, cure in faults)
        rest = _INSECURE if last.endswith(_INSECURE) else ""
        return Result("failed", told, "; and ".join(cures) + rest)
    days = int((found.good_for_s or 0) // _DAY_S)
    if found.good_for_s is not None and found.good_for_s < SOON_S:
        return Result("warning", f"trusted, but it expires in {days} days", _RENEW)
    return Result("ok", f"trusted, good for {days} days")


def tell_make(make: Make) -> Result:
    """Tell model and firmware."""
    if not make.firmware:
        return Result("warning", "not known", "look into the PBX's web interface")
    told = f"{version_text(make.firmware)}, model {version_text(make.model or 'not known')}"
    if make.may_time_keys:
        hint = "its menus may have time conditions on keys, not read yet: flowgraph doctor --fields"
        return Result("ok", told, hint)
    return Result("ok", told)
