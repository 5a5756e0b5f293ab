"""Widgets that the forms of goals and cards share."""

from django import forms

FEW_LINES = forms.Textarea(attrs={"rows": 3})
