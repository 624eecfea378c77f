package io.fairlane.experiment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words: Java's messages name the file, or only it. */
public final class Reason {
  private Reason() {}

  /** For example "No space left on device". */
  public static String of(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return file.getReason() != null ? file.getReason() : word(file);
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    if (failure.getMessage() == null) {
      return failure.getClass().getSimpleName();
    }
    // java.io says "<file> (<reason>)".
    String says = failure.getMessage().lines().findFirst().orElse("");
    int reason = says.lastIndexOf(" (");
    return reason >= 0 && says.endsWith(")") ? says.substring(reason + 2, says.length() - 1) : says;
  }

  private static String word(FileSystemException file) {
    return switch (file) {
      case AccessDeniedException denied -> "Permission denied";
      case NoSuchFileException absent -> "No such file or directory";
      case FileAlreadyExistsException exists -> "a file of that name is there";
      case NotDirectoryException other -> "Not a directory";
      default -> file.getClass().getSimpleName();
    };
  }
}
