"""What the test client stores of a page that was drawn."""


def test_the_context_of_a_page_is_stored_without_those_of_the_templates_in_it(client, mara, site):
    client.force_login(mara)
    answer = client.get(f"/projects/{site.pk}/")

    assert len(answer.templates) == 1
    assert answer.context["tabs"]
