package io.fairlane.runner.go;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Go program running as a child process: lines out, nothing in but bytes that mean "now" and the
 * end of its stdin, which tells it to finish. It cannot outlive its owner: {@link #close} kills it,
 * so does the end of this JVM, and should the JVM itself be killed, the kernel kills the program
 * (Linux; it does so when the thread that called {@link #start} ends) or the closed stdin ends it,
 * within a lap.
 */
public final class Child implements AutoCloseable {
  /** They change the runtime under test; everything else of the environment is inherited. */
  static final Set<String> OVERRIDES =
      Set.of("GODEBUG", "GOGC", "GOMEMLIMIT", "GOTRACEBACK", "GOMAXPROCS");

  private static final String ENDED = new String("ended");

  private final Process process;
  private final Thread hook;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Child(Process process) {
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "kill-go-" + process.pid());
  }

  public static Child start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(OVERRIDES);
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + command.getFirst(), e);
    }
    Child child = new Child(process);
    java.lang.Runtime.getRuntime().addShutdownHook(child.hook);
    Thread.ofPlatform().daemon().name("read-go-" + process.pid()).start(child::read);
    return child;
  }

  /**
   * The next line, standard error included.
   *
   * @return null if there is none within the time; {@link #ended} tells if there will be more
   */
  public String line(long timeout, TimeUnit unit) throws InterruptedException {
    String line = lines.poll(timeout, unit);
    if (line == ENDED) {
      lines.add(ENDED);
      return null;
    }
    return line;
  }

  /** True once every line was read and the program has closed its output. */
  public boolean ended() {
    return lines.peek() == ENDED;
  }

  /** A byte: now. */
  void nudge() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      // Broken pipe: it has ended, which its lines will tell.
    }
  }

  /** Asks the program to finish. */
  public void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Broken pipe: it has finished already.
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      java.lang.Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running.
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // Killed while it was read: the end, too.
    } finally {
      lines.add(ENDED);
    }
  }
}
