"""All texts of the demo, and the demo itself at the moment in which they are read."""

from amity.demo.build import build_demo
from amity.demo.days.story import WHOLE, Slice
from tooling.texts.answer_pages import answer_pages
from tooling.texts.client_pages import erased
from tooling.texts.documents import documents
from tooling.texts.emails import emails
from tooling.texts.pages import pages
from tooling.texts.rendered import Text
from tooling.texts.report_letters import report_letters
from tooling.texts.sent_items import sent_items
from tooling.texts.stage import NOW, on_stage


def build(part: Slice = WHOLE) -> None:
    """Build the demo, or a part of its story, into the empty database."""
    build_demo(now=NOW, part=part)


def texts(language: str = "") -> list[Text]:
    """Render every email, document and page of the demo in the database."""
    with on_stage(language) as stage:
        return [
            *emails(stage),
            *sent_items(stage),
            *report_letters(stage),
            *documents(stage),
            *pages(stage),
            *answer_pages(stage),
            *erased(stage),
        ]
