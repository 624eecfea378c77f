package io.fairlane.analysis.cli;

import picocli.CommandLine.IVersionProvider;

/** What these classes were built from: version from the jar, commit from the launcher. */
final class Versions implements IVersionProvider {
  static final String ABSENT = "absent";

  static String tool() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? ABSENT : version;
  }

  static String commit() {
    return System.getProperty("fairlane.commit", ABSENT);
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "fairlane " + tool() + ", commit " + commit() + ", JDK " + System.getProperty("java.version")
    };
  }
}
