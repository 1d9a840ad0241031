"""Forms of the desk and of sessions."""

from reception.forms.desk import DeskForm
from reception.forms.opening import form_from_draft, open_form
from reception.forms.sessions import SessionForm
from reception.forms.told import ToldForm

__all__ = ["DeskForm", "SessionForm", "ToldForm", "form_from_draft", "open_form"]
