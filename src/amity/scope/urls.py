"""URLs of requests."""

from django.urls import path

from amity.scope.assessments import views as assessment_views
from amity.scope.courtesy import views as courtesy_views
from amity.scope.courtesy.tables import ExtraWorkList
from amity.scope.decisions import views as decision_views
from amity.scope.declining import views as declining_views
from amity.scope.early_start import views as early_views
from amity.scope.requests import views
from amity.scope.requests.tables import RequestList

app_name = "scope"
urlpatterns = [
    path("requests/", RequestList.as_view(), name="requests"),
    path("requests/confirm/", decision_views.confirm, name="confirm"),
    path("requests/extra-work/", ExtraWorkList.as_view(), name="extra_work"),
    path("requests/<int:request_id>/assess/", assessment_views.assess, name="assess"),
    path("requests/<int:request_id>/ask-again/", assessment_views.ask_again, name="ask_again"),
    path("requests/<int:request_id>/decide/", decision_views.decide, name="decide"),
    path("requests/log/", views.choose_account, name="choose_account"),
    path("accounts/<int:account_id>/requests/log/", views.log_on_account, name="log_on_account"),
    path("accounts/<int:account_id>/requests/guess/", views.guess_line, name="guess"),
    path("projects/<int:project_id>/requests/log/", views.log_on_project, name="log_on_project"),
    path("requests/<int:request_id>/", views.request, name="request"),
    path("requests/<int:request_id>/edit/", views.edit_request, name="edit_request"),
    path("requests/<int:request_id>/close/", views.close_request, name="close_request"),
    path("requests/<int:request_id>/finish/", views.finish_request, name="finish_request"),
    path("requests/<int:request_id>/drop/", views.drop_request, name="drop_request"),
    path("requests/<int:request_id>/reopen/", views.reopen_request, name="reopen_request"),
    path("requests/<int:request_id>/answer/", declining_views.answer, name="answer"),
    path("requests/<int:request_id>/let-work-start/", early_views.let_work_start, name="let_work_start"),
    path("accounts/<int:account_id>/at-no-charge/send/", courtesy_views.write_statement, name="write_statement"),
    path(
        "accounts/<int:account_id>/at-no-charge/<int:month>/send/", courtesy_views.send_statement, name="send_statement"
    ),
]
