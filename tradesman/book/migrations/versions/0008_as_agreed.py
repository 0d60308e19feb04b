"""What is shown beside a customer's words as it was agreed, and what brought a complaint and answers it."""

import sqlalchemy as sa

from tradesman.book import reshaping

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Brings a book of schema 7 to schema 8."""
    reshaping.add_columns(
        "testimonial",
        sa.Column("agreed_name", sa.String(), nullable=True),
        sa.Column("agreed_place", sa.String(), nullable=True),
        sa.Column("known_as", sa.String(), nullable=False, server_default=""),
        sa.Column("known_at", sa.String(), nullable=False, server_default=""),
        sa.Column("known_reach", sa.String(), nullable=False, server_default=""),
    )
    reshaping.point("complaint", "enquiry_id", "enquiry")
    reshaping.point("promise", "complaint_id", "complaint")
