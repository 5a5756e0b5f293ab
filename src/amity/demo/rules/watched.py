"""What may go wrong or stands in the way at the demo's clients, and what was asked of them. Days as in `wishes`."""

from typing import Final

from amity.demo.rules.cast import DIRECTOR
from amity.demo.rules.wishes import Need, Trouble
from amity.demo.rules.works import CALDER, KESTREL, LARKFIELD, OSPREY, SALTMARSH, TESSEL

JOACHIM: Final = DIRECTOR.name
RAVI: Final = "Ravi Menon"
NADIA: Final = "Nadia Ferrer"
SAMUEL: Final = "Samuel Oduya"

TROUBLES: Final = (
    Trouble(OSPREY, "Ticket app relaunch", "roadblock", "client",
            "The payment sandbox of the bank was down for two days", (3, 2), "Tests run again since this morning",
            SAMUEL, 3, "Samuel Oduya, for the payment tests", 4, ago=4),
    Trouble(OSPREY, "Ticket app relaunch", "risk", "agency", "The beta needs every store review to pass at once",
            (4, 3), "Send a first build two weeks early", RAVI, 9, ago=16),
    Trouble(OSPREY, "", "risk", "client", "All daily talk hangs on Dana", (3, 3), "", "", None, ago=12),
    Trouble(TESSEL, "Savings spring", "issue", "client", "Nobody at Tessel is named who approves copy about rates",
            (3, 2), "Ask Emil on Wednesday", NADIA, 1, "The copy of three screens", 8, ago=8),
    Trouble(CALDER, "Homepage", "risk", "agency", "The German text has one writer, who is away in December", (2, 3),
            "", "", None, ago=6),
    Trouble(LARKFIELD, "", "issue", "agency", "Artwork went to print with last year’s weight", (2, 3), "", "", None,
            ago=30, then=(("closed", "Caught at the printer; two plates made anew, on us"),)),
    Trouble(KESTREL, "", "risk", "client", "Ada Voss meets other agencies again in December", (4, 5),
            "A review with numbers before she does", JOACHIM, 10, by_client=True, ago=20,
            then=(("escalated", "Joachim: renewal is at stake"),)),
)  # fmt: skip

NEEDS: Final = (
    Need(OSPREY, "Ticket app relaunch", "Station photos of the six valley stops", "Dana Whitlock", 13, -6,
         "Beta in the stores", ((5, "mail", "“Tomorrow”"), (2, "phone", "Photographer was ill")),
         ("late", "Their photographer was ill for a week", 8)),
    Need(OSPREY, "Ticket app relaunch", "Approval of the payment screens", "Dana Whitlock", 4, 2),
    Need(OSPREY, "Ticket app relaunch", "Names of all stations in Welsh", "Dana Whitlock", 9, 6,
         then=("promised", "By Friday, from the timetable team", 4)),
    Need(TESSEL, "Savings spring", "Rates for the calculator, with their dates", "Aisling Moore", 6, -1),
    Need(CALDER, "Homepage", "Opening hours of all eleven clinics", "Marcus Thiele", 20, -8, chased=((6, "mail", ""),),
         then=("in", "A sheet, three clinics still to check", None)),
    Need(LARKFIELD, "", "Nutrition table of the new yoghurts", "Siobhan Reid", 15, -4,
         chased=((3, "phone", "The lab is late"),), then=("late", "The laboratory sends it a week later", 5)),
    Need(SALTMARSH, "", "The list of shops that carry the bar", "Tom Ashby", 25, -18,
         then=("waived", "We found it in their own feed", None)),
)  # fmt: skip
