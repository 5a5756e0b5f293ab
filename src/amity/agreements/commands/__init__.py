"""The verbs of agreements: open, say, review, record, change by order, and keep."""

from amity.agreements.commands.counsel import (
    answer_as_counsel,
    ask_counsel,
    revoke_link,
)
from amity.agreements.commands.keeping import (
    add_file,
    attach_file,
    bring,
    let_go,
    remove_file,
)
from amity.agreements.commands.naming import (
    Named,
    name_person,
    remove_named,
)
from amity.agreements.commands.opening import (
    Particulars,
    agree_terms,
    change_particulars,
    draft_agreement,
    draft_order,
    drop_agreement,
    open_agreement,
)
from amity.agreements.commands.ordering import (
    ChangedTerms,
    put_change,
    set_new_end,
    set_new_fee,
    take_change_out,
)
from amity.agreements.commands.placing import (
    add_line,
    place_line,
    set_line_terms,
    take_line_out,
)
from amity.agreements.commands.recording import (
    Evidence,
    Renewed,
    record_signature,
    record_with_client,
    renew_agreement,
    supersede_agreement,
    terminate_agreement,
)
from amity.agreements.commands.reviewing import (
    give_verdict,
    submit_agreement,
    take_back,
)
from amity.agreements.commands.rights import (
    SaidRight,
    change_right,
    let_right_go,
    register_right,
)
from amity.agreements.commands.saying import (
    HandedOver,
    SaidTerm,
    Section,
    change_clause,
    put_clause,
    put_clauses,
    put_deliverable,
    remove_clause,
    remove_deliverable,
    restore_clause,
    say_terms,
)
from amity.agreements.commands.setting import (
    say_rule,
    say_term,
    switch_register,
)

__all__ = [
    "ChangedTerms",
    "Evidence",
    "HandedOver",
    "Named",
    "Particulars",
    "Renewed",
    "SaidRight",
    "SaidTerm",
    "Section",
    "add_file",
    "add_line",
    "agree_terms",
    "answer_as_counsel",
    "ask_counsel",
    "attach_file",
    "bring",
    "change_clause",
    "change_particulars",
    "change_right",
    "draft_agreement",
    "draft_order",
    "drop_agreement",
    "give_verdict",
    "let_go",
    "let_right_go",
    "name_person",
    "open_agreement",
    "place_line",
    "put_change",
    "put_clause",
    "put_clauses",
    "put_deliverable",
    "record_signature",
    "record_with_client",
    "register_right",
    "remove_clause",
    "remove_deliverable",
    "remove_file",
    "remove_named",
    "renew_agreement",
    "restore_clause",
    "revoke_link",
    "say_rule",
    "say_term",
    "say_terms",
    "set_line_terms",
    "set_new_end",
    "set_new_fee",
    "submit_agreement",
    "supersede_agreement",
    "switch_register",
    "take_back",
    "take_change_out",
    "take_line_out",
    "terminate_agreement",
]
