# Settings: of a bridge, for those who run it; and of a member.
manner-title = **Settings of { $bridge }** · a press changes one at once, for what is written from now on.
manner-not-yours = This bridge is run by another server, or by the configuration file: there is nothing here that you can change.

manner-original-on = 📖 The original stands in small print under each translation.
manner-original-off = 📖 The original is one tap away: *Apps*, then *{ menu-original }*.
manner-original-turn-on = Show originals below
manner-original-turn-off = Keep originals one tap away
manner-mark-on = 🏷️ Names bear the mark of their channel's language: `Dana · EN`.
manner-mark-off = 🏷️ Names stand alone: `Dana`.
manner-mark-turn-on = Mark names
manner-mark-turn-off = Leave names unmarked
