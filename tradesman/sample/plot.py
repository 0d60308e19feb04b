"""Draws the other customers of the sample from its seed, as stories of the same form as the written ones."""

from random import Random

from tradesman.sample.world import Data, World

CONSENTS: dict[str, Data] = {
    "full": {"name": "full", "place": True, "where": ["on_website", "in_print"], "how": "By e-mail"},
    "website": {"name": "full", "place": False, "where": ["on_website"], "how": "On the phone"},
    "print": {"name": "initials", "place": True, "where": ["in_print"], "how": "By e-mail"},
    "initials": {"name": "initials", "place": True, "where": ["on_website", "in_print"], "how": "On the phone"},
    "first": {"name": "first", "place": False, "where": ["on_website", "on_social"], "how": "By e-mail"},
    "withdrawn": {"name": "full", "place": True, "where": ["on_website"], "how": "By e-mail"},
    "none": {},
}
EMAIL = str.maketrans("àáâäåãąèéêëęìíîïıòóôöøùúûüçćńñśšźżžłđğý", "aaaaaaaeeeeeiiiiiooooouuuuccnnsszzzldgy")


def email(name: str) -> str:
    """An address that reaches nobody."""
    plain = "".join(letter for letter in name.lower().translate(EMAIL) if letter.isascii() and letter not in "'’")
    return f"{'.'.join(plain.split())}@example.org"


class Plot:
    """Makes people and what happened to them, never the same name, number or house twice."""

    def __init__(self, world: World, seed: int, known: list[Data]) -> None:
        self._words, self._luck = world.words, Random(f"plot {seed}")  # noqa: S311  made-up data
        self._phones = {person["phone"] for person in known}
        self._firsts, self._lasts, self._lines = (self._shuffled(key) for key in ("first", "last", "kind"))

    def person(self, other: Data) -> Data:
        """A customer with one course, or two when they came back."""
        name = f"{self._firsts.pop()} {self._lasts.pop()}"
        course = getattr(self, f"_{other['shape']}")(other)
        person = {
            "name": name,
            "phone": self._phone(),
            "email": email(name),
            "street": f"{self._luck.randint(1, 60)} {self._luck.choice(self._words['street'])}",
            "town": self._luck.choice(self._words["town"]),
            "source": self._luck.choice(self._words["source"]),
            "good_to_know": self._luck.choice(self._words["good_to_know"]),
            "keep": other.get("keep", []),
            "agrees": other.get("agrees", False),
            "course": course if isinstance(course, list) else [course],
        }
        return person | {"source": "referred"} if "sent_by" in other else person

    def _shuffled(self, key: str) -> list[str]:
        words = list(self._words[key])
        self._luck.shuffle(words)
        return words

    def _phone(self) -> str:
        while True:
            phone = f"07700 900{self._luck.randint(400, 999)}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def _wall(self, first: int, last: int) -> str:
        return f"{self._luck.randint(first, last):02d}:{self._luck.choice(range(0, 60, 5)):02d}"

    def _asked(self, other: Data, day: int) -> Data:
        """How it began: most are rung back within the hour."""
        course = {"work": other["work"], "from": other["back"]}
        course["came"] = [day, self._wall(8, 15), self._luck.choice(self._words["came_by"])]
        course["called"] = 0 if course["came"][2] == "phone" else self._luck.choice((9, 14, 22, 27, 35, 41, 52, 88))
        return course | {key: other[key] for key in ("what", "title", "sent_by", "fee_paid") if key in other}

    def _offered(self, other: Data, day: int) -> Data:
        course = self._asked(other, day)
        course["visit"] = [day + self._luck.randint(1, 3), self._wall(9, 15)]
        course["given"] = [course["visit"][0] + self._luck.choice((0, 1, 1, 2)), self._wall(17, 17), 0]
        return course

    def _won(self, other: Data) -> Data:
        course = self._offered(other, self._luck.randint(-38, -24))
        course["given"][2] = course["given"][0] + self._luck.randint(3, 6)
        agreed = course["given"][2] + self._luck.choice((-1, 0, 0, 1))
        wall, taken = self._wall(9, 12), self._luck.choice((1, 2, 2, 2))
        course["accepted"] = [agreed, wall, other.get("option", taken), self._accepted_by()]
        course["plan"], course["signed"] = [-1, 0], [0, self._wall(14, 16)]
        course["paid"] = [self._luck.randint(1, 6), self._luck.choice(self._words["paid"])]
        course["looked_round"] = "finding" not in other
        return self._and_then(other, course)

    def _accepted_by(self) -> str:
        return str(self._luck.choice(self._words["accepted_by"]))

    def _small(self, other: Data) -> Data:
        course = {"work": "small", "from": other["back"], "title": other["title"], "by": "phone"}
        course["small"] = [0, self._wall(9, 15), other["price"], self._luck.choice(self._words["paid"])]
        return self._and_then(other, course)

    def _and_then(self, other: Data, course: Data) -> Data:
        """What was noticed on the job, and what the customer said of it."""
        if "finding" in other:
            seen = [0, "16:10"] if "small" in course else [-1, self._wall(9, 15)]
            course["finding"] = [{"on": seen, **self._noticed(*self._words["finding"][other["finding"]])}]
        if "testimonial" in other:
            course["testimonial"] = self._said(other["testimonial"])
        return course

    def _noticed(self, what: str, plain: str, soon: str, partner: str, price: int, became: str) -> Data:
        found: Data = {"what": what, "plain": plain, "soon": soon, "tell": True}
        if partner:
            found |= {"partner": partner, "sent": [self._luck.randint(1, 2), "10:15"]}
        if became in ("received", "badly"):
            done = self._luck.randint(8, 14)
            found |= {"agreed": [4, "12:30"], "done": [done, price], "badly": became == "badly"}
            found["settled"] = [done + self._luck.randint(2, 9), "09:40"]
        return found

    def _said(self, consent: str) -> Data:
        said = {"on": [self._luck.randint(16, 26), self._wall(10, 18)], "words": self._lines.pop(), **CONSENTS[consent]}
        if consent == "withdrawn":
            said["withdrawn"] = [said["on"][0] + 40, "11:30"]
        return said

    def _lost(self, other: Data) -> Data:
        course = self._offered(other, -14)
        course["lost"] = [0, self._wall(9, 16), self._luck.choice(self._words["lost"]), *other["to"]]
        return course | {"found_out": other["found_out"]}

    def _won_back(self, other: Data) -> list[Data]:
        """Lost the first time; came back after the win-back call."""
        first = self._offered(other, -90)
        first["given"][2] = -80
        first["lost"] = [-78, self._wall(9, 16), "Price", *other["to"]]
        second = self._won(other)
        second["what"] = "The other firm never came back. Can I still have it done?"
        return [first, second]

    def _unhappy(self, other: Data) -> Data:
        course = self._won(other)
        course["feedback"] = [9, "17:10", 4, "One joint drips again above the back door."]
        course["fails"] = True
        return course

    def _declined(self, other: Data) -> Data:
        course = self._asked(other, 0)
        course["declined"] = [1, self._wall(9, 12), other["reason"]]
        return course

    def _answered(self, other: Data) -> Data:
        course = self._asked(other, 0)
        course["answered"] = [1, self._wall(9, 12), other["reason"]]
        return course
