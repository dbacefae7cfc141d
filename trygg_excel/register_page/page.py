"""The page itself: drawings with their words beside them, then every table. Pure: the register in, the page out."""

from __future__ import annotations

from trygg_excel.finding import Text, listed, text
from trygg_excel.notebook.register_glimpse import register_sheets
from trygg_excel.register.model import Event, Register
from trygg_excel.register_page.lineage_drawing import lineage_drawing, told_events
from trygg_excel.register_page.money_way import money_way
from trygg_excel.register_page.words import EVENTS
from trygg_excel.reporting.html import render_page, sections_of
from trygg_excel.reporting.model import Report, Tone
from trygg_excel.reporting.plain import one_line, plain

_WORDS = {
    "skip": Text("Hoppa till innehållet", "Skip to content"),
    "subtitle": Text("Registret: vad som är beslutat, planerat och sagt.", "The register: decided, planned and said."),
    "money": Text("Pengarnas väg", "The way of money"),
    "money_lead": Text(
        "Varje ruta är en pott; till vänster står det den är en del av. Streckad ruta: beloppet är inte angivet.",
        "Each box is a pot; to its left stands what it is part of. Dashed: the amount is not stated.",
    ),
    "money_alt": Text(
        "Träd över finansieringen. Samma uppgifter står i tabellen Finansiering.",
        "Tree of the funding. The same is in the table Funding.",
    ),
    "lineage": Text("Insatserna genom åren", "The programmes through the years"),
    "lineage_lead": Text(
        "Stapeln visar de år insatsen gäller, ljus för det som inte har någon rad i paketets tabell. Pilen går från "
        "det som ersätts till det som kommer efter. Siffrorna hör till händelserna under bilden.",
        "The bar shows the years a programme is valid, light where the package's table has no row for it. The arrow "
        "goes from what is replaced to what comes after. The numbers belong to the events below.",
    ),
    "lineage_alt": Text(
        "Tidslinje över insatserna. Samma uppgifter står i listan under bilden och i tabellen Insatser.",
        "Timeline of the programmes. The same is in the list below and in the table Programmes.",
    ),
    "no_money": Text("Registret har ingen finansiering.", "The register has no funding."),
    "no_lineage": Text("Registret säger inga år.", "The register tells no years."),
}


def register_page(register: Register, lang: str = "sv") -> str:
    """The page: self-contained, no scripts, nothing fetched; every text is escaped."""
    nothing = Text("", "")
    report = Report(nothing, nothing, nothing, nothing, Tone.NEUTRAL, register_sheets(register))
    return render_page(
        "register_page/page.html.j2",
        "reporting/page.css register_page/page.css",
        lang,
        words={name: said.say(lang) for name, said in _WORDS.items()},
        title=one_line(register.label, lang),
        money=money_way(register, lang),
        lineage=lineage_drawing(register, lang),
        events=[plain(_event(register, each), lang) for each in told_events(register)],
        sections=sections_of(report, lang),
    )


def _event(register: Register, event: Event) -> Text:
    """'2022: Ambulerande Trygghetsvärdar ersätts, av Kommunvakter (Tjänsteskrivelse, rad 25). …'"""
    old = listed((_label(register, each) for each in event.from_programmes), most=9)
    new = listed((_label(register, each) for each in event.to_programmes), most=9)
    if event.from_programmes and event.to_programmes and set(event.from_programmes) != set(event.to_programmes):
        who = text("{old} → {new}", "{old} → {new}", old=old, new=new)
    else:
        who = old if event.from_programmes else new
    source = f" ({event.source})" if event.source else ""
    note = f" {event.note}" if event.note else ""
    return text("{year}: {who}: {what}{source}.{note}", "{year}: {who}: {what}{source}.{note}", year=event.year,
                who=who, what=EVENTS[event.kind], source=source, note=note)  # fmt: skip


def _label(register: Register, id_: str) -> str:
    return next((each.label for each in register.programmes if each.id == id_), id_)
