"""Why a file is not admitted: a stable code, and one sentence with the remedy in each language."""

from __future__ import annotations

from enum import StrEnum

from trygg_excel.finding import Text


class Reason(StrEnum):
    """The codes never change their meaning; a new reason gets a new number."""

    EMPTY = "TRY-G01"  # no bytes
    NO_FILE = "TRY-G02"  # a directory, link, pipe or device
    TOO_LARGE = "TRY-G03"  # the file itself
    ENCRYPTED = "TRY-G04"  # a password or a sensitivity label
    TEXT = "TRY-G05"  # plain text that is no table
    MARKUP = "TRY-G06"  # html without a table, or xml that is no spreadsheet
    PDF = "TRY-G07"
    UNKNOWN = "TRY-G08"  # something else
    TRUNCATED = "TRY-G09"  # the container ends too early
    DAMAGED = "TRY-G10"  # checksums, sizes or compressed data are wrong
    PARTS = "TRY-G11"  # too many parts
    BOMB = "TRY-G12"  # inflates beyond reason
    NAMES = "TRY-G13"  # part names that are doubled, collide but for case, or point outside
    OVERLAP = "TRY-G14"  # parts that share bytes
    METHOD = "TRY-G15"  # a compression or encryption of parts that Excel does not use
    PREFIX = "TRY-G16"  # something stands before the container: two kinds of file in one
    NO_WORKBOOK = "TRY-G17"  # a container without a workbook in it
    ENTITIES = "TRY-G20"  # a DOCTYPE or entity declaration
    XML = "TRY-G21"  # markup that is not well-formed
    DEPTH = "TRY-G22"  # elements nested too deep
    ENCODING = "TRY-G23"  # markup in an encoding that Excel does not write
    REFERENCE = "TRY-G30"  # a cell outside Excel's grid
    CELLS = "TRY-G31"  # more cells than allowed
    STRINGS = "TRY-G32"  # more shared strings than allowed, or an absurd declared count
    MERGES = "TRY-G33"
    STYLES = "TRY-G34"
    SHEETS = "TRY-G35"
    DEFINED_NAMES = "TRY-G36"
    LONG_TEXT = "TRY-G37"
    LINKS = "TRY-G38"
    ACTIVE = "TRY-G40"  # active content, where the policy refuses it
    MEMORY = "TRY-G50"  # reading took more memory than allowed
    TIME = "TRY-G51"  # reading took longer than allowed
    CRASH = "TRY-G52"  # the reading process died


_SAVE_AGAIN = Text("Öppna den i Excel och spara en ny kopia.", "Open it in Excel and save a new copy.")
_ASK = Text(
    "Fråga den som gjort filen, och be om en kopia sparad i Excel.",
    "Ask whoever made the file for a copy saved in Excel.",
)
_SMALLER = Text("Dela upp den, eller ta bort det som inte används.", "Split it, or remove what is not used.")

# What is wrong, and what to do. The sentence goes on from "'namn.xlsx' kunde inte läsas: ".
SENTENCES: dict[Reason, tuple[Text, Text]] = {
    Reason.EMPTY: (Text("filen är tom (0 byte).", "the file is empty (0 bytes)."), Text("Spara den på nytt.", "Save it again.")),
    Reason.NO_FILE: (
        Text("det är en mapp, länk eller enhet och ingen vanlig fil.", "it is a folder, link or device and no plain file."),
        Text("Ange själva arbetsboken.", "Name the workbook itself."),
    ),
    Reason.TOO_LARGE: (Text("filen är för stor.", "the file is too large."), _SMALLER),
    Reason.ENCRYPTED: (
        Text("filen är krypterad, med lösenord eller känslighetsetikett.", "the file is encrypted, by a password or a sensitivity label."),
        Text(
            "Spara en kopia utan skyddet om du får det, annars kontakta filens ägare.",
            "Save a copy without the protection if you may, otherwise ask the file's owner.",
        ),
    ),
    Reason.TEXT: (
        Text("filen är en textfil utan tabell.", "the file is a text file without a table."),
        Text("Öppna den i Excel och spara som .xlsx.", "Open it in Excel and save it as .xlsx."),
    ),
    Reason.MARKUP: (
        Text("filen är en webbsida eller XML utan tabell.", "the file is a web page or XML without a table."),
        Text("Öppna den i Excel och spara som .xlsx.", "Open it in Excel and save it as .xlsx."),
    ),
    Reason.PDF: (
        Text("filen är en PDF, ingen arbetsbok.", "the file is a PDF, not a workbook."),
        Text("Be om arbetsboken som PDF-filen gjordes av.", "Ask for the workbook that the PDF was made from."),
    ),
    Reason.UNKNOWN: (Text("filen är ingen Excel-arbetsbok.", "the file is not an Excel workbook."), Text("Spara den som .xlsx i Excel.", "Save it as .xlsx in Excel.")),
    Reason.TRUNCATED: (
        Text("filen är avklippt; slutet saknas.", "the file is cut off; its end is missing."),
        Text("Kopiera eller ladda ner den igen.", "Copy or download it again."),
    ),
    Reason.DAMAGED: (
        Text("arbetsboken är skadad.", "the workbook is damaged."),
        Text("Öppna den i Excel, låt Excel reparera den och spara en ny kopia.", "Open it in Excel, let Excel repair it and save a new copy."),
    ),
    Reason.PARTS: (Text("arbetsboken består av orimligt många delar.", "the workbook has unreasonably many parts."), _ASK),
    Reason.BOMB: (Text("innehållet växer orimligt när det packas upp.", "the content grows unreasonably when unpacked."), _ASK),
    Reason.NAMES: (
        Text("delar i arbetsboken har samma namn eller förbjudna namn, så att den kan läsas på två sätt.",
             "parts of the workbook have the same or forbidden names, so that it can be read in two ways."),
        _SAVE_AGAIN,
    ),
    Reason.OVERLAP: (Text("delar i filen ligger ovanpå varandra.", "parts of the file lie on top of each other."), _ASK),
    Reason.METHOD: (Text("delar i filen är packade på ett sätt som Excel inte använder.", "parts of the file are packed in a way Excel does not use."), _SAVE_AGAIN),
    Reason.PREFIX: (Text("det ligger något annat framför arbetsboken i filen.", "something else stands before the workbook in the file."), _SAVE_AGAIN),
    Reason.NO_WORKBOOK: (Text("filen innehåller ingen arbetsbok.", "the file holds no workbook."), Text("Spara den som .xlsx i Excel.", "Save it as .xlsx in Excel.")),
    Reason.ENTITIES: (Text("arbetsboken innehåller deklarationer som Excel aldrig skriver.", "the workbook holds declarations that Excel never writes."), _ASK),
    Reason.XML: (Text("en del av arbetsboken är trasig.", "a part of the workbook is broken."), Text("Öppna den i Excel, låt Excel reparera den och spara en ny kopia.", "Open it in Excel, let Excel repair it and save a new copy.")),
    Reason.DEPTH: (Text("arbetsboken är orimligt djupt nästlad.", "the workbook is nested unreasonably deep."), _ASK),
    Reason.ENCODING: (Text("en del av arbetsboken har en teckenkodning som Excel inte använder.", "a part of the workbook has an encoding Excel does not use."), _SAVE_AGAIN),
    Reason.REFERENCE: (Text("arbetsboken har celler utanför Excels rutnät.", "the workbook has cells outside Excel's grid."), _ASK),
    Reason.CELLS: (Text("arbetsboken har för många celler.", "the workbook has too many cells."), _SMALLER),
    Reason.STRINGS: (Text("arbetsboken har, eller uppger, orimligt många texter.", "the workbook has, or claims, unreasonably many texts."), _SAVE_AGAIN),
    Reason.MERGES: (Text("arbetsboken har orimligt många sammanfogade celler.", "the workbook has unreasonably many merged cells."), _SMALLER),
    Reason.STYLES: (Text("arbetsboken har fler cellformat än Excel tillåter.", "the workbook has more cell formats than Excel allows."), _SAVE_AGAIN),
    Reason.SHEETS: (Text("arbetsboken har orimligt många blad.", "the workbook has unreasonably many sheets."), _SMALLER),
    Reason.DEFINED_NAMES: (Text("arbetsboken har orimligt många namngivna områden.", "the workbook has unreasonably many defined names."), _SMALLER),
    Reason.LONG_TEXT: (Text("en cell har längre text än Excel tillåter.", "a cell has a longer text than Excel allows."), _SAVE_AGAIN),
    Reason.LINKS: (Text("ett blad har fler länkar än Excel tillåter.", "a sheet has more links than Excel allows."), _SMALLER),
    Reason.ACTIVE: (
        Text("arbetsboken har aktivt innehåll, som inte tillåts här.", "the workbook has active content, which is not allowed here."),
        Text("Spara en kopia som .xlsx utan makron och kopplingar.", "Save a copy as .xlsx without macros and connections."),
    ),
    Reason.MEMORY: (Text("läsningen tog för mycket minne.", "reading it took too much memory."), _SMALLER),
    Reason.TIME: (Text("läsningen tog för lång tid.", "reading it took too long."), _SMALLER),
    Reason.CRASH: (Text("läsningen avbröts av filens innehåll.", "the file's content broke the reading."), _SAVE_AGAIN),
}  # fmt: skip


def sentence(reason: Reason) -> Text:
    """What is wrong and what to do, as one text."""
    wrong, remedy = SENTENCES[reason]
    return Text(f"{wrong.sv} {remedy.sv}", f"{wrong.en} {remedy.en}")
