"""Cells of a list, built as text: conditions of a template for each of three hundred cells take 8 ms."""

from html import escape
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.safestring import SafeString, mark_safe

from amity.ui import opening
from amity.ui.lists.filtering import bar_fields, chosen_words
from amity.ui.lists.rows import Cell, Line
from amity.ui.templatetags.amity import shape, state

register = template.Library()


@register.simple_tag
def filter_fields(form: BaseForm) -> dict[str, list[BoundField] | list[str]]:
    """Return the fields of a filter bar: those shown, those behind *More filters*, and what they narrow the list by."""
    shown, folded = bar_fields(form)
    return {"shown": shown, "folded": folded, "chosen": chosen_words(form)}


@register.simple_tag(takes_context=True)
def cells(context: Context, line: Line) -> SafeString:
    """Return the cells of a row, the first as its heading."""
    drawn = []
    for place, cell in enumerate(line.cells):
        css = cell.column.css
        tag, attributes = ("td", f' class="{css}"' if css else "") if place else ("th", ' scope="row"')
        drawn.append(f"<{tag}{attributes}>{_inside(context, line.row, cell)}</{tag}>")
    return mark_safe("\n".join(drawn))  # noqa: S308 - every text is escaped in `_inside`


def _inside(context: Context, row: Any, cell: Cell) -> str:
    """Return what is in a cell: its template, or its text, link and note."""
    if cell.column.draw:
        return cell.column.draw(context, row, cell.value)
    if cell.column.template:
        own = context.template.engine.get_template(cell.column.template)  # type: ignore[union-attr]
        with context.push(row=row, value=cell.value, cell=cell):
            return own.render(context)
    shown = _text(context, cell.shown)
    if cell.why:
        shown = opening.why(cell.why, cell.shown)
    elif cell.link and cell.column.numeric:
        shown = opening.leads(cell.link, cell.shown)
    if cell.column.kind == "state":
        shown = state(cell.shape, cell.shown) if cell.value else shown
    elif cell.shape:
        shown = f'<span class="st is-{escape(cell.shape)}">{shape(cell.shape)} {shown}</span>'
    elif cell.link and not cell.column.numeric:
        shown = f'<a class="quiet" href="{escape(cell.link)}">{shown}</a>'
    note = f'<small class="d-block faint fw-normal">{_text(context, cell.note)}</small>' if cell.note else ""
    return f"{shown}{note}"


def _text(context: Context, value: Any) -> str:
    """Return a value as a template writes it."""
    return escape(value) if type(value) is str else render_value_in_context(value, context)
