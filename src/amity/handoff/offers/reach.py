"""Whether the taker of a hand-off can read it, and what to do where they can't."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.people.policy import may_look_after_people
from amity.people.sign_in.queries import can_sign_in
from amity.projects.queries import may_staff
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Why the taker can't read a hand-off, and the addresses where the reader can invite them or choose another."""

    sentence: str
    advice: str
    invite: str = ""
    choose: str = ""


def out_of_reach(by: Actor, handoff: Handoff) -> OutOfReach | None:
    """Return why no one would read an offer and what to do, or None where the taker can sign in or has answered."""
    if handoff.taker is None or handoff.is_taken or can_sign_in(handoff.taker):
        return None
    invites = bool(may_look_after_people(by))
    chooses = handoff.project is not None and bool(may_staff(by, handoff.project))
    return OutOfReach(
        no_reader(handoff.taker.name),
        advice(of_work=handoff.kind in rules.OF_WORK, invites=invites),
        reverse("people:person", args=[handoff.taker.pk]) if invites else "",
        reverse("projects:staff_project", args=[handoff.project_id]) if chooses else "",
    )


def no_reader(name: str) -> str:
    """Return that a person can't read a hand-off."""
    return _("%(name)s can’t sign in to Amity yet, so no one would read this hand-off.") % {"name": name}


def advice(*, of_work: bool, invites: bool = False) -> str:
    """Return what to do about it, for someone who can invite people or has to ask for it."""
    if invites:
        return _("Invite them, or choose someone else.")
    if of_work:
        return _("Ask an administrator to invite them, or choose another project manager.")
    return _("Ask an administrator to invite them, or choose someone else.")
