"""Drafts: the initial standard terms, the same lines as a brief's, and edits only while they are allowed."""

from datetime import date

import pytest
from django.urls import reverse

from amity.agreements import contract
from amity.agreements.deliverables import commands as deliverable_commands
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.drafts.commands import Particulars
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.sections import commands as section_commands
from amity.agreements.sections.commands import Section
from amity.agreements.terms import commands as term_commands
from amity.agreements.terms.commands import TermFields
from amity.agreements.tests.making import FIXED, make_draft, make_offer, read, say, sign, submit
from amity.audit import trail
from amity.lines.commands import NewTerms, open_line, set_terms
from amity.lines.models import Terms
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_agreement


def test_a_draft_begins_with_the_standard_of_every_term_of_its_kind(mara, osprey):
    sow, nda = make_draft(mara, osprey), make_draft(mara, osprey, "nda")

    assert contract.term_values(sow)["payment"] == "30"
    assert set(contract.term_values(nda)) == {"confidentiality", "law"}
    assert (sow.state, sow.taken_over, sow.drafted_by) == ("draft", False, mara)
    assert trail.actions_on(sow) == ["agreement.drafted"]


def test_lines_of_a_brief_run_on_unchanged(mara, osprey):
    line = open_line(by=acting(mara), account_id=osprey.pk, number="A1", title="Map", now=MONDAY)
    set_terms(by=acting(mara), line_id=line.pk, terms=NewTerms(MONDAY.date(), source="estimate"), now=MONDAY)

    draft = make_draft(mara, osprey, line_ids=[line.pk])

    assert [row.line for row in draft.agreement_lines.all()] == [line]
    assert Terms.objects.get(line=line).source == "estimate"
    with pytest.raises(Invalid, match="already"):
        make_draft(mara, osprey, line_ids=[line.pk])


def test_a_line_of_another_account_is_not_there(mara, osprey):
    other = make_account("Other", manager=mara)
    line = open_line(by=acting(mara), account_id=other.pk, number="A1", title="Map", now=MONDAY)

    with pytest.raises(NotSeen):
        make_draft(mara, osprey, line_ids=[line.pk])


def test_an_agreement_has_a_fitting_parent(mara, osprey):
    frame = make_draft(mara, osprey, "msa")

    assert make_draft(mara, osprey, parent_id=frame.pk).parent == frame
    with pytest.raises(Invalid) as fault:
        make_draft(mara, osprey, "msa", parent_id=frame.pk)
    assert fault.value.field == "parent_id"
    with pytest.raises(Invalid):
        make_draft(mara, osprey, "change_order")


def test_a_signature_is_not_typed_into_a_draft(mara, osprey):
    draft = make_draft(mara, osprey)
    terms = AgreedTerms("fixed", "EUR", fee=1, signed_on=date(2026, 1, 1))

    with pytest.raises(Invalid) as fault:
        draft_commands.agree_terms(by=acting(mara), agreement_id=draft.pk, version=1, terms=terms, now=MONDAY)
    assert fault.value.field == "signed_on"


def test_terms_are_said_by_key_and_the_rest_stays(mara, osprey):
    draft = make_draft(mara, osprey)
    said = {"payment": TermFields("60", "90", "Jana, mail 16 Nov")}

    term_commands.say_terms(by=acting(mara), agreement_id=draft.pk, version=1, fields=said, now=MONDAY)

    row = draft.term_values.get(key="payment")
    assert (row.value, row.asked, row.asked_by) == ("60", "90", "Jana, mail 16 Nov")
    assert contract.term_values(draft)["liability"] == "1"
    with pytest.raises(Invalid):
        say(mara, draft, magic="yes")


def test_the_second_to_say_terms_is_refused_and_nothing_is_lost(mara, osprey):
    draft = make_draft(mara, osprey)
    say(mara, draft, payment="45")

    with pytest.raises(Stale):
        term_commands.say_terms(
            by=acting(mara), agreement_id=draft.pk, version=1, fields={"payment": TermFields("60")}, now=MONDAY
        )
    assert contract.term_values(draft)["payment"] == "45"


def test_sections_and_what_is_handed_over_are_written_changed_and_deleted_with_an_audit_record(mara, osprey):
    draft, by = make_draft(mara, osprey), acting(mara)
    clause = section_commands.put_clause(by=by, agreement_id=draft.pk, section=Section("scope", "All"), now=MONDAY)
    row = deliverable_commands.put_deliverable(
        by=by, agreement_id=draft.pk, deliverable=DeliverableFields("Report"), now=MONDAY
    )

    section_commands.change_clause(
        by=by, agreement_id=draft.pk, version=read(draft).version, clause_id=clause.pk,
        section=Section("exclusions", "Print"), now=MONDAY,
    )  # fmt: skip
    deliverable_commands.remove_deliverable(by=by, agreement_id=draft.pk, deliverable_id=row.pk, now=MONDAY)
    section_commands.remove_clause(by=by, agreement_id=draft.pk, clause_id=clause.pk, now=MONDAY)

    assert trail.actions_on(draft)[1:] == [
        "agreement.clause_put", "agreement.deliverable_put", "agreement.clause_put", "agreement.deliverable_removed",
        "agreement.clause_removed",
    ]  # fmt: skip
    assert (draft.clauses.count(), draft.deliverables.count()) == (0, 0)


@pytest.mark.parametrize("section", [Section("song", "la"), Section("scope", " "), Section("scope", "x" * 40_001)])
def test_a_section_that_cannot_stand_is_refused(mara, osprey, section):
    draft = make_draft(mara, osprey)

    with pytest.raises(Invalid):
        section_commands.put_clause(by=acting(mara), agreement_id=draft.pk, section=section, now=MONDAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda by, one: draft_commands.agree_terms(
            by=by, agreement_id=one.pk, version=one.version, terms=FIXED, now=MONDAY
        ),
        lambda by, one: term_commands.say_terms(
            by=by, agreement_id=one.pk, version=one.version, fields={"payment": TermFields("60")}, now=MONDAY
        ),
        lambda by, one: section_commands.put_clause(
            by=by, agreement_id=one.pk, section=Section("scope", "More"), now=MONDAY
        ),
        lambda by, one: deliverable_commands.put_deliverable(
            by=by, agreement_id=one.pk, deliverable=DeliverableFields("More"), now=MONDAY
        ),
        lambda by, one: line_commands.add_line(by=by, agreement_id=one.pk, number="9", title="More", now=MONDAY),
        lambda by, one: line_commands.set_line_terms(
            by=by, line_id=one.agreement_lines.get().line_id, terms=NewTerms(MONDAY.date()), now=MONDAY
        ),
        lambda by, one: line_commands.take_line_out(
            by=by, agreement_id=one.pk, line_id=one.agreement_lines.get().line_id, now=MONDAY
        ),
        lambda by, one: draft_commands.change_particulars(
            by=by, agreement_id=one.pk, version=one.version, particulars=Particulars("Other"), now=MONDAY
        ),
    ],
)  # fmt: skip
def test_editing_a_signed_agreement_is_refused_with_the_reason(mara, osprey, change):
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    signed = sign(mara, draft)

    with pytest.raises(Refused, match="Use a change order to change what was agreed"):
        change(acting(mara), signed)
    assert read(draft).version == signed.version


def test_what_is_in_review_is_recalled_before_it_changes(mara, osprey, clara):
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="unlimited")
    submit(mara, draft)

    with pytest.raises(Refused, match="Return it to draft"):
        say(mara, draft, liability="1")


def test_what_was_agreed_elsewhere_is_corrected_until_its_paper_is_here(mara, osprey):
    recorded = make_agreement(osprey, "fixed", fee=1)
    draft_commands.agree_terms(by=acting(mara), agreement_id=recorded.pk, version=1, terms=FIXED, now=MONDAY)

    assert (read(recorded).fee, read(recorded).state) == (10_000_00, "in_force")


def test_a_draft_is_dropped_with_a_reason_and_a_signed_one_is_not(mara, osprey):
    draft, signed = make_draft(mara, osprey), sign(mara, make_draft(mara, osprey))

    with pytest.raises(Invalid):
        draft_commands.drop_agreement(by=acting(mara), agreement_id=draft.pk, version=1, reason=" ", now=MONDAY)
    dropped = draft_commands.drop_agreement(by=acting(mara), agreement_id=draft.pk, version=1, reason="No", now=MONDAY)
    with pytest.raises(Refused, match="can’t become “Withdrawn”"):
        draft_commands.drop_agreement(
            by=acting(mara), agreement_id=signed.pk, version=signed.version, reason="No", now=MONDAY
        )

    assert (dropped.state, read(signed).state) == ("dropped", "in_force")


def test_others_read_or_do_not_see_it_and_draft_nothing(piet, tim, mara, osprey, site):
    for person in (piet, tim):
        with pytest.raises(Refused):
            make_draft(person, osprey)


def test_a_deleted_section_comes_back_where_it_stood(client, mara, osprey):
    draft, by = make_draft(mara, osprey), acting(mara)
    first, second = (
        section_commands.put_clause(by=by, agreement_id=draft.pk, section=Section("scope", text), now=MONDAY)
        for text in ("One", "Two")
    )
    client.force_login(mara)

    drawn = client.post(reverse("agreements:remove_clause", args=[draft.pk, first.pk]), follow=True)

    undo = reverse("agreements:restore_clause", args=[draft.pk, first.pk])
    assert undo in drawn.content.decode()
    client.post(undo)
    assert [(one.pk, one.text) for one in draft.clauses.order_by("pk")] == [(first.pk, "One"), (second.pk, "Two")]
    assert client.post(undo).status_code == 404
