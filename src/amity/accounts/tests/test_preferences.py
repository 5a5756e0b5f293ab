"""Preferences with their evidence, and a text checked against them."""

import re
import time
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.accounts.evidence import NO_EVIDENCE, Evidence
from amity.accounts.models import Preference
from amity.accounts.preferences import commands, queries, rules
from amity.accounts.preferences.commands import PreferenceFields
from amity.accounts.preferences.rules import BadCheck, Check, Found, broken_by, usable
from amity.audit import trail
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.values import value_of
from tests.builders import acting

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("check", "text", "found"),
    [
        (Check("phrase", "guarantee"), "We GUARANTEED it", Found("GUARANTEE")),
        (Check("phrase", "guarantee"), "We promise", None),
        (Check("expression", r"\b\d{1,2} ?[ap]m\b"), "Leaves\nat 2 pm sharp", Found("2 pm")),
        (Check("expression", r"\b\d{1,2} ?[ap]m\b"), "Leaves at 14:05", None),
        (Check("required", "Capital at risk"), "capital AT risk.", None),
        (Check("required", "Capital at risk"), "A safe thing", Found()),
        (Check("max_length", "5"), "123456  ", Found(over=1)),
        (Check("max_length", "5"), "12345", None),
    ],
)
def test_a_text_keeps_a_check_or_says_where_it_does_not(check, text, found):
    assert broken_by(check, text) == found


def test_a_phrase_is_no_expression_and_long_lines_are_read_to_their_end():
    assert broken_by(Check("phrase", "a.c"), "abc") is None
    assert broken_by(Check("expression", "zz+"), "a" * 4_990 + "zzz") == Found("zzz")


def test_an_attachment_is_known_by_its_ending():
    check = usable("attachment", ".DOCX, pptx ")

    assert check == Check("attachment", "docx, pptx")
    assert broken_by(check, "", ("plan.pdf", "Catalogue.docx")) == Found("Catalogue.docx")
    assert broken_by(check, "", ("plan.pdf",)) is None


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("phrase", "  ", "empty"),
        ("max_length", "many", "number"),
        ("max_length", "0", "number"),
        ("expression", "(", "broken"),
        ("expression", "(" * 3_000, "large"),
        ("expression", "a{99999999999999999999}", "large"),
        ("expression", r"(?:\pL{0,30}){9}", "large"),
        ("expression", r"a(?=b)", "unsupported"),
        ("expression", r"(a)\1", "unsupported"),
        ("attachment", "do cx", "ending"),
    ],
)
def test_a_check_that_cannot_be_used_is_refused_with_the_reason(kind, value, why):
    with pytest.raises(BadCheck) as no:
        usable(kind, value)
    assert no.value.args == (why,)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("(?:a|a)" * 36 + "b", "a" * 60),
        (r".*.*.{0,9}.{0,9}.{0,9}\d", "a" * rules.MOST_SIGNS),
        ("(a+)+$", "a" * 5_000 + "!"),
        ("(?:.?){50}Z", "ä" * rules.MOST_SIGNS),
    ],
)
def test_no_expression_takes_longer_than_its_text_is_long(expression, text):
    check = usable("expression", expression)

    began = time.process_time()
    assert broken_by(check, text) is None

    assert time.process_time() - began < 5


@pytest.fixture
def marcus(osprey):
    return osprey.contacts.create(name="Marcus Thiele")


@pytest.fixture
def heard(marcus):
    return Evidence(marcus.pk, date(2026, 9, 3), "brand call", "No guarantees.")


def kept(person, account, text="No guarantees", **more):
    said = PreferenceFields(text, **more)
    return commands.keep_preference(by=acting(person), account_id=account.pk, fields=said, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": " "}, "text"),
        ({"attitude": "loves"}, "attitude"),
        ({"evidence": NO_EVIDENCE}, "stated_by_id"),
        ({"basis": "observed", "evidence": NO_EVIDENCE}, "note"),
        ({"basis": "observed", "evidence": NO_EVIDENCE, "note": "They laughed"}, "stated_on"),
        ({"holder_id": 999}, "holder_id"),
        ({"check_kind": "expression", "check_value": "a(?=b)"}, "check_value"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field(mara, osprey, heard, more, field):
    with pytest.raises(Invalid) as no:
        kept(mara, osprey, **{"evidence": heard} | more)
    assert no.value.field == field


@pytest.mark.django_db
def test_what_was_stated_keeps_their_words_and_a_belief_needs_none(mara, osprey, heard, marcus):
    stated = kept(mara, osprey, evidence=heard)
    belief = kept(mara, osprey, "Maps before lists", attitude="like", scope="visual", basis="assumption")

    assert (stated.stated_by, stated.client_words) == (marcus, "No guarantees.")
    assert queries.preferences_of(acting(mara), osprey) == [stated, belief]
    assert trail.actions_on(stated) == ["preference.kept"]


@pytest.mark.django_db
def test_a_withdrawn_one_no_longer_holds_and_says_why(mara, osprey, heard):
    one = kept(mara, osprey, evidence=heard)

    gone = commands.withdraw_preference(
        by=acting(mara), preference_id=one.pk, version=1, because="They changed their mind", now=NOW
    )

    assert gone.withdrawn_because == "They changed their mind"
    assert queries.preferences_of(acting(mara), osprey) == []
    with pytest.raises(Refused):
        commands.withdraw_preference(by=acting(mara), preference_id=one.pk, version=2, because="Again", now=NOW)


@pytest.mark.django_db
def test_a_second_editor_is_refused(mara, osprey, heard):
    one = kept(mara, osprey, evidence=heard)
    said = value_of(one, PreferenceFields)
    commands.edit_preference(by=acting(mara), preference_id=one.pk, version=1, fields=said, now=NOW)

    with pytest.raises(Stale):
        commands.edit_preference(by=acting(mara), preference_id=one.pk, version=1, fields=said, now=NOW)


@pytest.mark.django_db
def test_the_team_reads_them_and_keeps_none(tim, mara, site, heard):
    one = kept(mara, site.account, evidence=heard)

    assert queries.preferences_of(acting(tim), site.account) == [one]
    with pytest.raises(Refused):
        kept(tim, site.account, evidence=heard)


@pytest.mark.django_db
def test_one_line_keeps_what_they_said_and_a_text_is_tried_on_it(client, mara, osprey, marcus):
    client.force_login(mara)
    plan = reverse("accounts:plan", args=[osprey.pk])
    sent = {"nonce": "n" * 32, "attitude": "never", "text": "No guarantees", "stated_by_id": marcus.pk}
    sent |= {"stated_on": "2026-09-03", "check_kind": "phrase", "check_value": "guarantee"}
    answer = client.post(reverse("accounts:keep_preference", args=[osprey.pk]), sent)
    row = f"{plan}#preference-{Preference.objects.get().pk}"
    assert answer.url == row
    assert f'Preference saved: <a href="{row}" data-verbatim>No guarantees</a>' in client.get(plan).content.decode()
    assert Preference.objects.get().note == "No guarantees"

    text = {"text": "Guaranteed same-day appointments", "attachments": ""}
    page = client.post(reverse("accounts:try_text", args=[osprey.pk]), text).content.decode()
    part = client.post(reverse("accounts:try_text", args=[osprey.pk]), text, headers={"HX-Request": "true"})

    assert "<mark data-verbatim>Guarantee</mark>" in page
    assert "<html" not in part.content.decode()
    assert "Marcus Thiele" in part.content.decode()


@pytest.mark.django_db
def test_one_line_asks_what_a_preference_is_about_and_how_they_said_so(client, mara, osprey, marcus):
    client.force_login(mara)
    plan = client.get(reverse("accounts:plan", args=[osprey.pk])).content.decode()
    line = plan[plan.index("/preferences/keep/") :].partition("</form>")[0]
    assert 'name="stated_in"' in line
    assert re.search(r'<select name="scope"[^>]*>\s*<option value="" selected>', line)
    sent = {"nonce": "n" * 32, "attitude": "like", "text": "Photos of people", "stated_by_id": marcus.pk, "scope": ""}
    sent |= {"stated_on": "2026-09-03", "stated_in": "call"}
    keep = reverse("accounts:keep_preference", args=[osprey.pk])

    assert "Choose what this is about." in client.post(keep, sent).content.decode()
    client.post(keep, sent | {"scope": "visual"})

    one = Preference.objects.get()
    assert (one.scope, one.stated_in) == ("visual", "call")


@pytest.mark.django_db
def test_words_that_are_the_preference_itself_are_shown_once(client, mara, osprey, marcus):
    text, quoted = "Never show a fare without VAT", "We run trains"
    kept(mara, osprey, text, evidence=Evidence(marcus.pk, date(2026, 9, 3), "call", text))
    kept(mara, osprey, "No races", evidence=Evidence(marcus.pk, date(2026, 9, 3), "call", quoted))
    client.force_login(mara)

    plan = client.get(reverse("accounts:plan", args=[osprey.pk])).content.decode()

    listed = plan[plan.index('id="preferences"') :].partition("<form")[0]
    assert len(re.findall(rf">[“]?{text}[”]?<", listed)) == 1
    assert f"“{quoted}”" in listed


@pytest.mark.django_db
def test_the_plan_asks_nothing_of_who_may_not_answer(client, tim, site):
    client.force_login(tim)

    page = client.get(reverse("accounts:plan", args=[site.account_id])).content.decode()

    assert "Preferences" in page
    assert "Add a preference" not in page
    assert 'id="people-h"' not in page


@pytest.mark.django_db
def test_an_expression_that_is_no_longer_supported_is_listed_as_not_checked(client, mara, osprey, heard):
    said = {"check_kind": "expression", "check_value": "guarantee"}
    old, new = kept(mara, osprey, evidence=heard, **said), kept(mara, osprey, "No promise", evidence=heard, **said)
    Preference.objects.filter(pk=old.pk).update(check_value=r"guarantee(?!d)")
    client.force_login(mara)

    tried = queries.tried(acting(mara), osprey, "A guarantee")

    assert [(one.preference, one.found, bool(one.unchecked)) for one in tried] == [
        (new, Found("guarantee"), False),
        (old, None, True),
    ]
    assert client.get(reverse("accounts:plan", args=[osprey.pk])).status_code == 200
    assert client.post(reverse("accounts:try_text", args=[osprey.pk]), {"text": "A guarantee"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("expression", ["a(?=b)", "a{99999999999999999999}", "(" * 250])
def test_an_expression_that_cannot_be_used_is_refused_at_its_page(client, mara, osprey, marcus, expression):
    client.force_login(mara)
    typed = {"attitude": "never", "text": "Ab", "stated_by_id": marcus.pk, "stated_on": "2026-09-03"}
    typed["client_words"] = "No"

    answer = client.post(
        reverse("accounts:keep_preference", args=[osprey.pk]),
        typed | {"nonce": "n" * 32, "check_kind": "expression", "check_value": expression},
    )

    assert (answer.status_code, "check_value" in answer.context["form"].errors) == (422, True)
    assert not Preference.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("expression", ["a(?=b)", "a{99999999999999999999}", "(" * 3_000])
def test_rest_refuses_an_expression_that_cannot_be_used(client, mara, osprey, expression):
    token = make_token(by=acting(mara), name="Setup", scopes=["setup:write"], days=30, now=timezone.now())
    said = {"account_id": osprey.pk, "text": "No guarantees", "basis": "assumption", "check_kind": "expression"}

    answer = client.post(
        "/api/v1/preferences",
        said | {"check_value": expression},
        content_type="application/json",
        headers={"Authorization": f"Bearer {token.secret}"},
    )

    assert answer.status_code == 422
    assert not Preference.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "word"),
    [("Never show a fare without VAT", ""), ("No guarantees", ""), ("Compare us with others", "Never")],
)
def test_what_rules_itself_out_has_no_never_before_it(client, mara, osprey, heard, text, word):
    kept(mara, osprey, attitude=rules.NEVER, text=text, evidence=heard)
    client.force_login(mara)

    page = client.get(reverse("accounts:plan", args=[osprey.pk])).content.decode()

    row = page[page.index('<li id="preference-') :].partition("</li>")[0]
    assert re.findall(r'class="pill [^"]*">([^<]*)', row) == ([word] if word else [])
