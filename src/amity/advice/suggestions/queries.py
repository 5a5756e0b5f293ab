"""Queries for suggestions on an account, a project and a brief."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.advice.models import Practice, Recommendation
from amity.advice.practices.queries import RECORD, practices, with_records
from amity.advice.rules import WITHDRAWN, Record
from amity.advice.suggestions import rules
from amity.advice.suggestions.rules import Aim, Candidate, Phrase, Reason, Situation, Suggestion
from amity.briefs.models import Brief
from amity.insights.relevance.rules import INDUSTRY, SERVICE
from amity.insights.relevance.tokens import tokens
from amity.insights.stories.ranking import profile_texts
from amity.lines.models import Line, Terms
from amity.projects.models import Project
from amity.projects.queries import lines_of
from amity.strategy.links.queries import goals_linked
from amity.strategy.models import Goal
from amity.strategy.rules import RUNNING


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion with its practice, and its reasons in words."""

    suggestion: Suggestion
    practice: Practice
    reasons: Sequence[str | Promise]


def for_account(account: Account) -> list[SuggestionRow]:
    """Return what fits the account's running goals, services and industry."""
    texts = profile_texts(account)
    goals = Goal.objects.filter(account=account, state=RUNNING).order_by("pk")
    services, industries = phrases(texts.get(SERVICE, ())), phrases(texts.get(INDUSTRY, ()))
    return _rows(account, Situation(_aims(goals), services, industries))


def for_project(project: Project) -> list[SuggestionRow]:
    """Return what fits the services of a project and the goals that it and its lines serve."""
    if project.account is None:
        return []
    lines = list(lines_of(project).values_list("pk", flat=True))
    linked = {*goals_linked("projects.project", [project.pk]).values(), *goals_linked("lines.line", lines).values()}
    return _at_work(project.account, linked, lines)


def for_brief(brief: Brief) -> list[SuggestionRow]:
    """Return what fits the services of a brief and its goal."""
    lines = list(Line.objects.filter(briefed__brief=brief, briefed__removed=False).values_list("pk", flat=True))
    return _at_work(brief.account, {brief.goal_id} if brief.goal_id else set(), lines)


def _at_work(account: Account, goal_ids: set[int], line_ids: Sequence[int]) -> list[SuggestionRow]:
    """Return what fits some work. Work that serves no goal has only its services."""
    goals = Goal.objects.filter(pk__in=goal_ids, state=RUNNING).order_by("pk")
    names = Terms.objects.filter(line__in=line_ids).exclude(service=None).values_list("service__name", flat=True)
    industries = phrases(profile_texts(account).get(INDUSTRY, ()))
    return _rows(account, Situation(_aims(goals), phrases(sorted(set(names))), industries))


def _aims(goals: Iterable[Goal]) -> list[Aim]:
    return [Aim(one.pk, Phrase(one.title, frozenset(tokens(f"{one.title} {one.measure}")))) for one in goals]


def phrases(texts: Iterable[str]) -> list[Phrase]:
    """Return texts with the words by which they are compared."""
    return [Phrase(text, frozenset(tokens(text))) for text in texts]


def _rows(account: Account, situation: Situation) -> list[SuggestionRow]:
    """Return the suggestions, without practices recommended to the account before, whatever it answered."""
    known = Recommendation.objects.filter(account=account).exclude(state=WITHDRAWN).exclude(practice=None)
    here = Situation(
        situation.aims, situation.services, situation.industries, set(known.values_list("practice_id", flat=True))
    )
    in_use = {one.pk: one for one in with_records(practices().filter(archived_at=None))}
    found = rules.suggestions([_candidate(one) for one in in_use.values()], here)
    return [SuggestionRow(one, in_use[one.practice_id], [_words(why) for why in one.reasons]) for one in found]


def _candidate(practice: Practice) -> Candidate:
    record = Record(**{name: getattr(practice, name) for name in RECORD})
    services, measures, industries = (
        phrases(text.splitlines()) for text in (practice.services, practice.measures, practice.industries)
    )
    return Candidate(practice.pk, practice.title, services, measures, industries, record)


def _words(reason: Reason) -> str:
    """Return a reason in words."""
    some, _slash, every = reason.what.partition("/")
    sentences = {
        rules.GOAL: _("Helps with the goal “%(what)s”."),
        rules.SERVICE: _("Fits the service %(what)s."),
        rules.INDUSTRY: _("Suits this industry: %(what)s."),
        rules.OUTCOME: _("Goal nearer its target in %(some)s of %(every)s cases."),
        rules.ACCEPTANCE: _("Accepted by %(some)s of %(every)s clients."),
    }
    return sentences[reason.kind] % {"what": reason.what, "some": some, "every": every}
