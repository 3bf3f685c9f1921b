// Where one writes: messages, answers, edits, files, commands. Enter sends, unless a Chinese word is being composed.

import { Attached } from "/page/attached.js";
import { CommandForm, entries, matching } from "/page/commands.js";
import { div, h, iconButton, span } from "/page/dom.js";
import { authorOf, excerpt, namesIn } from "/page/message.js";
import { openPhrases } from "/page/phrases.js";
import { attempt } from "/page/popup.js";
import { titleOf } from "/page/store.js";
import { Suggest } from "/page/suggest.js";
import { say } from "/page/words.js";

const MOST_HIGH = 180;

export class Composer {
	#replying = null;
	#editing = null;
	#command = null;
	#commands = [];
	#isSending = false;

	// *phrases(language)* gives the sentences that can be clicked.
	constructor(phrases) {
		this.phrases = phrases;
		this.field = h("textarea", {
			rows: "1",
			class: "write",
			input: () => this.#typed(),
			keydown: (event) => this.#key(event),
			paste: (event) => this.attached.take(event, event.clipboardData),
		});
		this.suggest = new Suggest(this.field, say("suggestions"), (item) => this.#chosen(item));
		this.attached = new Attached();
		this.context = h("div", { class: "context", hidden: true });
		this.slot = h("div", {});
		const phraseButton = iconButton("lines", say("phrases"), () => this.#openPhrases(phraseButton));
		this.sendButton = h("button", { type: "submit", class: "send" }, say("send"));
		this.line = div(
			"line",
			iconButton("attach", say("attach"), () => this.attached.picker.click()),
			iconButton("slash", say("commands"), () => this.#slash()),
			this.field,
			phraseButton,
			this.sendButton,
		);
		this.node = h(
			"form",
			{
				class: "composer",
				submit: (event) => (event.preventDefault(), this.#send()),
				dragover: (event) => event.preventDefault(),
				drop: (event) => this.attached.take(event, event.dataTransfer),
			},
			this.suggest.node,
			this.context,
			this.attached.node,
			this.slot,
			this.line,
			this.attached.picker,
		);
		this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.#command && this.#giveUp());
	}

	show(client, channel) {
		const isNew = this.client !== client || this.channel?.id !== channel.id;
		this.client = client;
		this.channel = channel;
		if (isNew) this.#giveUp();
		if (isNew) this.attached.set([]);
		const label = say("write-in", { name: client.person.name, channel: titleOf(channel) });
		this.field.placeholder = label;
		this.field.setAttribute("aria-label", label);
		this.field.lang = client.person.language;
	}

	reply(message) {
		this.#giveUp();
		this.#replying = message;
		const { store } = this.client;
		this.#showContext(
			say("replying", { name: authorOf(message, store).name }),
			excerpt(message, namesIn(message, store)),
		);
		this.field.focus();
	}

	edit(message) {
		this.#giveUp();
		this.#editing = message;
		this.field.value = this.#readable(message.content);
		this.#showContext(say("editing"), null);
		this.#grow();
		this.field.focus();
	}

	#showContext(label, detail) {
		this.context.replaceChildren(
			h("span", {}, label),
			span("excerpt", detail),
			iconButton("close", say("cancel"), () => this.#giveUp()),
		);
		this.context.hidden = false;
	}

	#giveUp() {
		if (this.#editing) this.field.value = "";
		this.#replying = this.#editing = this.#command = null;
		this.context.hidden = true;
		this.slot.replaceChildren();
		this.field.hidden = false;
		this.node.classList.remove("commanding");
		this.suggest.hide();
		this.#grow();
	}

	// Writing

	#key(event) {
		if (event.isComposing || event.keyCode === 229) return; // a word is being composed
		if (this.suggest.key(event)) return;
		if (event.key === "Enter" && !event.shiftKey) {
			event.preventDefault();
			this.#send();
		} else if (event.key === "Escape") this.#giveUp();
		else if (event.key === "ArrowUp" && this.field.value === "") this.#editLast(event);
	}

	#editLast(event) {
		const timeline = this.client.store.timeline(this.channel.id);
		const own = timeline.ids.findLast((id) => {
			const one = timeline.messages.get(id);
			return one.author.id === this.client.person.id && [0, 19].includes(one.type);
		});
		if (own === undefined) return;
		event.preventDefault();
		this.edit(timeline.messages.get(own));
	}

	#typed() {
		this.#grow();
		const text = this.field.value;
		if (text && !text.startsWith("/")) this.client.type(this.channel.id);
		const mention = /(?:^|\s)@([^\s@]*)$/.exec(text.slice(0, this.field.selectionStart));
		if (/^\/[^\n]*$/.test(text) && !this.#editing) this.#suggestCommands(text.slice(1));
		else if (mention) this.#suggestMembers(mention[1].toLowerCase());
		else this.suggest.hide();
	}

	async #suggestCommands(typed) {
		const all = (await attempt(() => this.client.commands(1, this.channel.id))) ?? [];
		if (this.field.value.slice(1) !== typed) return;
		this.#commands = entries(all, this.client.locale);
		this.suggest.show(
			matching(this.#commands, typed.trim()).map((entry) => ({ label: `/${entry.name}`, hint: entry.hint, entry })),
		);
	}

	#suggestMembers(typed) {
		const { store } = this.client;
		const found = [...store.members.values()]
			.map(({ user }) => ({ label: store.nameOf(user), hint: user.username, user }))
			.filter((one) => `${one.label} ${one.hint}`.toLowerCase().includes(typed));
		this.suggest.show(found.slice(0, 8));
	}

	#chosen(item) {
		if (item.entry) return this.#take(item.entry);
		const at = this.field.selectionStart;
		const before = this.field.value.slice(0, at).replace(/@[^\s@]*$/, `@${item.label} `);
		this.field.value = before + this.field.value.slice(at);
		this.field.setSelectionRange(before.length, before.length);
		this.field.focus();
	}

	#slash() {
		this.#giveUp();
		this.field.value = "/";
		this.field.focus();
		this.#typed();
	}

	#take(entry) {
		this.field.value = "";
		this.#command = new CommandForm(this.client, this.channel.id, entry, () => (this.#giveUp(), this.field.focus()));
		this.#command.node.addEventListener("keydown", (event) => {
			if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT" || event.defaultPrevented)
				return;
			event.preventDefault();
			this.#send();
		});
		this.slot.replaceChildren(this.#command.node);
		this.field.hidden = true;
		this.node.classList.add("commanding");
		if (entry.options.some((one) => one.required)) this.#command.focus();
		else this.sendButton.focus();
	}

	// What is typed and what is sent: names stand for ids.

	#sendable(text) {
		const { store } = this.client;
		const members = [...store.members.values()].map(({ user }) => [`@${store.nameOf(user)}`, `<@${user.id}>`]);
		const channels = [...store.channels.values()].map((one) => [`#${one.name}`, `<#${one.id}>`]);
		const byLength = [...members, ...channels].sort(([one], [other]) => other.length - one.length);
		let sent = text;
		for (const [shown, meant] of byLength) sent = sent.split(shown).join(meant);
		return sent;
	}

	#readable(text) {
		const names = namesIn({}, this.client.store);
		return text
			.replace(/<@!?(\d+)>/g, (raw, id) => (names.user(id) === null ? raw : `@${names.user(id)}`))
			.replace(/<#(\d+)>/g, (raw, id) => (names.channel(id) === null ? raw : `#${names.channel(id)}`));
	}

	async #send() {
		if (this.#isSending) return;
		this.#isSending = true;
		this.node.classList.add("busy");
		try {
			await attempt(() => (this.#command ? this.#sendCommand() : this.#sendMessage()));
		} finally {
			this.#isSending = false;
			this.node.classList.remove("busy");
		}
	}

	async #sendCommand() {
		const command = this.#command;
		const missing = command.node.querySelector("input:invalid, select:invalid");
		if (missing) return missing.reportValidity();
		await command.send();
		if (this.#command === command) this.#giveUp();
		this.field.focus();
	}

	async #sendMessage() {
		const text = this.#sendable(this.field.value.trim());
		if (!text && !this.attached.files.length) return;
		// What is under way leaves the field at once, and comes back if it is refused.
		const [kept, replying, editing, { files }] = [this.field.value, this.#replying, this.#editing, this.attached];
		this.#giveUp();
		this.attached.set([]);
		this.field.value = "";
		this.#grow();
		try {
			if (editing) await this.client.edit(editing, text);
			else await this.client.say(this.channel.id, text, { replyTo: replying?.id, files });
		} catch (refusal) {
			if (editing) this.edit(editing);
			else if (replying) this.reply(replying);
			this.attached.set(files);
			this.field.value = kept;
			this.#grow();
			throw refusal;
		}
	}

	#grow() {
		this.field.style.height = "auto";
		if (this.field.value) this.field.style.height = `${Math.min(this.field.scrollHeight, MOST_HIGH)}px`;
	}

	async #openPhrases(anchor) {
		const { person } = this.client;
		openPhrases(anchor, person.name, await this.phrases(person.language), (line) => {
			this.field.focus();
			attempt(() => this.client.say(this.channel.id, line));
		});
	}
}
