from tradesman.ui import places


def test_countries_and_regions_have_the_names_that_people_know() -> None:
    countries = dict(places.countries("None"))
    assert (countries[""], countries["DE"], countries["GB"]) == ("None", "Germany", "United Kingdom")
    assert all(len(code) in (0, 2) for code in countries)
    assert dict(places.regions("GB", "All"))["SCT"] == "Scotland"
    assert places.regions("IE", "All") == (("", "All"),)
    assert places.regions("XX", "All") == (("", "All"),)
