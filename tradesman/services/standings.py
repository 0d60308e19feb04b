"""Standings: where somebody's work stands on the journey, said in one place for the board and for every list."""

from enum import StrEnum

from tradesman.book.enquiry import Stage
from tradesman.book.followup import FollowUpState
from tradesman.book.job import JobState


class Standing(StrEnum):
    """Where a customer stands on the journey, by the newest enquiry."""

    ENQUIRY = "enquiry"
    VISIT_BOOKED = "visit_booked"
    QUOTED = "quoted"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    FOLLOWED_UP = "followed_up"
    WIN_BACK = "win_back"
    CLOSED = "closed"


BEFORE_JOB = frozenset({Stage.ENQUIRY, Stage.VISIT, Stage.QUOTED})
_OVER = {
    Stage.WON: Standing.SCHEDULED,
    Stage.LOST: Standing.WIN_BACK,
    Stage.DECLINED: Standing.CLOSED,
    Stage.ANSWERED: Standing.CLOSED,
    Stage.SPAM: Standing.CLOSED,
}
_BY_JOB = {
    JobState.PLANNED: Standing.SCHEDULED,
    JobState.IN_PROGRESS: Standing.IN_PROGRESS,
    JobState.PAUSED: Standing.IN_PROGRESS,
    JobState.CANCELLED: Standing.CLOSED,
    JobState.WITHDRAWN: Standing.CLOSED,
}


def of_enquiry(stage: Stage, *, seen: bool, booked: bool) -> Standing:
    """Of an enquiry without a job. It is quoted when the customer has `seen` a quote that is undecided: a draft is not.

    `booked` says that a visit was booked for it and did not fall through.
    """
    if stage not in BEFORE_JOB:
        return _OVER[stage]
    if seen:
        return Standing.QUOTED
    return Standing.VISIT_BOOKED if booked else Standing.ENQUIRY


def of_job(state: JobState, call: FollowUpState | None, *, heard: bool) -> Standing:
    """Of a job: followed up when the three-month call was made, or where none is open and how it was is `heard`."""
    if state != JobState.COMPLETED:
        return _BY_JOB[state]
    made = call == FollowUpState.DONE or (heard and call != FollowUpState.OPEN)
    return Standing.FOLLOWED_UP if made else Standing.DONE
