// Suggestions above a field: what fits what is being typed, chosen by arrows and Enter, or by a click.

import { h, quiet, span } from "/page/dom.js";

let numbers = 0;

export class Suggest {
	#at = 0;
	#items = [];

	// *choose* gets the item that was taken. Items are {label, hint?, ...}.
	constructor(field, label, choose) {
		this.field = field;
		this.choose = choose;
		numbers += 1;
		this.node = h("div", {
			class: "suggest",
			role: "listbox",
			id: `suggest-${numbers}`,
			"aria-label": label,
			hidden: true,
		});
		const said = { "aria-autocomplete": "list", "aria-controls": this.node.id, autocomplete: "off" };
		// A field of several lines is a text box to screen readers, and cannot be a combo box.
		this.isCombo = field.tagName === "INPUT";
		if (this.isCombo) Object.assign(said, { role: "combobox", "aria-expanded": "false" });
		for (const [key, value] of Object.entries(said)) field.setAttribute(key, value);
		field.addEventListener("blur", () => setTimeout(() => this.hide(), 150));
	}

	get isOpen() {
		return !this.node.hidden;
	}

	show(items) {
		this.#items = items;
		this.#at = 0;
		this.node.replaceChildren(
			...items.map((item, at) =>
				h(
					"div",
					{
						class: "option",
						role: "option",
						id: `${this.node.id}-${at}`,
						pointerdown: (event) => (event.preventDefault(), this.#take(at)),
					},
					span("option-label", item.label),
					item.hint && quiet(item.hint),
				),
			),
		);
		this.node.hidden = !items.length;
		if (this.isCombo) this.field.setAttribute("aria-expanded", String(this.isOpen));
		this.#point();
	}

	hide() {
		if (this.isOpen) this.show([]);
	}

	// Says whether the key was meant for the suggestions.
	key(event) {
		if (!this.isOpen || event.isComposing) return false;
		const steps = { ArrowDown: 1, ArrowUp: -1 };
		if (event.key in steps) {
			this.#at = (this.#at + steps[event.key] + this.#items.length) % this.#items.length;
			this.#point();
		} else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") this.#take(this.#at);
		else if (event.key === "Escape") this.hide();
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}

	#take(at) {
		const item = this.#items[at];
		this.hide();
		this.choose(item);
	}

	#point() {
		[...this.node.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === this.#at)));
		if (this.isOpen) {
			this.field.setAttribute("aria-activedescendant", `${this.node.id}-${this.#at}`);
			this.node.children[this.#at].scrollIntoView({ block: "nearest" });
		} else this.field.removeAttribute("aria-activedescendant");
	}
}
