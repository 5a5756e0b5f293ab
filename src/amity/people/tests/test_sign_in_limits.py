"""Guessing is stopped, and no stranger can lock a person out: not behind a proxy, and not by their name.

A refused try answers 200 with the sentence. A successful one answers 302.
"""

from dataclasses import replace

import pytest
from django.conf import settings as amity_settings
from django.core.cache import cache
from django.test import Client

from amity.people import rules
from amity.people.commands import deactivate_person, reactivate_person
from amity.people.sign_in import limits
from tests.builders import MONDAY, PASSWORD, acting, make_person


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


@pytest.fixture
def behind_a_proxy(settings):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, trust_proxy=1)


def sign_in(client, mail, password=PASSWORD, *, address="127.0.0.1", forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return client.post("/sign-in/", {"login": mail, "password": password}, headers=headers, REMOTE_ADDR=address)


def guess(mail, times, **where):
    for number in range(times):
        sign_in(Client(), mail.format(number), "wrong", **{name: text.format(number) for name, text in where.items()})


def test_a_stranger_behind_the_same_proxy_locks_no_one_else_out(client, mara, behind_a_proxy):
    guess("nobody{}@halden.example", 10, forwarded="6.6.6.6")

    assert sign_in(Client(), mara.mail, forwarded="6.6.6.6").status_code == 200
    assert sign_in(client, mara.mail, forwarded="7.7.7.7").status_code == 302


def test_what_a_stranger_writes_before_the_proxy_changes_nothing(mara, behind_a_proxy):
    guess("nobody{}@halden.example", 10, forwarded="1.1.1.{}, 6.6.6.6")

    assert sign_in(Client(), mara.mail, forwarded="9.9.9.9, 6.6.6.6").status_code == 200


def test_without_a_trusted_proxy_the_header_counts_for_nothing(mara):
    guess("nobody{}@halden.example", 10, forwarded="1.1.1.{}")

    assert sign_in(Client(), mara.mail, forwarded="9.9.9.9").status_code == 200


def test_strangers_at_other_addresses_do_not_keep_a_person_out(client, mara):
    guess(mara.mail, 8, address="10.0.0.{}")

    assert sign_in(client, mara.mail, address="10.1.0.1").status_code == 302


def test_a_known_browser_gets_in_however_much_strangers_guess(client, mara, monkeypatch):
    monkeypatch.setattr(limits, "NAME", "8/h/key")
    sign_in(client, mara.mail)
    client.post("/sign-out/")
    guess(mara.mail, 6)  # from the same address
    guess(mara.mail, 6, address="10.0.0.{}")

    assert sign_in(Client(), mara.mail, address="10.9.9.9").status_code == 200
    assert sign_in(client, mara.mail).status_code == 302


def test_a_known_browser_may_not_guess_without_limit_either(client, mara):
    sign_in(client, mara.mail)
    client.post("/sign-out/")
    for _try in range(10):
        sign_in(client, mara.mail, "wrong")

    assert sign_in(client, mara.mail).status_code == 200


def test_a_known_browser_is_known_to_its_person_alone_and_not_after_their_sign_in_was_closed(client, mara, piet):
    sign_in(client, mara.mail)
    client.post("/sign-out/")
    guess(piet.mail, 5)
    assert sign_in(client, piet.mail).status_code == 200

    guess(mara.mail, 5)
    root = acting(make_person("Root", rules.ADMINISTRATOR))
    deactivate_person(by=root, person_id=mara.pk, now=MONDAY)
    reactivate_person(by=root, person_id=mara.pk, now=MONDAY)
    assert sign_in(client, mara.mail).status_code == 200
