"""What is said of a dropped file: its state in plain words, and the next step. No cell values, no names of rows."""

from __future__ import annotations

from trygg_excel.finding import Text
from trygg_excel.inbox.answer import Verdict
from trygg_excel.inbox.slots import State

VERDICTS: dict[str, Text] = {
    Verdict.IN_ORDER: Text("Utan anmärkning", "In order"),
    Verdict.TO_MEND: Text("Att åtgärda", "To be mended"),
    Verdict.NOT_CHECKED: Text("Ej kontrollerat", "Not checked"),
    Verdict.UNREADABLE: Text("Kunde inte läsas", "Could not be read"),
    Verdict.ANSWERS: Text("Svar att rätta", "Answers to correct"),
}
SLOTS: dict[State, tuple[Text, Text]] = {  # the state, and the next step
    State.SETTLING: (
        Text("Väntar på att filen ska bli klar", "Waiting for the file to be complete"),
        Text("Vänta. Filen läses när den har kopierats färdigt.", "Wait. The file is read once it is fully copied."),
    ),
    State.OPEN: (
        Text("Öppen i Excel", "Open in Excel"),
        Text("Spara och stäng den, så läses den.", "Save and close it, and it will be read."),
    ),
    State.LOCKED: (
        Text("Kan inte öppnas just nu", "Cannot be opened now"),
        Text(
            "Ett annat program håller filen, eller så saknas läsrättighet. Nya försök görs hela tiden.",
            "Another program holds the file, or the right to read it is lacking. It is tried again all the time.",
        ),
    ),
    State.FOLDER: (
        Text("Är en mapp", "Is a folder"),
        Text("Lägg arbetsböckerna direkt i 'in'.", "Put the workbooks directly into 'in'."),
    ),
    State.ODD: (
        Text("Är en länk eller enhet, ingen fil", "Is a link or device, no file"),
        Text("Lägg själva arbetsboken i 'in'.", "Put the workbook itself into 'in'."),
    ),
    State.TEMPORARY: (Text("Tillfällig fil, läses inte", "Temporary file, not read"), Text("", "")),
    State.TOO_LARGE: (
        Text("Kunde inte läsas: filen är för stor", "Could not be read: the file is too large"),
        Text("Dela upp den, eller ta bort det som inte används.", "Split it, or remove what is not used."),
    ),
    State.GONE: (Text("Borttagen innan den lästes", "Taken away before it was read"), Text("", "")),
    State.ACCEPTED: (Text("Står i kö", "In the queue"), Text("Vänta.", "Wait.")),
}
UNSEEN = Text("Ännu inte sedd", "Not seen yet"), Text("Bevakningen tar den på nästa varv.", "It is taken next time.")
QUEUED = SLOTS[State.ACCEPTED]
WORKING = Text("Kontrolleras nu", "Being checked now"), Text("Vänta.", "Wait.")
WAITING = Text("Väntar", "Waiting"), Text("Ett nytt försök görs av sig självt.", "It is tried again by itself.")
REPLACED = Text("Ersatt av en nyare version", "Replaced by a newer version"), Text("", "")
MOVED = Text("Originalet ligger i {place}.", "The original lies in {place}.")
TAKEN_AWAY = Text("Originalet är borttaget ur 'in'.", "The original is taken out of 'in'.")
SAME = Text("Samma innehåll som {name}.", "The same content as {name}.")
OPENED_BY = Text(" hos {name}", ", by {name}")
OPEN_ANSWER = Text("Öppna {name} i mappen 'ut'.", "Open {name} in the folder 'ut'.")
READ_WHY = Text("Läs {name} i mappen 'ut'.", "Read {name} in the folder 'ut'.")
DIED = Text(
    "programmet har stannat tre gånger av filens innehåll. Öppna den i Excel och spara en ny kopia, eller hör av dig "
    "till den som sköter programmet.",
    "the file's content has stopped the program three times. Open it in Excel and save a new copy, or tell whoever "
    "looks after the program.",
)
