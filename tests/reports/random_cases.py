"""Rows of any shape that the database allows: what no hand would write, for properties of the tables."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from complaints.eligibility_lines import Answer
from complaints.enums import Field, LinkKind, Outcome, PetitionKind, PetitionState, Secrecy, Source
from complaints.models import (
    Assessment,
    Decision,
    EnforcementDone,
    EnforcementItem,
    Petition,
    PetitionLink,
    Proceeding,
    ProceedingEvent,
    Transfer,
)
from complaints.procedure.names import (
    ENDED,
    DutyItem,
    Finding,
    ProcedureKind,
    Ruling,
    Stage,
    StepName,
)
from plans.enums import ActivityKind
from plans.models import ManagementActivity
from reception.enums import SessionKind, SessionState, VisitResult
from reception.models import ReceptionSession, VisitMatter
from tests.factories import NOW, Province
from tests.reports.builders import make_matter, make_petition, make_visit

FIRST = date(2025, 11, 20)
DAYS = 240


class RandomYear:
    """Petitions, decisions, visits, sessions and activities of two agencies, all by one seed."""

    def __init__(self, province: Province, seed: int) -> None:
        self.chance, self.province = Random(seed), province
        self.agencies = [province["SKHCN"], province["XA"]]
        self.by = province.person("head", "SKHCN")
        self.matters = {agency.pk: [] for agency in self.agencies}
        self.petitions: list[Petition] = []
        for _ in range(45):
            self._petition()
        for n in range(8):
            self._sessions(n)
        for _ in range(45):
            self._visit()
        for n in range(8):
            self._activity(n)

    def _day(self, since: date = FIRST) -> date:
        return since + timedelta(days=self.chance.randrange(DAYS - (since - FIRST).days + 1))

    def _soon(self, since: date) -> date:
        return since + timedelta(days=self.chance.randrange(70))

    def _maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def _matter(self, agency, kind):
        """A new matter, or one of the agency that was there before."""
        known = [m for m in self.matters[agency.pk] if m.kind == kind]
        if known and self._maybe(0.4):
            return self.chance.choice(known)
        secrecy = Secrecy.SEALED if kind == PetitionKind.DENUNCIATION else Secrecy.OPEN
        if self._maybe(0.1):
            secrecy = Secrecy.RESTRICTED
        made = make_matter(
            agency, kind=kind, secrecy=secrecy, field=self.chance.choice(list(Field)),
            opened_on=self._day(),
        )  # fmt: skip
        self.matters[agency.pk].append(made)
        return made

    def _petition(self) -> None:
        agency = self.chance.choice(self.agencies)
        kind = self.chance.choice(list(PetitionKind))
        received = self._day()
        columns = self._processed(received) if self._maybe(0.85) else {}
        made = make_petition(
            agency, self.by, received, self._matter(agency, kind), kind=kind,
            field=self.chance.choice(list(Field)), is_first_time=self._maybe(0.8),
            source=self.chance.choice([Source.DESK, Source.POST]), **columns,
        )  # fmt: skip
        if self._maybe(0.5):
            answers = {line: self.chance.choice(list(Answer)) for line in ("ky_ten", "noi_dung")}
            Assessment.objects.create(
                petition=made, answers=answers, is_eligible=self._maybe(0.5),
                assessed_by=self.by, assessed_at=NOW,
            )  # fmt: skip
        if made.outcome == Outcome.ACCEPT and self._maybe(0.9):
            self._proceeding(made)
        if made.outcome in (Outcome.TRANSFER, Outcome.URGE):
            self._transfer(made)
        if self.petitions and self._maybe(0.1):
            PetitionLink.objects.create(
                petition=made, other=self.chance.choice(self.petitions), kind=LinkKind.SECOND,
                reason="Lần hai.", linked_by=self.by, linked_at=NOW,
            )  # fmt: skip
        self.petitions.append(made)

    def _processed(self, received: date) -> dict:
        processed = self._soon(received)
        outcome = Outcome.ACCEPT if self._maybe(0.5) else self.chance.choice(list(Outcome))
        after = [PetitionState.PROCESSED, PetitionState.WITHDRAWN]
        if outcome == Outcome.ACCEPT:
            after = [PetitionState.ACCEPTED, PetitionState.RESOLVED, PetitionState.WITHDRAWN]
        state = self.chance.choice(after)
        resolved = self._soon(processed) if state == PetitionState.RESOLVED else None
        return {
            "state": state, "outcome": outcome, "processed_on": processed, "resolved_on": resolved,
            "is_competent": self.chance.choice([True, True, False, None]),
        }  # fmt: skip

    def _proceeding(self, petition: Petition) -> None:
        stage = self.chance.choice([s for s in Stage if s != Stage.SUSPENDED])
        finished = self._soon(petition.processed_on) if stage in ENDED else None
        Proceeding.objects.create(
            petition=petition, kind=self.chance.choice(list(ProcedureKind)), stage=stage,
            accepted_on=petition.processed_on, finished_on=finished,
        )  # fmt: skip
        for _ in range(self.chance.randrange(3)):
            step = self.chance.choice(
                [StepName.WITHDRAW_WHOLE, StepName.TERMINATE, StepName.ASSIGN]
            )
            ProceedingEvent.objects.create(
                petition=petition, step=step, happened_on=self._soon(petition.processed_on),
                stage_before=Stage.ACCEPTED, stage_after=self.chance.choice(list(Stage)),
                entered_at=NOW, entered_by=self.by,
            )  # fmt: skip
        if self._maybe(0.7):
            self._decision(petition)

    def _decision(self, petition: Petition) -> None:
        people = self.chance.randrange(4)
        decision = Decision.objects.create(
            petition=petition, number="1/QĐ", decided_on=self._soon(petition.processed_on),
            signer="Giám đốc", text="Nội dung.", finding=self.chance.choice(list(Finding)),
            ruling=self.chance.choice(list(Ruling)), investigation_cases=self.chance.randrange(2),
            investigation_people=people, investigation_officials=self.chance.randrange(people + 1),
            rights_restored_people=self.chance.randrange(3),
            rights_restored_organisations=self.chance.randrange(2),
        )  # fmt: skip
        for _ in range(self.chance.randrange(4)):
            self._item(decision)

    def _item(self, decision: Decision) -> None:
        kind = self.chance.choice(list(DutyItem))
        money = kind in (DutyItem.STATE_MONEY, DutyItem.BACK_MONEY)
        amount = self.chance.randrange(1, 90_000_000 if money else 9)
        officials = self.chance.randrange(amount + 1) if not money else 0
        item = EnforcementItem.objects.create(
            decision=decision, kind=kind, what="Thi hành", amount=amount, officials=officials,
            done_on=self._soon(decision.decided_on) if self._maybe(0.4) else None,
        )  # fmt: skip
        for _ in range(self.chance.randrange(3)):
            part = self.chance.randrange(amount + 1)
            among = self.chance.randrange(5) if kind == DutyItem.INVESTIGATION else part
            EnforcementDone.objects.create(
                item=item, amount=Decimal(part), people=among,
                officials=self.chance.randrange(among + 1) if not money else 0,
                done_on=self._soon(decision.decided_on), entered_by=self.by, entered_at=NOW,
            )  # fmt: skip

    def _transfer(self, petition: Petition) -> None:
        Transfer.objects.create(
            petition=petition, outcome=petition.outcome, to_name="Sở khác",
            sent_on=petition.processed_on, answered_on=self._soon(petition.processed_on),
            answer="Đã nhận.", sent_by=self.by,
        )  # fmt: skip

    def _sessions(self, n: int) -> None:
        for agency in self.agencies:
            kind = self.chance.choice(list(SessionKind))
            ReceptionSession.objects.create(
                agency=agency, scope_path=agency.path, kind=kind, on_date=self._day(),
                state=self.chance.choice([SessionState.HELD, SessionState.PLANNED]),
                place=f"Phòng {n}", host=self.by,
                delegated=kind != SessionKind.STANDING and self._maybe(0.4),
            )  # fmt: skip

    def _visit(self) -> None:
        agency = self.chance.choice(self.agencies)
        sessions = list(ReceptionSession.objects.filter(agency=agency))
        session = self.chance.choice([None, *sessions])
        matter = self._matter(agency, self.chance.choice(list(PetitionKind)))
        void = {}
        if self._maybe(0.1):
            void = {"voided_at": NOW, "voided_by": self.by, "void_reason": "Ghi trùng."}
        visit = make_visit(
            agency, self.by, session.on_date if session else self._day(), matter, session=session,
            session_kind=session.kind if session else self.chance.choice(list(SessionKind)),
            head_count=self.chance.choice([1, 1, 2, 4, 5, 9]), is_first_time=self._maybe(0.6),
            **void,
        )  # fmt: skip
        others = [m for m in self.matters[agency.pk] if m.pk != matter.pk]
        if others and self._maybe(0.3):
            VisitMatter.objects.create(
                visit=visit, matter=self.chance.choice(others), content="Nội dung khác.",
                result=VisitResult.GUIDED,
            )  # fmt: skip

    def _activity(self, n: int) -> None:
        agency, kind = self.chance.choice(self.agencies), self.chance.choice(list(ActivityKind))
        began = self._day()
        inspected = kind == ActivityKind.INSPECTION
        concluded = self._soon(began) if inspected and self._maybe(0.7) else None
        carried_out = self._soon(concluded) if concluded and self._maybe(0.5) else None
        counts = {
            name: self.chance.randrange(5)
            for name in ("classes", "people", "units", "advised_people", "carried_out_people",
                         "prosecuted_cases", "prosecuted_people")
        }  # fmt: skip
        ManagementActivity.objects.create(
            agency=agency, scope_path=agency.path, kind=kind, title=f"Việc {n}", on_date=began,
            concluded_on=concluded, carried_out_on=carried_out, recorded_by=self.by,
            recorded_at=NOW, void_reason="Nhầm." if self._maybe(0.1) else "", **counts,
        )  # fmt: skip
