"""The page of a menu."""

from __future__ import annotations

from ..diagram.wording import direct_dialling
from .arriving import leads_to, mentions_of, ways_to
from .found import findings_at, sentence
from .keys import menu_rows
from .knowledge import Knowledge
from .model import MenuPage
from .settings import prompts_of, settings_of


def menu_page(known: Knowledge, node: str) -> MenuPage:
    """Tell everything about a menu."""
    data = known.data(node)
    ways, more = ways_to(known, node)
    return MenuPage(
        place=known.places[node],
        is_start=node in known.survey.roots,
        ways=ways,
        more_ways=more,
        prompts=prompts_of(data),
        keys=menu_rows(known, node),
        dialling=tuple(sentence(f"callers {words}") for words in direct_dialling(data)),
        leads=leads_to(known, node),
        mentions=mentions_of(known, node),
        findings=findings_at(known, node),
        settings=settings_of(data),
    )
