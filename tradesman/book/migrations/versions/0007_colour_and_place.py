"""The colour of the business, and the place that may stand beside a customer's words."""

import sqlalchemy as sa

from tradesman.book import reshaping

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Brings a book of schema 6 to schema 7."""
    reshaping.add_columns("business", sa.Column("colour", sa.String(), nullable=False, server_default=""))
    reshaping.add_columns("testimonial", sa.Column("place", sa.String(), nullable=False, server_default=""))
