"""Projects: who runs them, who is on them, their milestones and work items, and what is finished.

Terms: project, team, milestone, work item, finished mark. Main commands: `open_project`, `edit_project`,
`staff_project`, `add_work_item`, `mark_finished`, `take_back_finished`.
"""
