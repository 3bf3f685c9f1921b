// One half of the page: a channel as the member sees it who is chosen there, and where that member writes.

import { COMMAND } from "/page/client.js";
import { Composer } from "/page/composer.js";
import { div, h, icon, iconButton, span } from "/page/dom.js";
import { avatar, authorOf, isEphemeral } from "/page/message.js";
import { attempt, dialog, menu } from "/page/popup.js";
import { isForum, isThread, stateOf, titleOf } from "/page/store.js";
import { Stream } from "/page/stream.js";
import { say } from "/page/words.js";

const EMOJI = "👍 ❤️ 😂 🎉 🙏 👀 🔥 😮 😢 😅 💯 🤔 👏 🐱 🥟 🍵 ✅ ❌ ⭐ 🌉 ☕ 🌧️ 🎂 👋".split(" ");
const MESSAGE_MENU = 3;
const MANAGE_MESSAGES = 1n << 13n;

export class Pane {
	// *app* has people, clientOf(person), open(channelId), phrases(language), focused(pane).
	constructor(side, app) {
		this.side = side;
		this.app = app;
		this.composer = new Composer((language) => app.phrases(language));
		this.stream = new Stream(
			{
				menu: (message, anchor) => this.#menu(message, anchor),
				react: (message, anchor) => this.#react(message, anchor),
				reply: (message) => this.composer.reply(message),
				toggle: (message, one) => attempt(() => this.client.react(message, one.emoji, !one.me)),
				press: (message, one, values) => attempt(() => this.client.press(message, one, values)),
				vote: (message, ids) => attempt(() => this.client.vote(message, ids)),
				open: (id, messageId) => app.open(id, messageId),
			},
			say(`messages-${side}`),
		);
		this.face = span("face");
		this.title = h("h2", {});
		this.topic = span("quiet topic");
		this.back = iconButton("back", say("back"), () => this.#back());
		const groups = ["en", "zh"].map((start) =>
			h(
				"optgroup",
				{ label: say(`speakers-${start}`) },
				app.people
					.filter((one) => one.language.startsWith(start))
					.map((one) => h("option", { value: one.id }, one.admin ? say("admin-name", { name: one.name }) : one.name)),
			),
		);
		this.speaker = h(
			"select",
			{
				class: "speaker",
				"aria-label": say("speak-as"),
				title: say("speak-as-hint"),
				change: () => this.#speakAs(this.speaker.value),
			},
			groups,
		);
		this.node = h(
			"section",
			{
				class: `pane ${side}`,
				id: `pane-${side}`,
				"aria-label": say(`messages-${side}`),
				focusin: () => app.focused(this),
				pointerdown: () => app.focused(this),
			},
			h(
				"header",
				{ class: "pane-head" },
				this.back,
				div("pane-title", this.title, this.topic),
				h("label", { class: "as" }, span("as-label", say("speak-as")), this.face, this.speaker),
			),
			this.stream.node,
			this.composer.node,
		);
	}

	#speakAs(id) {
		this.app.focused(this);
		this.show(
			this.app.people.find((one) => one.id === id),
			this.channelId,
		);
	}

	show(person, channelId) {
		this.client = this.app.clientOf(person);
		this.channelId = channelId;
		this.speaker.value = person.id;
		this.stream.show(this.client, channelId);
		this.refresh();
	}

	// Shows anew what the channel and the speaker are called.
	refresh() {
		const { store, person } = this.client;
		// Who speaks now may not see what the one before was shown, and channels go.
		const home = this.app.home(this.side);
		if (store.guild && !store.channels.has(this.channelId) && this.channelId !== home) return this.show(person, home);
		const channel = store.channels.get(this.channelId) ?? this.app.channel(this.channelId);
		this.title.textContent = titleOf(channel);
		const state = stateOf(channel);
		this.topic.textContent = state ? say(state) : (channel.topic ?? "");
		this.back.hidden = this.channelId === home;
		const user = store.members.get(person.id)?.user;
		if (user) this.face.replaceChildren(avatar(user, person.name));
		this.composer.show(this.client, channel);
	}

	#back() {
		const { channels } = this.client.store;
		const channel = channels.get(this.channelId);
		const isBelow = isThread(channel) && !isForum(channels.get(channel.parent_id));
		this.show(this.client.person, isBelow ? channel.parent_id : this.app.home(this.side));
		this.app.changed();
	}

	// What can be done with a message

	#may(message) {
		const isMine = message.author.id === this.client.person.id && !message.webhook_id;
		return {
			edit: isMine && [0, 19].includes(message.type),
			remove: isMine || (this.client.store.rights() & MANAGE_MESSAGES) !== 0n,
		};
	}

	async #menu(message, anchor) {
		const may = this.#may(message);
		const apps = isEphemeral(message)
			? []
			: ((await attempt(() => this.client.commands(MESSAGE_MENU, this.channelId))) ?? []);
		const items = [];
		if (!isEphemeral(message)) {
			items.push({ label: say("reply"), icon: icon("reply"), act: () => this.composer.reply(message) });
			items.push({ label: say("react"), icon: icon("smile"), act: () => this.#react(message, anchor) });
			if (may.edit) items.push({ label: say("edit"), icon: icon("pen"), act: () => this.composer.edit(message) });
			if (!message.thread && [0, 5].includes(this.client.store.channels.get(this.channelId)?.type))
				items.push({ label: say("start-thread"), icon: icon("thread"), act: () => this.#startThread(message) });
		}
		items.push({ label: say("copy"), icon: icon("copy"), act: () => navigator.clipboard?.writeText(message.content) });
		if (may.remove && !isEphemeral(message))
			items.push({
				label: say("delete"),
				icon: icon("trash"),
				isDanger: true,
				act: () => attempt(() => this.client.remove(message)),
			});
		if (apps.length) items.push({ heading: say("apps") });
		for (const one of apps) {
			const label = one.name_localizations?.[this.client.locale] ?? one.name;
			items.push({ label, act: () => attempt(() => this.#use(one, message)) });
		}
		menu(anchor, say("actions", { name: authorOf(message, this.client.store).name }), items);
	}

	#use(command, message) {
		const data = {
			type: MESSAGE_MENU,
			id: command.id,
			version: command.version,
			name: command.name,
			target_id: message.id,
		};
		return this.client.interact(COMMAND, command.application_id, message.channel_id, data);
	}

	#react(message, anchor) {
		const custom = (this.client.store.guild?.emojis ?? []).map((one) => ({
			id: one.id,
			name: one.name,
			animated: one.animated,
		}));
		const choices = [...EMOJI.map((name) => ({ id: null, name })), ...custom];
		menu(
			anchor,
			say("react"),
			choices.map((one) => ({
				label: one.id ? `:${one.name}:` : one.name,
				act: () => attempt(() => this.client.react(message, one, true)),
			})),
			{ isGrid: true },
		);
	}

	#startThread(message) {
		const name = h("input", { type: "text", required: true, maxlength: "100", value: message.content.slice(0, 40) });
		const submit = async () => {
			const thread = await this.client.startThread(message, name.value);
			this.client.store.apply("THREAD_CREATE", thread);
			this.app.open(thread.id);
		};
		dialog(say("start-thread"), h("label", { class: "field" }, span("field-name", say("thread-name")), name), {
			submit,
			label: say("start-thread"),
		});
		name.select();
	}
}
