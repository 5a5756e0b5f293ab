"""No URL fails on a value, a name, a header or a part of a path that no one would send.

A run sends a sample that tries every name at every URL, and every kind of value at many. It prints its seed.
AMITY_HOSTILE_SEED repeats it, and AMITY_HOSTILE=full sends every value under every name.
"""

import logging
import os
import secrets
from collections.abc import Iterator, Sequence
from random import Random

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from amity.api import throttling
from tests.builders import MONDAY
from tests.matrix.hostile import KINDS, Name, Reply, Target, Tries, Walk, product, sample
from tests.matrix.hostile_pages import page_targets
from tests.matrix.hostile_rest import rest_targets
from tests.matrix.machines import Machine
from tests.matrix.scene import Scene, build
from tests.matrix.walk import Walker

SEED = int(os.environ.get("AMITY_HOSTILE_SEED") or secrets.randbelow(1_000_000))
FULL = os.environ.get("AMITY_HOSTILE") == "full"
SMOKE = 150
PART, HEADER = Name("part", "0"), Name("header", "Range")
NAMES = frozenset([*(Name("field", f"field {place}") for place in range(11)), PART, HEADER])


class Door:
    """A target that fails at one name, and accepts all others."""

    place = "POST door"
    names = NAMES
    width = 4

    def send(self, tries: Tries) -> Reply:
        return Reply(500 if Name("field", "field 7") in {name for name, _kind in tries} else 200)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Build the scene and turn the log off, since each refusal would be a line in it."""
    logging.disable(logging.WARNING)
    with django_db_blocker.unblock(), time_machine.travel(MONDAY), transaction.atomic():
        yield build("average")
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def pages(scene: Scene) -> Sequence[Target]:
    return page_targets(Walker(scene))


@pytest.fixture(scope="module")
def operations(scene: Scene) -> Iterator[Sequence[Target]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "API_A_MINUTE", 10_000_000)
        throttling.forget()
        yield rest_targets(Machine(scene))


def walked(targets: Sequence[Target]) -> Walk:
    """Send this run's sample to each target."""
    walk, draw = Walk(), Random(SEED)
    for target in targets:
        for tries in product(target.names) if FULL else sample(target, draw):
            walk.send(target, tries)
    print(f"{walk.sent} requests to {len(targets)} addresses, AMITY_HOSTILE_SEED={SEED}")
    return walk


def told(walk: Walk) -> str:
    """Return what failed and how to repeat it."""
    return "\n".join([f"AMITY_HOSTILE_SEED={SEED}", *walk.faults])


@pytest.mark.either
@pytest.mark.django_db
def test_no_page_breaks_over_what_no_one_would_send(pages):
    walk = walked(pages)

    assert not walk.faults, told(walk)
    assert walk.holes(pages) == []


@pytest.mark.either
@pytest.mark.django_db
def test_no_operation_breaks_over_what_no_one_would_send(operations):
    walk = walked(operations)

    assert not walk.faults, told(walk)
    assert walk.holes(operations) == []


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_server_breaks_over_nothing_that_no_one_would_send(scene, operations):
    """Send fewer to PostgreSQL than to SQLite above. It refuses null bytes and numbers too large for a column."""
    walk, draw, pages = Walk(), Random(SEED), page_targets(Walker(scene), learn=False)
    tried = [(target, tries) for target in [*pages, *operations] for tries in sample(target, draw)]
    for target, tries in draw.sample(tried, len(tried) if FULL else SMOKE):
        walk.send(target, tries)

    assert not walk.faults, told(walk)


def test_a_sample_tries_every_name_and_every_kind():
    walk = Walk()
    for tries in sample(Door(), Random(SEED)):
        walk.send(Door(), tries)

    assert walk.holes([Door()]) == []
    assert len(walk.faults) == 1
    assert walk.sent < len(NAMES)


def test_a_name_and_a_kind_that_no_one_tried_are_found():
    walk = Walk()
    walk.send(Door(), [(name, "huge") for name in NAMES - {PART}])

    holes = walk.holes([Door()])
    assert holes == ["POST door part 0", *sorted(KINDS.keys() - {"huge"})]


def test_the_product_tries_each_kind_under_each_name():
    tried = [pair for tries in product(NAMES) if len(tries) == 1 for pair in tries]

    assert len(tried) == len(set(tried)) == len(NAMES) * len(KINDS)
