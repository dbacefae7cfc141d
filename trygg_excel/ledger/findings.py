"""What was odd in an extract, in words."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_excel.finding import Finding, Money, Severity, Source, Text, listed, text
from trygg_excel.ledger.extract import Problem, Trouble
from trygg_excel.money import KR, number_text

_BOOKINGS = Text("kontering", "booking"), Text("konteringar", "bookings")
_AMOUNTS = Text("belopp", "amount"), Text("belopp", "amounts")
_LINES = Text("rad", "row"), Text("rader", "rows")
_COLUMNS = Text("kolumn", "column"), Text("kolumner", "columns")
_BALANCES = Text("saldo", "balance"), Text("saldon", "balances")
_FIELDS = {
    "cost_centre": Text("ansvar", "cost centre"), "activity": Text("verksamhet", "activity"),
    "project": Text("projekt", "project"),
}  # fmt: skip


def findings_of(file: str, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """One finding for all rows that have the same trouble."""
    given = tuple(problems)
    unread = any(each.kind is Trouble.BAD_AMOUNT for each in given)
    return tuple(_finding(file, each, unread=unread) for each in given)


def _finding(file: str, problem: Problem, *, unread: bool) -> Finding:
    severity, said, remedy = _SAID[problem.kind]
    amount, stated = int(problem.amount), _whole(problem.stated)
    told = text(
        *said, bookings=_counted(problem.count, _BOOKINGS), amounts=_counted(problem.count, _AMOUNTS),
        lines=_counted(problem.count, _LINES), balances=_counted(problem.count, _BALANCES), rows=_rows(problem),
        columns=_counted(problem.count, _COLUMNS),
        amount=Money(amount, KR),
        words=listed(problem.words), stated=problem.stated, sum=Money(stated, KR), count=problem.amount,
        apart=Money(None if stated is None else stated - amount, KR), sheet=problem.sheet,
        names=_names(problem.words), of=_page(problem.sheet),
    )  # fmt: skip
    cells = tuple(Source(file, problem.sheet, f"A{row}") for row in problem.rows if problem.sheet)
    compared = problem.kind in {Trouble.TOTAL, Trouble.ROWS}
    return Finding(
        code=problem.kind.value, severity=severity, message=told, remedy=Text(*remedy),
        sources=cells or (Source(file, problem.sheet),),
        found=stated if compared else None, expected=amount if compared else None,
        difference=stated - amount if compared and stated is not None else None,
        causes=(_UNREAD,) if compared and unread else (), tolerance=0 if compared else None,
    )  # fmt: skip


def _counted(count: int, words: tuple[Text, Text]) -> Text:
    """'1 kontering', '1 250 konteringar'."""
    word = words[0] if count == 1 else words[1]
    return Text(*(f"{number_text(count * 100, KR, lang=lang)} {word.say(lang)}" for lang in ("sv", "en")))


def _whole(stated: str) -> int | None:
    return int(stated) if stated.removeprefix("-").isdecimal() else None


def _rows(problem: Problem) -> Text:
    """'rad 17', 'rad 17, 18 och 3 till'."""
    given = [str(each) for each in problem.rows]
    word = Text("rad", "row") if problem.count == 1 else Text("rad", "rows")
    more = max(0, problem.count - len(given))
    if len(given) > 1 and not more:
        last = f"{', '.join(given[:-1])}"
        return text("{w} {a} och {b}", "{w} {a} and {b}", w=word, a=last, b=given[-1])
    named = ", ".join(given)
    return text("{w} {a} och {m} till", "{w} {a} and {m} more", w=word, a=named, m=more) if more else text(
        "{w} {a}", "{w} {a}", w=word, a=named
    )  # fmt: skip


def _names(words: tuple[str, ...]) -> Text:
    return Text(
        *(listed(_FIELDS[each].say(lang) for each in words if each in _FIELDS).say(lang) for lang in ("sv", "en"))
    )


def _page(sheet: str) -> Text:
    return text(" på bladet {sheet}", " on the sheet {sheet}", sheet=sheet) if sheet else Text("", "")


_UNREAD = Text("Möjlig orsak: konteringarna som inte kan läsas.", "Possible cause: the bookings that cannot be read.")
_AGAIN = ("Gör om uttaget.", "Make the extract again.")
_SAID: dict[Trouble, tuple[Severity, tuple[str, str], tuple[str, str]]] = {
    Trouble.BAD_AMOUNT: (
        Severity.ERROR,
        (
            "{bookings} har belopp som inte kan läsas säkert och räknas inte med: {rows} ({words}).",
            "{bookings} with an amount that cannot be read for sure, not counted: {rows} ({words}).",
        ),
        (
            "Skriv beloppen som tal i filen, eller gör om uttaget.",
            "Write the amounts as numbers in the file, or make the extract again.",
        ),
    ),
    Trouble.BAD_PERIOD: (
        Severity.ERROR,
        (
            "{bookings} ({amount}) har ingen period som kan läsas och räknas inte med: {rows}.",
            "{bookings} ({amount}) without a period that can be read, not counted: {rows}.",
        ),
        ("Perioden ska stå som 202203 eller som ett datum.", "The period should stand as 202203 or as a date."),
    ),
    Trouble.TOTAL: (
        Severity.ERROR,
        (
            "Uttagets egen summa ({rows}) är {sum}, men raderna ger {amount}. Differens {apart}.",
            "The extract's own sum ({rows}) is {sum}, but the rows give {amount}. Difference {apart}.",
        ),
        (
            "Uttaget är inte helt eller har ändrats. Gör om det.",
            "The extract is not whole, or has been changed. Make it again.",
        ),
    ),
    Trouble.ROWS: (
        Severity.ERROR,
        (
            "Uttaget uppger {stated} rader ({rows}), men {count} konteringar är lästa.",
            "The extract says {stated} rows ({rows}), but {count} bookings were read.",
        ),
        _AGAIN,
    ),
    Trouble.TIED: (
        Severity.ERROR,
        (
            "{bookings} ({amount}) passar lika bra på regler för flera insatser ({stated}) och räknas inte till "
            "någon. Konton: {words}.",
            "{bookings} ({amount}) that the rules of several programmes fit as well ({stated}), counted to none. "
            "Accounts: {words}.",
        ),
        (
            "Fyll i en kod till i den regel som ska gälla, eller gör den smalare.",
            "Fill in one more code in the rule that should hold, or make it narrower.",
        ),
    ),
    Trouble.ROUNDED: (
        Severity.NOTE,
        (
            "{amounts} har delar av ören och räknas avrundade till hela: {rows}.",
            "{amounts} with parts of an öre, rounded to whole ones: {rows}.",
        ),
        ("Ingen åtgärd behövs.", "Nothing needs to be done."),
    ),
    Trouble.NO_AMOUNT: (
        Severity.NOTE,
        ("{lines} med konto saknar belopp: {rows}.", "{lines} with an account but no amount: {rows}."),
        ("Se efter om belopp fattas i uttaget.", "See whether amounts are missing in the extract."),
    ),
    Trouble.SUBTOTAL: (
        Severity.WARNING,
        (
            "{lines} med summor i uttaget stämmer inte med raderna ovanför: {rows}. Summor räknas inte med.",
            "{lines} with sums in the extract that are not those of the rows above: {rows}. Sums are not counted.",
        ),
        ("Se efter att rader inte fattas.", "See that no rows are missing."),
    ),
    Trouble.OTHER_SHEET: (
        Severity.WARNING,
        (
            "Bladet {sheet} har också rubriker som ett uttag, men andra, och är inte läst.",
            "The sheet {sheet} too has headings of an extract, but other ones, and has not been read.",
        ),
        (
            "Lägg det i en egen fil om det ska vara med.",
            "Put it in a file of its own if it is to be counted.",
        ),
    ),
    Trouble.DIMENSIONS: (
        Severity.WARNING,
        (
            "Reglerna använder {names}, men SIE-filen har inte den koden tillsammans med de andra. Den är inte använd.",
            "The rules use {names}, but the SIE file does not have that code together with the others. It is not used.",
        ),
        (
            "Ta ut en SIE-fil av typ 4 med verifikationer, där alla koder står på varje rad.",
            "Make a SIE file of type 4 with vouchers, where every row has all its codes.",
        ),
    ),
    Trouble.OBJECTS: (
        Severity.WARNING,
        (
            "{balances} i SIE-filen är inte summan av sina objekt ({amount} för mycket på objekten). Konton: {words}.",
            "{balances} in the SIE file with objects that come to {amount} too much. Accounts: {words}.",
        ),
        _AGAIN,
    ),
    Trouble.BAD_RECORD: (
        Severity.WARNING,
        ("{lines} i SIE-filen kan inte läsas: {rows}.", "{lines} of the SIE file that cannot be read: {rows}."),
        _AGAIN,
    ),
    Trouble.WHOLE_YEAR: (
        Severity.NOTE,
        (
            "SIE-filen har bara årets saldon (typ 1). De är lästa som årets sista månad.",
            "The SIE file has the year's balances alone (type 1). They are read as its last month.",
        ),
        (
            "Ta ut typ 2, 3 eller 4 om månaderna behövs.",
            "Make a file of type 2, 3 or 4 if the months are needed.",
        ),
    ),
    Trouble.NUMBER_CODES: (
        Severity.WARNING,
        (
            "Koder har blivit tal{of} och kan ha tappat inledande nollor: {words}. De är inte ändrade.",
            "Codes have become numbers{of} and may have lost leading noughts: {words}. They have not been changed.",
        ),
        (
            "Gör om uttaget med koderna som text, eller ändra reglerna.",
            "Make the extract again with codes as text, or change the rules.",
        ),
    ),
    Trouble.CURRENCY: (
        Severity.WARNING,
        ("SIE-filen är i {words}, inte kronor.", "The SIE file is in {words}, not in Swedish crowns."),
        ("Ta ut filen i kronor.", "Make the file in crowns."),
    ),
    Trouble.NO_OUTCOME: (
        Severity.NOTE,
        (
            "{columns} med en månad är inte utfall och räknas inte med: {words}.",
            "{columns} of a month that are not the outcome, not counted: {words}.",
        ),
        (
            "Ingen åtgärd behövs om de är budget, prognos eller antal.",
            "Nothing needs to be done if they are budgets, forecasts or counts.",
        ),
    ),
}
