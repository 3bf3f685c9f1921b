// What opens over the page: menus, pickers, dialogs. Escape closes, and the focus goes back to where it was.

import { div, h, iconButton } from "/page/dom.js";
import { say } from "/page/words.js";

let open = null;

// Shows *node* near *anchor* until something else is clicked; returns how to close it.
export function popup(anchor, node, { place = "below" } = {}) {
	open?.();
	const before = document.activeElement;
	const box = div("popup", node);
	document.body.append(box);
	put(box, anchor.getBoundingClientRect(), place);
	const outside = (event) => !box.contains(event.target) && !anchor.contains(event.target) && close();
	const escape = (event) => {
		if (event.key !== "Escape") return;
		event.stopPropagation();
		close();
	};
	const close = () => {
		if (open !== close) return;
		open = null;
		const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
		box.remove();
		document.removeEventListener("pointerdown", outside, true);
		document.removeEventListener("keydown", escape, true);
		if (hadFocus && before?.isConnected) before.focus();
	};
	document.addEventListener("pointerdown", outside, true);
	document.addEventListener("keydown", escape, true);
	open = close;
	return close;
}

function put(box, around, place) {
	const margin = 8;
	const wide = Math.min(box.offsetWidth, innerWidth - 2 * margin);
	const high = box.offsetHeight;
	const hasRoomBelow = around.bottom + high + margin < innerHeight;
	const above = place === "above" ? around.top - high - margin > 0 : !hasRoomBelow && around.top > innerHeight / 2;
	box.style.left = `${Math.max(margin, Math.min(around.left, innerWidth - wide - margin))}px`;
	if (above) box.style.bottom = `${innerHeight - around.top + 4}px`;
	else box.style.top = `${Math.max(margin, Math.min(around.bottom + 4, innerHeight - high - margin))}px`;
}

// *items* are {label, icon?, act, isDanger?} or {heading}. Arrows move, letters find, as in every menu.
export function menu(anchor, label, items, options) {
	let close = () => {};
	const nodes = items.map((item) =>
		item.heading
			? h("div", { class: "menu-heading", role: "presentation" }, item.heading)
			: h(
					"button",
					{
						class: item.isDanger ? "menu-item danger" : "menu-item",
						role: "menuitem",
						tabindex: "-1",
						title: item.hint ?? null,
						click: () => (close(), item.act()),
					},
					item.icon,
					h("span", {}, item.label),
				),
	);
	const buttons = nodes.filter((node) => node.tagName === "BUTTON");
	const box = h(
		"div",
		{
			class: options?.isGrid ? "menu-list grid" : "menu-list",
			role: "menu",
			"aria-label": label,
			keydown: (event) => walk(event, buttons, options?.isGrid ? 8 : 1),
		},
		nodes,
	);
	close = popup(anchor, box, options);
	buttons[0]?.focus();
	return close;
}

function walk(event, buttons, across) {
	const at = buttons.indexOf(document.activeElement);
	const steps = { ArrowDown: across, ArrowUp: -across, ArrowRight: 1, ArrowLeft: -1 };
	let next;
	if (event.key in steps) next = at + steps[event.key];
	else if (event.key === "Home") next = 0;
	else if (event.key === "End") next = buttons.length - 1;
	else if (event.key === "Tab") return open?.();
	else if (event.key.length === 1 && event.key !== " ") {
		next = buttons.findIndex(
			(one, place) => place !== at && one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()),
		);
		if (next < 0) return;
	} else return;
	event.preventDefault();
	event.stopPropagation();
	buttons[(next + buttons.length) % buttons.length]?.focus();
}

// A dialog in the middle. *submit* gets nothing and may throw what is then shown; without it there is only a way out.
export function dialog(title, body, { submit, label, lang } = {}) {
	const fault = h("p", { class: "fault", role: "alert" });
	const sending = async (event) => {
		event.preventDefault();
		fault.textContent = "";
		try {
			if (submit) await submit();
			box.close();
		} catch (error) {
			fault.textContent = [error.message, ...(error.details ?? [])].join(" · ");
		}
	};
	const heading = h("h2", { id: "dialog-title" }, title);
	const box = h(
		"dialog",
		{ "aria-labelledby": "dialog-title", lang: lang ?? null, close: () => box.remove() },
		h(
			"form",
			{ submit: sending },
			h(
				"header",
				{},
				heading,
				iconButton("close", say("close"), () => box.close()),
			),
			div("dialog-body", body),
			fault,
			h(
				"footer",
				{},
				submit && h("button", { class: "button", click: () => box.close() }, say("cancel")),
				h("button", { type: "submit", class: "button primary" }, label ?? say("close")),
			),
		),
	);
	document.body.append(box);
	box.showModal();
	box.querySelector(".dialog-body :is(input, select, textarea), footer .primary").focus();
	return box;
}

// A short word at the edge, read out by screen readers.
export function toast(text) {
	const note = div("toast", text);
	document.getElementById("toasts").append(note);
	setTimeout(() => note.remove(), 6000);
}

// Does what somebody asked for, and says why it could not be done.
export async function attempt(doing) {
	try {
		return await doing();
	} catch (error) {
		if (error.status === undefined) throw error;
		const told = [error.message, ...(error.details ?? [])].filter(Boolean).join(" · ");
		toast(
			error.status === 0
				? say("unreachable")
				: error.status >= 500
					? say("failed", { status: error.status })
					: say("refused", { reason: told, code: error.code || error.status }),
		);
		return undefined;
	}
}
