"""Forms that read an item back, and judge a read-back."""

from django import forms

from amity.shared.values import LARGEST


class ReadBackForm(forms.Form):
    """Form for an item in the taker's own words."""

    key = forms.CharField(max_length=60)
    version = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)
    words = forms.CharField(required=False, max_length=4000)

    def clean_version(self) -> int:
        """Return the version that was seen, or 0 for none."""
        return self.cleaned_data["version"] or 0


class VerdictForm(forms.Form):
    """Form for whether a read-back is right, with a remark."""

    key = forms.CharField(max_length=60)
    version = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)
    verdict = forms.CharField(required=False, max_length=10)
    remark = forms.CharField(required=False, max_length=2000)

    def clean_version(self) -> int:
        """Return the version that was seen, or 0 for none."""
        return self.cleaned_data["version"] or 0
