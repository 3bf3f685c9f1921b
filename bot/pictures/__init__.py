"""Pictures: cards and charts as PNG, laid out here and drawn in a process of its own."""
