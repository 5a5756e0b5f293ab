"""The pages by plain POST: from a draft to a signature, the list, a version, a review, an order, settings."""

import re
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.agreements.lines import commands
from amity.agreements.models import Agreement
from amity.agreements.review.models import Review, ReviewRule
from amity.agreements.tests.making import make_draft, make_offer, read, review_of, say, sign, submit
from amity.lines.commands import NewTerms
from amity.lines.queries import hours_of
from amity.people.models import Discipline
from tests.builders import MONDAY, acting, make_account, make_person


@pytest.fixture
def page(client, mara, media):
    """Return a function for requests as Mara: `page(name, *ids, **data)`, a POST if there is data."""
    client.force_login(mara)

    def ask(name, *ids, **data):
        address = reverse(f"agreements:{name}", args=ids)
        if not data:
            return client.get(address)
        return client.post(address, {"nonce": uuid.uuid4().hex} | data, follow=True)

    return ask


def text(answer):
    """Return the page's text, or the message of a refusal."""
    return answer.content.decode()


def test_from_a_draft_to_a_signed_paper_by_forms(page, osprey, mara):
    page("draft_agreement", osprey.pk, kind="sow", title="Booking", number="SOW-36", parent_id="")
    draft = Agreement.objects.get()
    page("say_terms", draft.pk, version=1, **{"payment.value": "45", "payment.asked": "60"})
    page("put_clause", draft.pk, kind="scope", text="Six screens", version=read(draft).version)
    page("put_deliverable", draft.pk, title="Prototype", level="No defect", version=read(draft).version)
    page("add_line", draft.pk, number="1", title="Design", unit="hour", quantity="80", rate="125", acceptance="agreed")
    page("change_particulars", draft.pk, title="Booking", client_signer="Jana Roth", renewal="none",
         version=read(draft).version)  # fmt: skip
    drawn = text(page("agreement", draft.pk))
    for said in ("45 days", "30 days", "Six screens", "Prototype", "10,000", "agreed", "Jana Roth", "Fallback"):
        assert said in drawn

    page("submit", draft.pk, version=read(draft).version)
    recorded = {"on": "2026-11-20", "client": "Jana Roth", "agency": "Mara", "note": "by hand"}
    sent = page("record", draft.pk, step="with_client", version=read(draft).version, **recorded)
    file = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")
    signed = page("record", draft.pk, step="signed", version=read(draft).version, file=file, **recorded)
    assert ("Recorded as sent to the client." in text(sent), "Signature recorded." in text(signed)) == (True, True)

    done = read(draft)
    assert (done.state, done.files.get().file.name) == ("in_force", "signed.pdf")
    drawn = text(page("agreement", draft.pk))
    assert "signed.pdf" in drawn
    assert "New change order" in drawn
    assert "Edit terms" not in drawn


def test_a_replaced_line_keeps_what_the_form_does_not_ask(page, osprey, mara):
    craft = Discipline.objects.create(name="Design")
    draft = make_draft(mara, osprey)
    hours = ((craft.pk, 7200),)
    offer = NewTerms(MONDAY.date(), quantity=Decimal(1), rate=Decimal(9), hours=hours, discipline_id=craft.pk)
    line = commands.add_line(by=acting(mara), agreement_id=draft.pk, number="1", title="Icons", terms=offer, now=MONDAY)

    page("set_line_terms", draft.pk, line.pk, unit="hour", quantity="3", rate="10", planned_seconds="2")

    newest = line.terms.latest("pk")
    assert (newest.quantity, newest.rate, newest.discipline) == (Decimal(3), Decimal(10), craft)
    assert hours_of([newest.pk]) == {newest.pk: {craft.pk: 7200}}


def test_a_paper_that_is_none_is_refused_at_its_field_and_nothing_is_recorded(page, osprey, mara):
    draft = submit(mara, make_draft(mara, osprey))
    file = SimpleUploadedFile("signed.pdf", b"<html><script>")

    sent = {"step": "with_client", "on": "2026-11-20", "client": "Jana"}
    answer = page("record", draft.pk, version=draft.version, file=file, **sent)

    assert (answer.status_code, "doesn’t match its file type" in text(answer)) == (422, True)
    assert (read(draft).state, draft.files.count()) == ("cleared", 0)


def test_an_illegal_step_is_refused_on_the_page_with_the_reason(page, osprey, mara):
    draft = make_draft(mara, osprey)
    answer = page("record", draft.pk)

    assert (answer.status_code, "can’t become “Signed”" in text(answer)) == (403, True)
    signed = sign(mara, draft)
    answer = page("say_terms", signed.pk, version=signed.version, **{"payment.value": "60"})
    assert (answer.status_code, "Use a change order to change what was agreed" in text(answer)) == (403, True)


def test_two_people_saying_terms_see_both_and_lose_nothing(page, osprey, mara):
    draft = make_draft(mara, osprey)
    say(mara, draft, payment="45")

    answer = page("say_terms", draft.pk, version=1, **{"payment.value": "60"})

    assert answer.status_code == 409
    assert "45" in text(answer)
    assert 'value="60"' in text(answer)


def test_the_list_is_narrowed_by_kind_and_state_and_shows_amounts_to_who_sees_them(client, page, osprey, mara):
    make_offer(mara, draft := make_draft(mara, osprey))
    make_draft(mara, osprey, "nda", title="Silence", number="NDA-1")
    address = reverse("agreements:agreements")

    assert "10,000" in text(client.get(address))
    found = text(client.get(f"{address}?kind=nda&state=draft"))
    assert "Silence" in found
    assert draft.title not in found
    hours = make_person("Hanna", "account_director", own_money_right=1)
    osprey.director = hours
    osprey.save()
    client.force_login(hours)
    assert "10,000" not in text(client.get(address))


def test_kinds_states_and_verdicts_begin_their_cell_with_a_capital(page, osprey, mara, clara):
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="unlimited")
    submit(mara, draft)
    shown = text(page("agreement", draft.pk)) + text(page("agreements"))
    words = ("Statement of work<", "Fixed fee", "Not signed", "Outside the standard", "(?:Overdue|Due) ")

    assert [one for one in words if not re.search(rf">\s*{one}", shown)] == []


def test_the_list_says_what_is_on_its_way_to_a_signature(page, osprey, mara):
    make_draft(mara, osprey)
    sign(mara, make_draft(mara, osprey))
    submit(mara, make_draft(mara, osprey))

    drawn = text(page("agreements"))

    for said in ('<a href="?state=draft">Draft 1</a>', '<a href="?state=cleared">Cleared 1</a>'):
        assert said in drawn
    assert '<a href="?state=signed">' not in drawn


def test_a_review_is_given_on_its_page_and_the_agreement_says_what_legal_said(client, page, osprey, mara, clara):
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")
    submit(mara, draft)
    review = review_of(draft)
    client.force_login(clara)
    assert draft.title in text(client.get(reverse("agreements:queue")))
    address = reverse("agreements:review", args=[review.pk])
    shown = client.get(address)
    assert "unlimited" in text(shown)
    buttons = re.findall(r'<button class="([^"]+)" name="verdict" value="(\w+)">', shown.content.decode())
    assert buttons == [("btn btn-primary", "cleared"), ("btn", "returned")]
    data = {"nonce": uuid.uuid4().hex, "verdict": "returned", "words": "No.", "field": "terms.liability",
            "comment": "Twice at most"}  # fmt: skip

    client.post(address, data)

    client.force_login(mara)
    drawn = text(client.get(reverse("agreements:agreement", args=[draft.pk])))
    assert "was returned by legal" in drawn
    assert "Clara: Twice at most" in drawn
    submit(mara, draft)
    assert "What changed since version 1" in text(client.get(reverse("agreements:version", args=[draft.pk, 2])))


def test_clearing_ones_own_is_refused_on_the_page(client, osprey, mara, clara):
    osprey.manager = clara
    osprey.save()
    make_person("Lars", "legal")
    say(clara, draft := make_draft(clara, osprey), liability="unlimited")
    submit(clara, draft)
    client.force_login(clara)
    address = reverse("agreements:review", args=[Review.objects.get().pk])

    answer = client.post(address, {"nonce": uuid.uuid4().hex, "verdict": "cleared"})

    assert (answer.status_code, "You can’t review an agreement that you drafted" in text(answer)) == (403, True)


@pytest.mark.parametrize(
    ("came", "lands"), [("", "/reviews/"), ("?back=/today/", "/today/"), ("?back=//x", "/reviews/")]
)
def test_a_decision_leads_back_to_where_the_reviewer_came_from(client, osprey, mara, clara, came, lands):
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")
    submit(mara, draft)
    client.force_login(clara)
    address = reverse("agreements:review", args=[Review.objects.get().pk])
    data = {"nonce": uuid.uuid4().hex, "verdict": "returned", "words": "Too much."}

    answer = client.post(address + came, data, follow=True)

    assert answer.redirect_chain == [(lands, 302)]
    assert "Returned. Mara has been notified." in text(answer)


def test_what_a_reviewer_opens_from_a_list_leads_back_there(client, osprey, mara, clara):
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")
    submit(mara, draft)
    client.force_login(clara)

    for page in ("/waiting/", "/today/"):
        assert f'href="/reviews/{Review.objects.get().pk}/?back={page}"' in text(client.get(page))


def test_an_order_is_made_on_pages_and_shows_before_and_after(page, osprey, mara):
    line = make_offer(mara, draft := make_draft(mara, osprey))
    signed = sign(mara, draft)
    page("draft_order", signed.pk, title="More", number="CO-1", reason="Client’s request")
    order = Agreement.objects.get(kind="change_order")
    page("put_change", order.pk, act="changed", line_id=line.pk, unit="hour", quantity="100", rate="125",
         planned_seconds="100")  # fmt: skip
    page("set_new_end", order.pk, ends_on="2027-06-30", version=read(order).version)

    drawn = text(page("agreement", order.pk))

    for said in ("10,000", "12,500", "2,500", "The agreement itself stays as signed", "Client’s request"):
        assert said in drawn
    sign(mara, order)
    assert "CO-1 More" in text(page("agreement", signed.pk))


def test_an_order_begins_a_change_with_the_line_as_it_stands(client, page, osprey, mara):
    line = make_offer(mara, draft := make_draft(mara, osprey))
    signed = sign(mara, draft)
    page("draft_order", signed.pk, title="More", number="CO-1", reason="Client’s request")
    order = Agreement.objects.get(kind="change_order")
    address = reverse("agreements:put_change", args=[order.pk])
    assert f"{address}?line={line.pk}" in text(page("agreement", order.pk))

    begun = text(client.get(f"{address}?line={line.pk}"))

    for said in ('value="80"', 'value="125"', "in writing"):
        assert said in begun
    assert re.search('value="changed"[^>]*checked', begun)
    assert re.search('value="added"[^>]*checked', text(client.get(address)))


def test_settings_show_the_library_the_rules_and_the_risk(client, ada, mara, osprey):
    client.force_login(ada)
    drawn = text(client.get(reverse("agreements:settings")))
    assert "No one has the role legal" in drawn
    data = {"nonce": uuid.uuid4().hex, "role": "legal", "condition": "value", "threshold": "1,000.50", "kinds": ["sow"],
            "due_hours": "8", "is_on": "on", "version": "0"}  # fmt: skip

    client.post(reverse("agreements:new_rule"), data)

    assert ReviewRule.objects.get().threshold == 100_050


def test_an_agreement_without_a_number_leaves_no_hole_for_it(page, osprey, mara):
    draft = make_draft(mara, osprey, number="")
    submit(mara, make_offer(mara, draft).placement.agreement)
    drawn = re.sub(r"\s+", " ", text(page("agreement", draft.pk)))

    assert "statement of work, version 1" in drawn.lower()
    assert "statement of work ," not in re.sub(r"<[^>]+>", "", drawn).lower()


def test_an_agreement_without_lines_says_so_in_one_line_and_adds_them_in_its_head(page, osprey, mara):
    draft = make_draft(mara, osprey)
    card, _, _ = text(page("agreement", draft.pk)).partition('id="lines">')[2].partition("</section>")

    assert "No lines yet. A line is one thing that was quoted." in card
    assert card.count(reverse("agreements:add_line", args=[draft.pk])) == 1
    assert 'class="empty"' not in card


def test_the_list_offers_the_accounts_its_reader_can_see(client, page, osprey, mara):
    mine, other = make_account("Tessel", manager=mara), make_account("Calder")
    make_draft(mara, osprey)
    make_draft(mara, mine, title="Care")
    found = client.get(reverse("agreements:agreements"), {"account": mine.pk}).context
    offered = dict(found["form"].fields["account"].choices)

    assert {str(osprey.pk), str(mine.pk)} <= offered.keys()
    assert str(other.pk) not in offered
    assert [line.row.title for line in found["lines"]] == ["Care"]
