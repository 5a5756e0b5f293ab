"""While there is no time yet, Money leads to the import, for whoever may import."""

from django.urls import reverse

IMPORT = "Import time</a>"


def test_money_without_time_leads_to_the_import(finas):
    page = finas.get(reverse("money:portfolio")).content.decode()

    assert f'href="{reverse("imports:imports")}">{IMPORT}' in page


def test_a_person_who_may_not_import_gets_no_such_link(client, mara):
    client.force_login(mara)

    assert IMPORT not in client.get(reverse("money:portfolio")).content.decode()
