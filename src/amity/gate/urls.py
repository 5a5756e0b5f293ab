"""URLs of the gate."""

from django.urls import path

from amity.gate.announcements import views as announcements
from amity.gate.answering import views as answering
from amity.gate.beliefs import views as beliefs
from amity.gate.bundles import views as bundles
from amity.gate.decisions import views as decisions
from amity.gate.edits import views as edits
from amity.gate.email_templates import views as email_templates
from amity.gate.items import views as items
from amity.gate.items.tables import ItemList
from amity.gate.lane_offers import views as lane_offers
from amity.gate.lanes import views as lanes
from amity.gate.quiet import views as quiet
from amity.gate.releases import views as releases
from amity.gate.standards import views as standards
from amity.gate.watch import views as watch

app_name = "gate"
urlpatterns = [
    path("going-out/", items.queue, name="queue"),
    path("going-out/all/", ItemList.as_view(), name="items"),
    path("going-out/not-delivered/", releases.undelivered, name="undelivered"),
    path("going-out/clear-opened/", decisions.clear_opened, name="clear_opened"),
    path("going-out/bundle/", bundles.bundle, name="bundle"),
    path("going-out/<int:item_id>/", items.item, name="item"),
    path("going-out/<int:item_id>/take-apart/", bundles.take_apart, name="take_apart"),
    path("going-out/<int:item_id>/edit/", items.edit_email, name="edit_email"),
    path("going-out/<int:item_id>/files/<int:attached_id>/remove/", items.remove_file, name="remove_file"),
    path("going-out/<int:item_id>/write-again/", items.write_again, name="write_again"),
    path("going-out/<int:item_id>/revise/", items.revise, name="revise"),
    path("going-out/<int:item_id>/withdraw/", items.withdraw, name="withdraw"),
    path("going-out/<int:item_id>/opened/", decisions.open_item, name="open_item"),
    path("going-out/<int:item_id>/answered/", answering.settle_question, name="settle_question"),
    path("going-out/<int:item_id>/clear/", decisions.clear, name="clear"),
    path("going-out/<int:item_id>/return/", decisions.return_item, name="return_item"),
    path("going-out/<int:item_id>/hold/", decisions.hold, name="hold"),
    path("going-out/<int:item_id>/pull-back/", decisions.pull_back, name="pull_back"),
    path("going-out/<int:item_id>/recipients/<int:recipient_id>/settle/", decisions.settle, name="settle"),
    path("accounts/<int:account_id>/emails/write/", items.write_email, name="write_email"),
    path("accounts/<int:account_id>/announce/", announcements.announce, name="announce"),
    path("going-out/beliefs/", beliefs.beliefs, name="beliefs"),
    path("going-out/beliefs/<int:belief_id>/", beliefs.set_outcome, name="set_outcome"),
    path("going-out/changes/<int:edit_id>/", edits.answer_edit, name="answer_edit"),
    path("settings/checks/", quiet.checks, name="checks"),
    path("settings/checks/<int:check_id>/wake/", quiet.wake_check, name="wake_check"),
    path("settings/standards/add/", standards.add_standard, name="add_standard"),
    path("settings/standards/<int:standard_id>/remove/", standards.remove_standard, name="remove_standard"),
    path("settings/email-templates/", email_templates.email_templates, name="email_templates"),
    path("settings/email-templates/add/", email_templates.add_template, name="add_template"),
    path("settings/email-templates/<int:template_id>/", email_templates.edit_template, name="edit_template"),
    path("settings/email-templates/<int:template_id>/remove/", email_templates.remove_template, name="remove_template"),
    path("settings/first-weeks/", watch.watch, name="watch"),
    path("settings/lanes/", lanes.agency_lanes, name="lanes"),
    path("lane-offers/<int:offer_id>/", lane_offers.answer_offer, name="answer_offer"),
    path("accounts/<int:account_id>/lanes/", lanes.account_lanes, name="account_lanes"),
    path("accounts/<int:account_id>/emails/check/", items.check_email, name="check_email"),
]
