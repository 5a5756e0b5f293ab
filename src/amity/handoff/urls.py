"""Addresses of hand-offs."""

from django.urls import path

from amity.handoff.views import answering, page, reading, risking, writing

app_name = "handoff"
urlpatterns = [
    path("handoffs/", page.handoffs, name="handoffs"),
    path("handoffs/account/", writing.prepare_account, name="prepare_account"),
    path("handoffs/<int:handoff_id>/", page.handoff, name="handoff"),
    path("handoffs/<int:handoff_id>/versions/", page.versions, name="versions"),
    path("handoffs/<int:handoff_id>/write/", writing.write_prompts, name="write_prompts"),
    path("handoffs/<int:handoff_id>/notes/<slug:block>/", writing.add_note, name="add_note"),
    path("handoffs/<int:handoff_id>/offer/", writing.offer, name="offer"),
    path("handoffs/<int:handoff_id>/take-back/", writing.take_back, name="take_back"),
    path("handoffs/<int:handoff_id>/answer/", answering.answer, name="answer"),
    path("handoffs/<int:handoff_id>/accept/", answering.accept, name="accept"),
    path("handoffs/<int:handoff_id>/conditions/", answering.accept_with_conditions, name="conditions"),
    path("handoffs/<int:handoff_id>/return/", answering.return_handoff, name="return"),
    path("handoffs/<int:handoff_id>/read-back/", reading.read_back, name="read_back"),
    path("handoffs/<int:handoff_id>/risk/", answering.see_risk, name="see_risk"),
    path("handoffs/<int:handoff_id>/judge/", reading.judge, name="judge"),
    path("handoffs/<int:handoff_id>/acknowledge/", reading.acknowledge, name="acknowledge"),
    path("handoff-notes/<int:note_id>/", writing.edit_note, name="edit_note"),
    path("handoff-notes/<int:note_id>/drop/", writing.drop_note, name="drop_note"),
    path("handoff-conditions/<int:condition_id>/done/", reading.finish_condition, name="finish_condition"),
    path("call-offs/<int:call_off_id>/handoff/", writing.prepare_call_off, name="call_off"),
    path("projects/<int:project_id>/handoff/", writing.prepare, name="prepare"),
    path("projects/<int:project_id>/handoff/begin/", writing.begin, name="begin"),
    path("projects/<int:project_id>/at-risk/", risking.raise_cap, name="raise_cap"),
    path("projects/<int:project_id>/stop-work/", risking.stop_work, name="stop_work"),
]
