"""What a new drop folder holds: `in/`, `ut/`, the register as a workbook, and LÄS MIG.txt. Nothing is written over."""

from __future__ import annotations

from io import BytesIO

from trygg_excel.inbox.files import write_whole
from trygg_excel.inbox.places import README, REGISTER, Places
from trygg_excel.inbox.rules import register_of
from trygg_excel.inbox.settings import Settings

_README = """\
Så här gör du

1. Lägg din arbetsbok i mappen  in.  Kopiera gärna: originalet ligger kvar orört{kept}.
2. Vänta en liten stund. I  STATUS.html  ser du hur det går för varje fil.
3. Öppna svaret i mappen  ut.  Filen heter som din, med "- kontrollerad" efter namnet.
   Det är en kopia av din arbetsbok med anteckningar i cellerna och våra blad sist.
   Bredvid ligger en sida att skicka vidare (PDF). Resten ligger i  ut\\detaljer.
4. Rätta i din egen arbetsbok och lägg den i  in  igen, under samma namn. Svaret byts då ut.

Godta en anmärkning: skriv på bladet Anmärkningar i kopian (godtas, motivering, namn, till och med),
spara, och lägg kopian i  in.  Svaren sparas och gäller sedan.

Bra att veta
- En fil som är öppen i Excel läses först när du har sparat och stängt den.
- "Kunde inte läsas": öppna textfilen i  ut.  Där står varför och vad du kan göra.
- Har du skrivit i en fil i  ut  skrivs den aldrig över. Nästa svar får då (2) efter namnet.
- Lägg arbetsböckerna direkt i  in,  inte i mappar.
- Vad som är beslutat (insatser, ramar, omfördelningar) skriver du i  Register.xlsx.
  Ett ändrat register gäller nästa fil du lägger in.
- Ta inte bort filen  .trygg-root.  På den känns mappen igen.

Programmet beslutar inget. Det säger bara vad som inte stämmer, och var.
"""
_MOVED = ", och flyttas till mappen behandlade när svaret är klart"


def welcome(places: Places, settings: Settings, owner: str) -> None:
    """Make what is not there. Raises OSError."""
    for folder in (places.drop, places.out, places.details):
        folder.mkdir(exist_ok=True)
    readme = places.root / README
    if not readme.exists():
        words = _README.format(kept=_MOVED if settings.move else "").replace("\n", "\r\n")
        write_whole(readme, b"\xef\xbb\xbf" + words.encode(), owner)
    own = places.root / REGISTER
    if register_of(places.root, settings.register) == own and not own.exists():
        write_whole(own, _empty_register(), owner)


def _empty_register() -> bytes:
    """A register to fill in, which says nothing yet."""
    from trygg_excel.register.model import UNNAMED, Register
    from trygg_excel.reporting.register_workbook import register_form
    from trygg_excel.reporting.xlsx import render_form

    empty = Register(
        id="register", label=UNNAMED, currency="SEK", unit="tkr", file="", digest="", committees=(), programmes=(),
        years=(),
    )  # fmt: skip
    buffer = BytesIO()
    render_form(register_form(empty, ()), buffer)
    return buffer.getvalue()
