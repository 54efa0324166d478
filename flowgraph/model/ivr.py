"""One menu of the PBX."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from .destination import Destination


class Dialable(BaseModel):
    """An entry of a list that says what callers may or may not dial.

    Attributes:
        name: Name of the extension, group, organisation or outbound route.
        number: Number of an extension, else the name once more; empty for a route.
        id: The PBX's id of it.
        kind: ``extension``, ``ext_group``, ``organization``; empty for a route.
    """

    model_config = ConfigDict(frozen=True)

    name: str = ""
    number: str = ""
    id: str = ""
    kind: str = ""


class Ivr(BaseModel):
    """A menu as the PBX holds it. A field that the PBX did not send is None: unknown, not empty.

    Attributes:
        id: The id it was asked by; the id in the answer does not count.
        number: What callers dial inside the PBX.
        prompts: Files played as the greeting, in order; ``default`` is built in.
        prompt_repeat: How often the greeting is played at most, 1-5. Whether the first play
            counts is not documented.
        resp_timeout_s: Seconds that the PBX waits for a key after the greeting, 1-10.
        digit_timeout_s: Seconds that it waits for another digit, 1-10.
        dial_ext_option: Which extensions callers may dial: ``disable``, ``all``, ``allow`` (those
            in ``dial_ext_list``) or ``restrict`` (all but those in ``restrict_dial_ext_list``).
        keys: Destination of each key that is set, in the order of :data:`keys.KEYS`.
        leftovers: What stands in the value or prefix of a key that is *not* set.
        stop_recording: Per key, whether recording ends when it is taken; keys that the PBX did
            not mention are absent.
        unknown: Fields that this version does not know, as the PBX sent them.
        dropped: Names of fields that hold secrets; their values were never kept.
        remarks: Oddities of the answer, in words.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    number: str = ""
    name: str = ""
    prompts: tuple[str, ...] | None = None
    prompt_repeat: int | None = None
    resp_timeout_s: int | None = None
    digit_timeout_s: int | None = None
    dial_ext_option: str | None = None
    dial_ext_list: tuple[Dialable, ...] | None = None
    restrict_dial_ext_list: tuple[Dialable, ...] | None = None
    enb_dial_outb_routes: bool | None = None
    dial_outb_route_list: tuple[Dialable, ...] | None = None
    enb_dial_check_vm: bool | None = None
    enb_dial_call_number: bool | None = None
    dial_call_number_list: tuple[Dialable, ...] | None = None
    alert_info: str | None = None
    client_unique_ringtone: str | None = None
    prompt_manager_enb: bool | None = None
    keys: dict[str, Destination] = {}
    leftovers: dict[str, Destination] = {}
    stop_recording: dict[str, bool] = {}
    unknown: dict[str, Any] = {}
    dropped: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def node_id(self) -> str:
        """The menu's node in the call graph."""
        return f"ivr:{self.id}"

    @property
    def dials_by_list(self) -> bool:
        """Whether it takes the PBX's list of extensions to know which ones callers may dial."""
        return self.dial_ext_option in ("all", "restrict")

    @property
    def hidden_exits(self) -> tuple[str, ...]:
        """Ways out of the menu that stand on no key, each in words; empty if there are none."""
        return tuple(words for words, open_ in self._hidden_exits() if open_)

    def _hidden_exits(self) -> tuple[tuple[str, bool], ...]:
        option = self.dial_ext_option
        return (
            ("any extension may be dialled", option == "all"),
            ("extensions may be dialled, some excepted", option == "restrict"),
            ("some extensions may be dialled", option == "allow" and bool(self.dial_ext_list)),
            (
                "some group, queue or conference numbers may be dialled",
                bool(self.enb_dial_call_number and self.dial_call_number_list),
            ),
            ("outbound routes may be used", bool(self.enb_dial_outb_routes)),
        )
