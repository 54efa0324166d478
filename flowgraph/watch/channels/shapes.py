"""What a webhook gets: the plain document, or a message as Slack or Teams wants it.

Text from the PBX goes where neither interprets it: into ``plain_text`` blocks and ``TextRun``
elements, so that a menu's name becomes no link and mentions nobody.

Sources: Slack, "Sending messages using incoming webhooks" and "Section block" (a text object has at
most 3,000 characters); Microsoft, "Create incoming webhooks with Workflows" (an Adaptive Card in
``attachments``, 28 KB at most) and "RichTextBlock" of Adaptive Cards 1.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...text import shorten
from ..message import Message

_SLACK_TEXT = 3000
#: Characters take up to four bytes, and six as an escape; a card of 28 KB holds these anyway.
_TEAMS_TEXT = 4000


def plain(message: Message) -> dict[str, Any]:
    """Give the document of :mod:`..message`."""
    return message.document


def slack(message: Message) -> dict[str, Any]:
    """Give a message for an incoming webhook of Slack."""
    return {
        # Shown in notifications, and the only part that is read as markup.
        "text": _slack_escape(message.subject),
        "blocks": [
            {
                "type": "header",
                "text": {"type": "plain_text", "text": shorten(message.subject, 150)},
            },
            {
                "type": "section",
                "text": {
                    "type": "plain_text",
                    "text": shorten(_body(message), _SLACK_TEXT),
                    "emoji": False,
                },
            },
        ],
    }


def teams(message: Message) -> dict[str, Any]:
    """Give a message for a webhook of Teams Workflows."""
    lines = shorten(_body(message), _TEAMS_TEXT).split("\n")
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            _rich(message.subject, weight="Bolder", size="Medium"),
            *(_rich(line) for line in lines if line.strip()),
        ],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [attachment]}


def _body(message: Message) -> str:
    """Give the text without the headline that stands above it anyway."""
    return message.text.removeprefix(message.subject).strip("\n") or message.subject


def _rich(text: str, **look: str) -> dict[str, Any]:
    # A card drops blanks at the start of a line, which say what belongs to what.
    shown = text.replace("  ", "\N{NO-BREAK SPACE} ")
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": shown, **look}]}


def _slack_escape(text: str) -> str:
    """Escape what Slack reads as markup: links and mentions stand in angle brackets."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


SHAPES: Mapping[str, Callable[[Message], dict[str, Any]]] = {
    "json": plain,
    "slack": slack,
    "teams": teams,
}
