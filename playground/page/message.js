// One message as a row: who said what, what hangs on it, and what can be done with it.

import { choicesOf, component } from "/page/components.js";
import { div, h, icon, iconButton, quiet, span } from "/page/dom.js";
import { attachment, embed, poll, sticker } from "/page/enclosures.js";
import { emojiNode, inOneLine, markdown, timeOf } from "/page/markdown.js";
import { stateOf } from "/page/store.js";
import { day, say } from "/page/words.js";

const [EPHEMERAL, LOADING, COMPONENTS_V2] = [1 << 6, 1 << 7, 1 << 15];
const THREAD_MADE = 18;
const [REPLY, SLASH_ANSWER, THREAD_STARTER, MENU_ANSWER] = [19, 20, 21, 23];
const SPOKEN = new Set([0, REPLY, SLASH_ANSWER, THREAD_STARTER, MENU_ANSWER]);
const TOGETHER_MS = 7 * 60 * 1000;
const MARK = " · ";

export const isEphemeral = (message) => Boolean(message.flags & EPHEMERAL);
export const dayOf = (message) => new Date(message.timestamp).toDateString();

// What others than the author are called in a text.
export function namesIn(message, store) {
	const mentioned = new Map((message.mentions ?? []).map((user) => [user.id, user]));
	return {
		user: (id) => {
			const user = store.members.get(id)?.user ?? mentioned.get(id);
			return user ? store.nameOf(user) : null;
		},
		role: (id) => store.roles.get(id)?.name ?? null,
		channel: (id) => store.channels.get(id)?.name ?? null,
	};
}

// What an application answers comes by a webhook of its own id, and is no persona's.
const isPersona = (message) => Boolean(message.webhook_id) && message.webhook_id !== message.application_id;

// A relayed message bears the name of its author, a dot and a mark of their language.
export function authorOf(message, store) {
	if (!isPersona(message)) return { name: message.member?.nick || store.nameOf(message.author), mark: "" };
	const at = message.author.username.lastIndexOf(MARK);
	return at < 0
		? { name: message.author.username, mark: "" }
		: { name: message.author.username.slice(0, at), mark: message.author.username.slice(at + MARK.length) };
}

export function avatar(user, name) {
	const path = user.avatar
		? `/cdn/avatars/${user.id}/${user.avatar}.png`
		: `/cdn/embed/avatars/${Number(BigInt(user.id) >> 22n) % 6}.png`;
	return h(
		"span",
		{ class: "avatar", "aria-hidden": "true" },
		h("img", { src: path, alt: "", width: 40, height: 40 }),
		h("span", {}, [...name][0] ?? ""),
	);
}

function continues(message, previous) {
	return (
		previous !== undefined &&
		message.type === 0 &&
		SPOKEN.has(previous.type) &&
		previous.type !== THREAD_STARTER &&
		message.author.id === previous.author.id &&
		message.author.username === previous.author.username &&
		isEphemeral(message) === isEphemeral(previous) &&
		dayOf(message) === dayOf(previous) &&
		new Date(message.timestamp) - new Date(previous.timestamp) < TOGETHER_MS
	);
}

// *view* has client, menu(message, anchor), react(message, anchor), reply(message), press(message, component, values),
// vote(message, ids), toggle(message, reaction), open(channelId, messageId), jump(id), dismiss(message).
export function messageRow(told, previous, view) {
	const { store, person } = view.client;
	// A thread begins with what it hangs on.
	const start = told.type === THREAD_STARTER && told.referenced_message;
	const message = start
		? { ...start, id: told.id, type: told.type, message_reference: null, reactions: [], thread: null }
		: told;
	const names = namesIn(message, store);
	const { name, mark } = authorOf(message, store);
	const isContinued = continues(message, previous);
	const classes = ["message"];
	if (isContinued) classes.push("continued");
	if (isEphemeral(message)) classes.push("ephemeral");
	if (mark) classes.push(/^[A-Z]/.test(mark) ? "from-english" : "from-chinese");
	if (message.mentions?.some((user) => user.id === person.id) || message.mention_everyone) classes.push("mentions-me");
	const isNewDay = previous === undefined || dayOf(previous) !== dayOf(message);
	const row = h("li", { class: classes.join(" "), tabindex: "-1", dataset: { id: message.id } });
	if (isNewDay) row.append(div("day", h("span", {}, day(new Date(message.timestamp)))));
	if (!SPOKEN.has(message.type)) {
		const thread =
			message.type === THREAD_MADE &&
			h("button", { class: "as-link", click: () => view.open(message.message_reference.channel_id) }, message.content);
		const told = [systemText(message, name), thread, " ", timeOf(message.timestamp)];
		row.append(
			div(
				"notice",
				told,
				(message.embeds ?? []).map((one) => embed(one, names)),
			),
		);
		return row;
	}
	row.append(...[origin(message, store, view)].filter(Boolean));
	row.append(
		div(
			"message-row",
			isContinued
				? h("span", { class: "side-time", "aria-hidden": "true" }, timeOf(message.timestamp))
				: avatar(message.author, name),
			div(
				"message-body",
				isContinued ? span("unseen", `${name}: `) : head(message, name, mark),
				content(message, names, view),
				foot(message, view),
			),
		),
	);
	return row;
}

function head(message, name, mark) {
	const side = /^[A-Z]/.test(mark) ? "english" : "chinese";
	return div(
		"message-head",
		span("author", name),
		mark && h("span", { class: `mark ${side}`, title: say("mark-hint") }, mark),
		(message.author.bot || message.webhook_id) && !mark && span("tag", say("app")),
		timeOf(message.timestamp),
		message.pinned && quiet(say("pinned")),
	);
}

// What a message answers: another message, or what somebody did.
function origin(message, store, view) {
	const asked = message.interaction_metadata;
	if ([REPLY, THREAD_STARTER].includes(message.type) && message.message_reference) {
		const quoted = message.referenced_message;
		const inside = quoted
			? [h("strong", {}, authorOf(quoted, store).name), " ", span("excerpt", excerpt(quoted, namesIn(quoted, store)))]
			: [h("em", {}, say("reply-gone"))];
		const jump = () => quoted && view.jump(quoted.id);
		return h(
			"button",
			{ class: "origin", "aria-label": null, click: jump },
			icon("reply"),
			span("unseen", say("in-reply-to")),
			inside,
		);
	}
	if (asked && (message.type === SLASH_ANSWER || message.type === MENU_ANSWER)) {
		const used = message.interaction?.name;
		return div(
			"origin",
			icon("slash"),
			h("span", {}, say(used ? "used" : "asked", { name: store.nameOf(asked.user), command: used ?? "" })),
		);
	}
	return null;
}

export function excerpt(message, names) {
	if (message.content) return inOneLine(message.content, names);
	return message.attachments?.length ? say("a-file") : message.poll ? message.poll.question.text : say("something");
}

function content(message, names, view) {
	if (message.flags & LOADING) return div("quiet thinking", say("thinking"));
	const store = view.client.store;
	const place = {
		names,
		attachments: message.attachments ?? [],
		choices: (one) => choicesOf(one, store),
		act: (one, values) => view.press(message, one, values),
	};
	const isV2 = Boolean(message.flags & COMPONENTS_V2);
	const parts = [];
	for (const { message: forwarded } of message.message_snapshots ?? []) {
		parts.push(
			div(
				"forwarded",
				div("quiet", say("forwarded")),
				markdown(forwarded.content, names),
				(forwarded.attachments ?? []).map(attachment),
			),
		);
	}
	const text = div(isOnlyEmoji(message.content) ? "text jumbo" : "text", markdown(message.content, names));
	const last = text.lastChild?.tagName === "P" ? text.lastChild : text;
	if (message.edited_timestamp && !isEphemeral(message))
		last.append(" ", h("span", { class: "edited", title: message.edited_timestamp }, say("edited")));
	parts.push(text);
	if (!isV2) parts.push(...(message.attachments ?? []).map(attachment));
	parts.push(...(message.embeds ?? []).map((one) => embed(one, names)));
	if (message.poll) parts.push(poll(message.poll, (ids) => view.vote(message, ids)));
	parts.push(...(message.sticker_items ?? []).map(sticker));
	if (message.components?.length)
		parts.push(
			div(
				"components",
				message.components.map((one) => component(one, place)),
			),
		);
	return parts;
}

const isOnlyEmoji = (text) =>
	text.length < 60 &&
	/^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|<a?:\w+:\d+>|\s)+$/u.test(text) &&
	!/^[\d#*\s]+$/.test(text);

function foot(message, view) {
	const parts = [];
	if (message.thread) {
		const thread = view.client.store.channels.get(message.thread.id) ?? message.thread;
		parts.push(
			h(
				"button",
				{ class: "thread", click: () => view.open(message.thread.id) },
				icon("thread"),
				h("strong", {}, thread.name),
				quiet(say(stateOf(thread) ?? "thread-open")),
			),
		);
	}
	if (message.reactions?.length)
		parts.push(
			div(
				"reactions",
				message.reactions.map((one) => reaction(message, one, view)),
			),
		);
	if (isEphemeral(message))
		parts.push(
			div(
				"only-you",
				say("only-you", { name: view.client.person.name }),
				" ",
				h("button", { class: "as-link", click: () => view.dismiss(message) }, say("dismiss")),
			),
		);
	return parts;
}

function reaction(message, one, view) {
	const label = say("reaction", { emoji: one.emoji.name, count: one.count });
	return h(
		"button",
		{
			class: "reaction",
			"aria-pressed": String(Boolean(one.me)),
			"aria-label": label,
			dataset: { key: `r${one.emoji.id ?? one.emoji.name}` },
			click: () => view.toggle(message, one),
		},
		emojiNode(one.emoji),
		h("span", {}, String(one.count)),
	);
}

// What can be done at once with a message; made when somebody comes near, since most rows are only read.
export function tools(message, view) {
	const last = { tabindex: "-1" };
	return div(
		"tools",
		!isEphemeral(message) &&
			iconButton("smile", say("react"), (event) => view.react(message, event.currentTarget), last),
		!isEphemeral(message) && iconButton("reply", say("reply"), () => view.reply(message), last),
		iconButton("more", say("more"), (event) => view.menu(message, event.currentTarget), {
			...last,
			"aria-haspopup": "menu",
		}),
	);
}

function systemText(message, name) {
	if (message.type === 6) return say("system-pinned", { name });
	if (message.type === 7) return say("system-joined", { name });
	if (message.type === 4) return say("system-renamed", { name, thread: message.content });
	if (message.type === THREAD_MADE) return say("system-thread", { name });
	if (message.type === 46) return say("system-poll", { name });
	return say("system-other", { name });
}
