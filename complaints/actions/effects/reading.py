"""Đọc, sao chụp hồ sơ: who in which capacity read what, and what was kept back (Luật Khiếu nại 2011,
art. 12, 13, 16)."""

from complaints.actions.effects.taken import Taken
from complaints.models import FileReading
from complaints.procedure import said as spoken


def read(taken: Taken) -> None:
    """A reading is kept with what it did not show and why."""
    FileReading.objects.create(
        petition=taken.petition,
        capacity=taken.said["capacity"],
        what=spoken.text(taken.said, "what", 300),
        kept_back=spoken.text(taken.said, "kept_back", 300),
        read_on=taken.happened_on,
    )
