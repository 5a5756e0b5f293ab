"""Addresses of accounts and contacts."""

from django.urls import path

from amity.accounts import tables, views
from amity.accounts.contacts import views as contact_views
from amity.accounts.covers import views as cover_views
from amity.accounts.erasure import views as erasure_views
from amity.accounts.pins import views as pin_views
from amity.accounts.preferences import views as preferences
from amity.accounts.timeline import views as timeline_views

app_name = "accounts"
urlpatterns = [
    path("accounts/", tables.AccountList.as_view(), name="accounts"),
    path("accounts/open/", views.open_account, name="open_account"),
    path("accounts/<int:account_id>/", views.account, name="account"),
    path("accounts/<int:account_id>/conversation/", timeline_views.conversation, name="conversation"),
    path("accounts/<int:account_id>/people/", views.people, name="people"),
    path("accounts/<int:account_id>/pin/", pin_views.pin_account, name="pin_account"),
    path("accounts/<int:account_id>/unpin/", pin_views.unpin_account, name="unpin_account"),
    path("accounts/<int:account_id>/edit/", views.edit_account, name="edit_account"),
    path("accounts/<int:account_id>/move/", views.move_account, name="move_account"),
    path("accounts/<int:account_id>/domains/", views.set_domains, name="set_domains"),
    path("accounts/<int:account_id>/assign/", views.assign_account, name="assign_account"),
    path("accounts/<int:account_id>/cover/", cover_views.set_cover, name="set_cover"),
    path("covers/<int:cover_id>/end/", cover_views.end_cover, name="end_cover"),
    path("accounts/<int:account_id>/contacts/add/", contact_views.add_contact, name="add_contact"),
    path("accounts/<int:account_id>/plan/", views.plan, name="plan"),
    path("accounts/<int:account_id>/preferences/keep/", preferences.keep_preference, name="keep_preference"),
    path("accounts/<int:account_id>/preferences/try/", preferences.try_text, name="try_text"),
    path("preferences/<int:preference_id>/", preferences.edit_preference, name="edit_preference"),
    path("preferences/<int:preference_id>/withdraw/", preferences.withdraw_preference, name="withdraw_preference"),
    path("contacts/<int:contact_id>/", contact_views.contact, name="contact"),
    path("contacts/<int:contact_id>/edit/", contact_views.edit_contact, name="edit_contact"),
    path("contacts/<int:contact_id>/retire/", contact_views.retire_contact, name="retire_contact"),
    path("contacts/<int:contact_id>/erase/", erasure_views.erase_contact, name="erase_contact"),
]
