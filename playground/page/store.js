// What one person's client knows, made from the gateway's events. It tells whoever listens what has changed.

const EPHEMERAL = 1 << 6;
const VIEW_CHANNEL = 1n << 10n;
const ADMINISTRATOR = 1n << 3n;
const after = (one, other) => (one.length === other.length ? one > other : one.length > other.length);

export const isThread = (channel) => [10, 11, 12].includes(channel?.type);
export const isForum = (channel) => [15, 16].includes(channel?.type);
export const isDirect = (channel) => channel?.type === 1;
// How a channel is called; one in private bears the name of the other.
export const titleOf = (channel) => (isThread(channel) || isDirect(channel) ? channel.name : `#${channel.name}`);

// Whether a thread can be written in: the phrase for it, if there is something to say.
export const stateOf = ({ thread_metadata: one }) =>
	one?.locked ? "thread-locked" : one?.archived ? "thread-archived" : null;

export class Store {
	#listeners = new Set();

	constructor(personId, guildId) {
		this.personId = personId;
		this.guildId = guildId;
		this.guild = null;
		this.roles = new Map();
		this.members = new Map();
		this.channels = new Map();
		this.timelines = new Map();
	}

	// *heard* gets ("messages", channelId, ids) | ("channels") | ("typing", channelId, userId).
	listen(heard) {
		this.#listeners.add(heard);
		return () => this.#listeners.delete(heard);
	}

	#tell(...news) {
		for (const heard of this.#listeners) heard(...news);
	}

	timeline(channelId) {
		if (!this.timelines.has(channelId))
			this.timelines.set(channelId, { ids: [], messages: new Map(), isLoaded: false, isWhole: false });
		return this.timelines.get(channelId);
	}

	message(channelId, messageId) {
		return this.timelines.get(channelId)?.messages.get(messageId);
	}

	// Takes in a page of history, newest first, as REST gives it.
	fill(channelId, page, asked) {
		const timeline = this.timeline(channelId);
		for (const one of page) this.#insert(timeline, one);
		timeline.isLoaded = true;
		timeline.isWhole ||= page.length < asked;
		this.#tell(
			"messages",
			channelId,
			page.map((one) => one.id),
		);
	}

	#insert(timeline, message) {
		const known = timeline.messages.get(message.id);
		timeline.messages.set(message.id, { reactions: [], ...keptOf(known), ...message });
		if (known) return;
		// Mostly the newest of all, or older than all that is known.
		let at = timeline.ids.length && after(timeline.ids[0], message.id) ? 0 : timeline.ids.length;
		while (at > 0 && after(timeline.ids[at - 1], message.id)) at -= 1;
		timeline.ids.splice(at, 0, message.id);
	}

	forget(channelId, ids) {
		const timeline = this.timeline(channelId);
		for (const id of ids) timeline.messages.delete(id);
		timeline.ids = timeline.ids.filter((id) => !ids.includes(id));
		this.#tell("messages", channelId, ids);
	}

	apply(name, data) {
		const [kind, verb] = [name.split("_")[0], name];
		const guildId = kind === "GUILD" && data.id ? data.id : data.guild_id;
		if (guildId && guildId !== this.guildId) return; // the page shows one guild, and what is said in private
		if (verb === "GUILD_CREATE") this.#enter(data);
		else if (kind === "MESSAGE") this.#applyMessage(verb, data);
		else if (kind === "CHANNEL" || kind === "THREAD") this.#applyChannel(verb, data);
		else if (kind === "GUILD") this.#applyGuild(verb, data);
		else if (verb === "TYPING_START") this.#tell("typing", data.channel_id, data.user_id);
	}

	#enter(guild) {
		this.guild = guild;
		this.roles = new Map(guild.roles.map((one) => [one.id, one]));
		this.members = new Map(guild.members.map((one) => [one.user.id, one]));
		const directs = [...this.channels.values()].filter(isDirect);
		this.channels = new Map([...guild.channels, ...guild.threads, ...directs].map((one) => [one.id, one]));
		// After a session that could not be resumed all is read again; what only this person was shown stays.
		for (const timeline of this.timelines.values()) {
			const own = [...timeline.messages.values()].filter((one) => one.flags & EPHEMERAL);
			Object.assign(timeline, { ids: own.map((one) => one.id), isLoaded: false, isWhole: false });
			timeline.messages = new Map(own.map((one) => [one.id, one]));
		}
		this.#tell("channels");
	}

	#applyMessage(name, data) {
		const timeline = this.timeline(data.channel_id);
		if (name === "MESSAGE_CREATE") {
			this.#insert(timeline, data);
			const channel = this.channels.get(data.channel_id);
			if (channel && !(data.flags & EPHEMERAL)) channel.last_message_id = data.id;
			this.#tell("messages", data.channel_id, [data.id], "created");
		} else if (name === "MESSAGE_UPDATE") {
			if (!timeline.messages.has(data.id)) return;
			this.#insert(timeline, data);
			this.#tell("messages", data.channel_id, [data.id], "updated");
		} else if (name === "MESSAGE_DELETE") this.forget(data.channel_id, [data.id]);
		else if (name === "MESSAGE_DELETE_BULK") this.forget(data.channel_id, data.ids);
		else if (timeline.messages.has(data.message_id)) {
			const message = timeline.messages.get(data.message_id);
			if (name.startsWith("MESSAGE_POLL_VOTE")) this.#vote(message, data, name.endsWith("ADD") ? 1 : -1);
			else this.#react(message, data, name);
			this.#tell("messages", data.channel_id, [data.message_id], "updated");
		}
	}

	#react(message, data, name) {
		const same = (one) => (one.emoji.id ?? one.emoji.name) === (data.emoji.id ?? data.emoji.name);
		if (name === "MESSAGE_REACTION_REMOVE_ALL") message.reactions = [];
		else if (name === "MESSAGE_REACTION_REMOVE_EMOJI")
			message.reactions = message.reactions.filter((one) => !same(one));
		else {
			const isMine = data.user_id === this.personId;
			const step = name === "MESSAGE_REACTION_ADD" ? 1 : -1;
			const known = message.reactions.find(same) ?? { emoji: data.emoji, count: 0, me: false };
			if (!message.reactions.includes(known)) message.reactions.push(known);
			known.count += step;
			if (isMine) known.me = step > 0;
			message.reactions = message.reactions.filter((one) => one.count > 0);
		}
	}

	#vote(message, data, step) {
		const counts = message.poll?.results?.answer_counts;
		if (!counts) return;
		let count = counts.find((one) => one.id === data.answer_id);
		if (!count) counts.push((count = { id: data.answer_id, count: 0, me_voted: false }));
		count.count += step;
		if (data.user_id === this.personId) count.me_voted = step > 0;
	}

	#applyChannel(name, data) {
		if (name === "THREAD_LIST_SYNC") for (const one of data.threads) this.channels.set(one.id, one);
		else if (/^(CHANNEL|THREAD)_(CREATE|UPDATE)$/.test(name))
			this.channels.set(data.id, { ...this.channels.get(data.id), ...this.#named(data) });
		else if (/_DELETE$/.test(name)) this.channels.delete(data.id);
		else return;
		this.#tell("channels");
		// The message that a thread hangs on shows how it is called, and stands.
		if (this.message(data.parent_id, data.id)) this.#tell("messages", data.parent_id, [data.id], "updated");
	}

	#named(channel) {
		const others = channel.recipients?.map((user) => this.nameOf(user));
		return others ? { ...channel, name: `@${others.join(", ")}` } : channel;
	}

	#applyGuild(name, data) {
		if (name.startsWith("GUILD_ROLE_")) {
			if (name === "GUILD_ROLE_DELETE") this.roles.delete(data.role_id);
			else this.roles.set(data.role.id, data.role);
		} else if (name === "GUILD_MEMBER_REMOVE") this.members.delete(data.user.id);
		else if (name === "GUILD_MEMBER_ADD" || name === "GUILD_MEMBER_UPDATE")
			this.members.set(data.user.id, { ...this.members.get(data.user.id), ...data });
		else if (name === "GUILD_EMOJIS_UPDATE") this.guild.emojis = data.emojis;
		else if (name === "GUILD_UPDATE") this.guild = { ...this.guild, ...data };
		this.#tell("channels");
	}

	// Names and rights

	nameOf(user) {
		return this.members.get(user.id)?.nick || user.global_name || user.username;
	}

	rights() {
		const own = this.members.get(this.personId);
		if (!own || !this.guild) return 0n;
		if (this.guild.owner_id === this.personId) return ~0n;
		const held = [this.guild.id, ...own.roles].map((id) => BigInt(this.roles.get(id)?.permissions ?? 0));
		const all = held.reduce((one, other) => one | other, 0n);
		return all & ADMINISTRATOR ? ~0n : all;
	}

	sees(channel) {
		const rights = this.rights();
		if (rights === ~0n || isDirect(channel)) return true;
		const place = channel.permission_overwrites ? channel : this.channels.get(channel.parent_id);
		const own = this.members.get(this.personId);
		let sees = (rights & VIEW_CHANNEL) !== 0n;
		const steps = [
			(one) => one.id === this.guild.id,
			(one) => own.roles.includes(one.id),
			(one) => one.id === this.personId,
		];
		for (const concerns of steps) {
			const said = (place?.permission_overwrites ?? []).filter(concerns);
			if (said.some((one) => BigInt(one.deny) & VIEW_CHANNEL)) sees = false;
			if (said.some((one) => BigInt(one.allow) & VIEW_CHANNEL)) sees = true;
		}
		return sees;
	}
}

// Events show a message with nobody's eyes: what this person saw of it otherwise is kept.
function keptOf(known) {
	return known ? { reactions: known.reactions, member: known.member } : {};
}
