"""`te.annotate`: path -> the copy at its place, with a receipt. Reading and writing stand here, all else is pure."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath
from urllib.parse import unquote

from trygg_excel.budget import read
from trygg_excel.checking import Check, Checked
from trygg_excel.errors import Refused, WrongUsage
from trygg_excel.finding import Text, listed, text
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS
from trygg_excel.inputs import OWNER_FILE
from trygg_excel.package import BadPackage, Package
from trygg_excel.reading.content import Format
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.xlsx import xlsx_bytes
from trygg_excel.run import Run, register_for, run
from trygg_excel.writeback.answers import NOTHING, Earlier, keep_answers, left_over
from trygg_excel.writeback.book import main_part
from trygg_excel.writeback.clean import Cleaned, cleaned
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.into import Addition, Written, annotated
from trygg_excel.writeback.marks import Marks, marks_of
from trygg_excel.writeback.obstacle import CannotAnnotate, Hindered, Obstacle
from trygg_excel.writeback.our_sheets import reconciled_sheet, rendered
from trygg_excel.writeback.receipt import Receipt
from trygg_excel.writeback.reviews import not_carried
from trygg_excel.writing import write_file

# The main part's content type decides under which name Excel opens a workbook.
_SUFFIXES = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
}
_ONE_WORKBOOK = Text("Ange en arbetsbok, inte en mapp.", "Name a workbook, not a folder.")
_INSTEAD = Text(
    "Formatet går inte att skriva i utan förlust, så kontrollen står i en ny arbetsbok i stället.",
    "The format cannot be written into without loss, so the control stands in a new workbook instead.",
)


def annotate(
    path: str | Path,
    out: str | Path,
    *,
    fill: bool = False,
    clean: bool = False,
    register: str | Path | None = None,
    lang: str = "sv",
    break_signature: bool = False,
    isolate: bool = True,
    dropped: bool = False,
) -> Receipt:
    """Write a copy of the workbook with notes at its findings and our sheets after its own; all else stays as it is.

    `fill` colours the cells too, by a conditional format of ours; `clean` takes out what was written into it before
    and adds nothing. An .xls, .xlsb or .ods gets a control workbook instead, which the receipt says.
    `dropped` tells the reader to put the copy back into the drop folder, and of no command.
    Answers that the user has written on our sheet since last time go into the memory file beside the register.
    Raises CannotAnnotate with the obstacle, RowsWrong with answers that are amiss, PathMissing, Unreadable, WrongUsage,
    WouldOverwrite or Unwritable.

    >>> from tempfile import TemporaryDirectory
    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> wrong = example_folder("workbooks") / "felaktiga" / "trygghetspaketet-fel-summa.xlsx"
    >>> with TemporaryDirectory() as folder:
    ...     receipt = te.annotate(wrong, f"{folder}/kopia.xlsx")
    >>> receipt.marks[0].cell, receipt.format
    ('B13', 'annotated')
    """
    source, target = Path(path), Path(out)
    if source.is_dir():
        raise WrongUsage(_ONE_WORKBOOK)
    for each in (source, target):
        if each.with_name(OWNER_FILE + each.name).exists():
            raise CannotAnnotate(each, Obstacle.OPEN)
    try:
        if clean:
            return _clean(source, target, register, isolate=isolate)
        return _annotate(
            source, target, register, lang, fill=fill, break_signature=break_signature, isolate=isolate,
            dropped=dropped,
        )  # fmt: skip
    except Hindered as problem:
        raise CannotAnnotate(source, problem.obstacle, problem.where) from problem
    except BadPackage as problem:
        raise Refused(source, problem.reason, problem.where) from problem


def _annotate(
    source: Path,
    target: Path,
    register: str | Path | None,
    lang: str,
    *,
    fill: bool,
    break_signature: bool,
    isolate: bool,
    dropped: bool,
) -> Receipt:
    named = None if register is None else Path(register)
    done = _run(source, named, isolate=isolate)
    check = done.checked.checks[0]
    if check.budget.workbook.format != Format.XLSX:
        return _control_workbook(check, done.checked, target, lang)
    data = same_bytes(source, check.budget.workbook.file_id)
    _check_suffix(data, source, target)
    kept = keep_answers(source, data, named, done.checked.register, done.checked)
    if kept.new:  # what is accepted and which names are the same is now another answer
        done = _run(source, named, isolate=isolate)
        check = done.checked.checks[0]
    addition = addition_of(check, done.checked, lang, fill=fill, earlier=kept.written, dropped=dropped)
    written = annotated(data, addition, break_signature=break_signature)
    write_file(target, written.data, [str(source)], durable=True)
    left = left_over(kept.written.answers, (each.key for each in check.findings))
    left += not_carried(reconciled_sheet(done.checked), kept.written.reviews, lang)
    return _receipt(source, target, data, written, (*_links(Package(data, LIMITS)), *kept.remarks, *left))


def _run(source: Path, named: Path | None, *, isolate: bool) -> Run:
    done = run([source], named, isolate=isolate)
    for problem in done.unread:
        raise problem
    return done


def addition_of(
    check: Check, checked: Checked, lang: str, *, fill: bool, earlier: Earlier = NOTHING, dropped: bool = False
) -> Addition:
    """What the findings of a workbook put into it; one that is accepted stands on our sheet only."""

    def marks(names: tuple[str, ...]) -> Marks:
        mine = (each for each in check.findings if each.is_open and each.sources)
        return marks_of(
            (each for each in mine if each.sources[0].file == check.budget.file), names[-1], lang, fill=fill
        )

    return Addition(lambda taken: rendered(checked, lang, taken, earlier, dropped=dropped), marks)


def _clean(source: Path, target: Path, register: str | Path | None, *, isolate: bool) -> Receipt:
    budget = read(source, isolate=isolate)  # the gate, in a process of its own
    if budget.workbook.format != Format.XLSX:
        raise CannotAnnotate(source, Obstacle.FORMAT)
    data = same_bytes(source, budget.workbook.file_id)
    _check_suffix(data, source, target)
    package = Package(data, LIMITS)
    before, after, how = cleaned(data, package)
    if how is Cleaned.NOTHING:
        raise CannotAnnotate(source, Obstacle.NOT_OURS)
    named = None if register is None else Path(register)
    kept_answers = keep_answers(source, data, named, register_for([source], named))
    write_file(target, before, [str(source)], durable=True)
    left = set(after.parts)
    kept = tuple(each for each in after.parts if after.packed(each) == package.packed(each))
    gone = tuple(each for each in package.parts if each not in left)
    told = (str(source), _sum(data), str(target), _sum(before), "cleaned", how.value)
    return Receipt(*told, kept=kept, removed=gone, remarks=kept_answers.remarks)


def _control_workbook(check: Check, checked: Checked, target: Path, lang: str) -> Receipt:
    if target.suffix.casefold() != ".xlsx":
        raise CannotAnnotate(target, Obstacle.SUFFIX)
    data = xlsx_bytes(control_report(checked), lang)
    write_file(target, data, [check.budget.file], durable=True)
    book = check.budget.workbook
    told = (book.file, book.file_id, str(target), _sum(data))
    return Receipt(*told, "control_workbook", Cleaned.NOTHING.value, remarks=(_INSTEAD,))


def same_bytes(source: Path, file_id: str) -> bytes:
    """The bytes that were read and judged; what was judged must be what is written into."""
    data = bytes_of(source, LIMITS)
    if _sum(data) != file_id:
        raise Hindered(Obstacle.CHANGED)
    return data


def _check_suffix(data: bytes, source: Path, target: Path) -> None:
    wanted = suffix_of(Package(data, LIMITS))
    if target.suffix.casefold() != wanted:
        raise CannotAnnotate(source, Obstacle.SUFFIX, wanted)


def suffix_of(package: Package) -> str:
    """Under which suffix Excel opens a workbook with that content."""
    return _SUFFIXES.get(Draft(package).type_of(main_part(package)), ".xlsx")


def _links(package: Package) -> tuple[Text, ...]:
    """What the user should know of a copy of a workbook that fetches values from others."""
    names = [
        PurePath(unquote(told.target.replace("\\", "/"))).name
        for link in package.relationships(main_part(package)).values()
        if link.kind == "externalLink" and not link.external
        for told in package.relationships(link.target).values()
        if told.external
    ]
    if not names:
        return ()
    named = listed(dict.fromkeys(names), most=3)
    return (
        text(
            "Arbetsboken hämtar värden från {names}. Uppdatera inte länkarna i kopian.",
            "The workbook fetches values from {names}. Do not update the links in the copy.", names=named,
        ),
    )  # fmt: skip


def _receipt(source: Path, target: Path, data: bytes, written: Written, remarks: tuple[Text, ...]) -> Receipt:
    return Receipt(
        str(source), _sum(data), str(target), _sum(written.data), "annotated", written.cleaned.value, written.sheets,
        written.kept, written.changed, written.added, (), written.marks, remarks,
    )  # fmt: skip


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
