"""What the forms of sign-in say."""

import pytest

from amity.people.sign_in.forms import SignInForm


@pytest.mark.django_db
def test_a_blank_password_is_asked_for():
    assert list(SignInForm({"login": "ada@bureau.example"}).errors["password"]) == ["Enter a password."]
