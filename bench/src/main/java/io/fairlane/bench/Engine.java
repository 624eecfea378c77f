package io.fairlane.bench;

import java.util.function.Supplier;
import nl.tudelft.simulation.dsol.eventlists.EventListInterface;
import nl.tudelft.simulation.dsol.eventlists.EventListPriorityQueue;
import nl.tudelft.simulation.dsol.eventlists.RedBlackTree;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.DoublyLinked;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** Who simulates: a package and, where it has several, one of its event lists. */
public enum Engine {
  FAIRLANE(Column.FAIRLANE, ""),
  PRIORITY_QUEUE(Column.PRIORITY_QUEUE, ""),
  SSJ_SPLAY_TREE(Column.SSJ, "SplayTree"),
  SSJ_BINARY_TREE(Column.SSJ, "BinaryTree"),
  SSJ_DOUBLY_LINKED(Column.SSJ, "DoublyLinked"),
  SSJ_HENRIKSEN(Column.SSJ, "Henriksen"),
  SSJ_RED_BLACK_TREE(Column.SSJ, "RedblackTree"),
  DSOL_RED_BLACK_TREE(Column.DSOL, "RedBlackTree"),
  DSOL_PRIORITY_QUEUE(Column.DSOL, "EventListPriorityQueue"),
  KALASIM(Column.KALASIM, "");

  /** A column of the table: the best of a package's event lists. */
  enum Column {
    FAIRLANE("Fairlane"),
    PRIORITY_QUEUE("PriorityQueue"),
    SSJ("SSJ 3.3.2"),
    DSOL("DSOL 4.3.2"),
    KALASIM("kalasim 1.0.6");

    final String title;

    Column(String title) {
      this.title = title;
    }
  }

  /** An insertion into {@link DoublyLinked} walks half the list. */
  private static final int LONGEST_LIST = 1_000;

  private final Column column;
  private final String eventList;

  Engine(Column column, String eventList) {
    this.column = column;
    this.eventList = eventList;
  }

  Column column() {
    return column;
  }

  /** The event list's name, or nothing. */
  String eventList() {
    return eventList;
  }

  /** False where one insertion takes so long that filling the list would take minutes. */
  boolean copesWith(int pending) {
    return this != SSJ_DOUBLY_LINKED || pending <= LONGEST_LIST;
  }

  /** {@code pending} events; the earliest happens and is scheduled again, for ever. */
  EventModel hold(int pending, Delays delays) {
    return switch (column) {
      case FAIRLANE -> new FairlaneModels.Hold(pending, delays);
      case PRIORITY_QUEUE -> new PriorityQueueModels.Hold(pending, delays);
      case SSJ -> new SsjModels.Hold(ssjList().get(), pending, delays);
      case DSOL -> new DsolModels.Hold(dsolList(), pending, delays);
      case KALASIM -> new KalasimHold(pending, delays);
    };
  }

  /** One server with an unlimited queue. */
  EventModel queue(Delays arrivals, Delays services) {
    return switch (column) {
      case FAIRLANE -> new FairlaneModels.Queue(arrivals, services);
      case PRIORITY_QUEUE -> new PriorityQueueModels.Queue(arrivals, services);
      case SSJ -> new SsjModels.Queue(ssjList().get(), arrivals, services);
      case DSOL -> new DsolModels.Queue(dsolList(), arrivals, services);
      case KALASIM -> new KalasimQueue(arrivals, services);
    };
  }

  private Supplier<EventList> ssjList() {
    return switch (this) {
      case SSJ_SPLAY_TREE -> SplayTree::new;
      case SSJ_BINARY_TREE -> BinaryTree::new;
      case SSJ_DOUBLY_LINKED -> DoublyLinked::new;
      case SSJ_HENRIKSEN -> Henriksen::new;
      case SSJ_RED_BLACK_TREE -> RedblackTree::new;
      default -> throw new IllegalStateException(this + " is not of SSJ");
    };
  }

  private EventListInterface<Double> dsolList() {
    return this == DSOL_PRIORITY_QUEUE ? new EventListPriorityQueue<>() : new RedBlackTree<>();
  }
}
