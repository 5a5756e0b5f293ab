"""Third-party rights: invisible while off, linked to lines, with reminders, and blocking a release once ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.outbox.models import Message
from amity.rights import commands, queries
from amity.rights.commands import RightFields
from amity.rights.models import Right
from amity.rights.warnings import warn_of_rights
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line

TODAY = MONDAY.date()
THEME = RightFields("music", "Theme", "Composer", "Europe", "film, online", until=date(2026, 12, 20))


@pytest.fixture
def on(ada):
    """Switch third-party rights on."""
    commands.switch_rights(by=acting(ada), is_on=True, version=0, now=MONDAY)


def registered(mara, osprey, said=THEME, lines=()):
    return commands.register_right(by=acting(mara), account_id=osprey.pk, fields=said, line_ids=lines, now=MONDAY)


def test_off_it_leaves_no_trace(client, mara, osprey):
    client.force_login(mara)

    assert client.get(reverse("rights:rights")).status_code == 404
    assert "Rights" not in client.get(reverse("agreements:agreements")).content.decode()
    assert queries.rights_blocking(1, TODAY) == []
    with pytest.raises(Refused, match="Third-party rights are switched off"):
        registered(mara, osprey)


def test_switched_off_again_what_stands_in_it_stays_and_is_not_seen(on, mara, ada, osprey):
    right = registered(mara, osprey)
    commands.switch_rights(by=acting(ada), is_on=False, version=1, now=MONDAY)

    assert Right.objects.get() == right
    with pytest.raises(NotSeen):
        queries.right_seen_by(acting(mara), right.pk)


def test_a_right_holds_up_the_release_of_its_lines_once_it_has_ended(on, mara, osprey):
    line, other = make_line(make_agreement(osprey)), make_line(make_agreement(osprey))
    registered(mara, osprey, lines=[line.pk])

    assert queries.rights_blocking(line.pk, date(2026, 12, 20)) == []
    (block,) = queries.rights_blocking(line.pk, date(2026, 12, 21))
    assert (block.why, "Theme" in block.sentence) == ("expired", True)
    assert queries.rights_blocking(other.pk, date(2026, 12, 21)) == []


def test_before_a_release_a_line_knows_what_has_ended_and_what_soon_will(on, mara, osprey):
    line = make_line(make_agreement(osprey))
    registered(mara, osprey, lines=[line.pk])

    (near,), (gone,) = (queries.right_rows_by_line([line.pk], day)[line.pk] for day in (TODAY, date(2026, 12, 21)))

    assert (near.blocks, near.sentence) == (False, "Theme: right ends in 27 days.")
    assert (gone.blocks, "have ended" in gone.sentence) == (True, True)


def test_its_end_is_near_for_who_sees_the_account(on, mara, osprey, piet):
    right = registered(mara, osprey)

    ((found, warned),) = queries.rights_ending(acting(mara), TODAY)

    assert (found, warned.days, warned.step) == (right, 27, 30)
    assert queries.rights_ending(acting(piet), TODAY) == []


def test_a_right_is_prolonged_and_bound_again_and_the_second_editor_is_refused(on, mara, osprey):
    line = make_line(make_agreement(osprey))
    right = registered(mara, osprey)
    longer = RightFields(**{name: getattr(THEME, name) for name in ("kind", "title", "holder", "territory", "media")})

    commands.change_right(by=acting(mara), right_id=right.pk, version=1, fields=longer, line_ids=[line.pk], now=MONDAY)

    assert (Right.objects.get().until, [use.line for use in right.uses.all()]) == (None, [line])
    with pytest.raises(Stale):
        commands.change_right(by=acting(mara), right_id=right.pk, version=1, fields=THEME, line_ids=[], now=MONDAY)
    assert trail.actions_on(right) == ["right.registered", "right.changed"]


def test_a_right_let_go_warns_no_more_and_covers_no_later_release(on, mara, osprey):
    line = make_line(make_agreement(osprey))
    right = registered(mara, osprey, lines=[line.pk])

    commands.let_right_go(by=acting(mara), right_id=right.pk, version=1, on=TODAY, now=MONDAY)

    assert queries.rights_ending(acting(mara), TODAY) == []
    assert [one.why for one in queries.rights_blocking(line.pk, date(2026, 11, 24))] == ["expired"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"kind": "smell"}, "kind"), ({"holder": " "}, "holder"), ({"starts_on": date(2027, 1, 1)}, "until")],
)
def test_a_right_that_says_nothing_is_refused(on, mara, osprey, values, field):
    said = RightFields(**{**{name: getattr(THEME, name) for name in RightFields.__dataclass_fields__}, **values})

    with pytest.raises(Invalid) as fault:
        registered(mara, osprey, said)
    assert fault.value.field == field


def test_lines_are_those_of_its_account(on, mara, osprey):
    line = make_line(make_agreement(make_account("Other", manager=mara)))

    with pytest.raises(Invalid):
        registered(mara, osprey, lines=[line.pk])


def test_a_right_that_still_has_to_be_got_holds_up_what_uses_it_and_warns_of_no_end(on, mara, osprey):
    line = make_line(make_agreement(osprey))
    right = registered(mara, osprey, replace(THEME, wanted=True), [line.pk])

    assert [one.why for one in queries.rights_blocking(line.pk, TODAY)] == ["missing"]
    assert "still have to be obtained" in queries.may_release(line.pk, TODAY).sentence
    assert warn_of_rights(MONDAY) == 0
    commands.change_right(by=acting(mara), right_id=right.pk, version=1, fields=THEME, line_ids=[line.pk], now=MONDAY)
    assert queries.may_release(line.pk, TODAY)


def test_who_answers_is_told_90_60_and_30_days_ahead_once_each(on, mara, osprey):
    line = make_line(make_agreement(osprey))
    ends = TODAY + timedelta(days=100)
    right = registered(mara, osprey, replace(THEME, until=ends), [line.pk])

    told = [warn_of_rights(MONDAY + timedelta(days=day)) for day in range(102)]

    assert [day for day, sent in enumerate(told) if sent] == [10, 40, 70]
    messages = list(Message.objects.filter(kind="right_ahead").order_by("pk"))
    assert [one.to for one in messages] == ["mara@halden.example"] * 3
    assert ["in 90 days" in messages[0].body, "in 60 days" in messages[1].body] == [True, True]
    assert str(line) in messages[2].body
    assert reverse("rights:right", args=[right.pk]) in messages[2].body


def test_a_day_that_was_missed_is_made_good_and_a_prolonged_right_is_told_of_again(on, mara, osprey):
    right = registered(mara, osprey)

    assert [warn_of_rights(MONDAY), warn_of_rights(MONDAY)] == [1, 0]
    longer = replace(THEME, until=TODAY + timedelta(days=55))
    commands.change_right(by=acting(mara), right_id=right.pk, version=1, fields=longer, line_ids=[], now=MONDAY)
    assert [warn_of_rights(MONDAY), warn_of_rights(MONDAY)] == [1, 0]


def test_no_one_is_told_of_a_right_let_go_while_the_register_is_off_or_where_no_one_answers(on, ada, mara, osprey):
    right = registered(mara, osprey)
    osprey.manager = osprey.director = None
    osprey.save()
    assert warn_of_rights(MONDAY) == 0
    osprey.director = ada
    osprey.save()
    commands.switch_rights(by=acting(ada), is_on=False, version=1, now=MONDAY)
    assert warn_of_rights(MONDAY) == 0
    commands.switch_rights(by=acting(ada), is_on=True, version=2, now=MONDAY)
    assert warn_of_rights(MONDAY) == 1
    assert Message.objects.get(kind="right_ahead").to == "ada@halden.example"
    commands.let_right_go(by=acting(ada), right_id=right.pk, version=1, on=TODAY, now=MONDAY)
    assert warn_of_rights(MONDAY + timedelta(days=1)) == 0
