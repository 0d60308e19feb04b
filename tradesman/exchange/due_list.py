"""What is due, as a line of plain words and as plain data for other programs."""

from datetime import timedelta
from typing import Any

from tradesman.book.followup import Purpose
from tradesman.documents import printable
from tradesman.services.decisions import Decision
from tradesman.services.plan_days import Due, DueRow
from tradesman.services.today import Group, Kind, TodayRow

_GROUPS = {Group.NOW: "Now", Group.TODAY: "Today", Group.KEEP_IN_TOUCH: "Keep in touch"}
_PURPOSES = {
    Purpose.CALL_BACK: "ring {} back",
    Purpose.CONFIRM_VISIT: "confirm the visit to {}",
    Purpose.ANSWER_QUESTIONS: "answer the open questions of {}",
    Purpose.HIDDEN_SLOT: "be there before {} decides",
    Purpose.OFFER_TO_RENEW: "offer {} to renew the quote",
    Purpose.CONFIRM_CHOICE: "confirm the choice to {}",
    Purpose.PROGRESS_UPDATE: "tell {} how far the work is",
    Purpose.CONFIRM_START: "confirm the start to {}",
    Purpose.WIN_BACK: "ask {} how it is going",
    Purpose.THANK_YOU: "say thank you to {}",
    Purpose.SERVICE_CHECK: "ask {} whether anything is to be fixed",
    Purpose.THREE_MONTHS: "thank {}, ask whether it is holding and for a testimonial",
    Purpose.ASK_WHO_ELSE: "ask {} whom else to help",
    Purpose.FINDING_DECIDED: "ask {} what was decided about the finding",
    Purpose.FINDING_OUTCOME: "ask {} what became of the finding",
    Purpose.PARTNER_DID_WELL: "ask {} whether the partner did well",
    Purpose.CHECK_UP: "offer {} the check-up",
    Purpose.OWN: "follow up {}",
}
_OF_THE_PLAN = {Due.ACTION: "do", Due.GOAL: "look at the goal again", Due.WORKSHEET: "look at the worksheet again"}
_DECISIONS = {
    Decision.PUT_RIGHT: "put it right for {}",
    Decision.RENEW_QUOTE: "renew the quote of {}, or note it as lost",
    Decision.NEXT_STEP: "choose the next step for {}",
    Decision.WRITE_QUOTE: "write the quote for {}",
    Decision.GIVE_QUOTE: "give the quote to {}",
    Decision.PLAN_JOB: "plan the job for {}",
    Decision.LATE_MATERIAL: "see where the material is for {}",
    Decision.THANK: "thank {} for a recommendation",
}


def in_words(row: TodayRow) -> str:
    """One row as a line: when, what to do for whom, how to reach them, about what, and what goes along with it."""
    reach = f" ({row.phone})" if row.phone else ""
    place = f" at {row.place}" if row.place else ""
    also = "".join(f"; also {_to_do(other).format(other.customer)}{_about(other)}" for other in row.also)
    told = f"{_when(row)} - {_to_do(row).format(row.customer + reach)}{place}{_about(row)}{also}"
    return " ".join(printable.visible(told).split())


def _about(row: TodayRow) -> str:
    awaited = ", ".join(one.words for one in row.material)
    about = " - ".join(part for part in (row.what, awaited) if part)
    return f": {about}" if about else ""


def _when(row: TodayRow) -> str:
    if row.left is not None:
        return f"Late by {_span(-row.left)}" if row.late else f"{_GROUPS[row.group]}, {_span(row.left)} left"
    clock = f" {row.starts:%H:%M}" if row.starts else ""
    if row.group == Group.NOW or row.decision is not None:
        return _GROUPS[row.group]
    return f"{_GROUPS[row.group]}, {row.due_on.isoformat()}{clock}"


def _span(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def _to_do(row: TodayRow) -> str:
    if row.decision is not None:
        return _DECISIONS[row.decision]
    if row.title:  # the owner's own words may hold braces
        return f"{row.title.replace('{', '{{').replace('}', '}}')}: {{}}"
    if row.purpose is not None:
        return _PURPOSES[row.purpose]
    if row.kind == Kind.VISIT:
        return "visit {}"
    return "keep the promise to {}" if row.mine else "remind {} of what they promised"


def as_json(row: TodayRow) -> dict[str, Any]:
    """One row with keys that stay: instants and days in ISO form, working minutes left or None."""
    return {
        "kind": row.kind.value,
        "group": row.group.value,
        "purpose": row.purpose.value if row.purpose else None,
        "title": row.title or None,
        "decision": row.decision.value if row.decision else None,
        "customer": row.customer,
        "customer_id": str(row.customer_id),
        "phone": row.phone,
        "place": row.place,
        "what": row.what,
        "subject_id": str(row.subject_id),
        "followup_id": str(row.followup_id) if row.followup_id else None,
        "due_on": row.due_on.isoformat(),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "starts": row.starts.isoformat("minutes") if row.starts else None,
        "came_in_at": row.came_in_at.isoformat() if row.came_in_at else None,
        "came_by": row.came_by or None,
        "mine": row.mine,
        "material": [one.words for one in row.material],
        "late": row.late,
        "minutes_left": None if row.left is None else int(row.left.total_seconds() // 60),
        "also": [as_json(other) for other in row.also],
    }


def planned_in_words(row: DueRow) -> str:
    """What of the plan is due, as a line."""
    of = f" ({row.of})" if row.of else ""
    told = f"The plan, {row.due_on.isoformat()} - {_OF_THE_PLAN[row.due]}: {row.what}{of}"
    return " ".join(printable.visible(told).split())


def planned_as_json(row: DueRow) -> dict[str, Any]:
    """What of the plan is due, under the keys of the other rows; nobody is to be reached for it."""
    return {
        **dict.fromkeys(("purpose", "title", "decision", "customer", "customer_id", "followup_id", "due_at", "starts")),
        **dict.fromkeys(("came_in_at", "came_by", "minutes_left")),
        "kind": f"plan_{row.due}",
        "group": "plan",
        "phone": "",
        "place": "",
        "what": row.what,
        "subject_id": str(row.id),
        "due_on": row.due_on.isoformat(),
        "mine": True,
        "material": [],
        "late": False,
        "also": [],
    }
