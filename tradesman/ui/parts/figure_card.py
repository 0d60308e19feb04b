"""One figure with its words: what it is above, what stands behind it below."""

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label


class FigureCard(Card):
    """A small card with a large figure."""

    def __init__(self, title: str, theme: Theme, *, name: str) -> None:
        super().__init__(theme, padding=14, name=name)
        self.setAccessibleName(title)
        self._figure = Label("", theme, "display", name=f"{name}_figure")
        self._below = Label("", theme, "caption", "ink_2", wrap=True, name=f"{name}_words")
        self.body.setSpacing(2)
        self.body.addWidget(Label(title, theme, "small", "ink_2", wrap=True))
        self.body.addWidget(self._figure)
        self.body.addWidget(self._below)

    def show_figure(self, figure: str, below: str) -> None:
        """Shows a figure."""
        self._figure.setText(figure)
        self._below.setText(below)
