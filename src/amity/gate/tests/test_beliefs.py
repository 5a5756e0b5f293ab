"""“I believe they will dislike it”: an assumption for everyone, and an outcome that its author alone sees."""

import pytest

from amity.accounts.models import Preference
from amity.audit import trail
from amity.gate.beliefs.models import Belief
from amity.gate.decisions import commands as decisions
from amity.gate.items.fields import Ground
from amity.gate.tests.making import make_contact, read, submitted
from amity.people import rules as roles
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
SCOPES = ("read", "setup:write")
WORDS = "Yellow banners remind her of a competitor"


@pytest.fixture
def lars(osprey):
    """Return a colleague of finance, whose emails to clients are held."""
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana")


def returned(item, by, **values):
    ground = Ground("belief", **{"words": WORDS, **values})
    return decisions.return_item(by=acting(by), item_id=item.pk, digest=item.digest, ground=ground, now=MONDAY)


def test_a_belief_about_a_contact_is_an_assumption_on_their_page(client, mara, lars, osprey, dana):
    item = submitted(osprey, lars, [dana])
    client.force_login(mara)
    assert f'<option value="{dana.pk}" data-verbatim>Dana' in client.get(f"/going-out/{item.pk}/").content.decode()

    sent = {"digest": item.digest, "ground": "belief", "contact_id": dana.pk, "words": WORDS}
    client.post(f"/going-out/{item.pk}/return/", sent)

    kept = Preference.objects.get()
    assert (kept.holder, kept.basis, kept.attitude, kept.text) == (dana, "assumption", "dislike", WORDS)
    assert (read(item).state, Belief.objects.get().preference) == ("returned", kept)
    assert trail.actions_on(kept) == ["preference.kept"]
    page = client.get(f"/contacts/{dana.pk}/").content.decode()
    assert "Assumed" in page[page.index(WORDS) :][:900]


def test_the_author_of_the_email_reads_about_whom_it_is(client, mara, lars, osprey, dana):
    item = submitted(osprey, lars, [dana])
    returned(item, mara, contact_id=dana.pk)

    client.force_login(lars)
    for address in (f"/going-out/{item.pk}/", "/waiting/"):
        page = client.get(address).content.decode()
        assert "We assume that Dana will dislike it." in page, address
        assert WORDS in page, address


def test_a_belief_about_everyone_has_no_holder_and_long_words_stay_whole(mara, lars, osprey):
    words = "dates " * 80
    returned(submitted(osprey, lars), mara, words=words)

    kept = Preference.objects.get()
    assert (kept.holder, kept.text, kept.note) == (None, f"{words[:299]}…", words.strip())


def test_only_a_contact_of_the_account_can_be_named(mara, lars, osprey):
    other = make_account("Kestrel", manager=mara)
    item = submitted(osprey, lars)

    with pytest.raises(Invalid, match="contact of this account"):
        returned(item, mara, contact_id=make_contact(other, "Ravi").pk)
    assert (read(item).state, Preference.objects.count()) == ("submitted", 0)


def test_the_stand_in_who_was_asked_can_believe_something_too(mara, lars, osprey):
    tess = make_person("Tess", roles.FINANCE)
    item = submitted(osprey, lars)
    type(item).objects.filter(pk=item.pk).update(asked_again=tess)

    returned(read(item), tess)

    assert Belief.objects.get().person == tess


def test_its_author_alone_answers_whether_they_were_right(client, mara, ada, lars, osprey, dana):
    item = submitted(osprey, lars, [dana])
    returned(item, mara, contact_id=dana.pk)
    belief, kept = Belief.objects.get(), Preference.objects.get()

    client.force_login(ada)
    assert WORDS not in client.get("/going-out/beliefs/").content.decode()
    assert client.post(f"/going-out/beliefs/{belief.pk}/", {"outcome": "right"}).status_code == 404
    client.force_login(mara)
    page = client.get("/going-out/beliefs/").content.decode()
    assert "Dana" in page[page.index(WORDS) :]
    assert f"/preferences/{kept.pk}/" in page
    client.post(f"/going-out/beliefs/{belief.pk}/", {"outcome": "right"})
    assert "You were right in 1 of 1" in client.get("/going-out/beliefs/").content.decode()
    assert trail.actions_on(kept) == ["preference.kept"], "the outcome is in no log that others read"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": "stated", "stated_on": MONDAY.date()}, "The client has said so since."),
        ({"basis": "observed"}, "Someone has observed it since."),
        ({"withdrawn_at": MONDAY}, "This assumption has been withdrawn."),
    ],
)
def test_its_author_reads_what_became_of_the_assumption(client, mara, lars, osprey, dana, changes, sentence):
    returned(submitted(osprey, lars, [dana]), mara, contact_id=dana.pk)
    client.force_login(mara)
    assert sentence not in client.get("/going-out/beliefs/").content.decode()

    Preference.objects.update(stated_by=dana, **changes)

    assert sentence in client.get("/going-out/beliefs/").content.decode()


def test_the_api_returns_on_a_belief_and_lists_its_assumption_for_its_author(client, mara, ada, lars, osprey, dana):
    item = submitted(osprey, lars, [dana])
    body = {"digest": item.digest, "ground": "belief", "words": WORDS, "contact_id": dana.pk}
    as_mara, as_ada = (
        {"Authorization": f"Bearer {make_token(by=acting(one), name='x', scopes=SCOPES, days=1, now=MONDAY).secret}"}
        for one in (mara, ada)
    )

    place = f"/api/v1/outgoing/{item.pk}/return"
    answer = client.post(place, body, content_type="application/json", headers=as_mara)

    assert (answer.status_code, answer.json()["state"]) == (200, "returned")
    [row] = client.get("/api/v1/beliefs", headers=as_mara).json()["items"]
    assert (row["preference_id"], row["outcome"]) == (Preference.objects.get(holder=dana).pk, "")
    assert client.get("/api/v1/beliefs", headers=as_ada).json()["items"] == []
