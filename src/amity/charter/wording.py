"""Labels of duties, roles and answers, and the sentences of rules."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import contact_role_labels
from amity.charter.duties import rules as duties
from amity.charter.objectives import rules as objectives


def duty_labels() -> dict[str, str]:
    """Return the labels of the duties, in order."""
    return {
        "relationship": _("Relationship and promises"),
        "brief": _("Brief and client need"),
        "plan": _("Plan, dates, people"),
        "working_mail": _("Working email"),
        "first_showing": _("First presentation of work"),
        "extra_work": _("Extra work and price"),
        "strategy": _("Strategy card"),
        "margin": _("Margin"),
        "client_input": _("What we need from them"),
        "risks": _("Risks and blockers"),
        "complaint": _("Complaint"),
        "rights": _("Rights and releases"),
        "data_access": _("Their data and access"),
        "invoices": _("Invoices"),
    }


def client_side_words(account_id: int) -> dict[str, str]:
    """Return what can be asked about an account: the holder of each duty at the client."""
    return {f"duty.{key}": _("Client contact for “%(duty)s”") % {"duty": word} for key, word in duty_labels().items()}


def kind_labels() -> dict[str, str]:
    """Return the labels of the two kinds of duty."""
    return {duties.DISTINCT: _("one accountable person"), duties.SHARED: _("shared")}


def role_labels() -> dict[str, str]:
    """Return the labels of the roles on our side."""
    return {
        duties.MANAGER: _("account manager"),
        duties.PROJECT_MANAGER: _("project manager"),
        duties.DIRECTOR: _("director"),
        duties.BUSINESS_AFFAIRS: _("business affairs"),
        duties.LEGAL: _("legal"),
        duties.FINANCE: _("finance"),
        duties.PERSON: _("a person by name"),
    }


def client_labels() -> dict[str, str]:
    """Return the labels of the roles at the client."""
    return {**contact_role_labels(), duties.CONTACT: _("a contact by name"), duties.NOBODY: _("no one")}


def question_words() -> dict[str, str]:
    """Return the three questions."""
    return {
        "preset": _("Who leads day to day?"),
        "writes": _("May the PM write to the client?"),
        "extra": _("Who approves extra work?"),
    }


def answer_words() -> dict[str, dict[str, str]]:
    """Return the labels of each question's answers."""
    return {"preset": preset_labels(), "writes": writes_labels(), "extra": extra_labels()}


def preset_labels() -> dict[str, str]:
    """Return the labels of who leads day to day."""
    return {
        duties.AM_COORDINATES: _("AM coordinates"),
        duties.PM_COORDINATES: _("PM coordinates"),
        duties.ALL_SHARED: _("shared"),
        duties.ONE_HAT: _("same person (one hat)"),
    }


def writes_labels() -> dict[str, str]:
    """Return the labels of what the project manager can send to the client."""
    return {
        duties.WORKING_MAIL: _("working email only"),
        duties.EVERYTHING: _("everything"),
        duties.NOTHING: _("no"),
    }


def extra_labels() -> dict[str, str]:
    """Return the labels of who approves extra work."""
    return {
        duties.AM_DECIDES: _("AM"),
        duties.PM_UP_TO: _("PM up to 8 h"),
        duties.DIRECTOR_DECIDES: _("director"),
    }


def objective_labels() -> dict[str, str]:
    """Return the labels of the kinds of joint objectives."""
    return {
        objectives.CLIENT_GOAL: _("client goal"),
        objectives.MARGIN: _("delivery margin"),
        objectives.DATES_KEPT: _("dates met"),
        objectives.CLIENTS_WORD: _("the client’s word"),
    }


def unit_labels() -> dict[str, str]:
    """Return the labels of the units of an objective."""
    return {
        objectives.PERCENT: _("percent"),
        objectives.OF_TEN: _("out of ten"),
        objectives.NUMBER: _("a number"),
    }


def rule_words(duty: duties.Duty, names: Mapping[str, str]) -> str:
    """Return the text of a duty's rule with names: someone's own sentence, or the default's."""
    if duty.is_own:
        return duty.rule
    sentence = _rules().get(duty.rule, "")
    filled = {"one": names.get(duty.role, ""), "other": names.get(duty.also, ""), **names}
    return sentence % filled if sentence else ""


def _rules() -> dict[str, str]:
    """Return the default's sentences by duty and both roles."""
    numbers = _("the same figures for both")
    return {
        "relationship.account_manager": _("no one else promises dates or money"),
        "relationship.account_manager.project_manager": _(
            "%(one)s promises money, %(other)s promises dates; each tells the other the same day"
        ),
        "brief.account_manager.project_manager": _("%(one)s asks, %(other)s reads back before work"),
        "brief.project_manager.account_manager": _("%(one)s asks, %(other)s reads it before work"),
        "brief.account_manager": _("read back to the client before work"),
        "plan.project_manager": _("%(account_manager)s hears of a moved date the same day"),
        "plan.project_manager.account_manager": _("%(one)s plans, %(other)s agrees before the client hears a new date"),
        "plan.account_manager": _("the client hears of a moved date the same day"),
        "working_mail.project_manager.account_manager": _("%(one)s writes; %(other)s sees it after"),
        "working_mail.project_manager": _("%(one)s writes without being asked"),
        "working_mail.account_manager": _("no one else writes to the client"),
        "first_showing.account_manager": _("cleared, then shown together"),
        "first_showing.account_manager.project_manager": _("both review it before the client does"),
        "first_showing.project_manager.account_manager": _("%(one)s shows it once %(other)s has seen it"),
        "extra_work.account_manager": _("%(project_manager)s estimates; no work before the client answers"),
        "extra_work.project_manager.account_manager": _(
            "%(one)s up to 8 h, %(other)s above that; no work before the client answers"
        ),
        "extra_work.director": _("agreed before the client hears a price"),
        "strategy.account_manager.director": _("%(one)s writes, %(other)s agrees before the client does"),
        "margin.account_manager.project_manager": numbers,
        "margin.project_manager.account_manager": numbers,
        "margin.account_manager": _("the same numbers on every page"),
        "client_input.project_manager.account_manager": _("%(one)s asks and chases; %(other)s hears what is late"),
        "client_input.account_manager.project_manager": _("%(one)s asks, %(other)s says what it holds up"),
        "client_input.account_manager": _("asked once, chased kindly"),
        "risks.project_manager.account_manager": _("%(other)s hears the same day what the client needs to know"),
        "risks.account_manager": _("reviewed once a week"),
        "complaint.director": _("within one working day"),
        "rights.business_affairs": _("blocks a release"),
        "data_access.project_manager": _("no one else asks for access"),
        "data_access.account_manager": _("no one else asks for access"),
        "invoices.finance": _("%(account_manager)s sees them first"),
    }
