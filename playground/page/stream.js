// The messages of one channel as one person sees them: rows that follow the store, older ones as one scrolls up.

import { div, h, icon, placeOf } from "/page/dom.js";
import { messageRow, tools } from "/page/message.js";
import { attempt } from "/page/popup.js";
import { say } from "/page/words.js";

const NEAR = 120;
const TYPING_MS = 9000;

export class Stream {
	#rows = new Map();
	#unlisten = () => {};
	#typing = new Map();
	#sticks = true;
	#top = 0;

	// *actions* are what `messageRow` wants of its view, without client, jump and dismiss.
	constructor(actions, label) {
		this.actions = actions;
		this.list = h("ol", { class: "messages" });
		this.start = div("start");
		const log = { class: "scroller", role: "log", "aria-label": label, "aria-live": "polite", tabindex: "0" };
		this.scroller = h("div", log, this.start, this.list);
		this.newer = h("button", { class: "newer", hidden: true, click: () => this.#toEnd() }, icon("down"), say("newer"));
		this.typing = h("div", { class: "typing", "aria-live": "polite" });
		this.node = div("stream", this.scroller, this.newer, this.typing);
		this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
		this.scroller.addEventListener("keydown", (event) => this.#walk(event));
		this.list.addEventListener("click", (event) => this.#follow(event));
		this.list.addEventListener("contextmenu", (event) => this.#context(event));
		for (const event of ["pointerover", "focusin"]) this.list.addEventListener(event, (one) => this.#approached(one));
		this.list.addEventListener("focusout", (event) => this.#left(event));
		const grown = new ResizeObserver(() => this.#sticks && this.#toEnd());
		grown.observe(this.scroller);
		grown.observe(this.list);
	}

	show(client, channelId) {
		this.#unlisten();
		this.client = client;
		this.channelId = channelId;
		this.view = {
			...this.actions,
			client,
			jump: (id) => this.jump(id),
			dismiss: (message) => client.store.forget(channelId, [message.id]),
		};
		this.#unlisten = client.store.listen((kind, channel, what, how) => this.#heard(kind, channel, what, how));
		this.#typing.clear();
		this.#showTyping();
		this.#again();
	}

	#again() {
		this.list.replaceChildren();
		this.#rows.clear();
		this.#sticks = true;
		const timeline = this.client.store.timeline(this.channelId);
		this.#render(timeline.ids);
		this.#toEnd();
		if (!timeline.isLoaded && this.client.store.guild) this.#load();
	}

	async #load() {
		this.scroller.setAttribute("aria-busy", "true");
		const isRead = await attempt(() => this.client.load(this.channelId).then(() => true));
		this.scroller.removeAttribute("aria-busy");
		if (isRead) this.#scrolled(); // a high window may have room for more
	}

	#heard(kind, channelId, what, how) {
		if (kind === "channels") {
			const timeline = this.client.store.timeline(this.channelId);
			if (!timeline.isLoaded) this.#again();
		} else if (channelId !== this.channelId) return;
		else if (kind === "typing") this.#types(what);
		else if (kind === "messages") this.#changed(what, how);
	}

	#changed(ids, how) {
		const anchor = how === undefined ? this.#firstSeen() : null;
		const from = anchor?.getBoundingClientRect().top;
		this.#render(ids);
		if (how === "created") {
			const message = this.client.store.message(this.channelId, ids[0]);
			this.#typing.delete(message?.author.id);
			this.#showTyping();
		}
		if (this.#sticks) this.#toEnd();
		else if (anchor) this.#keep(anchor.dataset.id, from);
		if (!this.#sticks && how === "created") this.newer.hidden = false;
		const timeline = this.client.store.timeline(this.channelId);
		this.start.textContent = timeline.isWhole ? say("channel-start") : "";
	}

	// Holds what was read where it was; its row may have been drawn anew.
	#keep(id, from) {
		const row = this.#rows.get(id);
		if (row) this.scroller.scrollTop += row.getBoundingClientRect().top - from;
	}

	// Draws these messages anew, and those behind them, which may now stand together with another.
	#render(ids) {
		const { ids: order, messages } = this.client.store.timeline(this.channelId);
		const places = new Map(order.map((id, at) => [id, at]));
		const wanted = new Set(ids);
		for (const id of ids)
			if (places.has(id) && places.get(id) + 1 < order.length) wanted.add(order[places.get(id) + 1]);
		for (const id of ids) {
			if (messages.has(id)) continue;
			const behind = this.#rows.get(id)?.nextElementSibling;
			if (behind) wanted.add(behind.dataset.id);
			this.#rows.get(id)?.remove();
			this.#rows.delete(id);
		}
		const sorted = [...wanted].filter((id) => places.has(id)).sort((one, other) => places.get(other) - places.get(one));
		for (const id of sorted) {
			const at = places.get(id);
			const row = messageRow(messages.get(id), messages.get(order[at - 1]), this.view);
			pass(row, -1);
			const known = this.#rows.get(id);
			this.#rows.set(id, row);
			if (known) replaced(known, row);
			else this.list.insertBefore(row, this.#rows.get(order[at + 1]) ?? null);
		}
	}

	#firstSeen() {
		const top = this.scroller.getBoundingClientRect().top;
		return [...this.list.children].find((row) => row.getBoundingClientRect().bottom > top) ?? null;
	}

	#toEnd() {
		this.#sticks = true;
		this.newer.hidden = true;
		this.scroller.scrollTop = this.scroller.scrollHeight;
		this.#top = this.scroller.scrollTop;
	}

	#scrolled() {
		const { scrollTop, scrollHeight, clientHeight } = this.scroller;
		// Rows that come into sight turn out higher than was guessed: only who scrolls up leaves the end.
		const isNear = scrollHeight - scrollTop - clientHeight < NEAR;
		if (isNear || scrollTop < this.#top) this.#sticks = isNear;
		this.#top = scrollTop;
		if (this.#sticks) this.newer.hidden = true;
		const timeline = this.client.store.timeline(this.channelId);
		if (scrollTop < clientHeight && timeline.isLoaded && !timeline.isWhole) this.#load();
	}

	// Goes where a link to a channel or a message leads.
	#follow(event) {
		const place = placeOf(event.target.closest("a")?.href);
		if (!place || !this.client.store.channels.has(place[1])) return;
		event.preventDefault();
		this.actions.open(place[1], place[2]);
	}

	async seek(id) {
		if (!this.client.store.timeline(this.channelId).isLoaded) await this.#load();
		this.jump(id);
	}

	jump(id) {
		const row = this.#rows.get(id);
		if (!row) return;
		this.#sticks = false;
		row.scrollIntoView({ block: "center" });
		row.focus();
		row.classList.add("pointed-at");
		setTimeout(() => row.classList.remove("pointed-at"), 1600);
	}

	// Arrows go from message to message; Enter or the menu key opens what can be done with one.
	#walk(event) {
		const row = event.target.closest(".message");
		if (event.target !== row && event.target !== this.scroller) return;
		const steps = {
			ArrowUp: row?.previousElementSibling ?? this.list.lastElementChild,
			ArrowDown: row?.nextElementSibling,
			Home: this.list.firstElementChild,
			End: this.list.lastElementChild,
		};
		if (event.key in steps) {
			event.preventDefault();
			steps[event.key]?.focus();
		} else if (
			row &&
			(event.key === "Enter" || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))
		) {
			event.preventDefault();
			this.#openMenu(row, row);
		}
	}

	#context(event) {
		const row = event.target.closest(".message");
		if (!row || event.target.closest("a, img") || !getSelection().isCollapsed) return;
		event.preventDefault();
		this.#openMenu(row, {
			getBoundingClientRect: () => new DOMRect(event.clientX, event.clientY, 0, 0),
			contains: () => false,
		});
	}

	#approached(event) {
		const row = event.target.closest(".message");
		const message = row && this.client.store.message(this.channelId, row.dataset.id);
		if (message && !row.querySelector(".tools, .notice")) row.append(tools(message, this.view));
		if (message && event.type === "focusin") pass(row, 0);
	}

	#left(event) {
		const row = event.target.closest(".message");
		if (row && !row.contains(event.relatedTarget)) pass(row, -1);
	}

	#openMenu(row, anchor) {
		const message = this.client.store.message(this.channelId, row.dataset.id);
		if (message) this.actions.menu(message, anchor);
	}

	#types(userId) {
		if (userId === this.client.person.id) return;
		clearTimeout(this.#typing.get(userId));
		this.#typing.set(
			userId,
			setTimeout(() => (this.#typing.delete(userId), this.#showTyping()), TYPING_MS),
		);
		this.#showTyping();
	}

	#showTyping() {
		const names = [...this.#typing.keys()]
			.map((id) => this.client.store.members.get(id)?.user)
			.filter(Boolean)
			.map((user) => this.client.store.nameOf(user));
		this.typing.textContent = names.length ? say("typing", { names: names.join(say("list-separator")) }) : "";
	}
}

// Tab goes past a row (-1), but for the one in which somebody is (0): two thousand messages have many links.
function pass(row, tabIndex) {
	const inner = row.querySelectorAll("a, button, select, input, summary, [role=button]");
	for (const one of [row, ...inner]) one.tabIndex = tabIndex;
}

// Puts *row* in the place of *known*; who stood inside it with the keyboard still does.
function replaced(known, row) {
	const held = known.contains(document.activeElement) ? document.activeElement : null;
	known.replaceWith(row);
	if (held === null) return;
	const key = held.dataset.key;
	const again = key && [...row.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
	(again ?? row).focus({ preventScroll: true });
}
