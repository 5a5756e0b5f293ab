"""The words by which a spoken or written line is recognised, in English, German and French.

Each is a regular expression over one sentence. A list of words that look alike but mean something else stands beside
it: "we will see" is no promise. What is missing here is missed; what is wrong here is offered in vain.
"""

from typing import Final

COMMITS: Final = (
    r"(?:we|i)(?:['’]ll|\s+will|\s+shall)(?!\s+not)",
    r"(?:we['’]re|we\s+are|i['’]m|i\s+am)\s+going\s+to\s+(?:send|share|deliver|fix|prepare|finish|write|get|make|do)",
    r"you(?:['’]ll|\s+will)\s+(?:have|get|receive|hear)",
    r"(?:we|i)\s+promise",
    r"let\s+me\s+(?:send|get\s+back|check|confirm|forward|find\s+out)",
    r"(?:we|i)\s+can\s+(?:have|hold|send|deliver|get|do|finish|share)",
    (r"(?:wir|ich)\s+(?:werden?\s+(?:\S+\s+){0,8}?(?:\w*(?:schicken|senden|liefern|machen|geben|haben|melden|prüfen|klären|anpassen|erledigen|fertig)\w*)"
    r"|schicken?|senden?|liefern?|melden?\s+(?:uns|mich)|kümmern?\s+(?:uns|mich)|klären?|prüfen?)"),
    r"(?:schicke|sende|liefere|kläre|prüfe|melde|mache)\s+ich",
    r"(?:schicken|senden|liefern|klären|prüfen|melden|machen)\s+wir",
    r"(?:sie|ihr|du)\s+(?:bekommen|erhalten|bekommt|erhaltet|bekommst)",
    r"(?:wir|ich)\s+versprechen?|versprochen",
    r"(?:nous|on)\s+(?:allons|va)\s+(?:vous\s+)?(?:envoyer|livrer|préparer|corriger|vérifier|faire|revenir)",
    r"je\s+vais\s+(?:vous\s+)?(?:envoyer|livrer|préparer|corriger|vérifier|faire|revenir)",
    r"(?:je|j['’]|nous)\s?(?:vous\s+)?(?:enverrai|enverrons|livrerai|livrerons|ferai|ferons|reviendrai|reviendrons)",
    r"vous\s+(?:aurez|recevrez)",
    r"(?:je|nous)\s+(?:promets|promettons)",
)  # fmt: skip
"""Someone says that they will do something."""

EMPTY_COMMITS: Final = (
    (r"(?:we|i)(?:['’]ll|\s+will|\s+shall)\s+(?:just\s+|also\s+|quickly\s+|only\s+)?"
    r"(?:probably|maybe|perhaps|be\s+in\s+touch|see|be\s+(?:honest|frank|quick|brief|right\s+back)|admit|say|tell\s+you|explain|assume|start|begin|let\s+you|bet"
    r"|jump|go\s+(?:ahead|first)|hand\s+(?:over|it)|share\s+my|mute|stop\s+(?:sharing|there)|never\s+forget|always"
    r"|miss|have\s+to|need|repeat|ask|try\s+to\s+explain|show\s+you\s+(?:now|quickly)|wait|move\s+on|come\s+to|talk)"),
    (r"(?:we|i)(?:['’]ll|\s+will|\s+shall|['’]m\s+going\s+to)\s+be\s+(?:out|away|off|back|abroad|travell?ing|unavailable|available|there|late"
    r"|(?:on|taking)\s+(?:a\s+)?(?:leave|holidays?|vacation|week|day|few\s+days))\b"),
    r"you(?:['’]ll|\s+will)\s+(?:have\s+(?:noticed|seen|heard|to)|get\s+(?:used|there)|hear\s+(?:me|that))",
    r"(?:we|i)\s+can\s+(?:have\s+a|hear|see|do\s+that\s+now)",
    r"(?:wir|ich)\s+werden?\s+(?:mal\s+|dann\s+)?sehen",
    r"(?:on|nous)\s+(?:va|allons|verra|verrons)\s+voir|on\s+verra",
)  # fmt: skip

ASKS: Final = (
    r"(?:can|could|would|will)\s+you(?:\s+(?:please|maybe|perhaps|also))?",
    r"(?:can|could|may)\s+we\s+(?:have|get|see|add|change|move|use|also|please|do)",
    r"(?:we|i)(?:['’]d|\s+would)\s+(?:really\s+|also\s+)?like",
    (r"(?:we|i)\s+(?:really\s+|also\s+|still\s+)?(?:want|need)"
    r"(?=\s+(?:to\s+(?:add|change|remove|have|use|move|replace|include|update|get|see|show)\b|(?!to\b)\w))"),
    r"please\s+(?:send|add|change|remove|make|use|check|share|move|include|update|fix|prepare|let\s+us\s+know)",
    r"(?:would|is)\s+it\s+(?:be\s+)?possible",
    r"any\s+chance",
    r"do\s+you\s+think\s+you\s+(?:can|could)",
    r"would\s+it\s+be\s+a\s+(?:big|lot)",
    r"(?:können|könnten|könnt|könntet|kannst|könntest)\s+(?:sie|ihr|du|wir)",
    r"(?:wir|ich)\s+(?:hätten?|möchten?|bräuchten?|brauchen?|wünschen?)",
    r"wäre\s+es\s+möglich|ist\s+es\s+möglich",
    r"bitte\s+(?:\S+\s+){0,6}?(?:schicken|senden|ändern|ergänzen|prüfen|machen|streichen|anpassen|verwenden)",
    r"(?:schicken|senden|ändern|ergänzen|prüfen|machen)\s+sie\s+(?:\S+\s+){0,3}?bitte",
    r"(?:pouvez|pourriez|pouvons|pourrions)[- ](?:vous|nous)|est-ce\s+que\s+vous\s+(?:pouvez|pourriez)",
    r"(?:nous|on|je)\s+(?:voudrions|voudrait|voudrais|aimerions|aimerait|aimerais)|j['’]aimerais",
    r"(?:nous\s+avons|on\s+a|j['’]ai)\s+besoin",
    r"serait-il\s+possible|est-il\s+possible",
    r"merci\s+d(?:e|['’])\s*(?:envoyer|nous\s+envoyer|ajouter|modifier|corriger|prévoir)",
)  # fmt: skip
"""Someone asks for something."""

EMPTY_ASKS: Final = (
    (r"(?:can|could|would|will)\s+you\s+(?:all\s+|guys\s+|please\s+|maybe\s+)?"
    r"(?:hear|see\s+(?:me|my|it|this|the\s+screen)|repeat|say|tell\s+(?:me|us)\s+(?:about|a|more|how|why|what)|explain"
    r"|believe|imagine|remember|give\s+(?:me|us)\s+a\s+(?:second|minute|moment)|hold\s+on|mute|unmute|agree|speak|talk"
    r"|share\s+(?:your|the)\s+screen|walk|describe|recall|like)"),
    r"(?:can|could|may)\s+we\s+(?:see\s+(?:you|it\s+now)|do\s+(?:that\s+)?(?:later|now))",
    (r"(?:we|i)(?:['’]d|\s+would)\s+(?:really\s+|also\s+)?like\s+to\s+(?:say|thank|start|begin|introduce|welcome|think"
    r"|know\s+(?:more|why|how)|believe|add\s+(?:something|one))"),
    (r"(?:we|i)\s+(?:really\s+|also\s+|still\s+)?(?:want|need)\s+(?:you\s+to\s+know|your\s+(?:help|support|patience)"
    r"|(?:some\s+|more\s+|a\s+(?:bit|little)\s+(?:of\s+|more\s+)?)?(?:time|help|patience)\b|a\s+(?:moment|minute|second|day|week|break)\b)"),
    r"(?:können|könnt|könnten)\s+(?:sie|ihr)\s+(?:mich|uns|das)?\s*(?:hören|sehen|wiederholen|erklären)",
    r"(?:pouvez|pourriez)[- ]vous\s+(?:m['’]|me\s+|nous\s+)?(?:entendre|entendez|voir|répéter|expliquer)",
)  # fmt: skip

EXPECTS: Final = (
    r"(?:we|i)\s+(?:do\s+|really\s+)?expect",
    r"(?:we|i)(?:['’]re|\s+are|['’]m|\s+am)?\s+(?:counting|relying|rely|count)\s+on",
    r"(?:must|has\s+to|have\s+to|needs\s+to)\s+(?:be|work|have|show|include|arrive|go|stay|look)",
    r"it(?:['’]s|\s+is)\s+(?:very\s+|really\s+)?(?:important|essential|crucial)\s+(?:that|to)",
    r"as\s+long\s+as",
    r"(?:wir|ich)\s+erwarten?|gehen?\s+(?:wir|ich)?\s*davon\s+aus|verlassen?\s+(?:uns|mich)\s+darauf",
    r"(?:muss|müssen)\s+(?:\S+\s+){0,8}?(?:sein|stehen|funktionieren|kommen|da|fertig|passen|bleiben)",
    r"(?:es\s+ist|ist\s+es)\s+(?:uns\s+|mir\s+)?(?:sehr\s+)?wichtig",
    r"(?:nous|je|on)\s+(?:nous\s+|m['’]|s['’])?(?:attendons|attends|attend)|(?:nous\s+)?comptons\s+sur|je\s+compte\s+sur",
    r"il\s+faut\s+que|(?:doit|doivent)\s+(?:être|arriver|fonctionner|rester)",
    r"c['’]est\s+(?:très\s+)?important",
)  # fmt: skip
"""Someone states what has to be the case."""

PREFERS: Final = (
    r"(?:we|i)\s+(?:really\s+|much\s+)?(?:prefer|hate|dislike|can['’]t\s+stand)",
    r"(?:we|i)\s+(?:really\s+)?don['’]t\s+(?:really\s+)?(?:like|want|use|write)",
    r"(?:we|i)(?:['’]d|\s+would)\s+(?:much\s+)?rather",
    r"(?:we|i)\s+(?:always|never)\s+(?:use|say|write|show|want|print|send|mention|put|call)",
    r"(?:please\s+)?(?:don['’]t\s+ever|never|always)\s+(?:use|say|write|show|print|send|mention|put|call|ask)",
    r"please\s+(?:don['’]t|do\s+not)",
    r"(?:wir|ich)\s+(?:bevorzugen?|hassen?|mögen|mag)|(?:uns|mir)\s+ist\s+(?:\S+\s+)?lieber",
    r"bitte\s+(?:nie|niemals|immer|kein\w*|nicht)",
    r"(?:wir|ich)\s+(?:sagen?|schreiben?|nutzen|verwenden?|zeigen?|nennen?)\s+(?:\S+\s+){0,4}?(?:nie|niemals|immer)",
    r"(?:nous|je|on)\s+(?:préférons|préfère|détestons|déteste)|j['’]aime\s+mieux",
    r"(?:nous|je|on)\s+n['’](?:aimons|aime|utilisons|utilise)\s+(?:pas|jamais)",
    r"(?:ne\s+)?(?:jamais|toujours)\s+(?:utiliser|dire|écrire|montrer|envoyer)|n['’](?:utilisez|écrivez|envoyez)\s+(?:pas|jamais)",
)  # fmt: skip
"""Someone states how they like things, or never want them."""

DECIDES: Final = (
    r"(?<!as\s)(?<!have\snot\s)agreed(?=\s*(?:[,:–-]|that|on|to\b))",
    r"let['’]s\s+(?:go|stick|do\s+it|settle|launch|start|move|keep|drop|skip|use|take)",
    r"(?:we['’]re|we\s+are|i['’]m|i\s+am|we['’]ll|we\s+will)\s+go(?:ing)?\s+(?:with|for|ahead\s+with)",
    r"(?:we|i)(?:['’]ve|\s+have)?\s+(?:decided|agreed|approved|chosen)",
    r"(?:that['’]s|that\s+is|it['’]s|it\s+is|is|are)\s+(?:decided|approved|settled|signed\s+off)",
    r"decision\s+is",
    r"(?:wir|ich)\s+(?:haben|habe)\s+(?:\S+\s+){0,6}?(?:entschieden|beschlossen|vereinbart|freigegeben)",
    r"(?:wir\s+)?(?:nehmen|machen|bleiben)\s+(?:wir\s+)?(?:bei|die|den|das)\b",
    r"(?:ist|sind)\s+(?:beschlossen|entschieden|freigegeben|genehmigt)|einigen\s+wir\s+uns|abgemacht|einverstanden(?=\s*[,:–-])",
    r"(?:nous\s+avons|on\s+a|j['’]ai)\s+(?:décidé|choisi|validé|convenu)",
    r"on\s+part\s+sur|c['’]est\s+(?:décidé|validé)|d['’]accord(?=\s*[,:–-])|(?:est|sont)\s+(?:validée?s?|approuvée?s?)",
)  # fmt: skip
"""Something is settled."""

EMPTY_DECIDES: Final = (
    (r"let['’]s\s+(?:start|begin|move\s+(?:on|to\s+the\s+next)|go\s+(?:through|over|back|on|around|round|to)|take\s+(?:a|five|ten)"
    r"|keep\s+(?:going|it\s+short)|skip\s+(?:that|to))"),
    r"(?:wir\s+)?machen\s+(?:wir\s+)?(?:das|die)\s+(?:später|nachher|nächste)",
)  # fmt: skip

ASSIGNS: Final = (
    r"action\s+(?:item|point)s?", r"next\s+steps?\s+(?:is|are|for)", r"to-?do\s+(?:is|for)",
    r"(?:aufgabe|nächster\s+schritt|to-?do)\s+(?:ist|für)", r"(?:action|prochaine\s+étape|à\s+faire)\s+(?:est|pour)",
)  # fmt: skip
"""A task is named as one."""

DELIVERS: Final = (
    r"send|share|deliver|give\s+us|provide|confirm|check|sign|approve|forward|upload|get\s+back|come\s+back|call|let\s+you\s+know"
    r"|schick\w*|send\w*|liefer\w*|prüf\w*|bestätig\w*|unterschreib\w*|freigeb\w*|meld\w*|klär\w*"
    r"|envo\w+|livr\w+|confirm\w+|vérifi\w+|sign\w+|valid\w+|reven\w+|reviend\w+"
)  # fmt: skip
"""What one side does for the other. With it a client's "we will" is an action, and our question is one for them."""

NEEDS: Final = (
    r"should|could|needs?|wants?|must|change|add|remove|move|instead|launch\w*|deadline|due|budget"
    r"|sollten?|müssen|muss|ändern|ergänzen|streichen|statt|frist|termin"
    r"|devrait|devraient|doit|doivent|changer|ajouter|supprimer|déplacer|échéance"
)  # fmt: skip
"""Words that alone are nothing, but with a date, an amount or a name say that something is wanted."""

PAST: Final = (
    r"was|were|had|did|worked|looked|talked|spoke|finished|been|went|came|got|sent|met|received|started|ago|yesterday|last\s+(?:week|month|year|time)"
    r"|war|waren|hatten?|wurden?|gestern|gesendet|bekommen\s+haben|letzte[nrs]?\s+(?:woche|monat|jahr|mal)"
    r"|était|étaient|avait|avions|hier|dernière?\s+fois"
)  # fmt: skip
"""A date beside one of these is usually over."""
