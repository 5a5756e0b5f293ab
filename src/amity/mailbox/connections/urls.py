"""URLs of connected mailboxes, and of their settings."""

from django.urls import path

from amity.mailbox.connections import consent_views, views
from amity.mailbox.registrations import views as registration_views

urlpatterns = [
    path("settings/me/mailboxes/", views.own_mailboxes, name="own_mailboxes"),
    path("settings/me/mailboxes/connect/", views.connect_own, name="connect_own"),
    path("accounts/<int:account_id>/mailboxes/", views.account_mailboxes, name="account_mailboxes"),
    path("accounts/<int:account_id>/mailboxes/connect/", views.connect_shared, name="connect_shared"),
    path("mailboxes/consent/", consent_views.consent_return, name="consent_return"),
    path("mailboxes/<int:connection_id>/", views.connection, name="connection"),
    path("mailboxes/<int:connection_id>/edit/", views.edit_connection, name="edit_connection"),
    path("mailboxes/<int:connection_id>/read/", views.read_now, name="read_now"),
    path("mailboxes/<int:connection_id>/pause/", views.pause, name="pause"),
    path("mailboxes/<int:connection_id>/resume/", views.resume, name="resume"),
    path("mailboxes/<int:connection_id>/consent/", consent_views.renew_consent, name="renew_consent"),
    path("mailboxes/<int:connection_id>/disconnect/", views.disconnect, name="disconnect"),
    path("emails/<int:email_id>/fetch-text/", views.fetch_text, name="fetch_text"),
    path("settings/mailboxes/", registration_views.mailbox_settings, name="settings"),
    path("settings/mailboxes/going-out/", registration_views.set_gate_mailbox, name="set_gate_mailbox"),
    path("settings/mailboxes/rule/", registration_views.set_rule, name="set_rule"),
    path("settings/mailboxes/<slug:provider>/", registration_views.set_registration, name="set_registration"),
    path(
        "settings/mailboxes/<slug:provider>/remove/", registration_views.remove_registration,
        name="remove_registration",
    ),
]  # fmt: skip
