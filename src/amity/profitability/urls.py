"""URLs of money."""

from django.urls import include, path

from amity.profitability.accounts import views as accounts
from amity.profitability.closing import views as month_end
from amity.profitability.drift import views as drift
from amity.profitability.drift.listing import DriftList
from amity.profitability.forecast import views as forecast
from amity.profitability.outlook import views as outlook
from amity.profitability.portfolio import views as portfolio
from amity.profitability.projects import views as projects

money = (
    [
        path("money/", portfolio.portfolio, name="portfolio"),
        path("money/portfolio.csv", portfolio.portfolio_file, name="portfolio_file"),
        path("money/why/<slug:figure>/", portfolio.why_portfolio, name="why_portfolio"),
        path("money/drift/", DriftList.as_view(), name="drift"),
        path("accounts/<int:account_id>/drift/", drift.account_drift, name="account_drift"),
        path("accounts/<int:account_id>/drift/work.csv", drift.account_drift_file, name="account_drift_file"),
        path("money/ahead/", outlook.ahead, name="ahead"),
        path("money/ahead/months.csv", outlook.ahead_file, name="ahead_file"),
        path("money/ahead/why/<str:month>/", outlook.why_ahead, name="why_ahead"),
        path("money/month-end/", month_end.month_end, name="month_end"),
        path("money/month-end/<str:month>/", month_end.month_end, name="month_end_of"),
        path("money/month-end/<str:month>/frozen.csv", month_end.month_end_file, name="month_end_file"),
        path("money/month-end/<str:month>/close/", month_end.close_month, name="close_month"),
        path("money/month-end/<str:month>/open/", month_end.open_month, name="open_month"),
        path("money/month-end/<str:month>/payroll/", month_end.enter_payroll, name="enter_payroll"),
        path("money/month-end/<str:month>/ask/", month_end.ask_for_time, name="ask_for_time"),
        path("money/month-end/<str:month>/price/", month_end.price_time, name="price_time"),
        path("money/month-end/<str:month>/leave/<slug:point>/", month_end.leave_point, name="leave_point"),
        path("money/month-end/<str:month>/take-up/<slug:point>/", month_end.take_up_point, name="take_up_point"),
        path("accounts/<int:account_id>/money/", accounts.account, name="account"),
        path("accounts/<int:account_id>/money/projects.csv", accounts.account_file, name="account_file"),
        path("accounts/<int:account_id>/money/why/<slug:figure>/", accounts.why_account, name="why_account"),
        path("projects/<int:project_id>/money/", projects.project, name="project"),
        path("projects/<int:project_id>/money/lines.csv", projects.project_file, name="project_file"),
        path("projects/<int:project_id>/money/why/<slug:figure>/", projects.why_project, name="why_project"),
        path("projects/<int:project_id>/money/forecast/", forecast.forecast, name="forecast"),
        path("projects/<int:project_id>/money/forecast/lines/<int:line_id>/", forecast.answer_line, name="answer_line"),
        path("projects/<int:project_id>/money/forecast/items/<int:item_id>/", forecast.answer_item, name="answer_item"),
    ],
    "money",
)

urlpatterns = [path("", include(money))]
