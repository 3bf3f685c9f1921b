// A person's gateway connection: it identifies, beats, and after a cut resumes where it was.

const LATER_MOST = 5000;
const NOBODY = 4004;

export class Gateway {
	#socket = null;
	#sequence = null;
	#beat = 0;
	#later = 250;

	// *hear* gets each event's name and data, *stand* whether the connection stands.
	constructor(token, hear, stand) {
		this.token = token;
		this.hear = hear;
		this.stand = stand;
		this.session = null;
	}

	open() {
		const socket = new WebSocket(`ws://${location.host}/gateway?v=10&encoding=json`);
		this.#socket = socket;
		socket.addEventListener("message", (message) => this.#told(JSON.parse(message.data)));
		socket.addEventListener("close", (event) => {
			clearInterval(this.#beat);
			// Tokens are new in each run: another playground listens at this address now.
			if (event.code === NOBODY) return location.reload();
			this.stand(false);
			setTimeout(() => this.open(), this.#later);
			this.#later = Math.min(this.#later * 2, LATER_MOST);
		});
	}

	#told({ op, d: data, s: sequence, t: name }) {
		if (op === 0) {
			this.#sequence = sequence;
			if (name === "READY") this.session = data.session_id;
			if (name === "READY" || name === "RESUMED") {
				this.#later = 250;
				this.stand(true);
			}
			this.hear(name, data);
		} else if (op === 10) this.#greeted(data.heartbeat_interval);
		else if (op === 9) {
			this.session = null;
			this.#identify();
		} else if (op === 7) this.#socket.close(4000);
		else if (op === 1) this.#say(1, this.#sequence);
	}

	#greeted(interval) {
		clearInterval(this.#beat);
		this.#beat = setInterval(() => this.#say(1, this.#sequence), interval);
		if (this.session === null) this.#identify();
		else this.#say(6, { token: this.token, session_id: this.session, seq: this.#sequence });
	}

	#identify() {
		this.#sequence = null;
		const properties = { os: "browser", browser: "qiao-playground", device: "" };
		this.#say(2, { token: this.token, properties, intents: 0 });
	}

	#say(op, data) {
		if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ op, d: data }));
	}
}
