"""Quiet checks, agency standards, what a clearer changed, and beliefs that only their author sees."""

from datetime import timedelta

import pytest
from django.db import transaction

from amity.audit import trail
from amity.gate.beliefs import commands as beliefs
from amity.gate.beliefs import queries as own
from amity.gate.beliefs.models import Belief
from amity.gate.checks.letters import findings_of
from amity.gate.decisions import commands as decisions
from amity.gate.edits.commands import Wording
from amity.gate.edits.models import Edit
from amity.gate.edits.rules import Change, changes
from amity.gate.items.fields import Ground
from amity.gate.items.freezing import is_unchanged
from amity.gate.quiet import commands, queries
from amity.gate.quiet.models import Heeded, QuietCheck
from amity.gate.quiet.rules import check_of, goes_quiet
from amity.gate.standards.commands import StandardFields, add_standard, remove_standard
from amity.gate.standards.rules import broken_by
from amity.gate.tests.making import read, submitted
from amity.people import rules as roles
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
DATED = "You get it by Friday."
KEY = "promise:by friday"


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def director(db):
    return make_person("Edda", roles.ACCOUNT_DIRECTOR)


def clear(by, item, at=MONDAY):
    decisions.clear(by=acting(by), item_id=item.pk, digest=item.digest, now=at, answers={KEY: "checked"})


def give_back(by, item, ground="fact"):
    decisions.return_item(
        by=acting(by), item_id=item.pk, digest=item.digest, ground=Ground(ground, "They hate dates"), now=MONDAY
    )


def overruled(osprey, count):
    """Record that warnings about promises were overruled before."""
    for number in range(count):
        item = submitted(osprey, make_person(f"Author {number}", roles.FINANCE), body=DATED)
        Heeded.objects.create(
            account=osprey,
            check_key="promise",
            item=item,
            overruled=number >= 3,
            at=MONDAY - timedelta(days=number + 1),
        )


@pytest.mark.parametrize(
    ("last", "quiet"),
    [([True] * 9, False), ([True] * 7 + [False] * 3, True), ([True] * 6 + [False] * 4, False),
     ([False] * 3 + [True] * 7 + [False] * 9, True)],
)  # fmt: skip
def test_seven_of_the_last_ten_make_a_check_quiet(last, quiet):
    assert goes_quiet(last) is quiet


def test_dates_are_one_check_and_each_preference_is_its_own():
    assert [check_of(key) for key in (KEY, "preference:17", "push:conflict")] == ["promise", "preference:17", "push"]


def test_a_check_goes_quiet_on_its_account_says_so_and_can_be_woken(mara, lars, osprey):
    overruled(osprey, 9)
    clear(mara, submitted(osprey, lars, body=DATED))

    quiet = QuietCheck.objects.get()
    assert (quiet.account, quiet.check_key, quiet.overruled) == (osprey, "promise", 7)
    item = submitted(osprey, lars, body=DATED)
    assert not findings_of(item).found
    assert list(findings_of(item).quiet) == ["A date is mentioned"]
    other = make_account("Calder", manager=mara)
    assert findings_of(submitted(other, lars, body=DATED)).found

    commands.wake_check(by=acting(mara), check_id=quiet.pk, now=MONDAY)
    assert findings_of(item).found
    assert not Heeded.objects.filter(account=osprey).exists()
    assert "checks.woken" in trail.actions_on(osprey)


def test_returns_keep_a_check_awake(mara, lars, osprey):
    give_back(mara, submitted(osprey, lars, body=DATED))

    assert list(Heeded.objects.values_list("check_key", "overruled")) == [("promise", False)]


def test_a_block_never_goes_quiet(mara, lars, osprey, preference):
    QuietCheck.objects.create(
        account=osprey, check_key=f"preference:{preference.pk}", title="Never", overruled=9, since=MONDAY
    )

    assert findings_of(submitted(osprey, lars, [preference.stated_by], body="We guarantee it.")).blocks


def test_quiet_checks_are_those_of_ones_own_accounts(mara, lars, director, osprey):
    quiet = QuietCheck.objects.create(account=osprey, check_key="promise", title="A date", overruled=7, since=MONDAY)

    assert list(queries.quiet_seen_by(acting(mara))) == [quiet]
    assert list(queries.quiet_seen_by(acting(director))) == [quiet]
    with pytest.raises(NotSeen):
        commands.wake_check(by=acting(lars), check_id=quiet.pk, now=MONDAY)


@pytest.mark.parametrize(
    ("words", "found"), [("free", "Free"), ("at no  cost", ""), ("for Free, cheap", "for Free"), ("fre", "")]
)
def test_standards_find_whole_words(words, found):
    assert broken_by(words, "It is for Free.") == found


def test_an_agency_standard_warns_until_it_is_removed(mara, lars, director, osprey):
    with pytest.raises(Refused):
        add_standard(by=acting(mara), fields=StandardFields("Nothing is free", "free"), now=MONDAY)
    with pytest.raises(Invalid):
        add_standard(by=acting(director), fields=StandardFields("  "), now=MONDAY)
    one = add_standard(by=acting(director), fields=StandardFields("Nothing is free", " free ,free"), now=MONDAY)
    item = submitted(osprey, lars, body="It is free.")

    assert one.words == "free"
    assert [found.text for found in findings_of(item).warnings] == ["Nothing is free"]
    remove_standard(by=acting(director), standard_id=one.pk, now=MONDAY)
    assert not findings_of(item).found
    assert trail.actions_on(one) == ["standard.added", "standard.removed"]


def test_only_its_author_sees_a_belief_and_how_often_they_were_right(client, mara, lars, director, osprey):
    give_back(mara, submitted(osprey, lars), "belief")
    give_back(mara, submitted(osprey, lars), "fact")
    one = Belief.objects.get()

    beliefs.set_outcome(by=acting(mara), belief_id=one.pk, outcome="right", now=MONDAY)

    assert (own.own_score(acting(mara)).right, own.own_score(acting(mara)).known) == (1, 1)
    assert not own.own_beliefs(acting(director)).exists()
    with pytest.raises(NotSeen):
        beliefs.set_outcome(by=acting(director), belief_id=one.pk, outcome="wrong", now=MONDAY)
    client.force_login(mara)
    assert "You were right in 1 of 1" in client.get("/going-out/beliefs/").content.decode()


def test_the_page_of_checks_adds_removes_and_wakes(client, director, osprey):
    QuietCheck.objects.create(account=osprey, check_key="promise", title="A date", overruled=7, since=MONDAY)
    client.force_login(director)
    client.post("/settings/standards/add/", {"text": "Nothing is free", "words": "free", "nonce": "n" * 32})

    page = client.get("/settings/checks/").content.decode()
    assert "Nothing is free" in page
    assert "Overruled in 7 of its last 10" in page
    client.post(f"/settings/checks/{QuietCheck.objects.get().pk}/wake/")
    assert "No quiet checks" in client.get("/settings/checks/").content.decode()


def test_programs_change_standards_wake_checks_and_record_beliefs(client, director, osprey, lars):
    quiet = QuietCheck.objects.create(account=osprey, check_key="promise", title="A date", overruled=7, since=MONDAY)
    belief = Belief.objects.create(item=submitted(osprey, lars), person=director, words="They hate dates", at=MONDAY)
    token = make_token(by=acting(director), name="x", scopes=["setup:write"], days=1, now=MONDAY)

    def send(method, path, body=None):
        headers = {"Authorization": f"Bearer {token.secret}"}
        given = {"data": body, "content_type": "application/json"} if body else {}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **given)

    made = send("post", "/agency-standards", {"text": "Nothing is free", "words": "free, gratis"})
    assert (made.status_code, made.json()["words"]) == (201, "free, gratis")
    assert send("delete", f"/agency-standards/{made.json()['id']}").status_code == 200
    assert send("delete", f"/quiet-checks/{quiet.pk}").json()["title"] == "A date"
    assert send("patch", f"/beliefs/{belief.pk}", {"outcome": "wrong"}).json()["outcome"] == "wrong"
    assert send("patch", f"/beliefs/{belief.pk}", {"outcome": "maybe"}).status_code == 422
    assert not QuietCheck.objects.exists()


def test_what_the_clearer_changed_is_kept_beside_the_original_and_asks_what_it_becomes(client, mara, lars, osprey):
    item = submitted(osprey, lars, body="It is free.")
    sent = {"digest": item.digest, "subject": item.subject, "text": "It costs nothing extra."}
    client.force_login(mara)

    client.post(f"/going-out/{item.pk}/clear/", sent)

    cleared, edit = read(item), Edit.objects.get()
    assert (cleared.state, cleared.body, is_unchanged(cleared)) == ("cleared", "It costs nothing extra.", True)
    assert cleared.digest != item.digest
    assert (edit.body_before, edit.body_after) == ("It is free.", "It costs nothing extra.")
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert "<del>is free.</del>" in page
    assert "Make it an agency standard" in page
    answer = client.post(f"/going-out/changes/{edit.pk}/", {"became": "standard"})
    assert answer.headers["Location"] == "/settings/standards/add/?words=is+free"
    assert "Make it an agency standard" not in client.get(f"/going-out/{item.pk}/").content.decode()
    answer = client.post(f"/going-out/changes/{edit.pk}/", {"became": "preference"}, follow=True)
    assert 'name="check_value" value="is free"' in answer.content.decode()


def test_an_unchanged_text_is_no_change_and_a_changed_one_is_checked_again(mara, lars, osprey):
    item = submitted(osprey, lars, body="It is ready.")

    with pytest.raises(Invalid, match="A date is mentioned"), transaction.atomic():
        decisions.clear(
            by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY, wording=Wording(item.subject, DATED)
        )
    assert read(item).body == "It is ready."
    decisions.clear(
        by=acting(mara),
        item_id=item.pk,
        digest=item.digest,
        now=MONDAY,
        wording=Wording(item.subject, "It is ready.\r\n"),
    )
    assert not Edit.objects.exists()


def test_words_that_differ_are_found_in_order():
    assert changes("It is free today.", "It costs nothing extra today.") == [Change("is free", "costs nothing extra")]
    assert changes("Same", "Same") == []
