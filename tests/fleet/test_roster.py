"""The file that names the PBXs: read with care, and every slip told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowgraph.errors import ConfigError, InputError
from flowgraph.fleet.roster import Member, chosen, read_roster
from flowgraph.fleet.tasks import task_of
from flowgraph.rules.settings import RuleSettings

TOML = """\
[defaults]
client_id = "flowgraph"
client_secret_command = "pass show pbx/{name}"
tags = ["all"]

[[pbx]]
name = "Harbour Dental"
pbx = "https://10.0.1.5:8088"
tags = ["dental", "north"]
timeout = 20
ca_file = "harbour.pem"

[[pbx]]
name = "lakeside"
profile = "lakeside"

[[pbx]]
name = "depot"
from = "depot.json"
roots = ["5", "did:+49301234"]

[[pbx]]
name = "mill"
pbx = "https://mill.example.net:8088"
client_secret_env = "SECRET_{name}"
"""

CSV = """\
name,pbx,client_id,client_secret_env,tags,timeout,insecure
Harbour Dental,https://10.0.1.5:8088,flowgraph,SECRET_{name},dental north,20,
mill,https://mill.example.net:8088,,,,,yes
"""


def write(folder: Path, text: str, name: str = "fleet.toml") -> Path:
    (folder / name).write_text(text)
    return folder / name


def test_each_pbx_has_what_it_says_and_else_the_defaults(tmp_path: Path) -> None:
    harbour, lakeside, depot, mill = read_roster(write(tmp_path, TOML))
    assert harbour == Member(
        "Harbour Dental",
        url="https://10.0.1.5:8088",
        client_id="flowgraph",
        secret_command="pass show pbx/Harbour Dental",
        tags=("dental", "north"),
        settings={"timeout": 20, "ca_file": str(tmp_path / "harbour.pem")},
    )
    assert harbour.slug == "harbour-dental"
    assert depot.from_ == str(tmp_path / "depot.json")
    assert depot.roots == ("5", "did:+49301234")
    assert mill.secret_env == "SECRET_MILL"
    assert mill.secret_command == ""
    # A profile says by itself how it logs in.
    assert (lakeside.profile, lakeside.client_id, lakeside.secret_command) == ("lakeside", "", "")
    assert lakeside.tags == ("all",)


def test_a_csv_says_the_same(tmp_path: Path) -> None:
    harbour, mill = read_roster(write(tmp_path, CSV, "fleet.csv"))
    assert (harbour.name, harbour.secret_env) == ("Harbour Dental", "SECRET_HARBOUR_DENTAL")
    assert harbour.tags == ("dental", "north")
    assert harbour.settings == {"timeout": 20.0}
    assert mill.settings == {"insecure": True}


def test_no_name_is_that_of_a_device_of_windows() -> None:
    assert [Member(name).slug for name in ("CON", "lpt1", "console")] == [
        "con-",
        "lpt1-",
        "console",
    ]


def test_tags_choose(tmp_path: Path) -> None:
    members = read_roster(write(tmp_path, TOML))
    assert [member.name for member in chosen(members, ("north",))] == ["Harbour Dental"]
    assert len(chosen(members, ("north", "all"))) == 4
    assert chosen(members, ()) == members
    with pytest.raises(InputError, match="no PBX has the tag nord") as caught:
        chosen(members, ("nord",))
    assert caught.value.hint == "did you mean north?"


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("", "it names no PBX", 0),
        ("[[pbx]]\n", "a PBX has no name", 1),
        ('[[pbx]]\nname = "a"\n', "where is a to be read?", 2),
        ('[[pbx]]\nname = "a"\npbx = "x"\nfrom = "y"\n', "pbx and from name two sources", 4),
        ('[[pbx]]\nname = "a"\npbx = "x"\nclient_secret = "y"\n', "a secret does not belong", 4),
        ('[[pbx]]\nname = "a"\npbx = "x"\ncolour = "y"\n', "unknown setting colour", 4),
        ('[[pbx]]\nname = "a"\npbx = "x"\ntags = "y"\n', "tags must be a list of texts", 4),
        ('[[pbx]]\nname = "a"\npbx = "x"\ntimeout = "y"\n', "timeout must be a number", 4),
        ('[[pbx]]\nname = "a"\npbx = "x"\ntimeout = true\n', "timeout must be a number", 4),
        ('[[pbx]]\nname = "a"\npbx = "x"\ntimeout = 0\n', "timeout is from 0.1 to 3600", 4),
        ('[[pbx]]\nname = "../a"\npbx = "x"\n', "'../a' cannot name a PBX", 2),
        ('[[pbx]]\nname = "a"\npbx = "x"\n[[pbx]]\nname = "A"\npbx = "y"\n', "two PBXs are", 5),
        ('[pbx]\nname = "a"\n', "pbx is no list of tables", 1),
        ('[fleet]\n[[pbx]]\nname = "a"\npbx = "x"\n', "unknown table fleet", 1),
        ("defaults = 5\n", "defaults is no table", 1),
        ('[[pbx]]\nname = "a"\npbx = "x"\nclient_secret_env="b"\nclient_secret_command="c"\n',
         "name two secrets", 4),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line(text: str, what: str, line: int, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_roster(path)
    assert what in str(caught.value)
    assert caught.value.hint
    assert (f"{path}, line {line}" if line else str(path)) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("name,pbx\n,x\n", "a PBX has no name"),
        ("name,pbx,colour\na,x,red\n", "unknown setting colour"),
        ("name,pbx,client_secret\na,x,y\n", "a secret does not belong here"),
        ("name,pbx,timeout\na,x,soon\n", "timeout must be a number"),
        ("name,pbx,insecure\na,x,perhaps\n", "insecure must be true or false"),
        ('name,pbx\na,"x\n', "no valid CSV"),
        ("name,pbx\na,x,extra\n", "unknown setting"),
        ("name,pbx\n", "it names no PBX"),
    ],
)
def test_a_slip_in_csv_is_told_with_its_row(text: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_roster(write(tmp_path, text, "fleet.csv"))
    assert what in str(caught.value)


def test_a_file_that_is_not_there_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_roster(tmp_path / "none.toml")
    for name in ("fleet.toml", "fleet.csv"):
        (tmp_path / name).write_bytes(b"\xff\xfe")
        with pytest.raises(InputError, match="not in UTF-8"):
            read_roster(tmp_path / name)


# -- secrets ---------------------------------------------------------------------------------


def secret(member: Member, **environment: str) -> str:
    pbx = task_of(member, environment, RuleSettings()).pbx
    assert pbx is not None
    return str(pbx.client_secret.get_secret_value())


def test_a_secret_comes_from_where_the_roster_says() -> None:
    own = Member("a", url="https://a", secret_env="A")
    assert secret(own, A="of a", FLOWGRAPH_CLIENT_SECRET="of all") == "of a"
    assert secret(Member("b", url="https://b"), FLOWGRAPH_CLIENT_SECRET="of all") == "of all"
    # A command is asked where the visit is made, not here.
    asked = Member("c", url="https://c", secret_command="pass show c")
    assert secret(asked, FLOWGRAPH_CLIENT_SECRET="of all") == ""


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        secret(Member("a", url="https://a", secret_env="A"), FLOWGRAPH_CLIENT_SECRET="of all")
    assert caught.value.where == "A"


def test_a_profile_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flowgraph.toml").write_text(
        '[profile.office]\npbx = "https://office"\nclient_id = "i"\nclient_secret = "s"\n'
        "concurrency = 4\n"
    )
    Path("flowgraph.toml").chmod(0o600)
    task = task_of(Member("a", profile="office"), {}, RuleSettings())
    assert task.pbx is not None
    assert (task.pbx.url, task.pbx.client_id, task.concurrency) == ("https://office", "i", 4)
    assert secret(Member("a", profile="office")) == "s"
    with pytest.raises(ConfigError, match="there is no profile"):
        task_of(Member("a", profile="offcie"), {}, RuleSettings())
