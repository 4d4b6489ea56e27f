"""Files that people send. No page takes a large one, so a large one is refused before it is read."""

from typing import IO, Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_BYTES: Final = 2_500_000  # of a whole request; Django keeps files of this size in memory


class SmallFilesOnly(MemoryFileUploadHandler):
    """Goes by what the request says of its own length, and reads nothing of one that is too large."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],  # noqa: ARG002 -- Django's signature
        META: dict[str, str],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        self.activated = content_length <= MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not self.activated:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)


def is_too_large(request: HttpRequest) -> bool:
    """The file of this request was left unread."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
