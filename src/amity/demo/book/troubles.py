"""What may go wrong or stands in the way at the demo's clients, and what was asked of them. Days as in `wishes`."""

from typing import Final

from amity.demo.book.wishes import Need, Trouble
from amity.demo.book.works import CALDER, KESTREL, LARKFIELD, OSPREY, SALTMARSH, TESSEL
from amity.demo.staff.cast import DIRECTOR

JOACHIM: Final = DIRECTOR.name
RAVI: Final = "Ravi Menon"
NADIA: Final = "Nadia Ferrer"
SAMUEL: Final = "Samuel Oduya"

TROUBLES: Final = (
    Trouble(OSPREY, "Ticket app relaunch", "roadblock", "client",
            "The bank’s payment sandbox was down for two days", (3, 2), "Tests are running again",
            SAMUEL, 3, "Samuel Oduya, for the payment tests", 4, ago=4),
    Trouble(OSPREY, "Ticket app relaunch", "risk", "agency", "The beta needs every store review to pass at once",
            (4, 3), "Send a first build two weeks early", RAVI, 9, ago=16),
    Trouble(OSPREY, "", "risk", "client", "Dana is our only day-to-day contact", (3, 3), "", "", None, ago=12),
    Trouble(TESSEL, "Savings spring", "issue", "client", "No one at Tessel has been named to approve copy about rates",
            (3, 2), "Ask Emil on Wednesday", NADIA, 1, "Copy for three screens", 8, ago=8),
    Trouble(CALDER, "Homepage", "risk", "agency", "The German text has one writer, who is away in December", (2, 3),
            "", "", None, ago=6),
    Trouble(LARKFIELD, "", "issue", "agency", "Artwork went to print with last year’s pack weight", (2, 3), "", "",
            None, ago=30, then=(("closed", "Caught at the printer’s. We paid for two new plates."),)),
    Trouble(KESTREL, "", "risk", "client", "Ada Voss is meeting other agencies again in December", (4, 5),
            "Hold a review with figures before she does", JOACHIM, 10, by_client=True, ago=20,
            then=(("escalated", "Joachim: the renewal is at stake"),)),
)  # fmt: skip

NEEDS: Final = (
    Need(OSPREY, "Ticket app relaunch", "Station photos of the six valley stops", "Dana Whitlock", 13, -6,
         "Beta in the stores", ((5, "mail", "“Tomorrow”"), (2, "phone", "The photographer was ill")),
         ("late", "Their photographer was ill for a week", 8)),
    Need(OSPREY, "Ticket app relaunch", "Approval of the payment screens", "Dana Whitlock", 4, 2),
    Need(OSPREY, "Ticket app relaunch", "Names of all stations in Welsh", "Dana Whitlock", 9, 6,
         then=("promised", "By Friday, from the timetable team", 4)),
    Need(TESSEL, "Savings spring", "Rates for the calculator, with their dates", "Aisling Moore", 6, -1),
    Need(CALDER, "Homepage", "Opening hours of all eleven clinics", "Marcus Thiele", 20, -8, chased=((6, "mail", ""),),
         then=("in", "Spreadsheet received, three clinics still to check", None)),
    Need(LARKFIELD, "", "Nutrition table for the new yoghurts", "Siobhan Reid", 15, -4,
         chased=((3, "phone", "The lab is running late"),), then=("late", "The lab will send it a week later", 5)),
    Need(SALTMARSH, "", "List of shops that stock the bar", "Tom Ashby", 25, -18,
         then=("waived", "We found it in their product feed", None)),
)  # fmt: skip
