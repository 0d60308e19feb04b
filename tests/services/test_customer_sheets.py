from tests.owner import Owner
from tradesman.book.enquiry import RoleKind
from tradesman.services import customer_sheets, enquiries
from tradesman.services.customer_sheets import Involved


def test_who_has_a_part_in_the_work_is_told_on_both_sides_once(owner: Owner) -> None:
    tenant, landlord = owner.customer("Tom Reed"), owner.customer("Ada Cole")
    for what in ("The boiler drips", "The tap drips"):
        enquiry_id = owner.enquiry(tenant, what)
        owner.do(enquiries.give_role, enquiry_id, landlord, RoleKind.PAYS)
        owner.do(enquiries.give_role, enquiry_id, tenant, RoleKind.LIVES_THERE)
    assert owner.ask(customer_sheets.sheet, tenant).involved == (Involved(RoleKind.PAYS, landlord, "Ada Cole"),)
    assert owner.ask(customer_sheets.sheet, landlord).involved == (
        Involved(RoleKind.PAYS, tenant, "Tom Reed", own=True),
    )
