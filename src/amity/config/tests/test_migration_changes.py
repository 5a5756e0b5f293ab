"""A migration is missing if the database has changed, and not if only a label has."""

import pytest
from django.core.management import get_commands, load_command_class
from django.db import models
from django.db.migrations.state import ProjectState

from amity.config.migration_changes import Autodetector

STORED = models.CharField("title", max_length=200, help_text="What it is called.")


def compared(field):
    return Autodetector(ProjectState(), ProjectState()).deep_deconstruct(field)


@pytest.mark.parametrize("words", [{"verbose_name": "name"}, {"help_text": ""}])
def test_a_word_needs_no_migration(words):
    field = models.CharField(**({"verbose_name": "title", "help_text": "What it is called."} | words), max_length=200)

    assert compared(field) == compared(STORED)


def test_a_length_needs_one():
    assert compared(models.CharField("title", max_length=300)) != compared(STORED)


@pytest.mark.parametrize("command", ["makemigrations", "migrate"])
def test_both_commands_of_migrations_are_blind_to_words(command):
    found = load_command_class(get_commands()[command], command)

    assert vars(type(found))["autodetector"] is Autodetector
