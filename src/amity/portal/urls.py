"""Addresses of the client's side. `page` gives each page two: the visitor's, and the account manager's view of it."""

from django.urls import path

from amity.portal import views
from amity.portal.access import views as access
from amity.portal.answers import beside, on_pages
from amity.portal.answers import views as answers
from amity.portal.colleagues import views as colleagues
from amity.portal.colours import views as colours
from amity.portal.money import views as money
from amity.portal.needed import views as needed
from amity.portal.pages import deed, page
from amity.portal.pulse import views as pulse
from amity.portal.released import views as released
from amity.portal.requests import views as requests
from amity.portal.stories import views as stories
from amity.portal.visitors import views as visitors
from amity.portal.work import views as work
from amity.portal.year import views as year

app_name = "portal"
urlpatterns = [
    path("client-colour.css", colours.colour, name="colour"),
    path("client/sign-in/", visitors.sign_in, name="sign_in"),
    path("client/code/<uuid:code_reference>/", visitors.enter_code, name="enter_code"),
    deed("sign-out/", visitors.sign_out, "sign_out"),
    path("contacts/<int:contact_id>/devices/end/", visitors.end_devices, name="end_devices"),
    path("contacts/<int:contact_id>/client-pages/", access.edit_access, name="edit_access"),
    path("a/<str:token>/", answers.answer, name="answer"),
    path("a/<str:token>/who/", answers.who, name="answer_who"),
    path("a/<str:token>/code/", answers.code, name="answer_code"),
    path("a/<str:token>/hold/", answers.hold, name="answer_hold"),
    path("a/<str:token>/why/", answers.why, name="answer_why"),
    path("a/<str:token>/files/<int:file_id>/", answers.attached, name="answer_file"),
    path("answers/<int:answer_id>/read/", beside.mark_read, name="mark_answer_read"),
    path("answers/<int:answer_id>/resume/", beside.resume, name="resume_answer"),
    *page("", views.home, "home"),
    *page("needed/<int:input_id>/", needed.send_input, "send_input"),
    *page("needed/<int:input_id>/when/", needed.promise_input, "promise_input"),
    *page("work/", work.work, "work"),
    *page("work/<int:deliverable_id>/", work.deliverable, "deliverable"),
    *page("work/<int:deliverable_id>/<int:number>/", work.version_file, "version_file"),
    *page("sent/", released.sent, "sent"),
    *page("sent/<int:item_id>/", on_pages.sent_item, "sent_item"),
    deed("sent/<int:item_id>/code/", on_pages.answer_code, "item_code"),
    deed("sent/<int:item_id>/hold/", on_pages.hold_item, "hold_item"),
    deed("sent/<int:item_id>/story/", stories.answer_story, "answer_story"),
    *page("sent/<int:item_id>/<int:file_id>/", released.sent_file, "sent_file"),
    *page("sent/<int:item_id>/signed.pdf", released.signed_file, "signed_file"),
    *page("who-to-ask/", colleagues.colleagues, "colleagues"),
    *page("how-are-we-doing/<int:account_id>/", pulse.pulse, "pulse"),
    path("accounts/<int:account_id>/how-are-we-doing/", pulse.pulse_answers, name="pulse_answers"),
    *page("retainers/", money.balances, "balances"),
    *page("year/", year.year, "year"),
    *page("requests/", requests.requests, "requests"),
]
