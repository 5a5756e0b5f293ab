"""The page of a brief: sources of its fields, likely people, what is missing, and dates."""

from datetime import timedelta

from amity.accounts.models import Contact
from amity.briefs.models import Brief
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_contact, make_crafts
from amity.briefs.tests.test_pages import TODAY, fields_of, page
from amity.facts.queries import facts_on
from amity.shared.refs import Ref
from tests.builders import make_person

__all__ = ["page"]


def test_the_clients_words_keep_their_source_when_someone_else_is_the_source_of_a_field(page, mara, osprey):
    gwen = make_contact(osprey)
    ida = Contact.objects.create(account=osprey, name="Ida Holm")
    words = {"client_words": "Sell more butter.", "stated_by_id": gwen.pk, "stated_in": "email"}
    brief = make_brief(mara, osprey, **words)
    shown = page.get(f"/briefs/{brief.pk}/")

    typed = {"target": "15% more", "basis": "known", "known_from_id": str(ida.pk), "known_in": "call"}
    page.post(f"/briefs/{brief.pk}/", fields_of(shown, **typed))

    brief.refresh_from_db()
    assert (brief.target, brief.stated_by, brief.stated_in) == ("15% more", gwen, "email")
    facts = facts_on(Ref.to(brief))
    assert (facts["need"].stated_by, facts["target"].stated_by) == (gwen.name, ida.name)


def test_what_is_known_names_who_said_so(page, mara, osprey):
    brief = make_brief(mara, osprey)
    shown = page.get(f"/briefs/{brief.pk}/")

    refused = page.post(f"/briefs/{brief.pk}/", fields_of(shown, target="15% more", basis="known"))

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["known_from_id"]


def test_a_due_date_in_the_past_is_refused_at_its_field(page, mara, osprey):
    brief = make_brief(mara, osprey)
    shown = page.get(f"/briefs/{brief.pk}/")

    refused = page.post(f"/briefs/{brief.pk}/", fields_of(shown, wanted_on=(TODAY - timedelta(days=1)).isoformat()))

    assert refused.status_code == 422
    assert dict(refused.context["form"].errors) == {"wanted_on": ["The date can’t be in the past."]}


def test_an_old_due_date_stays_when_another_field_is_saved(page, mara, osprey):
    brief = make_brief(mara, osprey)
    Brief.objects.update(wanted_on=TODAY - timedelta(days=9))
    shown = page.get(f"/briefs/{brief.pk}/")

    saved = page.post(f"/briefs/{brief.pk}/", fields_of(shown, target="15% more"))

    assert saved.status_code == 302
    assert Brief.objects.get().target == "15% more"


def test_only_the_lines_without_hours_are_named_as_missing_them(page, mara, osprey):
    design = make_crafts()["Design"]
    brief = make_brief(mara, osprey)
    empty = [need.note for need in page.get(f"/briefs/{brief.pk}/").context["needs"] if need.anchor == "#lines"]
    make_brief_line(mara, brief, ((design.pk, 600 * HOUR),), title="Pages")
    assumed = [need.note for need in page.get(f"/briefs/{brief.pk}/").context["needs"] if need.anchor == "#lines"]
    make_brief_line(mara, brief, title="Texts")

    shown = page.get(f"/briefs/{brief.pk}/")

    assert set(empty) <= {""}
    assert "can stay assumed" in assumed
    assert [need.note for need in shown.context["needs"] if need.label == "Hours for each line"] == ["lines 2"]


def test_roles_offer_one_likely_person_of_each_side_and_then_the_rest(page, mara, osprey):
    gwen = make_contact(osprey)
    for name in ("Nora", "Tim", "Vera"):
        make_person(name)
    brief = make_brief(mara, osprey)

    shown = page.get(f"/briefs/{brief.pk}/").context["role_form"]["who"]
    page.post(f"/briefs/{brief.pk}/roles/add/", {"who": "other", "who_other": f"c{gwen.pk}", "part": "Proofreads"})

    assert [str(button.choice_label) for button in shown.subwidgets] == [gwen.name, "Mara", "Someone else…"]
    assert [str(role.contact) for role in brief.roles.all()] == [gwen.name]
