"""Uploads (tệp gửi lên) are bounded while they come in: what is too much is not kept anywhere."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from agencies.refusals import Refused
from records.files.kinds import too_large


class TooLarge(UploadedFile):
    """Stands for a file of which the rest was thrown away; reading it says so to the person."""

    def read(self, *args: Any, **kwargs: Any) -> bytes:
        raise Refused(too_large(settings.MAX_UPLOAD_BYTES))

    def chunks(self, chunk_size: int | None = None) -> Any:
        return self.read()

    def seek(self, *args: Any, **kwargs: Any) -> int:
        return 0

    def close(self) -> None:
        """Nothing is open."""


class BoundedUpload(FileUploadHandler):
    """Comes first: above the limit no later handler gets another byte, in memory or on disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._size += len(raw_data)
        return raw_data if self._size <= settings.MAX_UPLOAD_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self._size <= settings.MAX_UPLOAD_BYTES:
            return None
        return TooLarge(
            file=None, name=self.file_name, content_type=self.content_type, size=self._size
        )
