"""One slide: a title, words, a table and a chart, all native, so that they can be edited in PowerPoint."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from amity.accounts.review_blocks import BlockChart, BlockTable
from amity.reports.reviews.slide_layout import row_height
from amity.ui.charts.columns import is_large

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDTH, HEIGHT = 13.333, 7.5
FONT: Final = "Arial"
INK, INK_2, INK_3, HAIR = "1D1B18", "57524A", "6C665D", "CFC8BB"
LABELLED: Final = 8
"""Columns of a chart that have room for their values on top."""
PLAIN_TABLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without fills and lines."""
LIGHTER: Final = 0.6
"""How much white is mixed into the colour of a second series."""
NUMBERS: Final = "#,##0"


def blank(author: str, language: str, title: str) -> "Presentation":
    """Return an empty presentation in 16:9."""
    import pptx  # noqa: PLC0415 - 20 MB that a process without presentations doesn't need
    from pptx.util import Inches  # noqa: PLC0415

    prs = pptx.Presentation()
    prs.slide_width, prs.slide_height = Inches(WIDTH), Inches(HEIGHT)
    prs.core_properties.author, prs.core_properties.title = author, title
    prs.core_properties.language = language
    return prs


class Slide:
    """A slide with a line in the agency's colour at the top and its title. Places and sizes are in inches."""

    def __init__(self, prs: "Presentation", colour: str, title: str, *, top: float = 0.75, size: int = 0) -> None:
        from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415

        self._colour = colour
        self._slide = prs.slides.add_slide(prs.slide_layouts[5])
        line = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, prs.slide_width or 0, _inches(0.09))
        line.fill.solid()
        line.fill.fore_color.rgb = _rgb(colour)
        line.line.fill.background()
        holder = self._slide.shapes.title
        assert holder is not None  # noqa: S101 - the layout has one
        holder.left, holder.top, holder.width, holder.height = map(_inches, (0.6, top, 12.1, 1.1))
        self._write(holder.text_frame, title, size or title_size(title), bold=True, colour=INK)

    def words(
        self, text: str, left: float, top: float, width: float, *, size: int = 14, bold: bool = False,
        colour: str = INK, align: str = "left", height: float = 0.4,
    ) -> None:  # fmt: skip
        """Write text, if there is any."""
        if not text:
            return
        box = self._slide.shapes.add_textbox(*map(_inches, (left, top, width, height)))
        self._write(box.text_frame, text, size, bold=bold, colour=colour, align=align)

    def table(
        self, content: BlockTable, left: float, top: float, widths: Sequence[float], figures: Sequence[bool]
    ) -> None:  # fmt: skip
        """Draw a table with its head, its rows and, if there is one, its total. Columns of figures are set right."""
        whole = [content.heads, *content.rows, *([content.total] if content.total else [])]
        heights = [row_height(row, widths) for row in whole]
        frame = self._slide.shapes.add_table(
            len(whole), len(widths), *map(_inches, (left, top, sum(widths), sum(heights)))
        )
        table = frame.table
        frame._element.graphic.graphicData.tbl.tblPr.find(_q("a:tableStyleId")).text = PLAIN_TABLE
        for column, width in zip(table.columns, widths, strict=True):
            column.width = _inches(width)
        for at, (row, height) in enumerate(zip(whole, heights, strict=True)):
            table.rows[at].height = _inches(height)
            is_total = bool(content.total) and at == len(whole) - 1
            for place, text in enumerate(row):
                cell = table.cell(at, place)
                cell.margin_left = cell.margin_right = _inches(0.08)
                cell.margin_top = cell.margin_bottom = _inches(0.04)
                align = "right" if figures[place] else "left"
                self._write(cell.text_frame, text, 12, bold=is_total, colour=INK_3 if at == 0 else INK, align=align)
                _underline(cell)

    def chart(self, chart: BlockChart, left: float, top: float, width: float, height: float = 4.4) -> None:
        """Draw a column chart that PowerPoint can edit, with its values on top and a title that names the unit."""
        from pptx.chart.data import CategoryChartData  # noqa: PLC0415
        from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION  # noqa: PLC0415

        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = [short(label) for label in chart.labels]
        for name, values in chart.series:
            data.add_series(name, [None if one is None else float(one) for one in values])
        frame = self._slide.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED, *map(_inches, (left, top, width, height)), data
        )
        frame._element.nvGraphicFramePr.cNvPr.set("descr", _described(chart))
        drawn: Any = frame.chart
        drawn.font.size, drawn.font.name = _points(11), FONT
        drawn.has_title = True
        self._write(drawn.chart_title.text_frame, f"{chart.title} ({chart.unit})", 12, bold=True, colour=INK_2)
        drawn.has_legend = len(chart.series) > 1
        if drawn.has_legend:
            drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        drawn.value_axis.major_gridlines.format.line.color.rgb = _rgb(HAIR)
        drawn.value_axis.format.line.fill.background()
        drawn.value_axis.minimum_scale = 0 if _is_positive(chart) else None
        plot = drawn.plots[0]
        plot.gap_width = 60
        drawn.value_axis.tick_labels.number_format_is_linked = False
        drawn.value_axis.tick_labels.number_format = NUMBERS
        plot.has_data_labels = len(chart.series) * len(chart.labels) <= LABELLED
        if plot.has_data_labels:
            plot.data_labels.number_format_is_linked = False
            plot.data_labels.number_format = NUMBERS if is_large(chart.series) else "#,##0.0"
            plot.data_labels.font.size = _points(11)
        for number, one in enumerate(plot.series):
            one.format.fill.solid()
            one.format.fill.fore_color.rgb = _rgb(lighter(self._colour) if number else self._colour)

    def notes(self, lines: Sequence[str]) -> None:
        """Write the notes of the presenter."""
        frame = self._slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(lines)

    def _write(
        self, frame: Any, text: str, size: int, *, bold: bool = False, colour: str = INK, align: str = "left"
    ) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415

        frame.text = text
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if align == "right" else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.bold, run.font.name = _points(size), bold, FONT
                run.font.color.rgb = _rgb(colour)


def title_size(title: str) -> int:
    """Return the size of a title, so that it fits on two lines."""
    return next((size for most, size in ((60, 28), (95, 24), (130, 20)) if len(title) <= most), 16)


def lighter(colour: str) -> str:
    """Return a colour mixed with white."""
    return "".join(f"{round(part + (255 - part) * LIGHTER):02X}" for part in bytes.fromhex(colour))


def short(label: str) -> str:
    """Return a label of a chart, cut where it would crowd the others."""
    return label if len(label) <= 32 else f"{label[:31].rstrip()}…"


def _is_positive(chart: BlockChart) -> bool:
    return all(value is None or value >= 0 for _name, values in chart.series for value in values)


def _described(chart: BlockChart) -> str:
    parts = [
        f"{name}: " + ", ".join(f"{label} {value if value is not None else '–'}"
                                for label, value in zip(chart.labels, values, strict=True))
        for name, values in chart.series
    ]  # fmt: skip
    return f"{chart.title} ({chart.unit}). {'; '.join(parts)}"[:1000]


def _underline(cell: Any) -> None:
    """Draw a hairline below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(_q("a:lnB"), {"w": "6350"})
    fill = line.makeelement(_q("a:solidFill"), {})
    fill.append(fill.makeelement(_q("a:srgbClr"), {"val": HAIR}))
    line.append(fill)
    properties.insert(0, line)


def _q(name: str) -> str:
    from pptx.oxml.ns import qn  # noqa: PLC0415

    return str(qn(name))


def _inches(size: float) -> Any:
    from pptx.util import Inches  # noqa: PLC0415

    return Inches(size)


def _points(size: float) -> Any:
    from pptx.util import Pt  # noqa: PLC0415

    return Pt(size)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
