"""Addresses of agreements."""

from django.urls import path

from amity.agreements import views

app_name = "agreements"
urlpatterns = [
    path("accounts/<int:account_id>/agreements/open/", views.open_agreement, name="open_agreement"),
    path("agreements/<int:agreement_id>/", views.agreement, name="agreement"),
    path("agreements/<int:agreement_id>/terms/", views.agree_terms, name="agree_terms"),
    path("agreements/<int:agreement_id>/lines/add/", views.add_line, name="add_line"),
]
