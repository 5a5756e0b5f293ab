"""URLs of briefs, their lines, requests for hours, and templates."""

from django.urls import path

from amity.briefs import views
from amity.briefs.budget import views as budget
from amity.briefs.client_copy import views as client_copy
from amity.briefs.conversion import views as conversion
from amity.briefs.hours_asked import views as hours_asked
from amity.briefs.hours_asked.tables import EstimateList
from amity.briefs.items import views as items
from amity.briefs.line_templates import views as line_templates
from amity.briefs.lines import views as lines
from amity.briefs.moves import views as moves
from amity.briefs.prefill import views as prefill
from amity.briefs.roles import views as roles

app_name = "briefs"
urlpatterns = [
    path("accounts/<int:account_id>/briefs/new/", views.new_brief, name="new_brief"),
    path("briefs/<int:brief_id>/", views.brief, name="brief"),
    path("briefs/<int:brief_id>/buys/", budget.buys, name="buys"),
    path("briefs/<int:brief_id>/fit/", budget.fit, name="fit"),
    path("briefs/<int:brief_id>/items/<str:item>/", items.item, name="item"),
    path("briefs/<int:brief_id>/fill/", prefill.fill, name="fill"),
    path("briefs/<int:brief_id>/send/", client_copy.send_brief, name="send_brief"),
    path("briefs/<int:brief_id>/for-client/", client_copy.for_client, name="for_client"),
    path("briefs/<int:brief_id>/record/", moves.record, name="record"),
    path("briefs/<int:brief_id>/move/<str:state>/", moves.move, name="move"),
    path("briefs/<int:brief_id>/convert/", conversion.convert, name="convert"),
    path("briefs/<int:brief_id>/start/", conversion.start, name="start"),
    path("briefs/<int:brief_id>/roles/add/", roles.add_role, name="add_role"),
    path("briefs/<int:brief_id>/roles/<int:role_id>/remove/", roles.remove_role, name="remove_role"),
    path("briefs/<int:brief_id>/lines/add/", lines.add_line, name="add_line"),
    path("briefs/<int:brief_id>/lines/plan/", lines.plan_hours, name="plan_hours"),
    path("briefs/<int:brief_id>/lines/template/", line_templates.use_template, name="use_template"),
    path("briefs/<int:brief_id>/keep-template/", line_templates.keep, name="keep_template"),
    path("briefs/lines/<int:line_id>/", lines.edit_line, name="edit_line"),
    path("briefs/lines/<int:line_id>/<str:way>-one/", lines.move_line, name="move_line"),
    path("briefs/lines/<int:line_id>/remove/", lines.remove_line, name="remove_line"),
    path("briefs/lines/<int:line_id>/restore/", lines.restore_line, name="restore_line"),
    path("briefs/lines/<int:line_id>/ask/", hours_asked.ask, name="ask"),
    path("briefs/hours/", EstimateList.as_view(), name="asked"),
    path("briefs/hours/<int:hours_request_id>/", hours_asked.answer, name="answer"),
    path("briefs/hours/<int:hours_request_id>/again/", hours_asked.ask_again, name="ask_again"),
    path("briefs/hours/<int:hours_request_id>/take/", hours_asked.take, name="take"),
    path("briefs/hours/<int:hours_request_id>/withdraw/", hours_asked.withdraw, name="withdraw"),
    path("briefs/hours/by-link/<str:token>/", hours_asked.answer_by_link, name="answer_by_link"),
    path("briefs/templates/", line_templates.templates, name="templates"),
    path("briefs/templates/<int:template_id>/retire/", line_templates.retire, name="retire_template"),
]
