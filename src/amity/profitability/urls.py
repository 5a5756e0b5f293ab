"""Addresses of money."""

from django.urls import include, path

from amity.profitability import views

money = (
    [
        path("money/", views.portfolio, name="portfolio"),
        path("money/portfolio.csv", views.portfolio_file, name="portfolio_file"),
        path("money/why/<slug:figure>/", views.why_portfolio, name="why_portfolio"),
        path("accounts/<int:account_id>/money/", views.account, name="account"),
        path("accounts/<int:account_id>/money/projects.csv", views.account_file, name="account_file"),
        path("accounts/<int:account_id>/money/why/<slug:figure>/", views.why_account, name="why_account"),
        path("projects/<int:project_id>/money/", views.project, name="project"),
        path("projects/<int:project_id>/money/lines.csv", views.project_file, name="project_file"),
        path("projects/<int:project_id>/money/why/<slug:figure>/", views.why_project, name="why_project"),
    ],
    "money",
)

urlpatterns = [path("", include(money))]
