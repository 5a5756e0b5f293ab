"""URLs of retainers."""

from django.urls import path

from amity.retainers import views
from amity.retainers.client_balance import views as client_balance
from amity.retainers.deliveries import views as deliveries
from amity.retainers.listing import views as listing
from amity.retainers.listing.tables import Retainers
from amity.retainers.notes import views as notes
from amity.retainers.overage import views as overage
from amity.retainers.requests import views as requests
from amity.retainers.terms import views as terms
from amity.retainers.top_ups import views as top_ups

app_name = "retainers"
urlpatterns = [
    path("retainers/", Retainers.as_view(), name="retainers"),
    path("retainers/list.csv", listing.retainers_file, name="retainers_file"),
    path("retainers/<int:agreement_id>/", views.retainer, name="retainer"),
    path("retainers/<int:agreement_id>/note/send/", notes.send_note, name="send_note"),
    path("retainers/<int:agreement_id>/note/", notes.record_note_sent, name="record_note_sent"),
    path("retainers/<int:agreement_id>/client-balance/", client_balance.set_client_balance, name="set_client_balance"),
    path("retainers/<int:agreement_id>/terms/", terms.agree_period_terms, name="agree_period_terms"),
    path("retainers/<int:agreement_id>/top-ups/buy/", top_ups.buy_top_up, name="buy_top_up"),
    path(
        "retainers/<int:agreement_id>/top-ups/<int:top_up_id>/take-back/",
        top_ups.take_back_top_up, name="take_back_top_up",
    ),
    path("retainers/<int:agreement_id>/deliveries/count/", deliveries.count_delivery, name="count_delivery"),
    path(
        "retainers/<int:agreement_id>/deliveries/<int:delivery_id>/take-back/",
        deliveries.take_back_delivery, name="take_back_delivery",
    ),
    path("retainers/<int:agreement_id>/over/<slug:period>/", overage.decide_over, name="decide_over"),
    path("retainers/<int:agreement_id>/over/<slug:period>/shares/", overage.show_shares, name="show_shares"),
    path("retainers/<int:agreement_id>/requests/log/", requests.log_request, name="log_request"),
]  # fmt: skip
