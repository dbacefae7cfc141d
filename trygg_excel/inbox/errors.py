"""What a drop folder cannot go on with: of the environment, worth another try, unless a person must choose."""

from __future__ import annotations

from pathlib import Path

from trygg_excel.errors import TryggError
from trygg_excel.finding import Text


class ShareAway(TryggError):
    """The folder, or the share it lies on, is not there. It is not an empty folder."""

    exit_code = 4
    code = "TRY-E20"

    def __init__(self, root: Path) -> None:
        super().__init__(
            Text(
                f"Mappen '{root}' nås inte, eller är inte en bevakad mapp. Inget är borta: bevakningen fortsätter när "
                "den nås igen.",
                f"The folder '{root}' cannot be reached, or is not watched. Nothing is lost: the watch goes on when "
                "it can be reached again.",
            )
        )


class Redirected(TryggError):
    """A folder of the drop folder's is a link: what it leads to may be what only the watcher is to see."""

    exit_code = 4
    code = "TRY-E25"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(
                f"'{folder}' är en länk till en annan plats, och används inte. Gör den till en vanlig mapp.",
                f"'{folder}' is a link to another place, and is not used. Make it a plain folder.",
            )
        )


class HostTaken(TryggError):
    code = "TRY-E21"

    def __init__(self, root: Path, host: str) -> None:
        super().__init__(
            Text(
                f"Mappen '{root}' bevakas redan av datorn '{host}', eller av en annan användare där. Två datorer kan "
                "inte bevaka samma mapp. Stoppa bevakningen där först, och kör sedan med --take-over här.",
                f"The folder '{root}' is watched already by the host '{host}', or by another user there. Two hosts "
                "cannot watch one folder. Stop the watch there first, and then run with --take-over here.",
            )
        )


class JournalFailed(TryggError):
    exit_code = 4
    code = "TRY-E22"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            Text(
                f"Journalen '{path}' kunde inte användas ({reason}). Se efter att disken fungerar och försök igen.",
                f"The journal '{path}' could not be used ({reason}). See that the disk works and try again.",
            )
        )


class NoSuchJob(TryggError):
    code = "TRY-E23"

    def __init__(self, which: str) -> None:
        super().__init__(
            Text(
                f"'{which}' finns inte i journalen. Kör trygg status för att se filernas nummer.",
                f"'{which}' is not in the journal. Run trygg status to see the numbers of the files.",
            )
        )
