"""Agreements by command and by page: terms, versions, audit records, and amounts only with the right to fees."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.audit.models import Payload
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_person


def test_what_means_nothing_under_the_fee_model_is_cleared_and_money_is_marked_in_the_audit_log(mara, osprey):
    agreement = draft_commands.open_agreement(by=acting(mara), account_id=osprey.pk, title="Care", now=MONDAY)
    terms = AgreedTerms("fixed", "EUR", fee=90_000, cap=5, bought_seconds=60)

    agreed = draft_commands.agree_terms(by=acting(mara), agreement_id=agreement.pk, version=1, terms=terms, now=MONDAY)

    assert (agreed.fee, agreed.cap, agreed.bought_seconds) == (90_000, None, None)
    assert trail.actions_on(agreement) == ["agreement.opened", "agreement.terms_agreed"]
    assert "fee" in Payload.objects.latest("record_id").money_fields


def test_the_second_to_agree_is_refused(mara, osprey):
    agreement = make_agreement(osprey, version=3)

    with pytest.raises(Stale):
        draft_commands.agree_terms(
            by=acting(mara), agreement_id=agreement.pk, version=2, terms=AgreedTerms("fixed", "EUR"), now=MONDAY
        )


def test_a_line_number_is_unique_in_its_agreement_only(mara, osprey):
    first, second = make_agreement(osprey), make_agreement(osprey)
    line = line_commands.add_line(by=acting(mara), agreement_id=first.pk, number="1", title="Map", now=MONDAY)

    assert trail.actions_on(line) == ["line.opened", "line.terms_set"]
    line_commands.add_line(by=acting(mara), agreement_id=second.pk, number="1", title="Map", now=MONDAY)
    with pytest.raises(Invalid) as fault:
        line_commands.add_line(by=acting(mara), agreement_id=first.pk, number="1", title="Twice", now=MONDAY)
    assert fault.value.field == "number"


def test_time_logged_keeps_its_price_when_the_hour_costs_more(mara, piet, site):
    entry = make_entry(by=piet, hours="1:00", project=site)
    terms = AgreedTerms("time_and_materials", "EUR", hourly_rate=Decimal("200"))

    draft_commands.agree_terms(by=acting(mara), agreement_id=site.agreement_id, version=1, terms=terms, now=MONDAY)

    entry.refresh_from_db()
    assert entry.value == 100_00


def test_the_project_manager_reads_and_does_not_agree_and_the_team_sees_nothing(piet, tim, site):
    terms = AgreedTerms("fixed", "EUR", fee=1)
    for person, error in ((piet, Refused), (tim, NotSeen)):
        with pytest.raises(error):
            draft_commands.agree_terms(
                by=acting(person), agreement_id=site.agreement_id, version=1, terms=terms, now=MONDAY
            )


def test_amounts_are_drawn_only_for_who_sees_fees(client, mara, osprey):
    agreement = make_agreement(osprey, "fixed", fee=9_182_730, hourly_rate=Decimal("918.27"))
    make_line(agreement, "1", hours="10", quantity=Decimal("10"), rate=Decimal("918.27"))
    hours_only = make_person("Hanna", "account_director", own_money_right=1)
    osprey.director = hours_only
    osprey.save()
    address = reverse("agreements:agreement", args=[agreement.pk])

    client.force_login(mara)
    assert "91,827" in client.get(address).content.decode()
    client.force_login(hours_only)
    page = client.get(address).content.decode()

    assert "Line 1" in page
    assert "918" not in page.replace(uuid.uuid4().hex, "")
    assert client.get(reverse("agreements:agree_terms", args=[agreement.pk])).status_code == 403


def test_terms_are_agreed_by_form_in_the_persons_own_figures(client, mara, osprey):
    client.force_login(mara)
    address = client.post(
        reverse("agreements:open_agreement", args=[osprey.pk]), {"nonce": uuid.uuid4().hex, "title": "Care"}
    ).url
    assert client.get(address).status_code == 200
    values = {"nonce": uuid.uuid4().hex, "fee_model": "retainer", "currency": "EUR", "fee": "4,500.50", "version": 1}
    values |= {"included_seconds": "37:30", "counted": "all", "completion_basis": "cost", "hourly_rate": "120"}

    page = client.post(address, values | {"fee": "lots"})
    assert page.status_code == 422
    assert 'value="lots"' in page.content.decode()
    answer = client.post(address, values, follow=True)

    agreement = Agreement.objects.get()
    assert (agreement.fee, agreement.included_seconds) == (450_050, 135_000)
    assert "keeps its price" in answer.content.decode()
    client.post(
        reverse("agreements:add_line", args=[agreement.pk]),
        {"nonce": uuid.uuid4().hex, "number": "1", "title": "Support", "unit": "hour", "planned_seconds": "30"},
    )
    assert agreement.agreement_lines.get().line.terms.get().planned_seconds == 108_000


def test_approved_time_counts_only_where_someone_approves(mara, osprey, monkeypatch):
    agreement = make_agreement(osprey)
    terms = AgreedTerms("retainer", "EUR", fee=1, counted="approved")
    monkeypatch.setattr("amity.agreements.guards._approval", [])

    with pytest.raises(Invalid) as refused:
        draft_commands.agree_terms(by=acting(mara), agreement_id=agreement.pk, version=1, terms=terms, now=MONDAY)

    assert refused.value.field == "counted"
    monkeypatch.setattr("amity.agreements.guards._approval", [lambda: True])
    draft_commands.agree_terms(by=acting(mara), agreement_id=agreement.pk, version=1, terms=terms, now=MONDAY)
