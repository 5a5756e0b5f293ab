"""The eighteen accounts, who answers for them, and the people there."""

from dataclasses import dataclass
from typing import Final

SPONSOR, DECIDES, CHAMPION, DAILY, PROCUREMENT, FINANCE = (
    "sponsor", "decision_maker", "champion", "day_to_day", "procurement", "finance",
)  # fmt: skip
NADIA: Final = "Nadia Ferrer"
EDDA: Final = "Edda Kerr"


@dataclass(frozen=True, slots=True)
class Client:
    """Someone at the client; `standing` with what showed it; `above` is whom they report to."""

    name: str
    title: str
    roles: tuple[str, ...]
    standing: str = ""
    shown_by: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """One account. `care` is the account manager's own time, hours a year."""

    name: str
    domain: str
    tier: str
    manager: str
    contacts: tuple[Client, ...]
    currency: str = "EUR"
    status: str = "active"
    care: int = 0


BOOKS: Final = (
    Book("Osprey Rail", "ospreyrail.example", "A", NADIA, (
        Client("Helen Marsh", "Director of passenger services", (SPONSOR,), "backs_us",
               "Opened the steering group in September with our map"),
        Client("Piotr Zielinski", "Head of digital", (DECIDES,), "neutral",
               "Asked for a second quote for payment, took ours", "Helen Marsh"),
        Client("Dana Whitlock", "Product owner, ticket app", (DAILY,), "doubts",
               "Steering call in October: “We assumed both languages were in from day one.”", "Piotr Zielinski"),
        Client("Gwen Pryce", "Accounts payable", (FINANCE,)),
    ), care=186),
    Book("Larkfield Dairy", "larkfield.example", "A", NADIA, (
        Client("Maud Larkin", "Managing director", (SPONSOR,), "backs_us", "Named us in the trade press in June"),
        Client("Ferdia Nolan", "Head of brand", (DECIDES, DAILY), "backs_us",
               "Extended the care retainer without a pitch", "Maud Larkin"),
        Client("Siobhan Reid", "Range manager", (DAILY,), above="Ferdia Nolan"),
    ), care=72),
    Book("Tessel Bank", "tesselbank.example", "A", NADIA, (
        Client("Emil Strand", "Marketing director", (SPONSOR, DECIDES), "neutral",
               "Review in May: “It still sounds like a bank.”"),
        Client("Aisling Moore", "Campaign lead", (DAILY, CHAMPION), "backs_us", "Brought us into the branch app",
               "Emil Strand"),
        Client("Viktor Sandel", "Procurement", (PROCUREMENT,)),
    ), care=66),
    Book("Calder Clinics", "calderclinics.example", "B", NADIA, (
        Client("Jana Roth", "Chief operating officer", (SPONSOR, DECIDES)),
        Client("Marcus Thiele", "Head of brand", (DAILY,), "neutral", "Brand call in September: no guarantees of care",
               "Jana Roth"),
    ), care=48),
    Book("Saltmarsh Foods", "saltmarsh.example", "B", NADIA, (
        Client("Ingrid Solberg", "Founder", (SPONSOR, DECIDES), "backs_us", "Wrote the foreword of our case study"),
        Client("Tom Ashby", "Marketing manager", (DAILY,), above="Ingrid Solberg"),
    ), care=36),
    Book("Kestrel Bikes", "kestrelbikes.example", "B", NADIA, (
        Client("Ada Voss", "Head of e-commerce", (DECIDES,), "prefers_another",
               "Met two other agencies in August, told us so herself"),
        Client("Tom Brandt", "Campaign manager", (DAILY,), "backs_us", "Defends the lookbook every month", "Ada Voss"),
    ), care=30),
    Book("Orla Ferries", "orlaferries.example", "B", EDDA, (
        Client("Cathal Orla", "Owner", (SPONSOR, DECIDES), "doubts",
               "Call in July: “We won’t pay for your learning curve.”"),
        Client("Bríd Hanlon", "Booking office", (DAILY,), above="Cathal Orla"),
        Client("Leo Marchetti", "IT", (CHAMPION,)),
    ), care=34),
    Book("Morrow Mills", "morrowmills.example", "B", NADIA, (
        Client("Ruth Morrow", "Managing partner", (SPONSOR, DECIDES), "backs_us", "Sent Brae Whisky to us"),
        Client("Owen Pike", "Product manager", (DAILY,), above="Ruth Morrow"),
    ), care=12),
    Book("Halyard Ports", "halyardports.example", "B", EDDA, (
        Client("Renske de Boer", "Head of communication", (DECIDES, DAILY), "backs_us",
               "Asked us first for the intranet"),
    ), care=16),
    Book("Brae Whisky", "braewhisky.example", "C", NADIA, (
        Client("Fergus Brae", "Distillery manager", (SPONSOR, DECIDES)),
        Client("Isla Brae", "Visitor centre", (DAILY, CHAMPION), "backs_us", "Shows our site to every tour",
               "Fergus Brae"),
    ), care=10),
    Book("Fenn Museums", "fennmuseums.example", "C", NADIA, (
        Client("Dr Agnes Fenn", "Director", (SPONSOR, DECIDES)),
        Client("Noor Vermeer", "Exhibitions", (DAILY,), "backs_us", "Chose us over the house agency", "Dr Agnes Fenn"),
    ), care=12),
    Book("Quillon Press", "quillonpress.example", "C", EDDA, (
        Client("Beatrix Quill", "Publisher", (SPONSOR, DECIDES)),
        Client("Hugh Penrose", "Web editor", (DAILY,), above="Beatrix Quill"),
    ), currency="GBP", care=8),
    Book("Säntis Optik", "saentisoptik.example", "C", EDDA, (
        Client("Reto Ammann", "Head of marketing", (DECIDES, DAILY)),
        Client("Lea Zürcher", "Shop manager", (CHAMPION,), above="Reto Ammann"),
    ), currency="CHF", care=8),
    Book("Tarn Outdoor", "tarnoutdoor.example", "C", EDDA, (
        Client("Jo Tarn", "Owner", (SPONSOR, DECIDES)),
        Client("Cal Wright", "Shop", (DAILY,), above="Jo Tarn"),
    ), care=6),
    Book("Linden Housing", "lindenhousing.example", "C", EDDA, (
        Client("Grace Imrie", "Tenant services", (DECIDES,)),
        Client("Paul Okoro", "Digital officer", (DAILY,), above="Grace Imrie"),
    ), care=10),
    Book("Wexcombe Council", "wexcombe.example", "C", EDDA, (
        Client("Stella Marr", "Communications", (DECIDES, DAILY)),
        Client("Ian Holt", "Waste services", (CHAMPION,)),
    ), status="dormant", care=4),
    Book("Marram Trust", "marramtrust.example", "", EDDA, (
        Client("Una Keogh", "Trustee", (SPONSOR, DECIDES)),
        Client("Sam Tierney", "Coordinator", (DAILY,), above="Una Keogh"),
    ), care=3),
    Book("Corran Glass", "corranglass.example", "", "", (
        Client("Mhairi Corran", "Managing director", (DECIDES,)),
        Client("Lewis Boyd", "Marketing", (DAILY,), above="Mhairi Corran"),
    ), currency="GBP", status="prospect"),
)  # fmt: skip
"""Nine accounts for Nadia, eight for Edda, and one that nobody manages yet."""
