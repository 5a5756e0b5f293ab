"""Account reviews as PowerPoint and PDF: the figures of the page, in any language, and text that is only text."""

import io
from datetime import date

import pptx
import pytest

from amity.accounts.models import Contact
from amity.projects.models import Milestone
from amity.reports.models import AccountReview
from amity.reports.reviews import commands, content, document
from amity.reports.reviews.deck import deck
from amity.reports.reviews.tables import figure_columns, table_of
from amity.reports.tests.making import make_review
from amity.shared.typesetting import page_count
from amity.strategy.models import Goal
from tests.builders import MONDAY, acting
from tests.rig.pdf import pdf_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def slides(made: bytes):
    return list(pptx.Presentation(io.BytesIO(made)).slides)


def slide_text(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*texts, *cells])


def test_the_presentation_has_the_figures_of_the_page_as_native_charts_and_tables(mara, osprey, goal, work):
    review = make_review(mara, osprey)
    whole = content.content_of(acting(mara), review)
    found = slides(deck(whole))

    assert len(found) == len(whole["blocks"]) + 1
    for slide, block in zip(found[1:], whole["blocks"], strict=True):
        assert slide.shapes.title.text_frame.text == block["title"]
        text = slide_text(slide)
        for row in (block["table"] or {"rows": []})["rows"]:
            assert all(cell in text for cell in row)
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        assert bool(charts) == bool(block["chart"])
        for chart in charts:
            values = [None if one is None else float(one) for one in block["chart"]["series"][0][1]]
            assert list(chart.plots[0].series[0].values) == values
        assert all(source in slide.notes_slide.notes_text_frame.text for source in block["sources"])


def test_the_pdf_has_the_same_figures_and_is_tagged(mara, osprey, goal, work):
    whole = content.content_of(acting(mara), make_review(mara, osprey))
    made = document.pdf(whole)
    text = " ".join(pdf_text(made).split())

    assert b"/StructTreeRoot" in made
    for block in whole["blocks"]:
        assert block["title"] in text
        for row in (block["table"] or {"rows": []})["rows"]:
            assert [cell for cell in row if " ".join(cell.split()) not in text] == []


@pytest.mark.parametrize("hostile", ["=1+1 \x00\x0b", "#let x = 1 \\ ] $", "<script>alert(1)</script>", "W" * 200])
def test_hostile_and_endless_text_is_only_text(mara, osprey, goal, hostile):
    Goal.objects.update(title=hostile.replace("\x00", ""))
    whole = content.content_of(acting(mara), make_review(mara, osprey))

    assert page_count(document.pdf(whole)) >= 1
    assert len(slides(deck(whole))) >= 2


def test_a_long_table_continues_on_the_next_slide_within_the_page(mara, osprey, work):
    for number in range(30):
        Milestone.objects.create(
            project=work, name=f"Milestone {number} " + "with a long name " * 5, due_on=date(2026, 10, 9),
            delivered_on=date(2026, 10, 8),
        )  # fmt: skip
    whole = content.content_of(acting(mara), make_review(mara, osprey))
    found = slides(deck(whole))
    tables = [shape for slide in found for shape in slide.shapes if shape.has_table]

    assert sum(len(shape.table.rows) - 1 for shape in tables) == sum(
        len(block["table"]["rows"]) + bool(block["table"]["total"]) for block in whole["blocks"] if block["table"]
    )
    assert all(shape.top + sum(row.height for row in shape.table.rows) <= 6.95 * 914_400 for shape in tables)


def test_a_contact_reads_german_and_the_files_are_german(mara, osprey, goal, cleo):
    Contact.objects.update(language="de")
    review = make_review(mara, osprey)
    commands.edit_review(
        by=acting(mara), review_id=review.pk, version=review.version, held_on=None, contact_id=cleo.pk, now=MONDAY
    )
    whole = content.content_of(acting(mara), AccountReview.objects.get())

    assert whole["lang"] == "de"
    assert "Oktober" in whole["period"]
    assert slides(deck(whole))[1].shapes.title.text_frame.text == whole["blocks"][0]["title"]


def test_words_begin_at_the_left_and_figures_end_at_the_right():
    heads = ["Service", "Who does it", "Value", "Due date", "Margin", "Status", "Why"]
    rows = [
        [
            "3D film",
            "Lantern Media",
            "CHF 12,400",
            "31 Oct 2026",
            "44.1%",
            "on track",
            "They said so in two calls in May.",
        ],
        ["Web", "In-house", "−€119.00", "", "not known", "2 of 3 late", "7 clients buy it, and so could they."],
        ["App", "Studio 7", "not known", "5 Dec, late", "12%", "off track", ""],
    ]
    assert figure_columns(heads, rows) == [False, False, True, True, True, False, False]
    assert figure_columns(["A", "B"], [["x", ""]]) == [False, False]


def test_a_page_shows_each_cell_as_text_and_figures_to_the_right():
    table = table_of({"table": {"heads": ["Account", "Net fees"], "rows": [["R&D <b>", "€1,200"]], "total": []}})

    assert table is not None
    assert table.rows == (
        '<tr><th scope="row" class="fw-lbl" data-verbatim>R&amp;D &lt;b&gt;</th>'
        '<td class="num" data-verbatim>€1,200</td></tr>'
    )
