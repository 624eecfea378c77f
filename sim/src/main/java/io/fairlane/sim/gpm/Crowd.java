package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.program.Program;
import java.util.Arrays;

/**
 * Gs that compute, yield and start again, for ever: between two turns one is like another, so in
 * the run queues a single <i>token</i> stands for each of them, as often as there are any. One that
 * is picked gets a <i>body</i> for its turn, which has a place in the program, a request to yield
 * and work left over like every G; at its yield the body is put away and the token queued. Ten
 * million take no more memory than ten.
 *
 * <p>Switched off, every G has a body of its own from the start: the oracle of the tokens.
 */
final class Crowd {
  private final boolean anonymous;

  /** The tokens made so far, one for each program; programs are few. */
  private G[] tokens = {};

  /** Bodies at rest, linked by {@link G#link}. */
  private G atRest;

  /**
   * @param anonymous false: no tokens
   */
  Crowd(boolean anonymous) {
    this.anonymous = anonymous;
  }

  /** The token that stands for a new G of this program, or null: it needs a body of its own. */
  G tokenOf(Program program) {
    if (!anonymous || !program.computesAndYields()) {
      return null;
    }
    for (G token : tokens) {
      if (token.program == program) {
        return token;
      }
    }
    G[] more = Arrays.copyOf(tokens, tokens.length + 1);
    more[tokens.length] = G.token(program);
    tokens = more;
    return more[more.length - 1];
  }

  /** A body that takes a turn for one of the token's Gs. */
  G bodyOf(G token) {
    G body = atRest;
    if (body == null || body.token != token) {
      return new G(G.ANONYMOUS, token.program, token);
    }
    atRest = body.link;
    body.link = null;
    return body;
  }

  /** What is queued for a G whose turn is over: the token, unless something sets the G apart. */
  G afterTurn(G g, long now) {
    if (g.token == null || (g.preemptAt > now && g.preemptAt != EventCalendar.NEVER)) {
      // a request that is still on its way will reach this G, and no other, at its next turn
      return g;
    }
    g.preemptAt = EventCalendar.NEVER;
    putAway(g);
    return g.token;
  }

  /** The body is free for another turn. */
  void putAway(G body) {
    body.link = atRest;
    atRest = body;
  }
}
