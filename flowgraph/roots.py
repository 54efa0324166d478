"""What the user named as ROOT, turned into ids of IVRs and nodes of inbound routes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from .errors import FlowgraphError, InputError, UsageError
from .model.destination import INBOUND_ROUTE
from .model.directory import Entry
from .model.ids import canonical_id, id_order
from .model.route import Route
from .model.taking import admits, taking
from .sources.interface import Source
from .text import one_line, shorten

_FORMS = 'write 5, ivr:5, number:6204, name:"Main menu", did:+15550100 or route:Main_Line'
_WORDS = ("ivr", "number", "name", "did", "route")
_SHOWN = 5
_LONGEST = 60


def resolve_roots(
    source: Source,
    specs: Sequence[str],
    *,
    everything: bool,
    menus_only: bool = False,
    caller: str = "",
) -> tuple[str, ...]:
    """Give the ids to start from.

    Args:
        source: Asked for its list of menus only where a root is not given as an id.
        specs: ``5``, ``ivr:5``, ``number:6204``, ``name:Main menu`` (exact), ``did:+15550100`` or
            ``route:Main_Line``.
        everything: Whether every menu and every inbound route is a root, in the order of ids.
        menus_only: Whether to leave inbound routes out.
        caller: The caller's number, which may decide between inbound routes; empty for any.

    Raises:
        UsageError: No root, an unknown form, no such number or name, or several of that name.
        FlowgraphError: The list of menus is needed and cannot be read.
    """
    if everything and specs:
        raise UsageError("--all and a ROOT name two beginnings", hint="leave one of them out")
    if everything:
        return _everything(source, menus_only=menus_only)
    if not specs:
        return _recorded(source)
    problems: list[UsageError] = []
    ids: list[str] = []
    for spec in specs:
        try:
            ids.append(_resolve(source, spec, menus_only=menus_only, caller=caller))
        except UsageError as error:
            problems.append(error)
    if problems:
        raise _as_one(problems)
    return tuple(dict.fromkeys(ids))


def _everything(source: Source, *, menus_only: bool) -> tuple[str, ...]:
    """Give every menu, then every inbound route, by id: the PBX lists them as it pleases."""
    menus = sorted({entry.id for entry in source.index()}, key=id_order)
    if not menus:
        raise InputError("there is no IVR at all", hint="check the source")
    routes = [] if menus_only else sorted(source.listing(INBOUND_ROUTE).entries, key=id_order)
    return (*menus, *(f"{INBOUND_ROUTE}:{identity}" for identity in routes))


def _as_one(problems: Sequence[UsageError]) -> UsageError:
    """Tell all that is wrong at once, each with what to do about it."""
    hints = [error.hint or _FORMS for error in problems]
    if len(set(hints)) == 1:
        return UsageError("\n  ".join(error.what for error in problems), hint=hints[0])
    told = [f"{error.what}; {hint}" for error, hint in zip(problems, hints, strict=True)]
    return UsageError("\n  ".join(told), hint="correct each of them")


def _recorded(source: Source) -> tuple[str, ...]:
    if source.recorded_roots:
        return source.recorded_roots
    raise UsageError(
        "no ROOT: which menu does a call arrive at?", hint=f"{_FORMS}; or --all for every menu"
    )


def _resolve(source: Source, spec: str, *, menus_only: bool, caller: str) -> str:
    form, value = parse_root(spec)
    if form == "ivr":
        return value
    if form in ("number", "name"):
        return _look_up(source, form, value)
    if menus_only:
        hint = "name a menu, or leave --menus-only out"
        raise UsageError(f"ROOT {spec!r} is an inbound route, which is no menu", hint=hint)
    return _look_up_route(source, form, value, caller)


def parse_root(spec: str, word: str = "ROOT") -> tuple[str, str]:
    """Take apart what a user named as a root.

    Args:
        spec: As for :func:`resolve_roots`.
        word: What it is called where the user wrote it.

    Returns:
        ``ivr``, ``number``, ``name``, ``did`` or ``route``, and what is meant by it.

    Raises:
        UsageError: An unknown form, or no id.
    """
    # A console without UTF-8 hands bytes over as they are.
    spec = spec.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    before, colon, value = spec.partition(":")
    form = before.strip().lower()
    if not colon:
        form, value = "ivr", spec
    if form == "ivr":
        return form, _id(spec, value, word)
    if form in _WORDS:
        return form, value
    near = get_close_matches(form, _WORDS, 1)
    hint = f"did you mean {near[0]}:{value}?" if near else ""
    raise UsageError(f"{word} {spec!r} has an unknown form", hint=hint)


def _id(spec: str, value: str, word: str) -> str:
    identity = canonical_id(value)
    if not (identity.isascii() and identity.isdecimal()):
        is_dialled = identity[:1] == "+" and identity[1:].isdecimal()
        hint = f'by its name it is name:"{value}"' if identity else ""
        hint = f"a number that is dialled from outside is did:{identity}" if is_dialled else hint
        raise UsageError(f"{word} {spec!r} is no id", hint=hint)
    return identity


def _look_up(source: Source, form: str, value: str) -> str:
    menus = source.index()
    found = [menu for menu in menus if _text(menu, form) == one_line(value)]
    if len(found) == 1:
        return found[0].id
    if found:
        ids = ", ".join(f"ivr:{menu.id} ({_text(menu, 'number')})" for menu in found)
        raise UsageError(
            f"several IVRs have the {form} {shorten(value, _LONGEST)!r}",
            hint=f"name one by its id: {ids}",
        )
    near = get_close_matches(value, [_text(menu, form) for menu in menus], _SHOWN, 0.5)
    shown = [repr(shorten(text, _LONGEST)) for text in dict.fromkeys(near)]
    hint = f"did you mean {', '.join(shown)}?" if near else _listed(menus)
    raise UsageError(f"no IVR has the {form} {value!r}", hint=hint)


def _look_up_route(source: Source, form: str, value: str, caller: str) -> str:
    routes = _routes(source)
    wanted = one_line(value)
    named = [route for route in routes if wanted in (route.id, one_line(route.name))]
    found = taking(routes, wanted, caller) if form == "did" else named
    by = f" from {shorten(caller, _LONGEST)!r}" if caller else ""
    if len(found) == 1:
        if admits(found[0], caller):
            return found[0].node_id
        what = f"the inbound route {shorten(value, _LONGEST)!r} takes no calls{by}"
        raise UsageError(what, hint="correct the caller's number, or name another route")
    shown = ", ".join(map(_shown_route, (found or routes)[:_SHOWN]))
    if found:
        word = "take the number" if form == "did" else "have the name"
        order = "in which order the PBX tries them is not confirmed; " if form == "did" else ""
        raise UsageError(
            f"several inbound routes {word} {shorten(value, _LONGEST)!r}{by}",
            hint=f"{order}name one by its id: {shown}",
        )
    what = "takes the number" if form == "did" else "has the name"
    hint = f"there are the routes {shown}" if shown else "this PBX has no inbound route"
    by *= form == "did"
    raise UsageError(f"no inbound route {what} {shorten(value, _LONGEST)!r}{by}", hint=hint)


def _shown_route(route: Route) -> str:
    numbers = ", ".join(map(one_line, route.did_patterns or ()))
    told = one_line(f"{route.name} {numbers}")
    return f"route:{route.id} ({shorten(told, _LONGEST)})" if told else f"route:{route.id}"


def _routes(source: Source) -> list[Route]:
    listing = source.listing(INBOUND_ROUTE)
    answer = source.objects(INBOUND_ROUTE, list(listing.entries)) if listing.is_known else None
    refusal = answer.refusal.message if answer and answer.refusal else listing.refusal
    if answer is None or refusal:
        raise InputError(
            f"inbound routes cannot be read: {refusal}",
            hint="name the first menu by its id instead",
        )
    return [route for route in answer.found.values() if isinstance(route, Route)]


def _text(menu: Entry, form: str) -> str:
    """Give a number or name as people see it, and can type it: on one line."""
    return one_line(menu.number if form == "number" else menu.name)


def suggest_root(source: Source, identity: str) -> str:
    """Say what a root that does not exist may have meant; empty if nothing comes to mind.

    The commonest slip is the menu's number in the place of its id.
    """
    try:
        menus = source.index()
    except FlowgraphError:
        return ""
    for menu in menus:
        if _text(menu, "number") == identity:
            return f"{identity} is the number of an IVR, not its id: write number:{identity}"
    return _listed(menus)


def _listed(menus: Sequence[Entry]) -> str:
    shown = ", ".join(map(_shown, menus[:_SHOWN]))
    more = ", …" if len(menus) > _SHOWN else ""
    return f"this PBX has the IVRs {shown}{more}" if shown else ""


def _shown(menu: Entry) -> str:
    text = _text(menu, "name") or _text(menu, "number")
    return f"{menu.id} ({shorten(text, _LONGEST)})" if text else menu.id
