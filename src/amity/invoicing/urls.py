"""Addresses of invoices."""

from django.urls import path

from amity.invoicing import views
from amity.invoicing.tables import InvoiceList

app_name = "invoicing"
urlpatterns = [
    path("money/receivables/", InvoiceList.as_view(), name="invoices"),
    path("invoices/<int:invoice_id>/", views.invoice, name="invoice"),
    path("invoices/lines/<int:invoice_line_id>/quoted/", views.place_line, name="place_line"),
]
