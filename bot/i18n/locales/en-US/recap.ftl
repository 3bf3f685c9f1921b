# What came of a topic of the day: read in its thread when the answers are in, and by whoever presses a button there.

recap = Topic recap
# $sides tells how many of each language: EN 7 · 中 5
recap-people = { $count ->
    [one] One person answered: { $sides }
   *[other] { $count } people answered: { $sides }
}
recap-votes-only = Nobody wrote an answer, but you voted:
recap-only-here = This time all answers came from this side.
recap-only-there = This time all answers came from the other side. Yours is still welcome.
# The last line: something light to go on with.
recap-surprised = Which answer surprised you most?
recap-show-all = See all
recap-remove = Remove my quote

# The answers one after the other, for whoever pressed "See all".
recap-all = { $count ->
    [one] **One answer**
   *[other] **{ $count } answers**
} · page { $page } of { $pages }
recap-all-none = There is nothing to show here any more.
recap-picture = 📷 (a picture)
recap-previous = Back
recap-next = More
recap-removed = Your quote is gone from the recap, in every channel. Your answer itself still stands where you wrote it.
recap-not-quoted = This recap doesn’t quote you, so there is nothing to remove.
recap-gone = This topic isn’t known any more.

# The box in which one answers.
recap-answer-title = Your answer
recap-answer-label = It appears here under your name
recap-answer-given = Your answer is up: { $link }
recap-answer-take-back = Take it back
recap-answer-taken-back = Your answer is gone.
recap-answer-closed = Answers to this topic are closed, but the conversation goes on: { $link }
recap-answer-refused = This can’t be posted here: this server’s rules don’t allow it.
recap-answer-apart = You chose not to take part, so the bot doesn’t post for you. `/privacy` changes that at any time.
recap-answer-muted = You can’t write here at the moment.
recap-answer-empty = There is nothing to read in that answer.

# To moderators.
recap-paused = Nobody answered the last { $count } topics of the day in { $bridge }, so I’ve paused them. `/daily resume` starts them again.
