package io.fairlane.bench

import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.DurationUnit
import org.kalasim.Component
import org.kalasim.Environment
import org.kalasim.createSimulation
import org.kalasim.misc.AssertMode
import org.kalasim.misc.ComponentTrackingConfig

/*
 * On kalasim's processes, its only view: a component per entity that holds in a loop. One tick is
 * 1 ns of its clock. Everything it logs, tracks and asserts is off.
 */

private fun quietSimulation(): Environment {
  org.kalasim.misc.ASSERT_MODE = AssertMode.OFF
  return createSimulation(enableComponentLogger = false, tickDurationUnit = DurationUnit.NANOSECONDS) {
    entityTrackingDefaults.disableAll()
  }
}

private abstract class Entity(environment: Environment) :
    Component(koin = environment.getKoin(), trackingConfig = ComponentTrackingConfig.NONE)

/**
 * Runs batches of events and sums up. A stop is itself an event, behind those that are due at the
 * same time: what happens until then is counted in the next batch.
 */
private class Batches(private val environment: Environment) {
  private val start = environment.now
  private var left = 0
  private var sum = 0L
  private var ahead = 0
  private var sumAhead = 0L

  fun run(events: Int): Long {
    check(events > ahead) { "batch smaller than what is due at one time" }
    left = events - ahead
    sum = sumAhead
    ahead = 0
    sumAhead = 0
    environment.run(duration = 36_500.days) // never reached; stopping needs a planned end
    return sum
  }

  fun ticks(): Long = (environment.now - start).inWholeNanoseconds

  fun happened(value: Long) {
    if (left > 0) {
      sum += value
      if (--left == 0) environment.stopSimulation()
    } else {
      sumAhead += value
      ahead++
    }
  }
}

internal class KalasimHold(pending: Int, private val delays: Delays) : EventModel {
  private val environment = quietSimulation()
  private val batches = Batches(environment)

  init {
    for (i in 0 until pending) Held(delays.first())
  }

  override fun run(events: Int): Long = batches.run(events)

  private inner class Held(private val first: Long) : Entity(environment) {
    override fun process() = sequence {
      hold(first.nanoseconds)
      while (true) {
        batches.happened(batches.ticks())
        hold(delays.next().nanoseconds)
      }
    }
  }
}

internal class KalasimQueue(private val arrivals: Delays, private val services: Delays) :
    EventModel {
  private val environment = quietSimulation()
  private val batches = Batches(environment)
  private val server = Server()
  private var inSystem = 0L

  init {
    Arrivals()
  }

  override fun run(events: Int): Long = batches.run(events)

  private inner class Arrivals : Entity(environment) {
    override fun process() = sequence {
      while (true) {
        hold(arrivals.next().nanoseconds)
        if (++inSystem == 1L) server.activate()
        batches.happened(-batches.ticks())
      }
    }
  }

  private inner class Server : Entity(environment) {
    override fun process() = sequence {
      while (true) {
        while (inSystem == 0L) passivate()
        hold(services.next().nanoseconds)
        inSystem--
        batches.happened(batches.ticks())
      }
    }
  }
}
