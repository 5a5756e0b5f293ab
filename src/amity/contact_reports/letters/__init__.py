"""The letter of a report: the text and the PDF that the client gets, through the gate."""
