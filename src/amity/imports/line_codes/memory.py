"""Remember how line codes are read. A newer file of a source uses the rule of its last import."""

from dataclasses import dataclass, field
from typing import Any

from amity.imports.columns.rules.fields import Columns
from amity.imports.models import Batch
from amity.imports.rules import Reason
from amity.imports.source_file.options import Options

_ANSWERS = ("line_code", "line_aliases", "default_line")


@dataclass
class LineMemory:
    """Finds the remembered rule for one batch. `answers` are the rule's options, `notes` tell the person about them."""

    batch: Batch
    answers: dict[str, Any] = field(default_factory=dict)
    notes: list[Reason] = field(default_factory=list)

    def recall(self, options: Options, columns: Columns) -> Options:
        """Complete the options of a file's first reading. Later the person's own answer applies, even a blank one."""
        if self.batch.source_id is not None or options.recipe or options.codes is not None:
            return options
        key = source_key(self.batch.tool, columns, options)
        same = Batch.objects.filter(source__tool=self.batch.tool, source__key=key, state="applied")
        last = same.exclude(pk=self.batch.pk).order_by("-pk").first()
        self.answers = {name: last.options[name] for name in _ANSWERS if last and name in last.options}
        if self.answers:
            self.notes = [Reason("line_codes_recalled", number=last.pk if last else 0)]
        return options.changed(**self.answers)


def source_key(tool: str, columns: Columns, options: Options) -> str:
    """Return the key of a source: its tool, or for any other file its mapping and project."""
    return f"{options.project}|{columns.name}"[:500] if tool == "csv" else ""
