"""Personal tokens: shown once, limited in scope, revoked at once, and never usable as a cookie."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from amity.people import commands, policy, rules
from amity.people.models import Token
from amity.people.queries import person_of
from amity.people.tokens import commands as token_commands
from amity.people.tokens import queries as token_queries
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.permission import MoneyRight
from tests.builders import acting

EVERYTHING = list(rules.SCOPES)


def made(person, *scopes, days=90, name="Script"):
    return token_commands.make_token(
        by=acting(person), name=name, scopes=scopes or EVERYTHING, days=days, now=timezone.now()
    ).secret


def asked(secret, address="/api/v1/people/me", **headers):
    return Client().get(address, headers={"Authorization": f"Bearer {secret}", **headers})


def test_a_token_speaks_for_who_made_it_and_only_its_hash_is_kept(tim):
    secret = made(tim)

    assert asked(secret).json()["id"] == tim.pk
    assert secret.startswith("amity_")
    assert not [row for row in Token.objects.values_list() if secret in str(row)]


def test_a_session_cookie_does_not_open_the_interface(tim):
    client = Client()
    client.force_login(tim)

    answer = client.get("/api/v1/people/me")

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Amity"')


@pytest.mark.parametrize("ended", ["revoked", "expired", "left", "unknown"])
def test_a_token_that_ended_opens_nothing(tim, ada, ended):
    secret, now = made(tim), timezone.now()
    if ended == "revoked":
        token_commands.revoke_token(by=acting(tim), token_id=Token.objects.get().pk, now=now)
    if ended == "left":
        tim.is_active = False
        tim.save()
    if ended == "expired":
        Token.objects.update(expires_at=now - timedelta(seconds=1))

    assert asked(secret + "x" if ended == "unknown" else secret).status_code == 401


def test_who_is_deactivated_and_comes_back_needs_new_tokens(tim):
    admin = acting(_admin())
    secret = made(tim)
    commands.deactivate_person(by=admin, person_id=tim.pk, now=timezone.now())
    commands.reactivate_person(by=admin, person_id=tim.pk, now=timezone.now())

    assert asked(secret).status_code == 401


def test_a_token_without_money_shows_hours_at_most(ada):
    poor = token_queries.caller_by(made(ada, "read"), timezone.now())
    rich = token_queries.caller_by(made(ada, "read", "money"), timezone.now())

    assert poor is not None
    assert rich is not None
    with poor.known(still=True):
        assert person_of(poor.actor).money_right == MoneyRight.HOURS
    with rich.known(still=True):
        assert person_of(rich.actor).money_right == ada.money_right
    assert person_of(rich.actor).narrowed_to is None


def test_the_use_of_a_token_is_written_once_a_minute(tim, django_assert_num_queries):
    secret = made(tim)
    asked(secret)
    used = Token.objects.get().last_used_at

    with django_assert_num_queries(1):
        asked(secret)

    assert used is not None
    assert Token.objects.get().last_used_at == used


def test_only_its_person_or_an_administrator_revokes_a_token(tim, ada):
    made(tim)
    token = Token.objects.get()

    with pytest.raises(NotSeen):
        token_commands.revoke_token(by=acting(ada), token_id=token.pk, now=timezone.now())
    token_commands.revoke_token(by=acting(_admin()), token_id=token.pk, now=timezone.now())

    assert token_queries.tokens_of(tim, timezone.now())[0].state == "revoked"


@pytest.mark.parametrize("said", [{"days": 0}, {"days": 366}, {"name": "  "}, {"scopes": ["everything"]}])
def test_a_token_needs_a_name_scopes_there_are_and_at_most_a_year(tim, said):
    values = {"name": "Script", "scopes": ["read"], "days": 90} | said

    with pytest.raises(Invalid):
        token_commands.make_token(by=acting(tim), now=timezone.now(), **values)


def test_a_token_cannot_make_another_one(tim):
    assert not policy.may_make_tokens(acting(tim, "rest"))
    with pytest.raises(Refused):
        token_commands.make_token(by=acting(tim, "rest"), name="x", scopes=["read"], days=1, now=timezone.now())


def test_the_page_shows_a_new_token_once(client, tim):
    client.force_login(tim)
    first = client.post("/settings/me/tokens/", {"name": "Script", "scopes": ["read"], "days": "30"})
    secret = first.context["made"].secret

    assert secret in first.content.decode()
    assert secret not in client.get("/settings/me/tokens/").content.decode()


def _admin():
    from tests.builders import make_person

    return make_person("Gus", rules.ADMINISTRATOR)
