"""Addresses of imports."""

from django.urls import path

from amity.imports.views import acting, answering, bringing, expenses, recipes

app_name = "imports"
urlpatterns = [
    path("imports/", bringing.imports, name="imports"),
    path("imports/bring/", bringing.bring, name="bring"),
    path("imports/<int:batch_id>/", bringing.batch, name="batch"),
    path("imports/<int:batch_id>/progress/", bringing.progress, name="progress"),
    path("imports/<int:batch_id>/rejects/", bringing.rejects, name="rejects"),
    path("imports/<int:batch_id>/columns/", answering.columns, name="columns"),
    path("imports/<int:batch_id>/names/", answering.names, name="names"),
    path("imports/<int:batch_id>/lines/", answering.lines, name="lines"),
    path("imports/<int:batch_id>/lines/count/", answering.count_codes, name="count_codes"),
    path("imports/<int:batch_id>/answer/", answering.answer, name="answer"),
    path("imports/<int:batch_id>/discard/", acting.discard, name="discard"),
    path("imports/<int:batch_id>/begin/", acting.begin, name="begin"),
    path("imports/<int:batch_id>/duplicates/", acting.duplicates, name="duplicates"),
    path("imports/<int:batch_id>/take/", acting.take, name="take"),
    path("imports/<int:batch_id>/stop/", acting.stop, name="stop"),
    path("imports/<int:batch_id>/undo/", acting.undo, name="undo"),
    path("imports/<int:batch_id>/expenses/", expenses.columns, name="expense_columns"),
    path("imports/recipes/", recipes.recipes, name="recipes"),
    path("imports/recipes/<int:recipe_id>/rename/", recipes.rename, name="rename_recipe"),
    path("imports/recipes/<int:recipe_id>/delete/", recipes.delete, name="delete_recipe"),
    path("imports/<int:batch_id>/recipe/keep/", recipes.keep, name="keep_recipe"),
    path("imports/<int:batch_id>/recipe/use/", recipes.use, name="use_recipe"),
]
