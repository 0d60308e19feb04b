"""Guarantees, photos, messages, answers; the right to withdraw, service calls, and who sent a customer."""

import sqlalchemy as sa
from alembic import op

from tradesman.book import reshaping

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sqlite_strict=True,
    )
    op.create_table(
        "guarantee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "on_time",
                "response",
                "result",
                name="guaranteekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("teeth", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guarantee")),
        sqlite_strict=True,
    )
    op.create_table(
        "message_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_template")),
        sa.UniqueConstraint("occasion", name=op.f("uq_message_template_occasion")),
        sqlite_strict=True,
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("followup_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "email", "text", "copied", "letter", name="way", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_message_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["followup_id"],
            ["follow_up.id"],
            name=op.f("fk_message_followup_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_followup_id"), ["followup_id"], unique=False)

    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column(
            "moment",
            sa.Enum("before", "during", "after", name="moment", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_photo_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_photo_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_photo_finding_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_photo_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_enquiry_id"), ["enquiry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_file"), ["file"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_finding_id"), ["finding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_job_id"), ["job_id"], unique=False)

    reshaping.add_columns("business", sa.Column("withdrawal_days", sa.Integer(), nullable=False, server_default="0"))
    reshaping.add_columns(
        "customer",
        sa.Column("source_words", sa.String(), nullable=False, server_default=""),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
    )
    with reshaping.rebuilt("customer") as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_partner_id"), ["partner_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_customer_partner_id"),
            "partner",
            ["partner_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
    reshaping.add_columns(
        "job",
        sa.Column("withdraw_until_on", sa.Date(), nullable=True),
        sa.Column("wants_early_start", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("cause", sa.String(), nullable=False, server_default=""),
        sa.Column("cost_to_me_minor", sa.Integer(), nullable=True),
        sa.Column("under_guarantee", sa.Boolean(), nullable=True),
    )
    reshaping.add_columns("visit", sa.Column("measurements", sa.String(), nullable=False, server_default=""))
    for table, columns in (
        ("enquiry", ["call_due_at"]),
        ("quote", ["drafted_at"]),
        ("quote", ["given_at"]),
        ("job", ["completed_on"]),
        ("follow_up", ["purpose", "due_on"]),
    ):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
