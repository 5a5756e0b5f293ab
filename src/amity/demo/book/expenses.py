"""What the agency bought in the story, and for whom. Passed on at cost, so that net fees stay what fees say.

Osprey's newest twelve months hold 23 expenses of 114,700.00 passed on; the newest month of all holds 17 of 21,940.00,
each with its receipt. Month 19 is the one that has only begun.
"""

from dataclasses import dataclass
from typing import Final

from amity.demo.book.works import (
    BRAE,
    CALDER,
    FENN,
    HALYARD,
    KESTREL,
    LARKFIELD,
    MORROW,
    OPTIK,
    OSPREY,
    SALTMARSH,
    TESSEL,
)
from amity.expenses.rules import DELIVERY, PASSED_ON


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase: on which work of which account, the day of the story, and an amount in cents as on the receipt.

    `currency` "" is the account's own. `receipt` is "pdf", "png" or "" for one that no one kept. No account is the
    agency's own.
    """

    account: str
    work: str
    on: tuple[int, int]
    supplier: str
    text: str
    amount: int
    receipt: str = "pdf"
    kind: str = PASSED_ON
    currency: str = ""


CARDIFF, WINTER, SERVICE = "Cardiff station campaign", "Winter timetable", "Service design, phase 1"
MEDIA, PRINT, PHOTO = "Tramlight Media", "Gable & Finch Print", "Fernlea Photo"

BOUGHT: Final = (
    Bought(OSPREY, WINTER, (7, 24), PRINT, "Timetable posters, first run", 290_000),
    Bought(OSPREY, SERVICE, (8, 13), "Cambrian Travel", "Trains to four stations, two people", 38_000, "png"),
    Bought(OSPREY, CARDIFF, (9, 8), MEDIA, "Poster sites in the station, first booking", 1_480_000),
    Bought(OSPREY, CARDIFF, (9, 22), PHOTO, "Photographs of the concourse", 320_000),
    Bought(OSPREY, CARDIFF, (10, 5), MEDIA, "Poster sites, second booking", 1_260_000),
    Bought(OSPREY, CARDIFF, (10, 19), PRINT, "Posters and floor graphics", 415_000),
    Bought(OSPREY, CARDIFF, (11, 6), MEDIA, "Bus shelters, four weeks", 980_000),
    Bought(OSPREY, CARDIFF, (11, 18), "Cambrian Travel", "Site visit, three people", 26_000, "png"),
    Bought(OSPREY, CARDIFF, (12, 3), MEDIA, "Bus shelters, four weeks", 840_000),
    Bought(OSPREY, SERVICE, (12, 14), "Panelwise", "Forty passengers for interviews", 275_000),
    Bought(OSPREY, CARDIFF, (13, 4), "Radio Severn", "Radio spots, two weeks", 790_000),
    Bought(OSPREY, CARDIFF, (13, 17), PRINT, "Leaflets in two languages", 198_000),
    Bought(OSPREY, CARDIFF, (14, 2), MEDIA, "Screens on the platforms", 920_000),
    Bought(OSPREY, CARDIFF, (14, 15), "Lowri Hale", "Voice for the announcements", 115_000),
    Bought(OSPREY, CARDIFF, (15, 3), MEDIA, "Screens on the platforms", 760_000),
    Bought(OSPREY, CARDIFF, (15, 21), "Dragon Language", "Welsh translation", 72_000),
    Bought(OSPREY, CARDIFF, (16, 4), MEDIA, "Screens and shelters", 890_000),
    Bought(OSPREY, CARDIFF, (16, 11), "Northlight Film", "Camera crew, two days", 564_000),
    Bought(OSPREY, CARDIFF, (17, 3), MEDIA, "Shelters, last booking", 490_000),
    Bought(OSPREY, CARDIFF, (17, 9), PRINT, "Thank-you posters", 120_000),
    Bought(OSPREY, WINTER, (18, 7), PRINT, "Timetable posters, 1,400 pieces", 348_000),
    Bought(OSPREY, WINTER, (18, 13), PHOTO, "Photographs at four stations", 215_000),
    Bought(OSPREY, WINTER, (18, 20), "Dragon Language", "Welsh translation", 64_000),
    Bought(LARKFIELD, "Range {next}", (13, 10), "Stillhouse Studio", "Pack shots, twelve packs", 312_000),
    Bought(LARKFIELD, "Dairy care", (15, 12), "Pictory", "Stock photographs, a year", 58_800),
    Bought(LARKFIELD, "Range {next}", (18, 6), "Stillhouse Studio", "Pack shots, eleven packs", 286_000),
    Bought(LARKFIELD, "Range {next}", (18, 14), PRINT, "Proofs on carton", 41_250),
    Bought(LARKFIELD, "Farm shop signs", (18, 9), "Signwell", "Nineteen signs", 197_500),
    Bought(TESSEL, "Brand film", (14, 6), "Northlight Film", "Camera crew, four days", 968_000),
    Bought(TESSEL, "Brand film", (15, 19), "Marlowe & Kin", "Talent: two actors", 384_000),
    Bought(TESSEL, "Savings spring", (18, 8), "Pictory", "Stock photographs", 34_800, "png"),
    Bought(TESSEL, "Savings spring", (18, 22), "Marlowe & Kin", "Talent: voice for the spot", 89_000),
    Bought(CALDER, "Clinic sites", (11, 11), PHOTO, "Portraits of nine doctors", 187_000),
    Bought(CALDER, "Patient letters", (16, 15), PRINT, "Letterheads", 92_400, ""),
    Bought(CALDER, "Patient letters", (18, 5), PRINT, "3,000 letters and envelopes", 126_400),
    Bought(CALDER, "Homepage", (18, 21), "Pictory", "Stock photographs", 27_600, "png"),
    Bought(SALTMARSH, "Spring range {year}", (10, 13), "Stillhouse Studio", "Pack shots, eight packs", 224_000),
    Bought(SALTMARSH, "Spring range {next}", (18, 12), "Odette Farrow", "Food stylist, one day", 118_000),
    Bought(SALTMARSH, "Pack copy", (18, 2), "Barline", "Barcode numbers", 18_500),
    Bought(KESTREL, "Shop relaunch", (12, 9), "Tilewise Maps", "Licence for the dealer map", 42_000),
    Bought(KESTREL, "Dealer portal", (18, 16), "Tilewise Maps", "Licence for the dealer map", 42_000),
    Bought(MORROW, "Label design", (15, 8), PRINT, "Woven label samples", 64_300, ""),
    Bought(HALYARD, "Intranet", (18, 19), "Harbour Cabs", "Taxi and train to the port", 23_766, "png"),
    Bought(BRAE, "Distillery site", (18, 14), "Skyhare", "Drone film, half a day", 165_000),
    Bought(FENN, "Summer show", (12, 10), PRINT, "Banners on the front", 143_000),
    Bought(FENN, "Winter show", (18, 20), "Wallcraft", "Wall graphics, three rooms", 293_000),
    Bought(OPTIK, "Lens finder", (18, 7), "Glaswerk Daten", "Lens data, a year", 98_000),
    Bought(KESTREL, "Dealer portal", (17, 15), "Second Shelf", "Three phones hired for tests", 9_600, kind=DELIVERY),
    Bought(MORROW, "Mill stories", (16, 9), "Penny Lane Rail", "Train to the mill", 7_450, "png", DELIVERY),
    Bought(FENN, "Winter show", (17, 22), "Papersmith", "Card for a model", 4_840, "png", DELIVERY),
    Bought("", "Internal", (19, 4), "Eastcoast Events", "Conference, one ticket", 119_000, "", DELIVERY, "USD"),
)
