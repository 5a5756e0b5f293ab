"""URLs of findings and of the three questions."""

from django.urls import path, re_path

from amity.reports.agreement_documents import views as agreement_documents
from amity.reports.overview import views as overview
from amity.reports.period_statements import views as period_statements
from amity.reports.questions import views as questions

app_name = "reports"
urlpatterns = [
    path("agreements/<int:agreement_id>/paper.pdf", agreement_documents.agreement_file, name="agreement_file"),
    path("retainers/<int:agreement_id>/statement.pdf", period_statements.statement_file, name="statement_file"),
    path("found/", overview.found, name="found"),
    path("found/print.pdf", overview.print_found, name="print_found"),
    re_path(
        r"^found/projects/(?P<project_id>\d+)/(?P<kind>line|item)/(?P<thing_id>\d+)/(?P<verb>finished|open|not-yet)/$",
        overview.tick,
        name="tick",
    ),
    path("questions/", questions.questions, name="questions"),
    path("questions/people-cost/", questions.answer_people_cost, name="answer_people_cost"),
    path("questions/people-cost/try/", questions.try_people_cost, name="try_people_cost"),
    path("questions/country/", questions.answer_country, name="answer_country"),
    path("questions/country/try/", questions.try_country, name="try_country"),
    path("questions/payment/", questions.answer_payments, name="answer_payments"),
    path("questions/payment/<int:project_id>/", questions.answer_payment, name="answer_payment"),
]
