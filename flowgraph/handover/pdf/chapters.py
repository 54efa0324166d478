"""Chapters of the printed document, from what each tells to what lies on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, Spacer, Table, TableStyle

from ...diagram import theme
from ..document import (
    Announcement,
    Answering,
    Branch,
    Concern,
    EntryChapter,
    Hours,
    MenuChapter,
    Shortcut,
)
from ..words import joined, language_name, played
from . import styles as look
from .blocks import Blocks
from .flowables import Lines, WeekChart

Story = Iterator[Any]
_GAP = 3 * look.MM
_FEW_ROWS = 24 * look.MM
_MOST_USES = 12


# -- a number --------------------------------------------------------------------------------


def entry(blocks: Blocks, chapter: EntryChapter) -> Story:
    """Set the page of a number, but for its picture."""
    yield blocks.facts(chapter.facts)
    yield from _week(blocks, chapter)
    for branch in chapter.branches:
        yield from _branch(blocks, branch)
    if chapter.shortcuts:
        yield from _shortcuts(blocks, chapter)


def _week(blocks: Blocks, chapter: EntryChapter) -> Story:
    if chapter.no_week:
        yield blocks.part("Opening hours")
        yield blocks.text(chapter.no_week)
    if chapter.week is None:
        return
    yield blocks.part("An ordinary week")
    yield WeekChart(chapter.week)
    yield Spacer(0, 1.5 * look.MM)
    legend = {b.letter: b.target for b in chapter.branches if b.letter and b.target}
    told = [
        f"<b>{letter.upper()}</b> {blocks.letters.said(target.name, 120)}"
        for letter, target in legend.items()
    ]
    yield blocks.markup(" &nbsp;·&nbsp; ".join([*told, _zone(blocks, chapter)]), "small")


def _zone(blocks: Blocks, chapter: EntryChapter) -> str:
    return blocks.letters.said(chapter.week.timezone.removesuffix(".")) if chapter.week else ""


def _branch(blocks: Blocks, branch: Branch) -> Story:
    head = [_bar(blocks, branch), Spacer(0, 1.5 * look.MM)]
    if branch.like and branch.target:
        words = f"As {branch.like[:1].lower()}{branch.like[1:]}: {blocks.place(branch.target)}"
        yield KeepTogether([*head, blocks.markup(words)])
        return
    answers = [f"{blocks.place(branch.target)} answers."] if branch.target else []
    head.append(blocks.markup(" ".join([*answers, *map(blocks.letters.said, branch.then)])))
    if branch.keys:
        head.append(blocks.keys(branch.keys))
    # A long table may go on overleaf, but its headline stands with the first of its rows.
    yield CondPageBreak(55 * look.MM)
    yield from head


def _bar(blocks: Blocks, branch: Branch) -> Table:
    letter = f"<b>{branch.letter.upper()}</b>"
    hours = f'<font size="8.5" color="{look.FAINT}">{blocks.letters.said(branch.hours)}</font>'
    title = f"{blocks.letters.bold(branch.title)} &nbsp; {hours}"
    tile = [blocks.markup(letter, "key")] if branch.letter else []
    widths = [8 * look.MM, blocks.width - 8 * look.MM] if tile else [blocks.width]
    fill = look.BRANCH_FILLS.get(branch.letter, look.BRANCH_FILLS[""])
    return Table(
        [[*tile, blocks.markup(title, "cell")]],
        colWidths=widths,
        spaceBefore=_GAP,
        hAlign="LEFT",
        style=TableStyle(
            [
                ("BACKGROUND", (0, 0), (0, 0), fill if tile else look.SHADE),
                ("BACKGROUND", (-1, 0), (-1, 0), look.SHADE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        ),
    )


def _shortcuts(blocks: Blocks, chapter: EntryChapter) -> Story:
    rows = [_shortcut(blocks, one) for one in chapter.shortcuts]
    head = ("To reach", "When", "The caller must")
    more = f"{chapter.more} more can be reached; see the key tables." if chapter.more else ""
    block = [
        blocks.text("Shortest keys to those who answer", "part"),
        blocks.table(head, rows, (74, 40, 60)),
    ]
    yield KeepTogether([*block, Spacer(0, 4), blocks.text(more, "small")] if more else block)


def _shortcut(blocks: Blocks, one: Shortcut) -> list[Any]:
    keys = [blocks.text(f"{one.keys[:1].upper()}{one.keys[1:]}", "cell")]
    keys += [blocks.text(one.remark, "small")] if one.remark else []
    when = one.when or "At any time"
    return [blocks.markup(blocks.place(one.target), "cell"), blocks.text(when, "cell"), keys]


# -- hours -----------------------------------------------------------------------------------


def hours(blocks: Blocks, one: Hours) -> Story:
    """Set opening hours and holidays of numbers that share them."""
    yield blocks.part(f"For {joined(place.text for place in one.places)}")
    if one.days:
        yield blocks.facts(one.days)
        yield Spacer(0, 4)
    for note in one.notes:
        yield blocks.text(note, "small")
    yield blocks.part("Holidays")
    if one.holidays:
        for holiday in one.holidays:
            yield blocks.markup(f"•&nbsp; {blocks.letters.said(holiday)}", "cell")
    else:
        unknown = "The list of holidays could not be read."
        yield blocks.text(unknown if one.holidays is None else "There are none.")


# -- menus and those who answer --------------------------------------------------------------


def menu(blocks: Blocks, chapter: MenuChapter) -> Story:
    """Set the key table of a menu."""
    name = f"{chapter.place.number}  {chapter.place.name}".strip()
    greeting = chapter.greeting
    heard = "not known" if greeting is None else ", then ".join(greeting) or "none"
    block = [
        *blocks.heading(blocks.anchors[chapter.place.node], name, "chapter"),
        blocks.text(chapter.arriving, "small"),
        blocks.markup(f"<b>Greeting:</b> {blocks.letters.said(heard)}", "cell"),
        blocks.text(" ".join(chapter.settings), "cell"),
        Spacer(0, 1.5 * look.MM),
        blocks.keys(chapter.keys),
        Spacer(0, 5 * look.MM),
    ]
    yield KeepTogether(block)


def answering(blocks: Blocks, kind: str, rows: tuple[Answering, ...]) -> Story:
    """Set those of one kind who answer: as a table, or where all are alike as a list of names."""
    names = [blocks.markup(blocks.place(row.place), "cell") for row in rows]
    alike = {(row.who, row.then) for row in rows}
    yield CondPageBreak(_FEW_ROWS)
    yield blocks.part(kind)
    if len(alike) == 1 and not rows[0].who:
        if rows[0].then:
            yield blocks.text(" ".join(rows[0].then), "small")
        yield blocks.names(names)
        return
    columns: dict[str, tuple[int, list[Any]]] = {"Name": (60, names)}
    if any(row.who for row in rows):
        columns["Who is called"] = 50, [blocks.text(row.who or "–", "cell") for row in rows]
    columns["Then"] = 64, [[blocks.text(w, "note") for w in row.then] for row in rows]
    cells = list(zip(*(column for _, column in columns.values()), strict=True))
    yield blocks.table(list(columns), cells, [share for share, _ in columns.values()])


# -- announcements ---------------------------------------------------------------------------


def announcement(blocks: Blocks, one: Announcement) -> Story:
    """Set an announcement: its words, or room for them and a proposal."""
    head = f"<b>{one.number} &nbsp;</b> {blocks.letters.bold(one.file, 300)}"
    block: list[Any] = [
        blocks.markup(head, "cell"),
        blocks.markup(_played(blocks, one), "small"),
    ]
    if one.language:
        block.append(blocks.text(f"Language: {language_name(one.language)}", "small"))
    if one.remark:
        block.append(blocks.text(f"{one.remark}.", "small"))
    block.append(Spacer(0, 1.5 * look.MM))
    if one.text:
        block.append(blocks.text(f"“{one.text}”", "quote"))
    elif one.is_recorded:
        block += _to_record(blocks, one)
    block.append(Spacer(0, 5 * look.MM))
    yield KeepTogether(block)


def _played(blocks: Blocks, one: Announcement) -> str:
    uses = played(one.uses)
    told = [
        f"{blocks.letters.said(how)} {blocks.place(place, is_bold=False)}"
        for how, place in uses[:_MOST_USES]
    ]
    more = [f"{len(uses) - _MOST_USES} more"] if len(uses) > _MOST_USES else []
    return f"Played: {'; '.join([*told, *more]) or 'nowhere'}"


def _to_record(blocks: Blocks, one: Announcement) -> Story:
    if one.proposal:
        tag = f"<b>PROPOSAL</b> {blocks.letters.said(one.proposal_note)}"
        words = [blocks.markup(tag, "small"), blocks.text(one.proposal, "quote")]
        yield Table(
            [[words]],
            colWidths=[blocks.width],
            splitInRow=1,
            hAlign="LEFT",
            style=TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), look.SHADE),
                    ("LINEBEFORE", (0, 0), (0, -1), 2.5, theme.TONES["warning"]),
                    ("TOPPADDING", (0, 0), (-1, -1), 5),
                ]
            ),
        )
    yield Spacer(0, 1.5 * look.MM)
    yield blocks.text("Text to be spoken:", "small")
    yield Lines(3)


# -- points for attention --------------------------------------------------------------------


def concern(blocks: Blocks, one: Concern) -> Story:
    """Set something that should be changed."""
    colour = theme.TONES[one.severity]
    word = "ERROR" if one.severity == "error" else "WARNING"
    title = blocks.letters.bold(one.title)
    head = f'<font color="{colour}"><b>{word}</b></font> &nbsp; {title}'
    block: list[Any] = [blocks.markup(head), blocks.text(one.why, "small"), Spacer(0, 3)]
    for place, words in one.rows:
        told = f"{blocks.place(place)}<br/>{blocks.letters.said(words)}"
        block.append(blocks.markup(told, "cell"))
        block.append(Spacer(0, 3))
    for fix in one.fixes:
        if fix:
            block.append(blocks.markup(f"<b>To do:</b> {blocks.letters.said(fix)}", "cell"))
    yield KeepTogether([_framed(blocks, block, colour)])
    yield Spacer(0, 3.5 * look.MM)


def _framed(blocks: Blocks, block: list[Any], colour: str) -> Table:
    return Table(
        [[part] for part in block],
        colWidths=[blocks.width],
        splitInRow=1,
        style=TableStyle(
            [
                ("LINEBEFORE", (0, 0), (0, -1), 2.5, colour),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
    )
