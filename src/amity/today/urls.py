"""Addresses of Today."""

from django.urls import path

from amity.today.asides import views as asides
from amity.today.cards import views
from amity.today.letters import views as letters
from amity.today.shown import views as shown

app_name = "today"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/shown/", shown.record_shown, name="record_shown"),
    path("today/aside/", asides.asides, name="asides"),
    path("today/aside/<int:aside_id>/back/", asides.bring_back, name="bring_back"),
    path("today/settings/", letters.settings, name="settings"),
    path("today/kinds/<slug:kind_key>/digest/", shown.move_to_digest, name="move_to_digest"),
    path("today/kinds/<slug:kind_key>/again/", shown.show_again, name="show_again"),
    path("today/cards/<slug:card_key>/not-now/", asides.not_now, name="not_now"),
    path("today/cards/<slug:card_key>/let-pass/", asides.let_pass, name="let_pass"),
    path("today/cards/<slug:card_key>/not-so/", asides.not_so, name="not_so"),
    path("today/cards/<slug:card_key>/effects/", asides.effects, name="effects"),
]
