// The list of channels: the joined pairs, the others, and threads below their channel.

import { h, icon, span } from "/page/dom.js";
import { isDirect, isForum, isThread, titleOf } from "/page/store.js";
import { say } from "/page/words.js";

const CHATS = new Set([0, 5]);

export class Sidebar {
	// *app* has bridges, open(channelId), openPair(bridge), sideIn(channelId), shown() (ids), isUnread(channelId).
	constructor(app) {
		this.app = app;
		this.node = h("nav", { class: "sidebar", id: "sidebar", "aria-label": say("channels") });
	}

	show(store) {
		const channels = [...store.channels.values()].filter((one) => store.sees(one));
		const joined = new Set(this.app.bridges.flatMap((one) => [one.english.channel, one.chinese.channel]));
		const others = channels
			.filter((one) => (CHATS.has(one.type) || isForum(one)) && !joined.has(one.id))
			.sort((one, other) => one.position - other.position);
		const shown = this.app.shown();
		const item = (ids, label, open, kind = "") =>
			h(
				"li",
				{},
				h(
					"button",
					{
						class: `channel ${kind}`,
						"aria-current": ids.every((id) => shown.includes(id)) ? "true" : null,
						click: open,
					},
					label,
					ids.some((id) => this.app.isUnread(id)) &&
						h("span", { class: "unread", title: say("unread") }, span("unseen", say("unread"))),
				),
			);
		const threads = (...parents) =>
			channels
				.filter((one) => isThread(one) && parents.includes(one.parent_id) && !one.thread_metadata?.archived)
				.map((one) => {
					const label = [icon("thread"), h("span", {}, one.name)];
					return item([one.id], label, () => this.app.open(one.id), `inner ${this.app.sideIn(one.parent_id)}`);
				});
		const pairs = this.app.bridges.flatMap((one) => {
			const ids = [one.english.channel, one.chinese.channel];
			const label = [
				h("span", {}, this.app.nameOf(ids[0])),
				h("span", { class: "joins", "aria-label": say("joined-with") }, "⇄"),
				h("span", {}, this.app.nameOf(ids[1])),
			];
			return [item(ids, label, () => this.app.openPair(one), "pair"), ...threads(...ids)];
		});
		const plain = (one) =>
			isForum(one)
				? h("li", { class: "channel" }, titleOf(one))
				: item([one.id], h("span", {}, titleOf(one)), () => this.app.open(one.id));
		const directs = channels.filter(isDirect);
		this.node.replaceChildren(
			h("h2", {}, say("bridges")),
			h("ul", {}, pairs),
			h("h2", {}, say("channels")),
			h(
				"ul",
				{},
				others.flatMap((one) => [plain(one), ...threads(one.id)]),
			),
			...(directs.length ? [h("h2", {}, say("directs")), h("ul", {}, directs.map(plain))] : []),
		);
	}
}
