"""What contacts answered to *How are we doing?* prefills the mood of statuses."""

from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.portal.pulse.models import Pulse
from amity.portal.pulse.moods import heard
from amity.portal.pulse.rules import BADLY, WELL
from amity.status.answers.commands import confirm_status
from amity.status.answers.prefill import prefill_of
from tests.builders import MONDAY, acting, make_project

TODAY = MONDAY.date()


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_an_answer_to_how_are_we_doing_is_used_only_where_the_manager_may_read_it(osprey, mara, piet):
    app = make_project(osprey, name="Branch app", manager=piet)
    cleo = Contact.objects.create(account=osprey, name="Cleo Marsh")
    Pulse.objects.create(account=osprey, contact=cleo, quarter=20264, work=WELL, sent_at=MONDAY - timedelta(days=9))
    Pulse.objects.create(account=osprey, contact=cleo, quarter=20261, work=BADLY, sent_at=MONDAY - timedelta(days=40))
    assert prefill_of(app, TODAY).fields.mood == "unknown"
    app.manager = mara
    app.save()
    known = prefill_of(app, TODAY)
    assert known.heard is not None
    assert known.fields.mood == "pleased", "the newest answer of each contact"
    assert known.heard.words == "Cleo Marsh answered “Well” to “How are we doing?”"
    assert confirm_status(by=acting(mara), project_id=app.pk, now=MONDAY).mood == "pleased"


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_answers_for_projects_of_several_managers_are_read_at_once(osprey, mara, piet, django_assert_num_queries):
    cleo = Contact.objects.create(account=osprey, name="Cleo Marsh")
    Pulse.objects.create(account=osprey, contact=cleo, quarter=20264, work=WELL, sent_at=MONDAY - timedelta(days=9))
    projects = [make_project(osprey, name=person.name, manager=person) for person in (mara, piet)]

    with django_assert_num_queries(1):
        found = heard(projects, TODAY)

    assert [one.project_id for one in found] == [projects[0].pk]
