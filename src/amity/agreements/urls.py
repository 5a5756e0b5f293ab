"""Addresses of agreements."""

from django.urls import path

from amity.agreements import tables
from amity.agreements.views import (
    drafting,
    moving,
    naming,
    ordering,
    page,
    pasting,
    reviewing,
    rights,
    sections,
    setting,
)

app_name = "agreements"
ONE = "agreements/<int:agreement_id>/"
SETTINGS = "settings/agreements/"

urlpatterns = [
    path("agreements/", tables.AgreementList.as_view(), name="agreements"),
    path("accounts/<int:account_id>/agreements/open/", page.open_agreement, name="open_agreement"),
    path("accounts/<int:account_id>/agreements/draft/", drafting.draft_agreement, name="draft_agreement"),
    path(ONE, page.agreement, name="agreement"),
    path(f"{ONE}terms/", page.agree_terms, name="agree_terms"),
    path(f"{ONE}particulars/", drafting.change_particulars, name="change_particulars"),
    path(f"{ONE}wording/", drafting.say_terms, name="say_terms"),
    path(f"{ONE}lines/add/", drafting.add_line, name="add_line"),
    path(f"{ONE}lines/<int:line_id>/", drafting.set_line_terms, name="set_line_terms"),
    path(f"{ONE}lines/<int:line_id>/out/", drafting.take_line_out, name="take_line_out"),
    path(f"{ONE}sections/add/", sections.put_clause, name="put_clause"),
    path(f"{ONE}sections/paste/", pasting.paste_document, name="paste_document"),
    path(f"{ONE}sections/<int:clause_id>/", sections.change_clause, name="change_clause"),
    path(f"{ONE}sections/<int:clause_id>/remove/", sections.remove_clause, name="remove_clause"),
    path(f"{ONE}handed-over/add/", sections.put_deliverable, name="put_deliverable"),
    path(f"{ONE}handed-over/<int:deliverable_id>/", sections.change_deliverable, name="change_deliverable"),
    path(f"{ONE}handed-over/<int:deliverable_id>/remove/", sections.remove_deliverable, name="remove_deliverable"),
    path(f"{ONE}people/add/", naming.name_person, name="name_person"),
    path(f"{ONE}people/<int:named_id>/", naming.change_named, name="change_named"),
    path(f"{ONE}people/<int:named_id>/remove/", naming.remove_named, name="remove_named"),
    path(f"{ONE}submit/", moving.submit, name="submit"),
    path(f"{ONE}take-back/", moving.take_back, name="take_back"),
    path(f"{ONE}drop/", moving.drop, name="drop"),
    path(f"{ONE}with-client/", moving.record_with_client, name="record_with_client"),
    path(f"{ONE}signature/", moving.record_signature, name="record_signature"),
    path(f"{ONE}terminate/", moving.terminate, name="terminate"),
    path(f"{ONE}supersede/", moving.supersede, name="supersede"),
    path(f"{ONE}files/add/", moving.add_file, name="add_file"),
    path(f"{ONE}files/<int:file_id>/remove/", moving.remove_file, name="remove_file"),
    path(f"{ONE}versions/<int:number>/", page.version, name="version"),
    path(f"{ONE}order/", ordering.draft_order, name="draft_order"),
    path(f"{ONE}changes/add/", ordering.put_change, name="put_change"),
    path(f"{ONE}changes/<int:change_id>/out/", ordering.take_change_out, name="take_change_out"),
    path(f"{ONE}new-end/", ordering.set_new_end, name="set_new_end"),
    path(f"{ONE}new-fee/", ordering.set_new_fee, name="set_new_fee"),
    path("reviews/", reviewing.queue, name="queue"),
    path("reviews/<int:review_id>/", reviewing.review, name="review"),
    path("reviews/<int:review_id>/counsel/", reviewing.ask_counsel, name="ask_counsel"),
    path("reviews/links/<int:link_id>/revoke/", reviewing.revoke_link, name="revoke_link"),
    path("counsel/<str:token>/", reviewing.counsel, name="counsel"),
    path(SETTINGS, setting.settings, name="settings"),
    path(f"{SETTINGS}terms/add/", setting.say_term, name="new_term"),
    path(f"{SETTINGS}terms/<str:key>/", setting.say_term, name="say_term"),
    path(f"{SETTINGS}rules/add/", setting.say_rule, name="new_rule"),
    path(f"{SETTINGS}rules/<str:key>/", setting.say_rule, name="say_rule"),
    path(f"{SETTINGS}register/", setting.switch_register, name="switch_register"),
    path("rights/", tables.RightList.as_view(), name="rights"),
    path("accounts/<int:account_id>/rights/add/", rights.register_right, name="register_right"),
    path("rights/<int:right_id>/", rights.right, name="right"),
    path("rights/<int:right_id>/let-go/", rights.let_right_go, name="let_right_go"),
]
