"""The text of a PowerPoint file: shapes, tables, charts and notes, as a reader finds them."""

import io
from collections.abc import Iterator
from typing import Any

import pptx


def deck_text(content: bytes) -> str:
    """Return the text of every slide with its notes. The values of charts have two decimals, as pages write amounts."""
    return "\n".join(
        text for slide in pptx.Presentation(io.BytesIO(content)).slides for text in (*_shapes(slide), _notes(slide))
    )


def _shapes(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (" \t ".join(cell.text for cell in row.cells) for row in shape.table.rows)
        if shape.has_chart:
            for plot in shape.chart.plots:
                yield " \t ".join(str(name) for name in plot.categories)
                yield from (
                    " \t ".join(f"{value:.2f}" for value in series.values if value is not None)
                    for series in plot.series
                )


def _notes(slide: Any) -> str:
    return slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
