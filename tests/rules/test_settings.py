"""Rule sets, the table [check] of flowgraph.toml, and what the command line adds to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flowgraph.config import load_table
from flowgraph.errors import ConfigError, UsageError
from flowgraph.rules import all_rules, group_of
from flowgraph.rules.example import flow_of
from flowgraph.rules.finding import Finding
from flowgraph.rules.judging import judge
from flowgraph.rules.rule_sets import RULE_SETS
from flowgraph.rules.settings import (
    Accepted,
    RuleSettings,
    chosen,
    is_accepted,
    limits,
    read_settings,
    severities,
    unused,
)


@pytest.fixture
def reading(tmp_path, monkeypatch):
    """Read a flowgraph.toml of this text."""
    monkeypatch.chdir(tmp_path)

    def read(text: str) -> RuleSettings:
        Path("flowgraph.toml").write_text(text, encoding="utf-8")
        return read_settings(*load_table("check", {}))

    return read


def ids(settings: RuleSettings, select=(), ignore=()) -> list[str]:
    return [rule.id for rule in chosen(settings, select, ignore)]


def of_group(group: str) -> list[str]:
    return [rule for rule in all_rules() if group_of(rule) == group]


# -- reading ---------------------------------------------------------------------------------


def test_every_setting_of_the_table_is_read(reading):
    settings = reading(
        """
        [check]
        rule-set = "iso"
        select = ["structure", "slow-digit"]
        ignore = ["key-gap"]
        [check.severity]
        timeout-unset = "error"
        [check.limit]
        too-many-options = 7
        [[check.accept]]
        rule = "too-deep"
        place = "ivr:5"
        key = "8"
        reason = "the mobile of the caretaker"
        [[check.accept]]
        rule = "key-gap"
        place = "Main  menu"
        reason = "wanted"
        """
    )
    assert settings == RuleSettings(
        "iso",
        ("structure", "slow-digit"),
        ("key-gap",),
        {"timeout-unset": "error"},
        {"too-many-options": 7},
        (
            Accepted("too-deep", "ivr:5", "8", "the mobile of the caretaker"),
            Accepted("key-gap", "Main menu", "", "wanted"),
        ),
    )


@pytest.mark.parametrize("text", ["", "[check]", '[profile.x]\npbx = "http://a"'])
def test_without_a_table_everything_is_as_the_rules_say(reading, text):
    settings = reading(text)
    assert settings == RuleSettings()
    assert ids(settings) == list(all_rules())
    assert (severities(settings), limits(settings)) == ({}, {})


def test_without_a_file_everything_is_as_the_rules_say(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_settings(*load_table("check", {})) == RuleSettings()


ACCEPT = '[[check.accept]]\nrule = "key-gap"\nplace = "ivr:5"\n'


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('[check]\nrule-sett = "iso"', 2, "unknown setting rule-sett", "did you mean rule-set?"),
        ('[check]\nrule-set = "isso"', 2, "no rule set isso", "did you mean iso?"),
        ("[check]\nrule-set = 4", 2, "no rule set 4", "there are: default, strict"),
        ("[check]\nrule-set = []", 2, "no rule set []", "there are: default, strict"),
        ('[check]\n\nselect = ["key-gab"]', 3, "no rule or group key-gab", "key-gap"),
        ('[check]\nselect = ["usabilty"]', 2, "no rule or group usabilty", "usability"),
        ('[check]\nselect = "key-gap"', 2, "select must be a list", 'select = ["key-gap"]'),
        ("[check]\nignore = [5]", 2, "no rule or group 5", "flowgraph explain"),
        ("[check]\nseverity = 3", 2, "severity is no table", "[check.severity]"),
        ('[check.severity]\nkey-gab = "info"', 2, "no rule key-gab", "key-gap"),
        ('[check.severity]\nsafety = "info"', 2, "no rule safety", "that is a group"),
        ('[check.severity]\nkey-gap = "warn"', 2, "no severity warn", "did you mean warning?"),
        ("[check.severity]\nkey-gap = true", 2, "no severity True", "error, warning, info"),
        ("[check]\nlimit = 3", 2, "limit is no table", "[check.limit]"),
        ("[check.limit]\nkey-gap = 3", 2, "key-gap has no limit", "too-deep"),
        ('[check.limit]\ntoo-deep = "3"', 2, "must be a whole number", "key presses"),
        ("[check.limit]\ntoo-deep = -1", 2, "must be a whole number", "key presses"),
        ("[check.limit]\ntoo-deep = true", 2, "must be a whole number", "key presses"),
        ("[check]\naccept = 1", 2, "no list of tables", "[[check.accept]]"),
        ("[check]\naccept = [1]", 2, "no list of tables", "[[check.accept]]"),
        (ACCEPT, 2, "without reason", "who agreed"),
        (f'{ACCEPT}reason = " "', 4, "without reason", "who agreed"),
        (f"{ACCEPT}reason = 1", 4, "reason must be a text", "correct it"),
        (f'{ACCEPT}reason = "x"\nkey = 8', 5, "key must be a text", "correct it"),
        (f'{ACCEPT}reason = "x"\nkey = ""', 5, "without key", "any key"),
        (f'{ACCEPT}reason = "x"\nkey = "time-out"', 5, "no key time-out", "mean timeout?"),
        (f'{ACCEPT}reason = "x"\nnode = "1"', 5, "unknown setting node", "place, key, reason"),
        ('[[check.accept]]\nplace = "ivr:5"\nreason = "x"', 2, "without rule", "rule ="),
        ('[[check.accept]]\nrule = "key-gap"\nreason = "x"', 2, "without place", "ivr:5"),
        (
            '[[check.accept]]\nrule = "keygap"\nplace = "1"\nreason = "x"',
            2,
            "no rule keygap",
            "key-gap",
        ),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_to_write(reading, text, line, what, hint):
    with pytest.raises(ConfigError) as caught:
        reading(text)
    assert caught.value.where == f"flowgraph.toml, line {line}"
    assert what in caught.value.what
    assert hint in caught.value.hint


def test_all_slips_are_told_at_once(reading):
    with pytest.raises(ConfigError) as caught:
        reading('[check]\nrule-set = "isso"\n[check.limit]\nkey-gap = 3\ntoo-deep = ""')
    lines = caught.value.what.split("\n  ")
    assert [line.partition(": ")[0][-6:] for line in lines] == ["line 2", "line 4", "line 5"]
    assert "did you mean iso?" in lines[0]
    assert caught.value.hint == "correct each of them"


def test_of_very_many_slips_the_first_are_told(reading):
    names = ", ".join(f'"x{n}"' for n in range(100))
    with pytest.raises(ConfigError, match="and 90 more"):
        reading(f"[check]\nselect = [{names}]")


def test_of_several_accepted_findings_the_wrong_one_is_counted_out(reading):
    with pytest.raises(ConfigError) as caught:
        reading(f'{ACCEPT}reason = "x"\n{ACCEPT}')
    assert caught.value.where == "flowgraph.toml, [[check.accept]] number 2"


def test_what_a_slip_holds_cannot_command_a_terminal(reading):
    with pytest.raises(ConfigError) as caught:
        reading(r"[check]" "\n" r'rule-set = "\u001b[31m\n' + "x" * 200 + '"')
    assert "\x1b" not in caught.value.what
    assert "\n" not in caught.value.what
    assert len(caught.value.what) < 100


# -- rule sets -------------------------------------------------------------------------------


def test_there_are_five_rule_sets_and_all_of_what_they_name_exists():
    assert list(RULE_SETS) == ["default", "strict", "iso", "broad", "security"]
    for name, rule_set in RULE_SETS.items():
        assert rule_set.name == name
        assert rule_set.words
        named = {*rule_set.severities, *rule_set.limits, *rule_set.off}
        assert named <= {*all_rules(), "usability"}
        assert all(all_rules()[rule].limit is not None for rule in rule_set.limits)


def test_strict_makes_errors_of_what_ends_calls():
    found = severities(RuleSettings("strict"))
    assert found == {"timeout-unset": "error", "failure-hangs-up": "error"}


def test_iso_makes_warnings_of_usability_and_allows_four_options():
    settings = RuleSettings("iso")
    assert severities(settings) == dict.fromkeys(of_group("usability"), "warning")
    assert limits(settings) == {"too-many-options": 4}


def test_broad_asks_nothing_of_options_and_wants_people_near():
    settings = RuleSettings("broad")
    assert set(all_rules()) - set(ids(settings)) == {"too-many-options"}
    assert limits(settings) == {"too-deep": 2}


def test_security_warns_of_open_voicemail():
    assert severities(RuleSettings("security")) == {"voicemail-open": "warning"}


def test_the_file_counts_more_than_the_rule_set():
    settings = RuleSettings(
        "iso", severities={"key-gap": "error"}, limits={"too-many-options": 9, "too-deep": 1}
    )
    assert severities(settings)["key-gap"] == "error"
    assert severities(settings)["too-deep"] == "warning"
    assert limits(settings) == {"too-many-options": 9, "too-deep": 1}


def test_severity_and_limit_change_what_is_found():
    rule = all_rules()["too-many-options"]
    settings = RuleSettings("iso", limits={"too-many-options": 1})
    flow = flow_of(rule.good, limits(settings))
    (finding,) = judge(flow, [rule], severities(settings)).findings
    assert finding.severity == "warning"


# -- which rules are asked -------------------------------------------------------------------


def test_a_selection_may_name_rules_and_groups():
    settings = RuleSettings(select=("usability", "timeout-unset"))
    assert ids(settings) == ["timeout-unset", *of_group("usability")]


def test_what_is_ignored_is_left_out_even_where_it_is_selected_beside():
    settings = RuleSettings(select=("key-gap", "too-deep"), ignore=("key-gap",))
    assert ids(settings) == ["too-deep"]
    assert not set(ids(RuleSettings(ignore=("usability",)))) & set(of_group("usability"))


def test_the_selection_of_the_command_line_replaces_that_of_the_file():
    settings = RuleSettings(select=("structure",))
    assert ids(settings, ["key-gap, too-deep", "slow-digit"]) == [
        "key-gap",
        "slow-digit",
        "too-deep",
    ]


def test_a_rule_that_the_command_line_names_is_asked_though_the_file_ignores_it():
    settings = RuleSettings("broad", ignore=("key-gap",))
    assert ids(settings, ["key-gap", "too-many-options"]) == ["key-gap", "too-many-options"]


def test_a_group_brings_nothing_back_that_is_left_out_by_name():
    settings = RuleSettings("broad", ignore=("key-gap",))
    left = [r for r in of_group("usability") if r not in ("key-gap", "too-many-options")]
    assert ids(settings, ["usability"]) == left


def test_a_rule_that_the_file_names_is_asked_though_the_rule_set_is_without_it():
    assert ids(RuleSettings("broad", select=("too-many-options",))) == ["too-many-options"]


def test_the_command_line_ignores_on_top_of_the_file():
    settings = RuleSettings(select=("key-gap", "too-deep", "slow-digit"), ignore=("key-gap",))
    assert ids(settings, ignore=["too-deep"]) == ["slow-digit"]


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_name_on_the_command_line_is_told_with_the_nearest(option):
    with pytest.raises(UsageError) as caught:
        chosen(RuleSettings(), **{option: ["too-deep,key-gab"]})
    assert caught.value.what == f"--{option}: there is no rule or group key-gab"
    assert "key-gap" in caught.value.hint


def test_a_check_that_would_ask_nothing_is_a_mistake():
    with pytest.raises(UsageError, match="no rule is left"):
        chosen(RuleSettings(), ["key-gap"], ["usability"])


# -- accepted findings -----------------------------------------------------------------------


def finding(rule="key-gap", node="ivr:5", key="", number="6204", name="Main menu") -> Finding:
    return Finding(rule, "info", node, number, name, "", key, "", "")


def accepting(place="ivr:5", key="", rule="key-gap") -> RuleSettings:
    return RuleSettings(accepted=(Accepted(rule, place, key, "wanted"),))


@pytest.mark.parametrize("place", ["ivr:5", "6204", "number:6204", "Main menu", "name:Main menu"])
def test_a_place_is_an_id_a_number_or_a_name(place):
    settings = accepting(place)
    assert is_accepted(settings, finding()) == settings.accepted[0]


@pytest.mark.parametrize("place", ["ivr:6", "5", "620", "Main", "number:", "name:", ""])
def test_another_place_is_not_accepted(place):
    assert is_accepted(accepting(place), finding()) is None
    assert is_accepted(accepting(place), finding(node="ivr:7", number="1", name="x")) is None


def test_an_entry_accepts_its_rule_alone():
    assert is_accepted(accepting(), finding(rule="too-deep")) is None


def test_an_entry_with_a_key_accepts_that_key_and_one_without_any():
    assert is_accepted(accepting(key="8"), finding(key="8"))
    assert is_accepted(accepting(key="8"), finding(key="9")) is None
    assert is_accepted(accepting(), finding(key="9"))


def test_entries_that_accept_nothing_are_found():
    used, idle = Accepted("key-gap", "6204", "", "a"), Accepted("key-gap", "ivr:6", "", "b")
    assert unused(RuleSettings(accepted=(used, idle)), iter([finding(), finding()])) == [idle]


# -- start-up --------------------------------------------------------------------------------


def test_the_settings_load_no_heavy_library_and_no_rule():
    code = (
        "import sys, flowgraph.rules.settings\n"
        "heavy = {'networkx', 'pydantic', 'requests', 'flowgraph.rules.flow'}\n"
        "found = [m for m in sys.modules if m.startswith('flowgraph.rules.structure')]\n"
        "sys.exit(str(found + sorted(heavy & set(sys.modules))) if found or "
        "heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
