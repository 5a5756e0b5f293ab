"""A document becomes sections in one step: by command, by page in two posts, by REST, and only while it is open."""

import json
import uuid

import pytest
from django.urls import reverse

from amity.agreements.sections import commands
from amity.agreements.sections.commands import Section
from amity.agreements.sections.models import Clause
from amity.agreements.sections.rules import clauses
from amity.agreements.tests.making import make_draft, read, sign, submit
from amity.agreements.versions import rules as versions
from amity.agreements.versions.content import content_of, sections_of
from amity.agreements.versions.queries import version_page
from amity.audit import trail
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid, Refused, Stale
from tests.builders import MONDAY, acting, make_person

DOCUMENT = """Statement of work

3 March

1 Scope
-------

We build six screens that somebody can use without any help, and one that nobody needs but
everybody wants.

### 1.1 Deliverables

| Piece | Due |
|-------|-----|
| Report | a day after each sprint |

2 Payment
---------

In two parts of 4,000.
"""


def put(by, draft, *sections, version=None, place=clauses.BODY):
    """Add sections."""
    return commands.put_clauses(
        by=acting(by), agreement_id=draft.pk, version=version or read(draft).version, sections=sections, place=place,
        now=MONDAY,
    )  # fmt: skip


def said(draft):
    """Return kind and heading of every section in document order."""
    return [(one.kind, one.heading) for one in sections_of(read(draft))]


def test_a_document_keeps_its_order_between_what_is_said_by_kind(mara, osprey):
    draft = make_draft(mara, osprey)
    for kind in ("quality", "background"):
        commands.put_clause(by=acting(mara), agreement_id=draft.pk, section=Section(kind, "x"), now=MONDAY)

    put(mara, draft, Section("payment", "a", "1 Pay"), Section("scope", "", "2 Work"), Section("need", "c", "2.1", 2))
    put(mara, draft, Section("background", "d", "Annex"), place=clauses.ANNEX)

    assert said(draft) == [
        ("background", ""), ("payment", "1 Pay"), ("scope", "2 Work"), ("need", "2.1"), ("quality", ""),
        ("background", "Annex"),
    ]  # fmt: skip
    assert trail.actions_on(draft).count("agreement.clauses_put") == 2


def test_a_section_that_is_changed_stays_in_its_place_and_its_depth(mara, osprey):
    draft = make_draft(mara, osprey)
    _one, two = put(mara, draft, Section("scope", "a", "1"), Section("working", "b", "1.1", 2))

    commands.change_clause(
        by=acting(mara), agreement_id=draft.pk, version=read(draft).version, clause_id=two.pk,
        section=Section("background", "c", "1.1 More", 2), now=MONDAY,
    )  # fmt: skip

    assert said(draft) == [("scope", "1"), ("background", "1.1 More")]
    assert Clause.objects.get(pk=two.pk).level == 2


def test_what_was_frozen_before_there_were_documents_keeps_its_hash(mara, osprey):
    draft = make_draft(mara, osprey)
    commands.put_clause(by=acting(mara), agreement_id=draft.pk, section=Section("scope", "x", "S"), now=MONDAY)
    clause = draft.clauses.get()

    assert content_of(draft)["clauses"] == {str(clause.pk): {"kind": "scope", "heading": "S", "text": "x"}}


@pytest.mark.parametrize(
    ("sections", "place"),
    [
        ((), clauses.BODY), ((Section("scope", " "),), clauses.BODY), ((Section("nothing", "x"),), clauses.BODY),
        ((Section("scope", "x"),), 3), ((Section("scope", "x" * 40_001),), clauses.BODY),
        ((Section("scope", "x"),) * 151, clauses.BODY),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_refused_whole(mara, osprey, sections, place):
    draft = make_draft(mara, osprey)

    with pytest.raises(Invalid):
        put(mara, draft, Section("scope", "fine"), *sections, place=place) if sections else put(mara, draft)

    assert not draft.clauses.exists()


def test_what_is_signed_in_review_or_changed_meanwhile_takes_no_document(mara, osprey):
    draft = make_draft(mara, osprey)
    with pytest.raises(Stale):
        put(mara, draft, Section("scope", "x"), version=7)
    signed = sign(mara, draft)
    with pytest.raises(Refused, match="Use a change order to change what was agreed"):
        put(mara, signed, Section("scope", "x"))
    cleared = submit(mara, make_draft(mara, osprey, number="SOW-37"))
    with pytest.raises(Refused, match="Return it to draft"):
        put(mara, cleared, Section("scope", "x"))


class Pasting:
    """A draft, with posts to its page."""

    def __init__(self, client, draft):
        self.client, self.draft = client, draft
        self.address = reverse("agreements:paste_document", args=[draft.pk])

    def __call__(self, **data):
        return self.client.post(self.address, {"nonce": uuid.uuid4().hex} | data)


@pytest.fixture
def paste(client, mara, osprey):
    """Return a draft of Mara's with its page."""
    client.force_login(mara)
    return Pasting(client, make_draft(mara, osprey))


def typed(form, **changed):
    """Return what the shown form would send."""
    names = [name for name in form.fields if name != "nonce"]
    return {name: "" if (value := form[name].value()) is None else value for name in names} | changed


def test_by_page_a_document_is_shown_cut_and_then_added(client, paste):
    assert "Paste a document" in client.get(paste.address).content.decode()
    shown = paste(document=DOCUMENT, place="20")
    form = shown.context["form"]
    assert [form[f"kind.{n}"].value() for n in range(4)] == ["other", "scope", "scope", "payment"]
    assert "4 sections to check" in shown.content.decode()
    assert not Clause.objects.exists()

    answer = paste(**typed(form, **{"use.0": "out", "use.2": "joined", "heading.3": "2 Money"}))

    assert answer.status_code == 302
    one, two = sections_of(read(paste.draft))
    assert (one.heading, one.kind, two.heading) == ("1 Scope", "scope", "2 Money")
    assert one.text.startswith("We build six screens that somebody can use without any help, and one that nobody needs")
    assert "1.1 Deliverables" in one.text
    drawn = client.get(reverse("agreements:agreement", args=[paste.draft.pk])).content.decode()
    assert '<th scope="col">Piece</th>' in drawn


def test_by_page_nothing_typed_is_lost_where_something_is_wrong(paste, mara):
    form = paste(document=DOCUMENT, place="21").context["form"]

    wrong = paste(**typed(form, **{"heading.1": "My own heading", "text.1": "x" * 40_001}))
    assert (wrong.status_code, "My own heading" in wrong.content.decode()) == (422, True)
    assert "<details open>" in wrong.content.decode()

    commands.put_clause(by=acting(mara), agreement_id=paste.draft.pk, section=Section("scope", "mine"), now=MONDAY)
    stale = paste(**typed(form, **{"heading.1": "My own heading"}))
    assert (stale.status_code, "My own heading" in stale.content.decode()) == (409, True)
    assert paste(**typed(stale.context["form"])).status_code == 302
    assert len(sections_of(read(paste.draft))) == 5


def test_by_page_an_empty_or_endless_document_is_refused_beside_it(paste):
    assert paste(document=" ", place="20").status_code == 422
    endless = paste(document="\n\n".join(f"# {n}\n\nx" for n in range(151)), place="20")
    assert (endless.status_code, "151 sections" in endless.content.decode()) == (422, True)
    assert paste(count="99999999", place="20").status_code == 422
    assert paste(count="x", place="20").status_code == 422


def test_by_page_a_signed_agreement_says_why_not(client, mara, osprey):
    signed = sign(mara, make_draft(mara, osprey))
    client.force_login(mara)

    answer = client.get(reverse("agreements:paste_document", args=[signed.pk]))

    assert (answer.status_code, "Use a change order to change" in answer.content.decode()) == (403, True)


def test_what_is_said_of_payment_is_for_who_sees_fees_in_a_frozen_version_too(mara, osprey, ada):
    draft = make_draft(mara, osprey)
    put(mara, draft, Section("payment", "In two parts of 4,000.", "2 Payment"), Section("scope", "Six", "1 Scope"))
    submit(mara, draft)
    hours = make_person("Hanna", "account_director", own_money_right=1)
    osprey.director = hours
    osprey.save()

    def shown(person):
        found = version_page(acting(person), read(draft), 1).printed
        return [(one["heading"], one["blocks"] is None) for one in found.before]

    assert shown(mara) == [("2 Payment", False), ("1 Scope", False)]
    assert shown(hours) == [("2 Payment", True), ("1 Scope", False)]


def test_a_frozen_version_holds_the_whole_document_and_its_hash(mara, osprey):
    draft = make_draft(mara, osprey)
    put(mara, draft, Section("scope", "a", "1"), Section("scope", "", "1.1", 2), place=clauses.ANNEX)
    submit(mara, draft)

    frozen = draft.versions.get()

    assert list(frozen.content["clauses"].values()) == [
        {"kind": "scope", "heading": "1", "text": "a", "place": clauses.ANNEX},
        {"kind": "scope", "heading": "1.1", "text": "", "place": clauses.ANNEX, "level": 2},
    ]
    assert frozen.sha256 == versions.sha256(frozen.content)


def test_by_rest_a_document_is_cut_and_added_and_payment_needs_the_right(client, mara, osprey, time_machine):
    time_machine.move_to(MONDAY)
    draft = make_draft(mara, osprey)
    address = f"/api/v1/agreements/{draft.pk}/sections"

    def ask(person, method, **body):
        scopes = ["read", "money", "setup:write"]
        made = make_token(by=acting(person), name="x", scopes=scopes, days=1, now=MONDAY)
        text = json.dumps(body) if body else ""
        headers = {"Authorization": f"Bearer {made.secret}"}
        answer = client.generic(method, address, text, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()

    status, told = ask(mara, "POST", version=1, document=DOCUMENT)
    assert (status, [one["kind"] for one in told["sections"]]) == (201, ["other", "scope", "scope", "payment"])
    status, told = ask(
        mara, "POST", version=told["version"], sections=[{"kind": "need", "text": "x"}], before_lines=False
    )
    assert (status, told["sections"][-1]["before_lines"], told["sections"][0]["before_lines"]) == (201, False, True)
    assert ask(mara, "POST", version=told["version"])[0] == 422
    osprey.director = hours = make_person("Hanna", "account_director", own_money_right=1)
    osprey.save()
    told = ask(hours, "GET")[1]["sections"]
    assert [("text" in one) for one in told] == [True, True, True, False, True]

    sign(mara, draft)
    status, problem = ask(mara, "POST", version=read(draft).version, document=DOCUMENT)
    assert (status, "Use a change order to change what was agreed" in problem["detail"]) == (403, True)
