"""The window: pages, dialogs and the widgets they are made of."""
