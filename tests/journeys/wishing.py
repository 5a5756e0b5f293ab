"""The steps from a client's wish to work, as its participants take them. Each asserts what was stored."""

from datetime import timedelta

from playwright.sync_api import expect

from amity.agreements.review.models import Review
from amity.audit import trail
from amity.briefs.models import Brief, BriefLine
from amity.briefs.tests.making import HOUR
from amity.handoff.models import Condition, Handoff, ReadBack, Version
from amity.monitoring.models import RegisterEntry
from amity.timesheets.models import Entry
from tests.journeys.going import press_and_wait
from tests.rig import clock

TODAY = clock.chosen().date()
SPRING = TODAY + timedelta(days=90)
WORDS = "Nobody knows that we also make butter."
SAYS = {
    "measure": "recipe cards asked for",
    "baseline": "1,100 a year",
    "target": "6,000",
    "audience": "people who bake at home",
    "constraints": "no claims about health",
    "exclusions": "media, print",
}
LIVE, FIRST_LOOK = "Live before the baking season.", "A first page by Friday."
READ_BACK = "Online by the first of March, recipes and all."


def begin_a_brief(page, address, account):
    """Start a brief from the client's page: their words and the contact."""
    page.goto(f"{address}/accounts/{account.pk}/projects/")
    page.get_by_role("link", name="New brief").click()
    page.get_by_label("Title").fill("Spring promotion")
    page.get_by_label("What they need, in their words").fill(WORDS)
    page.get_by_label("Gwen Pryce").check()
    page.get_by_label("Call", exact=True).check()
    page.get_by_label("Wanted by").fill(SPRING.isoformat())
    press_and_wait(page, page.get_by_role("button", name="Create brief"))
    brief = Brief.objects.get(account=account)
    assert (brief.client_words, str(brief.stated_by), brief.wanted_on) == (WORDS, "Gwen Pryce", SPRING)
    return brief


def fill_it_until_nothing_is_missing(page, brief, *, runs):
    """Add a line with its hours and everything listed as missing, and last the budget, which covers the lines."""
    expect(page.get_by_text(f"Brief {brief.pk}: full brief")).to_be_visible()
    page.get_by_label("New line").fill("Pages and recipe cards 320 design 2 rounds")
    press_and_wait(page, page.get_by_role("button", name="Add line"))
    page.get_by_label("Line 1 is accepted when").fill("live and approved by Gwen Pryce")
    press_and_wait(page, page.get_by_role("button", name="Save lines"))
    page.locator("#roles").get_by_label("Gwen Pryce").check()
    page.get_by_label("Role", exact=True).fill("gives the recipes")
    press_and_wait(page, page.locator("#roles").get_by_role("button", name="Add"))
    for name, words in SAYS.items():
        page.locator(f"#id_{name}").fill(words)
    page.get_by_label("Client goal").select_option(label="Butter to 15%")
    page.locator("#id_approver_id").get_by_label("Gwen Pryce").check()
    page.locator("#id_manager_id").get_by_label(runs).check()
    press_and_wait(page, page.locator("form#brief").get_by_role("button", name="Save"))

    expect(page.get_by_role("button", name="Record as sent to client")).to_be_disabled()
    expect(page.locator("#needs").get_by_role("link", name="Budget")).to_be_visible()
    page.locator("#id_budget_kind").select_option(label="At most")
    page.locator("#id_budget_high").fill("45000")
    press_and_wait(page, page.locator("form#brief").get_by_role("button", name="Save"))
    expect(page.locator("#buys-now")).to_contain_text("Budget remaining")
    expect(page.locator("#buys-now")).to_contain_text("5,000")
    brief.refresh_from_db()
    line = BriefLine.objects.select_related("line").get(brief=brief)
    assert (brief.budget_kind, brief.budget_high, str(brief.manager)) == ("cap", 4_500_000, runs)
    assert {name: getattr(brief, name) for name in SAYS} == SAYS
    assert [terms.planned_seconds for terms in line.line.terms.all()][-1] == 320 * HOUR


def agree_with_the_client(page, brief):
    """Record that the client has and confirms it. It becomes an agreement and a project with the same lines."""
    for move in ("Record as sent to client", "Mark as confirmed"):
        record_in_place(page, move, move)
    page.get_by_role("link", name="Convert to work").click()
    expect(page.get_by_label("The lines")).to_be_checked()
    press_and_wait(page, page.get_by_role("dialog").get_by_role("button", name="Convert to work"))
    expect(page.get_by_text("Brief converted to work with the same lines.")).to_be_visible()
    assert list(brief.steps.order_by("pk").values_list("after", "contact__name", "stated_in")) == [
        ("with_client", "Gwen Pryce", "email"), ("confirmed", "Gwen Pryce", "email"),
        ("converted", None, ""),
    ]  # fmt: skip


def legal_returns_it_for_its_liability(page, legal, paper, agreement):
    """Return the draft as legal, since a liability of five times the fee is outside the standard."""
    offer(page, paper, liability="5")
    review = Review.objects.get(version__agreement=agreement)
    assert (review.role, review.causes) == ("legal", ["legal-outside"])
    give(legal, paper, "Return to draft", "Five times the fee is more than we insure.")
    agreement.refresh_from_db()
    review.refresh_from_db()
    assert (agreement.state, review.verdict, review.reviewed_by) == ("draft", "returned", "Vera")
    page.goto(paper)
    expect(page.get_by_text("was returned by legal")).to_be_visible()


def legal_clears_it(page, legal, paper, agreement):
    """Offer the usual fee, print the statement of work, and have legal clear it."""
    offer(page, paper, liability="1")
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    give(legal, paper, "Clear for the client", "Our standard now.")
    agreement.refresh_from_db()
    assert agreement.state == "cleared"
    verdicts = Review.objects.filter(version__agreement=agreement).order_by("pk").values_list("verdict", flat=True)
    assert list(verdicts) == ["returned", "cleared"]


def offer(page, paper, *, liability):
    """Enter the liability, and send the draft to its reviewers."""
    page.goto(paper)
    page.get_by_role("link", name="Edit terms").click()
    page.locator("[name='liability.value']").fill(liability)
    press_and_wait(page, page.locator("form#act").get_by_role("button").first)
    press_and_wait(page, page.get_by_role("button", name="Send for review"))


def give(legal, paper, choice, words):
    """Submit legal's decision on what waits in their queue."""
    legal.goto(f"{paper.partition('/agreements/')[0]}/reviews/")
    legal.get_by_role("link", name="Spring promotion").click()
    legal.get_by_label("Overall comment").fill(words)
    press_and_wait(legal, legal.get_by_role("button", name=choice, exact=True))


def sign(page, paper, agreement):
    """Record that it was sent to the client and came back signed, with the evidence."""
    page.goto(paper)
    for step in ("Record as sent to client", "Record the signature"):
        record_in_place(page, step, step)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.signed_on) == ("in_force", TODAY)
    recorded = agreement.recorded.order_by("pk").values_list("step", "client", "agency", "how")
    assert list(recorded) == [
        ("with_client", "Gwen Pryce", "Mara", "email"), ("signed", "Gwen Pryce", "Mara", "email"),
    ]  # fmt: skip


def record_in_place(page, opens, saves):
    """Record what happened at the client in a dialog of the page. Who, how and when are filled in."""
    here = page.url
    page.get_by_role("link", name=opens).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Gwen Pryce")).to_be_checked()
    expect(dialog.get_by_label("Email", exact=True)).to_be_checked()
    expect(dialog.get_by_label("When?")).to_have_value(TODAY.isoformat())
    assert page.url == here
    press_and_wait(page, dialog.get_by_role("button", name=saves))


def prepare_the_handoff(page, project_page):
    """Prepare a full hand-off, fill in what is missing, and offer it."""
    page.goto(project_page)
    expect(page.get_by_role("button", name="Mark as active")).to_have_count(0)
    press_and_wait(page, page.get_by_role("button", name="Hand off project"))
    expect(page.get_by_role("button", name="Offer to Piet")).to_be_disabled()
    for block, words in (("expectation", LIVE), ("promise", FIRST_LOOK)):
        page.locator(f"#block-{block}").get_by_role("link", name="Add").click()
        page.locator("#act textarea").fill(words)
        press_and_wait(page, page.get_by_role("button", name="Save"))
    press_and_wait(page, page.get_by_role("button", name="Offer to Piet"))
    one, version = Handoff.objects.get(), Version.objects.get()
    assert (one.kind, one.state, one.number, str(one.giver), str(one.taker)) == ("full", "offered", 1, "Mara", "Piet")
    said = {block.key: [item.text for item in block.items] for block in version.parsed_blocks}
    assert said["want"] == [WORDS]
    assert (said["expectation"], said["promise"], version.is_whole) == ([LIVE], [FIRST_LOOK], True)


def return_it_once(page, address):
    """Return the hand-off with a question, as its recipient."""
    page.goto(f"{address}/handoffs/")
    page.get_by_role("link", name="Spring promotion").first.click()
    expect(page.get_by_role("button", name="Accept hand-off")).to_be_disabled()
    page.get_by_role("link", name="Return with questions").click()
    page.get_by_role("textbox", name="Questions").fill("Who approves copy about health?")
    press_and_wait(page, page.get_by_role("button", name="Return hand-off"))
    assert Handoff.objects.get().state == "returned"


def answer_and_offer_it_again(page):
    """Answer the question on the hand-off, and offer the second version."""
    page.reload()
    page.locator("main").get_by_role("link", name="Answer").click()
    page.locator("[name='value']").fill("Gwen Pryce, within two days.")
    press_and_wait(page, page.locator("form#act").get_by_role("button").first)
    press_and_wait(page, page.get_by_role("button", name="Offer to Piet"))
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def accept_it_with_a_condition(page):
    """Accept the hand-off with a read-back, a further risk, and a condition."""
    page.reload()
    expect(page.get_by_text("Gwen Pryce, within two days.")).to_be_visible()
    page.get_by_label("Read it back in your own words").fill(READ_BACK)
    press_and_wait(page, page.get_by_role("button", name="Save read-back"))
    page.get_by_role("link", name="Add a risk").click()
    page.get_by_label("What could go wrong").fill("The ovens are photographed too late")
    press_and_wait(page, page.get_by_role("button", name="Add risk"))
    page.get_by_role("link", name="Accept with conditions").click()
    page.get_by_label("Condition", exact=True).fill("The recipes are here")
    page.get_by_role("group", name="Owner", exact=True).get_by_label("Mara").check()
    page.locator("[name='due_on']").fill((TODAY + timedelta(days=7)).isoformat())
    press_and_wait(page, page.get_by_role("button", name="Accept with conditions"))
    expect(page.get_by_text("Piet accepted version 2")).to_be_visible()
    expect(page.get_by_text("The recipes are here", exact=True)).to_be_visible()
    one = Handoff.objects.get()
    assert (one.state, one.number, one.answered_by) == ("conditions", 2, "Piet")
    assert (ReadBack.objects.get().words, Condition.objects.get().owner.name) == (READ_BACK, "Mara")
    assert RegisterEntry.objects.get().origin == f"handoff.handoff:{one.pk}"
    acts = trail.actions_on(one)
    assert (acts.count("handoff.offered"), acts.count("handoff.returned"), acts.count("handoff.accepted")) == (2, 1, 1)


def begin_to_work(page, address, project):
    """Make the accepted project active, and log more than the limit of work at risk."""
    page.goto(f"{address}/projects/{project.pk}/")
    press_and_wait(page, page.get_by_role("button", name="Mark as active"))
    project.refresh_from_db()
    assert project.status == "active"
    page.goto(f"{address}/time/")
    page.get_by_role("combobox", name="Work").fill("Spring promotion")
    page.get_by_role("option").filter(has_text="Spring promotion").first.click()
    page.locator("#id_hours").fill("9:00")
    page.get_by_role("textbox", name="What for").fill("Kick-off and first pages")
    press_and_wait(page, page.get_by_role("button", name="Add time"))
    assert Entry.objects.get().seconds == 9 * HOUR
    assert trail.actions_on(project).count("project.moved") == 2
