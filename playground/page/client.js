// One person's client: the store, the gateway and REST under one token, and what a person does with them.

import { Gateway } from "/page/gateway.js";
import { Rest, playground } from "/page/rest.js";
import { Store, isDirect } from "/page/store.js";

const PAGE = 50;
const TYPING_EVERY = 8000;
const SUGGESTIONS_LATEST = 4000;
export const COMMAND = 2;
export const COMPONENT = 3;
export const AUTOCOMPLETE = 4;
export const SUBMISSION = 5;

export class Client {
	#nonce = 0;
	#waiting = new Map();
	#typed = new Map();
	#loading = new Map();
	#entered;
	#enter;

	// *hooks*: stand(client, isStanding), modal(client, modal), failed(client, what).
	constructor(person, guildId, applicationId, hooks) {
		this.person = person;
		this.guildId = guildId;
		this.applicationId = applicationId;
		this.hooks = hooks;
		this.rest = new Rest(person.token);
		this.store = new Store(person.id, guildId);
		this.gateway = new Gateway(
			person.token,
			(name, data) => this.#hear(name, data),
			(stands) => hooks.stand(this, stands),
		);
		this.#entered = new Promise((done) => (this.#enter = done));
		this.gateway.open();
	}

	get locale() {
		return { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" }[this.person.language] ?? "en-US";
	}

	#hear(name, data) {
		if (name.startsWith("INTERACTION_") || name === "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
			this.#hearInteraction(name, data);
		else this.store.apply(name, data);
		if (name === "GUILD_CREATE") this.#enter();
	}

	// Messages

	// Reads the newest page of a channel, or the one before what is known; two askers share one request.
	load(channelId) {
		if (!this.#loading.has(channelId)) {
			const reading = this.#read(channelId).finally(() => this.#loading.delete(channelId));
			this.#loading.set(channelId, reading);
		}
		return this.#loading.get(channelId);
	}

	async #read(channelId) {
		const timeline = this.store.timeline(channelId);
		const before = timeline.isLoaded && timeline.ids.length ? `&before=${timeline.ids[0]}` : "";
		const page = await this.rest.ask("GET", `/channels/${channelId}/messages?limit=${PAGE}${before}`);
		this.store.fill(channelId, page, PAGE);
	}

	say(channelId, content, { replyTo, files = [] } = {}) {
		const body = { content, nonce: this.#newNonce() };
		if (replyTo) body.message_reference = { message_id: replyTo };
		this.#typed.delete(channelId);
		return this.rest.ask("POST", `/channels/${channelId}/messages`, body, files);
	}

	edit(message, content) {
		return this.rest.ask("PATCH", `/channels/${message.channel_id}/messages/${message.id}`, { content });
	}

	remove(message) {
		return this.rest.ask("DELETE", `/channels/${message.channel_id}/messages/${message.id}`);
	}

	react(message, emoji, isOn) {
		const name = encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);
		const path = `/channels/${message.channel_id}/messages/${message.id}/reactions/${name}/@me`;
		return this.rest.ask(isOn ? "PUT" : "DELETE", path);
	}

	startThread(message, name) {
		return this.rest.ask("POST", `/channels/${message.channel_id}/messages/${message.id}/threads`, { name });
	}

	vote(message, answerIds) {
		return this.rest.ask("PUT", `/channels/${message.channel_id}/polls/${message.id}/answers/@me`, {
			answer_ids: answerIds,
		});
	}

	type(channelId) {
		const now = Date.now();
		if (now - (this.#typed.get(channelId) ?? 0) < TYPING_EVERY) return;
		this.#typed.set(channelId, now);
		this.rest.ask("POST", `/channels/${channelId}/typing`).catch(() => {});
	}

	// Interactions

	// The commands that this person may use in a channel, of one *type* (1 slash, 2 user, 3 message).
	async commands(type, channelId) {
		const scopes = await playground("GET", "/commands");
		await this.#entered;
		const inPrivate = isDirect(this.store.channels.get(channelId));
		const rights = inPrivate ? ~0n : this.store.rights();
		return scopes
			.filter((scope) => scope.guild === null || scope.guild.id === this.guildId)
			.flatMap((scope) => scope.commands.map((one) => ({ ...one, application: scope.application })))
			.filter((one) => one.type === type && (one.contexts === null || one.contexts.includes(inPrivate ? 1 : 0)))
			.filter((one) => {
				const needed = BigInt(one.default_member_permissions ?? 0);
				return (
					one.default_member_permissions === null || (needed !== 0n ? (rights & needed) === needed : rights === ~0n)
				);
			});
	}

	// Does something with an application, and settles once it has taken it: with what was told, or null if it has not.
	async interact(type, applicationId, channelId, data, { messageId, files = [] } = {}) {
		const nonce = this.#newNonce();
		const body = {
			type,
			application_id: applicationId,
			guild_id: isDirect(this.store.channels.get(channelId)) ? null : this.guildId,
			channel_id: channelId,
			session_id: this.gateway.session ?? "none",
			nonce,
			data,
		};
		if (messageId) body.message_id = messageId;
		const settled = new Promise((done) => this.#waiting.set(nonce, done));
		try {
			await this.rest.ask("POST", "/interactions", body, files);
		} catch (refusal) {
			this.#waiting.delete(nonce);
			throw refusal;
		}
		// Whoever types is not told that no suggestions came.
		const inVain = new Promise((done) => type === AUTOCOMPLETE && setTimeout(() => done(null), SUGGESTIONS_LATEST));
		return Promise.race([settled, inVain]);
	}

	press(message, component, values) {
		const data = { component_type: component.type, custom_id: component.custom_id, ...(values ? { values } : {}) };
		return this.interact(COMPONENT, message.application_id ?? message.author.id, message.channel_id, data, {
			messageId: message.id,
		});
	}

	#hearInteraction(name, data) {
		if (name === "INTERACTION_MODAL_CREATE") this.hooks.modal(this, data);
		if (name === "INTERACTION_FAILURE") this.hooks.failed(this, data);
		if (name === "INTERACTION_CREATE" || !this.#waiting.has(data.nonce)) return;
		this.#waiting.get(data.nonce)(name === "INTERACTION_FAILURE" ? null : data);
		this.#waiting.delete(data.nonce);
	}

	#newNonce() {
		this.#nonce += 1;
		return `${Date.now()}${this.#nonce}`;
	}
}
