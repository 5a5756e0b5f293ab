"""Addresses of the client's side."""

from django.urls import path

from amity.portal import views
from amity.portal.pages import deed, page
from amity.portal.visitors import views as visitors

app_name = "portal"
urlpatterns = [
    path("client/sign-in/", visitors.sign_in, name="sign_in"),
    path("client/code/<uuid:code_reference>/", visitors.enter_code, name="enter_code"),
    deed("sign-out/", visitors.sign_out, "sign_out"),
    path("contacts/<int:contact_id>/devices/end/", visitors.end_devices, name="end_devices"),
    *page("", views.home, "home"),
]
