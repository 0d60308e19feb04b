"""What follows the job: the outbox, answers sent, win-backs, own rules and questions, and the plan."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tradesman.book import reshaping

revision = "0006"
down_revision = "0005"

EVENTS = (
    *("enquiry_received", "visit_booked", "quote_given", "quote_decision", "quote_expiring", "quote_accepted"),
    *("job_planned", "quote_lost", "job_completed", "guarantee_ends", "kind_words", "finding_now", "finding_told"),
    "referral_introduced",
)
PURPOSES = (
    *("call_back", "confirm_visit", "answer_questions", "hidden_slot", "offer_to_renew", "confirm_choice"),
    *("progress_update", "confirm_start", "win_back", "thank_you", "service_check", "three_months", "ask_who_else"),
    *("finding_decided", "finding_outcome", "partner_did_well", "check_up", "own"),
)


def upgrade() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "figure",
            sa.Enum(
                "stuck_to_it",
                "calls_returned",
                "options_given",
                "helped_to_choose",
                "noticed",
                "great_jobs",
                "three_months",
                "win_rate",
                "promises_kept",
                "testimonials",
                "referral_income",
                "recommended",
                "experience",
                name="figure",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("by_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("words_at_end", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_review_on"), ["review_on"], unique=False)

    op.create_table(
        "question_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("phone", sa.JSON(), nullable=False),
        sa.Column("visit", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_list")),
        sa.UniqueConstraint("trade", name=op.f("uq_question_list_trade")),
        sqlite_strict=True,
    )
    op.create_table(
        "why",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "figure",
            sa.Enum(
                "stuck_to_it",
                "calls_returned",
                "options_given",
                "helped_to_choose",
                "noticed",
                "great_jobs",
                "three_months",
                "win_rate",
                "promises_kept",
                "testimonials",
                "referral_income",
                "recommended",
                "experience",
                name="figure",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_why")),
        sqlite_strict=True,
    )
    op.create_table(
        "worksheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "value_chain",
                "sipoc",
                "competence",
                "pest",
                "swot",
                "kano",
                name="worksheetkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worksheet")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("worksheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worksheet_review_on"), ["review_on"], unique=False)

    op.create_table(
        "plan_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worksheet_id", sa.Uuid(), nullable=True),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_plan_action_goal_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["worksheet_id"],
            ["worksheet.id"],
            name=op.f("fk_plan_action_worksheet_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_action")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("plan_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_action_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_worksheet_id"), ["worksheet_id"], unique=False)

    op.create_table(
        "answer_sent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("saved_drive", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_sent_answer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_answer_sent_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_answer_sent_message_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_sent")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("answer_sent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_sent_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_sent_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_sent_message_id"), ["message_id"], unique=False)

    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "unsure",
                "refused",
                "taken_back",
                name="mailstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("fault", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_outgoing_mail_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_outgoing_mail_message_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_outgoing_mail_mail_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outgoing_mail_message_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_mail_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_mail_state"), ["state"], unique=False)

    op.create_table(
        "win_back",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("bound_until_on", sa.Date(), nullable=True),
        sa.Column("unhappy_with", sa.String(), nullable=False),
        sa.Column("let_go_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_win_back_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_win_back_quote_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_win_back")),
        sa.UniqueConstraint("quote_id", name=op.f("uq_win_back_quote_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("win_back", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_win_back_customer_id"), ["customer_id"], unique=False)

    text: dict[str, Any] = {"nullable": False, "server_default": ""}
    reshaping.add_columns(
        "business",
        sa.Column("smtp_host", sa.String(), **text),
        sa.Column("smtp_port", sa.Integer(), nullable=False, server_default="587"),
        sa.Column(
            "smtp_security",
            sa.Enum("starttls", "tls", name="mailsecurity", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            server_default="starttls",
        ),
        sa.Column("smtp_user", sa.String(), **text),
        sa.Column("smtp_copy", sa.Boolean(), nullable=False, server_default="0"),
    )
    reshaping.add_columns("customer", sa.Column("recommender_thanked_at", sa.DateTime(), nullable=True))
    reshaping.add_columns(
        "feedback", sa.Column("may_quote", sa.Boolean(), nullable=True), sa.Column("who_else", sa.String(), **text)
    )
    reshaping.add_columns("follow_up", sa.Column("title", sa.String(), **text))
    reshaping.add_columns("message", sa.Column("occasion", sa.String(), **text))
    reshaping.add_columns("message_template", sa.Column("language", sa.String(), **text))
    reshaping.add_columns("rule", sa.Column("title", sa.String(), **text), sa.Column("occasion", sa.String(), **text))
    reshaping.add_columns(
        "testimonial", sa.Column("language", sa.String(), **text), sa.Column("withdrawn_how", sa.String(), **text)
    )
    for column in ("photo_id", "consent_photo_id"):
        reshaping.point("testimonial", column, "photo")
    with reshaping.rebuilt("message_template") as batch:
        batch.drop_constraint("uq_message_template_occasion", type_="unique")
        batch.create_unique_constraint(op.f("uq_message_template_occasion_language"), ["occasion", "language"])
    for table in ("rule", "follow_up"):
        with reshaping.rebuilt(table) as batch:
            for kind, values in (("event", EVENTS), ("purpose", PURPOSES)):
                batch.drop_constraint(op.f(f"ck_{table}_{kind}"), type_="check")
                batch.create_check_constraint(op.f(f"ck_{table}_{kind}"), sa.column(kind).in_(values))
