"""Paragraphs in which Arabic and Hebrew names run as their readers expect."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Paragraph

from ...exports.typefaces.order import in_order, runs_leftwards


class Words(Paragraph):  # type: ignore[misc]
    """A paragraph that puts the characters of each line in order when it is drawn.

    Lines are broken in the order in which one reads; on paper, some of it runs to the left.
    """

    blPara: Any  # noqa: N815  reportlab's name

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802  reportlab's name
        """Draw the lines."""
        read = self.blPara
        self.blPara = _put_in_order(read)
        super().drawPara(debug)
        # Whoever parts the paragraph between pages goes on from the order of reading.
        self.blPara = read


def _put_in_order(read: Any) -> Any:
    put = _simple if read.kind == 0 else _mixed
    if not any(map(runs_leftwards, _texts(read))):
        return read
    return read.clone(lines=[put(line) for line in read.lines])


def _texts(read: Any) -> list[str]:
    if read.kind == 0:
        return [word for _, words in read.lines for word in words]
    return [part.text for line in read.lines for part in line.words]


def _simple(line: Any) -> Any:
    """Put a line of one font in order: its room that is left, and its words."""
    room, words = line
    return room, [text for _, text in in_order([(0, " ".join(words))])]


def _mixed(line: Any) -> Any:
    """Put a line of several fonts in order."""
    parts = in_order([(place, part.text) for place, part in enumerate(line.words)])
    return line.clone(words=[line.words[place].clone(text=text) for place, text in parts])
