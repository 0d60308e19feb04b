"""The first shape of a book."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "book_info",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.String(), nullable=False),
        sa.Column("needs_version", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_book_info_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book_info")),
        sqlite_strict=True,
    )
    op.create_table(
        "business",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("single", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("tax_label", sa.String(), nullable=False),
        sa.Column("tax_number", sa.String(), nullable=False),
        sa.Column("prices_gross", sa.Boolean(), nullable=False),
        sa.Column("quote_valid_days", sa.Integer(), nullable=False),
        sa.Column("quote_pattern", sa.String(), nullable=False),
        sa.Column("review_link", sa.String(), nullable=False),
        sa.CheckConstraint("single = 1", name=op.f("ck_business_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business")),
        sa.UniqueConstraint("single", name=op.f("uq_business_single")),
        sqlite_strict=True,
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("greeting", sa.String(), nullable=False),
        sa.Column("good_to_know", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "knows_me",
                "referred",
                "internet",
                "other",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("recommended_by_id", sa.Uuid(), nullable=True),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column(
            "whereabouts",
            sa.Enum("here", "moved", "died", name="whereabouts", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommended_by_id"],
            ["customer.id"],
            name=op.f("fk_customer_recommended_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_customer_recommended_by_id"), "customer", ["recommended_by_id"], unique=False)
    op.create_table(
        "partner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("trades", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("bonus_minor", sa.Integer(), nullable=False),
        sa.Column("bonus_bp", sa.Integer(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("discount_bp", sa.Integer(), nullable=False),
        sa.Column("vouch", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_partner_name"), "partner", ["name"], unique=False)
    op.create_table(
        "price_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("tax_bp", sa.Integer(), nullable=True),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_item")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_price_item_code"), "price_item", ["code"], unique=False)
    op.create_index(op.f("ix_price_item_words"), "price_item", ["words"], unique=False)
    op.create_table(
        "rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "enquiry_received",
                "visit_booked",
                "quote_given",
                "quote_decision",
                "quote_expiring",
                "quote_accepted",
                "job_planned",
                "quote_lost",
                "job_completed",
                "kind_words",
                "finding_now",
                "finding_told",
                "referral_introduced",
                name="event",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("wait", sa.String(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "call_back",
                "confirm_visit",
                "answer_questions",
                "hidden_slot",
                "offer_to_renew",
                "confirm_choice",
                "progress_update",
                "confirm_start",
                "win_back",
                "thank_you",
                "service_check",
                "three_months",
                "ask_who_else",
                "finding_decided",
                "finding_outcome",
                "partner_did_well",
                "check_up",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("call", "message", name="channel", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.Column("for_small_jobs", sa.Boolean(), nullable=False),
        sa.Column("only_regulars", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sa.UniqueConstraint("key", name=op.f("uq_rule_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "series",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_series")),
        sqlite_strict=True,
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("schema_number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["step.id"], name=op.f("fk_step_undoes_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sqlite_strict=True,
    )
    op.create_index("ix_step_undoes_id", "step", ["undoes_id"], unique=False)
    op.create_table(
        "change",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["step.id"], name=op.f("fk_change_step_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("step_id", "seq", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_change_row_id", "change", ["row_id"], unique=False)
    op.create_table(
        "contact_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("phone", "email", name="contactkind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("whose", sa.String(), nullable=False),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_contact_point_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_contact_point_customer_id"), "contact_point", ["customer_id"], unique=False)
    op.create_table(
        "days_away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.id"],
            name=op.f("fk_days_away_business_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_days_away")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_days_away_business_id"), "days_away", ["business_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("rule_key", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("repetition", sa.Integer(), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "enquiry_received",
                "visit_booked",
                "quote_given",
                "quote_decision",
                "quote_expiring",
                "quote_accepted",
                "job_planned",
                "quote_lost",
                "job_completed",
                "kind_words",
                "finding_now",
                "finding_told",
                "referral_introduced",
                name="event",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "purpose",
            sa.Enum(
                "call_back",
                "confirm_visit",
                "answer_questions",
                "hidden_slot",
                "offer_to_renew",
                "confirm_choice",
                "progress_update",
                "confirm_start",
                "win_back",
                "thank_you",
                "service_check",
                "three_months",
                "ask_who_else",
                "finding_decided",
                "finding_outcome",
                "partner_did_well",
                "check_up",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("call", "message", name="channel", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("counted_from_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "skipped",
                "cancelled",
                name="followupstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.Column("snoozes", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("customer_asked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_follow_up_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint(
            "rule_key", "subject_id", "repetition", name=op.f("uq_follow_up_rule_key_subject_id_repetition")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_follow_up_customer_id"), "follow_up", ["customer_id"], unique=False)
    op.create_index(
        "ix_follow_up_open",
        "follow_up",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_follow_up_subject_id"), "follow_up", ["subject_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_note_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_note_customer_id"), "note", ["customer_id"], unique=False)
    op.create_table(
        "on_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_on_call_business_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_on_call_business_id"), "on_call", ["business_id"], unique=False)
    op.create_table(
        "property",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_property_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_property_customer_id"), "property", ["customer_id"], unique=False)
    op.create_table(
        "tax_rate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.id"],
            name=op.f("fk_tax_rate_business_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_rate")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_tax_rate_business_id"), "tax_rate", ["business_id"], unique=False)
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "new_work",
                "question",
                "service_call",
                "complaint",
                name="enquirykind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "came_by",
            sa.Enum(
                "phone",
                "missed_call",
                "web",
                "email",
                "message",
                "in_person",
                name="cameby",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "danger",
                "not_working",
                "can_wait",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("came_in_at", sa.DateTime(), nullable=False),
        sa.Column("call_due_at", sa.DateTime(), nullable=False),
        sa.Column("first_attempt_at", sa.DateTime(), nullable=True),
        sa.Column("reached_at", sa.DateTime(), nullable=True),
        sa.Column("answered_live", sa.Boolean(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "enquiry",
                "visit",
                "quoted",
                "won",
                "lost",
                "declined",
                "answered",
                "spam",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "fit",
            sa.Enum("good", "poor", name="fit", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("diagnosis", sa.String(), nullable=False),
        sa.Column("budget_minor", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_enquiry_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_enquiry_property_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_enquiry_customer_id"), "enquiry", ["customer_id"], unique=False)
    op.create_index(op.f("ix_enquiry_property_id"), "enquiry", ["property_id"], unique=False)
    op.create_index(op.f("ix_enquiry_stage"), "enquiry", ["stage"], unique=False)
    op.create_table(
        "call_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "reached",
                "left_message",
                "no_answer",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_call_attempt_enquiry_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_attempt")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_call_attempt_enquiry_id"), "call_attempt", ["enquiry_id"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_need_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_need_enquiry_id"), "need", ["enquiry_id"], unique=False)
    op.create_table(
        "quote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "given",
                "accepted",
                "lost",
                name="quotestate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("gross", sa.Boolean(), nullable=False),
        sa.Column("valid_until_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("decider", sa.String(), nullable=False),
        sa.Column("best_value_reason", sa.String(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_option_id", sa.Uuid(), nullable=True),
        sa.Column(
            "accepted_by",
            sa.Enum(
                "signed", "phone", "email", name="acceptedby", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("accepted_who", sa.String(), nullable=False),
        sa.Column("extras", sa.String(), nullable=False),
        sa.Column("lost_at", sa.DateTime(), nullable=True),
        sa.Column("lost_reason", sa.String(), nullable=False),
        sa.Column("lost_to", sa.String(), nullable=False),
        sa.Column("lost_price_minor", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_quote_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_quote_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_quote_property_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("number", name=op.f("uq_quote_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_quote_customer_id"), "quote", ["customer_id"], unique=False)
    op.create_index(op.f("ix_quote_enquiry_id"), "quote", ["enquiry_id"], unique=False)
    op.create_index(op.f("ix_quote_property_id"), "quote", ["property_id"], unique=False)
    op.create_index(op.f("ix_quote_state"), "quote", ["state"], unique=False)
    op.create_table(
        "role",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "asked",
                "lives_there",
                "decides",
                "pays",
                "lets",
                name="rolekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_role_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_role_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_role_customer_id"), "role", ["customer_id"], unique=False)
    op.create_index(op.f("ix_role_enquiry_id"), "role", ["enquiry_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum("look", "work", "check", name="visitpurpose", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "booked",
                "confirmed",
                "arrived",
                "done",
                "nobody_there",
                "cancelled",
                name="visitstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_visit_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_visit_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_visit_property_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_visit_customer_id"), "visit", ["customer_id"], unique=False)
    op.create_index(op.f("ix_visit_day_on"), "visit", ["day_on"], unique=False)
    op.create_index(op.f("ix_visit_enquiry_id"), "visit", ["enquiry_id"], unique=False)
    op.create_index(op.f("ix_visit_property_id"), "visit", ["property_id"], unique=False)
    op.create_index("ix_visit_state_day_on", "visit", ["state", "day_on"], unique=False)
    op.create_table(
        "given_quote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column(
            "given_by",
            sa.Enum(
                "presented",
                "sent",
                "think_it_over",
                "accepting",
                name="givenby",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_given_quote_quote_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_quote")),
        sa.UniqueConstraint("quote_id", "revision", name=op.f("uq_given_quote_quote_id_revision")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_given_quote_quote_id"), "given_quote", ["quote_id"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("earlier_job_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "work", "small", "service_call", name="jobkind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "in_progress",
                "paused",
                "completed",
                "cancelled",
                "withdrawn",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=True),
        sa.Column("subcontracted", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("signed_who", sa.String(), nullable=False),
        sa.Column("looked_round", sa.Boolean(), nullable=False),
        sa.Column("paid_how", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_job_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["earlier_job_id"], ["job.id"], name=op.f("fk_job_earlier_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_job_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_job_property_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_job_quote_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_job_customer_id"), "job", ["customer_id"], unique=False)
    op.create_index(op.f("ix_job_earlier_job_id"), "job", ["earlier_job_id"], unique=False)
    op.create_index(op.f("ix_job_enquiry_id"), "job", ["enquiry_id"], unique=False)
    op.create_index(op.f("ix_job_property_id"), "job", ["property_id"], unique=False)
    op.create_index(op.f("ix_job_quote_id"), "job", ["quote_id"], unique=False)
    op.create_index(op.f("ix_job_starts_on"), "job", ["starts_on"], unique=False)
    op.create_index(op.f("ix_job_state"), "job", ["state"], unique=False)
    op.create_table(
        "option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("leaves", sa.String(), nullable=False),
        sa.Column("takes", sa.String(), nullable=False),
        sa.Column("guarantee", sa.String(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("best_value", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_option_quote_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_option_quote_id"), "option", ["quote_id"], unique=False)
    op.create_table(
        "rival_bid",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=True),
        sa.Column("differs", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_rival_bid_quote_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rival_bid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_rival_bid_quote_id"), "rival_bid", ["quote_id"], unique=False)
    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_checklist_item_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_checklist_item_job_id"), "checklist_item", ["job_id"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_complaint_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_complaint_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_complaint_customer_id"), "complaint", ["customer_id"], unique=False)
    op.create_index(op.f("ix_complaint_job_id"), "complaint", ["job_id"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("holding", sa.Boolean(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_feedback_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_feedback_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_feedback_customer_id"), "feedback", ["customer_id"], unique=False)
    op.create_index(op.f("ix_feedback_job_id"), "feedback", ["job_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("plain_words", sa.String(), nullable=False),
        sa.Column(
            "how_soon",
            sa.Enum("now", "soon", "keep_an_eye", name="howsoon", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("by_on", sa.Date(), nullable=True),
        sa.Column("own_trade", sa.Boolean(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_finding_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_finding_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_finding_customer_id"), "finding", ["customer_id"], unique=False)
    op.create_index(op.f("ix_finding_job_id"), "finding", ["job_id"], unique=False)
    op.create_table(
        "job_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_job_day_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_day")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_job_day_day_on"), "job_day", ["day_on"], unique=False)
    op.create_index(op.f("ix_job_day_job_id"), "job_day", ["job_id"], unique=False)
    op.create_table(
        "line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("quantity_thousandths", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("tax_bp", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_line_option_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_line_option_id"), "line", ["option_id"], unique=False)
    op.create_table(
        "need_met",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_need_met_need_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_need_met_option_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_met")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_need_met_need_id"), "need_met", ["need_id"], unique=False)
    op.create_index(op.f("ix_need_met_option_id"), "need_met", ["option_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("word", "finish", name="promisekind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("mine", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at_time", sa.Time(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "kept",
                "broken",
                "cancelled",
                name="promisestate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("kept_at", sa.DateTime(), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("offered", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_promise_customer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_promise_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_promise_customer_id"), "promise", ["customer_id"], unique=False)
    op.create_index(op.f("ix_promise_job_id"), "promise", ["job_id"], unique=False)
    op.create_index("ix_promise_state_due_on", "promise", ["state", "due_on"], unique=False)
    op.create_table(
        "testimonial",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("shortened", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("incentive", sa.String(), nullable=False),
        sa.Column(
            "name_shown",
            sa.Enum(
                "full",
                "first",
                "initials",
                "none",
                name="nameshown",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("place_shown", sa.Boolean(), nullable=False),
        sa.Column("photo_shown", sa.Boolean(), nullable=False),
        sa.Column("on_website", sa.Boolean(), nullable=False),
        sa.Column("in_print", sa.Boolean(), nullable=False),
        sa.Column("on_social", sa.Boolean(), nullable=False),
        sa.Column("consent_how", sa.String(), nullable=False),
        sa.Column("consent_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_testimonial_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_testimonial_job_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimonial")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_testimonial_customer_id"), "testimonial", ["customer_id"], unique=False)
    op.create_index(op.f("ix_testimonial_job_id"), "testimonial", ["job_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("enquiry_id", sa.Uuid(), nullable=True),
        sa.Column(
            "direction",
            sa.Enum("sent", "received", name="direction", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "introduced",
                "agreed",
                "done",
                "bonus_due",
                "bonus_received",
                "declined",
                name="referralstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("introduced_at", sa.DateTime(), nullable=False),
        sa.Column("consent_at", sa.DateTime(), nullable=False),
        sa.Column("work_minor", sa.Integer(), nullable=True),
        sa.Column("saved_minor", sa.Integer(), nullable=True),
        sa.Column("bonus_minor", sa.Integer(), nullable=True),
        sa.Column("bonus_due_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_minor", sa.Integer(), nullable=True),
        sa.Column("did_well", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_referral_customer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_referral_enquiry_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_referral_finding_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_referral_partner_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_referral_customer_id"), "referral", ["customer_id"], unique=False)
    op.create_index(op.f("ix_referral_enquiry_id"), "referral", ["enquiry_id"], unique=False)
    op.create_index(op.f("ix_referral_finding_id"), "referral", ["finding_id"], unique=False)
    op.create_index(op.f("ix_referral_partner_id"), "referral", ["partner_id"], unique=False)
    op.create_index(op.f("ix_referral_state"), "referral", ["state"], unique=False)
    op.create_index("ix_customer_lower_name", "customer", [sa.text("lower(name)")])
