"""A province with petitions, made as in the tests of complaints."""

from tests.complaints.conftest import now, province, register

__all__ = ["now", "province", "register"]
