"""A real statement of work, its quality plan, its pricing sheet and a real agency's scope: everything has a place."""

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

import pytest
import typst
from python_calamine import CalamineWorkbook

from amity.agreements.contract import value_of
from amity.agreements.deliverables import commands as deliverable_commands
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.lines.queries import lines_of
from amity.agreements.models import Agreement
from amity.agreements.named_people import commands as people_commands
from amity.agreements.named_people.commands import Named
from amity.agreements.sections import commands as section_commands
from amity.agreements.sections.commands import Section
from amity.agreements.sections.rules import clauses, paper_blocks
from amity.agreements.sections.rules.split_document import Cut, cut
from amity.agreements.terms import commands as term_commands
from amity.agreements.terms.commands import TermFields
from amity.agreements.tests.making import make_draft, read, submit
from amity.agreements.versions.content import FAR
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import LineFields
from amity.briefs.tests.making import make_brief, make_crafts
from amity.lines.commands import NewTerms
from amity.reports.agreement_documents import document as agreement_document
from amity.shared import typesetting
from amity.shared.money import Money
from tests.builders import MONDAY, acting
from tests.rig.pdf import pdf_text

STATEMENT, PLAN = "sow/first_order_Attachment1_PWS.md", "sow/first_order_Attachment2_QASP.md"
SHEET, SCOPE = "sow/second_order_Pricing_Template.xlsx", "agency-burndown/scope_lines.csv"
HEADINGS = 61
"""Headings of the two documents, including those without text."""
CATEGORIES, SCOPE_LINES, SCOPE_HOURS = 13, 22, 791
TERMS = {
    "payment": "Monthly, within 30 days of an accepted invoice",
    "liability": "As in the master agreement",
    "rights_pass": "Public domain; FAR 52.227-17",
    "acceptance": "In writing by the COR within 30 days of the end",
    "notice": "14 days for handing over all materials",
    "confidentiality": "Privacy Act, 5 U.S.C. 552a",
}
MARKS = re.compile(r"[#=\-]+")
BREAKS = re.compile(r"[-\u00ad\u2010\u2011*\\]")
PAGE_NUMBER = re.compile(r"^\d+ / \d+$\n?", re.MULTILINE)
DISCOUNT = Decimal(10_000)
"""The agency's discount on the price of its scope."""


@dataclass(frozen=True)
class Whole:
    """An agreement with everything in it, and the documents it was made from."""

    agreement: Agreement
    documents: tuple[str, str]
    cuts: tuple[Cut, ...]


def sections_from(document):
    """Return a document's sections, with their kinds guessed as on the page, and the parts they were cut into."""
    cuts = cut(document)
    kinds = clauses.guessed((one.heading, one.level) for one in cuts)
    return [Section(kind, one.text, one.heading, one.level) for one, kind in zip(cuts, kinds, strict=True)], cuts


def table_in(cuts):
    """Return the only table of a document."""
    (found,) = [block.rows for one in cuts for block in paper_blocks.blocks(one.text) if block.rows]
    return found


def people_in(cuts):
    """Return the client's contacts, and the two key people with the rule for replacing them."""
    contacts = next(one.text for one in cuts if one.heading.startswith("6.12"))
    rule = next(one.text for one in cuts if one.heading.startswith("5.7.2"))
    found = [
        Named("client", role.rstrip(":"), name)
        for role, name in re.findall(r"^\*\*(.+?)\*\*:? ([^,]+),", contacts, re.MULTILINE)
    ]
    keys = ("Project Manager", "Technical Lead")
    return found + [Named("agency", role, "to be named", is_key=True, rule=rule) for role in keys]


def categories(path):
    """Return the number and name of every labour category on the pricing sheet. The bidder enters hours and prices."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return [(str(row[0]), str(row[2])) for row in rows if re.fullmatch(r"\d{4}", str(row[0]))]


@pytest.fixture
def whole(mara, osprey, real_data):
    """Enter everything through the commands of a page, and freeze it."""
    by, draft = acting(mara), make_draft(mara, osprey, title="Section 14(c) system", number="ID09160058")
    documents = tuple(real_data(name).read_text() for name in (STATEMENT, PLAN))
    cuts = []
    for document, place in zip(documents, clauses.PLACES, strict=True):
        sections, found = sections_from(document)
        cuts.append(found)
        version = read(draft).version
        section_commands.put_clauses(
            by=by, agreement_id=draft.pk, version=version, sections=sections, place=place, now=MONDAY
        )  # fmt: skip
    for title, due, content in table_in(cuts[0])[1:]:
        _hand_over(by, draft, DeliverableFields(title, due=due, content=content))
    for title, standard, level, method in table_in(cuts[1])[1:]:
        _hand_over(by, draft, DeliverableFields(title, standard=standard, level=level, method=method))
    for named in people_in(cuts[0]):
        people_commands.name_person(
            by=by, agreement_id=draft.pk, version=read(draft).version, named=named, now=MONDAY
        )  # fmt: skip
    for at, (number, name) in enumerate(categories(real_data(SHEET)), start=1):
        quantity, rate = Decimal(40 * at), Decimal(90 + 5 * at)
        terms = NewTerms(MONDAY.date(), quantity=quantity, rate=rate, planned_seconds=int(quantity * 3600))
        line_commands.add_line(by=by, agreement_id=draft.pk, number=number, title=name, terms=terms, now=MONDAY)
    values = {key: TermFields(value) for key, value in TERMS.items()}
    term_commands.say_terms(by=by, agreement_id=draft.pk, version=read(draft).version, fields=values, now=MONDAY)
    return Whole(submit(mara, draft), documents, (*cuts[0], *cuts[1]))


def _hand_over(by, draft, one):
    deliverable_commands.put_deliverable(by=by, agreement_id=draft.pk, deliverable=one, now=MONDAY)


def words(text):
    """Return the words of a text, without marks of headings, rules and emphasis around a whole heading."""
    return [word for word in text.split() if not MARKS.fullmatch(word)]


def test_every_heading_and_every_word_of_both_documents_is_in_the_frozen_version(whole):
    held = list(whole.agreement.versions.get().content["clauses"].values())

    assert len(held) == len(whole.cuts) == HEADINGS
    assert [one["heading"] for one in held] == [one.heading for one in whole.cuts]
    kept = words(" ".join(f"{one['heading']} {one['text']}" for one in held))
    typed = words(" ".join(whole.documents))
    bare = [re.sub(r"^\*\*(?=6\.10$)|(?<=Deliverables)\*\*$", "", word) for word in typed]
    assert kept == bare
    assert len(kept) > 6_700


def lacking(typed, read):
    """Return the words that a text read back has fewer of, unless they appear among their neighbours.

    Hyphens and emphasis marks are ignored, since a document breaks words and sets emphasis in bold. A line break inside
    an address and adjacent table cells hide a word, so it is looked up with the words around it.
    """
    printed = BREAKS.sub("", re.sub(r"-\s*\n\s*", "", read))
    squeezed, plain = "".join(printed.split()), [BREAKS.sub("", word) for word in typed]
    fewer = Counter(plain) - Counter(printed.split())

    def around(at):
        spans = (plain[max(at - 2, 0) : at + 2], plain[max(at - 1, 0) : at + 3])
        return any("".join(span) in squeezed for span in spans)

    return [word for at, word in enumerate(plain) if word in fewer and not around(at)]


def test_the_pdf_has_every_word_of_both_documents(whole):
    printed = PAGE_NUMBER.sub("", pdf_text(agreement_document.pdf(whole.agreement, whole.agreement.versions.get())))
    typed = words(" ".join(whole.documents))

    assert lacking(typed, printed) == []
    once = [word for word, times in Counter(printed.split()).items() if times == 1 and word.isalpha() and word in typed]
    assert [word for word in once[::50] if lacking(typed, re.sub(rf"\b{word}\b", "xxxx", printed)) == []] == []


def test_the_page_has_every_word_of_both_documents(whole, client, mara):
    client.force_login(mara, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/agreements/{whole.agreement.pk}/").content.decode()
    text = unescape(re.sub(r"<[^>]+>", " ", page))

    assert lacking(words(" ".join(whole.documents)), text) == []


def test_what_is_handed_over_is_judged_as_the_quality_plan_says(whole):
    handed = list(whole.agreement.deliverables.order_by("position", "pk"))

    assert [one.title for one in handed[:5]] == [
        "Status Reports", "Code Repository of Product", "Development Prototype", "DOL WHD 14(c) system",
        "Transition plan",
    ]  # fmt: skip
    assert handed[0].due == "1 calendar day after each sprint"
    judged = {one.title: one for one in handed[5:]}
    assert judged.keys() == {"Tested Code", "Accessible", "Deployed", "Documented", "Available"}
    assert judged["Tested Code"].level == "Minimum 90% test coverage and Code Climate of 3"
    assert judged["Available"].method == "18F will run test."
    assert all(one.standard and one.level and one.method for one in judged.values())


def test_the_points_of_contact_and_the_key_people_are_named(whole):
    named = list(whole.agreement.named_people.order_by("pk"))

    assert [one.role for one in named if one.side == "client"] == [
        "Contracting Officer Representative (COR)", "Alternate COR", "18F Product Manager", "Client Product Owner",
        "GSA Procurement Project Manager", "GSA Contracting Officer", "GSA Contract Specialist",
    ]  # fmt: skip
    assert [(one.role, "no Key Personnel substitutions" in one.rule) for one in named if one.is_key] == [
        ("Project Manager", True), ("Technical Lead", True),
    ]  # fmt: skip


def test_the_labour_categories_are_lines_of_hours_times_price(whole):
    placed = lines_of(whole.agreement, FAR)

    assert len(placed) == CATEGORIES
    assert (placed[0].number, placed[0].line.title) == ("0001", "Product Manager")
    wanted = [40 * at * (90 + 5 * at) for at in range(1, CATEGORIES + 1)]
    assert [one.price.major for one in placed if one.price] == wanted
    total = sum(Decimal(one["price"]) for one in whole.agreement.versions.get().content["lines"].values())
    assert total == sum(wanted)
    assert {key: row for key, row in whole.agreement.term_values.values_list("key", "value") if key in TERMS} == TERMS


def test_the_document_prints_with_every_heading_and_both_tables_as_tables(whole):
    version = whole.agreement.versions.get()
    content = agreement_document.content(whole.agreement, version)
    found = typst.query(
        str(agreement_document.SOURCE), "heading", field="body", root=str(agreement_document.SOURCE.parent),
        sys_inputs={"data": json.dumps(content)},
    )  # fmt: skip

    printed = str(found)
    assert [one.heading for one in whole.cuts if json.dumps(one.heading, ensure_ascii=False)[1:-1] not in printed] == []
    rows = [
        len(block["rows"])
        for one in (*content["before"], *content["after"])
        for block in one["blocks"]
        if block["rows"]
    ]
    assert rows == [6, 6]
    assert typesetting.page_count(agreement_document.pdf(whole.agreement, version)) > 15


def scope_lines(path):
    """Return phase, code, name and hours of a real agency's scope."""
    with path.open(newline="") as file:
        return [(row["phase"], row["code"], row["name"], Decimal(row["est_hours"])) for row in csv.DictReader(file)]


def test_a_real_agency_scope_is_in_an_agreement_with_its_hours_and_its_discount(mara, osprey, real_data):
    terms = AgreedTerms("fixed", "EUR", fee=SCOPE_HOURS * 160 * 100, discount=int(DISCOUNT * 100))
    draft = make_draft(mara, osprey, title="Rebuild", number="SOW-9", terms=terms)
    for phase, number, title, hours in scope_lines(real_data(SCOPE)):
        placed_terms = NewTerms(MONDAY.date(), quantity=hours, rate=Decimal(160), planned_seconds=int(hours * 3600))
        line_commands.add_line(
            by=acting(mara), agreement_id=draft.pk, number=number, title=title, phase=phase, terms=placed_terms,
            now=MONDAY,
        )  # fmt: skip

    placed = lines_of(read(draft), FAR)

    assert len(placed) == SCOPE_LINES
    planned = [one.terms.current.planned_seconds or 0 for one in placed if one.terms.current]
    assert (len(planned), sum(planned)) == (SCOPE_LINES, SCOPE_HOURS * 3600)
    assert sum((one.price.major for one in placed if one.price), Decimal(0)) == SCOPE_HOURS * 160
    assert value_of(read(draft)) == Money(int((SCOPE_HOURS * 160 - DISCOUNT) * 100), "EUR")
    assert typesetting.page_count(agreement_document.pdf(read(draft), None)) >= 1


def test_the_same_scope_is_in_a_brief_with_its_hours(mara, osprey, real_data):
    design = make_crafts()["Design"]
    brief = make_brief(mara, osprey, title="Rebuild")
    for phase, code, title, hours in scope_lines(real_data(SCOPE)):
        fields = LineFields(title=f"{code} {title}", phase=phase, hours=((design.pk, int(hours * 3600)),))
        lines.add_line(by=acting(mara), brief_id=brief.pk, fields=fields, now=MONDAY)

    estimate = estimate_of(brief, MONDAY.date())

    assert len(estimate.lines) == SCOPE_LINES
    assert sum(one.seconds for one in estimate.lines) == SCOPE_HOURS * 3600
