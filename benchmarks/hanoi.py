"""The day in Việt Nam: the machine may be anywhere."""

from argparse import ArgumentParser
from datetime import date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def add_today(parser: ArgumentParser, does: str) -> None:
    """`--today`, the present day where it is not given; `does` says what it decides."""
    parser.add_argument(
        "--today", type=date.fromisoformat, default=datetime.now(HANOI).date(), metavar="NGÀY",
        help=f"{does}, dạng 2026-11-20",
    )  # fmt: skip
