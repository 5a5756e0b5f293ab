"""URLs of sign-in (names as allauth needs them), of My settings, and of Settings → People."""

from allauth.account import views as door
from django.urls import include, path, re_path

from amity.people import views
from amity.people.provider import views as provider_views
from amity.people.public import public
from amity.people.second_factor import sign_in_views as factor_sign_in_views
from amity.people.second_factor import views as factor_views
from amity.people.sessions import views as session_views
from amity.people.sign_in import views as sign_in_views
from amity.people.tables import PersonList
from amity.people.tokens import views as token_views
from amity.people.tokens.tables import TokenList

people = (
    [
        path("settings/me/", views.own, name="own"),
        path("settings/me/sign-in/", factor_views.own_sign_in, name="own_sign_in"),
        path("settings/me/sign-in/set-up/", factor_views.set_up, name="set_up_second_factor"),
        path("settings/me/sign-in/app/", factor_views.add_app, name="add_app"),
        path("settings/me/sign-in/passkey/", factor_views.add_passkey, name="add_passkey"),
        path("settings/me/sign-in/codes/", factor_views.make_codes, name="make_codes"),
        path("settings/me/sign-in/<int:factor_id>/name/", factor_views.rename_passkey, name="rename_passkey"),
        path("settings/me/sign-in/<int:factor_id>/remove/", factor_views.remove_factor, name="remove_factor"),
        path("settings/me/sign-in/link/", provider_views.link_identity, name="link_identity"),
        path("settings/me/sign-in/unlink/", provider_views.unlink_identity, name="unlink_identity"),
        path("settings/me/sessions/end/", session_views.end_other_sessions, name="end_other_sessions"),
        path("settings/me/sessions/<uuid:reference>/end/", session_views.end_session, name="end_session"),
        path("settings/me/tokens/", token_views.own_tokens, name="tokens"),
        path("settings/tokens/", TokenList.as_view(), name="every_token"),
        path("settings/tokens/<int:token_id>/revoke/", token_views.revoke_token, name="revoke_token"),
        path("settings/sign-in/", provider_views.sign_in_page, name="sign_in_settings"),
        path("settings/sign-in/provider/remove/", provider_views.remove_provider, name="remove_provider"),
        path("settings/sign-in/required/", provider_views.set_requirements, name="set_requirements"),
        path("settings/people/", PersonList.as_view(), name="people"),
        path("settings/people/invite/", views.invite_person, name="invite_person"),
        path("settings/people/disciplines/", views.add_discipline, name="add_discipline"),
        path("settings/people/<int:person_id>/", views.person, name="person"),
        path("settings/people/<int:person_id>/<slug:verb>/", views.change_person, name="change_person"),
        path("sign-in/provider/", provider_views.provider_sign_in, name="provider_sign_in"),
        path("sign-in/provider/back/", provider_views.provider_return, name="provider_return"),
        path("sign-in/passkey/", factor_sign_in_views.passkey_sign_in, name="passkey_sign_in"),
        path("welcome/<str:token>/", sign_in_views.accept_invitation, name="accept_invitation"),
    ],
    "people",
)

urlpatterns = [
    path("sign-in/", public(sign_in_views.SignIn.as_view()), name="account_login"),
    path("sign-out/", public(door.logout), name="account_logout"),
    path("sign-in/closed/", public(door.account_inactive), name="account_inactive"),
    path("sign-up/", sign_in_views.by_invitation, name="account_signup"),
    path("settings/me/confirm/", factor_sign_in_views.confirm, name="account_reauthenticate"),
    path("sign-in/second-factor/", factor_sign_in_views.second_factor, name="mfa_authenticate"),
    path("forgotten/", public(door.password_reset), name="account_reset_password"),
    path("forgotten/sent/", public(door.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(door.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("forgotten/done/", public(door.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    path("settings/me/password/", door.password_change, name="account_change_password"),
    path("settings/me/password/first/", door.password_set, name="account_set_password"),
    path("", include(people)),
]
