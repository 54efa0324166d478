"""Which rules are asked, how bad their findings are, and which findings are accepted.

The table ``[check]`` of ``flowgraph.toml``::

    [check]
    rule-set = "iso"
    select = ["structure", "slow-digit"]  # rules or groups; empty: all
    ignore = ["key-gap"]

    [check.severity]
    timeout-unset = "error"

    [check.limit]
    too-many-options = 7

    [[check.accept]]
    rule = "external-number"
    place = "ivr:5"                       # or its number, or its name
    key = "8"                             # without it: any key
    reason = "the caretaker's mobile, agreed with the customer"

The command line counts more than the file, and the file more than the rule set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..errors import ConfigError, UsageError
from ..model.destination import INBOUND_ROUTE
from ..model.keys import ENTRY_KEYS, FAIL, FORWARDS, KEYS, spoken
from ..slips import as_one, nearest, short
from ..text import one_line
from .rule import ERROR, INFO, WARNING, Rule, Severity
from .rule_sets import RULE_SETS

if TYPE_CHECKING:
    from .finding import Finding

_SETTINGS = ("rule-set", "select", "ignore", "severity", "limit", "accept")
_SEVERITIES = (ERROR, WARNING, INFO)
_KEYS = (*KEYS, FAIL, *FORWARDS, *ENTRY_KEYS)
#: Settings of an accepted finding, and what to write where one is missing.
_ACCEPTED = {
    "rule": 'for example rule = "key-gap"',
    "place": 'for example place = "ivr:5"',
    "key": "",
    "reason": "say who agreed, and why",
}

_Value = TypeVar("_Value")


class Accepted(NamedTuple):
    """Findings that somebody has looked at and left.

    Attributes:
        rule: Id of the rule.
        place: What they are about: id, number or name (``ivr:5``, ``6204``, ``number:6204``,
            ``Main menu``, ``name:Main menu``).
        key: The key of it; empty for any.
        reason: Why; never empty.
    """

    rule: str
    place: str
    key: str
    reason: str


class RuleSettings(NamedTuple):
    """The settings of ``check``.

    Attributes:
        rule_set: One of :data:`~.rule_sets.RULE_SETS`.
        select: Rules and groups to ask; empty for all.
        ignore: Rules and groups to leave out.
        severities: By rule, beyond the rule set's.
        limits: By rule, beyond the rule set's.
        accepted: Findings that do not count.
    """

    rule_set: str = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    limits: Mapping[str, int] = {}
    accepted: tuple[Accepted, ...] = ()


# -- what they come to -----------------------------------------------------------------------


def chosen(
    settings: RuleSettings, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> list[Rule]:
    """Give the rules to ask.

    A selection on the command line replaces that of the file. A rule that is selected by its own
    name is asked even where something weaker leaves it out; a group brings no such rule back.

    Args:
        settings: The settings of the file.
        select: Rules and groups of the command line, also several in a text, between commas.
        ignore: The same, to leave out.

    Returns:
        Rules in the order of the registry.

    Raises:
        UsageError: The command line names an unknown rule or group, or nothing is left to ask.
    """
    from . import GROUPS, all_rules

    asked, barred = _given("--select", select), _given("--ignore", ignore)
    wanted = asked or settings.select or tuple(GROUPS)
    named = {name for name in wanted if name in all_rules()}
    ignored = _ids(settings.ignore)
    on = _ids(wanted) - ignored - set(RULE_SETS[settings.rule_set].off)
    on |= named if asked else named - ignored
    rules = [rule for rule in all_rules().values() if rule.id in on - _ids(barred)]
    if not rules:
        raise UsageError("no rule is left to ask", hint="select more, or ignore less")
    return rules


def severities(settings: RuleSettings) -> dict[str, Severity]:
    """Give the severity of each rule where it is not the rule's own."""
    found: dict[str, Severity] = {}
    for name, severity in RULE_SETS[settings.rule_set].severities.items():
        found |= dict.fromkeys(_ids([name]), severity)
    return {**found, **settings.severities}


def limits(settings: RuleSettings) -> dict[str, int]:
    """Give the limit of each rule where it is not the rule's own."""
    return {**RULE_SETS[settings.rule_set].limits, **settings.limits}


def is_accepted(settings: RuleSettings, finding: Finding) -> Accepted | None:
    """Give the entry that accepts a finding; None where there is none."""
    return next((entry for entry in settings.accepted if _fits(entry, finding)), None)


def unused(settings: RuleSettings, findings: Iterable[Finding]) -> list[Accepted]:
    """Give the entries that accept none of some findings."""
    found = list(findings)
    return [e for e in settings.accepted if not any(_fits(e, finding) for finding in found)]


def _fits(entry: Accepted, finding: Finding) -> bool:
    if entry.rule != finding.rule or entry.key not in ("", finding.key, spoken(finding.key)):
        return False
    number, name = one_line(finding.number), one_line(finding.name)
    kind, _, identity = finding.node.partition(":")
    places = {finding.node, number, f"number:{number}", name, f"name:{name}"}
    if kind == INBOUND_ROUTE:
        places |= {f"route:{identity}", f"route:{name}"}
    return entry.place in places


def _given(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Give the rules and groups that an option names."""
    names = [name.strip() for text in texts for name in text.split(",")]
    for name in names:
        if name and not _is_rule_or_group(name):
            what = f"{option}: there is no rule or group {short(name)}"
            raise UsageError(what, hint=_near_rule(name))
    return tuple(filter(None, names))


def _ids(names: Iterable[str]) -> set[str]:
    """Give the rules that are named, or belong to a group that is named."""
    from . import all_rules, group_of

    wanted = set(names)
    return {rule for rule in all_rules() if rule in wanted or group_of(rule) in wanted}


# -- reading ---------------------------------------------------------------------------------


def read_settings(table: Mapping[str, Any], place: Callable[[str, str], str]) -> RuleSettings:
    """Read the table ``[check]`` of ``flowgraph.toml``.

    Args:
        table: As it stands there; empty where there is none.
        place: Gives file and line of a key of a table, the file alone where it is not found.

    Raises:
        ConfigError: Something in it cannot be used: an unknown setting, rule set, rule, group,
            severity or key, a wrong type, an accepted finding without rule, place or reason. All
            slips are told at once, each with its place and the nearest valid word.
    """
    reader = _Reader(place)
    reader.check_names(table, _SETTINGS, lambda key: place(key, "check"))
    settings = RuleSettings(
        reader.rule_set(table.get("rule-set", "default")),
        reader.rules_or_groups("select", table.get("select", [])),
        reader.rules_or_groups("ignore", table.get("ignore", [])),
        reader.by_rule("severity", table.get("severity", {}), reader.severity),
        reader.by_rule("limit", table.get("limit", {}), reader.limit),
        reader.accepted(table.get("accept", [])),
    )
    if reader.slips:
        raise as_one(reader.slips)
    return settings


class _Reader:
    """Reads one setting after the other; what cannot be used becomes a slip and is left out."""

    def __init__(self, place: Callable[[str, str], str]) -> None:
        self._place = place
        self.slips: list[ConfigError] = []

    def _slip(self, what: str, hint: str, where: str) -> None:
        self.slips.append(ConfigError(what, where=where, hint=hint))

    def check_names(
        self, table: Mapping[str, Any], known: Iterable[str], where: Callable[[str], str]
    ) -> None:
        for key in (key for key in table if key not in known):
            self._slip(f"unknown setting {short(key)}", nearest(key, known), where(key))

    def rule_set(self, value: Any) -> str:
        if isinstance(value, str) and value in RULE_SETS:
            return value
        where = self._place("rule-set", "check")
        self._slip(f"there is no rule set {short(value)}", nearest(value, RULE_SETS), where)
        return "default"

    def rules_or_groups(self, key: str, names: Any) -> tuple[str, ...]:
        where = self._place(key, "check")
        if not isinstance(names, list):
            self._slip(f"{key} must be a list", f'write {key} = ["key-gap"]', where)
            return ()
        for name in names:
            if not _is_rule_or_group(name):
                self._slip(f"there is no rule or group {short(name)}", _near_rule(name), where)
        return tuple(map(str, names))

    def by_rule(
        self, key: str, rows: Any, read: Callable[[Rule, Any, str], _Value | None]
    ) -> dict[str, _Value]:
        """Read a table that has one value a rule."""
        if not isinstance(rows, dict):
            self._slip(f"{key} is no table", f"write [check.{key}]", self._place(key, "check"))
            return {}
        found = {}
        for name, value in rows.items():
            where = self._place(name, f"check.{key}")
            rule = self._rule(name, where)
            one = read(rule, value, where) if rule else None
            if one is not None:
                found[name] = one
        return found

    def _rule(self, name: str, where: str) -> Rule | None:
        from . import GROUPS, all_rules

        rule = all_rules().get(name)
        if rule is None:
            hint = "that is a group; name its rules" if name in GROUPS else _near_rule(name)
            self._slip(f"there is no rule {short(name)}", hint, where)
        return rule

    def severity(self, rule: Rule, value: Any, where: str) -> Severity | None:
        found = next((severity for severity in _SEVERITIES if severity == value), None)
        if found is None:
            what = f"{rule.id}: there is no severity {short(value)}"
            self._slip(what, nearest(value, _SEVERITIES), where)
        return found

    def limit(self, rule: Rule, value: Any, where: str) -> int | None:
        if rule.limit is None:
            self._slip(f"{rule.id} has no limit", f"these have: {_with_limit()}", where)
            return None
        # In Python a boolean is an integer; in a settings file it is a slip.
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        hint = f"it is a number of {rule.limit_words}"
        self._slip(f"the limit of {rule.id} must be a whole number, 0 or more", hint, where)
        return None

    def accepted(self, rows: Any) -> tuple[Accepted, ...]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            where = self._place("accept", "check")
            self._slip("accept is no list of tables", "write [[check.accept]]", where)
            return ()
        return tuple(
            self._accepted(row, self._place_in_entry(number, len(rows)))
            for number, row in enumerate(rows, 1)
        )

    def _place_in_entry(self, number: int, total: int) -> Callable[[str], str]:
        """Give the place of a key; of several tables of one name the lines cannot be told apart."""
        table = "check.accept"
        if total == 1:
            return lambda key: self._place(key, table)
        return lambda key: f"{self._place('', table)}, [[{table}]] number {number}"

    def _accepted(self, row: Mapping[str, Any], where: Callable[[str], str]) -> Accepted:
        self.check_names(row, _ACCEPTED, where)
        texts = {name: self._text(row, name, where) for name in _ACCEPTED}
        if texts["rule"]:
            self._rule(texts["rule"], where("rule"))
        if texts["key"] and texts["key"] not in _KEYS:
            what = f"there is no key {short(texts['key'])}"
            self._slip(what, nearest(texts["key"], _KEYS), where("key"))
        return Accepted(**texts)

    def _text(self, row: Mapping[str, Any], name: str, where: Callable[[str], str]) -> str:
        value = row.get(name, "")
        if not isinstance(value, str):
            self._slip(f"{name} must be a text in quotes", "correct it", where(name))
            return ""
        text = one_line(value)
        if not text and (name in row or name != "key"):
            # What is not there has no line; its neighbours have.
            nearby = name if name in row else next(iter(row), "")
            hint = _ACCEPTED[name] or "leave it out for any key"
            self._slip(f"an accepted finding without {name}", hint, where(nearby))
        return text


def _with_limit() -> str:
    from . import all_rules

    return ", ".join(rule.id for rule in all_rules().values() if rule.limit is not None)


def _is_rule_or_group(name: Any) -> bool:
    from . import GROUPS, all_rules

    return isinstance(name, str) and (name in GROUPS or name in all_rules())


def _near_rule(name: Any) -> str:
    from . import nearest

    return nearest(str(name))
