"""URLs of hand-offs."""

from django.urls import path

from amity.handoff import views
from amity.handoff.account_handovers import views as account_views
from amity.handoff.answers import views as answer_views
from amity.handoff.changes import views as change_views
from amity.handoff.conditions import views as condition_views
from amity.handoff.notes import views as note_views
from amity.handoff.offers import views as offer_views
from amity.handoff.preparation import views as preparation_views
from amity.handoff.read_backs import views as read_back_views
from amity.handoff.risks import views as risk_views
from amity.handoff.small_jobs import views as small_job_views
from amity.handoff.tables import HandoffList
from amity.handoff.work_at_risk import views as cap_views

app_name = "handoff"
urlpatterns = [
    path("handoffs/", HandoffList.as_view(), name="handoffs"),
    path("handoffs/account/", account_views.prepare_account, name="prepare_account"),
    path("accounts/<int:account_id>/small-job/", small_job_views.small_job, name="small_job"),
    path("accounts/<int:account_id>/small-job/live/", small_job_views.small_job_live, name="small_job_live"),
    path("accounts/<int:account_id>/briefs/note/", small_job_views.former_address, name="former_small_job"),
    path("handoffs/<int:handoff_id>/", views.handoff, name="handoff"),
    path("handoffs/<int:handoff_id>/versions/", views.versions, name="versions"),
    path("handoffs/<int:handoff_id>/write/", note_views.write_prompts, name="write_prompts"),
    path("handoffs/<int:handoff_id>/notes/<slug:block>/", note_views.add_note, name="add_note"),
    path("handoffs/<int:handoff_id>/offer/", offer_views.offer, name="offer"),
    path("handoffs/<int:handoff_id>/take-back/", offer_views.take_back, name="take_back"),
    path("handoffs/<int:handoff_id>/answer/", answer_views.answer, name="answer"),
    path("handoffs/<int:handoff_id>/accept/", answer_views.accept, name="accept"),
    path("handoffs/<int:handoff_id>/conditions/", answer_views.accept_with_conditions, name="conditions"),
    path("handoffs/<int:handoff_id>/return/", answer_views.return_handoff, name="return"),
    path("handoffs/<int:handoff_id>/read-back/", read_back_views.read_back, name="read_back"),
    path("handoffs/<int:handoff_id>/risk/", risk_views.see_risk, name="see_risk"),
    path("handoffs/<int:handoff_id>/judge/", read_back_views.judge, name="judge"),
    path("handoffs/<int:handoff_id>/acknowledge/", change_views.acknowledge, name="acknowledge"),
    path("handoff-notes/<int:note_id>/", note_views.edit_note, name="edit_note"),
    path("handoff-notes/<int:note_id>/drop/", note_views.drop_note, name="drop_note"),
    path("handoff-conditions/<int:condition_id>/done/", condition_views.finish_condition, name="finish_condition"),
    path("requests/<int:request_id>/handoff/", preparation_views.prepare_request, name="of_request"),
    path("projects/<int:project_id>/handoff/", preparation_views.prepare, name="prepare"),
    path("projects/<int:project_id>/handoff/begin/", preparation_views.begin, name="begin"),
    path("projects/<int:project_id>/at-risk/", cap_views.raise_cap, name="raise_cap"),
    path("projects/<int:project_id>/stop-work/", cap_views.stop_work, name="stop_work"),
]
