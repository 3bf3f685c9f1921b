"""Components: buttons, selects, texts and what lays them out, in messages and modals."""
