"""A review as PowerPoint: native tables and charts that can be edited, and the sources of each figure in the notes."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amity.accounts.review_blocks import BlockContent, BlockTable, content_from
from amity.agency.colours.rules import WHITE, readable
from amity.reports.reviews.content import Payload, headline, printable
from amity.reports.reviews.slide import INK_2, INK_3, Slide, blank
from amity.reports.reviews.slide_layout import chunks, column_widths, lines_of, row_height, shortened
from amity.reports.reviews.tables import figure_columns

if TYPE_CHECKING:
    from pptx.presentation import Presentation

MOST_ROWS: Final = 40
"""Rows of a block in a presentation. The PDF has all of them."""
TOP, FLOOR = 1.95, 6.85
WHOLE, BESIDE = 12.1, 6.6
"""Widths of a table alone and next to a chart."""
TEXT_LINE: Final = 0.26


def deck(content: Payload) -> bytes:
    """Return the review as a presentation with a title slide and one slide or more for each block."""
    clean = printable(content)
    prs = blank(clean["agency"], clean["lang"], headline(clean))
    colour = readable(clean["colour"], WHITE).removeprefix("#")
    _title_slide(prs, clean, colour)
    for block in clean["blocks"]:
        for number, (part, widths, figures) in enumerate(parts_of(content_from(block))):
            slide = Slide(prs, colour, f"{part.title} …" if number else part.title)
            slide.words(block["label"], 0.6, 0.35, 6, size=12, bold=True, colour=colour)
            _fill(slide, clean, part, widths, figures)
    file = io.BytesIO()
    prs.save(file)
    return file.getvalue()


def parts_of(block: BlockContent) -> Iterator[tuple[BlockContent, list[float], list[bool]]]:
    """Yield the slides of a block, each with the widths of its table's columns, and which have figures.

    A long table continues, with the text and the chart on the first slide alone.
    """
    if block.table is None or not block.table.rows:
        yield replace(block, table=None), [], []
        return
    rows = [shortened(row) for row in block.table.rows[:MOST_ROWS]]
    total = shortened(block.table.total) if block.table.total else []
    widths = column_widths([block.table.heads, *rows, *([total] if total else [])], _width(block))
    taken = row_height(block.table.heads, widths) + (row_height(total, widths) if total else 0)
    room = FLOOR - TOP - taken
    figures = figure_columns(block.table.heads, block.table.rows)
    pieces = list(chunks(rows, widths, max(room - _text_height(block), 1), room))
    for number, piece in enumerate(pieces):
        table = BlockTable(block.table.heads, piece, total if number == len(pieces) - 1 else ())
        part = replace(block, table=table)
        yield part if number == 0 else replace(part, text=(), chart=None), widths, figures


def _width(block: BlockContent) -> float:
    return BESIDE if block.chart is not None else WHOLE


def _text_height(block: BlockContent) -> float:
    if not block.text:
        return 0
    return 0.2 + TEXT_LINE * sum(lines_of(line, _width(block), 11) for line in block.text)


def _title_slide(prs: "Presentation", content: Payload, colour: str) -> None:
    slide = Slide(prs, colour, headline(content), top=2.6, size=32)
    slide.words(content["agency"], 0.6, 0.55, 12, size=16, bold=True, colour=colour)
    slide.words(content["period"], 0.6, 4.3, 12, size=22)
    facts = [one for one in (content["day"], content["for"]) if one]
    slide.words(" · ".join(facts), 0.6, 5.0, 12, size=16, colour=INK_2)
    slide.notes([content["foot"]])


def _fill(
    slide: Slide, content: Payload, part: BlockContent, widths: list[float], figures: list[bool]
) -> None:  # fmt: skip
    slide.words(content["agency"], 6.7, 0.35, 6.0, size=12, align="right", colour=INK_2)
    top = TOP
    if part.text:
        height = _text_height(part)
        slide.words("\n".join(part.text), 0.6, top, _width(part), size=14, height=height, colour=INK_2)
        top += height
    if part.table is not None:
        slide.table(part.table, 0.6, top, widths, figures)
    if part.chart is not None:
        slide.chart(part.chart, *((7.5, TOP, 5.2) if part.table or part.text else (0.6, TOP, WHOLE)))
    slide.words(content["foot"], 0.6, 6.95, 6.0, size=10, colour=INK_3)
    slide.words(part.note, 6.7, 6.95, 6.0, size=10, align="right", colour=INK_3)
    slide.notes([f"{content['source_word']}:", *part.sources] if part.sources else [])
