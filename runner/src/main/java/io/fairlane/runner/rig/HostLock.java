package io.fairlane.runner.rig;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One measurement at a time on this host: two would measure each other. The operating system
 * releases the lock when the process dies, however it dies.
 */
public final class HostLock implements AutoCloseable {
  private final FileChannel channel;

  private HostLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock file that all users of this host share. */
  public static Path defaultFile() {
    return Path.of(System.getProperty("java.io.tmpdir"), "fairlane-measuring.lock");
  }

  /**
   * @throws Refusal (host cannot) if another process is measuring
   */
  public static HostLock take(Path file) {
    try {
      FileChannel channel = open(file);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = holder(channel);
        channel.close();
        throw Refusal.hostCannot(
            "another fairlane is measuring on this host ("
                + holder
                + "): wait until it ends, or stop it");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new HostLock(channel);
    } catch (IOException e) {
      throw Refusal.hostCannot(
          "cannot lock " + file + " (" + Reason.of(e) + "): make it writable, or delete it");
    }
  }

  /** Without CREATE where it exists: kernels deny that for other users' files in a shared /tmp. */
  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException first) {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      PosixFileAttributeView permissions =
          Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (permissions != null) {
        // without such bits (Windows) the file is as open as the folder it lies in
        permissions.setPermissions(PosixFilePermissions.fromString("rw-rw-rw-"));
      }
      return channel;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException thisProcess) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    String name = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return name.isEmpty() ? "it has just begun" : name;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException releasedAnyway) {
      return;
    }
  }
}
