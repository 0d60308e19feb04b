"""Kits, payment steps, signatures, templates and terms; guarantees in options, papers, named tax rates, the logo."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tradesman.book import reshaping

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "quote_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_template")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("quote_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_template_name"), ["name"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("strokes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("standard", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sqlite_strict=True,
    )
    op.create_table(
        "kit_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kit_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quantity_thousandths", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["price_item.id"], name=op.f("fk_kit_part_item_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["kit_id"], ["price_item.id"], name=op.f("fk_kit_part_kit_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_part")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("kit_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kit_part_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kit_part_kit_id"), ["kit_id"], unique=False)

    op.create_table(
        "payment_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("share_bp", sa.Integer(), nullable=False),
        sa.Column("deposit", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_payment_step_quote_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_step")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("payment_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_step_quote_id"), ["quote_id"], unique=False)

    op.create_table(
        "shown_testimonial",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("testimonial_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"],
            ["quote.id"],
            name=op.f("fk_shown_testimonial_quote_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["testimonial_id"],
            ["testimonial.id"],
            name=op.f("fk_shown_testimonial_testimonial_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_testimonial")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("shown_testimonial", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shown_testimonial_quote_id"), ["quote_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shown_testimonial_testimonial_id"), ["testimonial_id"], unique=False)

    text: dict[str, Any] = {"nullable": False, "server_default": ""}
    reshaping.add_columns(
        "business",
        sa.Column("logo", sa.String(), **text),
        sa.Column("paper", sa.String(), nullable=False, server_default="a4"),
        sa.Column("language", sa.String(), **text),
    )
    reshaping.add_columns("customer", sa.Column("language", sa.String(), **text))
    reshaping.add_columns(
        "given_quote", sa.Column("file", sa.String(), **text), sa.Column("signed_file", sa.String(), **text)
    )
    reshaping.add_columns("line", sa.Column("item_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_line_item_id"), "line", ["item_id"])
    kinds = ("on_time", "response", "result")
    reshaping.add_columns(
        "option",
        sa.Column(
            "guarantee_kind",
            sa.Enum(*kinds, name="guaranteekind", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("guarantee_months", sa.Integer(), nullable=True),
        sa.Column("guarantee_promise", sa.String(), **text),
        sa.Column("guarantee_teeth", sa.String(), **text),
    )
    op.create_index(op.f("ix_price_item_supplier"), "price_item", ["supplier"])
    reshaping.add_columns("quote", sa.Column("decides", sa.String(), **text), sa.Column("terms", sa.String(), **text))
    reshaping.add_columns("tax_rate", sa.Column("name", sa.String(), **text))
