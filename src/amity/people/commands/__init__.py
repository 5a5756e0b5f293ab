"""The verbs of people, file by file: inviting, rights, what is dated, leaving, signing in, own ways."""

from amity.people.commands.dated import add_discipline, set_capacity, set_discipline, set_lead
from amity.people.commands.inviting import (
    Invited,
    give_mail,
    invite_person,
    name_person,
    resend_invitation,
)
from amity.people.commands.leaving import deactivate_person, reactivate_person
from amity.people.commands.own import Preferences, change_preferences, rename_person
from amity.people.commands.rights import change_roles, set_money_right
from amity.people.commands.sign_ins import record_refused_token, record_sign_in
from amity.people.commands.signing import accept_invitation, choose_password, first_person
from amity.people.commands.tokens import MadeToken, make_token, revoke_own_tokens, revoke_token

__all__ = [
    "Invited",
    "MadeToken",
    "Preferences",
    "accept_invitation",
    "add_discipline",
    "change_preferences",
    "change_roles",
    "choose_password",
    "deactivate_person",
    "first_person",
    "give_mail",
    "invite_person",
    "make_token",
    "name_person",
    "reactivate_person",
    "record_refused_token",
    "record_sign_in",
    "rename_person",
    "resend_invitation",
    "revoke_own_tokens",
    "revoke_token",
    "set_capacity",
    "set_discipline",
    "set_lead",
    "set_money_right",
]
