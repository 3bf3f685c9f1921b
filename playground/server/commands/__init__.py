"""Application commands: what an application offers in clients, everywhere or in one guild."""
