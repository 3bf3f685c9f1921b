// Lines of the phrasebook, to be found and clicked.

import { div, h } from "/page/dom.js";
import { popup } from "/page/popup.js";
import { say } from "/page/words.js";

// *choose* gets the line that somebody clicked; *name* is who says it then.
export function openPhrases(anchor, name, lines, choose) {
	const list = div("phrase-list");
	const show = () => {
		const wanted = filter.value.trim().toLowerCase();
		const found = lines.filter((one) => one.toLowerCase().includes(wanted));
		const item = (one) => h("button", { class: "menu-item", click: () => (close(), choose(one)) }, one);
		list.replaceChildren(...(found.length ? found.map(item) : [h("p", { class: "quiet" }, say("phrases-none"))]));
	};
	const label = say("phrases-find");
	const filter = h("input", { type: "search", placeholder: label, "aria-label": label, input: show });
	const hint = h("p", { class: "quiet" }, say("phrases-hint", { name }));
	const box = h("div", { class: "phrases", role: "dialog", "aria-label": say("phrases") }, hint, filter, list);
	show();
	const close = popup(anchor, box, { place: "above" });
	filter.focus();
}
