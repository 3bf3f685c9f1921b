// Light or dark, before anything is painted: as the system has it, until somebody chooses. No module: those come late.
(() => {
	const root = document.documentElement;
	try {
		const chosen = localStorage.getItem("qiao-theme");
		if (chosen) root.dataset.theme = chosen;
	} catch {
		// a browser that remembers nothing
	}
})();
