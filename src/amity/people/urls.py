"""URLs of sign-in (names as allauth needs them), of My settings, and of Settings → People."""

from allauth.account import views as door
from django.urls import include, path, re_path

from amity.people import views
from amity.people.public import public
from amity.people.sign_in import views as sign_in_views
from amity.people.tokens import views as token_views

people = (
    [
        path("settings/me/", views.own, name="own"),
        path("settings/me/tokens/", token_views.own_tokens, name="tokens"),
        path("settings/tokens/", token_views.every_token, name="every_token"),
        path("settings/tokens/<int:token_id>/revoke/", token_views.revoke_token, name="revoke_token"),
        path("settings/people/", views.people, name="people"),
        path("settings/people/invite/", views.invite_person, name="invite_person"),
        path("settings/people/disciplines/", views.add_discipline, name="add_discipline"),
        path("settings/people/<int:person_id>/", views.person, name="person"),
        path("settings/people/<int:person_id>/<slug:verb>/", views.change_person, name="change_person"),
        path("welcome/<str:token>/", sign_in_views.accept_invitation, name="accept_invitation"),
    ],
    "people",
)

urlpatterns = [
    path("sign-in/", public(sign_in_views.SignIn.as_view()), name="account_login"),
    path("sign-out/", public(door.logout), name="account_logout"),
    path("sign-in/closed/", public(door.account_inactive), name="account_inactive"),
    path("sign-up/", sign_in_views.by_invitation, name="account_signup"),
    path("sign-in/again/", door.reauthenticate, name="account_reauthenticate"),
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
