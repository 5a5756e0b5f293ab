"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoffConfig(AppConfig):
    name = "amity.handoff"

    def ready(self) -> None:
        """Register the guards of project starts and time, and what other parts ask of hand-offs."""
        from amity.briefs.hooks import next_steps
        from amity.charter import hooks as charter
        from amity.expectations import hooks as expectations
        from amity.facts import subjects
        from amity.handoff import conversation, guards, jumps, project_section, waiting
        from amity.handoff import jobs as _jobs  # noqa: F401 - importing jobs registers its schedule
        from amity.handoff.answers import questions as taker_questions
        from amity.handoff.notes.records import follow_record
        from amity.handoff.offers import people
        from amity.handoff.preparation import next_step
        from amity.monitoring.expectations import queries as expectation_queries
        from amity.projects import hooks
        from amity.timesheets import hooks as time

        waiting.register()
        conversation.register()

        jumps.register()
        next_steps.append(next_step.next_step)
        hooks.before_start.append(guards.may_start)
        hooks.on_moved.append(guards.note_skipped)
        hooks.on_staffed.append(people.follow_managers)
        time.before_work.append(guards.may_work)
        expectation_queries.handed_over.append(project_section.handed_over)
        expectations.on_fields.append(follow_record)
        charter.steps[guards.STEP] = _("Hand-off")
        charter.passing.append(project_section.passing)
        charter.hand_over.append(project_section.hand_over)
        subjects.register(
            "handoff.handoff",
            subjects.Subject(
                seen=taker_questions.seen, may_state=taker_questions.may_state,
                field_words=taker_questions.field_words, answered=taker_questions.answered,
            ),
        )  # fmt: skip
        self._fill_places()

    def _fill_places(self) -> None:
        """Register the primary action of account pages, and the sections of projects and retainers."""
        from amity.accounts import places as accounts
        from amity.handoff import project_section
        from amity.handoff.small_jobs.queries import may_start
        from amity.projects import places
        from amity.scope import places as requests
        from amity.ui.slots import Entry, navigation

        accounts.new_work.register(
            Entry(key="small_job", order=10, label=_("New job"), url="handoff:small_job", may_see=may_start)
        )
        navigation.also_here("work", "/handoffs/", "/handoff-notes/")
        places.handed.append(project_section.handed)
        places.blockers.append(project_section.blockers_of)
        places.sections.register(
            places.ProjectSection(
                key="handoff_first", order=20, label=_("Hand-off"), tab=places.WORK, place="top",
                template="handoff/section.html", of=project_section.section_of, may_see=project_section.comes_first,
            )
        )  # fmt: skip
        places.sections.register(
            places.ProjectSection(
                key="handoff", order=40, label=_("Hand-off"), tab=places.CLIENT, place="aside",
                template="handoff/section.html", of=project_section.section_of,
            )
        )  # fmt: skip
        requests.included_acts.register(Entry(key="handoff", order=10, label=_("Hand off"), url="handoff:of_request"))
