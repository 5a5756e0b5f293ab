"""URLs of contact reports."""

from django.urls import path

from amity.contact_reports import views
from amity.contact_reports.client_days import views as days
from amity.contact_reports.corrections import views as corrections
from amity.contact_reports.drafts import views as drafts
from amity.contact_reports.letters import views as letters
from amity.contact_reports.points import views as points
from amity.contact_reports.tables import ContactReportList

app_name = "contact_reports"
ONE = "contact-reports/<int:contact_report_id>/"
POINT = f"{ONE}points/<int:point_id>/"
urlpatterns = [
    path("contact-reports/", ContactReportList.as_view(), name="contact_reports"),
    path("accounts/<int:account_id>/contact-reports/draft/", drafts.choose_notes, name="choose_notes"),
    path("notes/<int:note_id>/contact-report/", drafts.draft_of_note, name="draft_of_note"),
    path("notes/<int:note_id>/no-contact-report/", drafts.need_no_report, name="need_no_report"),
    path("notes/<int:note_id>/contact-report-needed/", drafts.need_report, name="need_report"),
    path(ONE, views.contact_report, name="contact_report"),
    path(f"{ONE}edit/", drafts.edit_report, name="edit_report"),
    path(f"{ONE}discard/", drafts.discard_draft, name="discard_draft"),
    path(f"{ONE}points/add/", points.add_point, name="add_point"),
    path(f"{POINT}edit/", points.edit_point, name="edit_point"),
    path(f"{POINT}leave-out/", points.drop_point, name="drop_point"),
    path(f"{POINT}restore/", points.restore_point, name="restore_point"),
    path(f"{POINT}move/<slug:way>/", points.move_point, name="move_point"),
    path(f"{ONE}submit/", letters.submit_report, name="submit_report"),
    path(f"{ONE}reopen/", letters.reopen_report, name="reopen_report"),
    path(f"{ONE}sent/", letters.record_sent, name="record_sent"),
    path(f"{ONE}pdf/", letters.report_file, name="report_file"),
    path(f"{ONE}correct/", corrections.correct, name="correct"),
    path(f"{ONE}confirm/", corrections.confirm, name="confirm"),
    path("accounts/<int:account_id>/client-days/", days.client_days, name="client_days"),
    path("accounts/<int:account_id>/client-days/absences/add/", days.add_absence, name="add_absence"),
    path(
        "accounts/<int:account_id>/client-days/absences/<int:absence_id>/remove/", days.remove_absence,
        name="remove_absence",
    ),
]  # fmt: skip
