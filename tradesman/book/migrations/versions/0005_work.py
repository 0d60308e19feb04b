"""What a job keeps: checklists, material, costs, extra work, times of days; partners' papers and fees."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tradesman.book import reshaping

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "checklist",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("checklist", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_name"), ["name"], unique=False)

    op.create_table(
        "cost",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("time", "material", "other", name="costkind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_cost_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_cost_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("cost", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cost_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cost_job_id"), ["job_id"], unique=False)

    op.create_table(
        "material",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("quantity_thousandths", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("by_customer", sa.Boolean(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_material_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_material_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_supplier"), ["supplier"], unique=False)

    op.create_table(
        "variation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column(
            "agreed_by",
            sa.Enum(
                "signed", "phone", "email", name="acceptedby", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("who", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_variation_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_variation_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variation")),
        sa.UniqueConstraint("job_id", "number", name=op.f("uq_variation_job_id_number")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("variation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_variation_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_variation_job_id"), ["job_id"], unique=False)

    text: dict[str, Any] = {"nullable": False, "server_default": ""}
    nothing: dict[str, Any] = {"nullable": False, "server_default": "0"}
    reshaping.add_columns(
        "business",
        sa.Column("hour_cost_minor", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=False, server_default="30"),
    )
    reshaping.add_columns("checklist_item", sa.Column("wants_photo", sa.Boolean(), **nothing))
    reshaping.point("checklist_item", "photo_id", "photo")
    reshaping.add_columns(
        "job",
        sa.Column("done_for", sa.String(), **text),
        sa.Column("guarantee_until_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("care", sa.String(), **text),
        sa.Column("extra_given", sa.String(), **text),
        sa.Column("fixed_by_me", sa.Boolean(), nullable=True),
    )
    reshaping.point("job", "failed_item_id", "price_item")
    reshaping.add_columns(
        "job_day", sa.Column("starts", sa.Time(), nullable=True), sa.Column("minutes", sa.Integer(), nullable=True)
    )
    reshaping.add_columns("message", sa.Column("attachments", sa.JSON(), nullable=False, server_default="[]"))
    reshaping.add_columns("need_met", sa.Column("seen_at", sa.DateTime(), nullable=True))
    reshaping.add_columns(
        "partner",
        sa.Column("fee_minor", sa.Integer(), **nothing),
        sa.Column("fee_bp", sa.Integer(), **nothing),
        sa.Column("terms_of", sa.String(), **text),
        sa.Column("insurer", sa.String(), **text),
        sa.Column("insured_until_on", sa.Date(), nullable=True),
        sa.Column("licence", sa.String(), **text),
        sa.Column("licensed_until_on", sa.Date(), nullable=True),
        sa.Column("fee_note", sa.String(), **text),
    )
    reshaping.point("photo", "drawn_on_id", "photo")
    reshaping.add_columns(
        "promise",
        sa.Column("teeth", sa.String(), **text),
        sa.Column("teeth_settled_at", sa.DateTime(), nullable=True),
    )
    reshaping.add_columns(
        "referral",
        sa.Column("handed_over_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
    )
    # What was signed off before needs were ticked at the work counts as seen then: nobody can tick it any more.
    op.execute(
        "UPDATE need_met SET seen_at = (SELECT quote.accepted_at FROM quote WHERE quote.accepted_option_id = option_id)"
        " WHERE option_id IN (SELECT quote.accepted_option_id FROM quote JOIN job ON job.quote_id = quote.id"
        " WHERE job.state = 'completed')"
    )
