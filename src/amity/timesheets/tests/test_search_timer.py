"""The timer from the search: it starts once, and the one that runs is logged first."""

import re
from datetime import timedelta

import pytest

from amity.timesheets.models import Entry
from amity.timesheets.timer.models import Timer
from amity.ui.models import Opened
from tests.builders import MONDAY

pytestmark = pytest.mark.django_db


def test_an_action_that_is_sent_starts_the_timer_once_and_logs_the_one_that_runs(client, mara, osprey, site, on_monday):
    client.force_login(mara)
    Timer.objects.create(person=mara, account=osprey, started_at=MONDAY - timedelta(hours=1))
    page = client.get("/jump/?q=start+timer+ticket", headers={"Referer": f"http://testserver/projects/{site.pk}/"})
    form = page.content.decode().split('action="/time/timer/start/"')[1].split("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answers = [client.post("/time/timer/start/", sent) for _press in range(2)]

    assert "Switch timer" in form
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, f"/projects/{site.pk}/")}
    assert Timer.objects.get().project == site
    assert [(entry.account, entry.seconds) for entry in Entry.objects.all()] == [(osprey, 3600)]
    assert Opened.objects.get(kind="action.switch_timer_project").times == 2
