"""A correction is in the new version only once a point was changed; until then the page says what would go out."""

from datetime import UTC, datetime

import pytest

from amity.contact_reports.corrections.commands import correct
from amity.contact_reports.points.commands import drop_point
from amity.contact_reports.tests.making import make_report, read, sent
from amity.gate.tests.making import make_contact
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
WARNING = "doesn’t have the correction by Dana Whitlock"


@pytest.fixture
def corrected(osprey, mara):
    dana = make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])
    report = sent(make_report(osprey, mara, [dana]), mara)
    correct(by=acting(mara), report_id=report.pk, contact_id=dana.pk, words="Without Welsh", now=MONDAY)
    return read(report)


@pytest.fixture
def page(client, mara, corrected):
    """Return a function that reads the report's page as its account manager."""
    client.force_login(mara)
    return lambda: client.get(f"/contact-reports/{corrected.pk}/").text


def test_a_version_with_the_same_words_leaves_the_correction_open(corrected, mara, page):
    assert WARNING in page()

    again = sent(corrected, mara, now=TUESDAY)

    assert again.corrections.get().answered_at is None
    assert "In the new version" not in page()
    assert WARNING not in page(), "the version has left"


def test_a_version_with_another_point_has_the_correction(corrected, mara, page):
    drop_point(by=acting(mara), report_id=corrected.pk, point_id=corrected.points.all()[0].pk, now=MONDAY)
    assert WARNING not in page()

    again = sent(read(corrected), mara, now=TUESDAY)

    assert again.corrections.get().answered_at == TUESDAY
    assert "In the new version" in page()
