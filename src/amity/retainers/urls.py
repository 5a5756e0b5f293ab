"""Addresses of retainers."""

from django.urls import path

from amity.retainers.views import changing, page

app_name = "retainers"
urlpatterns = [
    path("retainers/", page.retainers, name="retainers"),
    path("retainers/<int:agreement_id>/", page.retainer, name="retainer"),
    path("retainers/<int:agreement_id>/terms/", changing.agree_period_terms, name="agree_period_terms"),
    path("retainers/<int:agreement_id>/top-ups/buy/", changing.buy_top_up, name="buy_top_up"),
    path("retainers/<int:agreement_id>/deliveries/count/", changing.count_delivery, name="count_delivery"),
    path("retainers/<int:agreement_id>/over/<slug:period>/", changing.decide_over, name="decide_over"),
    path("retainers/<int:agreement_id>/call-offs/log/", changing.log_call_off, name="log_call_off"),
    path(
        "retainers/<int:agreement_id>/call-offs/<int:call_off_id>/done/",
        changing.finish_call_off, name="finish_call_off",
    ),
    path(
        "retainers/<int:agreement_id>/call-offs/<int:call_off_id>/drop/",
        changing.drop_call_off, name="drop_call_off",
    ),
]  # fmt: skip
