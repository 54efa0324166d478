"""The least that finds the loops of a PBX folder: ``json`` and networkx, and nothing else.

    limit.py FOLDER [--models]

With ``--models`` all menus are kept as checked pydantic models with tables of keys, as a program
has them that does more with menus than find loops.
"""

import json
import pathlib
import sys

import networkx as nx

STEMS = {name: (f"press{name}", name) for name in "0123456789"}
STEMS |= {"#": ("press_hash", "_hash"), "*": ("press_star", "_star")}
STEMS |= {"timeout": ("timeout", "_timeout"), "invalid": ("invalid", "_invalid")}


def answers():
    for path in pathlib.Path(sys.argv[1], "ivr").glob("*.json"):
        yield json.loads(path.read_bytes())["data"]


def plain():
    for data in answers():
        keys = {k: (data[f"{s}_dest"], data[f"{s}_dest_value"]) for k, (s, _) in STEMS.items()}
        yield data["id"], keys


def modelled():
    from pydantic import BaseModel, ConfigDict

    class Destination(BaseModel):
        model_config = ConfigDict(frozen=True)
        kind: str
        value: str
        prefix: str
        stops_recording: bool

    class Menu(BaseModel):
        model_config = ConfigDict(frozen=True)
        id: int
        number: str
        name: str
        prompt: str
        prompt_repeat: int
        resp_timeout: int
        digit_timeout: int
        dial_ext_option: str
        dial_ext_list: list[str]
        restrict_dial_ext_list: list[str]
        dial_outb_route_list: list[str]
        enb_dial_outb_routes: bool
        enb_dial_check_vm: bool
        alert_info: str
        keys: dict[str, Destination]

    def folded(data):
        return {
            key: {
                "kind": data[f"{stem}_dest"],
                "value": data[f"{stem}_dest_value"],
                "prefix": data[f"{stem}_dest_prefix"],
                "stops_recording": data[f"allow_out_record{record}"],
            }
            for key, (stem, record) in STEMS.items()
        }

    kept = {d["id"]: Menu.model_validate({**d, "keys": folded(d)}) for d in answers()}
    for menu in kept.values():
        yield menu.id, {key: (to.kind, to.value) for key, to in menu.keys.items()}


graph = nx.MultiDiGraph()
for menu, keys in modelled() if "--models" in sys.argv else plain():
    for key, (kind, value) in keys.items():
        if kind:
            graph.add_edge(f"ivr:{menu}", f"{kind}:{value}", key=key)
groups = [group for group in nx.strongly_connected_components(graph) if len(group) > 1]
print(len(groups), "loops")
