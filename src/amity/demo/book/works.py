"""Every project of the story. The newest twelve months (7 to 18) add up to about what each account earned."""

from decimal import Decimal
from typing import Final

from amity.demo.book.work import END, NON_BILLABLE, PREPAID, Due, Quoted, Task, Work, by_time, care, fixed, unknown
from amity.demo.staff.cast import CONTENT, DESIGN, DEVELOPMENT, FREELANCE, STRATEGY

OSPREY, LARKFIELD, TESSEL, CALDER = "Osprey Rail", "Larkfield Dairy", "Tessel Bank", "Calder Clinics"
SALTMARSH, KESTREL, ORLA, MORROW = "Saltmarsh Foods", "Kestrel Bikes", "Orla Ferries", "Morrow Mills"
HALYARD, BRAE, FENN, QUILLON = "Halyard Ports", "Brae Whisky", "Fenn Museums", "Quillon Press"
OPTIK, TARN, LINDEN, WEXCOMBE = "Säntis Optik", "Tarn Outdoor", "Linden Housing", "Wexcombe Council"

TICKET_APP: Final = fixed(
    OSPREY, "Ticket app relaunch", "app", ((16, 31), END), 724.5, 1376, 186_000, planned_cost=Decimal("67.63"),
    lines=(
        Quoted("Research and service map", STRATEGY, 96, 91, (("Platform interviews", 40), ("Service map", 60))),
        Quoted("Journeys and prototype", DESIGN, 240, 229.5,
               (("Journeys", 25), ("Onboarding", 30), ("Ticket wallet", 25), ("Prototype", 20))),
        Quoted("Design system", DESIGN, 160, 90, (("Colours and type", 30), ("Controls", 40), ("Maps and icons", 30))),
        Quoted("App build, English only", DEVELOPMENT, 620, 243, (("App foundations", 20), ("Timetable", 20),
               ("Ticket shop", 30), ("Push templates", 15), ("Release", 15))),
        Quoted("Payment and wallet", DEVELOPMENT, 180, 69, (("Payment sandbox", 45), ("Wallet passes", 55))),
        Quoted("Launch content", CONTENT, 80, 2, (("Store texts", 30), ("Help pages", 70))),
    ),
    tasks=(
        Task("Questions about Welsh", "", None, 17, (17, 10), END),
        Task("Screens for six stations", "Design system", None, 18.5, (18, 5), (18, 23), FREELANCE),
    ),
    milestones=(
        Due("Prototype shown to the steering group", (17, 30), (17, 29)),
        Due("Payment in the sandbox", (18, 16), (18, 26)),
        Due("Beta in the stores", (18, 30), None),
    ),
)  # fmt: skip

WORKS: Final = (
    TICKET_APP,
    fixed(OSPREY, "Service design, phase 1", "service", ((7, 3), (13, 29)), 1210, 1225, 148_000, over=True),
    care(OSPREY, "App care", 60, 7_800, 67.7),
    fixed(OSPREY, "Winter timetable", "campaign", ((7, 5), (18, 30)), 690, 700, 64_000, over=True,
          manager="Nadia Ferrer"),
    by_time(OSPREY, "Cardiff station campaign", "campaign", ((9, 5), (17, 18)), 1180, "114", cap=101_400, flat=True,
            over=True),
    fixed(OSPREY, "Network map {before}", "site", ((1, 1), (6, 30)), 790, 800, 92_000, over=True),
    fixed(LARKFIELD, "Range {next}", "brand", ((11, 2), END), 940, 1040, 158_000, milestones=(
        Due("Shelf test", (13, 15), (13, 12)), Due("Recipes final", (15, 30), (16, 7)),
        Due("Artwork to print", (18, 20), (18, 20)), Due("Launch", (18, 31), None))),
    fixed(LARKFIELD, "Range {year}", "brand", ((7, 3), (11, 20)), 690, 715, 96_000, over=True),
    care(LARKFIELD, "Dairy care", 70, 9_500, 70.7),
    by_time(LARKFIELD, "Farm shop signs", "campaign", ((9, 12), (18, 16)), 522, "114.60"),
    fixed(LARKFIELD, "School milk", "site", ((1, 5), (6, 28)), 640, 655, 88_000, over=True),
    fixed(TESSEL, "Branch app", "app", ((17, 14), END), 91, 612, 96_000, tasks=(
        Task("Loan form prototype", "Journeys and screens", 60, 44, (17, 15), (18, 5)),)),
    fixed(TESSEL, "Savings campaign", "campaign", ((7, 3), (12, 24)), 880, 905, 138_000, over=True),
    care(TESSEL, "Service and care", 55, 8_200, 54.6),
    fixed(TESSEL, "Brand film", "campaign", ((13, 4), (16, 21)), 479, 490, 72_000, over=True),
    by_time(TESSEL, "Savings spring", "site", ((16, 24), END), 320, "151"),
    fixed(TESSEL, "Branch signs", "brand", ((1, 5), (6, 24)), 640, 660, 98_000, over=True),
    fixed(CALDER, "Homepage", "site", ((15, 6), END), 440, 620, 82_840),
    fixed(CALDER, "Clinic sites", "site", ((7, 5), (14, 26)), 940, 960, 118_000, over=True),
    care(CALDER, "Site care", 50, 6_200, 51.9),
    by_time(CALDER, "Patient letters", "brand", ((8, 1), (18, 20)), 417, "120.60"),
    fixed(CALDER, "Brand refresh", "brand", ((1, 8), (6, 26)), 720, 745, 92_000, over=True),
    fixed(SALTMARSH, "Spring range {year}", "brand", ((9, 7), (13, 22)), 760, 790, 104_000, over=True),
    fixed(SALTMARSH, "Spring range {next}", "brand", ((16, 3), END), 290, 460, 62_100),
    care(SALTMARSH, "Saltmarsh retainer", 45, 5_900, 44.0),
    by_time(SALTMARSH, "Pack copy", "brand", ((8, 8), (18, 14)), 302, "106"),
    fixed(SALTMARSH, "Autumn range {before}", "brand", ((1, 5), (6, 20)), 500, 515, 68_000, over=True),
    care(KESTREL, "Shop and campaign care", 60, 7_200, 67.1),
    fixed(KESTREL, "Shop relaunch", "site", ((7, 3), (15, 24)), 1080, 1085, 78_000, over=True),
    by_time(KESTREL, "Dealer portal", "app", ((12, 7), (18, 28)), 274, "88"),
    fixed(KESTREL, "E-bike launch", "campaign", ((1, 5), (6, 19)), 460, 470, 46_000, over=True),
    fixed(ORLA, "Booking hub", "app", ((10, 2), END), 1012, 830, 78_850, milestones=(
        Due("Search works in test", (13, 29), (14, 24)), Due("Payment works in test", (15, 31), (17, 11)),
        Due("Season opens with the new hub", (17, 30), None))),
    care(ORLA, "Ferry care", 33, 2_775, 39.0),
    fixed(ORLA, "Timetable app", "app", ((1, 5), (6, 27)), 480, 490, 39_000, over=True),
    fixed(MORROW, "Label design", "brand", ((8, 1), END), 552, 610, 90_000, tasks=(
        Task("Label design, second range", "Range design", 40, 38, (16, 20), (17, 22)),)),
    by_time(MORROW, "Mill stories", "brand", ((10, 9), (18, 21)), 220, "152"),
    care(MORROW, "Mill care", 19, 2_800, 18.4),
    fixed(MORROW, "Wool archive", "brand", ((1, 8), (6, 26)), 300, 310, 44_000, over=True),
    fixed(HALYARD, "Intranet", "site", ((11, 2), END), 611, 1100, 114_400, tasks=(
        Task("Wayfinding tests", "Structure and concept", 48, 29, (16, 25), (17, 30)),)),
    fixed(HALYARD, "Port guide", "brand", ((7, 5), (11, 27)), 430, 432, 38_000, over=True),
    care(HALYARD, "Port care", 23, 2_300, 24.1),
    fixed(HALYARD, "Safety signs", "brand", ((1, 5), (6, 26)), 370, 380, 38_000, over=True),
    fixed(BRAE, "Distillery site", "site", ((14, 1), END), 255, 640, 87_000, tasks=(
        Task("Tasting notes copy", "Texts", 36, 33, (16, 24), (18, 2)),)),
    fixed(BRAE, "Cask club", "site", ((7, 5), (13, 28)), 392, 400, 52_800, over=True),
    care(BRAE, "Cellar care", 20, 2_200, 20.0),
    fixed(BRAE, "Bottle shop", "site", ((1, 8), (6, 24)), 280, 290, 36_000, over=True),
    fixed(FENN, "Winter show", "campaign", ((15, 6), END), 397.5, 840, 92_000, tasks=(
        Task("Wall texts, layout", "Key visual and layouts", None, 12.5, (18, 6), (18, 20), FREELANCE),)),
    fixed(FENN, "Summer show", "campaign", ((9, 8), (14, 19)), 330, 336, 36_800, over=True),
    by_time(FENN, "Visitor signs", "brand", ((12, 7), (17, 29)), 120, "120"),
    fixed(FENN, "Permanent gallery", "brand", ((1, 5), (6, 26)), 360, 370, 42_000, over=True),
    care(QUILLON, "Site care", 31, 3_400, 31.3, every=8, start=(2, 1)),
    fixed(QUILLON, "Author pages", "site", ((7, 10), (14, 25)), 195, 200, 23_500, over=True, every=8),
    fixed(QUILLON, "Spring catalogue {year}", "brand", ((2, 4), (6, 20)), 120, 124, 14_000, over=True,
          every=8),
    by_time(OPTIK, "Lens finder", "app", ((5, 8), (18, 28)), 330, "132"),
    Work(TARN, "Outdoor hours", PREPAID, "care", (8, 1), END, 96, planned=120, fee=14_400, rate=Decimal(120)),
    fixed(LINDEN, "Tenant letters", "brand", ((8, 1), (11, 27)), 80, 82, 9_600, over=True),
    unknown(LINDEN, "Tenant portal", "site", ((11, 9), (18, 28)), 300, "110"),
    unknown(LINDEN, "Annual report {before}", "brand", ((12, 7), (15, 30)), 140, "110"),
    unknown(WEXCOMBE, "Bin calendar", "app", ((6, 10), (13, 29)), 195, "110"),
    fixed(WEXCOMBE, "Council tax explained", "campaign", ((3, 3), (9, 30)), 150, 152, 16_800, over=True),
    Work("Marram Trust", "Appeal page", NON_BILLABLE, "site", (14, 1), (15, 31), 34, over=True),
)  # fmt: skip

RUN_BY: Final = {
    **dict.fromkeys((OSPREY, LARKFIELD, TESSEL, QUILLON), "Ravi Menon"),
    **dict.fromkeys((CALDER, SALTMARSH, KESTREL, MORROW, OPTIK), "Ines Calloway"),
}
"""Who manages the projects of an account; Gavin Stroud those of the others."""
GAVIN: Final = "Gavin Stroud"
QUIET_FROM: Final = {QUILLON: (18, 12)}
"""An account nobody has worked for since that day of the story."""

INSIDE: Final = (
    ("New business", "Pitches and meetings with prospects"),
    ("Internal", "Meetings, training, tools and office"),
    ("Leave", "Holidays and sick days"),
)
"""The agency's own projects."""
