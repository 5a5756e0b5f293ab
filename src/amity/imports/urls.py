"""URLs of imports."""

from django.urls import path

from amity.imports import action_views, views
from amity.imports.columns import views as column_views
from amity.imports.invoices import views as invoice_views
from amity.imports.line_codes import views as line_code_views
from amity.imports.names import views as name_views
from amity.imports.recipes import views as recipe_views
from amity.imports.rejected_rows import views as rejected_row_views
from amity.imports.upload import views as upload_views
from amity.imports.upload.tables import ImportList
from amity.imports.whole_files import mapped_views

app_name = "imports"
urlpatterns = [
    path("imports/", ImportList.as_view(), name="imports"),
    path("imports/bring/", upload_views.bring, name="bring"),
    path("imports/<int:batch_id>/", views.batch, name="batch"),
    path("imports/<int:batch_id>/progress/", views.progress, name="progress"),
    path("imports/<int:batch_id>/rejects/", rejected_row_views.rejects, name="rejects"),
    path("imports/<int:batch_id>/columns/", column_views.columns, name="columns"),
    path("imports/<int:batch_id>/names/", name_views.names, name="names"),
    path("imports/<int:batch_id>/lines/", line_code_views.lines, name="lines"),
    path("imports/<int:batch_id>/lines/count/", line_code_views.count_codes, name="count_codes"),
    path("imports/<int:batch_id>/answer/", column_views.answer, name="answer"),
    path("imports/<int:batch_id>/discard/", action_views.discard, name="discard"),
    path("imports/<int:batch_id>/begin/", action_views.begin, name="begin"),
    path("imports/<int:batch_id>/duplicates/", action_views.duplicates, name="duplicates"),
    path("imports/<int:batch_id>/take/", action_views.take, name="take"),
    path("imports/<int:batch_id>/stop/", action_views.stop, name="stop"),
    path("imports/<int:batch_id>/undo/", action_views.undo, name="undo"),
    path("imports/<int:batch_id>/fields/", mapped_views.columns, name="mapped_columns"),
    path("imports/<int:batch_id>/clients/", invoice_views.clients, name="clients"),
    path("imports/recipes/", recipe_views.recipes, name="recipes"),
    path("imports/recipes/<int:recipe_id>/rename/", recipe_views.rename, name="rename_recipe"),
    path("imports/recipes/<int:recipe_id>/delete/", recipe_views.delete, name="delete_recipe"),
    path("imports/<int:batch_id>/recipe/keep/", recipe_views.keep, name="keep_recipe"),
    path("imports/<int:batch_id>/recipe/use/", recipe_views.use, name="use_recipe"),
]
