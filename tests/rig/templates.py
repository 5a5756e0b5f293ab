"""The checks of templates: the content policy blocks these faults, so that they would fail silently."""

import re

TAG = re.compile(r"<([a-zA-Z][\w.-]*)((?:\"[^\"]*\"|'[^']*'|\{[{%#].*?[}%#]\}|[^>\"'])*)>", re.DOTALL)
STYLE = re.compile(r"(?<![\w-])style\s*=", re.IGNORECASE)
HANDLER = re.compile(r"(?<![\w:.@-])on[a-z]{3,}\s*=", re.IGNORECASE)
SOURCE = re.compile(r"(?<![\w-])src\s*=", re.IGNORECASE)
DATA_SCRIPT = re.compile(r"type\s*=\s*[\"']application/(?:ld\+)?json[\"']", re.IGNORECASE)
JAVASCRIPT = re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
UNSAFE = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off")
FOREIGN = re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)

_PREPOSITION = r"\b(?:on|by|since|until|up to|from|to|of|after|before)"
BARE_DAY = re.compile(r"(\w+)=\S+\|day(?=\s|$)")
SENTENCE = re.compile(r"\{%\s*blocktranslate\b(.*?)%\}(.*?)\{%\s*endblocktranslate", re.DOTALL)
LABEL_BEFORE_DAY = re.compile(_PREPOSITION + r"[\"']\s*%\}\s*(?:<\w[^>]*>)?\{\{\s*([\w.]+)\|day\s*\}\}", re.IGNORECASE)


def prepositions_before_days(template: str) -> list[str]:
    """Return dates after a preposition outside the filter: "on {{ day }}" would read "on today"."""
    text = COMMENT.sub(" ", template)
    found = [match.group(1) for match in LABEL_BEFORE_DAY.finditer(text)]
    for head, body in SENTENCE.findall(text):
        for name in BARE_DAY.findall(head):
            if re.search(_PREPOSITION + r"\s+(?:<\w[^>]*>)?\{\{\s*" + name + r"\b", body, re.IGNORECASE):
                found.append(name)
    return found


def faults(template: str) -> list[str]:
    """Return inline styles, scripts and handlers, unescaped output, and files of other servers in one template."""
    text = COMMENT.sub(" ", template)
    found = []
    for tag, attributes in TAG.findall(text):
        quoted = re.sub(r"\"[^\"]*\"|'[^']*'", '""', attributes)
        if tag.lower() == "style":
            found.append("<style>")
        if tag.lower() == "script" and not SOURCE.search(attributes) and not DATA_SCRIPT.search(attributes):
            found.append("<script> without src")
        if STYLE.search(quoted):
            found.append(f"<{tag} style=>")
        if handler := HANDLER.search(quoted):
            found.append(f"<{tag} {handler.group()}>")
        if JAVASCRIPT.search(attributes):
            found.append(f"<{tag}> with a javascript: address")
        if tag.lower() in {"script", "link", "img", "iframe"} and FOREIGN.search(attributes):
            found.append(f"<{tag}> from another server")
    return found + [match.group() for match in UNSAFE.finditer(text)]
