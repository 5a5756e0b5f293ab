"""Risks and blockers: added by those who work there, moved by those responsible, and closed only with the outcome."""

from datetime import UTC, date, datetime

import pytest

from amity.audit import trail
from amity.monitoring.changes import EntryFields, EntryMove
from amity.monitoring.risks import commands, queries
from amity.monitoring.risks.forms import CLIENT, EntryForm
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from tests.builders import acting, make_account, make_person, make_project

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def added(person, project, title="One writer only", **more):
    said = EntryFields(title, project_id=project.pk, **more)
    return commands.add_entry(by=acting(person), fields=said, now=NOW)


def moved(person, entry, state, note=""):
    return commands.move_entry(
        by=acting(person), entry_id=entry.pk, version=entry.version, move=EntryMove(state, note), now=NOW
    )


def test_an_entry_knows_its_account_and_how_severe_it_is(piet, site):
    entry = added(piet, site, client_effect=4, agency_effect=4)

    assert (entry.account, entry.severity, entry.state) == (site.account, 3, "open")
    assert trail.actions_on(entry) == ["register.added"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "gossip"}, "kind"),
        ({"side": "moon"}, "side"),
        ({"client_effect": 6}, "client_effect"),
        ({"kind": "roadblock"}, "waiting"),
        ({"waits_since": date(2026, 11, 1)}, "waiting"),
        ({"owner_id": 999}, "owner_id"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field(piet, site, more, field):
    with pytest.raises(Invalid) as no:
        added(piet, site, **more)
    assert no.value.field == field


def test_a_roadblock_says_who_waits_since_when(piet, site):
    entry = added(piet, site, kind="roadblock", waiting="Samuel", waits_since=date(2026, 11, 20))

    assert (entry.waiting, entry.waits_since) == ("Samuel", date(2026, 11, 20))


def test_closing_needs_the_outcome_and_opening_again_takes_it_off(piet, site):
    entry = added(piet, site)
    with pytest.raises(Invalid) as no:
        moved(piet, entry, "closed")
    assert no.value.field == "note"

    entry.refresh_from_db()
    closed = moved(piet, entry, "closed", "A second writer is found")
    assert closed.outcome == "A second writer is found"
    assert moved(piet, closed, "open", "She left").outcome == ""
    assert [step.after for step in queries.steps_of(entry)] == ["open", "closed", "open"]


def test_responding_says_what_is_done_and_escalating_to_whom(piet, site):
    entry = added(piet, site)
    responding = moved(piet, entry, "responding", "Ask Jonas")
    assert responding.response == "Ask Jonas"

    with pytest.raises(Invalid):
        moved(piet, responding, "escalated")


def test_illegal_moves_are_refused(piet, site):
    entry = moved(piet, added(piet, site), "closed", "Gone")

    with pytest.raises(Refused):
        moved(piet, entry, "responding", "Ask Jonas")


def test_a_closed_entry_is_not_edited_and_a_second_editor_is_refused(piet, site):
    entry = added(piet, site)
    said = EntryFields("Two writers", project_id=site.pk)
    commands.edit_entry(by=acting(piet), entry_id=entry.pk, version=1, fields=said, now=NOW)
    with pytest.raises(Stale):
        commands.edit_entry(by=acting(piet), entry_id=entry.pk, version=1, fields=said, now=NOW)
    entry.refresh_from_db()
    moved(piet, entry, "closed", "Gone")
    with pytest.raises(Refused):
        commands.edit_entry(by=acting(piet), entry_id=entry.pk, version=3, fields=said, now=NOW)


def test_the_team_raises_and_says_how_it_stands_only_where_it_is_in_their_hands(tim, piet, site):
    entry = added(tim, site)
    with pytest.raises(Refused):
        moved(tim, entry, "closed", "Gone")

    mine = added(piet, site, owner_id=tim.pk)
    assert moved(tim, mine, "closed", "Done").state == "closed"


def test_on_an_account_who_answers_for_it_raises(mara, tim, site):
    said = EntryFields("All hangs on Dana", account_id=site.account_id)

    assert commands.add_entry(by=acting(mara), fields=said, now=NOW).project is None
    with pytest.raises(Refused):
        commands.add_entry(by=acting(tim), fields=said, now=NOW)


def test_strangers_see_nothing(mara, piet, site):
    entry = added(piet, site)

    with pytest.raises(NotSeen):
        queries.entry_seen_by(acting(make_person("Stranger")), entry.pk)
    assert queries.register_of_account(acting(mara), site.account) == [entry]


def test_what_was_raised_in_a_hand_off_is_found_by_it(piet, site):
    origin = Ref("handoff.handoff", 7)
    said = EntryFields("No test phones", project_id=site.pk)
    entry = commands.add_entry(by=acting(piet), fields=said, now=NOW, origin=origin)
    added(piet, site)

    assert queries.entries_from(origin) == [entry]


def test_the_worst_comes_first_and_the_closed_last(piet, site):
    slight, severe = added(piet, site), added(piet, site, "Launch", client_effect=5)
    gone = moved(piet, added(piet, site, "Old", agency_effect=5), "closed", "Gone")

    assert queries.register_on(site) == [severe, slight, gone]


def test_the_register_follows_its_project_to_another_account(ada, mara, piet, osprey):
    from amity.monitoring import moves

    project = make_project(osprey, manager=piet)
    entry = added(piet, project)
    project.account = make_account("Larkfield", manager=mara, director=ada)
    project.save()

    moves.follow(project, osprey.pk, acting(ada), NOW)

    entry.refresh_from_db()
    assert entry.account == project.account


def test_whoever_raised_it_first_is_asked_once(piet, site):
    dana = site.account.contacts.create(name="Dana Whitlock")

    def raised(first):
        sent = {"title": "One writer", "kind": "risk", "raised_by_id": first, "nonce": "n" * 32}
        form = EntryForm(sent, account=site.account)
        assert form.is_valid(), form.errors
        fields = form.value_given(project_id=site.pk)
        entry = commands.add_entry(by=acting(piet), fields=fields, now=NOW)
        return entry, (entry.raised_by_client, entry.raised_by)

    assert [raised(first)[1] for first in ("", dana.pk)] == [(False, None), (True, dana)]
    unnamed, stored = raised(CLIENT)
    assert stored == (True, None)
    again = EntryForm(account=site.account)
    again.fill(unnamed)
    assert again["raised_by_id"].value() == CLIENT
    assert "raised_by_client" not in again.fields
    assert "raised_by_id" not in EntryForm(account=None).fields
