"""URLs of expenses."""

from django.urls import path

from amity.expenses import tables, views

app_name = "expenses"
urlpatterns = [
    path("expenses/", tables.ExpenseList.as_view(), name="expenses"),
    path("expenses/new/", views.new_expense, name="new_expense"),
    path("expenses/convert/", views.convert_expenses, name="convert_expenses"),
    path("expenses/<int:expense_id>/", views.expense, name="expense"),
    path("expenses/<int:expense_id>/delete/", views.delete_expense, name="delete_expense"),
    path("expenses/<int:expense_id>/receipts/<int:receipt_id>/remove/", views.remove_receipt, name="remove_receipt"),
]
