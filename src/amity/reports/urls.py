"""URLs of findings and of the three questions."""

from django.urls import path, re_path

from amity.reports.agreement_documents import views as agreement_documents
from amity.reports.overview import views as overview
from amity.reports.period_statements import views as period_statements
from amity.reports.portfolio_report import views as portfolio_report
from amity.reports.questions import views as questions
from amity.reports.reviews import views as reviews

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
    path("accounts/<int:account_id>/reviews/", reviews.reviews, name="reviews"),
    path("accounts/<int:account_id>/reviews/new/", reviews.create_review, name="create_review"),
    path("accounts/<int:account_id>/reviews/dates/", reviews.set_rhythm, name="set_review_rhythm"),
    path("account-reviews/<int:review_id>/", reviews.review, name="review"),
    path("account-reviews/<int:review_id>/slides/<slug:key>/", reviews.slide, name="review_slide"),
    path("account-reviews/<int:review_id>/edit/", reviews.edit_review, name="edit_review"),
    path("account-reviews/<int:review_id>/asks/", reviews.set_asks, name="set_asks"),
    path("account-reviews/<int:review_id>/blocks/<slug:key>/", reviews.edit_block, name="edit_review_block"),
    path("account-reviews/<int:review_id>/blocks/<slug:key>/show/", reviews.show_block, name="show_review_block"),
    path("account-reviews/<int:review_id>/blocks/<slug:key>/move/", reviews.move_block, name="move_review_block"),
    path("account-reviews/<int:review_id>/release/", reviews.release_review, name="release_review"),
    path("account-reviews/<int:review_id>/withdraw/", reviews.withdraw_release, name="withdraw_review_release"),
    path("account-reviews/<int:review_id>/delete/", reviews.delete_review, name="delete_review"),
    path("account-reviews/<int:review_id>/send/", reviews.send_review, name="send_review"),
    path("account-reviews/<int:review_id>/review.pdf", reviews.review_pdf, name="review_pdf"),
    path("account-reviews/<int:review_id>/review.pptx", reviews.review_deck, name="review_deck"),
    path("money/report/", portfolio_report.portfolio_report, name="portfolio_report"),
    path("money/report.pdf", portfolio_report.portfolio_pdf, name="portfolio_pdf"),
    path("money/report.pptx", portfolio_report.portfolio_deck, name="portfolio_deck"),
    path("questions/", questions.questions, name="questions"),
    path("questions/people-cost/", questions.answer_people_cost, name="answer_people_cost"),
    path("questions/people-cost/try/", questions.try_people_cost, name="try_people_cost"),
    path("questions/country/", questions.answer_country, name="answer_country"),
    path("questions/country/try/", questions.try_country, name="try_country"),
    path("questions/payment/", questions.answer_payments, name="answer_payments"),
    path("questions/payment/<int:project_id>/", questions.answer_payment, name="answer_payment"),
]
