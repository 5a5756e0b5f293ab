"""Pages of emails to clients: written, checked, read, decided about, and found again."""

import re

import pytest
from django.utils.translation import override

from amity.gate.checks.letters import findings_of
from amity.gate.checks.registry import Finding, Findings
from amity.gate.checks.rules import BLOCK
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.items.fields import ItemFields
from amity.gate.items.forms import EmailForm
from amity.gate.items.marks import marked
from amity.gate.items.sentences import block_sentence, lane_reason
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.rules import Chosen
from amity.gate.models import Item, LaneSetting
from amity.gate.tests.making import make_contact, read, submitted, undelivered
from amity.gate.wording import with_link_named
from amity.outbox.models import Message
from amity.people import rules as roles
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
NONCE = {"nonce": "n" * 32}


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


def test_words_of_findings_are_marked_once_and_never_overlap():
    found = marked(
        "We guarantee it by Friday.", [(1, "unwell", "guarantee"), (2, "watch", "BY FRIDAY"), (3, "watch", "it by")]
    )

    assert [(one.text, one.number, one.level) for one in found if one.number] == [
        ("guarantee", 1, "unwell"), ("by Friday", 2, "watch"),
    ]  # fmt: skip
    assert "".join(one.text for one in found) == "We guarantee it by Friday."


def test_a_mark_ends_with_its_word_and_addresses_with_their_link():
    found = marked("Guaranteed by Friday, in 3 days.", [(1, "unwell", "Guarantee"), (2, "watch", "3")])

    assert [one.text for one in found if one.number] == ["Guaranteed", "3"]
    assert with_link_named("Open:\n{link}\nWhy: {link}why/\nEnd") == (
        "Open:\n[the recipient’s personal link]\nWhy: [the recipient’s personal link]\nEnd"
    )


def test_an_email_is_written_and_sent_from_the_page_of_an_account(client, mara, osprey):
    dana = make_contact(osprey, "Dana")
    client.force_login(mara)
    page = client.get(f"/accounts/{osprey.pk}/emails/write/?contact={dana.pk}").content.decode()
    assert f'value="{dana.pk}" id="id_to_ids_0" checked' in page or "checked" in page
    assert "Goes as soon as you submit it." in page

    sent = NONCE | {"to_ids": [dana.pk], "subject": "Banner", "text": "Hello Dana"}
    answer = client.post(f"/accounts/{osprey.pk}/emails/write/", sent, follow=True)

    item = Item.objects.get()
    assert (item.state, item.subject) == ("cleared", "Banner")
    assert "Email submitted. It goes now." in answer.content.decode()


@pytest.mark.parametrize(
    ("lane", "send_at", "sentence"),
    [
        ("watch", "", "Goes as soon as you submit it."),
        ("watch", "2026-11-27T09:00", "Goes Fri at 09:00."),
        ("hold", "", "Goes once Mara clears it."),
        ("hold", "2026-11-27T09:00", "Goes Fri at 09:00, if Mara has cleared it."),
        (lanes.FOUR_EYES, "", "Goes once someone else clears it."),
        (lanes.FOUR_EYES, "2026-11-27T09:00", "Goes Fri at 09:00, if someone else has cleared it."),
    ],
)
def test_one_sentence_says_when_the_email_goes(client, piet, osprey, site, lane, send_at, sentence):
    dana = make_contact(osprey, "Dana")
    for author in ("manager", "pm", "others"):
        LaneSetting.objects.create(account=osprey, kind="email", author=author, lane=lane)
    client.force_login(piet)
    typed = {"to_ids": [dana.pk], "subject": "Banner", "text": "Hello Dana", "send_at": send_at}
    page = client.get(f"/accounts/{osprey.pk}/emails/write/").text
    checked = client.post(f"/accounts/{osprey.pk}/emails/check/", typed).text

    assert page.count("Goes ") == 1
    assert checked.count("Goes ") == checked.count(sentence) == 1
    assert "as soon as it is cleared" not in page


def test_a_copy_is_offered_to_those_the_email_does_not_go_to(client, mara, osprey):
    dana, helen = make_contact(osprey, "Dana"), make_contact(osprey, "Helen")
    client.force_login(mara)
    page = client.get(f"/accounts/{osprey.pk}/emails/write/?contact={dana.pk}").content.decode()
    offered = dict(re.findall(r'<label class="chip"( hidden)?>.*?name="cc_ids" value="(\d+)"', page))

    assert {int(pk): bool(hidden) for hidden, pk in offered.items()} == {dana.pk: True, helen.pk: False}


@pytest.mark.parametrize(("lane", "is_clearer"), [("hold", True), ("hold", False), ("four", True)])
def test_the_reason_for_a_lane_is_shown_unless_the_author_is_the_one_who_clears(mara, lars, osprey, lane, is_clearer):
    chosen = Chosen(lane, lanes.PRICE)

    reason = lane_reason(acting(mara if is_clearer else lars), osprey, chosen)

    assert reason == ("" if lane == "hold" and is_clearer else "A price is mentioned, so someone must clear it.")


@pytest.mark.parametrize(
    ("lane", "sentence"),
    [
        ("watch", "A check would stop this. It goes all the same, and Mara sees what the checks found."),
        ("hold", "Mara sees each block. Fix it first, or explain why it can go."),
        ("advise", "Fix each block first, or explain why it can go."),
        ("unless", "Fix each block first, or explain why it can go."),
    ],
)
def test_whoever_writes_reads_what_a_block_means_on_their_lane(lars, osprey, lane, sentence):
    found = Findings(found=[Finding(key="never", level=BLOCK, title="Client preference")])

    assert block_sentence(acting(lars), osprey, Chosen(lane), found) == sentence
    assert block_sentence(acting(lars), osprey, Chosen(lane), Findings()) == ""


def test_what_was_refused_is_still_in_the_form(client, mara, osprey, preference):
    client.force_login(mara)
    sent = NONCE | {"to_ids": [preference.stated_by_id], "subject": "Banner", "text": "We guarantee it."}

    answer = client.post(f"/accounts/{osprey.pk}/emails/write/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "explain why it can go" in page
    assert "We guarantee it.</textarea>" in page
    assert "Never promise what we cannot keep." in page
    assert not Item.objects.exists()


def test_a_draft_is_saved_and_found_again(client, mara, osprey):
    client.force_login(mara)
    client.post(f"/accounts/{osprey.pk}/emails/write/", NONCE | {"text": "Half a text", "draft": "1"})

    item = Item.objects.get()
    assert item.state == "draft"
    assert "Half a text" in client.get(f"/going-out/{item.pk}/edit/").content.decode()
    assert "No subject" in client.get("/going-out/all/?view=drafts").content.decode()


def test_the_checks_answer_while_someone_types_and_save_nothing(client, mara, osprey, preference):
    client.force_login(mara)
    typed = {
        "to_ids": [preference.stated_by_id],
        "text": "You have it by Friday, guaranteed.\n> Will you guarantee it?",
    }

    page = client.post(f"/accounts/{osprey.pk}/emails/check/", typed).content.decode()

    assert "1 block" in page
    assert '<mark class="hit is-watch">by Friday' in page
    assert "Will you" not in page, "what the client wrote is folded away"
    assert not Item.objects.exists()


def test_an_item_is_read_and_cleared_with_what_was_on_the_screen(client, mara, lars, osprey):
    item = submitted(osprey, lars, body="You have it by Friday.")
    client.force_login(mara)
    page = client.get("/going-out/").content.decode()
    assert f'name="digest" value="{item.digest}"' in page
    assert "by Friday<sup>1</sup>" in page

    unanswered = client.post(f"/going-out/{item.pk}/clear/", {"digest": item.digest})
    assert unanswered.status_code == 422
    assert "Choose an answer first." in unanswered.content.decode()

    answered = {"digest": item.digest, "finding-1": "promise:by friday", "answer-1": "checked"}
    assert client.post(f"/going-out/{item.pk}/clear/", answered).status_code == 302
    assert read(item).state == "cleared"


def test_another_version_is_refused_and_both_are_shown(client, mara, lars, osprey):
    item = submitted(osprey, lars, body="The first text")
    items.revise(by=acting(lars), item_id=item.pk, now=MONDAY)
    people = tuple(item.recipients.values_list("contact", flat=True))
    fields = ItemFields(item.subject, "The second text", people)
    edited = items.edit_item(by=acting(lars), item_id=item.pk, version=read(item).version, fields=fields, now=MONDAY)
    items.submit(by=acting(lars), item_id=item.pk, version=edited.version, now=MONDAY)
    client.force_login(mara)

    answer = client.post(f"/going-out/{item.pk}/clear/", {"digest": item.digest})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The first text" in page
    assert "The second text" in page
    assert read(item).state == "submitted"


def test_an_author_sees_the_ground_of_a_return_where_it_waits(client, mara, piet, site, osprey):
    item = submitted(osprey, piet, body="It costs € 4,000.")
    client.force_login(mara)
    sent = {"digest": item.digest, "ground": "fact", "words": "It costs 3,000"}
    client.post(f"/going-out/{item.pk}/return/", sent)
    client.force_login(piet)

    assert "It costs 3,000" in client.get("/waiting/").content.decode()
    assert "Edit email" in client.get(f"/going-out/{item.pk}/").content.decode()


def test_only_who_may_decide_has_the_buttons(client, mara, lars, osprey):
    item = submitted(osprey, lars)
    client.force_login(lars)
    assert "Clear email" not in client.get(f"/going-out/{item.pk}/").content.decode()
    client.force_login(mara)
    assert "Clear email" in client.get(f"/going-out/{item.pk}/").content.decode()


def test_all_read_emails_are_cleared_by_one_button(client, mara, lars, osprey):
    item = submitted(osprey, lars)
    client.force_login(mara)
    client.post(f"/going-out/{item.pk}/opened/", {"digest": item.digest})
    assert f'name="read" value="{item.pk}:{item.digest}"' in client.get("/going-out/").content.decode()

    client.post("/going-out/clear-opened/", {"read": [f"{item.pk}:{item.digest}", "x", "1:"]})

    assert read(item).state == "cleared"


def test_what_was_not_delivered_is_decided_on_its_page(client, mara, osprey):
    item = undelivered(osprey, mara)
    Message.objects.update(last_error="SMTPServerDisconnected")
    client.force_login(mara)
    page = client.get("/going-out/not-delivered/").content.decode()
    assert "It arrived" in page
    assert "SMTP" not in page, "no answer came, so none is shown"

    client.post(f"/going-out/{item.pk}/recipients/{item.recipients.get().pk}/settle/", {"arrived": "1"})

    assert read(item).state == "sent"
    assert item.subject in client.get(f"/accounts/{osprey.pk}/conversation/").content.decode()


@pytest.mark.parametrize("waits", [True, False])
def test_the_tab_counts_what_was_not_delivered_of_ones_own_accounts(client, mara, ada, lars, osprey, waits):
    item, _other = undelivered(osprey, mara), undelivered(make_account("Heron", manager=ada), ada)
    for _number in range(3 * waits):
        submitted(osprey, lars)
    client.force_login(mara)

    for address in ("/going-out/", f"/going-out/{item.pk}/"):
        tabs = {one.label: one.count for one in client.get(address).context["places"]}
        assert (tabs["Waiting for you"], tabs["Not delivered"]) == (3 if waits else None, 1)


def test_of_what_was_sent_only_answered_findings_are_shown(client, mara, lars, osprey):
    silent, answered = (submitted(osprey, lars, body="You have it by Friday.") for _number in range(2))
    (found,) = findings_of(answered).warnings
    answered.overrulings.create(finding=found.key, chip="sure", person=mara, at=MONDAY)
    client.force_login(mara)

    def checks(item):
        return client.get(f"/going-out/{item.pk}/").content.decode().count('id="checks"')

    assert [checks(silent), checks(answered)] == [1, 1]
    Item.objects.update(state="sent")
    assert [checks(silent), checks(answered)] == [0, 1]


def test_the_audit_log_has_no_text_of_an_email(client, mara, lars, osprey):
    from amity.audit.models import Payload

    item = submitted(osprey, lars, body="A secret text")
    decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)

    assert not any("secret" in str(one.body) for one in Payload.objects.all())


def test_lanes_are_set_for_the_agency_and_for_an_account(client, mara, ada, lars, osprey):
    client.force_login(ada)
    client.post("/settings/lanes/", {"lane-email-others": "watch", "lane-invoice-others": "watch"})
    assert submitted(osprey, lars).state == "cleared"
    assert submitted(osprey, lars, kind="invoice").state == "submitted", "no setting lowers an invoice"

    client.force_login(mara)
    assert client.get("/settings/lanes/").status_code == 403
    client.post(f"/accounts/{osprey.pk}/lanes/", {"lane-email-others": "four"})

    assert submitted(osprey, lars).lane == "four"
    assert "default: watch" in client.get(f"/accounts/{osprey.pk}/lanes/").content.decode()


@pytest.mark.parametrize(("language", "label"), [("en", "To"), ("de", "An"), ("fr", "À")])
def test_recipients_are_labelled_as_in_an_email_not_as_in_a_period(language, label):
    with override(language):
        assert EmailForm.base_fields["to_ids"].label == label
