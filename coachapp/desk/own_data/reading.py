"""From a file that somebody brings to a document: a zip of ours, and nothing that only looks like one."""

import json
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Any, Final, Never

from coachapp.desk.own_data.bring_in import NotBroughtIn

DOCUMENT: Final = "export.json"
MOST_FILES: Final = 50
# Of the document, unpacked. Ten winters of somebody who changes their own plan every day come to about a tenth of it.
MOST_BYTES: Final = 400_000_000


def read_file(file: IO[bytes]) -> Any:
    """The document in the zip. Nothing is unpacked to a disk, so no name in it leads anywhere. Raises NotBroughtIn."""
    try:
        with zipfile.ZipFile(file) as packed:
            _check_names(packed)
            text = _unpacked(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise NotBroughtIn("This is no zip file that can be read. Bring the one that the export gave you.") from error
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotBroughtIn(f"{DOCUMENT} in it is no JSON that can be read.") from error


def _check_names(packed: zipfile.ZipFile) -> None:
    names = packed.namelist()
    if len(names) > MOST_FILES or len(set(names)) != len(names):
        raise NotBroughtIn("The zip holds other files than an export does.")
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in name:
            raise NotBroughtIn("The zip holds a file that would lie outside of it. No export of ours does.")
    if DOCUMENT not in names:
        raise NotBroughtIn(f"The zip holds no {DOCUMENT}.")


def _unpacked(packed: zipfile.ZipFile) -> bytes:
    """What the zip says of its size is read first, and not believed."""
    too_large = NotBroughtIn("The export in the zip is too large to be one of ours.")
    if packed.getinfo(DOCUMENT).file_size > MOST_BYTES:
        raise too_large
    with packed.open(DOCUMENT) as member:
        text = member.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise too_large
    return text


def _no_number(name: str) -> Never:
    raise ValueError(f"{name} is no number")
