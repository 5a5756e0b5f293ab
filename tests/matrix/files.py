"""The files that the matrix's scene imports, with amounts that can be found by their digits."""

HEAD = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Billable Amount,"
    "Cost Rate,Cost Amount,Currency\n"
)
FILES = {
    "export.csv": HEAD + "2026-11-02,Osprey Rail,Ticket site,,Design,Icons,1.50,Yes,Team,Member,,,,,Euro - EUR\n"
    "2026-13-02,Osprey Rail,Ticket site,,Design,Icons,1.50,Yes,Team,Member,7474.74,,,,Euro - EUR\n",
    "again.csv": HEAD
    + "2026-11-03,Osprey Rail,Ticket site,,Design,Type,2.00,Yes,Team,Member,7575.75,15151.50,3939.39,7878.78,"
    "Euro - EUR\n",
    "scope.csv": "code,name,est_hours\nX1,Prototype,12\n",
    "spent.csv": "Date,Supplier,Amount,Currency,Kind\n2026-11-02,Printers,31.00,EUR,delivery\n",
    "billed.csv": "Invoice number,Client,Date,Total,Currency\n0001,X-Men,2026-11-02,31.00,EUR\n",
    "letter.eml": "From: cleo@osprey.example\nTo: am@halden.example\nSubject: Map\n\nHello\n",
    "calendar.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "outline": '<opml version="2.0"><body><outline xmlUrl="https://more.example/rss"/></body></opml>',
    "other.csv": "when,what,how long\n03/04/2026,Icons,1.5\n",
}
