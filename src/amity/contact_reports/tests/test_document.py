"""The PDF of a report has the words of its email, numbered, with who was there, in the client's language."""

import pytest

from amity.contact_reports.corrections.commands import correct
from amity.contact_reports.points.commands import ReportPointFields, add_point
from amity.contact_reports.rules import COSTS
from amity.contact_reports.tests.making import make_report, read, sent, submitted, with_silence
from amity.files.queries import chunks_of
from amity.gate.tests.making import make_contact
from tests.builders import MONDAY, acting, make_agency
from tests.rig.pdf import pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    make_agency()
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


def text_of(report):
    """Return the words of the PDF that is attached to the current version, on one line."""
    item = report.editions.latest("number").item
    [attached] = item.files.all()
    content = b"".join(chunks_of(attached.file))
    assert content.startswith(b"%PDF-")
    return " ".join(pdf_text(content).split())


def test_it_has_title_points_owners_dates_and_people(osprey, mara, dana):
    with_silence(osprey)
    report = make_report(osprey, mara, [dana], title="Steering")
    text = text_of(submitted(report, mara))

    for words in (
        "Halden · Osprey Rail", "Contact report 1: Steering", "A.1 Welsh is in the launch.",
        "B.1 Mara: Send the page list, by Friday 27 November.", "Six more stations. Nothing is agreed yet.",
        "C.1 The app launches on 17 February", "Please confirm C.1.",
        "we’ll start working from it at 17:30 on Wednesday 25 November.", "Present: Dana Whitlock, Mara.",
        "You can correct these notes at any time.",
    ):  # fmt: skip
        assert words in text, words
    assert text.index("A.1 ") < text.index("B.1 ") < text.index("C.1 ")
    assert "What has changed" not in text


def test_an_amount_is_among_the_costs_of_the_document(osprey, mara, dana):
    report = make_report(osprey, mara, [dana])
    fields = ReportPointFields(COSTS, "Welsh costs €14,200")
    add_point(by=acting(mara), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)

    assert "D.1 Welsh costs €14,200." in text_of(submitted(read(report), mara))


def test_a_corrected_version_says_what_changed(osprey, mara, dana):
    report = sent(make_report(osprey, mara, [dana], title="Steering"), mara)
    correct(by=acting(mara), report_id=report.pk, contact_id=dana.pk, words="And a cost", now=MONDAY)
    fields = ReportPointFields(COSTS, "Welsh costs €14,200")
    add_point(by=acting(mara), report_id=report.pk, version=read(report).version, fields=fields, now=MONDAY)
    text = text_of(submitted(read(report), mara))

    assert "Contact report 1, version 2: Steering" in text
    assert "What has changed since the previous version" in text
    assert text.count("Welsh costs €14,200") == 2


def test_it_is_in_the_clients_language(osprey, mara):
    make_agency()
    hanna = make_contact(osprey, "Hanna Vogt", language="de")
    text = text_of(submitted(make_report(osprey, mara, [hanna]), mara))

    assert "Anwesend: Hanna Vogt, Mara." in text
    assert "Present" not in text
