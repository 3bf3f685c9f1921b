// The page: two members' clients side by side, the list of channels, and the strip below.

import { Client } from "/page/client.js";
import { div, h, iconButton, span } from "/page/dom.js";
import { openModal } from "/page/modal.js";
import { Pane } from "/page/pane.js";
import { toast } from "/page/popup.js";
import { playground } from "/page/rest.js";
import { Sidebar } from "/page/sidebar.js";
import { Strip, vendorName } from "/page/strip.js";
import { titleOf } from "/page/store.js";
import { isNew, tour } from "/page/tour.js";
import { LOCALES, keep, kept, locale, say, speak } from "/page/words.js";

const SIDES = ["english", "chinese"];
const EPHEMERAL = 1 << 6;
const POLL_MS = 400;

class App {
	#clients = new Map();
	#phrases = null;
	#unread = new Set();
	#standing = new Map();
	#isStarting = false;

	constructor(state, briefing, translator) {
		[this.guild] = state.guilds;
		this.people = this.guild.members;
		this.bridges = briefing.bridges;
		this.application = briefing.application;
		this.translator = translator;
		this.strip = new Strip(this);
		this.sidebar = new Sidebar(this);
		this.panes = { english: new Pane("english", this), chinese: new Pane("chinese", this) };
		this.pane = this.panes.english;
		document.body.replaceChildren(...this.#layout());
		const first = { english: "dana", chinese: locale === "zh-TW" ? "yating" : "xiaoman" };
		for (const side of SIDES) {
			const person = this.people.find((one) => one.handle === first[side]) ?? this.people[0];
			this.panes[side].show(person, this.home(side));
		}
		this.reveal("english");
		this.strip.look();
	}

	// Who and where

	clientOf(person) {
		if (!this.#clients.has(person.id)) {
			const hooks = {
				stand: (one, stands) => this.#stands(one, stands),
				modal: (one, told) => openModal(one, told),
				failed: (one, told) => this.#failed(one, told),
			};
			const client = new Client(person, this.guild.id, this.application, hooks);
			client.store.listen((kind, channelId, ids, how) => this.#heard(client, kind, channelId, ids, how));
			this.#clients.set(person.id, client);
		}
		return this.#clients.get(person.id);
	}

	home(side) {
		return this.bridges[0]?.[side].channel ?? this.guild.channels[0].id;
	}

	channel(channelId) {
		const known = [...this.#clients.values()].map((one) => one.store.channels.get(channelId)).find(Boolean);
		return known ?? this.guild.channels.find((one) => one.id === channelId) ?? { id: channelId, name: channelId };
	}

	nameOf(channelId) {
		return titleOf(this.channel(channelId));
	}

	// Where a relayed message came from: where it is known to stand, or else the other side.
	sourceOf(messageId, destinationId) {
		for (const { store } of this.#clients.values()) {
			for (const [channelId, timeline] of store.timelines) if (timeline.messages.has(messageId)) return channelId;
		}
		const joined = this.bridges.map((one) => [one.english.channel, one.chinese.channel]);
		return joined.find((ids) => ids.includes(destinationId))?.find((id) => id !== destinationId) ?? null;
	}

	// On which side a channel is joined, if it is.
	sideIn(channelId) {
		return SIDES.find((side) => this.bridges.some((one) => one[side].channel === channelId));
	}

	sideOf(channelId) {
		const parent = this.pane.client.store.channels.get(channelId)?.parent_id;
		return this.sideIn(channelId) ?? this.sideIn(parent) ?? this.pane.side;
	}

	shown() {
		return Object.values(this.panes).map((one) => one.channelId);
	}

	isUnread(channelId) {
		return this.#unread.has(channelId);
	}

	// Going somewhere

	open(channelId, messageId) {
		const side = this.sideOf(channelId);
		const pane = this.panes[side];
		if (pane.channelId !== channelId) pane.show(pane.client.person, channelId);
		this.reveal(side);
		if (messageId) pane.stream.seek(messageId);
		else pane.composer.field.focus();
		this.changed();
	}

	openPair(bridge) {
		for (const side of SIDES) this.panes[side].show(this.panes[side].client.person, bridge[side].channel);
		this.reveal(this.pane.side);
		this.changed();
	}

	reveal(side) {
		document.body.dataset.tab = side;
		document.body.classList.remove("list-open");
		this.pane = this.panes[side];
		for (const tab of document.querySelectorAll(".tabs button"))
			tab.setAttribute("aria-pressed", String(tab.dataset.side === side));
	}

	focused(pane) {
		const isOther = this.pane !== pane;
		this.pane = pane;
		if (isOther) this.changed();
		document.body.classList.remove("list-open");
	}

	changed() {
		for (const id of this.shown()) this.#unread.delete(id);
		if (this.pane.client) this.sidebar.show(this.pane.client.store);
		for (const tab of document.querySelectorAll(".tabs button"))
			tab.textContent = this.nameOf(this.panes[tab.dataset.side].channelId);
	}

	// What is heard

	#heard(client, kind, channelId, ids, how) {
		if (kind === "channels") {
			for (const pane of Object.values(this.panes)) if (pane.client === client) pane.refresh();
			this.changed();
		} else if (kind === "messages" && how) {
			const message = client.store.message(channelId, ids[0]);
			if (message?.webhook_id) this.strip.look();
			if (how === "created" && !this.shown().includes(channelId) && !(message.flags & EPHEMERAL)) {
				this.#unread.add(channelId);
				this.sidebar.show(this.pane.client.store);
			}
		}
	}

	#stands(client, stands) {
		this.#standing.set(client, stands);
		this.#tellStatus();
	}

	starts(isStarting) {
		this.#isStarting = isStarting;
		this.#tellStatus();
		document.body.dataset.bot = isStarting ? "starting" : "ready";
	}

	#tellStatus() {
		const isCut = [...this.#standing.values()].includes(false);
		this.status.textContent = isCut ? say("reconnecting") : this.#isStarting ? say("starting") : "";
	}

	#failed() {
		toast(say("no-answer"));
	}

	async phrases(language) {
		this.#phrases ??= playground("GET", "/phrases");
		return (await this.#phrases).map((one) => one[language] ?? one.en);
	}

	// What stands around the panes

	#layout() {
		const languages = h(
			"select",
			{ "aria-label": say("page-language"), change: () => chooseLocale(languages.value) },
			Object.entries(LOCALES).map(([tag, name]) =>
				h("option", { value: tag, selected: tag === locale, lang: tag }, name),
			),
		);
		this.status = h("span", { class: "status", role: "status" });
		const tabs = SIDES.map((side) =>
			h("button", { dataset: { side }, click: () => this.reveal(side) }, this.nameOf(this.home(side))),
		);
		const list = iconButton("list", say("channels"), () => document.body.classList.toggle("list-open"), {
			class: "icon-button list-button",
			"aria-controls": "sidebar",
		});
		const tourButton = h(
			"button",
			{ class: "button small", click: () => tour((side) => this.reveal(side)) },
			say("tour"),
		);
		return [
			h("a", { class: "skip", href: "#pane-english" }, say("skip")),
			h(
				"header",
				{ class: "top" },
				list,
				h("h1", {}, h("span", { class: "seal", "aria-hidden": "true" }, "桥"), span("brand", say("brand"))),
				h("nav", { class: "tabs", "aria-label": say("tabs") }, tabs),
				this.status,
				div("top-tools", tourButton, languages, iconButton("theme", say("theme"), toggleTheme)),
			),
			this.#banner(),
			div("main", this.sidebar.node, h("main", { class: "panes" }, this.panes.english.node, this.panes.chinese.node)),
			this.strip.node,
			h("div", { id: "toasts", role: "status", "aria-live": "polite" }),
		].filter(Boolean);
	}

	#banner() {
		if (kept("qiao-banner")) return null;
		const words = this.translator
			? say("banner-translator", { name: vendorName(this.translator.name) })
			: say("banner-offline");
		const hide = () => {
			keep("qiao-banner", "1");
			banner.remove();
		};
		const banner = h(
			"aside",
			{ class: "banner", "aria-label": say("banner-scripted") },
			h("p", {}, h("strong", {}, say("banner-scripted")), " ", say("banner-real"), " ", words),
			iconButton("close", say("banner-close"), hide),
		);
		return banner;
	}
}

function toggleTheme() {
	const root = document.documentElement;
	const isDark =
		(root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
	root.dataset.theme = isDark ? "light" : "dark";
	keep("qiao-theme", root.dataset.theme);
}

async function chooseLocale(tag) {
	await speak(tag);
	location.reload();
}

// The page may be there before the bot: it says so until the bot relays.
async function untilReady(app, isReady) {
	for (let ready = isReady; !ready;) {
		app.starts(true);
		await new Promise((done) => setTimeout(done, POLL_MS));
		ready = (await playground("GET", "/state").catch(() => null))?.ready;
	}
	app.starts(false);
}

async function begin() {
	const paths = ["/state", "/briefing", "/translator"];
	const [state, briefing, translator] = await Promise.all([...paths.map((path) => playground("GET", path)), speak()]);
	const app = new App(state, briefing, translator);
	untilReady(app, state.ready);
	if (isNew()) tour((side) => app.reveal(side));
}

begin();
