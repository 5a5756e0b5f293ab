"""Pages of briefs: create, fill in, plan while typing, ask for hours by email."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from amity.briefs.estimate.queries import estimate_of
from amity.briefs.hours_asked.commands import Asking, ask_for_hours
from amity.briefs.models import Brief, BriefLine, HoursAsked, Template
from amity.briefs.tests.making import (
    HOUR,
    make_brief,
    make_brief_line,
    make_contact,
    make_crafts,
    make_whole_brief,
)
from amity.facts.queries import facts_on
from amity.outbox.models import Message
from amity.people.models import Discipline
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting, make_agreement, make_person

TODAY = MONDAY.date()


@pytest.fixture
def page(client, mara):
    """Return Mara's browser."""
    client.force_login(mara)
    return client


def fields_of(response, **typed: str) -> dict[str, str]:
    """Return everything the form of a brief would send, with some values changed."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in values.items() if value
    }
    return sent | typed


def test_a_brief_is_opened_and_asks_for_what_its_size_needs(page, osprey):
    opened = page.post(f"/accounts/{osprey.pk}/briefs/new/", new_form(page, f"/accounts/{osprey.pk}/briefs/new/"))
    brief = Brief.objects.get()

    shown = page.get(opened.url)

    assert opened.url == f"/briefs/{brief.pk}/", "the page opens at its top"
    assert b"Approver at the client" in shown.content
    assert b"disabled" in shown.content
    assert [need.label for need in shown.context["needs"] if need.blocks][:1] == ["What they need, in their words"]


def new_form(page: Client, address: str, **typed: str) -> dict[str, str]:
    """Return the values of a new form with a typed title."""
    form = page.get(address).context["form"]
    return {"nonce": form["nonce"].value(), "title": "Spring promotion", "door": "asked", **typed}


def test_saving_a_brief_keeps_each_word_and_says_how_it_is_known(page, mara, osprey):
    brief = make_brief(mara, osprey)
    shown = page.get(f"/briefs/{brief.pk}/")

    saved = page.post(
        f"/briefs/{brief.pk}/", fields_of(shown, audience="families", budget_kind="cap", budget_high="24,000")
    )

    assert saved.status_code == 302, saved.context["form"].errors
    brief.refresh_from_db()
    assert (brief.audience, brief.budget_high) == ("families", 2_400_000)


def test_a_brief_is_known_by_the_contact_who_is_chosen_on_its_page(page, mara, osprey):
    brief, gwen = make_brief(mara, osprey), make_contact(osprey)
    shown = page.get(f"/briefs/{brief.pk}/")

    typed = {"audience": "families", "basis": "known", "known_from_id": str(gwen.pk), "known_in": "call"}
    saved = page.post(f"/briefs/{brief.pk}/", fields_of(shown, **typed))

    assert saved.status_code == 302, saved.context["form"].errors
    fact = facts_on(Ref.to(brief))["audience"]
    assert (fact.state, fact.stated_by, fact.stated_in) == ("known", gwen.name, "call")


def test_two_people_on_one_brief_lose_nothing(page, mara, ada, osprey):
    brief = make_brief(mara, osprey)
    other = Client()
    other.force_login(ada)
    hers, mine = (one.get(f"/briefs/{brief.pk}/") for one in (other, page))
    other.post(f"/briefs/{brief.pk}/", fields_of(hers, audience="families", measure="cards"))

    stale = page.post(f"/briefs/{brief.pk}/", fields_of(mine, audience="bakers", exclusions="print"))
    again = page.post(
        f"/briefs/{brief.pk}/", {**fields_of(mine, audience="bakers", exclusions="print"), "version": "2"}
    )

    assert stale.status_code == 409
    assert [(one.label, one.typed, one.current) for one in stale.context["form"].differences] == [
        ("Audience", "bakers", "families")
    ]
    brief.refresh_from_db()
    assert again.status_code == 302
    assert (brief.audience, brief.measure, brief.exclusions) == ("bakers", "cards", "print")


def test_a_line_is_typed_in_one_go_and_its_hours_planned_in_the_table(page, mara, osprey):
    make_crafts()
    brief = make_brief(mara, osprey)

    added = page.post(f"/briefs/{brief.pk}/lines/add/", {"line": "Build and links 52 dev 12 design 2 rounds"})
    row = BriefLine.objects.get()
    dev, design = (f"h-{row.pk}-{one}" for one in estimate_of(brief, TODAY).lines[0].hours)
    page.post(f"/briefs/{brief.pk}/lines/plan/", {f"v-{row.pk}": "1", dev: "60", design: ""})

    assert added.url == f"/briefs/{brief.pk}/?more=1#new-line"
    assert row.line.title == "Build and links"
    assert estimate_of(brief, TODAY).purchase.total.seconds == 60 * HOUR


def test_what_the_budget_buys_follows_the_typing_and_saves_nothing(page, mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    row = BriefLine.objects.get()
    discipline = next(iter(estimate_of(brief, TODAY).lines[0].hours))

    typed = page.get(f"/briefs/{brief.pk}/buys/?h-{row.pk}-{discipline}=160&budget_high=24000&have=40000")

    assert typed.context["price"].minor == 2_000_000
    assert typed.context["left"].minor == 400_000
    assert typed.context["backwards"]["hours"] == 320 * HOUR
    assert estimate_of(brief, TODAY).purchase.total.seconds == 100 * HOUR
    page.post(f"/briefs/{brief.pk}/fit/", {"have": "40000"})
    assert estimate_of(brief, TODAY).purchase.total.price == 4_000_000


def test_who_sees_hours_only_meets_no_amount_and_asks_for_none(client, mara, osprey):
    make_crafts()
    helper = make_person("Pia", "project_manager", own_money_right=1)
    brief = make_brief(mara, osprey, manager_id=helper.pk, budget_kind="cap", budget_high=7_171_700)
    design = next(iter(make_hours(brief, mara)))
    client.force_login(helper)

    shown = client.get(f"/briefs/{brief.pk}/")

    assert shown.status_code == 200
    for amount in (b"71,717", b"12,500", b"6,000"):
        assert amount not in shown.content
    assert client.get(f"/briefs/{brief.pk}/buys/").status_code == 403
    assert design


def make_hours(brief: Brief, mara) -> dict[int, int]:
    """Add a line of 100 hours of design."""
    design = Discipline.objects.get(name="Design")
    make_brief_line(mara, brief, ((design.pk, 100 * HOUR),))
    return {design.pk: 100 * HOUR}


@pytest.mark.usefixtures("on_monday")
def test_hours_are_asked_by_mail_answered_without_signing_in_and_taken_over(page, mara, tim, osprey, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_crafts()
    brief = make_brief(mara, osprey)
    design = next(iter(make_hours(brief, mara)))
    row = BriefLine.objects.get()
    asking = Asking(tim.pk, design, date(2026, 11, 27), "with the recipe cards")
    asked = ask_for_hours(by=acting(mara), line_id=row.pk, asking=asking, now=MONDAY)
    link = Message.objects.get(kind="hours_asked").secret
    path = link[link.index("/briefs/") :]
    stranger = Client()

    form = stranger.get(path)
    nonce = form.context["form"]["nonce"].value()
    thanks = stranger.post(path, {"nonce": nonce, "hours": "64", "note": "two rounds"})
    page.post(f"/briefs/hours/{asked.pk}/take/")

    assert (form.status_code, thanks.status_code) == (200, 200)
    assert b"Thank you" in stranger.get(path).content
    row.refresh_from_db()
    assert (row.basis, row.stated_by) == ("answer", "Tim")
    line = estimate_of(brief, TODAY).lines[0]
    assert (line.state, line.hours) == ("known", {design: 64 * HOUR})
    assert stranger.get("/briefs/hours/by-link/nonsense/").status_code == 404
    assert not mail.outbox


def test_only_who_was_asked_answers_in_the_app_and_once(client, mara, tim, piet, osprey):
    make_crafts()
    brief = make_brief(mara, osprey)
    design = next(iter(make_hours(brief, mara)))
    asking = Asking(tim.pk, design, date(2026, 11, 27))
    asked = ask_for_hours(by=acting(mara), line_id=BriefLine.objects.get().pk, asking=asking, now=MONDAY)
    address = f"/briefs/hours/{asked.pk}/"

    client.force_login(piet)
    assert client.get(address).status_code == 404
    client.force_login(tim)
    assert b"Pages and recipe cards" in client.get("/briefs/hours/").content
    for hours, status in (("12", 302), ("13", 422)):
        form = client.get(address).context["form"]
        assert client.post(address, {"nonce": form["nonce"].value(), "hours": hours}).status_code == status

    assert HoursAsked.objects.get().seconds == 12 * HOUR


def test_lines_are_kept_as_a_template_and_used_again(page, mara, osprey):
    make_crafts()
    brief = make_brief(mara, osprey)
    make_hours(brief, mara)
    form = page.get(f"/briefs/{brief.pk}/keep-template/").context["form"]
    page.post(f"/briefs/{brief.pk}/keep-template/", {"nonce": form["nonce"].value(), "name": "Promotion"})
    other = make_brief(mara, osprey, title="Autumn")
    page.post(f"/briefs/{other.pk}/lines/template/", {"template_id": str(Template.objects.get().pk)})

    line = estimate_of(other, TODAY).lines[0]
    assert (line.row.basis, line.row.stated_by, line.seconds) == ("template", "Promotion", 100 * HOUR)
    assert b"Pages and recipe cards" in page.get("/briefs/templates/").content


def test_a_line_or_hours_that_cannot_be_read_stay_as_typed_with_the_reason(page, mara, osprey):
    make_crafts()
    brief = make_brief(mara, osprey)
    make_hours(brief, mara)
    row = BriefLine.objects.get()
    cell = f"h-{row.pk}-{Discipline.objects.get(name='Design').pk}"

    line = page.post(f"/briefs/{brief.pk}/lines/add/", {"line": "52 dev"})
    hours = page.post(f"/briefs/{brief.pk}/lines/plan/", {f"v-{row.pk}": "1", cell: "a week"})

    assert (line.status_code, hours.status_code) == (422, 422)
    assert b'value="52 dev"' in line.content
    assert "Enter a title, then the hours" in line.content.decode()
    assert b'value="a week"' in hours.content
    assert "Enter a number." in hours.content.decode()
    assert BriefLine.objects.count() == 1


def test_hours_out_of_range_name_the_limit_they_missed(page, mara, osprey):
    make_crafts()
    brief = make_brief(mara, osprey)
    make_hours(brief, mara)
    row = BriefLine.objects.get()
    cell = f"h-{row.pk}-{Discipline.objects.get(name='Design').pk}"

    for hours, sentence in (("-1", "Enter 0 or more."), ("100000", "Enter fewer than 100,000 hours.")):
        answer = page.post(f"/briefs/{brief.pk}/lines/plan/", {f"v-{row.pk}": "1", cell: hours})
        assert (answer.status_code, answer.context["plan_error"]) == (422, sentence)


def test_what_is_learned_next_starts_with_the_source_of_the_brief(page, mara, osprey):
    gwen = make_contact(osprey)
    brief = make_brief(mara, osprey, stated_by_id=gwen.pk, stated_in="call", stated_on=date(2026, 11, 20))

    form = page.get(f"/briefs/{brief.pk}/").context["form"]

    source = [form[name].value() for name in ("known_from_id", "known_in", "known_on")]
    assert source == [gwen.pk, "call", date(2026, 11, 20)]


def test_only_what_is_assumed_or_unknown_has_a_mark(page, mara, piet, osprey):
    brief = make_whole_brief(mara, osprey, piet)

    html = page.get(f"/briefs/{brief.pk}/").content.decode()

    assert "kn-known" not in html
    assert "kn-a is-silent" in html
    assert "kn-ask" in html


def test_the_profit_follows_its_lines_and_the_budget_comes_last(page, mara, piet, osprey):
    brief = make_whole_brief(mara, osprey, piet)

    shown = page.get(f"/briefs/{brief.pk}/")

    tally = shown.content.decode().partition('<table class="tally">')[2].partition("</table>")[0]
    rows = ("Lines at the rate card", "Cost by", "Delivery profit", "Budget<", "Budget remaining")
    places = [tally.index(words) for words in rows]
    assert places == sorted(places)
    assert (shown.context["margin_bar"], shown.context["target_percent"]) == ("o", 60)
