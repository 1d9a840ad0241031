"""A data folder of its own for each test module: the real one of the checkout is never touched."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local import postgres


@pytest.fixture(scope="module")
def data_folder() -> Iterator[Path]:
    """An empty data folder that the server's user can reach (pytest's own folders are closed)."""
    path = Path(tempfile.mkdtemp(prefix="tcd-", dir="/var/tmp"))
    path.chmod(0o711)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TCD_DATA_DIR", str(path))
        yield path
        postgres.stop()
    shutil.rmtree(path)


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that does not exist yet."""
    path = tmp_path / "data"
    monkeypatch.setenv("TCD_DATA_DIR", str(path))
    return path
