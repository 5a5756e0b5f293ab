"""URLs of the kit, of search or jump, and of actions on every list."""

from django.urls import path

from amity.ui.kit import kit
from amity.ui.lists import acts
from amity.ui.search import page as jump_page
from amity.ui.shell.counts import counts

app_name = "ui"
urlpatterns = [
    path("ui/", kit, name="kit"),
    path("counts/", counts, name="counts"),
    path("jump/", jump_page.jump, name="jump"),
    path("jump/options/", jump_page.jump_options, name="jump_options"),
    path("lists/<slug:list_key>/views/", acts.keep_view, name="keep_view"),
    path("lists/<slug:list_key>/columns/", acts.choose_columns, name="choose_columns"),
    path("lists/views/<int:view_id>/forget/", acts.forget_view, name="forget_view"),
]
