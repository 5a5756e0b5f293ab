"""Links that open a dialog lead to a form that can be drawn in one: goals, objectives, duties, milestones, contacts."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from amity.projects.models import Milestone
from tests.builders import MONDAY
from tests.matrix.rights import AM
from tests.matrix.scene import build

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a\b[^>]*href="([^"]+)"[^>]*\bdata-dialog')
PAGES = {
    "accounts:account": "account_id", "accounts:people": "account_id", "accounts:plan": "account_id",
    "charter:account": "account_id", "accounts:contact": "contact_id", "strategy:goal": "goal_id",
    "projects:project": "project_id",
}  # fmt: skip
SHORT_FORMS = ("strategy:revise_goal", "charter:set_objective", "charter:duty", "projects:add_milestone")


def test_each_dialog_link_opens_the_form_alone(client: Client):
    with time_machine.travel(MONDAY):
        scene = build("average")
        client.force_login(scene.viewers[AM])
        Milestone.objects.create(project_id=scene.known["project_id"], name="Beta", due_on=MONDAY.date())
        pages = [client.get(reverse(name, args=[scene.known[key]]), follow=True).text for name, key in PAGES.items()]
        links = {link.replace("&amp;", "&") for page in pages for link in LINK.findall(page)}

        answers = {link: client.get(link, headers={"X-Dialog": "1"}) for link in links}

    assert [link for link, answer in answers.items() if answer.status_code != 200 or "<html" in answer.text] == []
    for name in SHORT_FORMS:
        pattern = reverse(name, args=[0, "scope"] if name == "charter:duty" else [0]).replace("/0/", r"/\d+/")
        assert any(re.match(pattern.replace("scope", r"\w+"), link) for link in links), name
