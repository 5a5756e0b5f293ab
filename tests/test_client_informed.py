"""Every form that records how the client was informed asks the same: who, how and when, in this order."""

from typing import Any
from uuid import uuid4

import pytest

from amity.agreements import rules as agreements
from amity.agreements.steps.forms import RecordForm as AgreementForm
from amity.agreements.steps.queries import people_of
from amity.agreements.tests.making import make_draft
from amity.briefs.choices import brief_choices
from amity.briefs.moves import rules as briefs
from amity.briefs.moves.forms import RecordForm as BriefForm
from amity.contact_reports.corrections.forms import SentForm
from amity.contact_reports.tests.making import make_report
from amity.conversations.passing.forms import answer_form
from amity.conversations.rules import CLIENT_KNOWS
from amity.conversations.tests.passed import make_raised
from amity.decisions.forms import InformForm
from tests.builders import MONDAY, acting, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
WHO, HOW, WHEN = "Who was informed?", "How were they informed?", "When?"
CHANNELS = ["Call", "Email", "Meeting", "Message", "Other…"]


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def raised(osprey, piet):
    return make_raised(make_project(osprey, manager=piet), by=piet)


def test_forms_ask_who_was_informed_how_and_when(osprey, mara, dana, raised):
    people = people_of(make_draft(mara, osprey), acting(mara), MONDAY.date())
    forms: dict[str, Any] = {
        "agreement": AgreementForm(step=agreements.WITH_CLIENT, people=people),
        "brief": BriefForm(choices=brief_choices(osprey), step=briefs.WITH_CLIENT),
        "decision": InformForm(account=osprey),
        "they know": answer_form(CLIENT_KNOWS, raised),
        "report": SentForm(report=make_report(osprey, mara, [dana])),
    }

    asked = {name: [str(one.label) for one in form.visible_fields()] for name, form in forms.items()}
    assert {name: labels[:3] for name, labels in asked.items()} == {
        "agreement": [WHO, HOW, WHEN], "brief": [WHO, HOW, WHEN], "decision": [WHO, HOW, WHEN],
        "they know": [WHO, HOW], "report": [HOW, WHEN],
    }  # fmt: skip
    for form in forms.values():
        (how,) = (one for one in form.visible_fields() if str(one.label) == HOW)
        assert [str(one.choice_label) for one in how.subwidgets] == CHANNELS


def test_a_row_offers_the_same_channels_and_takes_any_words(client, mara, dana, raised):
    client.force_login(mara)

    page = client.get("/waiting/").text
    assert f"{HOW}</legend>" in page
    assert all(f">{channel}</label>" in page for channel in CHANNELS)
    key = f'form="tell-{raised.pk}-client_knows"'
    assert page.count(key) == len(CHANNELS) + 1, "each button, and the field behind the last one, belongs to the form"
    act, sent = f"/waiting/tell/{raised.pk}/client_knows/", {"version": "1", "back": "/waiting/"}
    assert client.post(act, {**sent, "nonce": uuid4().hex}).status_code == 422

    client.post(act, {**sent, "nonce": uuid4().hex, "value": "other", "value_other": "by letter"})
    raised.refresh_from_db()
    assert (raised.state, raised.how) == (CLIENT_KNOWS, "by letter")
