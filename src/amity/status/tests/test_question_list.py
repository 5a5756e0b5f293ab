"""The list of questions that the data raised: one's own and open first, the oldest first."""

from datetime import timedelta

import pytest

from amity.people import rules as roles
from amity.status.contradictions import rules
from amity.status.tests.making import make_question
from tests.builders import MONDAY, make_account, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_it_opens_on_ones_own_open_questions_the_oldest_first(client, mara, osprey, piet):
    zoe = make_person("Zoe", roles.ACCOUNT_MANAGER)
    asked = (("New", osprey, 1, ""), ("Old", osprey, 9, ""), ("Closed", osprey, 20, rules.EXPLAINED),
             ("Theirs", make_account("Larkfield", manager=zoe), 5, ""))  # fmt: skip
    for name, account, days, outcome in asked:
        project = make_project(account, name=name, manager=piet if account == osprey else zoe)
        closed = MONDAY if outcome else None
        make_question(project, piet, asked_at=MONDAY - timedelta(days=days), outcome=outcome, closed_at=closed)

    def shown(person, query=""):
        client.force_login(person)
        return [line.row.project.name for line in client.get(f"/status/questions/?{query}").context["lines"]]

    assert shown(piet) == shown(mara) == ["Old", "New"]
    assert shown(piet, "sort=-asked_at") == ["New", "Old"]
    assert shown(piet, "view=old") == ["Old"]
    assert shown(piet, "closed=on") == ["Closed", "Old", "New"]
    assert shown(piet, f"outcome={rules.EXPLAINED}") == ["Closed"]
    executive = make_person("Exe", roles.EXECUTIVE)
    assert shown(executive) == ["Old", "Theirs", "New"], "who has none of their own sees all"
