"""Addresses of briefs, their lines, hours asked for, and templates."""

from django.urls import path

from amity.briefs import tables
from amity.briefs.views import hours, knowing, lines, moving, opening, page, templates

app_name = "briefs"
urlpatterns = [
    path("briefs/", tables.BriefList.as_view(), name="briefs"),
    path("accounts/<int:account_id>/briefs/new/", opening.new_brief, name="new_brief"),
    path("accounts/<int:account_id>/briefs/note/", opening.new_note, name="new_note"),
    path("accounts/<int:account_id>/briefs/note/price/", opening.note_price, name="note_price"),
    path("briefs/<int:brief_id>/", page.brief, name="brief"),
    path("briefs/<int:brief_id>/buys/", page.buys, name="buys"),
    path("briefs/<int:brief_id>/fit/", page.fit, name="fit"),
    path("briefs/<int:brief_id>/items/<str:item>/", knowing.item, name="item"),
    path("briefs/<int:brief_id>/fill/", knowing.fill, name="fill"),
    path("briefs/<int:brief_id>/for-client/", knowing.for_client, name="for_client"),
    path("briefs/<int:brief_id>/move/<str:state>/", moving.move, name="move"),
    path("briefs/<int:brief_id>/convert/", moving.convert, name="convert"),
    path("briefs/<int:brief_id>/start/", moving.start, name="start"),
    path("briefs/<int:brief_id>/roles/add/", moving.add_role, name="add_role"),
    path("briefs/<int:brief_id>/roles/<int:role_id>/remove/", moving.remove_role, name="remove_role"),
    path("briefs/<int:brief_id>/lines/add/", lines.add_line, name="add_line"),
    path("briefs/<int:brief_id>/lines/plan/", lines.plan_hours, name="plan_hours"),
    path("briefs/<int:brief_id>/lines/template/", lines.use_template, name="use_template"),
    path("briefs/<int:brief_id>/keep-template/", templates.keep, name="keep_template"),
    path("briefs/lines/<int:line_id>/", lines.edit_line, name="edit_line"),
    path("briefs/lines/<int:line_id>/<str:way>-one/", lines.move_line, name="move_line"),
    path("briefs/lines/<int:line_id>/remove/", lines.remove_line, name="remove_line"),
    path("briefs/lines/<int:line_id>/restore/", lines.restore_line, name="restore_line"),
    path("briefs/lines/<int:line_id>/ask/", hours.ask, name="ask"),
    path("briefs/hours/", hours.asked, name="asked"),
    path("briefs/hours/<int:asked_id>/", hours.answer, name="answer"),
    path("briefs/hours/<int:asked_id>/again/", hours.ask_again, name="ask_again"),
    path("briefs/hours/<int:asked_id>/take/", hours.take, name="take"),
    path("briefs/hours/<int:asked_id>/withdraw/", hours.withdraw, name="withdraw"),
    path("briefs/hours/by-link/<str:token>/", hours.answer_by_link, name="answer_by_link"),
    path("briefs/templates/", templates.templates, name="templates"),
    path("briefs/templates/<int:template_id>/retire/", templates.retire, name="retire_template"),
]
