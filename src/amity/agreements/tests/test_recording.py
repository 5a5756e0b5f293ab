"""Steps recorded with evidence: sent to the client, signed, ended. Lines are signed, and no client gets an email."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from amity.agreements import guards
from amity.agreements.calendar import follow_days, warn_ahead
from amity.agreements.documents import commands as document_commands
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.lines import commands as line_commands
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.commands import Evidence
from amity.agreements.steps.models import Recorded
from amity.agreements.tests.making import EVIDENCE, FIXED, make_draft, make_offer, read, sign, submit, worth
from amity.agreements.versions.models import AgreementVersion
from amity.audit import trail
from amity.lines.commands import NewTerms, set_terms
from amity.lines.queries import hours_of
from amity.outbox.models import Message
from amity.people.models import Discipline
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_agreement


def given(mara, agreement, evidence=EVIDENCE):
    return step_commands.record_with_client(
        by=acting(mara), agreement_id=agreement.pk, version=read(agreement).version, evidence=evidence, now=MONDAY
    )


def signed(mara, agreement, evidence=EVIDENCE):
    return step_commands.record_signature(
        by=acting(mara), agreement_id=agreement.pk, version=read(agreement).version, evidence=evidence, now=MONDAY
    )


def test_the_road_from_draft_to_in_force_leaves_who_and_when(mara, osprey):
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)

    sign(mara, draft)

    assert (read(draft).state, read(draft).signed_on) == ("in_force", date(2026, 11, 20))
    assert [(row.step, row.client, row.agency, row.recorded_by) for row in Recorded.objects.order_by("pk")] == [
        ("with_client", "Cleo Client", "Mara", "Mara"), ("signed", "Cleo Client", "Mara", "Mara"),
    ]  # fmt: skip
    assert trail.actions_on(draft)[-3:] == ["agreement.submitted", "agreement.with_client", "agreement.signed"]
    assert not Message.objects.exclude(audience="staff").exists()


def test_signing_gives_each_line_signed_terms_in_place_of_its_offer(mara, osprey):
    draft = make_draft(mara, osprey)
    line = make_offer(mara, draft)

    sign(mara, draft)

    offer, agreed = line.terms.order_by("pk")
    assert (agreed.source, agreed.signed_on, agreed.replaces) == ("agreement", date(2026, 11, 20), offer)
    assert (agreed.rate, agreed.quantity, agreed.acceptance) == (Decimal(125), Decimal(80), "in writing")
    assert worth(draft) == 10_000_00


def test_hours_by_discipline_and_service_go_along_into_the_signed_terms(mara, osprey):
    craft = Discipline.objects.create(name="Design")
    draft = make_draft(mara, osprey)
    hours = ((craft.pk, 7200),)
    offer = NewTerms(MONDAY.date(), quantity=Decimal(1), rate=Decimal(9), hours=hours, discipline_id=craft.pk)
    line = line_commands.add_line(
        by=acting(mara), agreement_id=draft.pk, number="1", title="Icons", terms=offer, now=MONDAY
    )

    sign(mara, draft)

    agreed = line.terms.get(source="agreement", signed_on__isnull=False)
    assert (agreed.discipline, agreed.planned_seconds) == (craft, 7200)
    assert hours_of([agreed.pk]) == {agreed.pk: {craft.pk: 7200}}


def test_a_step_is_not_left_out(mara, osprey):
    draft = make_draft(mara, osprey)

    with pytest.raises(Refused, match="can’t become “With client”"):
        given(mara, draft)
    with pytest.raises(Refused, match="can’t become “Signed”"):
        signed(mara, draft)


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        (replace(EVIDENCE, client=" "), "client"), (replace(EVIDENCE, agency=""), "agency"),
        (replace(EVIDENCE, on=date(2026, 11, 24)), "on"), (replace(EVIDENCE, file_id=99), "file"),
    ],
)  # fmt: skip
def test_a_signature_needs_both_names_and_a_day_that_has_come(mara, osprey, evidence, field):
    draft = submit(mara, make_draft(mara, osprey))
    given(mara, draft)

    with pytest.raises(Invalid) as fault:
        signed(mara, draft, evidence)
    assert (fault.value.field, read(draft).state) == (field, "with_client")


def test_what_changed_after_it_was_cleared_is_not_signed(mara, osprey):
    draft = make_draft(mara, osprey)
    line = make_offer(mara, draft)
    submit(mara, draft)
    set_terms(by=acting(mara), line_id=line.pk, terms=NewTerms(MONDAY.date(), rate=Decimal(1)), now=MONDAY)

    with pytest.raises(Refused, match="has changed since it was cleared"):
        given(mara, draft)


def test_what_begins_later_is_signed_first_and_in_force_on_its_day(mara, osprey):
    later = replace(FIXED, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31))
    draft = make_draft(mara, osprey, terms=later)

    assert sign(mara, draft).state == "signed"
    follow_days(MONDAY)
    assert read(draft).state == "signed"
    assert follow_days(MONDAY + timedelta(days=8)) == 1
    assert read(draft).state == "in_force"
    assert follow_days(MONDAY + timedelta(days=40)) == 1
    assert (read(draft).state, follow_days(MONDAY + timedelta(days=41))) == ("expired", 0)


def test_what_was_taken_over_does_not_expire_by_itself(osprey):
    recorded = make_agreement(osprey, ends_on=date(2026, 6, 30))

    assert (follow_days(MONDAY), read(recorded).state) == (0, "in_force")


def test_the_paper_of_what_was_taken_over_freezes_it(mara, osprey):
    recorded = make_agreement(osprey, "fixed", fee=90_00)

    done = signed(mara, recorded)

    assert (done.taken_over, done.state, done.signed_on) == (False, "in_force", date(2026, 1, 1))
    assert AgreementVersion.objects.get(agreement=recorded).content["paid"]["fee"] == "90"
    with pytest.raises(Refused, match="Use a change order"):
        draft_commands.agree_terms(by=acting(mara), agreement_id=recorded.pk, version=2, terms=FIXED, now=MONDAY)


def test_the_evidence_is_a_file_of_the_agreement_and_stays(mara, osprey, media):
    draft = submit(mara, make_draft(mara, osprey))
    kept = document_commands.add_file(
        by=acting(mara), agreement_id=draft.pk, name="paper.pdf", chunks=[b"%PDF-1.7"], now=MONDAY
    )
    given(mara, draft, replace(EVIDENCE, file_id=kept.file_id))

    assert Recorded.objects.get().file_id == kept.file_id
    with pytest.raises(Refused, match="evidence"):
        document_commands.remove_file(by=acting(mara), agreement_id=draft.pk, file_id=kept.file_id, now=MONDAY)


def test_an_agreement_ends_early_or_is_replaced_on_record(mara, osprey):
    first, second = sign(mara, make_draft(mara, osprey)), sign(mara, make_draft(mara, osprey))
    said = Evidence(date(2026, 11, 20), note="both agreed")

    with pytest.raises(Invalid):
        step_commands.terminate_agreement(
            by=acting(mara), agreement_id=first.pk, version=first.version, evidence=replace(said, note=""), now=MONDAY
        )
    step_commands.supersede_agreement(
        by=acting(mara), agreement_id=first.pk, version=first.version, successor_id=second.pk, evidence=said,
        now=MONDAY,
    )  # fmt: skip
    step_commands.terminate_agreement(
        by=acting(mara), agreement_id=second.pk, version=second.version, evidence=said, now=MONDAY
    )

    assert (read(first).state, read(first).superseded_by, read(second).state) == ("superseded", second, "terminated")


def test_what_follows_a_signature_is_written_with_it_or_not_at_all(mara, osprey, monkeypatch):
    draft = submit(mara, make_draft(mara, osprey))
    given(mara, draft)

    def fails(*_args):
        raise Refused("not now")

    monkeypatch.setattr(guards, "on_signed", [fails])

    with pytest.raises(Refused), transaction.atomic():
        signed(mara, draft)
    assert (read(draft).state, Recorded.objects.count()) == ("with_client", 1)


def test_the_account_manager_is_notified_of_coming_dates_once(mara, osprey):
    draft = sign(mara, make_draft(mara, osprey, terms=replace(FIXED, ends_on=date(2027, 1, 22))))

    assert [warn_ahead(MONDAY), warn_ahead(MONDAY)] == [1, 0]
    message = Message.objects.get(kind="agreement_ahead")
    assert (message.to, "60 days" in message.subject) == ("mara@halden.example", True)
    assert warn_ahead(MONDAY + timedelta(days=3)) == 0
    assert read(draft).state == "in_force"


def test_a_morning_that_was_missed_is_made_good(mara, osprey):
    sign(mara, make_draft(mara, osprey, terms=replace(FIXED, ends_on=date(2027, 1, 22))))

    assert [warn_ahead(MONDAY + timedelta(days=days)) for days in (5, 6, 40, 41)] == [1, 0, 1, 0]
