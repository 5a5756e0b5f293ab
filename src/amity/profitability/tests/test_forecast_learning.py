"""The numbers of the forecast are learned from the agency's own closed projects, as each looked at the time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amity.profitability.forecast.evidence import LINE
from amity.profitability.forecast.learning import learn_numbers
from amity.profitability.forecast.models import OwnNumbers
from amity.profitability.forecast.numbers import FIRST, LARGE, numbers_in_force
from amity.profitability.forecast.queries import evidence_seen_by
from amity.profitability.forecast.rules import OF_LINES
from tests.builders import MONDAY, WORK_DAY, acting, make_account, make_agreement, make_entry, make_line, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(mara, piet, tim):
    """Return a function that makes a closed project of an account: four lines of 10 h, each taking so much."""

    def make(account, taking, on=WORK_DAY):
        agreement = make_agreement(account, "fixed", fee=10_000_00)
        project = make_project(account, manager=piet, team=[tim], agreement=agreement)
        for place, hours in enumerate(taking):
            line, day = make_line(agreement, str(place + 1), hours="10:00"), on - timedelta(days=20 - 4 * place)
            make_entry(by=tim, project=project, hours=hours, on=day, line_id=line.pk)
            line.finished_at = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo("Europe/Berlin"))
            line.save()
        project.status = "closed"
        project.save()
        return project

    return make


def test_without_closed_projects_the_first_numbers_apply():
    assert learn_numbers(MONDAY) == 0
    assert not OwnNumbers.objects.exists()
    assert numbers_in_force()[LARGE].calibration is FIRST[LARGE]


def test_a_few_projects_move_the_first_numbers_and_widen_the_range(osprey, closed):
    for _number in range(3):
        closed(osprey, ("13:00", "13:00", "13:00", "13:00"))
    assert learn_numbers(MONDAY) == 3
    found = numbers_in_force()[LARGE]
    assert found.projects == 3
    assert found.calibration.mu > OF_LINES.mu
    assert found.calibration.mud > OF_LINES.mud
    assert (found.calibration.weight, found.calibration.prior) == (OF_LINES.weight, OF_LINES.prior)
    assert found.calibration.widths == pytest.approx([1.1 * width for width in OF_LINES.widths])


def test_fifteen_projects_are_learned_from_alone(closed, mara):
    for number in range(15):
        account = make_account(f"Client {number}", manager=mara)
        closed(account, (f"{10 + number % 5}:00", "12:00", f"{9 + number % 4}:30", "11:00"))
    assert learn_numbers(MONDAY) == 15
    found = numbers_in_force()[LARGE].calibration
    assert found.weight != OF_LINES.weight or found.prior != OF_LINES.prior
    assert found.a + found.b + found.g > 0


def test_a_project_is_seen_with_the_marks_of_that_day(osprey, closed, mara, tim, piet):
    """All four lines are finished now, yet half-way only the first two were."""
    from amity.profitability.forecast.learning import _closed

    closed(osprey, ("10:00", "10:00", "10:00", "10:00"))
    [(_project, evidence, seen)] = _closed(MONDAY.date())
    assert all(piece.item.finished for piece in evidence.pieces if piece.kind == LINE)
    assert [sum(item.finished for item in look.items) for look in seen if look.share in (0.2, 0.5, 0.8)] == [0, 1, 3]


def test_the_forecast_uses_them_and_says_so(osprey, closed, mara, piet, tim):
    for _number in range(3):
        closed(osprey, ("15:00", "15:00", "15:00", "15:00"))
    agreement = make_agreement(osprey, "fixed", fee=10_000_00)
    running = make_project(osprey, name="Now", manager=piet, team=[tim], agreement=agreement)
    lines = [make_line(agreement, str(number), hours="12:00") for number in range(4)]
    make_entry(by=tim, project=running, hours="12:00", on=WORK_DAY, line_id=lines[0].pk)
    lines[0].finished_at = MONDAY
    lines[0].save()
    before = evidence_seen_by(acting(mara), running)
    learn_numbers(MONDAY)
    after = evidence_seen_by(acting(mara), running)
    assert before is not None
    assert after is not None
    assert after.forecast().p50 > before.forecast().p50
