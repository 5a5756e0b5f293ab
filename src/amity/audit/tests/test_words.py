"""Every action, object and field of the audit log has a label."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from amity.audit import queries, trail, words
from amity.audit.queries import Asked
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting, make_person

SOURCE = Path(__file__).resolve().parents[2]
WRITTEN = re.compile(r'trail\.record\(\s*(?:"([a-z_]+\.[a-z_]+)"|(\w+))')
TICKS = ("finished", "finished_taken_back", "not_yet")
COMPUTED = {
    "act": {"brief.line_removed", "brief.line_restored", "brief.converted", "brief.moved"},
    "answered": {f"passing.{answer}" for answer in ("acknowledged", "not_for_team", "client_knows", "kept_back")},
    "_name": {f"{thing}.{verb}" for thing in ("line", "work_item") for verb in TICKS},
    "set_aside_as": {f"today.{way}" for way in ("not_now", "let_pass", "not_so", "effects")},
    "_act": {"meeting.cancelled", "meeting.moved", "meeting.changed"},
    "ACTIONS": {f"answer.{state}" for state in ("decided", "asked", "kept", "suspected")},
    "action": {
        "import.begun", "import.resumed", "agreement.review_cleared", "agreement.review_returned",
        "agreement.in_force", "agreement.expired", "agreement.with_client", "agreement.signed",
        "agreement.signed_by_client",
        "agreement.terminated", "agreement.superseded", "right.registered", "right.changed",
    },
}  # fmt: skip


def written() -> set[str]:
    texts = [path.read_text() for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    found = [match for text in texts for match in WRITTEN.findall(text)]
    return {said for said, _name in found if said} | set().union(*(COMPUTED[name] for _said, name in found if name))


def changes_seen_by(person):
    """Return the changes of the newest action. The list says whether there are any before they are loaded."""
    line = queries.trail_seen_by(acting(person))[0]
    changes = queries.details_seen_by(acting(person), line.id).changes
    assert line.has_changes is bool(changes)
    return changes


def test_every_action_in_the_source_has_a_sentence():
    assert written() - set(words.sentences) == set()


def test_every_sentence_belongs_to_a_topic_and_says_who():
    chosen = {action for topic in words.topics.values() for action in topic.actions}
    assert chosen == set(words.sentences)
    assert [action for action, said in words.sentences.items() if "%(who)s" not in str(said)] == []


def test_every_kind_of_thing_is_a_model():
    assert [kind for kind in words.kinds.keys() - words.retired_kinds if apps.get_model(kind) is None] == []


@pytest.mark.django_db
def test_the_names_of_a_page_are_read_with_one_query_a_kind(django_assert_max_num_queries):
    for kind in words.kinds.values():
        with django_assert_max_num_queries(1):
            kind.namer([1, 2, 3])


@pytest.mark.django_db
def test_names_in_columns_are_read_in_one_query_for_all_kinds(mara, osprey, django_assert_num_queries):
    refs = [Ref.to(mara), Ref.to(osprey), Ref("accounts.account", 10**6), Ref("gone.thing", 1)]

    with django_assert_num_queries(1):
        found = words.names_of(refs)
    assert found["people.person"][mara.pk] == words.Named(mara.name, f"/settings/people/{mara.pk}/")
    assert found["accounts.account"] == {osprey.pk: words.Named(osprey.name, f"/accounts/{osprey.pk}/")}
    assert "gone.thing" not in found


def test_an_act_is_told_with_the_names_it_is_about(fina, mara):
    root = make_person("Root", "administrator")
    trail.record("person.lead_set", subject=mara, by=acting(fina), at=MONDAY, changes={"before": None, "after": 1})
    line, for_finance = (queries.trail_seen_by(acting(who))[0] for who in (root, fina))

    assert "".join(piece.text for piece in line.sentence) == f"{fina.name} set the lead of {mara.name}"
    assert [piece.address for piece in line.sentence if piece.address] == [f"/settings/people/{mara.pk}/"]
    assert [piece.address for piece in for_finance.sentence if piece.address] == [], "finance may not go there"
    assert line.through in queries.door_labels().values()


def test_before_and_after_show_only_what_changed(fina, mara):
    body = {"before": {"name": "A", "tier": "B"}, "after": {"name": "A", "tier": "C"}}
    trail.record("account.edited", subject=mara, by=acting(fina), at=MONDAY, changes=body)

    assert [(one.label, one.before, one.after) for one in changes_seen_by(fina)] == [("tier", "B", "C")]


def test_amounts_deep_inside_are_hidden_too(ada):
    body = {"before": {"cost": 987654}, "after": {"cost": 987655}, "more": {"cost": 987656}}
    trail.record("entry.edited", subject=ada, by=acting(ada), at=MONDAY, changes=body, money=["cost"])

    assert "98765" not in str(changes_seen_by(ada))


def test_the_audit_log_is_narrowed_by_topic_and_door(fina):
    trail.record("month.locked", subject=fina, by=acting(fina), at=MONDAY)
    trail.record("person.named", subject=fina, by=acting(fina), at=MONDAY)

    asked = [line.action for line in queries.trail_seen_by(acting(fina), Asked(topic="time"))]
    assert asked == ["month.locked"]
    assert queries.trail_seen_by(acting(fina), Asked(through="cli")) == []


@pytest.mark.django_db
def test_records_of_a_kind_that_was_renamed_are_named_found_and_readable(fina, mara, monkeypatch):
    monkeypatch.setitem(words.former_kinds, "staff.member", "people.person")
    trail.record("person.named", subject=Ref("staff.member", mara.pk), by=acting(fina), at=MONDAY, changes={"on": 1})

    (line,) = queries.trail_seen_by(acting(fina), Asked(subject=f"people.person:{mara.pk}"))

    assert (line.subject, line.withheld, len(changes_seen_by(fina))) == (f"people.person:{mara.pk}", False, 1)
    assert mara.name in [piece.text for piece in line.sentence]
    assert queries.trail_seen_by(acting(fina), Asked(subject=f"staff.member:{mara.pk}")) == [line]
    assert queries.subject_named(f"staff.member:{mara.pk}") == mara.name
    assert trail.actions_on(mara) == ["person.named"]
