"""Addresses of agreements."""

from django.urls import path

from amity.agreements import tables
from amity.agreements import views as agreement_views
from amity.agreements.client_copy import views as client_copy_views
from amity.agreements.deliverables import views as deliverable_views
from amity.agreements.documents import views as document_views
from amity.agreements.drafts import views as draft_views
from amity.agreements.fees import views as fee_views
from amity.agreements.library import views as library_views
from amity.agreements.lines import views as line_views
from amity.agreements.named_people import views as people_views
from amity.agreements.orders import views as order_views
from amity.agreements.review import views as review_views
from amity.agreements.review.tables import ReviewList
from amity.agreements.sections import paste_views
from amity.agreements.sections import views as section_views
from amity.agreements.steps import views as step_views
from amity.agreements.terms import views as term_views
from amity.agreements.versions import views as version_views

app_name = "agreements"
ONE = "agreements/<int:agreement_id>/"
SETTINGS = "settings/agreements/"

urlpatterns = [
    path("agreements/", tables.AgreementList.as_view(), name="agreements"),
    path("accounts/<int:account_id>/agreements/open/", draft_views.open_agreement, name="open_agreement"),
    path("accounts/<int:account_id>/agreements/draft/", draft_views.draft_agreement, name="draft_agreement"),
    path(ONE, agreement_views.agreement, name="agreement"),
    path(f"{ONE}terms/", fee_views.agree_terms, name="agree_terms"),
    path(f"{ONE}particulars/", draft_views.change_particulars, name="change_particulars"),
    path(f"{ONE}wording/", term_views.say_terms, name="say_terms"),
    path(f"{ONE}lines/add/", line_views.add_line, name="add_line"),
    path(f"{ONE}lines/<int:line_id>/", line_views.set_line_terms, name="set_line_terms"),
    path(f"{ONE}lines/<int:line_id>/out/", line_views.take_line_out, name="take_line_out"),
    path(f"{ONE}sections/add/", section_views.put_clause, name="put_clause"),
    path(f"{ONE}sections/paste/", paste_views.paste_document, name="paste_document"),
    path(f"{ONE}sections/<int:clause_id>/", section_views.change_clause, name="change_clause"),
    path(f"{ONE}sections/<int:clause_id>/remove/", section_views.remove_clause, name="remove_clause"),
    path(f"{ONE}sections/<int:clause_id>/restore/", section_views.restore_clause, name="restore_clause"),
    path(f"{ONE}handed-over/add/", deliverable_views.put_deliverable, name="put_deliverable"),
    path(f"{ONE}handed-over/<int:deliverable_id>/", deliverable_views.change_deliverable, name="change_deliverable"),
    path(
        f"{ONE}handed-over/<int:deliverable_id>/remove/",
        deliverable_views.remove_deliverable,
        name="remove_deliverable",
    ),
    path(f"{ONE}people/add/", people_views.name_person, name="name_person"),
    path(f"{ONE}people/<int:named_id>/", people_views.change_named, name="change_named"),
    path(f"{ONE}people/<int:named_id>/remove/", people_views.remove_named, name="remove_named"),
    path(f"{ONE}submit/", step_views.submit, name="submit"),
    path(f"{ONE}take-back/", step_views.take_back, name="take_back"),
    path(f"{ONE}drop/", step_views.drop, name="drop"),
    path(f"{ONE}send/", client_copy_views.send_agreement, name="send_agreement"),
    path(f"{ONE}record/", step_views.record, name="record"),
    path(f"{ONE}with-client/", step_views.former_record, {"step": "with_client"}, name="former_with_client"),
    path(f"{ONE}signature/", step_views.former_record, {"step": "signed"}, name="former_signature"),
    path(f"{ONE}renew/", step_views.renew, name="renew"),
    path(f"{ONE}order-number/", step_views.record_order_number, name="record_order_number"),
    path(f"{ONE}terminate/", step_views.terminate, name="terminate"),
    path(f"{ONE}supersede/", step_views.supersede, name="supersede"),
    path(f"{ONE}files/add/", document_views.add_file, name="add_file"),
    path(f"{ONE}files/<int:file_id>/remove/", document_views.remove_file, name="remove_file"),
    path(f"{ONE}versions/<int:number>/", version_views.version, name="version"),
    path(f"{ONE}order/", order_views.draft_order, name="draft_order"),
    path(f"{ONE}changes/add/", order_views.put_change, name="put_change"),
    path(f"{ONE}changes/<int:change_id>/out/", order_views.take_change_out, name="take_change_out"),
    path(f"{ONE}new-end/", order_views.set_new_end, name="set_new_end"),
    path(f"{ONE}new-monthly/", order_views.set_new_monthly, name="set_new_monthly"),
    path("reviews/", ReviewList.as_view(), name="queue"),
    path("reviews/<int:review_id>/", review_views.review, name="review"),
    path("reviews/<int:review_id>/counsel/", review_views.ask_counsel, name="ask_counsel"),
    path("reviews/links/<int:link_id>/revoke/", review_views.revoke_link, name="revoke_link"),
    path("counsel/<str:token>/", review_views.counsel, name="counsel"),
    path(SETTINGS, library_views.settings, name="settings"),
    path(f"{SETTINGS}terms/add/", library_views.say_term, name="new_term"),
    path(f"{SETTINGS}terms/<str:key>/", library_views.say_term, name="say_term"),
    path(f"{SETTINGS}rules/add/", library_views.say_rule, name="new_rule"),
    path(f"{SETTINGS}rules/<str:key>/", library_views.say_rule, name="say_rule"),
    path(f"{SETTINGS}register/", library_views.switch_rights, name="switch_rights"),
]
