"""Addresses of retainers."""

from django.urls import path

from amity.retainers.views import calling, changing, notes, page

app_name = "retainers"
urlpatterns = [
    path("retainers/", page.retainers, name="retainers"),
    path("retainers/list.csv", page.retainers_file, name="retainers_file"),
    path("retainers/<int:agreement_id>/", page.retainer, name="retainer"),
    path("retainers/<int:agreement_id>/note/", notes.record_note_sent, name="record_note_sent"),
    path("retainers/<int:agreement_id>/terms/", changing.agree_period_terms, name="agree_period_terms"),
    path("retainers/<int:agreement_id>/top-ups/buy/", changing.buy_top_up, name="buy_top_up"),
    path(
        "retainers/<int:agreement_id>/top-ups/<int:top_up_id>/take-back/",
        changing.take_back_top_up, name="take_back_top_up",
    ),
    path("retainers/<int:agreement_id>/deliveries/count/", changing.count_delivery, name="count_delivery"),
    path(
        "retainers/<int:agreement_id>/deliveries/<int:delivery_id>/take-back/",
        changing.take_back_delivery, name="take_back_delivery",
    ),
    path("retainers/<int:agreement_id>/over/<slug:period>/", changing.decide_over, name="decide_over"),
    path("retainers/<int:agreement_id>/call-offs/log/", calling.log_call_off, name="log_call_off"),
    path(
        "retainers/<int:agreement_id>/call-offs/<int:call_off_id>/change/",
        calling.change_call_off, name="change_call_off",
    ),
    path(
        "retainers/<int:agreement_id>/call-offs/<int:call_off_id>/take-up/",
        calling.take_up_call_off, name="take_up_call_off",
    ),
    path(
        "retainers/<int:agreement_id>/call-offs/<int:call_off_id>/done/",
        calling.finish_call_off, name="finish_call_off",
    ),
    path(
        "retainers/<int:agreement_id>/call-offs/<int:call_off_id>/drop/",
        calling.drop_call_off, name="drop_call_off",
    ),
]  # fmt: skip
