"""Screens by id: commands show them by this id, and a screen is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

_PACKAGE = "winback_tui.tui.screens."

SCREENS: Mapping[str, str] = {
    "account": "account.screen:AccountScreen",
    "account.add": "account.account_dialog:AddAccountDialog",
    "account.aside": "contact.aside_dialog:AsideDialog",
    "account.edit": "account.account_dialog:EditAccountDialog",
    "account.erase": "account.erase_dialog:EraseDialog",
    "backtest": "review.backtest_screen:BacktestScreen",
    "brief": "case.brief_screen:BriefScreen",
    "case.assign": "case.lead_dialog:LeadDialog",
    "case.close": "case.close_dialog:CloseCaseDialog",
    "case.edit": "case.edit_dialog:EditCaseDialog",
    "case.open": "case.open_dialog:OpenCaseDialog",
    "causes": "causes.screen:CausesScreen",
    "complaint.add": "contact.complaint_dialog:ComplaintDialog",
    "contact.log": "contact.contact_dialog:ContactDialog",
    "dealings": "account.dealings_screen:DealingsScreen",
    "decision": "decision.screen:DecisionScreen",
    "duplicates": "account.twins_screen:TwinsScreen",
    "help": "help.help_screen:HelpScreen",
    "history": "history.screen:HistoryScreen",
    "import": "importing.pick:PickFile",
    "interview": "interview.screen:InterviewScreen",
    "interview.choose": "interview.chooser:InterviewChooser",
    "interview.questions": "interview.question_list:QuestionList",
    "interview.start": "interview.start_dialog:StartDialog",
    "messages": "help.messages_screen:MessagesScreen",
    "letter": "letters.letter_screen:LetterScreen",
    "letters.due": "letters.due_screen:DueLettersScreen",
    "meeting": "review.pages.meeting_screen:MeetingScreen",
    "note.add": "contact.contact_dialog:NoteDialog",
    "offer.add": "contact.offer_dialog:OfferDialog",
    "offers": "review.offers_screen:OffersScreen",
    "order.enter": "account.order_dialog:OrderDialog",
    "palette": "help.palette:PaletteScreen",
    "person.add": "account.person_dialog:AddPersonDialog",
    "person.edit": "account.person_dialog:EditPersonDialog",
    "person.pick": "account.person_dialog:PickPerson",
    "plan": "plan.screen:PlanScreen",
    "plan.make": "plan.make_dialog:MakePlanDialog",
    "promise.add": "contact.promise_dialog:PromiseDialog",
    "rivals": "review.rivals.rivals_screen:RivalsScreen",
    "rules": "help.rule_screen:RuleScreen",
    "stakes": "review.stakes_screen:StakesScreen",
    "settings": "help.settings_screen:SettingsScreen",
    "step.add": "contact.step_dialog:StepDialog",
    "step.move": "contact.move_dialog:MoveDialog",
    "team": "team.screen:TeamScreen",
    "team.conflicts": "team.conflicts.screen:ConflictsScreen",
    "team.me": "team.who_dialog:WhoDialog",
    "testimonial.add": "contact.testimonial_dialog:TestimonialDialog",
    "themes": "help.theme_screen:ThemeScreen",
    "wordings": "review.causes.wordings_screen:WordingsScreen",
    "terms": "causes.terms_dialog:TermsDialog",
}
"""Id to `module:class` below `tui/screens`. A screen that only its own neighbours open needs no line here."""


def make_screen(screen_id: str, *arguments: Any) -> Screen[Any]:
    """A new screen; `arguments` are those of its class. Raises KeyError for an unknown id."""
    made: Screen[Any] = load_object(_PACKAGE + SCREENS[screen_id])(*arguments)
    return made


def load_object(place: str) -> Callable[..., Any]:
    """The class or function named `module:name`, imported now."""
    module, _, name = place.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(module), name)
    return loaded
