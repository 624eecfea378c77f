package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.P;
import java.util.List;

/** Several observers of one simulation, told in the order given. */
public final class Observers implements Observer {
  private final List<Observer> all;

  private Observers(List<Observer> all) {
    this.all = all;
  }

  public static Observer of(Observer... observers) {
    return new Observers(List.of(observers));
  }

  @Override
  public boolean wantsEveryTurn() {
    return all.stream().anyMatch(Observer::wantsEveryTurn);
  }

  @Override
  public void created(long atPs, G g, G by, P p) {
    for (Observer observer : all) {
      observer.created(atPs, g, by, p);
    }
  }

  @Override
  public void readied(long atPs, G g, G by, P p) {
    for (Observer observer : all) {
      observer.readied(atPs, g, by, p);
    }
  }

  @Override
  public void executed(long atPs, G g, P p, int thread, long tick, boolean inherited) {
    for (Observer observer : all) {
      observer.executed(atPs, g, p, thread, tick, inherited);
    }
  }

  @Override
  public void preempted(long atPs, G g, P p) {
    for (Observer observer : all) {
      observer.preempted(atPs, g, p);
    }
  }

  @Override
  public void requested(long atPs, P p, G named) {
    for (Observer observer : all) {
      observer.requested(atPs, p, named);
    }
  }

  @Override
  public void stopped(long atPs, G g, P p, Stop why) {
    for (Observer observer : all) {
      observer.stopped(atPs, g, p, why);
    }
  }

  @Override
  public void stolen(long atPs, P thief, P victim, int taken, boolean runnext) {
    for (Observer observer : all) {
      observer.stolen(atPs, thief, victim, taken, runnext);
    }
  }

  @Override
  public void acquired(long atPs, P p, int thread) {
    for (Observer observer : all) {
      observer.acquired(atPs, p, thread);
    }
  }

  @Override
  public void released(long atPs, P p, int thread) {
    for (Observer observer : all) {
      observer.released(atPs, p, thread);
    }
  }

  @Override
  public void moving(long atPs, P p, int thread, long arrivesPs) {
    for (Observer observer : all) {
      observer.moving(atPs, p, thread, arrivesPs);
    }
  }

  @Override
  public void received(long atPs, G receiver, G sender, long n) {
    for (Observer observer : all) {
      observer.received(atPs, receiver, sender, n);
    }
  }
}
