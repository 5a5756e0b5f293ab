"""Everyone can sign in and change their own settings. Only administrators manage people."""

from tests.matrix.rights import ADMIN, DIRECTOR, EVERYBODY, FINANCE, SIGNED_IN, TEAM, May, RestRights, Rights, may, rest

PASSWORD = "another horse battery"


def act(verb: str, **data: str | list[str]) -> May:
    """Return the rule for an action on a person."""
    return may(post={ADMIN}, where={"verb": verb}, data=data)


RIGHTS: Rights = {
    "account_login": may(
        get=EVERYBODY,
        post=EVERYBODY,
        data={"login": "finance@halden.example", "password": "correct horse battery"},
        trail=False,
    ),
    "account_logout": may(get=EVERYBODY, post=EVERYBODY, trail=False),
    "account_inactive": may(get=EVERYBODY),
    "account_signup": may(get=EVERYBODY),
    "account_reauthenticate": may(
        get=SIGNED_IN, post=SIGNED_IN, data={"password": "correct horse battery"}, trail=False
    ),
    "mfa_authenticate": may(get=SIGNED_IN, uncounted="leads a signed-in person on"),
    "people:provider_sign_in": may(get=EVERYBODY),
    "people:provider_return": may(get=EVERYBODY),
    "people:passkey_sign_in": may(get=EVERYBODY),
    "people:own_sign_in": may(get=SIGNED_IN),
    "people:set_up_second_factor": may(get=SIGNED_IN, uncounted="leads on to the own page"),
    "people:add_app": may(get=SIGNED_IN, uncounted="asks to confirm first"),
    "people:add_passkey": may(get=SIGNED_IN, uncounted="asks to confirm first"),
    "people:link_identity": may(get=SIGNED_IN, uncounted="asks to confirm first"),
    "people:make_codes": may(post=SIGNED_IN, trail=False),
    "people:rename_passkey": may(post=SIGNED_IN, trail=False, where={"factor_id": "1"}, data={"name": "Laptop"}),
    "people:remove_factor": may(post=SIGNED_IN, trail=False, where={"factor_id": "1"}),
    "people:unlink_identity": may(post=SIGNED_IN, trail=False),
    "people:end_other_sessions": may(post=SIGNED_IN, trail=False),
    "people:end_session": may(post=SIGNED_IN, trail=False, where={"reference": "00000000-0000-4000-8000-000000000000"}),
    "people:sign_in_settings": may(
        get={ADMIN},
        post={ADMIN},
        data={
            "provider_name": "Company sign-in",
            "issuer": "https://id.example.com",
            "client_id": "amity",
            "client_secret": "s3cret",
        },
        counted=True,
    ),
    "people:remove_provider": may(post={ADMIN}, trail=False),
    "people:set_requirements": may(post={ADMIN}, data={"password_allowed": "on", "required_roles": ["finance"]}),
    "account_reset_password": may(get=EVERYBODY, post=EVERYBODY, data={"email": "a@halden.example"}, trail=False),
    "account_reset_password_done": may(get=EVERYBODY),
    "account_reset_password_from_key": may(get=EVERYBODY, where={"uidb36": "1", "key": "set-password"}),
    "account_reset_password_from_key_done": may(get=EVERYBODY),
    "account_change_password": may(
        get=SIGNED_IN,
        post=SIGNED_IN,
        trail=False,
        data={"oldpassword": "correct horse battery", "password1": PASSWORD, "password2": PASSWORD},
    ),
    "account_set_password": may(get=SIGNED_IN, uncounted="leads on to the own page"),
    "people:own": may(
        get=SIGNED_IN,
        post=SIGNED_IN,
        data={"locale": "de_DE", "time_zone": "Europe/Berlin", "theme": "dark", "density": ""},
    ),
    "people:tokens": may(get=SIGNED_IN, post=SIGNED_IN, data={"name": "Script", "scopes": ["read"], "days": "90"}),
    "people:every_token": may(get={ADMIN}),
    "people:revoke_token": may(post={TEAM, ADMIN}),
    "people:people": may(get={ADMIN}),
    "people:invite_person": may(
        get={ADMIN}, post={ADMIN}, data={"name": "Nia New", "mail": "nia@halden.example", "roles": ["team_member"]}
    ),
    "people:add_discipline": may(post={ADMIN, DIRECTOR, FINANCE}, data={"name": "Strategy"}),
    "people:person": may(get={ADMIN}),
    "people:change_person": [
        act("name", name="Tom"),
        act("roles", roles=["legal"]),
        act("money-right", right="5"),
        act("discipline", discipline_id="{discipline_id}", valid_from="2026-11-01"),
        act("capacity", weekly_hours="32", valid_from="2026-11-01"),
        act("lead", lead_id="{manager_id}"),
        act("mail", mail="tom@halden.example"),
        act("resend"),
        act("end-sessions", reason="Lost laptop"),
        act("reset-second-factor", reason="Lost phone"),
        act("unlink-identity", reason="Wrong identity"),
        act("deactivate"),
    ],
    "people:accept_invitation": may(get=EVERYBODY, post=EVERYBODY, data={"password": PASSWORD}),
}

REST: RestRights = {
    "list_people": rest(SIGNED_IN),
    "read_me": rest(SIGNED_IN),
    "read_person": rest(SIGNED_IN),
}
