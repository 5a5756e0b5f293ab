"""URLs of time and months."""

from django.urls import path

from amity.timesheets import tables, views
from amity.timesheets.approval import views as approval
from amity.timesheets.approval.tables import WeekSheetList
from amity.timesheets.choosing import views as choosing
from amity.timesheets.month_list import MonthList
from amity.timesheets.reminders import views as reminders
from amity.timesheets.split import views as split
from amity.timesheets.timer import views as timer
from amity.timesheets.week import cell_views, day_views
from amity.timesheets.week import views as week_views

app_name = "timesheets"
TIMER = [
    path("time/timer/", timer.timer, name="timer"),
    path("time/timer/start/", timer.start_timer, name="start_timer"),
    path("time/timer/again/<int:entry_id>/", timer.start_again, name="start_again"),
    path("time/timer/stop/", timer.stop_timer, name="stop_timer"),
    path("time/timer/stop/undo/", timer.undo_stop, name="undo_stop"),
    path("time/timer/discard/", timer.discard_timer, name="discard_timer"),
    path("time/timer/resume/", timer.resume_timer, name="resume_timer"),
]
SPLIT = [
    path("time/split/", split.split, name="split"),
    path("time/split/shares/", split.shares, name="shares"),
    path("time/split/<slug:week>/", split.split, name="split_week"),
    path("time/split/<slug:week>/confirm/", split.confirm_split, name="confirm_split"),
    path("time/split/<slug:week>/undo/", split.undo_split, name="undo_split"),
]
APPROVAL = [
    path("time/approvals/", WeekSheetList.as_view(), name="approvals"),
    path("time/approvals/<int:sheet_id>/approve/", approval.approve_week, name="approve_week"),
    path("time/approvals/<int:sheet_id>/return/", approval.return_week, name="return_week"),
    path("time/week/<slug:week>/submit/", approval.submit_week, name="submit_week"),
    path("time/week/<slug:week>/take-back/", approval.take_week_back, name="take_week_back"),
    path("time/mine/", reminders.own, name="own"),
    path("settings/time/", reminders.time_settings, name="time_settings"),
]
urlpatterns = [
    *TIMER,
    *APPROVAL,
    *SPLIT,
    path("time/", tables.EntryList.as_view(), name="entries"),
    path("time/choose/", choosing.choose, name="choose"),
    path("time/week/", week_views.week, name="this_week"),
    path("time/week/<slug:label>/", week_views.week, name="week"),
    path("time/week/<slug:label>/row/", week_views.row, name="row"),
    path("time/week/<slug:label>/copy/", week_views.copy_last_week, name="copy_last_week"),
    path("time/week/<slug:label>/undo/", week_views.undo_in_week, name="undo_in_week"),
    path("time/week/<slug:label>/<slug:key>/<int:number>/", cell_views.cell, name="cell"),
    path("time/log/", day_views.log_today, name="log_today"),
    path("time/day/<slug:on>/", day_views.day, name="day"),
    path("time/day/<slug:on>/<int:project_id>/<int:item_id>/", day_views.answer_quiet, name="answer_quiet"),
    path("time/months/", MonthList.as_view(), name="months"),
    path("time/months/rerate/", views.rerate, name="rerate"),
    path("time/<int:entry_id>/", views.entry, name="entry"),
    path("time/<int:entry_id>/delete/", views.delete_entry, name="delete_entry"),
    path("time/<int:entry_id>/undo/", views.undo_delete, name="undo_delete"),
]
