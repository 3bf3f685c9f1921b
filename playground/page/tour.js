// Five steps around the page, for the first visit. It can be skipped, and asked for again.

import { div, h, span } from "/page/dom.js";
import { keep, kept, say } from "/page/words.js";

const SEEN = "qiao-toured";
const STOPS = [
	"#pane-english .stream",
	"#pane-chinese .stream",
	"#pane-english .pane-head",
	"#pane-english .composer",
	"#strip",
];

export const isNew = () => kept(SEEN) === undefined;

// *reveal* brings a pane to the front where only one has room.
export function tour(reveal) {
	const before = document.activeElement;
	let at = 0;
	const text = h("p", {});
	const count = span("quiet");
	const title = h("h2", { id: "tour-title" });
	const next = h("button", {
		class: "button primary",
		click: () => (at + 1 < STOPS.length ? go(at + 1) : end()),
	});
	const skip = h("button", { class: "button", click: () => end() }, say("tour-skip"));
	const card = h(
		"div",
		{ class: "tour", role: "dialog", "aria-labelledby": "tour-title" },
		title,
		text,
		div("tour-foot", count, skip, next),
	);
	const escape = (event) => event.key === "Escape" && end();
	const end = () => {
		keep(SEEN, "1");
		card.remove();
		document.removeEventListener("keydown", escape);
		for (const one of document.querySelectorAll(".toured")) one.classList.remove("toured");
		if (before?.isConnected) before.focus();
	};
	const go = (step) => {
		at = step;
		for (const one of document.querySelectorAll(".toured")) one.classList.remove("toured");
		reveal(step === 1 ? "chinese" : "english");
		const stop = document.querySelector(STOPS[at]);
		stop.classList.add("toured");
		title.textContent = say(`tour-${at + 1}-title`);
		text.textContent = say(`tour-${at + 1}`);
		count.textContent = `${at + 1} / ${STOPS.length}`;
		next.textContent = say(at + 1 < STOPS.length ? "tour-next" : "tour-done");
		place(card, stop.getBoundingClientRect());
		next.focus();
	};
	document.addEventListener("keydown", escape);
	document.body.append(card);
	go(0);
}

function place(card, around) {
	const margin = 12;
	const left = Math.min(
		Math.max(margin, around.left + around.width / 2 - card.offsetWidth / 2),
		innerWidth - card.offsetWidth - margin,
	);
	const isLow = around.top > innerHeight / 2;
	const top = isLow
		? around.top - card.offsetHeight - margin
		: Math.min(around.top + margin * 3, innerHeight - card.offsetHeight - margin);
	card.style.left = `${left}px`;
	card.style.top = `${Math.max(margin, top)}px`;
}
